"""Whether a text affirms what its evidence denies, by the words the two share.

The check on hedges compares a negator and the word it governs. Here a text and a
sentence are laid beside each other by the roots of their words, so that `ratification`
stands for `ratified`, and only then is it asked which of them says no. A verb that
implies the contrary (`lacked`, `prevented`, `avoided`) counts as a negator of what
follows it. A base of the check on hedges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import Case
from briefer.grounding.cues import IMPLIES_NO, NEGATOR
from briefer.grounding.moments import moments
from briefer.grounding.scopes import hedges, says_no
from briefer.grounding.words import (
    Segment,
    Word,
    all_words,
    lowered,
    overlap,
    stem,
    words,
)

ROOT = 5
"""Letters of a stem by which words of one family agree: `ratif`, `decis`, `destr`."""
ALIGNED = 0.6
"""Share of a text's roots in a sentence above which it tells the same. Of right and
wrong sentences of `benchmarks.grounding` this told most apart."""
GOVERNED = 0.5
"""Share of what a negator is about that the text must tell."""
_REACH = 6
_FEWEST = 2
"""Words of a clause with fewer take in the next: `denied that it had paid`."""
_OPEN = frozenset(("possible", "likely", "attempt", "alleged", "condition"))
_PREFIX = re.compile(r"(?:un|in|im|il|ir|dis|non-?)(?=\w{4})")


class Denied(NamedTuple):
    """A sentence that says no, and the words it says it of."""

    cue: str
    roots: frozenset[str]
    names: frozenset[str]
    """Those of the roots that are of names: they alone say nothing."""


def affirmed(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Negators of cited sentences whose words the segment tells without a no.

    Pairs of negator and sentence. Nothing where the segment itself says no in any way,
    or tells a hope or suspicion: what was refused may well be wanted.
    """
    part = case.text[segment.start : segment.end]
    if says_no(part) or IMPLIES_NO.search(lowered(part)):
        return
    told, kinds = roots(part), _kinds(part)
    least = max(ALIGNED, _plainly(told, case))
    for passage in case.passages:
        is_open = kinds & _OPEN or "planned" in kinds & _kinds(passage.text)
        if is_open or overlap(told, roots(passage.text)) <= least:
            continue
        for denied in denials(passage.text):
            shared = denied.roots & told
            least_shared = max(2, GOVERNED * len(denied.roots))
            if shared - denied.names and len(shared) >= least_shared:
                yield denied.cue, passage.text


def _plainly(told: frozenset[str], case: Case) -> float:
    """How much of it a cited sentence tells that says no to nothing."""
    plain = (p.text for p in case.passages if not says_no(p.text))
    return max((overlap(told, roots(text)) for text in plain), default=0.0)


def turned(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Words of the segment that stand with or without a prefix of no where they are
    cited: `legal` for `illegal`, `unpaid` for `paid`. Pairs of word and sentence.
    """
    part = case.text[segment.start : segment.end]
    if _negated(part):
        return
    told = roots(part)
    for passage in case.passages:
        if overlap(told, roots(passage.text)) <= ALIGNED or _negated(passage.text):
            continue
        yield from ((one, passage.text) for one in _opposites(part, passage.text))


def _opposites(part: str, sentence: str) -> Iterator[str]:
    own, theirs = _forms(part), _forms(sentence)
    for one, others in ((own, theirs), (theirs, own)):
        for word in one:
            prefix = _PREFIX.match(word)
            bare = stem(word[prefix.end() :]) if prefix else ""
            if bare in others and bare not in one and word not in others:
                yield bare if one is theirs else word


def _forms(text: str) -> frozenset[str]:
    """The words of `text` by their stems, those of names left out."""
    return frozenset(w.stem for w in _told(text) if not text[w.start].isupper())


def _negated(text: str) -> bool:
    return bool(NEGATOR.search(lowered(text)))


@lru_cache(maxsize=8192)
def denials(text: str) -> tuple[Denied, ...]:
    """What `text` says no to outside its quotations, in order."""
    plain = lowered(text)
    found = (*NEGATOR.finditer(plain), *IMPLIES_NO.finditer(plain))
    ordered = sorted(found, key=lambda match: match.start())
    read = (_denied(text, match) for match in ordered)
    return tuple(denied for denied in read if denied.roots)


def _denied(text: str, match: re.Match[str]) -> Denied:
    scope = _scope(text, match)
    named = (word for word in scope if text[word.start].isupper())
    return Denied(
        match[0],
        frozenset(word.stem[:ROOT] for word in scope),
        frozenset(word.stem[:ROOT] for word in named),
    )


def _scope(text: str, match: re.Match[str]) -> list[Word]:
    """The words behind a negator; those before one that ends its sentence.

    `Asked if it had paid, he said it had not` denies that it had paid.
    """
    told = _told(text)
    behind = [word for word in told if word.start >= match.end()]
    if not behind:
        return [word for word in told if word.start < match.start()][-_REACH:]
    scope = [word for word in behind if word.clause == behind[0].clause]
    if len(scope) < _FEWEST:
        scope = [word for word in behind if word.clause <= behind[0].clause + 1]
    return scope[:_REACH]


@lru_cache(maxsize=8192)
def roots(text: str) -> frozenset[str]:
    """The roots of all that `text` names outside quotations and dates."""
    return frozenset(word.stem[:ROOT] for word in _told(text))


@lru_cache(maxsize=8192)
def _told(text: str) -> tuple[Word, ...]:
    dated = {word.text for one in moments(text) for word in all_words(one.words)}
    return tuple(
        word
        for word in words(text)
        if word.is_content and word.text not in dated and word.text[-2:] != "ly"
    )


@lru_cache(maxsize=8192)
def _kinds(text: str) -> frozenset[str]:
    """The classes of the hedges of `text`."""
    return frozenset(cue.kind for cue in hedges(text))
