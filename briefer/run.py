"""What the stages of one build share: a client, a gate, and side-by-side running."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from briefer.errors import ArticleError, MergeFailed
from briefer.exchange import Answer, ReplyModel, ask
from briefer.llm.base import Client, Reply, Request
from briefer.progress import Notify
from briefer.prompts import Prompts
from briefer.settings import Settings
from briefer.tokens import Counter

M = TypeVar("M", bound=ReplyModel)
T = TypeVar("T")
U = TypeVar("U")


@dataclass
class Run:
    """What the stages of one build share, and what they used up."""

    settings: Settings
    prompts: Prompts
    client: Client
    counter: Counter
    notify: Notify
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    """Those of each stage, without their texts."""
    gate: asyncio.Semaphore = field(init=False)
    room: asyncio.Semaphore = field(init=False)
    """For articles in the works, so that requests do not pile up before the gate."""

    def __post_init__(self) -> None:
        self.gate = asyncio.Semaphore(self.settings.concurrency)
        self.room = asyncio.Semaphore(2 * self.settings.concurrency)

    async def ask(self, request: Request, model: type[M]) -> Answer[M]:
        async with self.gate:
            answer = await ask(self.client, request, model, self.prompts.repair)
        kept = [replace(reply, text="") for reply in answer.replies]
        self.replies.setdefault(request.stage, []).extend(kept)
        return answer


async def all_of(jobs: Sequence[Awaitable[T]]) -> list[T]:
    """The results in order; the first failure stops the others and is raised alone."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


@asynccontextmanager
async def side_by_side() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that end with the context; the first failure is raised alone."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None


async def settled(jobs: Sequence[Awaitable[T]]) -> list[T]:
    """The results in order; a failure waits until all are done, and is raised then."""
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        await asyncio.gather(*tasks, return_exceptions=True)
    except BaseException:
        for task in tasks:
            task.cancel()
        raise
    return [task.result() for task in tasks]


async def overlapped(first: Awaitable[T], second: Awaitable[U]) -> tuple[T, U]:
    """Both results; a failure of `second` waits until `first` is done."""
    beside = asyncio.ensure_future(second)
    try:
        return await first, await beside
    finally:
        beside.cancel()
        await asyncio.gather(beside, return_exceptions=True)


async def for_the_merge(job: Awaitable[T]) -> T:
    """The result of `job`; a lost reply is the whole briefing's loss here."""
    try:
        return await job
    except ArticleError as error:
        raise MergeFailed(f"the briefing could not be made: {error.message}") from error
