"""The story of a build: read, summarize, merge, render, write.

The only place where tasks run side by side.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from briefer import condense, ledger, merge, output, render, summarize
from briefer.briefing_reply import reply_model
from briefer.chunking import chunk
from briefer.clients import opened
from briefer.dates import format_date
from briefer.errors import ArticleError, MergeFailed, NoArticles
from briefer.exchange import Answer, ReplyModel, ask, schema_of
from briefer.ledger import Context, Entry
from briefer.llm.base import Client, Reply, Request
from briefer.progress import Notify, Progress, Step, silent
from briefer.prompts import Prompts
from briefer.reading import Reading, gather
from briefer.record import record, sources_of
from briefer.schema import (
    Article,
    Briefing,
    Edition,
    Failure,
    StageRecord,
    Usage,
)
from briefer.settings import Settings
from briefer.sources import origins
from briefer.templating import shipped
from briefer.tokens import Counter, counter_for

M = TypeVar("M", bound=ReplyModel)
T = TypeVar("T")


@dataclass(frozen=True)
class Built:
    """What a build made: the edition, and the files it became."""

    edition: Edition
    files: Mapping[str, str]
    has_changed: bool = True
    """Whether any byte of the output folder did."""


async def build(
    settings: Settings, client: Client | None = None, notify: Notify = silent
) -> Built:
    """Build the briefing of `settings.sources` into `settings.out`.

    Asks `client`, or the one the settings call for. Raises `RunError` where no briefing
    could be made; an article that fails becomes a `Failure` of the edition.
    """
    folder = settings.path(settings.out)
    output.check(folder)
    prompts = Prompts(settings)

    # Read all that is there before anything is asked, so that mistakes cost nothing.
    reading = gather(settings, notify)

    # Ask for a summary and ledger of each article, side by side.
    if client is not None:
        edition = await assemble(settings, prompts, reading, client, notify)
    else:
        async with opened(settings) as open_client:
            edition = await assemble(
                settings, prompts, reading, open_client.client, notify
            )

    # Render everything, then write everything.
    files = render.render(edition, template_folders(settings))
    files["run.json"] = record(edition, settings, files)
    has_changed = output.write(folder, files)
    notify(Step("write", about=str(folder), done=len(files), total=len(files)))
    return Built(edition, files, has_changed)


def template_folders(settings: Settings) -> tuple[Path, ...]:
    """Folders of page templates, the user's first."""
    folder = settings.path(settings.templates)
    return (*((folder,) if folder.is_dir() else ()), shipped("templates"))


@dataclass
class _Run:
    """What the stages of one build share, and what they used up."""

    settings: Settings
    prompts: Prompts
    client: Client
    counter: Counter
    notify: Notify
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    gate: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.gate = asyncio.Semaphore(self.settings.concurrency)

    async def ask(self, request: Request, model: type[M]) -> Answer[M]:
        async with self.gate:
            answer = await ask(self.client, request, model, self.prompts.repair)
        self.replies.setdefault(request.stage, []).extend(answer.replies)
        return answer


async def assemble(
    settings: Settings,
    prompts: Prompts,
    reading: Reading,
    client: Client,
    notify: Notify,
) -> Edition:
    """The edition of what was read, every reply asked of `client`."""
    counter = counter_for(settings.model)
    run = _Run(settings, prompts, client, counter, notify)
    made, failures = await _summaries(run, reading.articles)
    context = Context(
        {d.article.id: d.article for d in made},
        {d.summary.article: d.summary for d in made},
    )

    # Bring the ledgers below what one request takes, then ask for the briefing.
    kept, dropped = await _condensed(run, context)
    briefing = await _merged(run, context, kept)

    stages = _stages(run)
    articles = tuple(d.article for d in made)
    summaries = tuple(d.summary for d in made)
    found = [f for s in summaries for f in s.findings]
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
            counter.count,
        ),
        origins=origins.group(articles),
        stages=stages,
        failures=(*reading.failures, *failures),
        findings=(*found, *briefing.findings),
        token_counts=counter.note,
        dropped_claims=dropped,
    )


async def _summaries(
    run: _Run, articles: Sequence[Article]
) -> tuple[list[summarize.Dated], list[Failure]]:
    """Summaries in order of time, and what failed. Raises `NoArticles` if all did."""
    progress = Progress(run.notify, "summarize", len(articles))

    async def one(article: Article) -> summarize.Dated | Failure:
        try:
            made = await _summary(run, article)
        except ArticleError as error:
            failure = _failed(article, error)
            progress.step(article.path, failure=failure)
            return failure
        progress.step(article.path, run.replies["summarize"][-1])
        return made

    results = await _all([one(article) for article in articles])
    made = [r for r in results if isinstance(r, summarize.Dated)]
    failures = [r for r in results if isinstance(r, Failure)]
    if not made:
        raise NoArticles(
            f"none of {len(articles)} articles could be summarized; the first: "
            f"{failures[0].path}: {failures[0].message}",
            hint="the old briefing is as it was; run the same command again",
        )
    return sorted(made, key=_by_date), failures


