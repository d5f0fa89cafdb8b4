"""The lines above an article that name outlet, section, day and authors, not it.

A text that was pasted or saved rarely starts with its headline: `THE LANTERN REVIEW`,
`World > Ruvna conflict` or `EXPLAINER` stand above it, and `Published Monday 18 May
2026 · 6 min read` below. What is left of them is headline and deck.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from briefer.sources.shapes import (
    OUTLET_WORDS,
    is_byline,
    is_date_line,
    is_headline,
    is_labeled_date,
    is_prose,
    is_stopped,
    keywords,
    words,
)

LONGEST = 160
"""Characters of such a line."""
_LONGEST_PART = 6
"""Words between two separators."""
_LONGEST_NAME = 6
"""Words of an outlet."""
_LONGEST_SECTION = 4
"""Words of a section, or of a label in capitals."""
_FEWEST = 4
"""Words of a headline for which a line above it is given up."""
_TELLING = 0.4
"""The part of its longer words that the article has, too."""

_WEEKDAY = r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?"
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_PARTS = re.compile(
    rf"\s*[|·•›»>*]+\s*|\s+[–—/-]{{1,2}}\s+|\s+(?={_WEEKDAY}(?:,|\s+(?:\d|{_MONTH})))"
)
_BARS = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+")
_TRAIL = re.compile(r"\s*[|›»>]\s*|\s*/\s*")
"""What stands between the entries of a path or a code, and hardly in a headline."""
_NOTE = re.compile(r"\([^()]+\)")
_LABEL = re.compile(
    r"(?i:view (?:this )?in (?:your )?browser\b.*)|(?:\[[^\[\]]+\]\s*)+"
    r"|([*=~_–—-])+\s*\S[^.!?]*\S\s*\1+"
)
"""`[View in browser] [Forward]`, `— TOP STORY —`."""
_FIELD = re.compile(
    r"\**(?P<label>source|publication|newspaper|outlet|published|date|authors?|byline"
    r"|posted by|section|length|tags|saved from|load-date|language|edition|updated"
    r"|pages?|circulation|word count)\**:\**\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_SOURCES = ("source", "publication", "newspaper", "outlet")
_REASONS = (
    dict.fromkeys(_SOURCES, "outlet")
    | dict.fromkeys(("published", "date"), "date")
    | dict.fromkeys(("author", "authors", "byline"), "byline")
)
_HEADLINE = re.compile(r"\**(?:headline|title)\**:\**\s+(?P<value>\S.*)", re.IGNORECASE)
_CODE = re.compile(
    r"\^?[A-Z]{2,}(?:\d{3,}|(?:-[A-Z0-9]+){2,}|-\d+|(?:-[A-Z]+)?/[A-Z]+(?: \d+)?)\b.*"
)
"""What a wire writes for machines: `BNA-ENV-GLACIER, 2nd Ld`, `AWP0412 4 bus 0231`,
`FLOOD-TARN/UPDATE 2`."""
_ROUND = re.compile(
    r"^[^\w\"“'‘(]+|^\((?=[^()]*\)$)|(?<=\w)\)$"
    r"|\s+(?:sign in|log in|menu|subscribe)$",
    re.IGNORECASE,
)
"""Buttons and brackets round the name of an outlet."""
_ARTICLES = frozenset(("the", "il", "la", "le", "el", "die", "der", "das"))
_RELEASE = re.compile(r"(?:press|news|media) (?:release|statement|notice)\b", re.I)
"""What a line says of the text, and no name of an outlet."""
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>(?:[\w-]+\.)+[a-z]{2,12})(?:/\S*)?",
    re.IGNORECASE,
)
"""Where a text was copied from."""
_WIDGET = re.compile(
    r"\W*(?:listen to this (?:article|story)|learn more|share|save|print"
    r"|leer en español|(?:photograph|photo|picture|illustration|video|graphic)s? by)"
    r"\b.*|(?:from|in) the [^.!?]*\b(?:issue|edition)|(?:issue|no\.|vol\.) \d+\b.*"
    r"|\d+ of \d+ \w+|body:|(?:[\w&' -]+,\s*)?page \w?\d+",
    re.IGNORECASE,
)
_LONGEST_WIDGET = 8
"""Words of such a line."""
_FROM = re.compile(
    r"(?:(?P<first>(?i:first (?:published|appeared) (?:in|on|by)))"
    r"|(?i:from)(?= (?i:the ))|(?i:(?:\w+ )?(?:coverage|updates|reporting) (?:from|by)"
    r"|[\w -]+ (?:reporter|correspondent),))\s+(?:the )?"
    r"(?P<name>[^,]+)(?:,.*)?"
)
"""`Rolling coverage from the Northern Sentinel`, `North-west reporter, Unity News`."""
_SINCE = re.compile(
    r"(?:\b(?:last )?updated )?\b\d+ (?:minute|hour|day)s? ago$|[\[(\s]\(?(?:last )?"
    r"updated\b.*",
    re.IGNORECASE,
)
_MORE_WORDS = """advertiser anzeiger argus beacon blatt brief bulletin citizen clarion
comet corriere digest dispatch enquirer examiner express globe inquirer insider ledger
mercury monitor monthly newspaper packet quarterly record recorder rundschau sentinel
service star statesman sun wire"""
_OUTLET = frozenset(f"{OUTLET_WORDS} {_MORE_WORDS}".split())
_COMPOUND = ("anzeiger", "blatt", "nachrichten", "zeitung")
_KICKER_WORDS = """analysis background breaking business column comment culture depth
economy editorial essay exclusive explainer feature features finance health in
interview investigation leader letters live local long longread money national news
newsletter obituary opinion perspective politics profile read report science society
special sport stories story technology top update urgent viewpoint world"""
_KICKERS = frozenset(_KICKER_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SHORT = 3
"""Letters of a word in capitals that may be initials."""


def reasons(texts: Sequence[str], told: Set[str]) -> dict[int, str]:
    """The lines of `texts`, those above the first paragraph, that are set aside.

    Index to why. There is always a headline left for which a line is given up; an empty
    text is set aside already. A headline has words of the article, which are `told`.
    """
    found = {n: why for n, text in enumerate(texts) if (why := _known(text))}
    labels = [n for n, text in enumerate(texts) if _is_label(text)]
    found |= dict.fromkeys(labels, "navigation")
    left = [n for n, text in enumerate(texts) if text and n not in found]
    last = max(labels, default=-1)
    if _has_headline(texts, [n for n in left if n > last]):
        found |= {n: _above(texts[n]) for n in left if n < last}
        left = [n for n in left if n > last]
    for n in left[:]:
        rest = [other for other in left if other != n]
        if is_outlet(texts[n]) and _has_headline(texts, rest):
            found[n], left = "outlet", rest
    while left and _is_section(texts[left[0]]) and _has_headline(texts, left[1:]):
        found[left[0]] = "navigation"
        left = left[1:]
    first = next((n for n in left if _is_telling(texts[n], told)), -1)
    before = [n for n in left if n < first]
    if all(words(texts[n]) <= _LONGEST_WIDGET for n in before):
        found |= {n: _above(texts[n]) for n in before}
    return found


def _is_telling(text: str, told: Set[str]) -> bool:
    """Whether a line has words of the article, as headlines do."""
    known = keywords(text)
    if not known or not is_headline(text):
        return False
    share = sum(word in told for word in known) / len(known)
    if words(text) >= _FEWEST:
        return share >= _TELLING
    return share == 1 and len(known) > 1


def _known(text: str) -> str:
    """Why a line is set aside that says itself what it is."""
    if field := _FIELD.fullmatch(text):
        return _REASONS.get(field["label"].lower(), "navigation")
    if len(text) > LONGEST or is_prose(text):
        return ""
    if _FROM.fullmatch(text) and outlet(text):
        return "outlet"
    is_widget = words(text) <= _LONGEST_WIDGET and _WIDGET.fullmatch(text)
    is_code = words(text) <= _LONGEST_WIDGET and _CODE.fullmatch(text)
    is_other = _NOTE.fullmatch(text) or _RELEASE.match(text) or host(text)
    return "navigation" if is_widget or is_code or is_other else ""


def _is_label(text: str) -> bool:
    """Whether a line such as `EXPLAINER` or `[View in browser]` stands above what is
    to be read.
    """
    is_short = words(text) <= _LONGEST_WIDGET
    return bool(is_short and _LABEL.fullmatch(text)) or _is_kicker(text)


def _above(text: str) -> str:
    """What a line above the headline is set aside as."""
    return "outlet" if is_outlet(text) else "navigation"


def headline(text: str) -> str:
    """The line without a label such as `Headline:` before it."""
    found = _HEADLINE.fullmatch(text)
    return found["value"] if found else text


def split(text: str) -> list[str]:
    """The parts of a line that holds a headline between outlet, section and day."""
    parts = _parts(text, _BARS)
    others = [
        part for part in parts if words(part) <= _LONGEST_SECTION or is_dated(part)
    ]
    is_head = len(text) <= LONGEST + 90 and len(others) == len(parts) - 1 > 0
    telling = [part for part in others if outlet(part) or is_dated(part)]
    return parts if is_head and telling else [text]


def is_outlet(text: str) -> bool:
    """Whether a line names an outlet, and perhaps its section behind it."""
    if is_stopped(text) or len(text) > LONGEST:
        return False
    return any(map(_name, _parts(text)[:1]))


def outlet(text: str) -> str:
    """The outlet that a part of a line names; empty where none does."""
    if field := _FIELD.fullmatch(text):
        return field["value"] if field["label"].lower() in _SOURCES else ""
    if found := _FROM.fullmatch(text):
        return _name(found["name"])
    if behind := _behind_date(text):
        return behind
    name = next(filter(None, map(_name, _parts(text))), "")
    head, _, tail = name.partition(", ")
    return head if tail and _is_date(tail) else name


def _behind_date(text: str) -> str:
    """The outlet behind a date and a comma; empty where there is none."""
    head, _, tail = text.rpartition(", ")
    is_one = len(_PARTS.split(tail)) == 1
    return _name(tail) if is_one and head and is_dated(head) else ""


def host(text: str) -> str:
    """The host of a line that is the address of a page; empty for any other."""
    found = _ADDRESS.fullmatch(text)
    return found["host"].lower() if found else ""


def is_field(text: str) -> bool:
    """Whether a line says by a label what it holds: `Source: The Tarn Post`."""
    return _FIELD.fullmatch(text) is not None


def _name(part: str) -> str:
    """The part of a line as the name of an outlet; empty where it is none."""
    part = _ROUND.sub("", part.strip(" ,;"))
    known = _LETTERS.findall(part)
    is_other = is_stopped(part) or _RELEASE.match(part)
    if not known or words(part) > _LONGEST_NAME or is_other:
        return ""
    if any(word[0].islower() for word in known if len(word) > _SHORT):
        return ""
    is_whole = part.isupper() or known[0].lower() in _ARTICLES
    telling = [word.lower() for word in (known if is_whole else known[-1:])]
    is_told = not _OUTLET.isdisjoint(telling) or telling[-1].endswith(_COMPOUND)
    if len(known) < 2 or not is_told:
        return ""
    return calm(part)


def calm(name: str) -> str:
    """A name in capitals as names are written."""
    return " ".join(map(_calmed, name.split())) if name.isupper() else name


def _calmed(word: str) -> str:
    """A word in capitals as names are written; initials stay."""
    is_long = len(word) > _SHORT or word == "THE"
    return "-".join(map(str.capitalize, word.split("-"))) if is_long else word


def is_origin(text: str) -> bool:
    """Whether a line below an article says where and when it first appeared."""
    found = _FROM.fullmatch(text)
    return bool(found and found["first"] and outlet(text))


def is_dated(text: str) -> bool:
    """Whether a line is there for a date that it holds beside short other parts."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return False
    parts = _parts(text)
    dated = [part for part in parts if _is_date(part)]
    if dated:
        return all(part in dated or words(part) <= _LONGEST_PART for part in parts)
    return bool(_behind_date(text))


