"""Names that a text mentions: runs of capitalized words, folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from briefer import names
from briefer.datewords import month_number, weekday_numbers
from briefer.grounding.base import TEXTS
from briefer.grounding.offices import OFFICE, is_title
from briefer.grounding.openings import Cues

_WORD = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+[-‑]?[0-9]+[^\W_]*|[^\W_]+(?:[’'&][^\W_]+)*"
_TOKEN = re.compile(_WORD)
# As above, but of words that can start with a capital, which is not worth trying often.
_CAPITAL = re.compile(rf"(?<![^\W_])(?<![^\W_][’'&])(?![a-zß-öø-ÿ0-9])(?:{_WORD})")
_JOIN = re.compile(
    r"[ \u00a0]|[-‑–]|\. | (?:of|of the|de|del|della|da|di|la|van|van der|von|bin|ibn"
    r"|&)"
    r" | (?:al|el)-"
)
_BODY = (
    "(?:Agency|Alliance|Association|Authority|Board|Bureau|Campaign|Centre|Center"
    "|Chamber|Commission|Committee|Council|Court|Department|Directorate|Federation"
    "|Forum|Foundation|Fund|Inspectorate|Institute|League|Ministry|Network|Office"
    "|Society|Union)"
)
_NAMED = r"[A-Z][\w'’-]+"
_BODIES = Cues(
    rf"\b{_BODY} (?:of|for)(?: the)? {_NAMED}"
    rf"(?:,? (?:(?:and|for|of) (?:the )?)?{_NAMED})*"
    rf"|\b{_NAMED}(?: {_NAMED})* and (?:{_NAMED} )*{_BODY}\b"
)
_ABBREVIATIONS = "Mr Mrs Ms Dr St Gen Sen Rep Gov Lt Col Maj Sgt Prof Rev"
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
POSSESSIVE = re.compile(r"['’]s?$")
_STARTS = re.compile(r"(?:^|[.!?:;…\"“„«‘(\[]|[\s(]'|\b\d?\d[:.]\d\d)\s*$")
_IN = re.compile(
    r"\b(?:in|near|at|outside|over|across|around|inside|within)\s"
    r"(?:the\s|central\s|downtown\s)?$"
)
_OFFICE = re.compile(rf"['’]?s? (?:{OFFICE})\b", re.IGNORECASE)


class Mention(NamedTuple):
    """A run of capitalized words, without titles."""

    start: int
    end: int
    words: str
    """As they stand in the text."""
    folded: tuple[str, ...]
    text: str
    """All of the text it stands in."""

    @property
    def is_initial(self) -> bool:
        """Whether a sentence or quotation starts with it."""
        return bool(_STARTS.search(self.text, max(0, self.start - 7), self.start))

    @property
    def is_place(self) -> bool:
        """Whether a word such as "in" stands before it."""
        return bool(_IN.search(self.text, max(0, self.start - 20), self.start))

    @property
    def has_office(self) -> bool:
        """Whether an office follows: `French` of `French President`."""
        return bool(_OFFICE.match(self.text, self.end))


_Token = tuple[int, int, str]


@lru_cache(maxsize=TEXTS)
def mentions(text: str) -> tuple[Mention, ...]:
    """The runs of capitalized words of `text`, titles and dates left out."""
    return tuple(mention for run in _runs(text) for mention in _parts(run, text))


@lru_cache(maxsize=TEXTS)
def bodies(text: str) -> tuple[tuple[int, int], ...]:
    """Where what may be the names of bodies begin and end, with their `for` and `and`.

    `Federation of Dock and Transport Workers`, but also `Court of Auditors and Ada
    Lind`: only who knows the name can tell.
    """
    return tuple(match.span() for match in _BODIES.finditer(text))


def _runs(text: str) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for match in _CAPITAL.finditer(text):
        token = (match.start(), match.end(), match[0])
        if not _is_capital(match[0]):
            continue
        if run and not _joins(run[-1], token, text):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _is_capital(word: str) -> bool:
    return word[0].isupper() and word not in ("I", "A") and word[:2] not in ("I'", "I’")


def _joins(left: _Token, right: _Token, text: str) -> bool:
    """Whether two capitalized words belong to one name."""
    gap = text[left[1] : right[0]]
    if not _JOIN.fullmatch(gap) or POSSESSIVE.search(left[2]):
        return False
    if not left[0] and gap.startswith(" of"):
        return False  # `Length of the ...`: the capital is the sentence's
    return gap != ". " or len(left[2]) == 1 or left[2] in _ABBREVIATED


def _parts(run: Sequence[_Token], text: str) -> Iterator[Mention]:
    """The names of a run between its titles, days and months."""
    for is_name, group in groupby(run, key=_is_name):
        tokens = list(group)
        start, end = tokens[0][0], tokens[-1][1]
        if is_name and (folded := folded_words(text[start:end])):
            yield Mention(
                start=start,
                end=end,
                words=POSSESSIVE.sub("", text[start:end]),
                folded=folded,
                text=text,
            )


def _is_name(token: _Token) -> bool:
    return _is_name_word(token[2])


@lru_cache(maxsize=16384)
def _is_name_word(token: str) -> bool:
    word = POSSESSIVE.sub("", token)
    is_date = bool(month_number(word) or weekday_numbers(word)) or word in (
        "May",
        "March",
    )
    return not is_date and not is_title(word) and (len(word) > 1 or word == "X")


@lru_cache(maxsize=32768)
def folded(token: str) -> str:
    """The fold of one word; `F-16s` and `F16` are one, accents and possessives go."""
    if not token.isalpha() and any(map(str.isdigit, token)):
        return re.sub(r"[-‑.’']", "", token.lower()).removesuffix("s")
    return names.fold(token)


@lru_cache(maxsize=TEXTS)
def folded_words(text: str) -> tuple[str, ...]:
    """Every word of `text` folded, in order."""
    return tuple(" ".join(map(folded, _TOKEN.findall(text))).split())
