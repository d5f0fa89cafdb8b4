"""The words and sentence templates that articles are made of, in two parts.

The checks may be tuned on one part; the other is kept unseen. Both are TOML files in
`benchmarks/words/`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefer.schema import Certainty, Kind

FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True)
class FactKind:
    """A kind of fact: sentences that tell it and claims that say it in other words."""

    name: str
    kind: Kind
    certainty: Certainty
    tell: tuple[str, ...]
    claim: tuple[str, ...]
    sides: bool = False
    """Whether `{a}` and `{b}` cannot change places."""


@dataclass(frozen=True)
class Words:
    """One part of the word lists; the keys of `lists` are those of the file."""

    name: str
    lists: dict[str, tuple[str, ...]]
    offices: tuple[tuple[str, str], ...]
    """Title before a name, and the description of the office."""
    kinds: tuple[FactKind, ...]
    fillers: dict[str, tuple[str, ...]]


@cache
def words(held_out: bool) -> Words:
    """The tuning part, or the part kept unseen."""
    name = "held_out" if held_out else "tuning"
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    kinds = tuple(_kind(one) for one in read.pop("kinds"))
    fillers = {key: tuple(lines) for key, lines in read.pop("fillers").items()}
    offices = tuple((title, role) for title, role in read.pop("offices"))
    lists = {key: tuple(value) for key, value in read.items()}
    return Words(name, lists, offices, kinds, fillers)


def _kind(read: dict[str, Any]) -> FactKind:
    lines = {key: tuple(read[key]) for key in ("tell", "claim")}
    return FactKind(**(read | lines))