def _is_date(part: str) -> bool:
    """Whether a part is a date, with a label or an edition before it."""
    part = _SINCE.sub("", part)
    if not part:
        return True
    head, comma, day = part.partition(", ")
    is_behind = bool(comma) and words(head) <= _LONGEST_SECTION and is_date_line(day)
    return is_date_line(part) or is_labeled_date(part) or is_behind


def _has_headline(texts: Sequence[str], left: Sequence[int]) -> bool:
    """Whether one of the lines can be the headline."""
    return any(
        words(texts[n]) >= _FEWEST
        and is_headline(texts[n])
        and not _is_credit(texts[n])
        for n in left
    )


def _is_credit(text: str) -> bool:
    return is_byline(text) or is_dated(text) or is_date_line(text)


def _is_kicker(text: str) -> bool:
    """Whether a line is a label such as `EXPLAINER` or `Special report`."""
    known = [word.lower() for word in _LETTERS.findall(text)]
    is_short = 1 <= len(known) <= 2 and not is_stopped(text)
    return is_short and _KICKERS.issuperset(known)


def _is_section(text: str) -> bool:
    """Whether a line is a path, a code, or a few words in capitals."""
    if is_stopped(text) or len(text) > LONGEST:
        return False
    separated = _TRAIL if not text.isupper() else _PARTS
    parts = _parts(text, separated)
    is_path = len(parts) > 1 or text.rstrip(")").endswith("/") or "/ (" in text
    if is_path and all(words(part) <= _LONGEST_SECTION for part in parts):
        return True
    return text.isupper() and words(text) <= _LONGEST_SECTION


def _parts(text: str, between: re.Pattern[str] = _PARTS) -> list[str]:
    return [part for part in between.split(text) if part]
