"""The words and sentence templates that articles are made of, in sets.

Each was run once before the checks were tuned on it (`docs/checks.md`). All are TOML
files in `benchmarks/words/`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from briefer.schema import Certainty, Kind

FOLDER = Path(__file__).parent / "words"
WordSet = Literal[
    "tuning",
    "held_out",
    "blind",
    "beats",
    "weeklies",
    "bulletins",
    "gazettes",
    "couriers",
    "dispatches",
    "chronicles",
    "ledgers",
    "heralds",
    "tribunes",
    "sentinels",
    "standards",
    "registers",
    "bulwarks",
]
LENGTHS = (8, 60)
"""Sentences of an article, where a part gives no other."""


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

    name: WordSet
    lists: dict[str, tuple[str, ...]]
    offices: tuple[tuple[str, str], ...]
    """Title before a name, and the description of the office."""
    kinds: tuple[FactKind, ...]
    fillers: dict[str, tuple[str, ...]]
    """By style; `any` for all styles."""
    lengths: tuple[int, int]
    """Fewest and most sentences of an article."""


@cache
def words(name: WordSet) -> Words:
    """One of the parts."""
    read = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    kinds = tuple(_kind(one) for one in read.pop("kinds"))
    fillers = {key: tuple(lines) for key, lines in read.pop("fillers").items()}
    offices = tuple((title, role) for title, role in read.pop("offices"))
    least, most = read.pop("lengths", LENGTHS)
    lists = {key: tuple(value) for key, value in read.items()}
    return Words(name, lists, offices, kinds, fillers, (least, most))


def _kind(read: dict[str, Any]) -> FactKind:
    lines = {key: tuple(read[key]) for key in ("tell", "claim")}
    return FactKind(**(read | lines))
