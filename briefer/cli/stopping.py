"""Ctrl-C and SIGTERM: what was begun may end, and within seconds all does."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from briefer.errors import Interrupted

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")

LONGEST_S = 4.0
"""After this a stopped build ends whatever it is at; files are whole at any moment."""
NAMES = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}
STOPPING = "up to 2 s for calls on their way to end; Ctrl-C again ends at once"
ENDED = b"\nended at once; replies that came are kept\n"
SHOW_CURSOR = b"\x1b[?25h"


class _Stop:
    """What a signal does: the first time it cancels the job, then it ends the process.

    Before a job is there and after it has ended, the first raises `Interrupted`.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.number = 0
        self._tell = tell
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Any] | None = None
        self._watch: threading.Timer | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.number:
            end_now(number)
        self.number = number
        self._watch = threading.Timer(LONGEST_S, end_now, [number])
        self._watch.daemon = True
        self._watch.start()
        if self._loop is None or self._task is None:
            raise _interrupted(number)
        self._loop.call_soon_threadsafe(self._tell, STOPPING)
        self._loop.call_soon_threadsafe(self._task.cancel)

    def close(self) -> None:
        """Nothing is left that could be stopped."""
        if self._watch is not None:
            self._watch.cancel()

    async def watched(self, job: Coroutine[Any, Any, T]) -> T:
        """The result of `job`, which a signal cancels."""
        import asyncio

        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        try:
            return await job
        finally:
            self._task = None


def run(
    job: Coroutine[Any, Any, T], tell: Callable[[str], None] = lambda text: None
) -> T:
    """The result of `job`; raises `Interrupted` where the user stopped it.

    `tell` is told what a stopped job is waiting for.
    """
    import asyncio

    with _handled(tell) as stop:
        try:
            return asyncio.run(stop.watched(job))
        except asyncio.CancelledError:
            if not stop.number:
                raise
            raise _interrupted(stop.number) from None


def terminated(number: int, frame: FrameType | None) -> NoReturn:
    """Raise `Interrupted` with the exit code of a signal: for what has no job."""
    raise _interrupted(number)


def _interrupted(number: int) -> Interrupted:
    error = Interrupted(NAMES[signal.Signals(number)])
    error.exit_code = 128 + number
    return error


def end_now(number: int) -> NoReturn:
    """End the process at once, with the exit code of a signal."""
    if sys.stderr.isatty():
        os.write(2, SHOW_CURSOR)
    os.write(2, ENDED)
    os._exit(128 + number)


@contextmanager
def _handled(tell: Callable[[str], None]) -> Iterator[_Stop]:
    stop = _Stop(tell)
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    old = {number: signal.signal(number, stop) for number in NAMES}
    try:
        yield stop
    finally:
        stop.close()
        for number, handler in old.items():
            signal.signal(number, handler)
