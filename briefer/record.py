"""What a build writes down about itself: the same for the same inputs and replies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Edition,
    RunRecord,
    SourceRecord,
)
from briefer.settings import Settings

SHAPING = (
    "title",
    "language",
    "model",
    "chunk_tokens",
    "merge_tokens",
    "reply_tokens",
    "temperature",
    "unsupported",
    "judge",
)
"""Settings that shape a briefing; paths and what only changes speed are left out."""


def sources_of(
    read: Sequence[Article],
    copies: Mapping[str, str],
    articles: Sequence[Article],
    summaries: Sequence[ArticleSummary],
    briefing: Briefing,
    count: Callable[[str], int],
) -> tuple[SourceRecord, ...]:
    """A record for each file that gave an article, in order of paths.

    `read` are the articles as read, `articles` those summarized, with their dates.
    """
    dated = {article.id: article for article in articles}
    claims = {summary.article: len(summary.claims) for summary in summaries}
    cited: dict[str, int] = {}
    for claim in briefing.claims:
        cited[claim.evidence.article] = cited.get(claim.evidence.article, 0) + 1
    by_path = {article.path: article for article in read}
    by_path |= {path: _by_id(read, article) for path, article in copies.items()}
    return tuple(
        SourceRecord(
            path=path,
            digest=article.digest,
            article=article.id,
            title=article.title,
            outlet=article.outlet,
            published=dated.get(article.id, article).published,
            encoding=article.encoding,
            sentences=len(article.sentences),
            tokens=count(article.text),
            claims=claims.get(article.id, 0),
            cited=cited.get(article.id, 0),
            set_aside=article.set_aside,
        )
        for path, article in sorted(by_path.items())
    )


def record(edition: Edition, settings: Settings, files: Mapping[str, str]) -> str:
    """`run.json` for `edition` and the `files` it became (relative path to text)."""
    run = RunRecord(
        version=edition.version,
        status="holes" if edition.failures else "complete",
        title=edition.briefing.title,
        generated=edition.briefing.generated,
        settings={name: str(getattr(settings, name)) for name in SHAPING},
        token_counts=edition.token_counts,
        sources=edition.sources,
        origins=edition.origins,
        stages=edition.stages,
        dropped_claims=edition.dropped_claims,
        failures=edition.failures,
        findings=edition.findings,
        files={name: _digest(text) for name, text in sorted(files.items())},
    )
    return json.dumps(run.model_dump(), ensure_ascii=False, indent=2) + "\n"


def _by_id(articles: Sequence[Article], name: str) -> Article:
    return next(article for article in articles if article.id == name)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
