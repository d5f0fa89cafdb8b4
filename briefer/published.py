"""The briefing as data: what `briefing.json` holds, and the JSON schema of it."""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import BaseModel

from briefer import schema
from briefer.index import Index
from briefer.schema import Value, When
from briefer.views import Passage, Source

FORMAT: Literal[1] = 1
"""Raised when a reader of the files would have to change."""


class PublishedPassage(Value):
    """Sentences of one article under the number by which the pages cite them."""

    number: int
    article: str
    sentences: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    """Start and end of each sentence, in characters of the article's stored text."""
    text: str
    claims: tuple[str, ...]
    """The cited claims that rest on it."""


class PublishedSource(Value):
    """An article that was read."""

    id: str
    path: str
    also: tuple[str, ...]
    """Paths of further files with the very same text."""
    title: str
    outlet: str
    authors: tuple[str, ...]
    agency: str
    url: str
    published: When
    language: str
    genre: schema.Genre
    digest: str
    """SHA-256 of the original bytes."""
    text_digest: str
    """SHA-256 of the stored text in UTF-8."""
    file: str
    """The article as stored, relative to this file."""
    cited: int
    """Passages of it that the briefing cites."""


class PublishedBriefing(Value):
    """`briefing.json`: the briefing, and all it takes to walk a sentence back."""

    format: Literal[1] = FORMAT
    version: str
    """Of briefer."""
    title: str
    language: str
    period: When
    as_of: str
    generated: str
    model: str
    replies: tuple[str, ...]
    """Names of the store entries the briefing was read from."""
    sections: tuple[schema.Section, ...]
    claims: tuple[schema.Claim, ...]
    passages: tuple[PublishedPassage, ...]
    sources: tuple[PublishedSource, ...]
    origins: tuple[schema.Origin, ...]
    failures: tuple[schema.Failure, ...]
    findings: tuple[schema.Finding, ...]
    dropped_claims: int
    stale: tuple[str, ...] = ()
    """Stages whose replies were given before their prompts changed."""


class PublishedArticle(Value):
    """`articles/<slug>.json`: an article as stored, and what was made of it."""

    format: Literal[1] = FORMAT
    article: schema.Article
    summary: schema.ArticleSummary


def briefing(edition: schema.Edition, known: Index) -> PublishedBriefing:
    """The content of `briefing.json`, sorted wherever order means nothing."""
    made = edition.briefing
    return PublishedBriefing(
        version=edition.version,
        title=made.title,
        language=made.language,
        period=made.period,
        as_of=made.as_of,
        generated=made.generated,
        model=made.model,
        replies=made.replies,
        sections=made.sections,
        claims=made.claims,
        passages=tuple(_passage(passage) for passage in known.passages.values()),
        sources=tuple(_source(a, known.sources[a.id]) for a in edition.articles),
        origins=tuple(sorted(edition.origins, key=lambda origin: origin.articles)),
        failures=tuple(sorted(edition.failures, key=lambda failure: failure.path)),
        findings=tuple(sorted(edition.findings, key=_finding_order)),
        dropped_claims=edition.dropped_claims,
        stale=tuple(stage.stage for stage in edition.stages if stage.stale),
    )


def _finding_order(finding: schema.Finding) -> tuple[str, ...]:
    return finding.where, finding.code, finding.message, finding.evidence


def _passage(passage: Passage) -> PublishedPassage:
    return PublishedPassage(
        number=passage.number,
        article=passage.source.id,
        sentences=passage.sentences,
        spans=passage.spans,
        text=passage.text,
        claims=passage.claims,
    )


def _source(article: schema.Article, source: Source) -> PublishedSource:
    return PublishedSource(
        id=article.id,
        path=article.path,
        also=source.also,
        title=article.title,
        outlet=article.outlet,
        authors=article.authors,
        agency=article.agency,
        url=article.url,
        published=source.published,
        language=article.language,
        genre=source.genre,
        digest=article.digest,
        text_digest=hashlib.sha256(article.text.encode()).hexdigest(),
        file=f"articles/{source.slug}.json",
        cited=source.cited,
    )


def as_json(value: BaseModel) -> str:
    """`value` as indented JSON with its characters as they are."""
    return value.model_dump_json(indent=2) + "\n"


def json_schema() -> str:
    """The JSON schema of `briefing.json`, as published in `docs/`."""
    published = PublishedBriefing.model_json_schema(mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | published, ensure_ascii=False, indent=2) + "\n"
