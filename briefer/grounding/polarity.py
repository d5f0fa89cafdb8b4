"""Whether a text affirms what its evidence denies, by the words the two share.

The check on hedges compares a negator and the word it governs. Here a text and a
sentence are laid beside each other by the roots of their words, so that `ratification`
stands for `ratified`, and only then is it asked which of them says no. What is left of
both without their common words stands for each other too: of `no injuries after the
fire` and `people were hurt in the fire`, `no injuries` and `people were hurt`.
A base of the check on hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.denials import (
    ROOT,
    Denied,
    denials,
    is_given,
    unattributed,
)
from briefer.grounding.scopes import hedges, negators, noes, says_no
from briefer.grounding.undated import told
from briefer.grounding.words import Segment, Word, overlap, segment_at, stem

ALIGNED = 0.6
"""Share of a text's roots in a sentence above which it tells the same. Of right and
wrong sentences of `benchmarks.grounding` this told most apart."""
ALIKE = 0.4
"""The share where nothing else in the sentence could be what the text tells."""
SHARED = 3
"""Roots that must be shared there."""
GOVERNED = 0.5
"""Share of what a negator is about that the text must tell."""
_OPEN = frozenset(("possible", "likely", "attempt", "alleged", "condition"))
_ASKED = re.compile(r" (?:on )?(?:whether|if|how)\b")
_WEAK = {"still", "remain", "remains", "remained", "only", "until"}
"""Words that may stand for a no, and as often for none."""
_OPEN_YET = ("yet to", "not yet", "no longer")
"""What `still` says no to for sure."""
_PREFIX = re.compile(r"(?:un|in|im|il|ir|dis|non-?)(?=\w{4})")


class Part(NamedTuple):
    """What a part of a text tells, without who says it."""

    roots: frozenset[str]
    common: frozenset[str]
    """Those of no names and numbers."""


@lru_cache(maxsize=TEXTS)
def part_of(text: str, segment: Segment) -> Part:
    """The roots of one part of `text`."""
    words = [w for w in unattributed(text) if segment.holds(w.start)]
    common = (word for word in words if not is_given(text, word))
    return Part(_roots(words), _roots(common))


def _roots(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.stem[:ROOT] for word in words)


_AMOUNT = re.compile(r": [^\s:]*\d[^\s:]*(?: [\w-]+){0,2}$")
"""A figure of the briefing: `Agreed share of the piers: 15 per cent`."""


def affirmed(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Negators of cited sentences whose words the segment tells without a no.

    Pairs of negator and sentence. Nothing where the segment itself says no in any way
    that the sentence does not, or tells a hope or suspicion: what was refused may well
    be wanted.
    """
    denying = [p.text for p in case.passages if denials(p.text)]
    if not denying or _AMOUNT.search(case.text):
        return
    kinds = _kinds(case.text, segment)
    own = part_of(case.text, segment)
    plainly = _plainly(own.roots, case)
    elsewhere = _told_else(case)
    for sentence in denying:
        if (kinds - (_kinds(sentence) & {"condition"})) & _OPEN:
            continue
        likeness = overlap(own.roots, roots(sentence))
        if likeness <= max(ALIKE, plainly):
            continue
        is_open = "planned" in kinds and "planned" in _kinds(sentence)
        for denied in denials(sentence):
            if any(no.word == denied.cue for no in noes(case.text)):
                continue  # the same no stands elsewhere in the text
            if is_open and not denied.is_of_plan:
                continue
            is_told = likeness >= ALIGNED and _is_told(own, denied, sentence)
            is_instead = own.common - elsewhere and _is_instead(own, denied, sentence)
            if not is_told and not is_instead:
                continue
            if not _says_no(case.text, segment, sentence, denied.cue):
                yield denied.cue, sentence


def _told_else(case: Case) -> frozenset[str]:
    """The roots of all that a statement rests on; none for a claim, of which a word of
    its own may stand for a denied one.
    """
    if case.is_claim:
        return frozenset()
    texts = [p.text for p in case.passages] + [c.text for c in case.claims]
    return frozenset[str]().union(*map(roots, texts))


