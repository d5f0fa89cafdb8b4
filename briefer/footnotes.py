"""Sentences of a Markdown page, the footnotes behind them, and lines without any."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PAGE = "briefing.md"
CITED = re.compile(r"(?P<text>.*?)(?P<refs>(?:\[\^\d+\][ ]?)+)(?:\*\([^)]*\)\*)?")
LABEL = re.compile(r"^\s*(?:(?:\d+\.|[-*])(?=\s))?\s*(?:\*\*[^*]*\*\*\s*)?")
MARKS = re.compile(r"\*\([^)]*\)\*|\*\*⚠ [^*]*\*\*")
"""What a build writes behind a sentence: `*(single source)*`, `**⚠ hedge lost**`."""
FEWEST_WORDS = 3
"""Words behind the last footnote of a line, or in a line without one, that make a
sentence."""
ESCAPED = re.compile(r"\\([^\w\s])")
_START = re.compile(r"#|\||[-*+]\s|\d{1,2}[.)]\s|\[\^?[^\]]+\]:|<")
_QUOTE = re.compile(r"\s*(?:>\s?)+")
_NO_TEXT = re.compile(r"#|\[\^?[^\]]+\]:|<!--")
_TARGET = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT = 12
"""Digits of a digest by which the lines of one page are told apart."""


@dataclass(frozen=True)
class Run:
    """A sentence of the Markdown page and the footnotes behind it."""

    line: int
    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph, list entry, table row or heading, its lines joined by blanks."""

    line: int
    """Number of its first line, from 1."""
    text: str
    starts: tuple[int, ...]
    """Where each of its lines begins in `text`."""

    def line_at(self, place: int) -> int:
        """The line that holds the character at `place`."""
        return self.line + bisect_right(self.starts, place) - 1


def runs(lines: Sequence[str]) -> Iterator[Run]:
    """The sentences of a Markdown page in paragraphs with footnotes, in order."""
    for block in _blocks(lines):
        if block.text.startswith("[^") or "[^" not in block.text:
            continue
        for place, text, refs in _cited(block.text):
            numbers = tuple(int(n) for n in re.findall(r"\d+", refs))
            yield Run(block.line_at(place), text, numbers)


def without(lines: Sequence[str]) -> Iterator[Run]:
    """The paragraphs, entries and rows without a footnote that could tell something.

    Headings, footnotes and comments are none, nor what has fewer than `FEWEST_WORDS`
    words.
    """
    for block in _blocks(lines):
        if "[^" in block.text or _NO_TEXT.match(block.text):
            continue
        if len(_WORD.findall(_TARGET.sub("]", block.text))) >= FEWEST_WORDS:
            yield Run(block.line, _unescaped(block.text), ())


def key(run: Run) -> str:
    """A short digest of the words, by which a line is known again."""
    return hashlib.sha256(run.text.encode()).hexdigest()[:_SHORT]


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The page as Markdown reads it: a line goes on where no other block starts."""
    gathered: list[str] = []
    first = 1
    for number, line in enumerate((*lines, ""), 1):
        text = _QUOTE.sub("", line, count=1).strip()
        if gathered and (not text or _START.match(text) or _is_closed(gathered)):
            yield _block(first, gathered)
            gathered = []
        if text:
            first = first if gathered else number
            gathered.append(text)


def _is_closed(gathered: Sequence[str]) -> bool:
    """Whether the block is of one line only: a heading or a row."""
    return gathered[0].startswith(("#", "|"))


def _block(line: int, gathered: Sequence[str]) -> Block:
    starts, at = [], 0
    for text in gathered:
        starts.append(at)
        at += len(text) + 1
    return Block(line, " ".join(gathered), tuple(starts))


def _cited(line: str) -> Iterator[tuple[int, str, str]]:
    """Where each sentence of a paragraph begins, its words, and its footnotes."""
    if line.startswith("|"):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("| "))]
        last = CITED.match(cells[-1])
        if last:
            told = last["text"] or ": ".join(cells[:2]).replace("**", "")
            yield 0, _unescaped(told), last["refs"]
        return
    end = 0
    for match in CITED.finditer(line):
        text = _unescaped(LABEL.sub("", match["text"], count=1))
        yield match.start("refs"), text, match["refs"]
        end = match.end()
    rest = _unescaped(MARKS.sub("", line[end:]))
    if len(rest.split()) >= FEWEST_WORDS:
        yield len(line) - 1, rest, ""


def _unescaped(text: str) -> str:
    return ESCAPED.sub(r"\1", text).strip()
