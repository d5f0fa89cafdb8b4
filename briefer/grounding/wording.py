"""Wording: absolute dates, plain sentences, nothing old told as if it were now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefer import dates
from briefer.grounding.base import Case
from briefer.grounding.cues import (
    AS_OF,
    CARRIES_SPEECH,
    FIRST_PERSON,
    JOINED,
    LOADED,
    PRESENT,
    RELATIVE,
)
from briefer.grounding.moments import moments
from briefer.grounding.words import (
    content,
    finding,
    lowered,
    overlap,
    unquoted,
)
from briefer.schema import Claim, Finding

_IN_NAMES = ("Today", "Tonight", "Tomorrow", "Yesterday")
"""Words that are part of a name where they stand in capitals within a sentence."""
_AMID = re.compile(r"[\w,] $")
LONGEST_SENTENCE = 40
"""Words above which a sentence is hard to read."""
OLDEST_DAYS = 3
"""Days before the cut-off from which an article is old: 72 hours."""
_ALIKE = 0.5
"""Share of words from which two claims can be taken for one event."""


def check(case: Case) -> Iterator[Finding]:
    """What is wrong with the wording of a statement; claims are exempt.

    `date-relative` and `events-merged` (warnings), `sentence-long` and `loaded-word`
    (notes). For `stale`, which needs the cut-off of the briefing, call `stale`.
    """
    if case.is_claim:
        return
    plain = unquoted(case.text)
    yield from _long(case)
    if not case.is_english:
        return
    yield from _relative(case, plain)
    yield from _loaded(case, plain)
    yield from _merged(case)


def stale(case: Case, as_of: str) -> Iterator[Finding]:
    """`stale` (warning): the present tense rests only on articles old at the cut-off.

    `as_of` is an ISO day. Nothing where the text has a date or `as of`, where somebody
    says it, or where an article has no exact date.
    """
    low = lowered(case.text)
    match = PRESENT.search(low)
    if case.is_claim or not match or not case.is_english:
        return
    if AS_OF.search(low) or CARRIES_SPEECH.search(low) or _has_date(case.text):
        return
    newest = max((a.published.date for a in case.articles.values()), default="")
    if _days_between(newest, as_of) > OLDEST_DAYS:
        message = f"its newest article is of {newest}: write since when it holds"
        yield finding(case, "stale", "warning", message, match[0], newest)


def _days_between(first: str, last: str) -> int:
    """Whole days, 0 where one of them is no day."""
    if dates.precision(first) != "day" or dates.precision(last) != "day":
        return 0
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _has_date(text: str) -> bool:
    return any(len(one.iso) >= 7 or one.day or one.month for one in moments(text))


def _long(case: Case) -> Iterator[Finding]:
    length = len(case.text.split())
    if length > LONGEST_SENTENCE:
        message = f"{length} words in one sentence: at most {LONGEST_SENTENCE}"
        yield finding(case, "sentence-long", "note", message, case.text)


def _relative(case: Case, plain: str) -> Iterator[Finding]:
    if _has_date(plain):
        return
    for match in RELATIVE.finditer(lowered(case.text)):
        words = case.text[match.start() : match.end()]
        if words in _IN_NAMES and _AMID.search(case.text, 0, match.start()):
            continue
        message = f"`{words}` needs a date: the reader does not know the day"
        yield finding(case, "date-relative", "warning", message, words)
        return


def _loaded(case: Case, plain: str) -> Iterator[Finding]:
    for match in LOADED.finditer(lowered(case.text)):
        word = case.text[match.start() : match.end()]
        if word.islower() or not match.start():
            message = f"`{word}` judges: use a plain word or quote it"
            yield finding(case, "loaded-word", "note", message, word)
    if own := FIRST_PERSON.search(plain):
        message = f"`{own[0]}` speaks for the briefing: write in the third person"
        yield finding(case, "loaded-word", "note", message, own[0])
    if "!" in plain:
        message = "a briefing has no exclamation mark"
        yield finding(case, "loaded-word", "note", message, "!")


def _merged(case: Case) -> Iterator[Finding]:
    """Two alike events of different days that the text tells as one.

    Only where it has one date or none, and no word that sets one event beside another.
    """
    if len(case.claims) < 2 or JOINED.search(lowered(case.text)):
        return
    if len({one.iso for one in moments(case.text) if one.iso}) > 1:
        return
    events = [claim for claim in case.claims if _is_dated_event(claim)]
    for place, one in enumerate(events):
        for other in events[place + 1 :]:
            if one.when.date != other.when.date and _are_alike(one, other):
                message = f"one is of {one.when.date}, the other of {other.when.date}"
                yield finding(
                    case, "events-merged", "warning", message, case.text, other.text
                )
                return


def _is_dated_event(claim: Claim) -> bool:
    is_known = claim.when.basis in ("stated", "resolved", "inferred")
    return claim.kind == "event" and is_known and len(claim.when.date) == 10


def _are_alike(one: Claim, other: Claim) -> bool:
    """Whether they could be taken for one event: the same words but for the dates."""
    first, second = content(one.text), content(other.text)
    return min(overlap(first, second), overlap(second, first)) >= _ALIKE
