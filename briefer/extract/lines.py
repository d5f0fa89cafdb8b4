"""Sentences of an article as lines: which of them may stand alone on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefer.extract import cues
from briefer.extract.base import measure
from briefer.extract.cues import Cue
from briefer.grounding.words import blank
from briefer.schema import Article
from briefer.sources.shapes import bullet, is_all_capitals, is_numbered, is_stopped

LEAST = 5
"""Content words of a line worth choosing."""

_OPENERS = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』"}
_MARK = re.compile(r"[\"“”„«»「」『』]")
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)[^'‘’]*(?:['’](?=\w)[^'‘’]*)*['’](?!\w)")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[\"”'’»)\]]*\.?$|^(?:…|\.\.\.)")
_UNSTOPPED = re.compile("[\u0e00-\u0eff]$")
"""Thai and Lao end a sentence without a stop."""
_LETTER = re.compile(r"[^\W\d_]")
_STAMP = re.compile(
    r"^\d{1,2}[:.]\d{2}\s+"
    r"|^[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:,[^()—–]{0,40}?)?"
    r"\s*(?:\([^)]{2,40}\)\s*)?(?:—|–|--?)\s"
)
_READER = cues.cue(
    r"\b(?:click (?:here|on|below)|subscribe|sign up|follow us|read more|tell us"
    r"|let us know|share your|your (?:comments|inbox|thoughts)|newsletter"
    r"|our (?:app|live blog|correspondent|podcast|channel)|in the comments|see also"
    r"|stay tuned|watch the video|join us|swipe|scroll down)\b",
    "click subscribe sign follow read tell let share your newsletter our comments see"
    " stay watch join swipe scroll",
    re.IGNORECASE,
)
_SPEAKS_ITSELF = cues.cue(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|[Yy]ou|[Yy]our|me|[Oo]urs)\b(?!\.)",
    "i we my our us you your me ours",
)
_DANGLING = re.compile(
    r"(?:\d{1,2}[:.]\d{2} )?(?:(?:And|But|So|Yet|Or|Then|However|Also|Moreover|Still"
    r"|Meanwhile|In addition|Instead|Nevertheless|Hours later|Days later),?\s+)?"
    r"(?:He|She|It|They|This|These|Those|That|Their|Its|His|Her|The (?:pair|two|latter"
    r"|former|three|duo|move|same)|Both (?:leaders|sides|men|countries|presidents)"
    r"|Since then|Such|There|Here|Much of|he|she|it|they|this|these|those|their|its|his"
    r"|her|the (?:pair|two|latter|former|three))\b"
)
_LINKED = re.compile(
    r"(?:And|But|So|Yet|Or|Then|However|Therefore|Also|Moreover|Instead|Nevertheless"
    r"|Otherwise|Thus|Hence)\b"
)
_LATE_PRONOUN = re.compile(r"^[^,]{3,120}, (?:he|she|they|it)\b")


class Line(NamedTuple):
    """A sentence of an article and what its shape tells."""

    article: str
    number: int
    """Number of the sentence, from 1."""
    text: str
    """The sentence, with the marks of a longer quotation it was cut from."""
    outside: str
    """What stands outside quotations, blanks for the rest; as long as `text`."""
    terms: tuple[str, ...]
    words: int
    """How many words it has; two signs of a script without spaces count as one."""
    is_prose: bool
    """Whether it is a whole sentence of at least `LEAST` words that say something."""
    is_cut: bool
    """Whether it is part of a quotation that starts before or ends behind it."""
    is_spoken: bool
    """Whether nothing of it stands outside a quotation."""
    is_dangling: bool
    """Whether it cannot be understood without the sentence before."""
    is_personal: bool
    """Whether the writer speaks of himself or to the reader."""
    vocabulary: frozenset[str]
    """Its words, by which most cues are seen to be absent."""
    tells_who: bool
    """Whether words outside quotations may tell who says it."""

    def may_have(self, cue: Cue) -> bool:
        """Whether it has a word without which `cue` is not there."""
        return cue.may_be_among(self.vocabulary)

    def has(self, cue: Cue) -> bool:
        """Whether `cue` stands outside quotations."""
        return cue.is_in(self.outside, self.vocabulary)


def lines(article: Article) -> tuple[Line, ...]:
    """All sentences of `article`, in order."""
    return tuple(_lines(article))


def _lines(article: Article) -> Iterator[Line]:
    mark, paragraph = "", 0
    for number, span in enumerate(article.sentences, 1):
        text = article.sentence(number)
        if span.paragraph != paragraph and text[:1] not in ('"', "“", "„", "«"):
            mark = ""  # a quotation opens anew at each paragraph, or it has ended
        paragraph = span.paragraph
        whole, closing = _whole(text, mark)
        yield _line(article, number, whole, whole != text)
        mark = closing


def _whole(text: str, mark: str) -> tuple[str, str]:
    """`text` with the marks it lacks, and the mark left open behind it.

    `mark` is the opening mark of a quotation that goes on in `text`, if one does.
    """
    body = text[1:] if mark and text[:1] == mark else text
    left = mark
    for found in _MARK.finditer(body):
        left = _next(left, found[0])
    whole = mark + body if mark and text[:1] != mark else text
    return (whole + _OPENERS[left][-1] if left else whole), left


def _next(opened: str, mark: str) -> str:
    """The mark that is open behind `mark`."""
    if opened:
        return "" if mark in _OPENERS[opened] else opened
    return mark if mark in _OPENERS else ""


def _line(article: Article, number: int, text: str, is_cut: bool) -> Line:
    outside = unstamped(unquoted(text))
    told = measure(unstamped(text), article.language)
    words = cues.vocabulary(text)
    return Line(
        article=article.id,
        number=number,
        text=text,
        outside=outside,
        terms=told.terms,
        words=told.words,
        is_prose=told.content >= LEAST and is_prose(text, outside, words),
        is_cut=is_cut,
        is_spoken=not _LETTER.search(outside),
        is_dangling=is_dangling(text),
        is_personal=_SPEAKS_ITSELF.is_in(outside, words),
        vocabulary=words,
        tells_who=any(cue.is_in(outside, words) for cue in cues.TELLING_WHO),
    )


def unstamped(text: str) -> str:
    """`text` with blanks for a dateline, or for the time of a live blog's entry."""
    return _STAMP.sub(blank, text)


