"""One sentence of a briefing walked back to the words it rests on."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefer.errors import SettingsError
from briefer.llm.recordings import Store
from briefer.recheck import Edition
from briefer.schema import Article, Claim, Section, Statement, statements_of

LIKE = 0.4
"""Likeness from which a sentence of the briefing may be the one that was meant."""


@dataclass(frozen=True)
class Passage:
    """A sentence of an article and where it stands in its stored text."""

    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Ground:
    """A claim, the article it is from, and the sentences it rests on."""

    claim: Claim
    article: Article
    passages: tuple[Passage, ...]
    replies: tuple[str, ...]
    """Store entries the article's ledger was read from."""


@dataclass(frozen=True)
class Explanation:
    """A statement and everything behind it."""

    section: Section
    statement: Statement
    grounds: tuple[Ground, ...]
    replies: tuple[str, ...]
    """Store entries the briefing was read from."""


def explain(edition: Edition, words: str) -> Explanation:
    """The statement of `edition` that `words` mean; `SettingsError` if none does."""
    section, statement = _meant(edition, words)
    grounds = tuple(_ground(edition, name) for name in statement.claims)
    return Explanation(section, statement, grounds, edition.briefing.replies)


def exchange(store: Store, name: str) -> Mapping[str, Any] | None:
    """What was asked and answered under a store entry's name, or None."""
    for folder in store.folders:
        path = folder / f"{name}.json"
        if path.is_file():
            return dict(json.loads(path.read_text(encoding="utf-8")))
    return None


def _meant(edition: Edition, words: str) -> tuple[Section, Statement]:
    told = list(_statements(edition))
    wanted = _plain(words)
    for section, statement in told:
        if wanted == statement.id or (wanted and wanted in _plain(statement.text)):
            return section, statement

    def likeness(pair: tuple[Section, Statement]) -> float:
        return difflib.SequenceMatcher(None, wanted, _plain(pair[1].text)).ratio()

    best = max(told, key=likeness, default=None)
    if best is None or likeness(best) < LIKE:
        raise SettingsError(
            f"no sentence of the briefing reads like `{words[:80]}`",
            hint="copy a sentence, or some words of one, from the briefing",
        )
    return best


def _ground(edition: Edition, name: str) -> Ground:
    claim = edition.claims[name]
    article = edition.articles.get(claim.evidence.article)
    if article is None:
        raise SettingsError(
            f"the article of `{name}` changed or vanished since the build",
            hint="`briefer check` lists what is missing; build again",
        )
    passages = tuple(
        Passage(
            number=number,
            start=article.sentences[number - 1].start,
            end=article.sentences[number - 1].end,
            text=article.sentence(number),
        )
        for number in claim.evidence.sentences
    )
    return Ground(claim, article, passages, edition.replies.get(article.id, ()))


def _statements(edition: Edition) -> Iterator[tuple[Section, Statement]]:
    for section in edition.briefing.sections:
        for item in section.items:
            for statement in statements_of(item):
                yield section, statement


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
