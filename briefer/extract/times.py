"""When it happened: the date of a sentence, and of an article that states none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefer import dates
from briefer.datewords import OFFSET_OF, WEEKDAY_OF, fold
from briefer.extract import cues
from briefer.extract.lines import Line
from briefer.schema import Article, Basis, When

_ASIDE = re.compile(
    r"\b(?:after|since|until|before|following|ahead of|than|from|compared with"
    r"|who|whom|whose|which)\b[^,;]*$",
    re.IGNORECASE,
)
"""Text before a date that belongs to something else than what the sentence tells."""
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?)"
)
_OF_YEAR = r"(?:,? (?:of )?(?:last|this|next) year\b)?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
RELATIVE = re.compile(
    rf"\b(?:(?:(?:last|next|this|late|early)[ ])?{_WEEKDAY}\b"
    r"(?: (?:last|next|this) week)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?!\w){_OF_YEAR}"
    rf"|{_MONTH} \d{{1,2}}\b(?![:%]){_OF_YEAR}"
    r"|(?:yesterday|today|tonight|tomorrow|last night"
    r"|this (?:morning|afternoon|evening)|(?:last|next) (?:month|year)"
    r"|\w++ days? ago)\b"
    rf"|(?<=[Ii]n )(?:late |early |mid-)?{_MONTH}(?!\w){_OF_YEAR}"
    rf"|(?:late|early|mid)[ -]{_MONTH}(?!\w){_OF_YEAR})"
)
"""Words for a date that the day of publication makes clear."""
_HINTS = (
    *("day", "night", "tomorrow", "morning", "afternoon", "evening", "month", "year"),
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"),
    "Dec",
)
"""Each match of `RELATIVE` has one of these; most sentences have none."""
_VERB = re.compile(
    rf"{cues.SPEECH.pattern.pattern}|\b(?!scheduled|expected|planned)\w{{3,}}ed\b"
    r"|\b(?:was|were|had|took|came|went|began|became|fell|rose|met|held|won|lost|made"
    r"|gave|left|sent|broke|built|bought|sold|brought|led|ran|struck)\b"
)
"""Verbs of speech and verbs in the past."""
_MONTH_DAY = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?!\w)"
)
_DATELINE = re.compile(r"[A-Z][^.!?\n]{1,80}?\s[—–-]{1,2}\s")
"""`HESKER, Velmark, Nov 17 (VNA) - `."""
_OPENING = 3
"""Paragraphs of which one may have it: points may stand above the first."""
_YEAR = re.compile(r"(?<=[Ii]n )(?:19|20)\d\d\b(?! \w+s\b)")
_FOUR_DIGITS = re.compile(r"[12]\d{3}")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)?")

UNKNOWN = When()
HALF_YEAR = 6
"""Months."""


def published(article: Article) -> When:
    """The stated publication date, else the year or month that can be concluded.

    A notice or a caption of the page gives the year; of days written out in the text
    the latest gives the month. Months alone tell nothing: an article that adds the
    year to one, as in "June 2024", mostly means another year than its own.
    """
    if article.published.date:
        return article.published
    found = dates.find(article.text)
    days = [(iso, words) for iso, words in found if dates.precision(iso) == "day"]
    margin = max((iso[:4] for iso in article.margin_dates), default="")
    if days and max(days)[0][:4] >= margin:
        iso, words = max(days)
        return When(date=iso[:7], basis="inferred", words=words)
    return When(date=margin, basis="inferred") if margin else UNKNOWN


def with_years(articles: Sequence[Article]) -> list[Article]:
    """`articles`, those that state a day and no year dated by the days of the others.

    `HESKER, Nov 17 (VNA) - ...` among articles of November 2026 is of that year.
    """
    known = [a.published.date for a in articles if a.published.date]
    latest = max((d for d in known if dates.precision(d) == "day"), default="")
    return [_with_year(a, latest) for a in articles] if latest else list(articles)


def _with_year(article: Article, latest: str) -> Article:
    if article.published.date:
        return article
    lines = [o.text for o in article.set_aside if o.reason in ("date", "byline")]
    opening = article.text.split("\n\n", _OPENING)[:_OPENING]
    lines += [m[0] for text in opening if (m := _DATELINE.match(text))]
    for words in (m[0] for line in lines for m in _MONTH_DAY.finditer(line)):
        if found := dates.resolve(words, latest):
            when = When(date=found, basis="inferred", words=words)
            return article.model_copy(update={"published": when})
    return article


def when(line: Line, anchor: When, language: str = "en") -> When:
    """The date of what `line` tells, seen from an article published at `anchor`.

    The first date it names for itself; unknown where it names none, or one that only
    the day of publication would make clear and that day is not known.
    """
    for start, words in sorted(_words(line.outside, language)):
        if not _ASIDE.search(line.outside[:start]):
            found = _resolved(words, _is_ahead(line, start), anchor)
            return UNKNOWN if _may_be_ahead(line, found, anchor) else found
    return UNKNOWN


def _may_be_ahead(line: Line, found: When, anchor: When) -> bool:
    """Whether a month long past may as well be the next one: no verb is in the past.

    `Their terms end in September`, as told in May.
    """
    if found.basis == "stated" or dates.precision(found.date) != "month":
        return False
    if dates.precision(anchor.date) == "year" or "year" in found.words:
        return False
    gone = _months(anchor.date) - _months(found.date)
    return gone >= HALF_YEAR and not _VERB.search(line.outside)


def _words(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Words that give a date and where they stand, in any order."""
    has_year = _FOUR_DIGITS.search(text) is not None
    for words in dict.fromkeys(words for _, words in _absolute(text)):
        yield text.index(words), words
        text = text.replace(words, " " * len(words), 1)
    if any(hint in text for hint in _HINTS):
        yield from ((match.start(), match[0]) for match in RELATIVE.finditer(text))
    if has_year:
        yield from ((match.start(), match[0]) for match in _YEAR.finditer(text))
    if language[:2] != "en":
        yield from _foreign(text)


