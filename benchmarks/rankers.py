"""Ways to rank the sentences of an article: the engine's, sumy's, and plain order."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Sequence
from typing import Any

from briefer.extract import salience
from briefer.extract.base import terms
from briefer.extract.lines import lines
from briefer.schema import Article

Ranking = tuple[int, ...]
"""Numbers of sentences, the best first."""
Ranker = Callable[[Article], Ranking]


def rankers() -> dict[str, Ranker]:
    """Every way under its name; sumy's only where it is installed."""
    own = {"extractive": _extractive, **_sumy()}
    return {**own, "lead": _lead, "lead, filtered": _filtered_lead}


def _extractive(article: Article) -> Ranking:
    """The engine's own order."""
    ranked = salience.rank(lines(article), terms(article.title, article.language))
    worth = [one for one in ranked if one.line.is_prose]
    return tuple(one.line.number for one in salience.pick(worth, 15))


def _lead(article: Article) -> Ranking:
    """The sentences as they come."""
    return tuple(range(1, len(article.sentences) + 1))


def _filtered_lead(article: Article) -> Ranking:
    """The sentences as they come, without what the prose filter rejects."""
    return tuple(line.number for line in lines(article) if line.is_prose)


class _Words:
    """What sumy asks of a tokenizer; its own needs data from the network."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(re.findall(r"[^\W\d_]+(?:['’]\w+)?", sentence.lower()))


def _sumy() -> dict[str, Ranker]:
    """sumy's rankers under their names; none where it is not installed."""
    if importlib.util.find_spec("sumy") is None:
        return {}
    modules = {"LexRank": "lex_rank", "TextRank": "text_rank", "Lsa": "lsa"}
    return {f"sumy {name}": _ranker(name, file) for name, file in modules.items()}


def _ranker(name: str, file: str) -> Ranker:
    """One of sumy's summarizers, made to give its whole ranking."""
    dom = importlib.import_module("sumy.models.dom")
    stem = importlib.import_module("sumy.nlp.stemmers").Stemmer("english")
    stop_words = importlib.import_module("sumy.utils").get_stop_words("english")
    module = importlib.import_module(f"sumy.summarizers.{file}")
    summarizer = getattr(module, f"{name}Summarizer")(stem)
    summarizer.stop_words = stop_words
    summarizer._get_best_sentences = _all_by_rating
    words = _Words()

    def rank(article: Article) -> Ranking:
        count = len(article.sentences)
        told = [dom.Sentence(article.sentence(n), words) for n in range(1, count + 1)]
        document = dom.ObjectDocumentModel([dom.Paragraph(told)])
        found: Ranking = summarizer(document, count)
        return found

    return rank


def _all_by_rating(sentences: Sequence[Any], count: int, rating: Any) -> Ranking:
    """Numbers of all sentences, those rated highest first."""
    rate = rating if callable(rating) else rating.__getitem__
    rated = [(-float(rate(one)), number) for number, one in enumerate(sentences, 1)]
    return tuple(number for _, number in sorted(rated))
