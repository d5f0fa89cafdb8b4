"""One build at a time for each output folder.

The system frees a lock when its holder ends, however it ends.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

POLL_S = 0.1
UNSIGNED_POLLS = 20
"""How often a holder that has not signed yet is looked for before it stays unnamed."""
TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@asynccontextmanager
async def held(
    out: Path, folder: Path, wait: Callable[[str], None]
) -> AsyncIterator[None]:
    """Holds the lock on `out`, waiting where another has it; `wait` is told for whom.

    It is a file below `folder`. Where none can be made, or the file system knows no
    locks, there is none.
    """
    path = _path(out, folder)
    file = _opened(path)
    if file is None:
        yield
        return
    with file:
        polls = 0
        is_told = False
        while not _is_taken(file):
            holder = _holder(path)
            if not is_told and (holder or polls == UNSIGNED_POLLS):
                wait(f"for another build of `{out}` ({holder or 'another process'})")
                is_told = True
            polls += 1
            await asyncio.sleep(POLL_S)
        _sign(file)
        try:
            yield
        finally:
            _clear(file)


def _path(out: Path, folder: Path) -> Path:
    name = hashlib.sha256(str(out.absolute()).encode()).hexdigest()[:16]
    return folder / "locks" / f"{name}.lock"


def _opened(path: Path) -> IO[bytes] | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("a+b")
    except OSError:
        return None


def _is_taken(file: IO[bytes]) -> bool:
    """Whether the lock is ours now; so it is where there are no locks."""
    try:
        _lock(file)
    except OSError as error:
        return error.errno not in TAKEN
    return True


try:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

except ImportError:
    import msvcrt

    FAR = 1 << 20
    """A byte beyond what is written: a locked one cannot be read there."""

    def _lock(file: IO[bytes]) -> None:
        file.seek(FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]


def _sign(file: IO[bytes]) -> None:
    """Say who holds the lock, for those who wait."""
    now = datetime.now().astimezone()
    with suppress(OSError):
        file.truncate(0)
        file.write(f"process {os.getpid()}, since {now:%H:%M:%S}".encode())
        file.flush()


def _clear(file: IO[bytes]) -> None:
    """Take the name away, lest the next holder be called by it."""
    with suppress(OSError):
        file.truncate(0)


def _holder(path: Path) -> str:
    """Who signed; "" where nobody has yet."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
