"""Which cited passages of an article are shown together, and what stands round them.

Passages often share sentences: one statement cites the fourth, another the fourth and
the fifth. Together they are one excerpt, in which each sentence stands once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefer.schema import Evidence

SPAN = 6
"""Sentences that an excerpt may reach over, so that it is read at a glance: two
passages of three. A passage that reaches farther stands alone."""


def together(places: Sequence[Evidence]) -> tuple[tuple[int, ...], ...]:
    """Positions in `places`, those of one excerpt together, in order of the first."""
    articles: dict[str, list[_Draft]] = {}
    for position in sorted(range(len(places)), key=lambda n: places[n].sentences):
        drafts = articles.setdefault(places[position].article, [])
        sentences = frozenset(places[position].sentences)
        for draft in drafts:
            if draft.takes(sentences):
                draft.sentences |= sentences
                draft.members.append(position)
                break
        else:
            drafts.append(_Draft(sentences, [position]))
    found = (tuple(sorted(d.members)) for drafts in articles.values() for d in drafts)
    return tuple(sorted(found))


@dataclass
class _Draft:
    sentences: frozenset[int]
    members: list[int]

    def takes(self, others: frozenset[int]) -> bool:
        if others <= self.sentences:
            return True
        both = self.sentences | others
        return bool(self.sentences & others) and max(both) - min(both) < SPAN


def in_context(cited: Iterable[int], last: int) -> list[tuple[int, bool]]:
    """Sentences `cited` and those next to them, each with whether a gap is before it.

    `last` is the number of the last sentence of the article.
    """
    near = {n + step for n in cited for step in (-1, 0, 1)}
    shown = [n for n in sorted(near) if 1 <= n <= last]
    gaps = (after - before > 1 for before, after in pairwise(shown))
    return list(zip(shown, (False, *gaps), strict=True))
