"""The story of a build: read, summarize, merge, render, write.

The only place where tasks run side by side.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from briefer import (
    collecting,
    grouping,
    judge,
    ledger,
    locking,
    mend,
    merge,
    output,
    preflight,
    render,
    summarize,
    unaided,
    verify,
)
from briefer.briefing_reply import reply_model
from briefer.checks import Checked, Checks, in_a_thread
from briefer.chunking import chunk
from briefer.clients import is_live, opened
from briefer.errors import (
    ArticleError,
    MergeFailed,
    MissingRecording,
    NoArticles,
    NoMoreReplies,
)
from briefer.exchange import schema_of
from briefer.grounding.base import Case
from briefer.intake import Intake
from briefer.ledger import Context, Entry
from briefer.llm.base import Client, Reply, Request
from briefer.llm.lasting import Lasting
from briefer.llm.witness import Witness
from briefer.packed import Packed
from briefer.prices import price
from briefer.progress import Notify, Progress, Step, silent, waiting
from briefer.prompts import Prompts
from briefer.reading import Reading, files, gather
from briefer.record import bind, frame_of, record
from briefer.run import Run, all_of, for_the_merge, overlapped, side_by_side
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Chunk,
    Edition,
    Failure,
    Finding,
    Origin,
    StageRecord,
    Usage,
)
from briefer.settings import EXTRACTIVE, Settings
from briefer.sources import origins
from briefer.templating import shipped
from briefer.tokens import Counter, counter_for
from briefer.tree import Tree
from briefer.workers import FEW, Hands, hands, prepare

V = TypeVar("V", ArticleSummary, Briefing)


@dataclass(frozen=True, repr=False)
class Built:
    """What a build made: the edition, and the files it became.

    Without a repr: asyncio makes that of a task's result when it ends, and this one's
    took 4 ms an article.
    """

    edition: Edition
    files: Packed
    has_changed: bool = True
    """Whether any byte of the output folder did."""
    unanswered: str = ""
    """Why the build had to do without a model; empty where one answered."""
    replies: Mapping[str, bool] | None = None
    """Store entries asked for, and whether they exist. None where an answer was lost,
    or came from elsewhere: the same build may then give something else."""


@dataclass(frozen=True)
class _Made:
    """An edition, and the further fields of `Built`."""

    edition: Edition
    unanswered: str = ""
    replies: Mapping[str, bool] | None = None


@dataclass(frozen=True)
class _Unanswered:
    """What was read in a build that no model and no recording answers."""

    reading: Reading
    why: str
    replies: Mapping[str, bool] | None


async def build(
    settings: Settings,
    client: Client | None = None,
    notify: Notify = silent,
    heard: list[Reply] | None = None,
    by: Hands | None = None,
) -> Built:
    """Build the briefing of `settings.sources` into `settings.out`.

    Asks `client`, or the one the settings call for. The latter's replies are added to
    `heard`, without their texts, also where the build fails. Waits for another build
    that writes there. Raises `RunError` where no briefing could be made; an article
    that fails becomes a `Failure` of the edition.
    """
    out = settings.path(settings.out)
    output.check(out)
    tell = partial(waiting, notify)
    async with locking.held(out, settings.path(".briefer"), tell):
        output.recover(out)
        ways = (client, [] if heard is None else heard)
        with collecting.seldom():
            return await _build(settings, ways, notify, by)


async def _build(
    settings: Settings,
    ways: tuple[Client | None, list[Reply]],
    notify: Notify,
    by: Hands | None,
) -> Built:
    # Without a model the same children read, extract and print.
    if settings.model == EXTRACTIVE and ways[0] is None:
        with by or hands() as by:
            return _built_without_model(settings, notify, by)

    # Try every template before anything is asked, so that mistakes cost nothing.
    prompts = Prompts(settings)
    preflight.check(settings, prompts, template_folders(settings))

    # Read, and ask about each article as soon as it is there; or do without a model.
    async with Intake(settings, notify) as intake:
        made = await _answered(settings, prompts, intake, ways, notify)
    if isinstance(made, _Unanswered):
        return _done_without(settings, prompts, made, notify)

    # Render everything, then write everything.
    return _written(settings, made, notify)


def _built_without_model(settings: Settings, notify: Notify, by: Hands) -> Built:
    found = files(settings)
    _make_ready(by, len(found.readable))
    prompts = Prompts(settings)
    with ThreadPoolExecutor(1) as aside:  # children read while templates are tried
        job = aside.submit(gather, settings, notify, by=by, among=found)
        try:
            preflight.check(settings, prompts, template_folders(settings))
        except BaseException:
            by.close()
            raise
        reading = job.result()
    edition = _without_model(settings, prompts, reading, notify, by)
    return _written(settings, _Made(edition, replies={}), notify, by)


def _done_without(
    settings: Settings, prompts: Prompts, asked: _Unanswered, notify: Notify
) -> Built:
    with hands() as by:
        _make_ready(by, len(asked.reading.articles))
        edition = _without_model(settings, prompts, asked.reading, notify, by)
        made = _Made(edition, asked.why, asked.replies)
        return _written(settings, made, notify, by)


def _make_ready(by: Hands, articles: int) -> None:
    if articles > FEW:  # else they may not be needed
        prepare(by, unaided.__name__, render.__name__)


def rendered(settings: Settings, built: Built, notify: Notify = silent) -> Built:
    """`built` with its pages made anew: for page templates that changed since.

    Nothing is read, asked or checked again but the templates. Raises `TemplateError`.
    """
    preflight.check_pages(Prompts(settings), template_folders(settings))
    made = _Made(built.edition, built.unanswered, built.replies)
    return _written(settings, made, notify)


def _written(
    settings: Settings, made: _Made, notify: Notify, by: Hands | None = None
) -> Built:
    folder = settings.path(settings.out)
    templates = template_folders(settings)
    with output.drafted(folder) as draft:
        ahead = draft.ahead()
        pages = render.render(made.edition, templates, settings.formats, by, ahead)
        pages["run.json"] = record(made.edition, settings, pages)
        has_changed = draft.exchange(pages)
    notify(Step("write", about=str(folder), done=len(pages), total=len(pages)))
    return Built(made.edition, pages, has_changed, made.unanswered, made.replies)


async def _answered(
    settings: Settings,
    prompts: Prompts,
    intake: Intake,
    ways: tuple[Client | None, list[Reply]],
    notify: Notify,
) -> _Made | _Unanswered:
    """The edition by a client, or the one the settings call for; else why without."""
    client, heard = ways

    def hear(request: Request, reply: Reply) -> None:
        notify(Step(request.stage, request.label, reply=reply))
        if client is None:
            heard.append(replace(reply, text=""))

    if client is not None:
        lasting = Lasting(client, hear)
        try:
            return _Made(await assemble(settings, prompts, intake, lasting, notify))
        finally:
            await lasting.settle()
    tell = partial(waiting, notify)
    async with opened(settings, hear=hear, tell=tell) as found:
        witness = Witness(found)
        try:
            edition = await assemble(settings, prompts, intake, witness, notify)
            return _Made(edition, replies=witness.replies)
        except MissingRecording as error:
            if settings.offline or settings.stale or is_live(settings):
                raise
            unanswered = error.message.split(";")[0]
    return _Unanswered(await intake.reading(), unanswered, witness.replies)


def _without_model(
    settings: Settings,
    prompts: Prompts,
    reading: Reading,
    notify: Notify,
    by: Hands | None = None,
) -> Edition:
    counter = counter_for(settings.model)
    return unaided.edition(settings, prompts.sections, reading, counter, notify, by)


def template_folders(settings: Settings) -> tuple[Path, ...]:
    """Folders of page templates, the user's first."""
    folder = settings.path(settings.templates)
    return (*((folder,) if folder.is_dir() else ()), shipped("templates"))


