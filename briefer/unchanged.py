"""Whether anything a finished build rests on has changed, found by looking at files.

A build leaves a mark beside the store: digests of all that shapes its output, of the
replies it used and of the files it wrote. Where all of them are as they were, the same
build would write the same bytes, and nothing heavier than hashing is needed. A mark
that is missing, damaged or old costs the usual build and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from briefer.output import put
from briefer.settings import Settings

FORMAT = 1
PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Told:
    """What a build tells besides its progress."""

    replies: int = 0
    """How many it was made from."""
    unanswered: str = ""
    failures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


def look(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Digests of everything that shapes a build with `settings`, but for replies.

    Empty where that cannot be found out.
    """
    has_key = bool(environment.get("OPENAI_API_KEY"))
    seen = {
        "settings": _digest(repr((settings, has_key, Path.cwd())).encode()),
        "python": sys.version,
        "packages": _digest("\n".join(sorted(_distributions())).encode()),
    }
    folders = {"code": PACKAGE}
    for kind in ("prompts", "templates"):
        folders[f"shipped {kind}"] = PACKAGE.parent / kind
        folders[f"own {kind}"] = settings.path(getattr(settings, kind))
    if settings.user_prompts:
        folders["user prompts"] = settings.prompt_folders["user"]
    folders |= {f"{number}": Path(at) for number, at in enumerate(settings.sources)}
    try:
        for about, folder in folders.items():
            seen |= {f"{about}: {name}": digest for name, digest in _files(folder)}
    except OSError:
        return {}
    return seen


def keep(
    settings: Settings,
    seen: Mapping[str, str],
    replies: Mapping[str, bool],
    files: Mapping[str, str],
    told: Told,
) -> None:
    """Leave the mark of a build; a folder that cannot be written has none.

    `seen` is what `look` gave before the build, `replies` says which store entries it
    asked for and whether they exist, `files` are the digests of those it wrote.
    """
    entries = {name: _entry(settings, name) for name in replies}
    are_there = {name: bool(digest) for name, digest in entries.items()}
    if not seen or are_there != replies or look(settings) != seen:
        return
    mark = {
        "format": FORMAT,
        "seen": seen,
        "replies": entries,
        "files": dict(files),
        "told": asdict(told),
    }
    path = _path(settings)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(path, json.dumps(mark, indent=1).encode())


def unchanged(settings: Settings) -> Told | None:
    """What the last build told, where a build now would write the same; else None."""
    out = settings.path(settings.out)
    try:
        mark = json.loads(_path(settings).read_bytes())
        told = _told(mark["told"])
        is_same = (
            mark["format"] == FORMAT
            and all(_of_file(out / n) == d for n, d in mark["files"].items())
            and mark["seen"] == look(settings)
            and all(_entry(settings, n) == d for n, d in mark["replies"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return told if is_same else None


def _told(table: dict[str, Any]) -> Told:
    lists = {name: tuple(table[name]) for name in ("failures", "warnings", "findings")}
    return Told(table["replies"], table["unanswered"], **lists)


def _path(settings: Settings) -> Path:
    out = _digest(str(settings.path(settings.out).absolute()).encode())
    return settings.path(".briefer") / "built" / f"{out[:16]}.json"


def _entry(settings: Settings, name: str) -> str:
    """The digest of a store entry; empty where no folder of replies has it."""
    for folder in (settings.store, *settings.recordings):
        path = settings.path(folder) / f"{name}.json"
        if path.exists():
            return _of_file(path)
    return ""


def _files(root: Path) -> Iterator[tuple[str, str]]:
    """Every file below `root` and the digest of its bytes.

    Raises `OSError` where a folder cannot be listed, or is a link.
    """
    if not root.is_dir():
        yield root.name, _of_file(root)
        return
    for folder, subfolders, names in os.walk(root, onerror=_raise):
        if any(Path(folder, name).is_symlink() for name in subfolders):
            raise OSError(f"`{folder}` holds a link to a folder")
        subfolders[:] = [name for name in subfolders if name != "__pycache__"]
        for name in names:
            path = Path(folder, name)
            yield str(path.relative_to(root)), _of_file(path)


def _raise(error: OSError) -> None:
    raise error


def _of_file(path: Path) -> str:
    if not path.is_file():
        return "no file"
    kind = "link to " if path.is_symlink() else ""
    return kind + _digest(path.read_bytes())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _distributions() -> Iterator[str]:
    """Names and versions of what is installed, as their folders are called."""
    for folder in sys.path:
        with suppress(OSError):
            yield from (at.name for at in Path(folder).glob("*-info"))
