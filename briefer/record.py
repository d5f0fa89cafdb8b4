"""What a build binds together and writes down: the same for the same replies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version

from briefer.dates import format_date
from briefer.footnotes import PAGE, key, without
from briefer.merge import Frame, span
from briefer.packed import Packed
from briefer.reading import Reading
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Edition,
    Origin,
    RunRecord,
    SourceRecord,
)
from briefer.settings import Settings
from briefer.summarize import Dated

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
    by_id = {article.id: article for article in read}
    by_path |= {path: by_id[article] for path, article in copies.items()}
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


def frame_of(settings: Settings, articles: Sequence[Article]) -> Frame:
    """Title, language and dates of the briefing on `articles`."""
    period = span([a.published for a in articles if a.published.date])
    covered = f"Briefing, {format_date(period.date, period.end)}"
    return Frame(
        title=settings.title or (covered if period.date else "Briefing"),
        language=settings.language,
        period=period,
        as_of=period.end or period.date,
    )


def bind(
    reading: Reading,
    made: Sequence[Dated],
    briefing: Briefing,
    origins: Sequence[Origin],
    note: str,
    count: Callable[[str], int],
) -> Edition:
    """The edition of a briefing and the articles and summaries it was made from.

    `count` gives the tokens of an article's text, `note` says how they are counted.
    """
    articles = tuple(dated.article for dated in made)
    summaries = tuple(dated.summary for dated in made)
    found = [finding for summary in summaries for finding in summary.findings]
    return Edition(
        version=version("briefer"),
        briefing=briefing,
        articles=articles,
        summaries=summaries,
        sources=sources_of(
            reading.articles,
            reading.copies,
            articles,
            summaries,
            briefing,
            count,
        ),
        origins=tuple(origins),
        failures=reading.failures,
        findings=(*found, *briefing.findings),
        token_counts=note,
    )


def record(edition: Edition, settings: Settings, files: Packed) -> str:
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
        files=dict(sorted(files.digests.items())),
        unnoted=_unnoted(files[PAGE]) if PAGE in files else None,
    )
    return run.model_dump_json(indent=2) + "\n"


def _unnoted(page: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(key, without(page.split("\n")))))
