"""Where the quotations of a text stand: double, single and foreign marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefer.grounding.base import QUOTES, TEXTS

_CLOSERS = {
    '"': '"”',
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‘": "’'",
    "'": "'’",
}
_SINGLE = "‘'"
_LINE = re.compile(r"[^\n]+")
_OPENER = re.compile("[" + "".join(_CLOSERS) + "]")
_OPENS_AFTER = re.compile(r"[\s(\[{—–―:,/-]|[“„«\"‘]")
# Typed for the apostrophe of a decade or of a clipped word: '90s, 'em.
_CLIPPED = re.compile(r"\d0s\b|(?:em|til|tis|twas|cause|n)\b['’]?")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a text: what stands between its marks, and where."""

    start: int
    """Of the words within the marks, in characters."""
    end: int
    words: str
    is_single: bool = False


@lru_cache(maxsize=TEXTS)
def quotations(text: str) -> tuple[Quotation, ...]:
    """The outer quotations of `text` in reading order; nested ones belong to them.

    Single quotes count where they pair; an apostrophe is no mark. A mark that opens
    again before the closing one (at each paragraph) is part of the quotation, and one
    that is never closed reaches to the end of the text.
    """
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Quotation]:
    at = 0
    while opener := _OPENER.search(text, at):
        at = opener.end()
        mark = opener[0]
        if not _may_open(text, at - 1):
            continue
        end = _closing(text, at, mark)
        if end < 0 and mark not in '"“„«':
            continue
        end = len(text) if end < 0 else end
        yield _trimmed(text, at, end, mark in _SINGLE)
        at = end + 1


def _trimmed(text: str, start: int, end: int, is_single: bool) -> Quotation:
    """The quotation without the spaces that French leaves inside the marks."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Quotation(start, start + len(words), words, is_single)


def _may_open(text: str, place: int) -> bool:
    """Whether the mark at `place` stands before a word and not inside or behind one."""
    after = text[place + 1 : place + 2]
    if text[place] in "„«「『":
        return True
    if not after or after.isspace():
        return False
    if place and not _OPENS_AFTER.match(text[place - 1]):
        return False
    return text[place] not in _SINGLE or not _CLIPPED.match(text, place + 1)


def _closing(text: str, start: int, mark: str) -> int:
    """Where the quotation that starts at `start` is closed; -1 if it is not."""
    for place in range(start, len(text)):
        if text[place] in _CLOSERS[mark] and _may_close(text, place):
            return place
        if mark in _SINGLE and text[place] in '"“”„«»':
            return -1
    return -1


def _may_close(text: str, place: int) -> bool:
    """Whether the mark at `place` stands behind a word, not inside or before one."""
    if text[place] in "”»」』":
        return True
    is_inside = text[place + 1 : place + 2].isalnum()
    return not text[place - 1].isspace() and not is_inside


@lru_cache(maxsize=TEXTS)
def spoken(text: str) -> str:
    """`text` without the marks of its quotations, as long: what is quoted is told."""
    for one in quotations(text):
        text = f"{text[: one.start - 1]} {one.words} {text[one.end + 1 :]}"
    return text


def is_within(text: str, place: int) -> bool:
    """Whether the character at `place` of an article stands in a quotation."""
    return any(start < place < end for start, end in _spans(text))


@lru_cache(maxsize=64)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the quotations of an article stand: each ends with its paragraph."""
    return tuple(
        (line.start() + one.start, line.start() + one.end)
        for line in _LINE.finditer(text)
        for one in _scan(line[0])
        if not one.is_single
    )


@lru_cache(maxsize=TEXTS)
def said(text: str, is_within: bool) -> str:
    """What stands in quotation marks in a sentence, one that began before included."""
    before = ""
    if is_within:
        before, _, text = text.translate(QUOTES).partition('"')
    return " ".join((before, *(one.words for one in quotations(text))))
