"""Pages in a real Chromium: what they show, ask for, complain about, and print.

Use it through the fixture `browser` of `tests/conftest.py`:

    def test_the_page_asks_for_nothing(browser):
        tab = browser.open(page, width=360)
        assert tab.heard == Heard()

While it is open, the event loop of playwright occupies the thread. A test that needs a
build starts it in a process of its own, or calls `briefer.render`, which has no loop.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import (
        BrowserContext,
        ConsoleMessage,
        Dialog,
        Page,
        Request,
    )

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
HTML_VALIDATE = HERE / "node_modules" / ".bin" / "html-validate"

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", event => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Heard:
    """What a page did beside showing itself; nothing, where all is well."""

    requests: list[str] = field(default_factory=list)
    """Addresses asked for, but for the page's own."""
    console: list[str] = field(default_factory=list)
    """Warnings, errors and uncaught exceptions."""
    dialogs: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """What the security policy of the page did not let happen."""


@dataclass
class Tab:
    """An open page."""

    page: Page
    address: str
    _heard: Heard = field(default_factory=Heard)

    @property
    def heard(self) -> Heard:
        self._heard.refused = self.page.evaluate("window.refused")
        return self._heard

    def axe(self) -> list[str]:
        """What axe-core objects to: rule, place and reason."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{rule['id']}: {node['html'][:120]}: {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def pdf(self) -> bytes:
        """The page as "save as PDF" prints it."""
        self.page.emulate_media(media="print")
        return self.page.pdf(prefer_css_page_size=True)

    def listen(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("dialog", self._interrupted)
        self.page.on("pageerror", lambda error: self._heard.console.append(str(error)))

    def _asked(self, request: Request) -> None:
        if request.url.partition("#")[0] != self.address:
            self._heard.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            self._heard.console.append(message.text)

    def _interrupted(self, dialog: Dialog) -> None:
        self._heard.dialogs.append(dialog.message)
        dialog.dismiss()


class Browser:
    """A running Chromium; every page gets a profile of its own."""

    def __init__(self, chromium: Chromium, folder: Path) -> None:
        self.chromium = chromium
        self.folder = folder
        self._numbers = count(1)
        self._contexts: list[BrowserContext] = []

    def open(
        self,
        page: str | Path,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        media: Literal["screen", "print"] = "screen",
        **options: Any,
    ) -> Tab:
        """A tab with the page at a path, or with the text of one.

        `options` are those of playwright's `new_context`, as `java_script_enabled`.
        """
        path = page if isinstance(page, Path) else self._written(page)
        address = path.resolve().as_uri()
        return self.visit(
            address, width=width, height=height, scheme=scheme, media=media, **options
        )

    def visit(
        self,
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        media: Literal["screen", "print"] = "screen",
        **options: Any,
    ) -> Tab:
        """A tab with the page at an address of this machine."""
        size: Any = {"width": width, "height": height}
        context = self.chromium.new_context(
            viewport=size, color_scheme=scheme, **options
        )
        self._contexts.append(context)
        context.add_init_script(LISTEN)
        opened = context.new_page()
        opened.emulate_media(media=media)
        tab = Tab(opened, address)
        tab.listen()
        opened.goto(tab.address)
        return tab

    def close_tabs(self) -> None:
        while self._contexts:
            self._contexts.pop().close()

    def _written(self, text: str) -> Path:
        path = self.folder / f"{next(self._numbers)}.html"
        path.write_text(text, encoding="utf-8")
        return path


def missing() -> str:
    """What browser tests lack here, and what brings it; empty where nothing."""
    if not executable():
        return "no Chromium: `apt-get install chromium`, or set BRIEFER_CHROMIUM"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "no playwright: `pip install -e '.[browser]'`"
    if not (AXE.is_file() and HTML_VALIDATE.exists()):
        return "no axe-core and html-validate: `npm ci --prefix tests`"
    return ""


def executable() -> str:
    """Path of the browser; empty where there is none."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("BRIEFER_CHROMIUM") or next(filter(None, found), "")


@contextmanager
def running() -> Iterator[Browser]:
    """A browser that ends with the block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(
            executable_path=executable(), args=list(FLAGS)
        )
        yield Browser(chromium, Path(folder))
        chromium.close()


def validated(*pages: Path) -> list[str]:
    """What html-validate objects to in the pages, a line each."""
    settings = HERE / "htmlvalidate.json"
    done = subprocess.run(
        [HTML_VALIDATE, "--config", settings, "--formatter", "text", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
