"""Which sentences matter: centrality, position and substance, without repetition.

Centrality is that of LexRank in its continuous form: a random walk between sentences
with steps as likely as they are similar. The similarities are never written down as a
matrix: it is the product of the term vectors with themselves, so that a step costs as
much as the sentences have words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import mul
from typing import NamedTuple

from briefer.extract import cues
from briefer.extract.base import Vector, dot, rarity, total, vector
from briefer.extract.lines import Line, unstamped

DAMPING = 0.15
"""Share of the walk that starts anew at any sentence, as in LexRank."""
ROUNDS = 2
"""Steps of the walk; more of them do not change which sentences are chosen."""
LONG = 40
"""Words above which a sentence is hard to read."""
SAME = 0.6
"""Similarity from which on two sentences tell the same."""
NOVELTY = 0.5
"""How much likeness to what is chosen takes off a score."""

CENTRALITY, PLACE, SUBSTANCE, HEADLINE = 0.3, 1.0, 1.2, 0.15
"""Weights, tuned on the tuning part of `benchmarks/extractive.py`."""

FALL = 0.92
"""What is left of the weight of the place with each sentence from the top."""

MOST_COUNTED = 3
"""Articles up to which centrality weighs more: what several tell is the story."""

_GIVEN = re.compile(
    r"(?:\d\d:\d\d )?The (?:call|meeting|attack|decision|statement|conversation|visit"
    r"|talks|deal|announcement|comments?|remarks?|incident|agreement|plan|proposal|strikes?)\b"
)
"""Openings that take up what a sentence before told."""
_BACKGROUND = re.compile(
    r"\b(?:previously|formerly|years ago|decades|since (?:19|20)\d\d"
    r"|in (?:[A-Z]\w+ )?(?:19|20)\d\d)\b"
)
# what is rare comes first in these, for speed
_NUMBER = re.compile(r"(?=[$€£\d])(?<![\w-])[$€£]?\d[\d.,:]*")
_NAME = re.compile(r"[^\W\d_a-zß-ÿа-џіїєґ](?<=[\w,;:] .)[\w’'-]+")
_DAYS = """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
March April June July August September October November December"""
_DAY = cues.cue(rf"\b(?:{cues.either(_DAYS)})\b", _DAYS)


class Ranked(NamedTuple):
    """A line, how much it matters, and what it is compared by."""

    line: Line
    score: float
    vector: Vector


def rank(
    lines: Sequence[Line], title: Sequence[str] = (), places: Sequence[int] = ()
) -> tuple[Ranked, ...]:
    """Each of `lines` with its score, in the order given.

    `title` are the terms of a headline to be near to. `places` say which sentence of
    its article each line is, from 0; by default the lines are one article.
    """
    rare = rarity(line.terms for line in lines)
    vectors = [vector(line.terms, rare) for line in lines]
    central = centrality(vectors)
    headline = vector(title, rare)
    places = places or range(len(lines))
    weight = CENTRALITY * min(len({line.article for line in lines}), MOST_COUNTED)
    scores = (
        weight * value + PLACE * FALL**place + HEADLINE * dot(one, headline)
        for value, place, one in zip(central, places, vectors, strict=True)
    )
    return tuple(
        Ranked(line, _weighed(line, score + SUBSTANCE * substance(line)), one)
        for line, score, one in zip(lines, scores, vectors, strict=True)
    )


def centrality(vectors: Sequence[Vector]) -> list[float]:
    """How central each vector is among all, the most central 1."""
    degrees = _similar(vectors, total(vectors))
    size = len(vectors)
    values = [1 / size] * size if size else []
    for _ in range(ROUNDS):
        steps = [v / d if d else 0.0 for v, d in zip(values, degrees, strict=True)]
        reached = _similar(vectors, total(vectors, steps))
        values = [DAMPING / size + (1 - DAMPING) * value for value in reached]
    top = max(values, default=0.0)
    return [value / top for value in values]


def _similar(vectors: Sequence[Vector], whole: Mapping[str, float]) -> list[float]:
    """The similarity of each vector to a sum of them."""
    of = whole.__getitem__
    return [sum(map(mul, one.values(), map(of, one))) for one in vectors]


def substance(line: Line) -> float:
    """How much a sentence tells that can be checked, from 0 to 1.

    Numbers, names, days, words of events and who says it, each up to a limit.
    """
    points = (
        min(len(_NUMBER.findall(unstamped(line.text))), 2),
        min(len(_NAME.findall(line.text)), 3),
        _DAY.is_in(line.text, line.vocabulary),
        cues.MATTERS.is_in(line.text, line.vocabulary),
        line.tells_who,
    )
    return sum(points) / 8


def _weighed(line: Line, score: float) -> float:
    """The score less what makes a sentence unfit to stand alone."""
    count = line.words
    for unfit, factor in (
        (line.is_personal, 0.4),
        (line.is_dangling, 0.6),
        (_GIVEN.match(line.text), 0.65),
        (_BACKGROUND.search(line.outside), 0.75),
        (count > LONG, (LONG / max(count, 1)) ** 2),
        (count < 8, 0.8),
    ):
        score *= factor if unfit else 1.0
    return score


def can_open(line: Line) -> bool:
    """Whether a line is understood without another and is its writer's own sentence."""
    return line.is_prose and not (line.is_cut or line.is_spoken or line.is_dangling)


def pick(
    ranked: Sequence[Ranked], most: int, chosen: Collection[Ranked] = ()
) -> tuple[Ranked, ...]:
    """The best of `ranked` that repeat neither each other nor `chosen`, best first.

    A line that refers back is taken only once the line before it is.
    """
    kept = list(chosen)
    open_ = list(ranked)
    found: list[Ranked] = []
    likeness = [_likeness(one, kept) for one in open_]
    while open_ and len(found) < most:
        best = _best(open_, likeness, kept)
        if best is None:
            break
        one = open_.pop(best)
        likeness.pop(best)
        kept.append(one)
        found.append(one)
        for place, other in enumerate(open_):
            likeness[place] = max(likeness[place], dot(one.vector, other.vector))
    return tuple(found)


def _likeness(one: Ranked, kept: Collection[Ranked]) -> float:
    return max((dot(one.vector, other.vector) for other in kept), default=0.0)


def _best(
    open_: Sequence[Ranked], likeness: Sequence[float], kept: Sequence[Ranked]
) -> int | None:
    """Place of the line to take next; None if all are unfit or tell nothing new."""
    before = {(one.line.article, one.line.number + 1) for one in kept}
    best, place = -1.0, None
    for number, (one, like) in enumerate(zip(open_, likeness, strict=True)):
        value = one.score * (1 - NOVELTY * like)
        if value > best and like < SAME and _fits(one.line, before):
            best, place = value, number
    return place


def _fits(line: Line, after: Collection[tuple[str, int]]) -> bool:
    """Whether a line can be read where it is; `after` are those whose forerunner is."""
    if can_open(line):
        return True
    is_own = line.is_prose and not (line.is_cut or line.is_spoken)
    return is_own and (line.article, line.number) in after


def by_score(ranked: Iterable[Ranked]) -> list[Ranked]:
    """`ranked`, the best first."""
    return sorted(ranked, key=_negative_score)


def _negative_score(one: Ranked) -> float:
    return -one.score


def fresh(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """Those of `ranked` that do not repeat one before."""
    kept: list[Ranked] = []
    for one in ranked:
        if _likeness(one, kept) < SAME:
            kept.append(one)
            yield one