async def assemble(
    settings: Settings,
    prompts: Prompts,
    intake: Intake,
    client: Client,
    notify: Notify,
) -> Edition:
    """The edition of what comes in, every reply asked of `client`."""
    counter = counter_for(settings.model)
    run = Run(settings, prompts, client, counter, notify)
    brought = await _brought_together(run, intake)

    # Ask for the briefing; what is paid for is kept where that fails.
    context = context_of(brought.made)
    copies = origins.group(tuple(context.articles.values()))
    try:
        merged = await briefing(run, context, brought.kept, copies)
        dropped = ledger.left_out(brought.kept, context)
    except (MergeFailed, NoMoreReplies) as error:
        if settings.fallback != EXTRACTIVE:
            raise
        sections = prompts.sections
        merged = unaided.merged(settings, sections, brought.made, copies, error)
        dropped = 0

    merged = merged.model_copy(update={"generated": _generated(run)})
    bound = bind(
        brought.reading, brought.made, merged, copies, counter.note, counter.count
    )
    return bound.model_copy(
        update={
            "stages": _stages(run),
            "failures": (*brought.reading.failures, *brought.failures),
            "dropped_claims": dropped,
        }
    )


@dataclass(frozen=True)
class _Brought:
    """What was read, its summaries in order of time, and the claims for one request."""

    reading: Reading
    made: Sequence[summarize.Dated]
    failures: Sequence[Failure]
    kept: Sequence[Entry]