def _is_told(own: Part, denied: Denied, sentence: str) -> bool:
    """Whether the part tells the words that are denied, and not only what the sentence
    tells besides: `it paid ten marks, and says that it owes no mark`.
    """
    shared = denied.roots & own.roots
    part = segment_at(sentence, denied.start)
    others = (w for w in unattributed(sentence) if not part.holds(w.start))
    if shared <= _roots(others):
        return False
    if denied.head and denied.head in own.common:
        return len(shared) >= GOVERNED * len(denied.roots)
    is_enough = len(shared) >= max(2, GOVERNED * len(denied.roots))
    return is_enough and bool(shared - denied.names)


def _is_instead(own: Part, denied: Denied, sentence: str) -> bool:
    """Whether the part has words of its own for what the sentence denies.

    It tells something that the sentence does not, and all that the sentence tells
    besides the denial is told.
    """
    known = roots(sentence)
    if own.common <= known or len(own.roots & known) < SHARED:
        return False
    others = (
        word.stem[:ROOT]
        for word in unattributed(sentence)
        if word.clause != denied.clause and not is_given(sentence, word)
    )
    return own.roots.issuperset(root for root in others if root not in denied.roots)


def _plainly(own: frozenset[str], case: Case) -> float:
    """How much of it a cited sentence tells that says no to nothing."""
    texts = [passage.text for passage in case.passages]
    plain = (text for text in texts if not says_no(text) and not denials(text))
    return max((overlap(own, roots(text)) for text in plain), default=0.0)


def turned(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Words of the segment that stand with or without a prefix of no where they are
    cited: `legal` for `illegal`, `unpaid` for `paid`. Pairs of word and sentence.
    """
    forms = _forms(case.text)
    for passage in case.passages:
        opposites = _opposites(forms, _forms(passage.text))
        if not opposites or negators(case.text) or _has_other_no(passage.text):
            continue
        own = roots_of(case.text, segment)
        if overlap(own, roots(passage.text)) > ALIGNED:
            for word in told(case.text):
                is_here = segment.holds(word.start)
                if is_here and word.stem in opposites:
                    yield word.text, passage.text


def _has_other_no(text: str) -> bool:
    """Whether `text` says no with more than a prefix: `stopped`, `not`."""
    return any(not _PREFIX.match(no.word) for no in noes(text))


def _opposites(own: frozenset[str], theirs: frozenset[str]) -> list[str]:
    """The words of the first that are the contrary of one of the second."""
    return [
        bare if one is theirs else word
        for one, others in ((own, theirs), (theirs, own))
        for word, bare in _prefixed(one)
        if bare in others and bare not in one and word not in others
    ]


@lru_cache(maxsize=TEXTS)
def _prefixed(forms: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The words that may have a prefix of no, and the stems of what follows it."""
    found = ((word, _PREFIX.match(word)) for word in forms)
    return tuple((word, stem(word[p.end() :])) for word, p in found if p)


@lru_cache(maxsize=TEXTS)
def _forms(text: str) -> frozenset[str]:
    """The stems of the words of `text`, those of names left out.

    What is only asked is neither so nor not so: who `decides whether` is undecided.
    """
    return frozenset(
        w.stem
        for w in told(text)
        if not text[w.start].isupper() and not _ASKED.match(text, w.end)
    )


@lru_cache(maxsize=TEXTS)
def roots(text: str) -> frozenset[str]:
    """The roots of all that `text` names outside quotations and dates."""
    return _roots(told(text))


def roots_of(text: str, segment: Segment) -> frozenset[str]:
    """The roots of what one part of `text` names."""
    return _roots(w for w in told(text) if segment.holds(w.start))


def _says_no(text: str, segment: Segment, sentence: str, cue: str) -> bool:
    """Whether the part says no with a negator, or any word that is not the sentence's
    for something else."""
    theirs = {no.word for no in noes(sentence)} - {cue.split()[0]}
    if cue not in _OPEN_YET:
        theirs |= _WEAK
    return any(
        segment.holds(no.start) and (no.is_negator or no.word not in theirs)
        for no in noes(text)
    )


def _kinds(text: str, part: Segment | None = None) -> frozenset[str]:
    """The classes of the hedges of `text`, or of a part of it."""
    return frozenset(
        cue.kind for cue in hedges(text) if part is None or part.holds(cue.start)
    )
