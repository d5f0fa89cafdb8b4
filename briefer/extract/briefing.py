"""The briefing without a model: every sentence is one of the articles' own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefer.extract.desk import desk
from briefer.extract.sections import section
from briefer.extract.summary import MODEL
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Finding,
    Origin,
    When,
)
from briefer.settings import SectionSetting

MOST = 60
"""Entries of a section whose setting names no limit."""


def briefing(
    articles: Sequence[Article],
    summaries: Sequence[ArticleSummary],
    origins: Sequence[Origin],
    sections: Sequence[SectionSetting],
    *,
    title: str,
    language: str,
    period: When,
    as_of: str,
    told: Mapping[str, str] | None = None,
) -> Briefing:
    """The briefing over `articles` and their `summaries`, in order of publication.

    `sections` say which parts there are and of which shape; one that nothing was
    reported for is empty. `claims` are the cited ones. Entries beyond a section's limit
    and stories beyond the most told are left out, and a finding says how many. `told`
    are the `stories.words` of the articles where they are known already.
    """
    known = desk(articles, summaries, origins, as_of, language, told)
    full = [section(known, setting) for setting in sections]
    limits = [setting.limit or MOST for setting in sections]
    made = tuple(
        one.model_copy(update={"items": one.items[:limit]})
        for one, limit in zip(full, limits, strict=True)
    )
    findings = [
        _left_out(one.id, len(one.items) - limit)
        for one, limit in zip(full, limits, strict=True)
        if len(one.items) > limit
    ]
    if known.untold:
        findings += [
            _left_out(s.id, known.untold) for s in made if s.shape == "stories"
        ]
    briefing = Briefing(
        title=title,
        language=language,
        period=period,
        as_of=as_of,
        generated="",
        model=MODEL,
        sections=made,
        claims=(),
        findings=tuple(findings),
    )
    cited = {i for statement in briefing.statements() for i in statement.claims}
    claims = (c for s in summaries for c in s.claims if c.id in cited)
    return briefing.model_copy(update={"claims": tuple(claims)})


def _left_out(where: str, count: int) -> Finding:
    return Finding(
        code="section-long",
        severity="note",
        where=where,
        message=f"{count} entries over the limit left out",
    )
