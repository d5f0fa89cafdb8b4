"""Example values in a prompt: models copy them into their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

INTENDED = "{# intended #}"
"""On a line of a template: what stands there is no example."""

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December"
)
_DAY = r"[0-3]?\d(?:[a-z]{2})?"
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")

_EXAMPLES = (
    ("date", re.compile(r"\b(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?\b")),
    ("date", re.compile(rf"\b{_DAY} (?:{_MONTHS})\b(?: \d{{4}})?")),
    ("date", re.compile(rf"\b(?:{_MONTHS}) {_DAY}\b(?:, \d{{4}})?")),
    ("year", re.compile(r"\b(?:19|20)\d\d\b")),
    ("sum", re.compile(r"[$€£]\s?\d[\d,.]*(?: (?:m|b|tr)illion)?")),
    ("number", re.compile(r"\b\d[\d,.]*\s?(?:%|percent\b|(?:m|b|tr)illion\b)")),
    ("number", re.compile(r"\b\d{1,3}(?:,\d{3})+\b")),
)
_QUOTED = re.compile(r"\"([^\"\n]{2,})\"|“([^”\n]{2,})”|`([^`\n]{2,})`")
_IN_QUOTES = (
    ("number", re.compile(r"\b\d[\d,.]* \w+")),
    ("name", re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)+")),
)


def leaks(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, words and kind (`date`, `name`, ...) of what may leak from a prompt.

    Dates, sums and large numbers anywhere; names and counted things in quotation marks
    or backticks. Lines marked as `INTENDED` are left out.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if INTENDED in line:
            continue
        plain = _CODE.sub(lambda code: " " * len(code[0]), line)
        for kind, words in _examples(plain):
            yield number, words, kind


def _examples(line: str) -> Iterator[tuple[str, str]]:
    taken: list[tuple[int, int]] = []
    places = [(kind, m) for kind, p in _EXAMPLES for m in p.finditer(line)]
    for kind, found in places:
        if not any(start < found.end() and found.start() < end for start, end in taken):
            taken.append(found.span())
            yield kind, found[0]
    for quoted in _QUOTED.finditer(line):
        if any(quoted.start() < end and start < quoted.end() for start, end in taken):
            continue
        words = next(group for group in quoted.groups() if group)
        for kind, pattern in _IN_QUOTES:
            if found_name := pattern.search(words):
                yield kind, found_name[0]
                break
