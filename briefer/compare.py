"""Two ways to build one briefing compared: calls, claims, statements, findings."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib.metadata import version
from itertools import groupby
from pathlib import PurePosixPath

from briefer import pipeline
from briefer import plan as plans
from briefer.clients import opened
from briefer.contrast import Calls, Change, Changes, ComparisonPage, Noted, Sum
from briefer.errors import MissingRecording
from briefer.intake import Intake
from briefer.llm.base import Client, Reply, Request
from briefer.matching import Pair, Told, pairs, places
from briefer.plan import NotAsked, Plan, plan, survey
from briefer.prices import dollars, price
from briefer.progress import Notify, Step, silent
from briefer.prompts import Prompts
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Claim,
    Finding,
    Gap,
    Usage,
    statements_of,
)
from briefer.settings import Settings

KINDS = ("lost", "gained", "re-worded", "re-cited")


@dataclass
class _Noting:
    """Passes requests on, and notes what was asked and what came."""

    inner: Client
    notify: Notify = silent
    asked: dict[str, str] = field(default_factory=dict)
    """Store entries to their stages."""
    missing: set[str] = field(default_factory=set)
    replies: list[Reply] = field(default_factory=list)

    async def complete(self, request: Request) -> Reply:
        self.asked[request.entry] = request.stage
        try:
            reply = await self.inner.complete(request)
        except MissingRecording as error:
            self.missing.add(request.entry)
            raise NotAsked(error.message) from error
        self.replies.append(replace(reply, text=""))
        self.notify(Step("ask", reply=self.replies[-1]))
        return reply

    def reject(self, request: Request) -> None:
        self.inner.reject(request)


@dataclass(frozen=True, repr=False)
class Side:
    """One of the two ways, as far as it could be gone."""

    name: str
    plan: Plan
    settings: Settings
    articles: Sequence[Article] = ()
    summaries: Mapping[str, ArticleSummary] = field(default_factory=dict)
    briefing: Briefing | None = None
    findings: tuple[Finding, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    """Store entries to their stages."""
    missing: frozenset[str] = frozenset()
    """Those of them that the store did not have at first."""
    replies: Sequence[Reply] = ()
    failures: tuple[str, ...] = ()

    @property
    def usage(self) -> Usage:
        return sum((reply.usage for reply in self.replies), Usage())


def recorded(settings: Settings, name: str) -> Side:
    """A side as far as the store answers; raises as a plan does."""
    return asyncio.run(_looked_up(Side(name, asyncio.run(plan(settings)), settings)))


def answered(side: Side, notify: Notify = silent) -> Side:
    """`side` with what a model answers too, where the store does not.

    Raises as a build does; nothing is written but replies that were paid for.
    """
    return asyncio.run(_built(side, notify))


async def _built(side: Side, notify: Notify) -> Side:
    """By the way of a build, so that calls are made side by side."""
    settings = side.settings
    async with Intake(settings, notify) as intake, opened(settings) as client:
        noting = _Noting(client, notify)
        prompts = Prompts(settings)
        edition = await pipeline.assemble(settings, prompts, intake, noting, notify)
    return replace(
        side,
        articles=edition.articles,
        summaries={one.article: one for one in edition.summaries},
        briefing=edition.briefing,
        findings=edition.findings,
        asked=noting.asked,
        replies=noting.replies,
        failures=tuple(f"{f.path}: {f.message}" for f in edition.failures),
    )


async def _looked_up(side: Side) -> Side:
    settings = replace(side.settings, offline=True, fallback="")
    async with opened(settings) as client:
        noting = _Noting(client)
        articles, found = await survey(settings, noting)
    summaries = {one.article.id: one.summary for one in found.made}
    of_articles = [f for summary in summaries.values() for f in summary.findings]
    return replace(
        side,
        articles=articles,
        summaries=summaries,
        briefing=found.briefing,
        findings=(*of_articles, *(found.briefing.findings if found.briefing else ())),
        asked=noting.asked,
        missing=frozenset(noting.missing),
        replies=noting.replies,
    )


def open_calls(old: Side, new: Side) -> int:
    """Calls that the store cannot answer, those alike on both sides once."""
    made = old.plan.usage.calls + new.plan.usage.calls
    return made - len(old.missing & new.missing)


def compared(old: Side, new: Side, *, spent: bool) -> ComparisonPage:
    """What differs between two sides."""
    both = [a for a in new.articles if a.id in old.summaries and a.id in new.summaries]
    is_whole = bool(old.briefing and new.briefing)
    changes = [_claims(old, new, both)]
    if is_whole:
        changes.append(_statements(old, new))
    return ComparisonPage(
        old=old.name,
        new=new.name,
        calls=tuple(_calls(old, new)),
        open_calls=0 if spent else open_calls(old, new),
        notes=tuple(_notes(old, new, len(both), is_whole=is_whole)),
        sums=tuple(_sums(old, new)),
        changes=tuple(changes),
        findings=tuple(_findings(old, new)),
        version=version("briefer"),
    )


def _calls(old: Side, new: Side) -> Iterator[Calls]:
    before = {calls.stage: calls for calls in old.plan.calls}
    after = {calls.stage: calls for calls in new.plan.calls}
    for stage in dict.fromkeys((*before, *after)):
        asked = {entry for entry, of in new.asked.items() if of == stage}
        alike = len(asked & old.asked.keys())
        twice = sum(new.asked[e] == stage for e in old.missing & new.missing)
        of_old, of_new = before.get(stage), after.get(stage)
        total = of_new.to_make + of_new.stored if of_new else 0
        used = [
            (_less(of_old, 0), old.settings),
            (_less(of_new, twice), new.settings),
        ]
        usage = sum((usage for usage, _ in used), Usage())
        yield Calls(
            stage=stage,
            alike=alike,
            affected=max(total, len(asked)) - alike,
            to_make=usage.calls,
            tokens=_tokens(usage),
            cost=_price(used) if usage.calls else "",
        )


def _less(calls: plans.Calls | None, twice: int) -> Usage:
    """What calls to make take, without those that the other side makes as well."""
    if calls is None or calls.to_make <= twice:
        return Usage()
    share = 1 - twice / calls.to_make
    return Usage(
        calls=calls.to_make - twice,
        input_tokens=round(share * calls.usage.input_tokens),
        output_tokens=round(share * calls.usage.output_tokens),
    )


def _price(used: Sequence[tuple[Usage, Settings]]) -> str:
    amounts = [price(u, s.model, s.base_url) for u, s in used if u.calls]
    known = [amount for amount in amounts if amount is not None]
    return dollars(sum(known, Decimal()) if len(known) == len(amounts) else None)


def _tokens(usage: Usage) -> str:
    if not usage.calls:
        return ""
    return f"about {usage.input_tokens:,} in, {usage.output_tokens:,} out"


def _notes(old: Side, new: Side, both: int, *, is_whole: bool) -> Iterator[str]:
    total = max(len(old.articles), len(new.articles))
    if both < total:
        yield f"claims of {total - both} of {total} articles, for want of replies"
    for side in (old, new):
        if not is_whole and side.briefing is None:
            yield f"the briefing, which {side.name} has no reply for"
        yield from (f"{side.name}: {failure}" for failure in side.failures)


def _sums(old: Side, new: Side) -> Iterator[Sum]:
    counted: tuple[tuple[str, Callable[[Side], object]], ...] = (
        ("claims", lambda s: sum(len(one.claims) for one in s.summaries.values())),
        ("statements", lambda s: len(_told(s)) if s.briefing else "none yet"),
        ("findings", lambda s: len(s.findings)),
        ("calls", lambda s: s.usage.calls),
        ("of them made now", lambda s: sum(not r.is_recorded for r in s.replies)),
        ("tokens in", lambda s: f"{s.usage.input_tokens:,}"),
        ("tokens out", lambda s: f"{s.usage.output_tokens:,}"),
        ("cost of all calls", lambda s: _cost(s.replies)),
    )
    for name, count in counted:
        yield Sum(name, str(count(old)), str(count(new)))


def _cost(replies: Sequence[Reply]) -> str:
    paid = pipeline.paid(replies)
    return dollars(Decimal(paid) if paid else None)


def _claims(old: Side, new: Side, articles: Sequence[Article]) -> Changes:
    files = {article.id: article.path for article in articles}
    found = [
        _change(pair, article.path, files)
        for article in articles
        for pair in pairs(
            old.summaries[article.id].claims, new.summaries[article.id].claims
        )
    ]
    return _changes("Claims", found)


def _statements(old: Side, new: Side) -> Changes:
    files = {article.id: article.path for article in new.articles}
    found = []
    for pair in pairs(_told(old), _told(new)):
        there = pair.new or pair.old
        found.append(_change(pair, there.where if there else "", files))
    return _changes("Statements of the briefing", found)


def _told(side: Side) -> list[Told]:
    """The statements of a side's briefing in reading order, open questions too."""
    found: list[Told] = []
    if side.briefing is None:
        return found
    claims = {c.id: c for one in side.summaries.values() for c in one.claims}
    for section in side.briefing.sections:
        for item in section.items:
            for line in statements_of(item):
                at = [places(claims[claim]) for claim in line.claims]
                place = frozenset[tuple[str, int]]().union(*at)
                found.append(Told(line.text, place, section.title))
            if isinstance(item, Gap):
                at_all = frozenset((article, 0) for article in item.searched)
                found.append(Told(item.question, at_all, section.title))
    return found


