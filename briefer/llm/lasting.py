"""Lets calls that are on their way when a build stops come to their end.

They are paid for either way, and their replies save the next run the same calls.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from briefer.llm.base import Client, Reply, Request

Hear = Callable[[Request, Reply], None]
"""Is told of each reply, also of those that no one waits for any more."""


def deaf(request: Request, reply: Reply) -> None:
    """Hears nothing."""


class Lasting:
    """Asks `inner` in tasks of its own, which a stop of the asking does not reach."""

    def __init__(self, inner: Client, hear: Hear = deaf) -> None:
        self.inner = inner
        self._hear = hear
        self._open: set[asyncio.Task[Reply]] = set()

    async def complete(self, request: Request) -> Reply:
        task = asyncio.ensure_future(self._heard(request))
        self._open.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def reject(self, request: Request) -> None:
        self.inner.reject(request)

    def _ended(self, task: asyncio.Task[Reply]) -> None:
        self._open.discard(task)
        if not task.cancelled():
            task.exception()  # nobody may be left to ask for it, which asyncio reports

    async def _heard(self, request: Request) -> Reply:
        reply = await self.inner.complete(request)
        self._hear(request, reply)
        return reply

    async def settle(
        self,
        going: Collection[asyncio.Task[object] | None] = (),
        within_s: float = 0,
    ) -> None:
        """Wait for the tasks among `going`, and give up all the others."""
        left = {task for task in self._open if task not in going}
        waited_for = self._open - left
        for task in left:
            task.cancel()
        if waited_for:
            _, late = await asyncio.wait(waited_for, timeout=within_s)
            for task in late:
                task.cancel()
            left |= late
        await asyncio.gather(*left, return_exceptions=True)
