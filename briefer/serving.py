"""A finished briefing in the browser, on this machine only, reloaded when it changes.

Listens on 127.0.0.1, and answers only requests that name it so: a page elsewhere whose
name is made to lead here gets nothing. What the preview needs is added to a page on its
way out, and never to its file.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from briefer.errors import SettingsError
from briefer.overlay import EMPTY, EVENTS, Notice, injected

HOST = "127.0.0.1"
START = "/briefing.html"
ICON = "/favicon.ico"
"""What browsers ask every site for; without an answer they complain."""
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
"""Content types by ending; all else is shown as text, and never run."""
HEARTBEAT_S = 15
"""How often an open connection is tried, so that closed ones end."""


class Site:
    """What is shown: a folder, in a version that counts up, with a notice over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self._start = secrets.token_hex(4)
        self._count = 0
        self._notice: Notice | None = None
        self._is_open = True
        self._changed = threading.Condition()

    @property
    def version(self) -> str:
        """A word for what is in the folder: another after each change, and start."""
        return f"{self._start}.{self._count}"

    def show(self, folder: Path, notice: Notice | None, *, is_new: bool) -> None:
        """Show `notice` over all open pages, after reloading them where `is_new`."""
        with self._changed:
            self.folder, self._notice = folder, notice
            self._count += is_new
            self._changed.notify_all()

    def close(self) -> None:
        """End all open connections."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()

    def events(self) -> Iterator[bytes]:
        """Server-sent events: the state now, then at each change, until the end."""
        told = ""
        while self._is_open:
            with self._changed:
                state = self._state()
                if state == told:
                    self._changed.wait(HEARTBEAT_S)
                    state = self._state()
            yield (
                b": still here\n\n" if state == told else f"data: {state}\n\n".encode()
            )
            told = state

    def _state(self) -> str:
        notice = asdict(self._notice) if self._notice else None
        return json.dumps({"version": self.version, "notice": notice})

    def file(self, path: str) -> Path | None:
        """The file of the folder at an address's path; None where there is none."""
        steps = unquote(path).lstrip("/").split("/")
        if any(
            not step or step.startswith(".") or set(step) & set("\\:\0")
            for step in steps
        ):
            return None
        found = self.folder.joinpath(*steps).resolve()
        is_inside = found.is_relative_to(self.folder.resolve())
        return found if is_inside and found.is_file() else None


@contextmanager
def serving(site: Site, port: int = 0) -> Iterator[None]:
    """Serve `site` at its `address` while the block runs; `port` 0 takes a free one.

    Raises `SettingsError` where the port is taken.
    """
    try:
        server = _Server((HOST, port), _Handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(
            f"cannot listen on port {port}: {reason}",
            hint="leave out `--port` to take a free one",
        ) from error
    server.site = site
    site.address = f"http://{HOST}:{server.server_port}{START}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        site.close()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # else a port could be taken over while another process still listens on it
    allow_reuse_port = False
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "briefer"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not self._is_for_us():
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"not a name of this preview")
        elif path == "/":
            self._answer(HTTPStatus.FOUND, b"", location=START)
        elif path == ICON:
            self._answer(HTTPStatus.NO_CONTENT, b"")
        elif path == EVENTS:
            self._stream()
        else:
            self._page(path)

    do_HEAD = do_GET

    def _is_for_us(self) -> bool:
        names = {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}
        return self.headers.get_all("Host", []) in ([name] for name in names)

    def _page(self, path: str) -> None:
        site = self.server.site
        version, file = site.version, site.file(path)
        if file is None and path != START:
            self._answer(HTTPStatus.NOT_FOUND, b"there is no such page")
            return
        try:
            data = file.read_bytes() if file else EMPTY.encode()
        except OSError:
            # the folder was exchanged at this moment: the page reloads
            data = EMPTY.encode()
        kind = KINDS.get(Path(path).suffix.lower(), "text/plain; charset=utf-8")
        if kind.startswith("text/html"):
            data = injected(data.decode("utf-8", "replace"), version).encode()
        self._answer(HTTPStatus.OK, data, kind)

    def _answer(
        self,
        status: HTTPStatus,
        data: bytes,
        kind: str = "text/plain; charset=utf-8",
        location: str = "",
    ) -> None:
        self.send_response(status)
        self._heads(kind)
        self.send_header("Content-Length", str(len(data)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _heads(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self._heads("text/event-stream")
        self.end_headers()
        if self.command == "HEAD":
            return
        for event in self.server.site.events():
            self.wfile.write(event)

    def log_message(self, format: str, *args: object) -> None:
        """The terminal tells of changes, not of requests."""
