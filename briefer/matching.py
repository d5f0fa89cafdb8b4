"""Which claim of one ledger is which of another: by evidence, and by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefer.grounding.words import content
from briefer.schema import Claim

Change = Literal["same", "re-worded", "re-cited", "lost", "gained"]

EVIDENCE = 0.4
"""Weight of the sentences two claims share, beside that of their words."""
LEAST = 0.4
"""From this likeness on two claims are one. Claims on the same sentence need a third
of their words in common for it, claims on different ones two thirds."""


@dataclass(frozen=True)
class Pair:
    """A claim before and after; one side is missing where it was gained or lost."""

    old: Claim | None
    new: Claim | None

    @property
    def change(self) -> Change:
        """What became of it; `re-worded` where both words and evidence changed."""
        if self.old is None or self.new is None:
            return "gained" if self.old is None else "lost"
        if self.old.text != self.new.text:
            return "re-worded"
        return "same" if self.old.evidence == self.new.evidence else "re-cited"


def pairs(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[Pair, ...]:
    """Each claim once, in the order of `new`; a lost one follows its old neighbor.

    The likest are put together first; of equal ones those that stand earlier.
    """
    partner = _partners(old, new)
    of_new = {b: a for a, b in partner.items()}
    made: list[Pair] = list(_lost(old, partner, -1))
    for place, claim in enumerate(new):
        before = of_new.get(place)
        made.append(Pair(None if before is None else old[before], claim))
        if before is not None:
            made += _lost(old, partner, before)
    return tuple(made)


def _partners(old: Sequence[Claim], new: Sequence[Claim]) -> dict[int, int]:
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


def _lost(old: Sequence[Claim], partner: dict[int, int], behind: int) -> Iterator[Pair]:
    """The claims without a partner that stand right behind a place in `old`."""
    for place in range(behind + 1, len(old)):
        if place in partner:
            return
        yield Pair(old[place], None)


def likeness(a: Claim, b: Claim) -> float:
    """How alike two claims are, 0 to 1: shared words and shared sentences, weighted."""
    if a.evidence.article != b.evidence.article:
        return 0.0
    shared = _share(set(a.evidence.sentences), set(b.evidence.sentences))
    words = _share(set(content(a.text)), set(content(b.text)))
    return EVIDENCE * shared * (words > 0) + (1 - EVIDENCE) * words


def _share(a: set[str] | set[int], b: set[str] | set[int]) -> float:
    """Dice's coefficient: twice what is shared over the sum of both."""
    total = len(a) + len(b)
    return 2 * len(set(a) & set(b)) / total if total else 1.0