def _absolute(text: str) -> tuple[tuple[str, str], ...]:
    return dates.find(text) if _FOUR_DIGITS.search(text) else ()


def _foreign(text: str) -> Iterator[tuple[int, str]]:
    """Weekdays and the like in languages other than English."""
    for match in _TOKEN.finditer(text):
        word = fold(match[0])
        if word in WEEKDAY_OF or word in OFFSET_OF:
            yield match.start(), match[0]


def _is_ahead(line: Line, start: int) -> bool:
    """Whether the date at `start` lies ahead: the verb it belongs to says so."""
    if not line.may_have(cues.AHEAD) or line.has(cues.PAST):
        return False
    verbs = list(_VERB.finditer(line.outside, 0, start))
    if not verbs:
        return line.has(cues.AHEAD)
    ahead = cues.AHEAD.pattern.search(line.outside, verbs[-1].end(), start)
    return ahead is not None


def _resolved(words: str, ahead: bool, anchor: When) -> When:
    """What the words mean; a span written out in one has both its ends."""
    stated = [iso for iso, _ in _absolute(words)]
    if len(stated) > 1:
        return When(date=stated[0], end=stated[-1], basis="stated", words=words)
    found = _meant(words, anchor.date, ahead)
    if not found:
        return When(words=words)
    if stated or words.isdigit():
        return When(date=found, basis="stated", words=words)
    basis: Basis = "resolved" if anchor.basis == "stated" else "inferred"
    return When(date=found, basis=basis, words=words)


@lru_cache(maxsize=8192)
def _meant(words: str, anchor: str, ahead: bool) -> str:
    return dates.resolve(words, anchor, future=ahead)


def is_old(found: When, anchor: When) -> bool:
    """Whether a date lies a year or more before the article, or months if both say."""
    if not found.date or not anchor.date:
        return False
    if len(found.date) < 7 or len(anchor.date) < 7:
        return found.date[:4] < anchor.date[:4]
    return _months(found.date) + 1 < _months(anchor.date)


def _months(iso: str) -> int:
    return int(iso[:4]) * 12 + int(iso[5:7])
