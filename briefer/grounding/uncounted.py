"""Digits and number words that count nothing: of dates, times, years and names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer import dates

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?)"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_TO_DAY = rf"(?:\s?(?:[-–—]|to)\s?{_DAY}(?![\w%]|[.,][0-9]))?"
_AND_DAY = rf"(?: and {_DAY}(?=[.,;]|$| {_MONTH}))?"
_COUNTED = (
    "people|troops|soldiers|men|women|children|civilians|prisoners|fighters|k?m|miles"
    "|kilomet(?:er|re)s|met(?:er|re)s|tons|tonnes|euros|dollars|percent|million|billion"
    "|drones|missiles|homes|houses|jobs|households|hectares|acres"
)
_FROM_DIGIT = re.compile(
    "|".join(
        (
            rf"\b{_DAY}{_TO_DAY}{_AND_DAY}\s+(?:of\s+)?{_MONTH}(?!\w)",
            r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+Z?)?\b",
            r"\b[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\b",
            r"\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[ap]\.?m\b\.?)?",
            r"\b[0-9]{1,2}(?:\.[0-9]{2})?\s?[ap]\.?m\b\.?|\b[0-9]{1,2} o['’]clock\b",
            r"\b[0-2][0-9]{3}\s(?:GMT|UTC|hours|CET|EST|EDT|local time)\b",
            r"\b(?:1[5-9]|20)[0-9]{2}[-–—/](?:(?:1[5-9]|20)[0-9]{2}|[0-9]{2})\b",
            r"(?<![\w$€£¥₴₽₹.,])(?:1[5-9]|20)[0-9]{2}(?![\w%]|[.,][0-9]|-[a-z])"
            rf"(?!\s+(?:{_COUNTED})\b)",
            r"\b24/7\b|\b9/11\b",
        )
    )
)
_FROM_MONTH = re.compile(
    rf"\b{_MONTH}\s+(?={_DAY}(?![\w%]|[.,]?[0-9])){_DAY}{_TO_DAY}{_AND_DAY}"
)
_MONTH_ENDS = re.compile(rf"\b{_MONTH}\s+$")
_LETTERS_END = re.compile(r"^\s*$|[A-Za-z]+[-‑]?$")
_DESIGNATOR = re.compile(
    r"(?<![\w$])(?!(?:USD|EUR|GBP|JPY|CNY|UAH|RUB|CHF)[0-9])"
    r"(?:[A-Z][A-Za-z]*[-‑]?[0-9]+[A-Za-z]*|[a-z]+[0-9]+)(?:-[0-9]+)*\b"
    r"|\s*[0-9]{1,2}[.)]\s"
)
_DIGITS = re.compile("[0-9]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.]+@[\w.]+|(?<!\w)@\w+")

_NAMES = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|First|Second|Third|Hundred"
_HAS_IDIOM = re.compile(
    r"[Oo]ne\b|[Ff]irst|[Ss]econd|third part|T(?:wo|hree|en|hird)\b|F(?:our|ive)\b"
    r"|S(?:ix|even)\b|Eight\b|Nine\b|Hundred\b"
)
_IDIOM = re.compile(
    rf"(?<=[a-zA-Z,] )(?:{_NAMES})\b(?![\s-](?:million|billion|hundred|thousand))"
    r"|\bone-on-one\b|\bone another\b|\b(?:[Nn]o|any|some|every)[ -]one\b"
    r"|\bone of\b|\bone by one\b|\b(?:this|that|good|the|each|which) one\b"
    r"|\bone (?:day|side|way|thing)\b"
    r"|\bat first\b|\b[Ff]irst of all\b|\b[Ff]irst (?:lady|name)\b|\bsecond to none\b"
    r"|\b[Oo]n (?:the )?(?:one|first|other|second) hand\b|\bsecond thoughts?\b"
    r"|\bsecond-hand\b|\bthird part(?:y|ies)\b|\bfirst-?hand\b"
)


def blanked(text: str, language: str = "en") -> str:
    """`text`, as long as it was, with a null character for each that counts nothing."""
    if language != "en":
        for _, words in dates.find(text):
            text = text.replace(words, "\0" * len(words))
    if "@" in text or "www." in text or "://" in text:
        text = _ADDRESS.sub(_nulls, text)
    if _HAS_IDIOM.search(text):
        text = _IDIOM.sub(_nulls, text)
    return _without(text, list(_spans(text)))


def _nulls(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where dates, times and names with digits stand, in order."""
    end = 0
    for found in _DIGITS.finditer(text):
        if found.start() < end:
            continue
        if match := _around(text, found.start(), end):
            end = match.end()
            yield match.span()


def _around(text: str, place: int, floor: int) -> re.Match[str] | None:
    """What the digits at `place` belong to, if it counts nothing."""
    if text[place - 1 : place].isspace():
        before = _MONTH_ENDS.search(text, max(floor, place - 11), place)
        if match := before and _FROM_MONTH.match(text, before.start()):
            return match
    before = _LETTERS_END.search(text, max(floor, place - 12), place)
    if match := before and _DESIGNATOR.match(text, before.start()):
        return match
    return _FROM_DIGIT.match(text, place)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text
