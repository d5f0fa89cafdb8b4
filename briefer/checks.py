"""Summaries checked beside the asking: on all cores where they are many."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from briefer import verify
from briefer.schema import Article, ArticleSummary
from briefer.verify import Examined
from briefer.workers import Lost, Workers

MANY = 100
"""Summaries whose checks take longer than two children take to start, 0.5 s each."""

Checked = Examined[ArticleSummary]


class Checks:
    """Checks summaries in child processes while `expected` tells that many will come.

    Closed on leaving the context.
    """

    def __init__(self, expected: Callable[[], int]) -> None:
        self._expected = expected
        self._workers = Workers(_examined)

    async def __aenter__(self) -> Checks:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._workers.close()

    async def examined(self, made: ArticleSummary, article: Article) -> Checked:
        """`verify.summary` of the two."""
        if self._expected() < MANY:
            return await in_a_thread(made, article)
        job = self._workers.submit((made, article))
        found: Checked | Lost = await asyncio.wrap_future(job)
        if isinstance(found, Lost):
            return await in_a_thread(made, article)
        return found


async def in_a_thread(made: ArticleSummary, article: Article) -> Checked:
    """`verify.summary` of the two, in this process."""
    return await asyncio.to_thread(verify.summary, made, article)


def _examined(both: tuple[ArticleSummary, Article]) -> Checked:
    return verify.summary(*both)
