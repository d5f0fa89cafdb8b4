"""Dates: reading them, resolving relative ones, and printing them.

All functions are pure. A date is ISO 8601 and as long as it is precise: `2025`,
`2025-07` or `2025-07-04`; the empty string is a date nobody knows. Nothing here
guesses: what can be read in two ways gives the empty string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from briefer.datewords import (
    ABOUT,
    COUNTED_DAYS,
    DAY_WORDS,
    LAST,
    LEADS,
    MONTHS,
    NEXT,
    OFFSET_OF,
    PERIOD,
    STEP,
    UNCLEAR,
    WEEKDAY_OF,
    WEEKDAYS,
    count,
    fold,
    month_number,
    week_shift,
    weekday_numbers,
)

Precision = Literal["day", "month", "year", ""]

_WORD = r"([^\W\d_]{3,12})"
_DAY = r"([0-9]{1,2})"
_YEAR = r"([12][0-9]{3})(?![0-9])"
_ORDINAL = r"(?:st|nd|rd|th|er|º|°)?"
_OF = r"(?:(?:of|de|del)\s+)?"
_TO = r"\s?(?:[-–—]|to|and)\s?"
_START = r"(?<![\w./:-])"

_ISO = re.compile(
    rf"{_START}(?P<y>[12][0-9]{{3}})(?P<mark>[-/.])(?P<m>[0-9]{{1,2}})(?P=mark)"
    r"(?P<d>[0-9]{1,2})(?![0-9])"
)
_CJK = re.compile(r"(?P<y>[12][0-9]{3})年\s?(?P<m>[0-9]{1,2})月\s?(?P<d>[0-9]{1,2})日")
_NUMERIC = re.compile(rf"{_START}{_DAY}([./-]){_DAY}\2{_YEAR}(?![./][0-9])")
_DAY_MONTH = re.compile(
    rf"{_START}(?:{_DAY}{_ORDINAL}\.?{_TO})?{_DAY}{_ORDINAL}\.?[\s-]\s?{_OF}"
    rf"{_WORD}\.?,?[\s-]\s?{_OF}{_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"(?<!\w){_WORD}\.?\s+{_DAY}{_ORDINAL}(?:{_TO}{_DAY}{_ORDINAL})?,?\s+{_OF}{_YEAR}"
)
_MONTH = re.compile(rf"(?<!\w){_WORD}\.?,?\s+{_OF}{_YEAR}")
_COMPACT = re.compile(
    r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:T[0-9:]+Z?)?"
)
_PARTIAL = re.compile(r"[12][0-9]{3}(?:-[0-9]{2})?")
_HAS_YEAR = re.compile("[12][0-9]{3}")

_Found = tuple[int, int, tuple[str, ...]]


def _iso(year: int, month: int, day: int) -> str:
    """The ISO day; empty where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _read_ymd(match: re.Match[str]) -> tuple[str, ...]:
    return (_iso(int(match["y"]), int(match["m"]), int(match["d"])),)