def unquoted(text: str) -> str:
    """`text` with blanks for all that stands between quotation marks."""
    found = list(_quoted(text))
    for start, end in found:
        text = text[:start] + " " * (end - start) + text[end:]
    return _SINGLE.sub(blank, text) if "'" in text or "‘" in text else text


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what double marks enclose, the marks included."""
    opened, start = "", 0
    for match in _MARK.finditer(text):
        before, opened = opened, _next(opened, match[0])
        if opened and not before:
            start = match.start()
        elif before and not opened:
            yield start, match.end()
    if opened:
        yield start, len(text)


def is_dangling(text: str) -> bool:
    """Whether a sentence refers back to the one before, as with `He` or `But`."""
    found = _DANGLING.match(text) or _LINKED.match(text) or _LATE_PRONOUN.match(text)
    return found is not None


_AMENDED = re.compile(
    r"(?:Corrections?|Clarifications?|Amendment|Editor['’]s note|Update)\b[^.]{0,30}:"
)
"""What an outlet says of its own text."""


def is_prose(text: str, outside: str, words: frozenset[str]) -> bool:
    """Whether `text` has the shape of a sentence: no headline, list or call.

    `outside` is what of it stands outside quotations, `words` its vocabulary.
    """
    plain = _STAMP.sub("", text)
    return (
        (is_stopped(plain) or bool(_UNSTOPPED.search(plain)))
        and not (("…" in plain or "..." in plain) and _ELLIPSIS.search(plain))
        and not _is_label(plain)
        and not outside.rstrip(' "”»').endswith(("?", "？"))
        and not _READER.is_in(outside, words)
        and not _AMENDED.match(plain)
    )


def _is_label(text: str) -> bool:
    """Whether `text` has the shape of a headline, a list entry or a fragment."""
    if text[:1].islower() or bullet(text) or is_numbered(text) or is_all_capitals(text):
        return True
    first = [word[0] for word in text.split() if word[0].isalpha()]
    small = len(first) - sum(map(str.isupper, first))
    return small < 0.2 * len(first)
