"""Dates: each one of a text stands in the evidence, or follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefer import dates
from briefer.grounding.base import Case, Passage
from briefer.grounding.moments import (
    Moment,
    agrees,
    fits,
    is_bound,
    looks_ahead,
    moments,
    possible_dates,
)
from briefer.grounding.words import finding, unquoted
from briefer.schema import Article, Finding, Severity, When

_DAY_BESIDE = re.compile(
    r"\bday (?:before|after|earlier|later)\b|\bovernight\b"
    r"|\b(?:put|moved|brought|delayed|postponed)(?: back| forward)?(?: by)? a day\b"
)
_AS_OF = re.compile(
    r"\b(?:as of|(?:week|weekend|month|season|year|day)s?(?: \w+){0,2}?"
    r" (?:after|before|of|from))(?: (?:that|the (?:week|weekend)) of)? $",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:not|n['’]t|yet to)\b[^.;]{0,60} by $")
_YET = re.compile(r"\b(?:not yet|yet to)\b")
"""What is not yet is not so by the day it is told."""
_ENTRY = re.compile(r"\d?\d[:.]\d\d\s")
"""The time that an entry of a live blog starts with."""
_WEEK = re.compile(r"\b(?:last|this|next) (?:week|weekend)\b")
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter|Christmas|Easter|Ramadan)\b")
_ANOTHER_DAY = re.compile(
    r"\b(?:GMT|UTC)\b|\b(?:from|than|against|compared (?:with|to)) \S*\d"
)
"""A day elsewhere, or that of a figure to compare with: `from 41.80 on Monday`."""
_OF_DAY = re.compile(r"day['’]s \w|\b\w+ days (?:before|after|later|earlier)\b")
"""Something of a day, or a day so many away: `in yesterday's edition`."""
_AHEAD = ("planned", "possible")
"""Certainties of what may lie ahead of the article."""
_LARGEST_GAP = 1
"""Years between an article without an exact date and one its words leave out."""


def check(case: Case) -> Iterator[Finding]:
    """Dates of the text, and of the claim itself, that the cited sentences do not give.

    `date-unsupported` (error) for a date, a month, a year or a weekday that neither
    stands there, nor follows from a word there and the day of publication, nor is a
    date of the claim that agrees with all they say; a warning where another sentence
    of the article gives it. `date-unresolved` (note) for a claim whose words name a
    day that nobody could tell.
    """
    yield from _of_text(case)
    if case.is_claim:
        for when in case.when:
            yield from _of_claim(case, when)


def _of_text(case: Case) -> Iterator[Finding]:
    named = [one for one in moments(unquoted(case.text)) if one.is_named]
    for place, one in enumerate(named):
        if one.weekday >= 0 and place + 1 < len(named):
            yield from _mismatch(case, one, named[place + 1])
        if not _is_supported(case, one):
            yield _unsupported(case, one)


def _unsupported(case: Case, one: Moment) -> Finding:
    """An error, or a warning where another sentence of the article gives the date."""
    severity: Severity = "warning" if _is_elsewhere(case, one) else "error"
    message = f"`{one.words}` is no date that the cited sentences give"
    return finding(
        case, "date-unsupported", severity, message, one.words, case.evidence
    )


def _is_elsewhere(case: Case, one: Moment) -> bool:
    wanted = [one.iso] if one.iso else _spelled_out(case, one)
    return any(
        given.startswith(iso)
        for article in case.articles.values()
        for number in range(1, len(article.sentences) + 1)
        for given in possible_dates(article.sentence(number), article.published.date)
        for iso in wanted
    )


def _mismatch(case: Case, weekday: Moment, day: Moment) -> Iterator[Finding]:
    """A weekday right before a date that is another weekday."""
    between = case.text[weekday.start + len(weekday.words) : day.start].strip(" ,(")
    if between or len(day.iso) != 10 or fits(day.iso, weekday):
        return
    words = case.text[weekday.start : day.start + len(day.words)]
    message = (
        f"`{day.words}` is a {dates.weekday(day.iso)}: give the day the source gives"
    )
    yield finding(case, "date-unsupported", "error", message, words, case.evidence)


def _is_supported(case: Case, one: Moment) -> bool:
    if one.weekday >= 0:
        return _has_weekday(case, one)
    wanted = [one.iso] if one.iso else _spelled_out(case, one)
    return any(
        _stands(case, iso) or _is_in_claim(case, iso) or _is_of_claim(case, iso)
        for iso in wanted
    ) or (
        _is_of_report(case, one)
        or _is_season(case, one)
        or _has_year_beside(case, one.iso)
    )


def _is_of_report(case: Case, one: Moment) -> bool:
    """Whether it is the day or month a cited article appeared, where the text says so.

    As in `as of 3 July`, and in `the week after 3 July` for `next week`; or where the
    cited sentence is an entry of a live blog.
    """
    appeared = [article.published.date for article in case.articles.values()]
    if not one.iso or not any(day.startswith(one.iso) for day in appeared):
        return False
    is_open = _NOT_YET.search(case.text, 0, one.start) and _YET.search(case.evidence)
    return bool(
        is_open
        or _AS_OF.search(case.text, 0, one.start)
        or any(_ENTRY.match(passage.text) for passage in case.passages)
        or (dates.precision(one.iso) == "month" and _WEEK.search(case.evidence))
    )


def _is_season(case: Case, one: Moment) -> bool:
    """Whether it is a year beside which the cited sentence has only `spring`."""
    years = [article.published.date[:4] for article in case.articles.values()]
    return (
        dates.precision(one.iso) == "year"
        and bool(_SEASON.search(case.evidence))
        and any(abs(int(year) - int(one.iso)) <= 1 for year in years if year)
    )


def _has_year_beside(case: Case, iso: str) -> bool:
    """Whether a cited sentence gives day and month, and another one the year."""
    if not iso:
        return False
    named = [one for passage in case.passages for one in moments(passage.text)]
    has_day = any(one.month and fits(iso, one) for one in named)
    return has_day and any(one.iso[:4] == iso[:4] for one in named)


def _has_weekday(case: Case, one: Moment) -> bool:
    """Whether a sentence names the weekday, or it is that of a date they give."""
    for passage in case.passages:
        if any(one.weekday == other.weekday for other in moments(passage.text)):
            return True
        if any(_falls_on(iso, one) for iso in _given(case, passage)):
            return True
    return any(_falls_on(iso, one) for when in case.when for iso in _ends(when))


def _falls_on(iso: str, one: Moment) -> bool:
    return len(iso) == 10 and date.fromisoformat(iso).weekday() == one.weekday


def _ends(when: When) -> list[str]:
    return [iso for iso in (when.date, when.end) if iso]


def _spelled_out(case: Case, one: Moment) -> list[str]:
    """A date without a year in each year the sentences or claims give."""
    end = f"-{one.month:02}" + (f"-{one.day:02}" if one.day else "")
    given = [iso for passage in case.passages for iso in _given(case, passage)]
    given += [iso for when in case.when for iso in _ends(when)]
    given += [article.published.date for article in case.articles.values()]
    return sorted({f"{iso[:4]}{end}" for iso in given if iso}) or [f"0000{end}"]


def _given(case: Case, passage: Passage) -> frozenset[str]:
    """The dates that a cited sentence gives, seen from the day its article appeared."""
    article = case.articles.get(passage.article)
    return possible_dates(passage.text, article.published.date if article else "")


def _stands(case: Case, iso: str) -> bool:
    """Whether a sentence gives the date, or a more precise one within it."""
    return any(
        given.startswith(iso) or _is_without_year(case, passage, iso)
        for passage in case.passages
        for given in _given(case, passage) or [""]
    )


def _is_without_year(case: Case, passage: Passage, iso: str) -> bool:
    """Whether the sentence has day and month, and no exact day leads to the year."""
    article = case.articles.get(passage.article)
    known = article.published if article else When()
    if dates.precision(known.date) == "day":
        return False
    if known.date and abs(int(known.date[:4]) - int(iso[:4])) > _LARGEST_GAP:
        return False
    return any(
        one.month and fits(iso, one) and bool(one.day) >= (len(iso) == 10)
        for one in moments(passage.text)
    )


def _is_in_claim(case: Case, iso: str) -> bool:
    """Whether the text of a cited claim, itself checked, has the date."""
    return any(
        one.iso.startswith(iso) for claim in case.claims for one in moments(claim.text)
    )


def _is_of_claim(case: Case, iso: str) -> bool:
    """Whether it is a date of a claim that agrees with the sentences of that claim."""
    for number, when in enumerate(case.when):
        said = _said(case, number)
        if not _is_within(iso, when) and not _is_beside(iso, when.date, said):
            continue
        if not said or any(agrees(iso, text) for text in said):
            return _is_as_resolved(case, iso, when, said)
    return False


def _is_within(iso: str, when: When) -> bool:
    if when.end and when.date[:10] <= iso <= when.end:
        return True
    return any(one.startswith(iso) for one in _ends(when))


def _is_beside(iso: str, other: str, said: Sequence[str]) -> bool:
    """Whether it is the day before or after, and the sentences tell of such a day."""
    if not len(iso) == len(other) == 10 or not any(map(_DAY_BESIDE.search, said)):
        return False
    return abs((date.fromisoformat(iso) - date.fromisoformat(other)).days) == 1


def _said(case: Case, number: int) -> list[str]:
    """The sentences of the claim whose date has this number."""
    if case.is_claim:
        return [passage.text for passage in case.passages]
    evidence = case.claims[number].evidence
    return [
        passage.text
        for passage in case.passages
        if passage.article == evidence.article and passage.number in evidence.sentences
    ]


def _is_as_resolved(case: Case, iso: str, when: When, said: Sequence[str]) -> bool:
    """Whether the claim's words do not lead to another day."""
    answers = _resolved(case, when, said)
    if any(_is_beside(iso, one, [when.words]) for one in answers):
        return True
    if "end of" in when.words:
        iso = _without_last_day(iso)
        answers |= {f"{one}-12" for one in answers if dates.precision(iso) == "month"}
    return not answers or any(one.startswith(iso) for one in answers)


