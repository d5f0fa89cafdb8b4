"""What every test has: articles and folders in a line, and no network."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.browser import Browser, missing, running

ROOT = Path(__file__).parent.parent
# what a busy machine takes for an example says nothing of the example
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

LOOPBACK = ("127.0.0.1", "::1", "localhost")

hypothesis.settings.register_profile("thorough", max_examples=3_000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--worst", action="store_true", help="every hostile reply at every stage"
    )
    parser.addoption(
        "--update-golden", action="store_true", help="write out/ anew from seeds/"
    )
    parser.addoption(
        "--need-browser", action="store_true", help="fail where no browser is found"
    )


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def _sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses the network but for loopback, and hides a user's own settings."""
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and _host(address) not in LOOPBACK:
            raise RuntimeError(f"a test called out to {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    def look_up_here(host: object, *args: object, **kwargs: object) -> object:
        if host not in LOOPBACK:
            raise RuntimeError(f"a test looked up {host!r}")
        return lookup(host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "BRIEFER_", "SOURCE_DATE_EPOCH")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFER_USER_PROMPTS", "")


def _host(address: object) -> object:
    return address[0] if isinstance(address, tuple) else address


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of articles: `folder({"a.txt": "..."})`."""

    def make(files: dict[str, str], name: str = "articles") -> Path:
        root = tmp_path / name
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return root

    return make


@pytest.fixture(scope="module")
def _browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    if lack := missing():
        if request.config.getoption("--need-browser"):
            pytest.fail(lack)
        pytest.skip(lack)
    with running() as browser:
        yield browser


@pytest.fixture
def browser(_browser: Browser) -> Iterator[Browser]:
    """A real Chromium, shared by the tests of a module; each gets fresh pages."""
    yield _browser
    _browser.close_tabs()
