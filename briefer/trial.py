"""One stage tried on one article: what a prompt makes of it, and what it costs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from briefer import condense, judge, ledger, mend, merge, pipeline, summarize, verify
from briefer.briefing_reply import reply_model
from briefer.clients import opened
from briefer.errors import SettingsError
from briefer.exchange import Answer, ReplyModel, schema_of
from briefer.grounding import cases
from briefer.llm.base import Reply
from briefer.progress import silent
from briefer.prompts import Prompts
from briefer.reading import gather
from briefer.record import frame_of
from briefer.run import Run
from briefer.schema import Article, Claim, Finding, Usage, statements_of
from briefer.settings import Settings
from briefer.summarize import Dated
from briefer.templating import nearest
from briefer.tokens import counter_for


@dataclass(frozen=True)
class Row:
    """Something an answer says, and what is known of it."""

    text: str
    about: str = ""


@dataclass(frozen=True)
class Part:
    """A part of an answer, such as the ledger or a section."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Trial:
    """A stage's answer for one article, checked, and what it took."""

    stage: str
    article: str
    prompts: Mapping[str, str]
    """The stage's template files to their digests."""
    parts: tuple[Part, ...] = ()
    claims: tuple[Claim, ...] = ()
    """The ledger, where the stage is `summarize`."""
    findings: tuple[Finding, ...] = ()
    replies: tuple[Reply, ...] = ()
    """Those of the stage."""
    before: tuple[Reply, ...] = ()
    """Those of the stages it needs."""

    @property
    def usage(self) -> Usage:
        return sum((reply.usage for reply in self.replies), Usage())

    @property
    def cost(self) -> str:
        """US dollars of the stage's replies; empty where the price is not known."""
        return pipeline.paid(self.replies)

    @property
    def is_paid(self) -> bool:
        """Whether any of the replies was asked for now."""
        return any(not r.is_recorded for r in (*self.replies, *self.before))


@dataclass(frozen=True)
class _Said:
    """What came of a stage, before costs are added."""

    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()


def run(settings: Settings, stage: str, article: Path) -> Trial:
    """`stage` tried on the file `article`; earlier stages answer for it first.

    Raises `SettingsError` for a stage that cannot be tried, and as a build does.
    """
    if stage not in STAGES:
        raise SettingsError(
            f"there is no stage `{stage}` to try",
            hint=nearest(stage, [*STAGES]) or f"try one of {', '.join(STAGES)}",
        )
    return asyncio.run(_tried(settings, stage, article))


async def _tried(settings: Settings, stage: str, file: Path) -> Trial:
    sources = (str(file),)
    [article] = gather(replace(settings, sources=sources)).articles
    prompts = Prompts(settings)
    async with opened(settings) as client:
        counter = counter_for(settings.model)
        this = Run(settings, prompts, client, counter, silent)
        said = await STAGES[stage](this, article)
    return Trial(
        stage=stage,
        article=article.path,
        prompts=prompts.digests(stage),
        parts=said.parts,
        claims=said.claims,
        findings=said.findings,
        replies=tuple(this.replies.get(stage, ())),
        before=tuple(
            reply
            for name, replies in this.replies.items()
            if name != stage
            for reply in replies
        ),
    )


async def _summarize(run: Run, article: Article) -> _Said:
    made = await _summary(run, article)
    examined = verify.summary(made.summary, made.article)
    value = examined.value
    ledger_rows = [Row(claim.text, _about(claim)) for claim in value.claims]
    places = {claim.id: n for n, claim in enumerate(value.claims, 1)}
    told = [
        Row(s.text, f"rests on {', '.join(str(places[c]) for c in s.claims)}")
        for s in value.statements
    ]
    parts = (
        Part("claims", tuple(ledger_rows)),
        Part("summary", tuple(told)),
        Part("actors", tuple(Row(a.name, a.role) for a in value.actors)),
    )
    findings = (*made.summary.findings, *examined.findings)
    return _Said(parts, findings, value.claims)


async def _summary(run: Run, article: Article) -> Dated:
    """The summary as the model gives it, not yet checked."""
    chunks = pipeline.chunks_of([article], run.settings, run.counter)[article.id]
    answers = [
        await run.ask(
            summarize.request(article, part, run.prompts, run.settings),
            summarize.Summary,
        )
        for part in chunks
    ]
    return summarize.dated(article, summarize.read(article, chunks, answers))


async def _whole(run: Run, article: Article) -> Dated:
    """The summary as a build has it: checked, and mended where it failed."""
    chunks = pipeline.chunks_of([article], run.settings, run.counter)[article.id]
    return await pipeline.summary(run, article, chunks)


