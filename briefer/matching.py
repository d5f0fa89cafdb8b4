"""Which claim, or statement, is which of another run: by evidence and by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from briefer.grounding.words import content
from briefer.schema import Claim

Change = Literal["same", "re-worded", "re-cited", "lost", "gained"]

EVIDENCE = 0.4
"""Weight of the sentences two claims share, beside that of their words."""
LEAST = 0.4
"""From this likeness on two claims are one. Claims on the same sentence need a third
of their words in common for it, claims on different ones two thirds."""


@dataclass(frozen=True)
class Told:
    """A statement, and what it rests on."""

    text: str
    places: frozenset[tuple[str, int]]
    """Articles and numbers of their sentences."""
    where: str = ""
    """Its section."""


T = TypeVar("T", Claim, Told)
V = TypeVar("V")


@dataclass(frozen=True)
class Pair(Generic[T]):
    """A claim before and after; one side is missing where it was gained or lost."""

    old: T | None
    new: T | None

    @property
    def change(self) -> Change:
        """What became of it; `re-worded` where both words and evidence changed."""
        if self.old is None or self.new is None:
            return "gained" if self.old is None else "lost"
        if self.old.text != self.new.text:
            return "re-worded"
        return "same" if places(self.old) == places(self.new) else "re-cited"


def places(one: Claim | Told) -> frozenset[tuple[str, int]]:
    """The sentences it rests on: article and number."""
    if isinstance(one, Told):
        return one.places
    return frozenset((one.evidence.article, n) for n in one.evidence.sentences)


def pairs(old: Sequence[T], new: Sequence[T]) -> tuple[Pair[T], ...]:
    """Each claim once, in the order of `new`; a lost one follows its old neighbor.

    The likest are put together first; of equal ones those that stand earlier.
    """
    partner = _partners(old, new)
    of_new = {b: a for a, b in partner.items()}
    made: list[Pair[T]] = list(_lost(old, partner, -1))
    for place, claim in enumerate(new):
        before = of_new.get(place)
        made.append(Pair(None if before is None else old[before], claim))
        if before is not None:
            made += _lost(old, partner, before)
    return tuple(made)


def _partners(old: Sequence[T], new: Sequence[T]) -> dict[int, int]:
    """Places in `old` to places in `new`."""
    ranked = sorted(
        (
            (-likeness(a, b), i, j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
            if likeness(a, b) >= LEAST
        )
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _lost(old: Sequence[T], partner: dict[int, int], behind: int) -> Iterator[Pair[T]]:
    """The claims without a partner that stand right behind a place in `old`."""
    for place in range(behind + 1, len(old)):
        if place in partner:
            return
        yield Pair(old[place], None)


def likeness(a: Claim | Told, b: Claim | Told) -> float:
    """How alike two claims are, 0 to 1: shared words and shared sentences, weighted.

    Claims on different articles are never one.
    """
    of_a, of_b = places(a), places(b)
    if not {article for article, _ in of_a} & {article for article, _ in of_b}:
        return 0.0
    shared = _share(of_a, of_b)
    words = _share(set(content(a.text)), set(content(b.text)))
    return EVIDENCE * shared * (words > 0) + (1 - EVIDENCE) * words


def _share(a: AbstractSet[V], b: AbstractSet[V]) -> float:
    """Dice's coefficient: twice what is shared over the sum of both."""
    total = len(a) + len(b)
    return 2 * len(a & b) / total if total else 1.0
