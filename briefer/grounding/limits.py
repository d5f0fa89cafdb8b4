"""Limits of numbers, such as `at least`. A base of the check on hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.cues import LIMIT, LIMIT_AFTER
from briefer.grounding.quoted import spoken
from briefer.grounding.undated import undated
from briefer.grounding.words import finding
from briefer.schema import Finding, Severity

_COUNTS = """two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen twenty"""
_OTHER_WORDS = "thirty forty fifty sixty seventy eighty ninety half third quarter dozen"
_NUMBER = re.compile(
    r"\b(?:(?<![.,])[0-9][0-9,]*(?:\.[0-9]+)?"
    rf"|(?:{'|'.join([*_COUNTS.split(), *_OTHER_WORDS.split()])})(?:-\w+)?\b"
    r"|one (?:in|out of) \w+|a (?:third|quarter|fifth|tenth|dozen)\b)"
)
VALUES = {word: str(number) for number, word in enumerate(["one", *_COUNTS.split()], 1)}
_PARTS = ("half", "third", "quarter")
"""Parts of a whole, whose complement may be meant."""
_PAST = re.compile(r"\b(?:past|last) $")
_AVERAGE = re.compile(r"\b(?:average|mean|typical)\b")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_OVER_TIME = re.compile(
    r"(?<!for )(?<!by )(?<!of )(?<!after )(?<!last )(?<!lasted )(?<!took )"
    r"\bover\s+(?:the\s+)?$"
)
_TIME = re.compile(
    r"[\s-]*(?:minute|hour|day|night|week|month|year|decade)s?\b(?! ago)"
)
_BEFORE = 40
"""Characters before and behind a number that are searched for its limit."""


class Limited(NamedTuple):
    """A number of a text and what limits it."""

    value: str
    """Digits without separators; the word where it has no digits here."""
    limit: str
    """`floor`, `ceiling`, `about`, or empty."""
    start: int
    end: int


@lru_cache(maxsize=TEXTS)
def limits(text: str) -> tuple[Limited, ...]:
    """The numbers of `text` outside quotations and dates, in order."""
    plain = undated(text)
    return tuple(
        Limited(value(match[0]), _limit(plain, match), match.start(), match.end())
        for match in _NUMBER.finditer(plain)
        if not _YEAR.match(match[0])
    )


def value(number: str) -> str:
    """The digits of a number, without commas; any other word as it is."""
    plain = number.replace(",", "")
    return VALUES.get(plain, plain)


def _limit(text: str, match: re.Match[str]) -> str:
    """The class of the limit before or behind; `over two days` tells how long."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    behind = text[match.end() : match.end() + _BEFORE]
    if _OVER_TIME.search(before) and _TIME.match(behind):
        return ""
    if limit := LIMIT.search(before):
        return limit.lastgroup or ""
    if after := LIMIT_AFTER.match(behind):
        return "floor" if after["more"] else after.lastgroup or ""
    return ""


def lost(case: Case) -> Iterator[Finding]:
    """`quantifier-lost` for numbers that are limited wherever the evidence has them.

    An error where the text has no limit or the contrary one; a warning for `about`
    instead of a limit, and for parts of a whole.
    """
    for number in limits(spoken(case.text)):
        known = {
            other.limit: passage.text
            for passage in case.passages
            for other in limits(spoken(passage.text))
            if other.value == number.value
        }
        if "about" in known and _AVERAGE.search(case.text):
            continue
        if "floor" in known and _PAST.search(case.text, 0, number.start):
            continue  # what went on for more than 20 years did so in the past 20
        if known and not _is_kept(number.limit, known):
            is_loose = number.limit == "about" or number.value in _PARTS
            is_loose = is_loose or ("about" in known and bool(number.limit))
            severity: Severity = "warning" if is_loose else "error"
            words = case.text[number.start : number.end]
            message = f"the source limits `{words}`: keep its words for that"
            evidence = next(iter(known.values()))
            yield finding(case, "quantifier-lost", severity, message, words, evidence)


def _is_kept(limit: str, known: Mapping[str, str]) -> bool:
    """Whether the evidence has the number with this limit, or with none.

    What is `nearly 900` there may be `under 900`, and is not `at least 900`.
    """
    return limit in known or "" in known or ("about" in known and limit == "ceiling")
