"""A small OpenAI-compatible endpoint on loopback, for tests of real calls."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Broken:
    """An answer that breaks on the way: `reset`, `hang`, `slow_body`, `cut_body`."""

    how: str
    answer: Answer = (200, {}, b"")


Answerer = Callable[[dict[str, Any]], Answer | Broken]

STATUSES = ("500", "502", "503", "504", "529", "408", "409", "429", "400", "422")
ON_THE_WAY = ("reset", "hang", "slow_body", "cut_body")
IN_THE_TEXT = (
    *("html", "truncated_json", "length", "invalid_json", "fenced_json", "empty"),
    *("null_content", "refusal", "content_filter", "schema_violation", "no_choices"),
)
FAULTS = (*STATUSES, *ON_THE_WAY, *IN_THE_TEXT)
"""What may become of an answer; account-wide ones are not among them."""
HARMLESS = ("fenced_json", "invalid_json", "slow_body")
"""Those that cost nothing: what is said can still be read."""


def fault(kind: str, text: str) -> Answer | Broken:
    """The answer `text` with a fault."""
    if kind in STATUSES:
        return refused(int(kind), f"a {kind} for a test", retry_after="0.05")
    if kind in ON_THE_WAY:
        return Broken(kind, completion(text))
    made: dict[str, Answer] = {
        "html": (502, {"Content-Type": "text/html"}, b"<h1>Bad gateway</h1>"),
        "truncated_json": completion(text[: len(text) * 2 // 3]),
        "length": completion(
            text[: len(text) // 2], choice={"finish_reason": "length"}
        ),
        "invalid_json": completion(f"Here it is:\n{text[:-1]},}}"),
        "fenced_json": completion(f"```json\n{text}\n```"),
        "empty": completion(""),
        "null_content": completion(None),
        "refusal": completion(None, message={"refusal": "I would rather not"}),
        "content_filter": completion("", choice={"finish_reason": "content_filter"}),
        "schema_violation": completion('{"unexpected": [1]}'),
        "no_choices": completion("", choices=[]),
    }
    return made[kind]


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
        self.answered: list[dict[str, Any]] = []
        """Those whose whole answer went out."""
        self.connections = 0
        """How many were opened to it."""
        self.is_over = threading.Event()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, answer: Answerer, slow_s: float, hang_s: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.slow_s, self.hang_s = answer, slow_s, hang_s
        self.here = Endpoint(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that are killed are no error here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.here.connections += 1

    def do_POST(self) -> None:
        here = self.server.here
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        here.bodies.append(body)
        made = self.server.answer(body)
        with suppress(ConnectionError):
            if isinstance(made, Broken):
                self._break(made)
            else:
                self._send(made)
                here.answered.append(body)

    def _break(self, broken: Broken) -> None:
        if broken.how == "slow_body":
            self._send(broken.answer, pieces=20)
            return
        self.close_connection = True
        if broken.how == "cut_body":
            self._head(broken.answer)
            data = broken.answer[2]
            self.wfile.write(data[: len(data) // 2])
            return
        if broken.how == "hang":
            self.server.here.is_over.wait(self.server.hang_s)
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def _send(self, made: Answer, pieces: int = 1) -> None:
        self._head(made)
        data = made[2]
        size = max(1, len(data) // pieces + 1)
        for at in range(0, len(data), size):
            self.wfile.write(data[at : at + size])
            if pieces > 1:
                self.server.here.is_over.wait(self.server.slow_s / pieces)

    def _head(self, made: Answer) -> None:
        status, headers, data = made
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def endpoint(
    answer: Answerer, slow_s: float = 0.2, hang_s: float = 60
) -> Iterator[Endpoint]:
    """An endpoint that answers each request body with `answer(body)`.

    A slow answer takes `slow_s` seconds, one that hangs breaks off after `hang_s`.
    """
    server = _Server(answer, slow_s, hang_s)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.here
    finally:
        server.here.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
