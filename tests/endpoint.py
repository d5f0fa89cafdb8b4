"""A small OpenAI-compatible endpoint on loopback, for tests of real calls."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
Answerer = Callable[[dict[str, Any]], Answer]


def completion(text: str | None, **changes: Any) -> Answer:
    """A chat completion that says `text`."""
    message = {"role": "assistant", "content": text, "refusal": None}
    message |= changes.pop("message", {})
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    choice |= changes.pop("choice", {})
    body = {
        "id": "c1",
        "object": "chat.completion",
        "model": "model-that-answered",
        "choices": [choice],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7},
    }
    return 200, {}, json.dumps(body | changes).encode()


def refused(status: int, message: str = "no", code: str = "", **headers: str) -> Answer:
    """An error answer as OpenAI words it."""
    error = {"message": message, "type": "error", "code": code or None}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, named, json.dumps({"error": error}).encode()


class Endpoint:
    """What the endpoint was asked, and where it is."""

    def __init__(self, port: int) -> None:
        self.base_url = f"http://127.0.0.1:{port}/v1"
        self.bodies: list[dict[str, Any]] = []


@contextmanager
def endpoint(answer: Answerer) -> Iterator[Endpoint]:
    """An endpoint that answers each request body with `answer(body)`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(length))
            here.bodies.append(body)
            status, headers, data = answer(body)
            self.send_response(status)
            headers = {"Content-Type": "application/json"} | headers
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = Endpoint(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
