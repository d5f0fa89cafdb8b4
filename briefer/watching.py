"""What kind of change a changed file is, and where changes are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from briefer.settings import Settings

Kind = Literal["page", "prompt", "settings", "article", "program"]

NO_FILE = "no file"
"""What `unchanged.look` gives for a path where nothing is."""


@dataclass(frozen=True)
class Roots:
    """Folders in which changes are looked for; all of them exist."""

    deep: frozenset[Path]
    """With all that is below them."""
    flat: frozenset[Path]
    """With the files in them only."""


def differing(
    before: Mapping[str, str], after: Mapping[str, str], settings: Settings
) -> dict[str, Kind]:
    """The files in which two looks (of `unchanged.look`) differ, and their kinds.

    Files are named as the settings name their folders. Left out are what editors keep
    beside a file and what a build itself writes.
    """
    out = PurePosixPath(settings.out)
    found: dict[str, Kind] = {}
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, NO_FILE), after.get(key, NO_FILE)
        name = _named(key, settings)
        is_written = PurePosixPath(name).is_relative_to(out)
        if old != new and not _is_noise(key) and not is_written:
            found[name] = _kind(key)
    return found


def without_pages(seen: Mapping[str, str]) -> dict[str, str]:
    """What `unchanged.look` saw, but for page templates."""
    return {key: digest for key, digest in seen.items() if _kind(key) != "page"}


def roots(settings: Settings) -> Roots:
    """Where to look for changes: folders named by the settings, and around them."""
    named = [*settings.prompt_folders.values(), settings.path(settings.templates)]
    named += [Path(source) for source in settings.sources]
    folders = [path.absolute() for path in named]
    deep = frozenset(folder for folder in folders if folder.is_dir())
    around = {settings.folder.absolute(), *map(_nearest, folders)}
    return Roots(deep, frozenset(around) - deep)


def _nearest(path: Path) -> Path:
    """The nearest folder above `path` that is there: where `path` would appear."""
    return next(parent for parent in path.parents if parent.is_dir())


def _kind(key: str) -> Kind:
    about = key.partition(": ")[0]
    if about.endswith(" templates"):
        return "page"
    if about.endswith(" prompts"):
        return "prompt"
    if about.isdecimal():
        return "article"
    return "settings" if about == "settings" else "program"


def _named(key: str, settings: Settings) -> str:
    about, _, name = key.partition(": ")
    if about.isdecimal():
        source = PurePosixPath(settings.sources[int(about)])
        return str(source if source.name == name else source / name)
    if about == "user prompts":
        return str(PurePosixPath(settings.user_prompts) / name)
    if about.endswith((" templates", " prompts")):
        return str(PurePosixPath(getattr(settings, about.split()[1])) / name)
    return f"{about} {name}".strip()


def _is_noise(key: str) -> bool:
    """Whether a file is hidden in its folder, or an editor's own."""
    name = PurePosixPath(key.partition(": ")[2])
    is_hidden = any(part.startswith(".") for part in name.parts)
    return is_hidden or name.name.endswith(("~", ".tmp"))


def listed(names: Iterable[str], most: int = 3) -> str:
    """The first names, and how many more there are."""
    return ", ".join(_listed(tuple(names), most))


def _listed(names: tuple[str, ...], most: int) -> Iterator[str]:
    yield from names[:most]
    if len(names) > most:
        yield f"{len(names) - most} more"