async def _mend(run: Run, article: Article) -> _Said:
    made = await _summary(run, article)
    examined = verify.summary(made.summary, made.article)
    failing = [item for item in examined.failing if item.can_mend]
    if not failing:
        return _Said((Part("nothing fails its checks, so nothing is asked", ()),))
    request = mend.request(failing, article.path, run.prompts, run.settings)
    texts = mend.read(failing, (await run.ask(request, mend.Mended)).value)
    rows = [
        Row(texts.get(f.case.id, f.case.text) or "(left out)", f"was: {f.case.text}")
        for f in failing
    ]
    after = verify.summary(verify.with_texts(made.summary, texts), made.article)
    return _Said((Part("sentences", tuple(rows)),), after.findings)


async def _condense(run: Run, article: Article) -> _Said:
    made = await _whole(run, article)
    context = pipeline.context_of([made])
    entries = ledger.entries(made.summary)
    scales = ledger.Scales(context, run.counter.count)
    budget = run.settings.merge_tokens
    request = condense.request(entries, context, run.prompts, run.settings, budget)
    answer = await run.ask(request, condense.Condensed)
    kept = condense.read(entries, answer, scales, budget)
    stories = dict.fromkeys(entry.story for entry in kept)
    parts = (
        Part(s, tuple(Row(e.claim.text, _about(e.claim)) for e in kept if e.story == s))
        for s in stories
    )
    return _Said(tuple(parts))


async def _merge(run: Run, article: Article) -> _Said:
    made = await _whole(run, article)
    context = pipeline.context_of([made])
    entries = ledger.in_order(ledger.entries(made.summary), context)
    model = reply_model(run.prompts.sections)
    settings = run.settings
    request = merge.request(entries, context, run.prompts, settings, schema_of(model))
    answer: Answer[ReplyModel] = await run.ask(request, model)
    frame = frame_of(settings, [made.article])
    briefing = merge.read(entries, context, answer, frame, run.prompts.sections)
    sources = verify.Sources(
        claims={claim.id: claim for claim in made.summary.claims},
        articles={made.article.id: made.article},
        origins=(),
        actors=made.summary.actors,
    )
    examined = verify.briefing(briefing, sources)
    parts = (
        Part(
            section.title,
            tuple(
                Row(told.text, ", ".join(told.marks))
                for item in section.items
                for told in statements_of(item)
            ),
        )
        for section in examined.value.sections
    )
    return _Said(tuple(parts), (*briefing.findings, *examined.findings))


async def _judge(run: Run, article: Article) -> _Said:
    made = await _whole(run, article)
    claims = {claim.id: claim for claim in made.summary.claims}
    asked = [cases.of_claim(claim, made.article) for claim in claims.values()]
    findings: list[Finding] = []
    for group in judge.batches(asked):
        request = judge.request(group, run.prompts, run.settings)
        answer = await run.ask(request, judge.Rulings)
        findings += judge.read(group, answer.value)
    objected = {finding.where: finding.code for finding in findings}
    rows = (Row(c.text, objected.get(c.id, "supported")) for c in claims.values())
    return _Said((Part("claims", tuple(rows)),), tuple(findings))


STAGES: Mapping[str, Callable[[Run, Article], Awaitable[_Said]]] = MappingProxyType(
    {
        "summarize": _summarize,
        "mend": _mend,
        "condense": _condense,
        "merge": _merge,
        "judge": _judge,
    }
)
"""What can be tried on an article; `merge` and the others take its ledger alone."""


def _about(claim: Claim) -> str:
    return "; ".join(part for part in _facts(claim) if part)


def _facts(claim: Claim) -> Iterator[str]:
    yield claim.kind
    yield f"{claim.when.date} ({claim.when.basis})" if claim.when.date else "no date"
    yield claim.certainty
    yield claim.who and f"said by {claim.who}"
    yield claim.via and f"via {claim.via}"
    numbers = claim.evidence.sentences
    yield f"sentence{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"


def with_prompts(settings: Settings, against: str) -> Settings:
    """`settings` with the prompts of another folder, or the shipped ones alone."""
    if against == "shipped":
        nowhere = str(settings.path(".briefer/no-prompts"))
        return replace(settings, prompts=nowhere, user_prompts="")
    if not settings.path(against).is_dir():
        raise SettingsError(
            f"`{against}` is no folder of prompts",
            hint="name a folder, or `shipped` for those that come with briefer",
        )
    return replace(settings, prompts=against)
