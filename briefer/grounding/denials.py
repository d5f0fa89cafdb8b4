"""What a sentence says no to, and who only says it. A base of the check on hedges.

A negator is about what follows it. A passive (`the plan was rejected by the board`) and
a verb of failure without an object (`the plan fell through`) are about what stands
before them; a question that is only reported (`asked if it had paid`) affirms nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import TEXTS
from briefer.grounding.cues import (
    ASKED,
    CAME_TO_NOTHING,
    DENIAL,
    IMPLIES_NO,
    NEGATOR,
    SPEECH,
)
from briefer.grounding.undated import told, undated, undated_words
from briefer.grounding.words import Word

ROOT = 5
"""Letters of a stem by which words of one family agree: `ratif`, `decis`, `destr`."""
_REACH = 6
_FEWEST = 2
"""Words of a clause with fewer take in the next: `denied that it had paid`."""
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got)\s+(?:\w+ly\s+)?$")
_NO_OBJECT = re.compile(
    r"\s*(?:$|[.,;:)]|(?:by|in|on|at|over|because|as|after|when|for|without|during|amid"
    r"|again|and|but|last|this)\b)"
)
_PARTICIPLE = ("ed", "own", "put")
"""Ends of the first word of `called off`, `thrown out` and `put off`."""
_UNTRUE = re.compile(r"untrue|baseless|groundless|unfounded|out +of +the +question")
_HAPPENS = re.compile(
    r" +(?:be +)?(?:take +place|taking +place|go(?:ing)? +ahead|happen|come +about"
    r"|came +about|held|materiali[sz]e)\b"
)
"""Verbs that say of their subject only that it is so: without them it is denied."""
_OF_OTHERS = re.compile(r" +(?:true|correct|so|the +case) *[:;]")
"""What makes a no one to what others say, before what is so: `This is not true: ...`"""
_PAUSE = re.compile(r"[,.;:)\"]|\bthat\b|$")
_PLAN = re.compile(r"plan|intention|intend|wish|willing|desire|need|reason")
_TELLS = re.compile(r"t[eo]l[dl]|warn|caution")
_HEARERS = 3
"""Most words between `told` and what is told."""


class Denied(NamedTuple):
    """A sentence that says no, and the words it says it of."""

    cue: str
    clause: int
    head: str
    """The root of the word that is denied first; empty for a name."""
    roots: frozenset[str]
    names: frozenset[str]
    """Those of the roots that are of names and numbers: they alone say nothing."""
    is_of_plan: bool
    """Whether what is denied is itself a plan: `no intention of joining`."""
    is_asked: bool
    """Whether it is only asked, and may be so."""
    start: int
    """Where the negator stands."""


_AND_SAID = re.compile(r"\band (?:said|says|added|adds|told|insisted|insists)\b")
"""What is said besides is not denied: `denied it, and said that he had paid`."""


@lru_cache(maxsize=TEXTS)
def denials(text: str) -> tuple[Denied, ...]:
    """What `text` says no to outside its quotations, in order."""
    plain = undated(text)
    found = [
        match
        for pattern in (NEGATOR, IMPLIES_NO, CAME_TO_NOTHING, ASKED)
        for match in pattern.finditer(plain)
    ]
    ordered = sorted(found, key=lambda match: match.start())
    read = (_denied(text, match) for match in ordered)
    return tuple(denied for denied in read if denied.roots)


def _denied(text: str, match: re.Match[str]) -> Denied:
    scope = _scope(text, match)
    first = next((w for w in scope if not is_given(text, w)), None)
    return Denied(
        " ".join(match[0].split()),
        _clause(text, match),
        first.stem[:ROOT] if first else "",
        frozenset(word.stem[:ROOT] for word in scope),
        frozenset(word.stem[:ROOT] for word in scope if is_given(text, word)),
        bool(first and _PLAN.match(first.text) and not DENIAL.match(match[0])),
        bool(ASKED.match(match[0])),
        match.start(),
    )


def _clause(text: str, match: re.Match[str]) -> int:
    before = [w.clause for w in undated_words(text) if w.start <= match.start()]
    return before[-1] if before else 0


def _scope(text: str, match: re.Match[str]) -> Sequence[Word]:
    """The words behind a negator, or those before it where they are meant."""
    if _OF_OTHERS.match(match.string, match.end()):
        return ()
    known = told(text)
    before = [word for word in known if word.end <= match.start()]
    behind = [word for word in known if word.start >= match.end()]
    if not behind or _is_backward(match):
        return _nearest(before)
    if said := _AND_SAID.search(match.string, match.end()):
        behind = [word for word in behind if word.start < said.start()] or behind
    scope = [word for word in behind if word.clause == behind[0].clause]
    if len(scope) < _FEWEST:
        scope = [word for word in behind if word.clause <= behind[0].clause + 1]
    return scope[:_REACH]


def _nearest(before: Sequence[Word]) -> Sequence[Word]:
    """The last words of the clause before, and of one more where these are few."""
    if not before:
        return ()
    last = before[-1].clause
    scope = [word for word in before if word.clause == last]
    if len(scope) < _FEWEST:
        scope = [word for word in before if word.clause >= last - 1]
    return scope[-_REACH:]


def _is_backward(match: re.Match[str]) -> bool:
    """Whether a negator is about its subject: a passive, or a verb without object."""
    plain = match.string
    if CAME_TO_NOTHING.match(plain, match.start()):
        return True
    if _HAPPENS.match(plain, match.end()):
        return True
    is_said_of = _BE.search(plain, max(0, match.start() - 20), match.start())
    if is_said_of and _UNTRUE.match(match[0]):
        return True
    is_passive = is_said_of and match[0].split()[0].endswith(_PARTICIPLE)
    return bool(is_passive and _NO_OBJECT.match(plain, match.end()))


def is_given(text: str, word: Word) -> bool:
    """Whether the word is of a name or number, which tell who and not what."""
    return text[word.start].isupper() or text[word.start].isdigit()


@lru_cache(maxsize=TEXTS)
def unattributed(text: str) -> tuple[Word, ...]:
    """`told` without the words that only tell who says it: `Ann Lee told reporters`."""
    spans = list(_frames(text))
    if not spans:
        return told(text)
    return tuple(
        word
        for word in told(text)
        if not any(start <= word.start < end for start, end in spans)
    )


def _frames(text: str) -> Iterator[tuple[int, int]]:
    """Where a sentence tells who says it."""
    plain = undated(text)
    known = undated_words(text)
    for match in SPEECH.finditer(plain):
        clause = _clause(text, match)
        if match[0].startswith("according"):
            words = [w for w in known if w.clause == clause and w.start > match.start()]
            yield match.start(), words[-1].end if words else match.end()
            continue
        subject = [w for w in known if w.clause == clause and w.end <= match.start()]
        start = subject[0].start if subject else match.start()
        yield start, _end_of_frame(plain, match)


def _end_of_frame(plain: str, match: re.Match[str]) -> int:
    """Where what is said begins: behind the verb, or behind those who are told."""
    pause = _PAUSE.search(plain, match.end())
    end = pause.start() if pause else len(plain)
    is_short = len(plain[match.end() : end].split()) <= _HEARERS
    is_told = pause is None or pause[0] != "that" or _TELLS.match(match[0])
    return end if is_short and is_told else match.end()
