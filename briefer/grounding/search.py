"""Finds sentences that a text may rest on, by the rare words they share with it.

What is found is a candidate: shared words say nothing about whether it supports the
text. That is decided by the checks.
"""

from __future__ import annotations

import math
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefer import dates
from briefer.schema import Article

SHARE = 0.5
"""Hits have at least this share of the best score; the best value for the sentences of
different models lay between 0.44 and 0.62."""

GAIN = 0.2
"""What a second sentence must add to the score: evidence is to stay narrow. With less,
two sentences about different things outdo the right one: on the generated articles of
`benchmarks/grounding.py` the first hit is right in 84.9 % at 0.2, in 83.1 % at 0.1."""

POSTINGS = 4000
"""Mentions followed for one query, those of the rarest words first. The words after
that still count in the scores, they only bring in no further sentences. With 10,000 the
first hit is right no more often at 100 articles and in 0.6 % more at 1,000."""

SCORED = 20
"""Sentences scored in full for one query."""

# Scripts written without spaces count by the character, digits with their separators.
_UNSPACED = "぀-ヿ㐀-鿿"
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+(?:['’](?!s\b)[^\W\d_]+)?"
)
_THOUSANDS = re.compile(r"(?<=\d)[,.](?=\d{3}(?!\d))")
_PLURAL = re.compile(r"(?<=\w{3})(?<![suia])s$")
_ENDING = re.compile(
    r"(?<=\w{4})(?:[ai]tion|m?ent|edly|ness|er|or|ion|ly)$|(?<=\w{3})(?:ed|ing)$"
)
_DOUBLED = re.compile(r"(?<=\w)([bdgklmnprt])\1$")


@dataclass(frozen=True)
class Hit:
    """Sentences of one article, one or two neighbors, and how much they recall.

    `score` is the share of the text's weight in words, from 0 to 1.
    """

    article: str
    sentences: tuple[int, ...]
    score: float


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without its ending: `attacked` and `attacks` are `attack`."""
    if word[-3:] in ("ies", "ied"):
        return word[:-3] + "y"
    short = _ENDING.sub("", _PLURAL.sub("", word)).rstrip("e")
    return _DOUBLED.sub(r"\1", short) or word


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """The word in lower case, without accents and thousands separators."""
    if word.isascii():
        return _THOUSANDS.sub("", word.casefold())
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    return stem(_plain(word))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [_plain(word) for word in _WORD.findall(text)]


def terms(text: str, language: str) -> set[str]:
    """What a sentence is known by: stems in English, else its words."""
    read = _root if _is_english(language) else _plain
    return set(map(read, _WORD.findall(text)))


def told_by(article: Article) -> list[set[str]]:
    """The `terms` of each sentence of `article`, in order."""
    numbers = range(1, len(article.sentences) + 1)
    return [terms(article.sentence(number), article.language) for number in numbers]


def _is_english(language: str) -> bool:
    return language[:2].lower() == "en"


@dataclass(frozen=True)
class _Query:
    """The words asked for, as the index knows them, and what they weigh."""

    bits: Mapping[int, int]
    """Number of a term to the bit of its word; a word can have two terms."""
    weights: Mapping[int, float]
    """Bit of a word to its share of the text's weight; the shares add up to 1."""

    def score(self, found: int) -> float:
        """The share that these words, a sum of bits, have."""
        score = 0.0
        while found:
            low = found & -found
            score += self.weights[low]
            found ^= low
        return score


class Index:
    """The sentences of articles by their words; filled once, then asked.

    About 30 bytes for each different word of a sentence.
    """

    def __init__(self, articles: Sequence[Article] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._mentions: list[array[int]] = []
        self._terms = array("I")
        self._ends = array("Q", [0])
        self._spans: dict[str, range] = {}
        self._articles: list[str] = []
        self._starts = array("I")
        for article in articles:
            self.add(article.id, told_by(article))

    def add(self, article: str, told: Iterable[Iterable[str]]) -> None:
        """Take in an article by its id and what its sentences are `told_by`.

        A second one of the same id is passed over.
        """
        if article in self._spans:
            return
        start = len(self._ends) - 1
        for sentence in told:
            self._add_sentence(sentence)
        self._spans[article] = range(start, len(self._ends) - 1)
        self._articles.append(article)
        self._starts.append(start)

    def _add_sentence(self, found: Iterable[str]) -> None:
        sentence = len(self._ends) - 1
        numbers, mentions, own = self._numbers, self._mentions, self._terms
        for term in sorted(found):
            number = numbers.get(term)
            if number is None:
                number = numbers[term] = len(mentions)
                mentions.append(array("I"))
            mentions[number].append(sentence)
            own.append(number)
        self._ends.append(len(own))

    def find(self, text: str, *, within: str = "", limit: int = 5) -> tuple[Hit, ...]:
        """Where the text's words stand, best first; empty where none is known.

        At most `limit` hits, none sharing a sentence with a better one, each scoring
        at least `SHARE` of the best. `within` is the id of the only article to search.
        """
        query = self._query(text)
        if within:
            near: Iterable[int] = self._spans.get(within, ())
        else:
            near = self._near(query)
        windows = sorted(
            self._windows(query, near), key=lambda one: (-one[1], len(one[0]), one[0])
        )
        return tuple(map(self._hit, _apart(windows, limit)))

    def _query(self, text: str) -> _Query:
        """The distinct words of the text; an unknown one weighs most of all."""
        bits: dict[int, int] = {}
        weights: dict[int, float] = {}
        for root, forms in _roots(text).items():
            known = {self._numbers[form] for form in forms if form in self._numbers}
            mentions = sum(len(self._mentions[number]) for number in known)
            bit = 1 << len(weights)
            bits |= dict.fromkeys(known, bit)
            weights[bit] = self._weight(root, mentions)
        whole = sum(weights.values())
        return _Query(bits, {bit: weight / whole for bit, weight in weights.items()})

    def _weight(self, root: str, mentions: int) -> float:
        """Inverse sentence frequency; single letters carry next to nothing."""
        if len(root) == 1 and root.isascii() and root.isalpha():
            return 0.1
        return math.log(1 + len(self._ends) / (mentions + 0.5))

    def _near(self, query: _Query) -> list[int]:
        """The sentences with most of the rarest words, those of the rarest first."""
        shared: Counter[int] = Counter()
        left = POSTINGS
        for number in sorted(query.bits, key=lambda n: len(self._mentions[n])):
            if len(self._mentions[number]) > left and shared:
                break
            shared.update(self._mentions[number][:left])
            left -= len(self._mentions[number])
        return _most(shared)

    def _windows(
        self, query: _Query, near: Iterable[int]
    ) -> Iterator[tuple[tuple[int, ...], float]]:
        """Sentences near the query, and pairs in which each adds to the other."""
        bits: dict[int, int] = {}
        for sentence in near:
            for one in self._beside(sentence):
                if one not in bits:
                    bits[one] = self._bits(query, one)
        scores = {one: query.score(found) for one, found in bits.items() if found}
        yield from (((one,), score) for one, score in scores.items())
        for one, score in scores.items():
            if one + 1 in scores and one + 1 in self._beside(one):
                both = query.score(bits[one] | bits[one + 1])
                if both >= GAIN + max(score, scores[one + 1]):
                    yield (one, one + 1), both

    def _beside(self, sentence: int) -> range:
        """The sentence and its neighbors in the article."""
        own = self._spans[self._article(sentence)]
        return range(max(sentence - 1, own.start), min(sentence + 2, own.stop))

    def _bits(self, query: _Query, sentence: int) -> int:
        """The words of the query that the sentence has."""
        bits = 0
        for number in self._terms[self._ends[sentence] : self._ends[sentence + 1]]:
            if number in query.bits:
                bits |= query.bits[number]
        return bits

    def _article(self, sentence: int) -> str:
        return self._articles[bisect_right(self._starts, sentence) - 1]

    def _hit(self, window: tuple[tuple[int, ...], float]) -> Hit:
        sentences, score = window
        article = self._article(sentences[0])
        start = self._spans[article].start
        return Hit(article, tuple(one - start + 1 for one in sentences), score)


def _most(shared: Counter[int]) -> list[int]:
    """The `SCORED` keys with the highest counts; of equals those counted first.

    By levels, which takes a third of the time of sorting.
    """
    levels, wanted = Counter(shared.values()), SCORED
    least = max(levels, default=0)
    while wanted > levels[least] and least > 1:
        wanted -= levels[least]
        least -= 1
    found = [sentence for sentence, n in shared.items() if n > least]
    return found + [one for one, n in shared.items() if n == least][:wanted]


def _roots(text: str) -> dict[str, set[str]]:
    """Each different stem of the text and the forms that may stand in an index.

    An absolute date counts as one word, for which the source may have the weekday.
    """
    found: dict[str, set[str]] = {}
    for iso, written in dates.find(text):
        text = text.replace(written, " ")
        names = [word for word in words(written) if not word.isdecimal()]
        names += words(dates.weekday(iso))
        found[iso] = {form for name in names for form in (name, stem(name))}
    for word in words(text):
        found.setdefault(stem(word), {stem(word)}).add(word)
    return found


def _apart(
    windows: Sequence[tuple[tuple[int, ...], float]], limit: int
) -> Iterator[tuple[tuple[int, ...], float]]:
    """The best windows that share no sentence."""
    taken: set[int] = set()
    for sentences, score in windows:
        if limit <= 0 or score < SHARE * windows[0][1]:
            return
        if taken.isdisjoint(sentences):
            taken.update(sentences)
            limit -= 1
            yield sentences, score
