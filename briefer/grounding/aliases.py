"""Names that stand for each other: `briefer/data/aliases.toml`, read once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from briefer import names

Table = Mapping[str, frozenset[str]]


@lru_cache(maxsize=4096)
def same(name: str) -> frozenset[str]:
    """Folds of the names that mean the same as `name`, wherever they stand.

    `US` for `United States` and `American`; always the fold of `name` itself.
    """
    folded = names.fold(name)
    return _tables()[0].get(folded, frozenset()) | {folded}


@lru_cache(maxsize=4096)
def groups(name: str) -> frozenset[str]:
    """As `same`, and the capitals and offices that stand for a government.

    `Moscow` for `Russia` and `Kremlin`: right for who acts, wrong for where.
    """
    folded = names.fold(name)
    return _tables()[1].get(folded, frozenset()) | same(name)


@lru_cache(maxsize=4096)
def is_seat(name: str) -> bool:
    """Whether `name` is a capital or an office, and so also a place of its own."""
    return bool(groups(name) - same(name)) and names.fold(name) not in _tables()[2]


@cache
def _tables() -> tuple[Table, Table, frozenset[str]]:
    """Each fold to those that mean the same, and to those of its government.

    Also the folds of the countries and bodies that have a seat.
    """
    path = resources.files("briefer") / "data" / "aliases.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = {key: _folds(row) for key, row in data["same"].items()}
    seats = {
        key: _folds(row) | rows.get(key, frozenset({names.fold(key)}))
        for key, row in data["seats"].items()
    }
    seated = frozenset().union(*(rows.get(key, frozenset()) for key in seats))
    return _by_name(rows), _by_name(seats), seated


def _folds(row: list[str]) -> frozenset[str]:
    return frozenset(map(names.fold, row))


def _by_name(rows: Mapping[str, frozenset[str]]) -> Table:
    table: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in rows.values():
        for name in row:
            table[name] |= row
    return dict(table)
