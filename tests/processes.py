"""The command in a process of its own: to be stopped, killed and run side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

EPOCH = {"SOURCE_DATE_EPOCH": "86400"}
"""With it, builds at different times give the same bytes."""


def stations(folder: Path, number: int) -> None:
    """Write as many short articles, each with a figure and a day, into `folder`."""
    folder.mkdir()
    for n in range(number):
        told = f"Station {n} counted {n + 3} ships on 2025-03-01."
        text = f"Station {n} reports\n\n{told}"
        (folder / f"{n:02}.txt").write_text(text)


def environment(base_url: str, **more: str) -> dict[str, str]:
    """The variables of a build that asks at `base_url`."""
    mine = {"OPENAI_BASE_URL": base_url, "PYTHONPATH": str(ROOT)} | EPOCH | more
    return dict(os.environ) | mine


@contextmanager
def started(
    folder: Path, variables: Mapping[str, str], *arguments: str
) -> Iterator[subprocess.Popen[str]]:
    """`briefer build articles` in `folder`; killed where it outlives the context."""
    command = [sys.executable, "-m", "briefer", "build", "articles", *arguments]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(variables),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(condition: Callable[[], object], seconds: float = 120) -> None:
    """Return when `condition` holds; fails where it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


def tree(folder: Path) -> dict[str, bytes]:
    """Relative path to bytes of every file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
