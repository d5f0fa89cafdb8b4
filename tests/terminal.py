"""A shell on a real terminal, as a user types into it."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

PROMPT = "ready> "
CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\r")
WAIT_S = 30


class Terminal:
    """What a shell shows, and the keys typed into it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.shown = ""
        self._seen = 0
        self._more = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def type(self, keys: str) -> None:
        os.write(self.number, keys.encode())

    def expect(self, text: str) -> str:
        """What is shown from the last expected text up to `text`, without colors."""
        end = time.monotonic() + WAIT_S
        with self._more:
            while (found := self._plain().find(text)) < 0:
                left = end - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"no {text!r} in:\n{self._plain()}")
                self._more.wait(left)
            before = self._plain()[:found]
            self._seen += found + len(text)
            return before

    def run(self, command: str) -> tuple[int, str]:
        """Exit code and all that a command shows."""
        self.type(f"{command}; echo code-$?-\n")
        self.expect("echo code-$?-\n")
        said = self.expect("code-")
        code = self.expect("-\n")
        self.expect(PROMPT)
        return int(code), said

    def close(self) -> None:
        """After the last program has ended."""
        self._reader.join(WAIT_S)
        os.close(self.number)

    def _plain(self) -> str:
        return CONTROLS.sub("", self.shown)[self._seen :]

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while data := os.read(self.number, 4096):
                with self._more:
                    self.shown += data.decode("utf-8", "replace")
                    self._more.notify_all()


def _hearing() -> None:
    """Undo that tests started in the background ignore Ctrl-C, as all they start."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def terminal(folder: Path, environment: Mapping[str, str]) -> Iterator[Terminal]:
    """A shell in `folder` in which `briefer` is a command; it ends with the block."""
    main, side = pty.openpty()
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "COLUMNS": "200",
        "PS1": PROMPT,
        **environment,
    }
    # the first terminal that the head of a session opens is the one of its Ctrl-C
    shell = subprocess.Popen(
        ["/bin/sh", "-c", 'exec /bin/sh -i <"$0" >"$0" 2>&1', os.ttyname(side)],
        cwd=folder,
        env=given,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_hearing,
    )
    opened = Terminal(main)
    try:
        opened.expect(PROMPT)
        os.close(side)
        opened.type(f'briefer() {{ {sys.executable} -m briefer "$@"; }}\n')
        opened.expect("}\n")
        opened.expect(PROMPT)
        yield opened
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(shell.pid, signal.SIGKILL)
        shell.wait()
        opened.close()
