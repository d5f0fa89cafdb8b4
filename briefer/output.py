"""Files written all at once: the old folder stays until the new one is whole."""

from __future__ import annotations

import ctypes
import errno
import glob
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefer.errors import OutputError

RECORD = "run.json"
MARK = "briefer"
"""Stands in the names of what is not finished, so that leftovers can be told."""
OLD_S = 60.0
"""Temporary files live for milliseconds; what is older was left by a killed process."""
AT_FDCWD = -100
FEW = 7
"""Files that are synced one by one: more take less time with their file system."""
RENAME_EXCHANGE = 2
"""Flag of Linux's renameat2(2): swap two paths in one step."""


def write(folder: Path, files: Mapping[str, str]) -> bool:
    """Put `files` (relative path to text) in place of `folder`; whether bytes changed.

    Files in `folder` that no build wrote are kept. Raises `OutputError` where `folder`
    holds something else than a briefing, or cannot be written.
    """
    with drafted(folder) as draft:
        return draft.exchange(files)


@contextmanager
def drafted(folder: Path) -> Iterator[Draft]:
    """What is to stand at `folder`; cleared away unless it was put there."""
    draft = Draft(folder)
    try:
        yield draft
    finally:
        draft.clear()


@dataclass(frozen=True)
class Ahead:
    """Writes files of a `Draft` before all are there; may be sent to a child."""

    folder: Path
    fresh: Path

    def __call__(self, files: Mapping[str, str]) -> None:
        """Write `files`; raises `OutputError`."""
        with _told(self.folder):
            _fill(self.fresh, files, files)


class Draft:
    """A folder beside another, filled as files come and then put in its place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fresh: Path | None = None

    def ahead(self) -> Ahead | None:
        """Writes what is finished ahead of `exchange`.

        None where the folder is there: it may turn out to be the same.
        """
        if self._folder.exists():
            return None
        with _told(self._folder):
            return Ahead(self._folder, self._made())

    def exchange(self, files: Mapping[str, str]) -> bool:
        """As `write`; of `files`, those written ahead are not written again."""
        with _told(self._folder):
            strangers = _strangers(self._folder)
            if _is_same(self._folder, files):
                return False
            fresh = self._made()
            there = set(_names(fresh))
            _fill(fresh, files, [name for name in files if name not in there])
            for name in strangers:
                _copy(self._folder / name, fresh / name)
            _sync(fresh, files)
            _exchange(fresh, self._folder)
        return True

    def clear(self) -> None:
        if self._fresh is not None:
            shutil.rmtree(self._fresh, ignore_errors=True)

    def _made(self) -> Path:
        if self._fresh is None:
            parent, name = self._folder.parent, self._folder.name
            parent.mkdir(parents=True, exist_ok=True)
            self._fresh = Path(tempfile.mkdtemp(prefix=f".{name}.{MARK}-", dir=parent))
            self._fresh.chmod(0o755)
        return self._fresh


def _fill(folder: Path, files: Mapping[str, str], names: Iterable[str]) -> None:
    made: set[Path] = set()
    for name in names:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(files[name].encode())


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the system refuses inside is raised as `OutputError`."""
    try:
        yield
    except OSError as error:
        where = error.filename or folder
        raise OutputError(
            f"cannot write `{where}`: {error.strerror or error}",
            hint="the old briefing is as it was; choose another folder with `-o`",
        ) from error


def write_page(path: Path, text: str) -> None:
    """Put one file of `text` at `path`; raises `OutputError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"cannot write `{path}`: {error.strerror or error}"
        raise OutputError(message, hint="name another file") from error


def put(path: Path, data: bytes) -> None:
    """Write the file at `path`, whole or not at all, for its owner only.

    Raises `OSError`; nothing is left behind then.
    """
    put_all(path.parent, {path.name: data})


def put_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """As `put` for each of `files` (name in `folder` to bytes), synced together."""
    temporary: dict[str, str] = {}
    try:
        for name, data in files.items():
            handle, made = tempfile.mkstemp(".tmp", f".{MARK}-", folder)
            temporary[name] = made
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        _sync(folder, temporary.values())
        for name, made in temporary.items():
            Path(made).replace(folder / name)
    except BaseException:
        for made in temporary.values():
            Path(made).unlink(missing_ok=True)
        raise


def recover(folder: Path) -> None:
    """Clear away what a killed build left beside `folder`, and end what it began.

    To be called while no other build writes to `folder`.
    """
    if not folder.parent.is_dir():
        return
    for path in sorted(folder.parent.glob(f".{glob.escape(folder.name)}.{MARK}-*")):
        if path.suffix == ".old" and not folder.exists():
            path.rename(folder)
        elif path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Delete temporary files that killed processes left in `folder`."""
    for path in folder.glob(f".{MARK}-*.tmp"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > OLD_S:
                path.unlink()


def check(folder: Path) -> None:
    """Raise `OutputError` now if `write` could not put a briefing at `folder`."""
    try:
        _strangers(folder)
        there = folder if folder.exists() else folder.parent
        while not there.exists():
            there = there.parent
        if not os.access(there, os.W_OK):
            raise PermissionError(errno.EACCES, "permission denied", str(folder))
    except OSError as error:
        raise OutputError(
            f"cannot write `{folder}`: {error.strerror or error}",
            hint="choose another folder with `-o`",
        ) from error


def _strangers(folder: Path) -> list[str]:
    """Files in `folder` that its record does not list: a user's own, to be kept."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise OutputError(
            f"`{folder}` is not a folder", hint="choose another with `-o`"
        )
    present = sorted(_names(folder))
    if not present:
        return []
    written = _written(folder)
    if written is None:
        raise OutputError(
            f"`{folder}` holds files that are not a briefing's",
            hint="choose an empty folder with `-o`",
        )
    return [name for name in present if name not in written]


def _names(folder: Path) -> Iterator[str]:
    """The files in `folder` and below it."""
    for path in folder.rglob("*"):
        if path.is_file() or path.is_symlink():
            yield path.relative_to(folder).as_posix()


def _written(folder: Path) -> set[str] | None:
    """What the record of the folder says was written; None without a record."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {RECORD, *record["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_same(folder: Path, files: Mapping[str, str]) -> bool:
    written = _written(folder)
    if written is None or written != set(files):
        return False
    return all(_bytes(folder / name) == text.encode() for name, text in files.items())


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _sync(folder: Path, names: Collection[str]) -> None:
    """Files on the disk itself, so that no crash can leave an exchanged folder empty.

    Many files are synced together with their file system.
    """
    if len(names) > FEW and _is_system_synced(folder):
        return
    for name in names:
        with (folder / name).open("rb+") as file:
            os.fsync(file.fileno())


def _is_system_synced(folder: Path) -> bool:
    """Whether Linux's syncfs wrote the file system of `folder` out."""
    syncfs = _of_linux("syncfs")
    if syncfs is None:
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        return bool(syncfs(handle) == 0)
    finally:
        os.close(handle)


def _of_linux(name: str) -> Any:
    """A function of the C library on Linux; None elsewhere, or where it has none."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), name)
    except (OSError, AttributeError):
        return None


def _copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(old, new, follow_symlinks=False)


def _exchange(fresh: Path, folder: Path) -> None:
    """Swap the two in one step where the system can, else in two."""
    if not folder.exists():
        fresh.rename(folder)
        return
    if _swapped(fresh, folder):
        return
    old = fresh.with_name(fresh.name + ".old")
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _swapped(one: Path, other: Path) -> bool:
    """Whether Linux's renameat2 exchanged the two."""
    renameat2 = _of_linux("renameat2")
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    done = renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE)
    return bool(done == 0)