def _read_numeric(match: re.Match[str]) -> tuple[str, ...]:
    """Dots are day first; with other marks a day up to 12 could be the month."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12 or first == second:
        return (_iso(year, second, first),)
    return (_iso(year, first, second),) if second > 12 else ()


def _days(year: str, month: int, *days: str | None) -> tuple[str, ...]:
    """One ISO date a day, empty for a day the calendar lacks; none without a month."""
    return tuple(_iso(int(year), month, int(day)) for day in days if day and month)


def _read_day_month(match: re.Match[str]) -> tuple[str, ...]:
    month = month_number(match[3], is_after_day=True)
    return _days(match[4], month, match[1], match[2])


def _read_month_day(match: re.Match[str]) -> tuple[str, ...]:
    return _days(match[4], month_number(match[1]), match[2], match[3])


def _read_month(match: re.Match[str]) -> tuple[str, ...]:
    month = month_number(match[1])
    return (f"{match[2]}-{month:02}",) if month else ()


_Reader = Callable[[re.Match[str]], tuple[str, ...]]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_ISO, _read_ymd),
    (_CJK, _read_ymd),
    (_NUMERIC, _read_numeric),
    (_DAY_MONTH, _read_day_month),
    (_MONTH_DAY, _read_month_day),
    (_MONTH, _read_month),
)


def _candidates(text: str) -> Iterator[_Found]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if dates := read(match):
                yield match.start(), match.end(), dates


def _apart(found: list[_Found]) -> list[_Found]:
    """In reading order; where two overlap, the one that starts first and is longest."""
    kept: list[_Found] = []
    for start, end, dates in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, dates))
    return kept


def find(text: str) -> tuple[tuple[str, str], ...]:
    """Each absolute date of running text and its words, in reading order.

    Pairs of ISO date (day or month precision) and the words as written. A span within
    a month, `18–19 March 2025`, gives its two days with the same words. Dates without
    a year, bare years, and days the calendar lacks are left out. Month names are read
    in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Ukrainian
    and Russian.
    """
    if not _HAS_YEAR.search(text):
        return ()
    return tuple(
        (iso, text[start:end])
        for start, end, dates in _apart(list(_candidates(text)))
        for iso in dates
        if iso
    )


def parse(text: str) -> str:
    """The ISO date of one date string, as precise as it is written; empty if none.

    Reads ISO 8601 with or without a time, RFC 2822, and the written forms of `find`;
    of several dates the first. The day is taken as written, whatever the zone.
    """
    text = text.strip()
    if match := _COMPACT.fullmatch(text):
        return _read_ymd(match)[0]
    if _PARTIAL.fullmatch(text):
        return text if is_date(text) else ""
    found = find(text)
    return found[0][0] if found else ""


_DAY_AND_MONTH = re.compile(
    rf"(?<![\w.,]){_DAY}{_ORDINAL}\.?\s+(?:of\s+|de\s+)?{_WORD}\b"
)
_MONTH_AND_DAY = re.compile(
    rf"(?<!\w){_WORD}\.?\s+{_DAY}{_ORDINAL}(?![\w:%]|[.,][0-9])"
)
_ANY_WORD = re.compile(rf"(?<!\w){_WORD}(?!\w)")
_BARE_YEAR = re.compile(r"(?<![\w.,-])((?:1[89]|20)[0-9]{2})(?![\w%]|[.,-][0-9])")
_BARE_ORDINAL = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)\b")

_Rule = Callable[[str, date, bool], str | None]


def _by_count(words: str, anchor: date, future: bool) -> str | None:
    """`two days ago`, `3 days from now`, but not `about ten days ago`."""
    text = fold(words)
    for pattern, sign in COUNTED_DAYS:
        if match := pattern.search(text):
            days = 0 if ABOUT.search(text) else count(match[1])
            return (anchor + timedelta(sign * days)).isoformat() if days else ""
    return None


def _by_day_word(words: str, anchor: date, future: bool) -> str | None:
    """`yesterday`, `tonight`, and `overnight`, the night into the anchor day."""
    text = fold(words)
    for pattern, days in DAY_WORDS:
        if pattern.search(text):
            return (anchor + timedelta(days)).isoformat()
    is_bare = "overnight" in text and not weekday_numbers(words)
    return anchor.isoformat() if is_bare else None


def _nearest(days: list[date], anchor: date, words: str, future: bool) -> str:
    """The day nearest the anchor.

    The past is preferred: a day ahead counts as twice as far away, so that the turn of
    the year is bridged but nothing is moved half a year ahead. With `last` or `next`,
    or in the future tense, only one direction is left.
    """
    text = fold(words)
    if LAST.search(text):
        days = [day for day in days if day < anchor]
    elif future or NEXT.search(text):
        days = [day for day in days if day >= anchor]
    ranked = sorted(days, key=lambda day: _distance(day, anchor))
    return ranked[0].isoformat() if ranked else ""


def _distance(day: date, anchor: date) -> int:
    days = (day - anchor).days
    return 2 * days if days > 0 else -days


def _years(words: str, anchor: date) -> range:
    """The years a date without one may fall in."""
    match = PERIOD.search(fold(words))
    if match and match[2] == "year":
        year = anchor.year + STEP[match[1]]
        return range(year, year + 1)
    return range(anchor.year - 1, anchor.year + 2)


def _month_days(words: str) -> set[tuple[int, int]]:
    """The pairs of month and day the words name."""
    pairs = [
        *((month_number(m[1]), int(m[2])) for m in _MONTH_AND_DAY.finditer(words)),
        *(
            (month_number(m[2], is_after_day=True), int(m[1]))
            for m in _DAY_AND_MONTH.finditer(words)
        ),
    ]
    return {(month, day) for month, day in pairs if month}


def _by_month_day(words: str, anchor: date, future: bool) -> str | None:
    """`Feb. 28`, `15 August`; a weekday beside it must agree.

    One that agrees only a year away is taken for a slip.
    """
    pairs = _month_days(words)
    if len(pairs) != 1 or UNCLEAR.search(fold(words)):
        return "" if pairs else None
    [(month, day)] = pairs
    isos = (_iso(year, month, day) for year in _years(words, anchor))
    days = [date.fromisoformat(iso) for iso in isos if iso]
    if weekdays := weekday_numbers(words):
        days = [one for one in days if one.weekday() in weekdays]
        days = [one for one in days if abs((one - anchor).days) < 360]
    return _nearest(days, anchor, words, future)


def _on_weekday(number: int, anchor: date, text: str, future: bool) -> date:
    if LAST.search(text):
        return anchor - timedelta((anchor.weekday() - number - 1) % 7 + 1)
    if NEXT.search(text):
        return anchor + timedelta((number - anchor.weekday() - 1) % 7 + 1)
    if future:
        return anchor + timedelta((number - anchor.weekday()) % 7)
    if re.search(r"\bthis\b", text):
        return anchor + timedelta(number - anchor.weekday())
    return anchor - timedelta((anchor.weekday() - number) % 7)


def _by_weekday(words: str, anchor: date, future: bool) -> str | None:
    """`Friday`, `late Tuesday`, `last Monday`, `Thursday next week`."""
    numbers, text = weekday_numbers(words), fold(words)
    if not numbers:
        return None
    number = min(numbers)
    if len(numbers) > 1 or _BARE_ORDINAL.search(text):
        return ""
    # Whether a week starts or ends on Sunday is not known.
    if (weeks := week_shift(text)) and number < 6 and anchor.weekday() < 6:
        return (anchor + timedelta(7 * weeks + number - anchor.weekday())).isoformat()
    if UNCLEAR.search(text):
        return ""
    return _on_weekday(number, anchor, text, future).isoformat()


def _by_period(words: str, anchor: date, future: bool) -> str | None:
    """`last month`, `late last month`, `earlier this year`."""
    if not (match := PERIOD.search(fold(words))):
        return None
    step = STEP[match[1]]
    if match[2] == "year":
        return str(anchor.year + step)
    months = anchor.year * 12 + anchor.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"


def _by_month(words: str, anchor: date, future: bool) -> str | None:
    """`in September`, `late July`, `mid-August`, `last March`."""
    months = {month_number(match[1]) for match in _ANY_WORD.finditer(words)} - {0}
    if len(months) != 1 or UNCLEAR.search(fold(words)):
        return "" if months else None
    [month] = months
    days = [date(year, month, 1) for year in _years(words, anchor)]
    return _nearest(days, anchor.replace(day=1), words, future)[:7]


def _by_foreign_word(words: str, anchor: date, future: bool) -> str | None:
    """A bare weekday, yesterday, today or tomorrow in another language.

    Only where nothing else is said: a word for "next" must not go unnoticed.
    """
    rest = [word for word in fold(words).split() if word not in LEADS]
    if len(rest) != 1:
        return None
    if rest[0] in OFFSET_OF:
        return (anchor + timedelta(OFFSET_OF[rest[0]])).isoformat()
    if rest[0] in WEEKDAY_OF:
        return _on_weekday(WEEKDAY_OF[rest[0]], anchor, "", future).isoformat()
    return None


_RULES: tuple[_Rule, ...] = (
    _by_count,
    _by_month_day,
    _by_day_word,
    _by_weekday,
    _by_month,
    _by_period,
    _by_foreign_word,
)


@lru_cache(maxsize=8192)
def resolve(words: str, anchor: str, *, future: bool = False) -> str:
    """The ISO date that relative words mean, seen from the day `anchor`.

    A bare weekday is the latest such day not after the anchor, the anchor included;
    with `future` the next one, the anchor included. A month or a month and day take
    the year nearest the anchor, the past preferred. Months and years come back at their
    own precision. Empty where the words are unclear (`last week`, `Monday to Friday`,
    `two weeks ago`) or where `anchor` is no day and the words need one: a wrong date
    is worse than none.
    """
    if absolute := {iso for iso, _ in find(words)}:
        return absolute.pop() if len(absolute) == 1 else ""
    if years := set(_BARE_YEAR.findall(words)):
        return years.pop() if len(years) == 1 and not weekday_numbers(words) else ""
    if precision(anchor) != "day":
        return ""
    answers = (rule(words, date.fromisoformat(anchor), future) for rule in _RULES)
    answer = next((one for one in answers if one is not None), "")
    return answer if is_date(answer) else ""


def night(words: str, iso: str, anchor: str) -> str:
    """The second day of the night that `overnight` means, where `iso` is its first.

    A bare `overnight` is the night into the day `anchor`, one with a weekday also an
    earlier one. Empty where the words mean no night, or one that begins another day.
    """
    are_days = precision(iso) == precision(anchor) == "day"
    if not are_days or "overnight" not in fold(words):
        return ""
    end = (date.fromisoformat(iso) + timedelta(1)).isoformat()
    is_earlier = end < anchor and bool(weekday_numbers(words))
    return end if end == anchor or is_earlier else ""


def precision(iso: str) -> Precision:
    """How precise an ISO date is; empty where it is none.

    Years run from 1000 to 2999: anything else in an article is a slip.
    """
    match = re.fullmatch(r"([12][0-9]{3})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", iso)
    if not match or not _iso(int(match[1]), int(match[2] or 1), int(match[3] or 1)):
        return ""
    return "day" if match[3] else "month" if match[2] else "year"


def is_date(iso: str) -> bool:
    """Whether the text is an ISO day, month or year that the calendar has."""
    return precision(iso) != ""


def weekday(iso: str) -> str:
    """The English weekday of an ISO day; empty for anything less precise."""
    if precision(iso) != "day":
        return ""
    return WEEKDAYS[date.fromisoformat(iso).weekday()]


def _parts(iso: str) -> list[str]:
    """Year, month and day in words, as many as there are."""
    year, *rest = iso.split("-")
    names = [MONTHS[int(rest[0]) - 1]] if rest else []
    return [year, *names, *(str(int(day)) for day in rest[1:])]


@lru_cache(maxsize=4096)
def format_date(iso: str, end: str = "") -> str:
    """`4 July 2025`, `July 2025`, `2025`; with `end` a span such as `18–19 March 2025`.

    A span names only once what both ends share: `28 February – 3 March 2025`. Text
    that is no date is given back unchanged.
    """
    if not is_date(iso):
        return iso
    if not is_date(end) or end == iso:
        return " ".join(reversed(_parts(iso)))
    first, last = _parts(iso), _parts(end)
    shared = 0
    while len(first) == len(last) > shared and first[shared] == last[shared]:
        shared += 1
    first = first[shared:]
    dash = "–" if len(first) == 1 else " – "
    return " ".join(reversed(first)) + dash + " ".join(reversed(last))
