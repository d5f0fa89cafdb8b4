"""Whether a text tells as a fact what its evidence leaves open, whatever the words.

The check on hedges compares a hedge and the verb it governs. Here the clause of a hedge
and the text are laid beside each other by the roots of their words: who tells mostly
that clause, and nothing that leaves it open, tells more than it. A base of that check.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from briefer.grounding.base import Case
from briefer.grounding.cues import CARRIED_BY_CERTAINTY, FUTURE
from briefer.grounding.denials import ROOT, unattributed
from briefer.grounding.polarity import part_of, roots
from briefer.grounding.scopes import Cue, hedges, noes
from briefer.grounding.words import Segment, overlap

ALIGNED = 0.6
"""Share of a text's roots in the clause of a hedge from which it tells that clause."""
_FEWEST = 3
_OPEN = ("possible", "likely", "reported", "condition")
_UNDONE = ("planned", "attempt")


def hardened(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Hedges of cited sentences whose clause the segment tells as a fact.

    Pairs of hedge and sentence. Nothing where the segment leaves it open or denies it,
    or where another sentence tells it plainly.
    """
    own, common = part_of(case.text, segment)
    is_denied = any(segment.holds(no.start) for no in noes(case.text))
    if len(own) < _FEWEST or is_denied:
        return
    if any(_tells(own, p.text) and not hedges(p.text) for p in case.passages):
        return
    for passage in case.passages:
        for cue in hedges(passage.text):
            if overlap(own, _clause_of(cue, passage.text)) < ALIGNED:
                continue
            governed = {word.stem[:ROOT] for word in cue.scope}
            if common <= roots(passage.text) and not common & governed:
                continue
            if not _is_left_open(cue, passage.text, case, segment):
                yield cue.text, passage.text


def _tells(own: frozenset[str], text: str) -> bool:
    return overlap(own, frozenset(w.stem[:ROOT] for w in unattributed(text))) >= ALIGNED


@lru_cache(maxsize=8192)
def _clause_of(cue: Cue, text: str) -> frozenset[str]:
    """The roots of the clause in which a hedge stands, and of what it governs."""
    known = unattributed(text)
    before = [word.clause for word in known if word.start <= cue.start]
    clause = before[-1] if before else 0
    scope = {word.start for word in cue.scope}
    near = (w for w in known if w.clause == clause or w.start in scope)
    return frozenset(word.stem[:ROOT] for word in near)


def _is_left_open(cue: Cue, sentence: str, case: Case, segment: Segment) -> bool:
    """Whether the segment, or the certainty of a claim, says no more than the hedge.

    A hedge that the sentence has besides (`may offer`) opens nothing in `offered`.
    """
    if cue.kind not in _OPEN or cue.kind in CARRIED_BY_CERTAINTY.get(
        case.certainty, ()
    ):
        return True
    besides = {_first(other) for other in hedges(sentence) if other != cue}
    return any(
        segment.holds(own.start)
        and not (own.kind in _UNDONE and _first(own) in besides)
        and not FUTURE.match(own.text)
        for own in hedges(case.text)
    )


def _first(cue: Cue) -> str:
    return cue.text.split()[0][:ROOT]
