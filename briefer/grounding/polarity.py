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
from briefer.grounding.scopes import hedges, negators, noes, says_no
from briefer.grounding.words import (
    Segment,
    Word,
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
    denying = [p.text for p in case.passages if denials(p.text)]
    if not denying or _says_no(case.text, segment):
        return
    own, kinds = roots_of(case.text, segment), _kinds(case.text, segment)
    if kinds & _OPEN:
        return
    least = max(ALIGNED, _plainly(own, case))
    for sentence in denying:
        is_open = "planned" in kinds and "planned" in _kinds(sentence)
        if is_open or overlap(own, roots(sentence)) <= least:
            continue
        for denied in denials(sentence):
            shared = denied.roots & own
            least_shared = max(2, GOVERNED * len(denied.roots))
            if shared - denied.names and len(shared) >= least_shared:
                yield denied.cue, sentence


def _plainly(own: frozenset[str], case: Case) -> float:
    """How much of it a cited sentence tells that says no to nothing."""
    plain = (p.text for p in case.passages if not says_no(p.text))
    return max((overlap(own, roots(text)) for text in plain), default=0.0)


def turned(case: Case, segment: Segment) -> Iterator[tuple[str, str]]:
    """Words of the segment that stand with or without a prefix of no where they are
    cited: `legal` for `illegal`, `unpaid` for `paid`. Pairs of word and sentence.
    """
    forms = _forms(case.text)
    for passage in case.passages:
        opposites = _opposites(forms, _forms(passage.text))
        if not opposites or _is_negated(case.text) or _is_negated(passage.text):
            continue
        own = roots_of(case.text, segment)
        if overlap(own, roots(passage.text)) > ALIGNED:
            yield from ((one, passage.text) for one in opposites if one[:ROOT] in own)


def _opposites(own: frozenset[str], theirs: frozenset[str]) -> list[str]:
    """The words of the first that are the contrary of one of the second."""
    return [
        bare if one is theirs else word
        for one, others in ((own, theirs), (theirs, own))
        for word, bare in _prefixed(one)
        if bare in others and bare not in one and word not in others
    ]


@lru_cache(maxsize=8192)
def _prefixed(forms: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The words that may have a prefix of no, and the stems of what follows it."""
    found = ((word, _PREFIX.match(word)) for word in forms)
    return tuple((word, stem(word[p.end() :])) for word, p in found if p)


@lru_cache(maxsize=8192)
def _forms(text: str) -> frozenset[str]:
    """The stems of the words of `text`, those of names left out."""
    return frozenset(w.stem for w in told(text) if not text[w.start].isupper())


def _is_negated(text: str) -> bool:
    return bool(negators(text))


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
    known = told(text)
    behind = [word for word in known if word.start >= match.end()]
    if not behind:
        return [word for word in known if word.start < match.start()][-_REACH:]
    scope = [word for word in behind if word.clause == behind[0].clause]
    if len(scope) < _FEWEST:
        scope = [word for word in behind if word.clause <= behind[0].clause + 1]
    return scope[:_REACH]


@lru_cache(maxsize=8192)
def roots(text: str) -> frozenset[str]:
    """The roots of all that `text` names outside quotations and dates."""
    return frozenset(word.stem[:ROOT] for word in told(text))


def roots_of(text: str, segment: Segment) -> frozenset[str]:
    """The roots of what one part of `text` names."""
    return frozenset(
        word.stem[:ROOT]
        for word in told(text)
        if segment.start <= word.start < segment.end
    )


@lru_cache(maxsize=8192)
def told(text: str) -> tuple[Word, ...]:
    """The content words of `text` outside quotations and dates, adverbs left out."""
    dates = [(one.start, one.start + len(one.words)) for one in moments(text)]
    told = [w for w in words(text) if w.is_content and w.text[-2:] != "ly"]
    for start, end in dates:
        told = [word for word in told if not start <= word.start < end]
    return tuple(told)


def _says_no(text: str, segment: Segment) -> bool:
    """Whether the part says no with any word at all."""
    places = (*noes(text), *_implied(text))
    return any(segment.start <= place < segment.end for place in places)


@lru_cache(maxsize=8192)
def _implied(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in IMPLIES_NO.finditer(lowered(text)))


def _kinds(text: str, part: Segment | None = None) -> frozenset[str]:
    """The classes of the hedges of `text`, or of a part of it."""
    return frozenset(
        cue.kind
        for cue in hedges(text)
        if part is None or part.start <= cue.start < part.end
    )
