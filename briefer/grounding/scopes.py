"""What hedges and negators of a sentence are about. A base of the check on hedges."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.cues import (
    AT_ODDS,
    CAME_TO_NOTHING,
    CONTRARY,
    DENIAL,
    HEDGE,
    IMPLIES_NO,
    NEGATOR,
)
from briefer.grounding.undated import told, undated, undated_with_quotes
from briefer.grounding.words import Word, all_words, words

_REACH = 8
"""Content words behind a cue that it is about."""
_SHARED = 0.6
_SHARED_OF_ALL = 0.5
"""Shares of these words a sentence must have to be about the same thing."""
_HEARSAY_WORDS = """report claim allegation accusation suggestion rumor rumour tru true
case correct"""
_HEARSAY = frozenset(_HEARSAY_WORDS.split())
_SUSPECTED_OF = re.compile(
    r"(?:suspected|accused) +of +\w+ing\b[^,.;]*?(?= (?:was|were|is|are|has|have|had) )"
)
"""A group of words up to the verb of which it is the subject."""
_GOING_TO = re.compile(r"(?:going|able|due|ready|prepared|willing) +to\b")
"""What stands before the verb that a cue is about."""
_PREDICATE = re.compile(
    r"(?:possible|likely|probable|unlikely|open +question|on +the +cards) *(?:[,.;]|$)"
)
"""A hedge that is said of what stands before it."""
_ELSEWHERE = re.compile(r" *(?:that|this|it|them|so)\b *[,.;]")
"""What is denied stands in another sentence: `stopped short of that, although`."""
_IF = re.compile(r"(?:^|[,;] )(?:and |but )?(?:if|unless|should|were|had) [^,;]*$")
"""A condition: what it says no to ends with it."""
_POLITE = re.compile(r"\bi +would +(?:ask|say|urge|argue|add|stress|call)\b")
"""What somebody says in so many words is said."""
_PLANS = ("plan", "intention", "intent")
_NOT_VERBAL = ("no", "without", "none", "neither", "nor", "no longer")


class Cue(NamedTuple):
    """A hedge or negator of a sentence and the words it is about."""

    kind: str
    """Class of the hedge, or `not`."""
    text: str
    start: int
    scope: tuple[Word, ...]
    """Content words behind it, the nearest first."""

    @property
    def head(self) -> str:
        """The stem of the word it governs; empty for none."""
        return self.scope[0].stem if self.scope else ""

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.scope)

    @property
    def is_denial(self) -> bool:
        """Whether it denies what somebody says or wants, and not a verb or noun."""
        return self.kind == "not" and bool(DENIAL.match(self.text))

    @property
    def is_about_all(self) -> bool:
        """Whether it speaks of a whole sentence and not of its verb."""
        return self.is_denial or self.kind in ("alleged", "reported")

    @property
    def is_verbal(self) -> bool:
        """Whether a negator denies a verb: `no power` may tell of a loss."""
        return self.text not in _NOT_VERBAL


@lru_cache(maxsize=TEXTS)
def hedges(text: str) -> tuple[Cue, ...]:
    """The hedges of `text` outside its quotations, in order."""
    return tuple(
        Cue(match.lastgroup or "", _words(match), match.start(), _scope(text, match))
        for match in HEDGE.finditer(undated(text))
        if not _is_of_name(text, match) and not _is_polite(match)
    )


@lru_cache(maxsize=TEXTS)
def negators(text: str) -> tuple[Cue, ...]:
    """The negators of `text` outside its quotations, in order."""
    return tuple(
        Cue("not", _words(match), match.start(), _scope(text, match))
        for match in NEGATOR.finditer(undated(text))
        if not _is_of_name(text, match)
    )


def _is_polite(match: re.Match[str]) -> bool:
    return bool(_POLITE.match(match.string, max(0, match.start() - len("i "))))


def _is_of_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word is a part of a name: `the Planning Council`."""
    start = match.start()
    return text[start].isupper() and text[max(0, start - 2) : start - 1].islower()


