"""From the paths a user names to the files that can be read."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefer.errors import NoArticles
from briefer.schema import Failure
from briefer.sources.base import SourceFile

SUFFIXES = (".html", ".htm", ".markdown", ".md", ".text", ".txt", ".xhtml")
"""Suffixes of the files that have a reader, in lower case."""

_DEEPEST = 64
"""Folders inside folders; no archive of articles comes near it."""


def find(
    roots: Sequence[Path],
) -> tuple[tuple[SourceFile, ...], tuple[Failure, ...]]:
    """The readable files below `roots` and what else was there, both sorted by name.

    Either may be empty. Hidden files and folders are skipped in silence; unknown
    suffixes, links, pipes, devices and closed folders are reported. A root that is a
    file is taken whatever folder or link it is reached by, and what two roots have in
    common once. Raises `NoArticles` where a root does not exist.
    """
    found: dict[Path, SourceFile | Failure] = {}
    for root, name in zip(roots, _names(roots), strict=True):
        for path, entry in _below_root(root, name):
            found.setdefault(path.absolute(), entry)
    files = [entry for entry in found.values() if isinstance(entry, SourceFile)]
    failures = [entry for entry in found.values() if isinstance(entry, Failure)]
    return (
        tuple(sorted(files, key=lambda file: file.name)),
        tuple(sorted(failures, key=lambda failure: failure.path)),
    )


def _names(roots: Sequence[Path]) -> list[str]:
    """What each root goes by: its base name, with as many folders as tell it apart."""
    whole = [_steps(root) for root in roots]
    length = [1] * len(roots)
    while True:
        names = ["/".join(s[-n:]) for s, n in zip(whole, length, strict=True)]
        same = [i for i, n in enumerate(names) if _is_shared(n, whole[i], names, whole)]
        longer = [i for i in same if length[i] < len(whole[i])]
        if not longer:
            return names
        for i in longer:
            length[i] += 1


def _is_shared(
    name: str,
    steps: Sequence[str],
    names: Sequence[str],
    whole: Sequence[Sequence[str]],
) -> bool:
    return any(n == name and s != steps for n, s in zip(names, whole, strict=True))


def _steps(root: Path) -> list[str]:
    own = root if root.name not in ("", "..") else root.resolve()
    steps = own.absolute().parts[1:]
    return [_printable(step) for step in steps] or ["articles"]


Found = Iterator[tuple[Path, SourceFile | Failure]]
"""Entries of folders and what becomes of them."""


def _below_root(root: Path, name: str) -> Found:
    if not root.exists():
        message = f"`{root}` does not exist"
        raise NoArticles(message, hint="name a file or a folder with articles")
    if root.is_dir():
        yield from _folder(root, name, 0)
    else:
        yield root, _entry(root, name, root.stat().st_mode)


def _folder(folder: Path, name: str, depth: int) -> Found:
    if depth > _DEEPEST:
        yield folder, _failure(name, "unreadable", "the folder is nested too deeply")
        return
    try:
        children = sorted(folder.iterdir())
    except OSError as error:
        message = f"the folder cannot be listed: {_why(error)}"
        yield folder, _failure(name, "unreadable", message)
        return
    for child in children:
        if not child.name.startswith("."):
            yield from _child(child, f"{name}/{_printable(child.name)}", depth)


def _child(path: Path, name: str, depth: int) -> Found:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        message = f"the file cannot be read: {_why(error)}"
        yield path, _failure(name, "unreadable", message)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, name, depth + 1)
    else:
        yield path, _entry(path, name, mode)


def _entry(path: Path, name: str, mode: int) -> SourceFile | Failure:
    if stat.S_ISLNK(mode):
        return _failure(name, "unreadable", "symbolic links are not followed")
    if not stat.S_ISREG(mode):
        return _failure(name, "unreadable", "it is not a regular file")
    if path.suffix.lower() not in SUFFIXES:
        suffix = f"`{path.suffix}` files" if path.suffix else "files without a suffix"
        return _failure(name, "no-reader", f"there is no reader for {suffix}")
    return SourceFile(path, name)


def _failure(name: str, code: str, message: str) -> Failure:
    return Failure(path=name, step="read", code=code, message=message)


def _printable(name: str) -> str:
    """A file name that can be printed and written as UTF-8."""
    clean = name.encode("utf-8", errors="replace").decode("utf-8")
    return "".join(char if char.isprintable() else "?" for char in clean)


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
