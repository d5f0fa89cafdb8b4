"""Wakes who waits when files change, or when a line is typed."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Literal

from briefer.errors import SettingsError
from briefer.watching import Roots

Woken = Literal["files", "line"]

STEP_MS = 25
"""Changes are waited for this long after a change, so that a save is one change."""
LONGEST_MS = 300
"""And no longer than this where they go on."""


class Lookout:
    """A context that watches folders, each set of them in a thread of its own."""

    def __init__(self) -> None:
        try:
            import watchfiles
        except ImportError:
            raise SettingsError(
                "watching files needs the package `watchfiles`",
                hint="install it beside briefer: `pip install watchfiles`",
            ) from None
        self._changes = watchfiles.watch
        self._woken: SimpleQueue[Woken] = SimpleQueue()
        self._roots: Roots | None = None
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Lookout:
        return self

    def __exit__(self, *args: object) -> None:
        self._end()

    def over(self, roots: Roots) -> None:
        """Look at `roots` from now on."""
        if roots == self._roots:
            return
        self._end()
        self._roots, self._stop = roots, threading.Event()
        for folders, is_deep in ((roots.deep, True), (roots.flat, False)):
            if folders:
                job = (folders, is_deep, self._stop)
                thread = threading.Thread(target=self._watch, args=job, daemon=True)
                thread.start()
                self._threads.append(thread)

    def listen(self, number: int) -> None:
        """Wake for each line typed into the terminal of file descriptor `number`."""
        # not through sys.stdin, whose lock a waiting thread would keep at the end
        threading.Thread(target=self._listen, args=(number,), daemon=True).start()

    def wait(self) -> Woken:
        """What happened, as soon as something does, or has since the last call."""
        woken = self._woken.get()
        try:
            while woken == "files":
                woken = self._woken.get_nowait()
        except Empty:
            pass
        return woken

    def _watch(
        self, folders: frozenset[Path], is_deep: bool, stop: threading.Event
    ) -> None:
        changes = self._changes(
            *folders,
            watch_filter=None,
            debounce=LONGEST_MS,
            step=STEP_MS,
            stop_event=stop,
            recursive=is_deep,
            ignore_permission_denied=True,
        )
        for found in changes:
            # a folder that comes anew is another one, which nothing looks at yet
            if self._roots and self._roots.deep & {Path(path) for _, path in found}:
                self._roots = None
            self._woken.put("files")

    def _listen(self, number: int) -> None:
        while os.read(number, 1024):
            self._woken.put("line")

    def _end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
