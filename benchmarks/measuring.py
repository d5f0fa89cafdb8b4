"""What benchmarks have in common: processes of their own, and raw results as files."""

from __future__ import annotations

import json
import multiprocessing
import resource
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def apart(measure: Callable[..., T], *given: object) -> T:
    """`measure` in a fresh process, whose CPU time and memory are its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, given)


def cpu_s() -> float:
    """CPU seconds of this process and of its children that have ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in whose]
    return sum(one.ru_utime + one.ru_stime for one in used)


def megabytes(who: int = resource.RUSAGE_SELF) -> float:
    """The most that this process held, or one of its children."""
    return resource.getrusage(who).ru_maxrss / 1024


def keep(raw: object, path: Path | None) -> None:
    """Write raw results as JSON at `path`, where one is given."""
    if path:
        path.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