def _words(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _scope(text: str, match: re.Match[str]) -> tuple[Word, ...]:
    """The content words of the clause behind a cue, dates and adverbs left out.

    Of an accusation, the words of what somebody is accused of; of a denial of reports,
    what these say. None before a quotation.
    """
    charge = AT_ODDS.match(match.string, match.start())
    start = charge.end() if charge else match.end()
    if match.string[start:].lstrip()[:1] in ('"', "'"):
        return ()
    if _ELSEWHERE.match(match.string, start):
        return ()
    if match.string[start : start + 1] == "," and _IF.search(
        match.string, 0, match.start()
    ):
        return ()
    if _PREDICATE.match(match.string, match.start()):
        return _before(text, match)
    behind = [word for word in told(text) if word.start >= start]
    if behind and _GOING_TO.match(match.string, behind[0].start):
        del behind[0]
    if not behind:
        return ()
    is_hearsay = behind[0].stem in _HEARSAY and match.string[behind[0].end :][:1] != ":"
    last = behind[0].clause + is_hearsay
    scope = [w for w in behind if w.clause <= last and w.stem not in _HEARSAY]
    if finite := _SUSPECTED_OF.match(match.string, match.start()):
        scope = [word for word in scope if word.start < finite.end()]
    return tuple(scope[:_REACH])


def _before(text: str, match: re.Match[str]) -> tuple[Word, ...]:
    """The content words of the clause before a cue, the nearest first."""
    before = [word for word in told(text) if word.end <= match.start()]
    scope = [word for word in before if word.clause == before[-1].clause]
    return tuple(reversed(scope[-_REACH:]))


def is_shared(cue: Cue, stems: frozenset[str]) -> bool:
    """Whether a text with these stems says what the cue is about.

    The word it governs must be in it; but not that of an allegation or denial, which
    speak of whole sentences.
    """
    if not cue.scope or (cue.head not in stems and not cue.is_about_all):
        return False
    shared = len(cue.stems & stems)
    enough = _SHARED_OF_ALL if cue.is_about_all else _SHARED
    return shared >= enough * len(cue.stems) and shared >= min(2, len(cue.stems))


def is_near(cue: Cue, text: str, head: str) -> bool:
    """Whether a hedge of `text` is about the word, or stands in its clause."""
    if head in cue.stems:
        return True
    known = words(text)
    before = [word.clause for word in known if word.start <= cue.start]
    clause = before[-1] if before else 0
    near = (clause - 1, clause)  # `as head of the board` is a clause here
    return any(word.stem == head and word.clause in near for word in known)


def is_of_words(cue: Cue, text: str) -> bool:
    """Whether a denial in `text` is of something said, as in `denied that he paid`."""
    first = cue.scope[0]
    between = [word for word in words(text) if cue.start < word.start < first.start]
    is_plan = first.stem in _PLANS and cue.text.startswith("den")
    return (
        is_plan
        or first.text.endswith("ing")
        or any(word.text == "that" or word.stem in _HEARSAY for word in between)
    )


class No(NamedTuple):
    """A word of a text that says no, with or without a negator."""

    word: str
    """Its first word, in lower case."""
    start: int
    is_negator: bool


def says_no(text: str) -> bool:
    """Whether `text`, quotations included, has a negator or a word of that meaning."""
    return bool(noes(text))


@lru_cache(maxsize=TEXTS)
def noes(text: str) -> tuple[No, ...]:
    """Where `text`, quotations included, says no in any way."""
    low = undated_with_quotes(text)
    return tuple(
        No(match[0].split()[0], match.start(), pattern is NEGATOR)
        for pattern in (NEGATOR, CONTRARY, IMPLIES_NO, CAME_TO_NOTHING)
        for match in pattern.finditer(low)
        if not _is_of_name(text, match)
    )


@lru_cache(maxsize=TEXTS)
def denies(text: str, head: str, is_verbal: bool) -> bool:
    """Whether `text`, quotations included, has the word in a clause that says no.

    A verb is denied by a negator, or by a word such as `stopped` that stands before it.
    """
    if any(head in cue.stems for cue in negators(text)):
        return True
    found = [(_word_at(text, no.start), no.is_negator) for no in noes(text)]
    return any(
        other.clause == word.clause
        and (is_negator or not is_verbal or other.start < word.start)
        for word in all_words(text)
        if word.stem == head
        for other, is_negator in found
        if other
    )


def _word_at(text: str, start: int) -> Word | None:
    return next((w for w in all_words(text) if w.start <= start < w.end), None)


def is_free(cue: Cue, case: Case, cues: Callable[[str], tuple[Cue, ...]]) -> bool:
    """Whether the evidence has the word once more where no such cue is about it."""
    return any(
        word.stem == cue.head
        and not any(word in other.scope for other in cues(passage.text))
        for passage in case.passages
        for word in words(passage.text)
    )


def form(case: Case, head: str) -> str:
    """The word of this stem as it stands in the text."""
    forms = (case.text[w.start : w.end] for w in words(case.text) if w.stem == head)
    return next(forms, "")
