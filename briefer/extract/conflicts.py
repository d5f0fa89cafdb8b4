"""Possible disagreements: one quantity of one event with different values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from briefer.datewords import MONTHS, WEEKDAYS
from briefer.extract import cues
from briefer.extract.base import dot, tokens
from briefer.extract.figures import figures
from briefer.extract.lines import unstamped
from briefer.extract.salience import Ranked
from briefer.grounding.quantities import Quantity, quantities
from briefer.schema import Claim

ALIKE = 0.45
"""Similarity of two sentences, numbers aside, that may be about one event."""
COMPARED = 60
"""Sentences of one story that are compared with each other, the best first."""

_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen)\b")
_CAP = r"[^\W\d_a-zß-ÿа-џіїєґ][\w-]+"
_NAME = re.compile(rf"(?<=[\w,;] ){_CAP}(?: {_CAP})*|{_CAP}(?: {_CAP})+")
_AT_LEAST = re.compile(r"(?:at least|more than|over|as many as)\s*$", re.IGNORECASE)
_NO_NAMES = frozenset([*MONTHS, *WEEKDAYS])


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sentences of different origins that give one quantity two values."""

    phrase: str
    sides: tuple[Ranked, Ranked]


def clashes(
    ranked: Sequence[Ranked],
    claims: Mapping[tuple[str, int], Claim],
    home: Mapping[str, str],
    language: str,
) -> Iterator[Clash]:
    """Pairs of `ranked` that disagree on a number, the best first.

    `claims` are those of the lines by article and sentence, `home` maps an article to
    the origin it is counted as.
    """
    told = [
        one for one in ranked if one.line.is_prose and _NUMBER.search(one.line.text)
    ]
    told = sorted(told, key=lambda one: -one.score)[:COMPARED]
    for a, b in combinations(told, 2):
        if home[a.line.article] == home[b.line.article]:
            continue
        if dot(a.vector, b.vector) >= ALIKE and _is_one_event(a, b, claims):
            yield from _of_pair(a, b, language)


def _is_one_event(
    a: Ranked, b: Ranked, claims: Mapping[tuple[str, int], Claim]
) -> bool:
    """Whether neither dates nor names speak against one event."""
    first, second = (claims[one.line.article, one.line.number].when for one in (a, b))
    length = min(len(first.date), len(second.date))
    if first.date[:length] != second.date[:length]:
        return False
    return _names(a) <= _words(b) and _names(b) <= _words(a)


def _names(one: Ranked) -> frozenset[str]:
    """Last words of the names in a sentence, without days, months and offices."""
    runs = (match[0].split() for match in _NAME.finditer(unstamped(one.line.text)))
    return frozenset(
        run[-1]
        for run in runs
        if run[-1] not in _NO_NAMES and run[-1].lower() not in cues.ROLE_WORDS
    )


def _words(one: Ranked) -> frozenset[str]:
    return frozenset(
        word for token in tokens(one.line.text) for word in (token, token.split("-")[0])
    )


def _of_pair(a: Ranked, b: Ranked, language: str) -> Iterator[Clash]:
    """The first quantity both give with different values, if there is one."""
    texts = unstamped(a.line.text), unstamped(b.line.text)
    first, second = (_by_unit(quantities(text, language)) for text in texts)
    for unit, ones in first.items():
        pair = _apart(ones, second.get(unit, []))
        if pair and not _is_within(pair, texts):
            yield Clash(_phrase(texts[0], pair[0], language), (a, b))
            return


def _by_unit(found: Sequence[Quantity]) -> dict[str, list[Quantity]]:
    table: dict[str, list[Quantity]] = {}
    for one in found:
        if one.kind == "number" and not one.is_given:
            table.setdefault(one.unit, []).append(one)
    return table


def _apart(
    ones: Sequence[Quantity], others: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """The two quantities of one unit that differ where all others agree, if any do.

    What has no unit must count the same thing.
    """
    left = [one for one in ones if not _values(one) & _all_values(others)]
    right = [one for one in others if not _values(one) & _all_values(ones)]
    if len(left) != 1 or len(right) != 1 or len(ones) != len(others):
        return None
    one, other = left[0], right[0]
    words = (one.head | one.around) & (other.head | other.around)
    return (one, other) if one.unit or words else None


def _values(one: Quantity) -> set[Fraction]:
    return {value for value, _ in one.readings}


def _all_values(found: Sequence[Quantity]) -> set[Fraction]:
    return {value for one in found for value in _values(one)}


def _is_within(pair: tuple[Quantity, Quantity], texts: tuple[str, str]) -> bool:
    """Whether the smaller value is a lower limit, which the larger one respects."""
    sides = zip(pair, texts, strict=True)
    low, text = min(sides, key=lambda side: side[0].readings[0][0])
    return bool(_AT_LEAST.search(text[: low.start]))


def _phrase(text: str, one: Quantity, language: str) -> str:
    """What is counted, in the sentence's words; all of them where that is unclear."""
    for found in figures(text, language):
        if found.quantity.start == one.start:
            return found.phrase
    return f"{text[: one.start]}…{text[one.end :]}".strip().rstrip(".")
