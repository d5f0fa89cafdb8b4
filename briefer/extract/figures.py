"""Numbers worth looking up: the value as it stands, and the words it counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefer.extract.base import measure
from briefer.extract.times import RELATIVE
from briefer.grounding.quantities import Quantity, quantities

BEFORE, BEHIND = 8, 5
"""Words before and behind a number that say what it counts."""
LEAST = 2
"""Words that say something, without which a number is not clear."""
MOST_COUNTED = 3
"""Words behind a number that name what it counts, as in `28 ballistic missiles`."""
SMALL = 10
"""Numbers up to this count little where no unit follows, as in `two sides`."""

_LIMIT = re.compile(
    r"\b(?:at least|at most|about|around|nearly|almost|more than|less than|fewer than"
    r"|over|under|up to|some|roughly|approximately|an estimated|as many as|as much as"
    r"|only|the first|another)\s+$",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[,;:()“”\"«»—–]|\.\s|\.$")
_DATE = re.compile(rf"\s(?:on |since |by )?(?:{RELATIVE.pattern})(?=[\s.,;]|$)")
_TO, _FROM = re.compile(r"\s?[-–—]\s?\d"), re.compile(r"\d\s?[-–—]\s?$")
_OPENERS = """which that who whom after before when while as and but or because since
until than if so though although said says say told"""
_CLAUSE = frozenset(_OPENERS.split())
"""Words that open a clause: what stands before them is another matter."""
_VERBS = """has have had was were is are be been will would could should may might he
she it they monday tuesday wednesday thursday friday saturday sunday yesterday today
tomorrow overnight"""
_STOPS = _CLAUSE | frozenset(_VERBS.split())
_SMALL_WORDS = """the a an of in on at to by from for with and but or that as its their
his her is are was were be has have had said says this these those it
then also into than over under about after before during per within between among"""
_LOOSE = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity of a sentence in the sentence's own words."""

    phrase: str
    """What is counted; `…` stands where the number does."""
    value: str
    quantity: Quantity


def figures(text: str, language: str) -> Iterator[Found]:
    """The quantities of a sentence that can be told apart from it, in order."""
    found = [one for one in quantities(text, language) if one.kind != "ordinal"]
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found[1:]), len(text)]
    for one, left, right in zip(found, ends, starts, strict=False):
        if not _is_telling(one) or _is_range(text, one):
            continue
        limit = _LIMIT.search(text, left, one.start)
        start = limit.start() if limit else one.start
        is_measure = bool(one.unit) and text[left:start].endswith(" of ")
        for end in dict.fromkeys((_counted(text, one, right), one.end)):
            phrase = _phrase(_undated(text[left:start]), _undated(text[end:right]))
            if measure(phrase, language).content + is_measure >= LEAST:
                yield Found(phrase, text[start:end].strip(), one)
                break


def _counted(text: str, one: Quantity, right: int) -> int:
    """Where the words end that name what a number without a unit counts."""
    if one.unit or not one.head:
        return one.end
    behind = _EDGE.split(text[one.end : right])[0]
    words = list(itertools.islice(re.finditer(r"\S+", behind), MOST_COUNTED + 1))
    named = list(itertools.takewhile(_is_named, words))
    if not named or len(named) > MOST_COUNTED:
        return one.end
    return one.end + named[-1].end()


def _is_named(word: re.Match[str]) -> bool:
    return word[0].isalpha() and word[0].lower() not in _LOOSE | _STOPS


def _undated(text: str) -> str:
    """`text` without words such as `on Friday`: a figure has its date beside it."""
    return _DATE.sub(" ", text)


def _is_range(text: str, one: Quantity) -> bool:
    """Whether the number is one end of a range or score, which means little alone."""
    return bool(_TO.match(text, one.end)) or bool(_FROM.search(text[: one.start]))


def _is_telling(one: Quantity) -> bool:
    if one.kind != "number" or one.is_given:
        return False
    return bool(one.unit) or (
        not one.is_word and (one.number > SMALL or bool(one.head))
    )


def _phrase(before: str, behind: str) -> str:
    """The words on both sides up to the next pause; empty if they say nothing."""
    left = _behind(_EDGE.split(before)[-1].split(), _CLAUSE)[-BEFORE:]
    right = _ahead(_EDGE.split(behind)[0].lstrip(" -").split(), _STOPS)[:BEHIND]
    left, right = _opened(left), _closed(right)
    if left and right:
        return f"{' '.join(left)} … {' '.join(right)}"
    return " ".join(_closed(left) or _opened(right))


def _behind(words: list[str], stops: frozenset[str]) -> list[str]:
    """`words` after the last that is one of `stops`."""
    places = [n for n, word in enumerate(words, 1) if word.lower() in stops]
    return words[places[-1] :] if places else words


def _ahead(words: list[str], stops: frozenset[str]) -> list[str]:
    """`words` before the first that is one of `stops`."""
    places = [n for n, word in enumerate(words) if word.lower() in stops]
    return words[: places[0]] if places else words


def _opened(words: list[str]) -> list[str]:
    """`words` without loose function words in front."""
    first = next(
        (n for n, word in enumerate(words) if word.lower() not in _LOOSE), None
    )
    return [] if first is None else words[first:]


def _closed(words: list[str]) -> list[str]:
    """`words` without loose function words at the end."""
    return _opened(words[::-1])[::-1]