def _without_last_day(iso: str) -> str:
    """The month of a day with which it ends; any other date as it is."""
    is_last = len(iso) == 10 and (date.fromisoformat(iso) + timedelta(1)).day == 1
    return iso[:7] if is_last else iso


def _resolved(case: Case, when: When, said: Sequence[str]) -> set[str]:
    """What the claim's words mean seen from an article that states its date."""
    is_bounded = any(is_bound(one, when.words) for one in moments(when.words))
    if is_bounded or _ANOTHER_DAY.search(when.words) or _OF_DAY.search(when.words):
        return set()
    has_month = any(one.month for one in moments(when.words))
    is_ahead = case.certainty in _AHEAD or any(map(looks_ahead, [*said, when.words]))
    tenses = (False, True) if is_ahead or has_month else (False,)
    anchors = [a.published.date for a in _dated(case)]
    words = [when.words, f"last {when.words}"] if has_month else [when.words]
    return {
        dates.resolve(one, anchor, future=future)
        for anchor in anchors
        for future in tenses
        for one in words
    } - {""}


def _dated(case: Case) -> list[Article]:
    return [a for a in case.articles.values() if a.published.basis == "stated"]


def _of_claim(case: Case, when: When) -> Iterator[Finding]:
    """The date of the claim itself."""
    if not when.date:
        if when.words and any(_is_exact(one) for one in moments(when.words)):
            message = f"`{when.words}` could not be made a date"
            yield finding(case, "date-unresolved", "note", message, "", when.words)
        return
    said = _said(case, 0)
    is_right = _is_as_resolved(case, when.date, when, said)
    is_right = is_right or _has_year_beside(case, when.date)
    if not is_right or not agrees(when.date, when.words):
        message = f"the claim is dated {when.date}, its source says `{when.words}`"
        yield finding(case, "date-unsupported", "error", message, "", when.words)


def _is_exact(one: Moment) -> bool:
    return bool(one.weekday >= 0 or one.day)