async def _summary(run: _Run, article: Article) -> summarize.Dated:
    budget = run.settings.chunk_tokens
    chunks = chunk(article, run.counter.count, budget_tokens=budget)
    requests = [
        summarize.request(article, part, run.prompts, run.settings) for part in chunks
    ]
    answers = await _all([run.ask(r, summarize.Summary) for r in requests])
    return summarize.dated(article, summarize.read(article, chunks, answers))


async def _condensed(run: _Run, context: Context) -> tuple[tuple[Entry, ...], int]:
    """Entries that fit one request, and how many claims the tree left out."""
    tree = _Tree(run, context)
    level = tree.leaves()
    total = sum(len(leaf) for leaf in level)
    while len(level) > 1 and tree.weigh_all(level) > tree.budget:
        level = await tree.above(level)
    kept = ledger.in_order([entry for leaf in level for entry in leaf], context)
    return kept, total - sum(1 + len(entry.also) for entry in kept)


Entries = tuple[Entry, ...]


class _Tree:
    """Brings ledgers together, level by level, until they fit one request.

    Neighboring ledgers become one of at most a quarter of the budget; each group holds
    two or more, so that every level has at most half as many and the tree ends.
    """

    def __init__(self, run: _Run, context: Context) -> None:
        self.run = run
        self.context = context
        self.budget = run.settings.merge_tokens
        self.share = self.budget // ledger.WINDOW

    def weigh(self, entries: Sequence[Entry]) -> int:
        return ledger.tokens(entries, self.context, self.run.counter.count)

    def weigh_all(self, level: Sequence[Entries]) -> int:
        return sum(self.weigh(leaf) for leaf in level)

    def leaves(self) -> list[Entries]:
        """The ledger of each article, in parts where it is a long one."""
        return [
            leaf
            for summary in self.context.summaries.values()
            for leaf in ledger.split(ledger.entries(summary), self.weigh, self.share)
        ]

    async def above(self, level: Sequence[Entries]) -> list[Entries]:
        """One level up: each group of `level` condensed, side by side."""
        groups = ledger.group(level, self.weigh, self.budget)
        progress = Progress(self.run.notify, "condense", len(groups))
        return await _of_the_merge([self._one(group, progress) for group in groups])

    async def _one(self, group: Sequence[Entries], progress: Progress) -> Entries:
        entries = tuple(entry for leaf in group for entry in leaf)
        if len(group) == 1:
            progress.step("passed on as it is")
            return entries
        prompts, settings = self.run.prompts, self.run.settings
        request = condense.request(entries, self.context, prompts, settings, self.share)
        answer = await self.run.ask(request, condense.Condensed)
        progress.step(request.label, answer.replies[-1])
        return condense.read(entries, answer, self.weigh, self.share)


async def _merged(run: _Run, context: Context, kept: Sequence[Entry]) -> Briefing:
    sections = run.prompts.sections
    model = reply_model(sections)
    asked = merge.request(kept, context, run.prompts, run.settings, schema_of(model))
    [answer] = await _of_the_merge([run.ask(asked, model)])
    run.notify(Step("merge", "the briefing", 1, 1, answer.replies[-1]))
    frame = _frame(run.settings, list(context.articles.values()))
    briefing = merge.read(kept, context, answer, frame, sections)
    return briefing.model_copy(update={"generated": _generated(run)})


def _frame(settings: Settings, articles: Sequence[Article]) -> merge.Frame:
    period = merge.span([a.published for a in articles if a.published.date])
    covered = f"Briefing, {format_date(period.date, period.end)}"
    return merge.Frame(
        title=settings.title or (covered if period.date else "Briefing"),
        language=settings.language,
        period=period,
        as_of=period.end or period.date,
    )


def _generated(run: _Run) -> str:
    """When the newest reply was given: the same for the same replies."""
    if run.settings.source_date_epoch is not None:
        epoch = datetime.fromtimestamp(run.settings.source_date_epoch, UTC)
        return epoch.strftime("%Y-%m-%dT%H:%M:%SZ")
    return max(r.created for replies in run.replies.values() for r in replies)


def _stages(run: _Run) -> tuple[StageRecord, ...]:
    return tuple(
        StageRecord(
            stage=stage,
            model=", ".join(sorted({reply.model for reply in replies})),
            prompts=run.prompts.digests(stage),
            usage=sum((reply.usage for reply in replies), Usage()),
        )
        for stage, replies in run.replies.items()
    )


def _failed(article: Article, error: ArticleError) -> Failure:
    return Failure(
        path=article.path, step="summarize", code=error.code, message=error.message
    )


def _by_date(made: summarize.Dated) -> tuple[str, str]:
    return made.article.published.date or "9999", made.article.id


async def _all(jobs: Sequence[Awaitable[T]]) -> list[T]:
    """The results in order; the first failure stops the others and is raised alone."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


async def _of_the_merge(jobs: Sequence[Awaitable[T]]) -> list[T]:
    """As `_all`; a lost reply is the whole briefing's loss here."""
    try:
        return await _all(jobs)
    except ArticleError as error:
        raise MergeFailed(f"the briefing could not be made: {error.message}") from error
