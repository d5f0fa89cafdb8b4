"""A small edition in which every kind of item occurs, to try page templates on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefer.schema import (
    Actor,
    Article,
    ArticleSummary,
    Briefing,
    Claim,
    Disagreement,
    Edition,
    Event,
    Evidence,
    Failure,
    Figure,
    Finding,
    Gap,
    Item,
    Judgment,
    Origin,
    Position,
    Section,
    Sentence,
    SetAside,
    Side,
    SourceRecord,
    StageRecord,
    Statement,
    Story,
    Usage,
    When,
)
from briefer.settings import SectionSetting

_ARTICLES = ("a1", "a2")
_DAY = When(date="2001-02-03", basis="stated", words="3 February 2001")
_SENTENCES = ("Sample one.", "Sample two.")


def edition(sections: Sequence[SectionSetting]) -> Edition:
    """An edition with an item in each of `sections`, and something in every field."""
    finding = Finding(
        code="citation-many",
        severity="note",
        where="a1.k1",
        message="sample",
        words="Sample",
        evidence="Sample one.",
    )
    findings = (finding, finding.model_copy(update={"code": "extracted"}))
    return Edition(
        version="0",
        briefing=_briefing(sections),
        articles=tuple(_article(name) for name in _ARTICLES),
        summaries=tuple(_summary(name, findings) for name in _ARTICLES),
        sources=tuple(_source(name) for name in _ARTICLES),
        origins=(Origin(articles=_ARTICLES, why="sample"),),
        stages=(
            StageRecord(
                stage="merge",
                model="sample",
                prompts={},
                usage=Usage(calls=1),
                stale=1,
            ),
        ),
        failures=(Failure(path="sample", step="read", code="empty", message="sample"),),
        findings=findings,
        token_counts="estimated",
        dropped_claims=1,
    )


def _article(name: str) -> Article:
    first, second = _SENTENCES
    text = f"{first}\n\n{second}"
    return Article(
        id=name,
        path=f"{name}.txt",
        digest="0",
        title=f"Sample {name}",
        outlet="Sample",
        authors=("Sample",),
        agency="Agency",
        url="https://example.org/",
        published=_DAY,
        text=text,
        sentences=(
            Sentence(start=0, end=len(first), paragraph=1),
            Sentence(start=len(first) + 2, end=len(text), paragraph=2),
        ),
        set_aside=(SetAside(text="Sample", reason="share", line=1),),
        margin_dates=("2001-02-03",),
    )


def _summary(name: str, findings: tuple[Finding, ...]) -> ArticleSummary:
    said = Statement(
        id=f"{name}.s1",
        text="Sample.",
        claims=(f"{name}.k1",),
        verdict="marked",
        marks=("number-unsupported",),
    )
    return ArticleSummary(
        article=name,
        statements=(said,),
        claims=(_claim(name),),
        actors=(Actor(name="Sample", role="sample"),),
        published=_DAY,
        genre="analysis",
        findings=findings,
        model="sample",
    )


def _claim(name: str) -> Claim:
    return Claim(
        id=f"{name}.k1",
        text="Sample.",
        kind="statement",
        when=_DAY,
        who="Sample",
        via="Agency",
        certainty="reported",
        evidence=Evidence(article=name, sentences=(1, 2)),
    )


def _source(name: str) -> SourceRecord:
    return SourceRecord(
        path=f"{name}.txt",
        digest="0",
        article=name,
        title=f"Sample {name}",
        outlet="Sample",
        published=_DAY,
        set_aside=(SetAside(text="Sample", reason="share", line=1),),
    )


def _briefing(sections: Sequence[SectionSetting]) -> Briefing:
    return Briefing(
        title="Sample",
        language="en",
        period=_DAY.model_copy(update={"end": "2001-02-04"}),
        as_of="2001-02-04",
        generated="2001-02-04T05:06:07Z",
        model="sample",
        sections=tuple(
            Section.model_validate(
                {
                    "id": section.id,
                    "title": section.title,
                    "shape": section.shape,
                    "items": _items(section.shape),
                }
            )
            for section in sections
        ),
        claims=tuple(_claim(name) for name in _ARTICLES),
    )


def _items(shape: str) -> tuple[Item, ...]:
    said = Statement(
        id="sample.s1",
        text="Sample.",
        claims=("a1.k1",),
        also=("a2.k1",),
        verdict="marked",
        marks=("number-unsupported",),
    )
    told: dict[str, Any] = {"id": said.id, "text": said.text, "claims": said.claims}
    told["when"] = _DAY
    items: dict[str, tuple[Item, ...]] = {
        "statements": (said,),
        "stories": (Story(title="Sample", when=_DAY, statements=(said,)),),
        "timeline": (Event(**told),),
        "positions": (Position(actor="Sample", role="sample", statements=(said,)),),
        "figures": (Figure(**told, quantity="sample", value="1"),),
        "disagreements": (
            Disagreement(
                question="Sample?",
                conflict="scope",
                sides=(Side(who="A", statement=said), Side(who="B", statement=said)),
            ),
        ),
        "outlook": (_judgment("Sample"), _judgment("")),
        "gaps": (
            Gap(question="Sample?", searched=("a1",)),
            Gap(question="Sample?", searched=_ARTICLES),
        ),
    }
    return items[shape]


def _judgment(whose: str) -> Judgment:
    return Judgment(
        id="sample.s2",
        text="Sample.",
        claims=("a1.k1",),
        whose=whose,
        likelihood="" if whose else "likely",
        confidence="" if whose else "low",
    )
