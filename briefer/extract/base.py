"""Words of a sentence as terms, and sparse vectors of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefer import names
from briefer.grounding.search import stem

Vector = Mapping[str, float]

# Thai, Lao, Burmese, Khmer, Chinese and Japanese are written without spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
# Vowel signs and the like, which `\w` does not take for parts of a word.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_RUN = re.compile(f"[{_UNSPACED}]+")
_TOKEN = re.compile(
    rf"[{_UNSPACED}]+|\d+(?:[.,:]\d+)*"
    rf"|(?:[^\W\d_]|[{_MARKS}])+(?:['’.-](?:[^\W\d_]|[{_MARKS}])+)*"
)
_PLAIN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’.-][^\W\d_]+)*")
"""The same where no sign is of those scripts, in a quarter of the time."""
_SPECIAL = re.compile(f"[{_UNSPACED}{_MARKS}]")
_POSSESSIVE = re.compile(r"['’]s?$")

_NUMBER = "#"
"""Stands for any number, which counts but is no term; no word is folded to it."""
_FUNCTION_WORDS = """a about above after again against all also am an and any are as
at be because been before being below between both but by can could did do does
doing down during each even ever every few for from further get go got had
has have having he her here hers him his how i if in into is it its itself
just like made make many may me might more most much must my no nor not now
of off on once one only or other our out over own said same say says she
should since so some still such than that the their them then there these
they this those through to too told two under until up upon us very was we
were what when where whether which while who whom whose why will with would
yet you your"""
_STOP = frozenset(_FUNCTION_WORDS.split())
SHORT = 3
"""Letters up to which a word of another language counts as a function word."""
PREFIX = 6
"""Letters by which words of other languages are told apart, whatever their ending."""


def tokens(text: str) -> list[str]:
    """Words, numbers and runs of unspaced script, in order, as they are written."""
    is_plain = text.isascii() or not _SPECIAL.search(text)
    found: list[str] = (_PLAIN if is_plain else _TOKEN).findall(text)
    return found


@dataclass(frozen=True, slots=True)
class Measure:
    """The words of a sentence, read once."""

    terms: tuple[str, ...]
    """What it is about: content words without endings, in order; no numbers.

    Scripts without spaces give pairs of signs.
    """
    words: int
    """All words; two signs of a script without spaces count as one."""
    content: int
    """The words that say something, numbers among them."""


def measure(text: str, language: str) -> Measure:
    """The words of `text`."""
    is_english = language[:2] == "en"
    term = _english if is_english else _other
    found = tokens(text)
    about: list[str] = []
    words = content = 0
    for token in found:
        if not (token.isascii() or token[0].isdigit()) and _RUN.match(token):
            about += [a + b for a, b in pairwise(token)]
            words += len(token) // 2 - 1
            content += len(token) // 2
        elif told := term(token):
            content += 1
            if told != _NUMBER:
                about.append(told)
    return Measure(tuple(about), len(found) + words, content)


def terms(text: str, language: str) -> tuple[str, ...]:
    """The terms of `text`, as in `Measure`."""
    return measure(text, language).terms


@lru_cache(maxsize=65536)
def _english(word: str) -> str:
    """The word folded, without its ending; empty for a function word."""
    if word[0].isdigit():
        return _NUMBER
    plain = _POSSESSIVE.sub("", word)
    return "" if plain.lower() in _STOP else stem(names.fold(plain))


@lru_cache(maxsize=65536)
def _other(word: str) -> str:
    """The same for any other language."""
    if word[0].isdigit():
        return _NUMBER
    plain = _POSSESSIVE.sub("", word)
    is_short = len(plain) <= SHORT and not plain.isupper()
    return "" if is_short else names.fold(plain)[:PREFIX]


def rarity(documents: Iterable[Iterable[str]], others: int = 0) -> dict[str, float]:
    """Each term to how much it tells: the fewer documents have it, the more.

    As if there were so many `others` that have none of the terms: what a few documents
    on one matter share then still tells something.
    """
    counts: Counter[str] = Counter()
    size = others
    for document in documents:
        counts.update(set(document))
        size += 1
    weights = {n: math.log(1 + size / n) for n in set(counts.values())}
    return {term: weights[n] for term, n in counts.items()}


def vector(found: Sequence[str], rare: Mapping[str, float], top: int = 0) -> Vector:
    """Terms to weights, of length 1; only the `top` heaviest if that is not 0."""
    weights = {term: rare.get(term, 0.0) for term in found}
    if len(weights) < len(found):
        for term, n in Counter(found).items():
            if n > 1:
                weights[term] *= 1 + math.log(n)
    if top and len(weights) > top:
        ranked = sorted((-weight, term) for term, weight in weights.items())[:top]
        weights = {term: weights[term] for _, term in ranked}
    return unit(weights)


def unit(weights: Vector) -> Vector:
    """`weights` scaled to length 1; empty where they are all 0."""
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {t: w / length for t, w in weights.items()} if length else {}


def dot(a: Vector, b: Vector) -> float:
    """The similarity of two vectors of length 1, from 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    similarity = 0.0
    for term, weight in a.items():
        if term in b:
            similarity += weight * b[term]
    return similarity


def total(vectors: Iterable[Vector], weights: Sequence[float] = ()) -> dict[str, float]:
    """The sum of `vectors`, each times its weight if there are any."""
    summed: dict[str, float] = {}
    for place, one in enumerate(vectors):
        factor = weights[place] if weights else 1.0
        for term, weight in one.items():
            summed[term] = summed.get(term, 0.0) + factor * weight
    return summed
