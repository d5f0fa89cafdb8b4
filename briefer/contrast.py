"""What a comparison of two ways to build shows, on the terminal and in its report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Calls:
    """The calls of one stage; costs and tokens in words."""

    stage: str
    alike: int
    """Asked by both sides in the very same words."""
    affected: int
    """Asked by the second side alone."""
    to_make: int
    """Of both sides, those the store cannot answer."""
    tokens: str
    cost: str


@dataclass(frozen=True)
class Sum:
    """One figure of both sides."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """A claim or statement that is not the same on both sides."""

    change: str
    """`lost`, `gained`, `re-worded` or `re-cited`."""
    where: str
    """The article's file, or the section."""
    old: str
    new: str
    old_at: str
    new_at: str
    """The sentences it rests on."""


@dataclass(frozen=True)
class Changes:
    """Claims or statements of both sides put together."""

    title: str
    same: int
    tally: tuple[Sum, ...]
    """How many of each kind of change; `new` holds the number."""
    rows: tuple[Change, ...]


@dataclass(frozen=True)
class Noted:
    """A finding that one side has and the other has not."""

    change: str
    """`new` or `gone`."""
    code: str
    message: str
    words: str


@dataclass(frozen=True)
class ComparisonPage:
    """Everything `comparison.html.j2` may show."""

    old: str
    new: str
    """What was compared, in the user's words."""
    calls: tuple[Calls, ...]
    open_calls: int
    """Calls that were not made, so that what rests on them is not compared."""
    notes: tuple[str, ...]
    """What is not compared, and why."""
    sums: tuple[Sum, ...]
    changes: tuple[Changes, ...]
    findings: tuple[Noted, ...]
    version: str
