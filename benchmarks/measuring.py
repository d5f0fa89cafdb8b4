"""What benchmarks have in common: processes of their own, and raw results as files."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")
EVERY_S = 0.3
"""Looking more often takes the time of what is watched."""


def apart(measure: Callable[..., T], *given: object) -> T:
    """`measure` in a fresh process, whose CPU time and memory are its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, given)


def cpu_s() -> float:
    """CPU seconds of this process and of its children that have ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in whose]
    return sum(one.ru_utime + one.ru_stime for one in used)


def megabytes() -> float:
    """The most that this process held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Together:
    """The most that a process and all that came of it hold at a time, in megabytes.

    Looked at `every` so many seconds while the context lasts, which slows them down;
    memory they share counts once (PSS). 0 where the system does not tell.
    """

    def __init__(self, pid: int = 0, every: float = EVERY_S) -> None:
        self.megabytes = 0.0
        self._every = every
        self._pid = pid or os.getpid()
        self._is_over = Event()
        self._watch = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Together:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._is_over.wait(self._every):
            held = sum(map(_held, _family(self._pid))) / 1e6
            self.megabytes = max(self.megabytes, held)


def _family(pid: int) -> list[int]:
    """`pid` and all processes that came of it."""
    found = [pid]
    for one in found:
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, _read(path).split())
    return found


def _held(pid: int) -> int:
    """Bytes that a process holds, its part of what it shares."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line[:4] == "Pss:")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # it has just ended
        return ""


def keep(raw: object, path: Path | None) -> None:
    """Write raw results as JSON at `path`, where one is given."""
    if path:
        path.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