def _change(
    pair: Pair[Claim] | Pair[Told], where: str, files: Mapping[str, str]
) -> Change:
    old, new = pair.old, pair.new
    return Change(
        change=pair.change,
        where=where,
        old=old.text if old else "",
        new=new.text if new else "",
        old_at=_at(places(old), files, where) if old else "",
        new_at=_at(places(new), files, where) if new else "",
    )


def _at(found: frozenset[tuple[str, int]], files: Mapping[str, str], where: str) -> str:
    """Sentences as people read them: by article, where that is not said already."""
    parts = []
    for article, group in groupby(sorted(found), key=lambda place: place[0]):
        numbers = ", ".join(str(number) for _, number in group if number)
        file = files.get(article, article)
        name = "" if file == where else PurePosixPath(file).stem[:24] + " "
        parts.append(f"{name}{numbers}".strip())
    return "; ".join(parts)


def _changes(title: str, found: Sequence[Change]) -> Changes:
    counts = Counter(change.change for change in found)
    return Changes(
        title=title,
        same=counts["same"],
        tally=tuple(Sum(kind, "", str(counts[kind])) for kind in KINDS),
        rows=tuple(change for change in found if change.change != "same"),
    )


def _findings(old: Side, new: Side) -> Iterator[Noted]:
    before, after = (
        Counter(map(_noted, old.findings)),
        Counter(map(_noted, new.findings)),
    )
    for change, found in (("new", after - before), ("gone", before - after)):
        for (code, message, words), number in sorted(found.items()):
            times = f" ({number} times)" * (number > 1)
            yield Noted(change, code, message + times, words)


def _noted(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.message, finding.words or finding.evidence
