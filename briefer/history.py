"""Past runs: an entry beside the store for each build that asked or wrote something.

Never in the output folder, whose bytes are those of its inputs and replies alone. An
entry that cannot be written or read is left out, and nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefer.output import put
from briefer.settings import Settings

FORMAT = 1
FOLDER = ".briefer/runs"


@dataclass(frozen=True)
class Entry:
    """One run, and what it was made from."""

    when: str
    """When it ended, in UTC, as in `2025-03-01T12:30:00Z`."""
    status: str
    """`complete`, `holes`, or `failed` where there is no briefing."""
    out: str
    version: str
    model: str
    """Those that answered, or the one that did not."""
    calls: int
    """Calls made; replies that were recorded already do not count."""
    recorded: int
    input_tokens: int
    output_tokens: int
    cost: str
    """US dollars of the calls made; empty where the price is not known."""
    message: str = ""
    """Why it failed."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """Paths to digests."""
    findings: Mapping[str, int] = field(default_factory=dict)
    """How many of each code."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Those that shape a briefing."""
    prompts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Stages to their files to digests."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Page templates of the project's own to digests."""


@dataclass(frozen=True)
class Difference:
    """Something that was otherwise in the run before; empty where it was not there."""

    kind: str
    name: str
    before: str
    after: str


def keep(settings: Settings, entry: Entry) -> None:
    """Put `entry` with the others."""
    folder = settings.path(FOLDER)
    number = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{os.getpid()}"
    text = json.dumps({"format": FORMAT, **asdict(entry)}, indent=1)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(folder / f"{number}.json", f"{text}\n".encode())


def runs(settings: Settings) -> tuple[Entry, ...]:
    """All entries, the oldest first."""
    paths = sorted(settings.path(FOLDER).glob("*.json"))
    return tuple(entry for path in paths for entry in _read(path))


def before(entries: tuple[Entry, ...], number: int) -> Entry | None:
    """The run before that of `number` (from 1) into the same folder, if it was kept."""
    entry = entries[number - 1]
    earlier = entries[: number - 1]
    return next((e for e in reversed(earlier) if e.out == entry.out), None)


def differences(old: Entry, new: Entry) -> tuple[Difference, ...]:
    """What differed between two runs, prompts first.

    Prompts are compared in the stages that both runs had: a run that mended nothing
    tells nothing of how it would have asked.
    """
    stages = old.prompts.keys() & new.prompts.keys()
    return (
        *_differing("prompt", _files(old, stages), _files(new, stages)),
        *_differing("template", old.templates, new.templates),
        *_differing("article", old.articles, new.articles),
        *_differing("setting", old.settings, new.settings),
        *_differing("version", {"briefer": old.version}, {"briefer": new.version}),
    )


def _files(entry: Entry, stages: Collection[str]) -> dict[str, str]:
    chosen = (files for stage, files in entry.prompts.items() if stage in stages)
    return {name: digest for files in chosen for name, digest in files.items()}


def _differing(
    kind: str, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Difference]:
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield Difference(kind, name, was, now)


def _read(path: Path) -> Iterator[Entry]:
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        table: dict[str, Any] = json.loads(path.read_bytes())
        if table["format"] == FORMAT:
            known = {f.name for f in fields(Entry)}
            yield Entry(**{k: v for k, v in table.items() if k in known})
