"""An OpenAI-compatible endpoint on loopback that keeps what it is given, at a latency.

    with standing_in(latency_s=0.5) as base_url:
        ...

It runs in a process of its own, so that a client's CPU time is the client's alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from briefer.llm.base import Message, ReplySchema, Request
from tests.faithful import answer

STAGES = {"summary": "summarize", "mended": "mend", "condensed": "condense"}


@contextmanager
def standing_in(latency_s: float) -> Iterator[str]:
    """The base URL of an endpoint that answers each call after `latency_s`."""
    command = [sys.executable, "-m", __name__, "--latency", str(latency_s)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def completion(body: dict[str, Any]) -> bytes:
    """The chat completion for the body of a request."""
    messages = tuple(Message(m["role"], m["content"]) for m in body["messages"])
    asked = body.get("response_format", {}).get("json_schema", {})
    text = _text(messages, STAGES.get(asked.get("name", ""), "merge"), asked)
    message = {"role": "assistant", "content": text, "refusal": None}
    said = {
        "id": "c1",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return json.dumps(said).encode()


def _text(messages: tuple[Message, ...], stage: str, asked: dict[str, Any]) -> str:
    if not asked:
        return "A short summary."
    schema = ReplySchema.of("any", {})
    return answer(Request("m", messages, schema, max_tokens=1, stage=stage))


async def _serve(latency_s: float) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            begun = perf_counter()
            length = next(
                int(line.split(b":")[1])
                for line in head.lower().split(b"\r\n")
                if line.startswith(b"content-length")
            )
            data = completion(json.loads(await reader.readexactly(length)))
            await asyncio.sleep(latency_s - (perf_counter() - begun))
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n" % len(data) + data
            )
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=2**24)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=0.5)
    asyncio.run(_serve(parser.parse_args().latency))