async def _brought_together(run: Run, intake: Intake) -> _Brought:
    """Summaries of all articles and their claims; `NoArticles` if all failed."""
    progress = Progress(run.notify, "summarize", 0)
    chunks: dict[str, tuple[Chunk, ...]] = {}
    jobs: dict[str, asyncio.Task[summarize.Dated | Failure]] = {}
    checks = Checks(lambda: intake.expected)
    async with checks, side_by_side() as tasks:
        async for article, parts in intake.articles():
            chunks[article.id] = parts
            progress.total = intake.expected
            make = partial(summary, run, article, parts, checks.examined)
            job = _tried(run, article, make, progress)
            jobs[article.id] = tasks.create_task(job)
        reading = await intake.reading()
        progress.total = len(jobs)

        # Settle which ledgers are condensed together; a group waits for its own only.
        budget = run.settings.merge_tokens
        tree = Tree(run, grouping.top(reading.articles, chunks, budget))
        results, kept = await overlapped(
            all_of([_told(tree, name, job) for name, job in jobs.items()]),
            for_the_merge(tree.entries()),
        )
    made = [r for r in results if isinstance(r, summarize.Dated)]
    failures = [r for r in results if isinstance(r, Failure)]
    if not made:
        raise NoArticles(
            f"none of {len(jobs)} articles could be summarized; the first: "
            f"{failures[0].path}: {failures[0].message}",
            hint="the old briefing is as it was; run the same command again",
        )
    return _Brought(reading, summarize.in_time(made), failures, kept)


async def _told(
    tree: Tree, article: str, job: Awaitable[summarize.Dated | Failure]
) -> summarize.Dated | Failure:
    """What `job` made of an article, once the tree knows of it."""
    made = await job
    if isinstance(made, summarize.Dated):
        tree.take(made)
    else:
        tree.miss(article)
    return made


async def _tried(
    run: Run,
    article: Article,
    make: Callable[[], Awaitable[summarize.Dated]],
    progress: Progress,
) -> summarize.Dated | Failure:
    """The summary of one article, or why there is none."""
    try:
        async with run.room:
            made = await make()
    except (ArticleError, NoMoreReplies) as error:
        if run.settings.fallback == EXTRACTIVE:
            progress.step(f"{article.path}, without the model")
            return unaided.stand_in(article, error)
        if isinstance(error, NoMoreReplies):
            raise
        failure = _failed(article, error)
        progress.step(article.path, failure=failure)
        return failure
    progress.step(article.path)
    return made


def chunks_of(
    articles: Sequence[Article], settings: Settings, counter: Counter
) -> dict[str, tuple[Chunk, ...]]:
    """The chunks of each article, by its id."""
    budget = settings.chunk_tokens
    return {a.id: chunk(a, counter.count, budget_tokens=budget) for a in articles}


async def summary(
    run: Run,
    article: Article,
    chunks: Sequence[Chunk],
    examined: Callable[[ArticleSummary, Article], Awaitable[Checked]] = in_a_thread,
) -> summarize.Dated:
    """The summary of one article, asked for, verified and mended."""
    requests = [
        summarize.request(article, part, run.prompts, run.settings) for part in chunks
    ]
    answers = await all_of([run.ask(r, summarize.Summary) for r in requests])
    made = summarize.dated(article, summarize.read(article, chunks, answers))

    def examine(value: ArticleSummary) -> Awaitable[Checked]:
        return examined(value, made.article)

    checked = await _verified(run, made.summary, examine, article.path)
    return summarize.Dated(made.article, checked)


async def _verified(
    run: Run,
    made: V,
    examine: Callable[[V], Awaitable[verify.Examined[V]]],
    label: str,
) -> V:
    """`made` checked, what fails asked about once, the rest dropped or marked.

    What the model stands by is marked where the check compares wordings.
    """
    examined: verify.Examined[V] = await examine(made)
    failing = [item for item in examined.failing if item.can_mend]
    disputed: Set[str] = frozenset()
    if failing:
        request = mend.request(failing, label, run.prompts, run.settings)
        texts = await _mended(run, request, failing)
        disputed = mend.disputed(failing, texts)
        examined = await examine(verify.with_texts(examined.value, texts))
    drop = run.settings.unsupported == "drop"
    failed = examined.failing
    value = verify.settled(examined.value, failed, drop=drop, disputed=disputed)
    findings = (*made.findings, *examined.findings)
    return value.model_copy(update={"findings": findings})


