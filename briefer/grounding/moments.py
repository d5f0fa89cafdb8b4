"""What a sentence says about time, and which dates that can mean.

A base of the check on dates; all functions are pure.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from briefer import dates
from briefer.datewords import MONTHS, month_number, weekday_numbers
from briefer.grounding.base import TEXTS
from briefer.grounding.openings import Cues
from briefer.grounding.words import in_lower_case

_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?:\s(?:last|next|this)\sweek\b)?"
    r"|\b(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\."
)
_LEAD = re.compile(
    r"\b(?:(?:last|next|this|coming|past|late|early|mid)[\s-])+$", re.IGNORECASE
)
_CAPITALIZED = re.compile(r"(?<!\w)([^\W\d_a-z][^\W\d_]{2,11})\.?(?!\w)")
_DAY_MONTH = re.compile(
    r"(?<![\w.,:])([0-9]{1,2})(?:st|nd|rd|th|º)?\.?\s(?:of\s|de\s)?([^\W\d_]{3,12})\b"
)
_DAY_SPAN = re.compile(
    r"(?<![\w.,:])([0-9]{1,2})\s?(?:[-–—]|to|and)\s?[0-9]{1,2}\.?\s([^\W\d_]{3,12})\b"
)
_MONTH_DAY = re.compile(
    r"(?<!\w)([^\W\d_]{3,12})\.?\s([0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?:\s?(?:[-–—]|to|and)\s?([0-9]{1,2})(?:st|nd|rd|th)?)?(?![\w:%]|[.,][0-9])"
)
# A number of four digits is no year before what is counted or measured.
_YEAR = re.compile(
    r"(?<![\w.,$€£-])((?:1[89]|20)[0-9]{2})(?![\w%]|[.,-][0-9]|\s(?:people|men|women"
    r"|children|troops|soldiers|civilians|workers|employees|residents|homes|houses"
    r"|households|vehicles|drones|missiles|votes|jobs|cases|times|km|kilometers|miles"
    r"|tons|tonnes|met(?:er|re)s|feet|dollars|euros|percent|per\b))"
)
# This one and `_BESIDE` are searched in lower case, which is faster than ignoring it.
_OTHER = re.compile(
    r"\b(?:day before yesterday|day after tomorrow|yesterday|today|tonight|tomorrow"
    r"|last night|this (?:morning|afternoon|evening)|overnight"
    r"|(?:last|this|next) (?:month|year)"
    r"|(?:[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|a) days? ago"
    r"|(?:[0-9]{1,3}|two|three|four|five|six|seven) days? from now)\b"
)
_HINT = re.compile(r"day|night|morrow|month|year|this ")
# Words that put an event some days beside the one the sentence dates.
_BESIDE = Cues(
    r"\b(?:(?:a|one|the|next|previous|same) (?:day|night|morning|evening)"
    r"|days? (?:earlier|later|before|after)|hours? (?:earlier|later|before|after)"
    r"|overnight|eve|midnight"
    r"|night|following|weekend|weeks?|earlier|later|after|before)\b"
)
_AHEAD = Cues(
    r"\b(?:will|would|shall|due|set|plans?|planned|planning|next|expect\w*|schedul\w+"
    r"|may|might|could|upcoming|coming|ahead|is to|are to|was to|were to|to be"
    r"|intend\w*|agreed to|hopes?|hoped|deadline"
    r"|(?:by|until) (?=[A-Z]|the end|[0-9]{1,2} [A-Z])"
    r"|going to|tomorrow|invit\w+|propos\w+|call\w* for)\b|['’]ll\b"
)
# Words after which a date is only where something starts or ends.
_BOUND = re.compile(
    r"\b(?:since|until|till|before|after|by|than)\s(?:\w+[\s-]){0,2}$", re.IGNORECASE
)
_LEADS = re.compile(
    r"\b(?:in|since|until|before|after|by|of|late|early|mid|last|next|from|to|and|this"
    r"|the|a)[\s-]$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"[0-9]")
_FOUR_DIGITS = re.compile(r"[0-9]{4}")


_NO_MONTHS = frozenset(("may", "march", "out", "set", "ago"))
"""Month names of some languages that in small letters are other words in English."""
LAST_DAY = 31
_OF_YEAR = re.compile(r",? (?:of )?(?:last|this|next) year\b")


class Moment(NamedTuple):
    """A date or a word for one, as precise as it is written."""

    words: str
    start: int
    iso: str = ""
    """The date where it is absolute: `2025`, `2025-07` or `2025-07-04`."""
    month: int = 0
    """1 to 12 where a month is named without a year, with or without a day; else 0."""
    day: int = 0
    weekday: int = -1
    """0 (Monday) to 6 where one is named; else -1."""

    @property
    def is_named(self) -> bool:
        """Whether it names a date, a month or a weekday, unlike `yesterday`."""
        return bool(self.iso or self.month or self.weekday >= 0)


@lru_cache(maxsize=TEXTS)
def moments(text: str) -> tuple[Moment, ...]:
    """All dates and words for dates in `text`, in reading order.

    Durations and times of day are none. A weekday beside a date stands on its own.
    """
    absolute = list(_absolute(text)) if _FOUR_DIGITS.search(text) else []
    rest = _blank(text, absolute)
    monthly = list(_monthly(rest))
    found = [*absolute, *monthly, *_others(_blank(rest, monthly))]
    return tuple(sorted(found, key=lambda one: one.start))


def _blank(text: str, known: list[Moment]) -> str:
    for one in known:
        end = one.start + len(one.words)
        text = text[: one.start] + "_" * len(one.words) + text[end:]
    return text


def _absolute(text: str) -> Iterator[Moment]:
    at, last = 0, ""
    for iso, words in dates.find(text):
        # The two days of a span come with the same words.
        at = text.index(words, at if words != last else max(0, at - len(words)))
        yield Moment(words, at, iso=iso)
        at, last = at + len(words), words


def _monthly(text: str) -> Iterator[Moment]:
    """`4 July`, `July 4`, `July`; none of which has a year."""
    if not any(map(_may_be_month, _LETTERS.findall(text))):
        return
    dated = [*_day_first(text), *_month_first(text)] if _DIGIT.search(text) else []
    yield from (_with_year(one, text) for one in dated)
    rest = _blank(text, dated)
    for match in _CAPITALIZED.finditer(rest):
        if month := _month(match, rest):
            one = Moment(match[0].rstrip("."), match.start(), month=month)
            yield _with_year(one, text)


def _with_year(one: Moment, text: str) -> Moment:
    """With the `last year` that stands behind it."""
    behind = _OF_YEAR.match(text, one.start + len(one.words))
    return one._replace(words=one.words + behind[0]) if behind else one


def _day_first(text: str) -> Iterator[Moment]:
    for pattern in (_DAY_SPAN, _DAY_MONTH):
        for match in pattern.finditer(text):
            month, day = _number(match[2], True), int(match[1])
            if month and day <= LAST_DAY and match[2] not in _NO_MONTHS:
                yield Moment(match[0], match.start(), month=month, day=day)


def _month_first(text: str) -> Iterator[Moment]:
    for match in _MONTH_DAY.finditer(text):
        if month := _number(match[1], match[1] in MONTHS):
            for day in filter(None, match.groups()[1:]):
                yield Moment(match[0], match.start(), month=month, day=int(day))


@lru_cache(maxsize=8192)
def _number(word: str, is_after_day: bool) -> int:
    return month_number(word, is_after_day=is_after_day)


@lru_cache(maxsize=8192)
def _may_be_month(word: str) -> bool:
    return bool(month_number(word, is_after_day=True))


def _month(match: re.Match[str], text: str) -> int:
    """The month of a word alone; `May` and `March` need one such as `in` before."""
    word = match[1]
    if word in ("May", "March") and not _LEADS.search(text, 0, match.start()):
        return 0
    return _number(word, word in MONTHS)


def _others(text: str) -> Iterator[Moment]:
    for match in _WEEKDAY.finditer(text):
        number = min(weekday_numbers(match[0]))
        lead = _LEAD.search(text, 0, match.start())
        start = lead.start() if lead else match.start()
        yield Moment(text[start : match.end()], start, weekday=number)
    if _HINT.search(text):
        for match in _OTHER.finditer(in_lower_case(text)):
            yield Moment(text[match.start() : match.end()], match.start())
    if _FOUR_DIGITS.search(text):
        for match in _YEAR.finditer(text):
            yield Moment(match[0], match.start(), iso=match[0])


@lru_cache(maxsize=TEXTS)
def possible_dates(text: str, anchor: str) -> frozenset[str]:
    """The dates that the words of `text` can mean, seen from the day `anchor`.

    Relative ones also as future, where the sentence looks ahead; where it tells of
    something a day or a night beside, the neighboring days as well.
    """
    is_ahead = looks_ahead(text)
    found = {
        iso for one in moments(text) for iso in _readings(one, anchor, is_ahead)
    } - {""}
    if _BESIDE.search(in_lower_case(text)):
        found |= {shifted(iso, days) for iso in found for days in (-1, 1)}
    return frozenset(found)


def _readings(one: Moment, anchor: str, is_ahead: bool) -> Iterator[str]:
    yield one.iso or dates.resolve(one.words, anchor)
    if one.month and "year" not in one.words:
        # "Since January" in October is not the January that is nearer, and who "has an
        # election in March" may look ahead without a word that says so.
        words = f"{one.day} {month_name[one.month]}" if one.day else one.words
        yield dates.resolve(words, anchor)  # the first day of a span
        yield dates.resolve(f"last {words}", anchor)
        yield dates.resolve(words, anchor, future=True)
    elif is_ahead and not one.iso:
        yield dates.resolve(one.words, anchor, future=True)


def looks_ahead(text: str) -> bool:
    """Whether anything in the sentence may lie ahead of the article."""
    return bool(_AHEAD.search(text))


def shifted(iso: str, days: int) -> str:
    """The day so many days away; a month or a year is left as it is."""
    if dates.precision(iso) != "day":
        return iso
    return (date.fromisoformat(iso) + timedelta(days)).isoformat()


def agrees(iso: str, text: str) -> bool:
    """Whether nothing `text` says about time speaks against `iso`.

    True where it says nothing. Some date, month or weekday it names must fit, except
    where it tells of something a day or so beside what it dates; `since August` does
    not count.
    """
    known = [m for m in moments(text) if m.is_named and not is_bound(m, text)]
    days = (0, -1, 1) if _BESIDE.search(in_lower_case(text)) else (0,)
    near = [shifted(iso, by) for by in days]
    return not known or any(fits(day, one) for day in near for one in known)


def is_bound(one: Moment, text: str) -> bool:
    """Whether the moment only tells since, until or after when: `since August`."""
    return bool(_BOUND.search(text, 0, one.start))


def fits(iso: str, one: Moment) -> bool:
    """Whether `iso` can be the date of a moment that names a date, month or weekday."""
    if one.iso:
        return one.iso.startswith(iso) or iso.startswith(one.iso)
    if one.weekday >= 0:
        return len(iso) < 10 or date.fromisoformat(iso).weekday() == one.weekday
    is_month = not iso[5:7] or int(iso[5:7]) == one.month
    return is_month and (not one.day or not iso[8:] or int(iso[8:]) == one.day)
