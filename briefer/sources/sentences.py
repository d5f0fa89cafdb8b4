"""Sentences of a text as spans: exact offsets, nothing lost between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefer.schema import Sentence

_QUOTES = re.compile('["“”„‟«»「」『』]')
_OPENING = re.compile("(?:[\"“„‟«‘'([{¿¡]|(?<=\\s)»(?=\\S))\\s*$")
_OPENS = "\"“„‟«‘'([{¿¡»"
"""The signs that `_OPENING` looks for."""
_LONGEST = 2000
"""Characters, some 330 words: what is longer is a list or a table without stops, and is
cut at a space so that it fits into a request."""

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|Januar|Februar"
    r"|März|Juni|Juli)"
)
_STARTERS = (
    r"(?:The|He|She|It|They|We|I|You|This|That|These|Those|In|On|At|But|And|A|An|As|For"
    r"|After|When|If|There|His|Her|Their|Its|Our|My|What|Who|How|Why|Here|So|Then|Now"
    r"|No"
    r"|Yes|Not|One|Some|All|Both|With|From|By|Although|While|Since|However|Meanwhile"
    r"|Der|Die|Das|Er|Sie|Es|Wir|Ein|Eine|Il|Elle|Le|La|Les|Un|Une|El|Los|Las"
    r"|Він|Вона|Це|Вони|Ми|Он|Она|Это|Они|Мы|В|У|На|І|И|А|Але|Но)\b"
)
_AFTER_BRACKET = re.compile(r"\((?:[^()\s]+\s){2,}[^()\s]*[.!?]\)\s+(?=\W?[^\W\d_a-z])")
"""A whole sentence in brackets, behind which sentencex does not split."""

_NUMBER_ONLY = re.compile(r"\W*\d{1,3}[.)]\s*$")
_NEAR = 24
"""Characters before a cut that decide about it: initials, a time of day, a title."""

_GOES_ON = re.compile(r"[a-zà-öø-ÿа-яіїєґ]|[\W_]+$")
"""What belongs to the sentence before, whatever that ends with."""

_JOINS = tuple(
    (re.compile(left + r"\s*$"), re.compile(right))
    for left, right in (
        (r"\b[ap]\.\s?m\.", rf"(?:{_WEEKDAY}|{_MONTH}|\d|[A-Z]{{2,4}}\b|\()"),
        (
            r"(?<![\w.])(?:(?!(?:U\.S|U\.K|U\.N|E\.U"
            r"|D\.C)\.)(?:[A-ZÀ-ÞА-ЯІЇЄҐ]\.\s?){1,3})",
            rf"(?!{_STARTERS})[^\W\d_]",
        ),
        (
            r"(?i:\b(?:approx|ca|circa|no|nos|nr|art|sec|fig|vol|pp|est|sq|km|ft|min"
            r"|max"
            r"|vs|т|ст|бл|рр))\.",
            r"[\d§]",
        ),
        (
            r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Rev"
            r"|Hon"
            r"|St|Mt|Messrs|Hr|Fr|Mme|Mlle|Sr|Sra)\.",
            r"[^\W\d_]",
        ),
        (rf"\b{_MONTH}[a-z]?\.", r"\d"),
        (r"(?:^|\s)\d{1,3}[.)]", rf"{_MONTH}"),
    )
)


def split(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of `text`, in order, each inside one line and one paragraph.

    Offsets are characters of `text`. Every character is in exactly one sentence or is
    white space between two. Paragraphs count from 1 and are parted by empty lines.
    """
    found: list[Sentence] = []
    paragraph, gap = 1, False
    for start, line in _lines(text):
        if line.strip():
            paragraph += gap and bool(found)
            found += _of_line(line, start, paragraph, language)
            gap = False
        else:
            gap = True
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text and the offsets at which they start."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _of_line(line: str, start: int, paragraph: int, language: str) -> list[Sentence]:
    spans: list[Sentence] = []
    for first, last in _spans(line, language):
        piece = line[first:last]
        left = first + len(piece) - len(piece.lstrip())
        right = first + len(piece.rstrip())
        if left < right:
            spans.append(
                Sentence(start=start + left, end=start + right, paragraph=paragraph)
            )
    return spans


def _spans(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans that cover the line without a gap, none longer than a request can hold."""
    cuts = _cuts(line, language)
    for first, last in zip([0, *cuts], [*cuts, len(line)], strict=True):
        while last - first > _LONGEST:
            space = line.rfind(" ", first + 1, first + _LONGEST)
            middle = space + 1 if space > first else first + _LONGEST
            yield first, middle
            first = middle
        yield first, last


def _cuts(line: str, language: str) -> list[int]:
    """The offsets inside a line at which a sentence starts."""
    found = _boundaries(line, language)
    kept: list[int] = []
    for cut, following in pairwise([*found, len(line)]):
        start = kept[-1] if kept else 0
        at = _before_opening(line, cut)
        if at > start and not _joined(line[start:at], line[cut:following]):
            kept.append(at)
    return kept


def _boundaries(line: str, language: str) -> list[int]:
    """Where sentencex starts a sentence; it splits inside quotes only if masked."""
    from sentencex import get_sentence_boundaries

    found = get_sentence_boundaries(language, _QUOTES.sub(" ", line))
    starts = {piece["start_index"] for piece in found}
    starts |= {match.end() for match in _AFTER_BRACKET.finditer(line)}
    return sorted(starts - {0})


def _before_opening(line: str, cut: int) -> int:
    """The cut moved in front of opening quotes and brackets that belong to the"
    " right."""
    near = line[max(0, cut - _NEAR) : cut].rstrip()
    if near and near[-1] not in _OPENS:
        return cut
    at = cut
    while found := _OPENING.search(line, max(0, at - _NEAR), at):
        if found.start() and not line[found.start() - 1].isspace():
            break
        at = found.start()
    return at


def _joined(left: str, right: str) -> bool:
    """Whether the pieces at both sides of a cut are one sentence after all."""
    if left.rstrip().endswith(("…", "...")) and _inside_quote(left):
        return True
    if len(left) <= _NEAR and _NUMBER_ONLY.match(left):
        return True
    if _GOES_ON.match(right):
        return True
    near = left[-_NEAR:]
    return any(b.match(right) and a.search(near) for a, b in _JOINS)


def _inside_quote(left: str) -> bool:
    """Whether a quotation that opens in `left` is still open at its end."""
    opened = left.count("“") - left.count("”")
    return opened > 0 or left.count('"') % 2 == 1