async def _mended(
    run: Run, request: Request, failing: Sequence[mend.Failing]
) -> dict[str, str]:
    """New texts by id; none where the model could not say anything usable."""
    try:
        answer = await run.ask(request, mend.Mended)
    except ArticleError:
        return {}
    run.notify(Step("mend", request.label, 1, 1))
    return mend.read(failing, answer.value)


def context_of(made: Sequence[summarize.Dated]) -> Context:
    """What ledgers need to know of articles, in the order of `made`."""
    return Context(
        {one.article.id: one.article for one in made},
        {one.summary.article: one.summary for one in made},
    )


async def briefing(
    run: Run, context: Context, kept: Sequence[Entry], copies: Sequence[Origin]
) -> Briefing:
    """The briefing on the claims `kept`, asked for, verified and mended."""
    entries = ledger.in_order(kept, context)
    sections = run.prompts.sections
    model = reply_model(sections)
    asked = merge.request(entries, context, run.prompts, run.settings, schema_of(model))
    answer = await for_the_merge(run.ask(asked, model))
    run.notify(Step("merge", "the briefing", 1, 1))
    frame = frame_of(run.settings, list(context.articles.values()))
    made = merge.read(entries, context, answer, frame, sections)
    sources = verify.Sources(
        claims={c.id: c for s in context.summaries.values() for c in s.claims},
        articles=context.articles,
        origins=copies,
        actors=[actor for s in context.summaries.values() for actor in s.actors],
    )

    def examine(value: Briefing) -> Awaitable[verify.Examined[Briefing]]:
        return asyncio.to_thread(
            lambda: verify.briefing(verify.dated(value, sources), sources)
        )

    made = await _verified(run, made, examine, "the briefing")
    if run.settings.judge:
        made = await _judged(run, made, sources)
    return verify.with_claims(made, sources)


async def _judged(run: Run, made: Briefing, sources: verify.Sources) -> Briefing:
    """`made` with what a model objects to; a batch it cannot judge stays as it is."""
    groups = judge.batches(verify.cases_of(made, sources))
    progress = Progress(run.notify, "judge", len(groups))

    async def one(group: Sequence[Case]) -> list[Finding]:
        request = judge.request(group, run.prompts, run.settings)
        try:
            answer = await run.ask(request, judge.Rulings)
        except ArticleError as error:
            return [_unjudged(error)]
        progress.step(request.label)
        return list(judge.read(group, answer.value))

    found = [f for batch in await all_of([one(g) for g in groups]) for f in batch]
    value = verify.marked(made, found)
    return value.model_copy(update={"findings": (*made.findings, *found)})


def _unjudged(error: ArticleError) -> Finding:
    return Finding(
        code="check-skipped",
        severity="note",
        where="judge",
        message=f"a batch was not judged: {error.message}",
    )


def _generated(run: Run) -> str:
    """When the newest reply was given: the same for the same replies."""
    if run.settings.source_date_epoch is not None:
        epoch = datetime.fromtimestamp(run.settings.source_date_epoch, UTC)
        return epoch.strftime("%Y-%m-%dT%H:%M:%SZ")
    given = (r.created for replies in run.replies.values() for r in replies)
    return max(given, default="")


def _stages(run: Run) -> tuple[StageRecord, ...]:
    return tuple(
        StageRecord(
            stage=stage,
            model=", ".join(sorted({reply.model for reply in replies})),
            prompts=run.prompts.digests(stage),
            usage=sum((reply.usage for reply in replies), Usage()),
            price=paid(replies),
            stale=sum(reply.is_stale for reply in replies),
        )
        for stage, replies in run.replies.items()
    )


def paid(replies: Sequence[Reply]) -> str:
    """What `replies` cost in dollars when they were given, if all prices are known."""
    found = [
        price(r.usage, r.model, r.endpoint, datetime.fromisoformat(r.created))
        for r in replies
        if r.created
    ]
    known = [amount for amount in found if amount is not None]
    return str(sum(known)) if len(known) == len(replies) else ""


def _failed(article: Article, error: ArticleError) -> Failure:
    return Failure(
        path=article.path, step="summarize", code=error.code, message=error.message
    )
