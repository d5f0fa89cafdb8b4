"""Articles cut into chunks and handed on while others are still being read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType

from briefer.chunking import chunk
from briefer.progress import Notify, Step
from briefer.reading import Reading, gather
from briefer.schema import Article, Chunk
from briefer.settings import Settings
from briefer.tokens import counter_for


class _Stopped(Exception):
    """No one waits for more articles."""


Cut = tuple[Article, tuple[Chunk, ...]]
"""An article and its chunks."""


class Intake:
    """Reads the sources in a thread, from the entering of its context on.

    Leaving the context early ends the reading at the next file.
    """

    expected = 0
    """How many articles there may be, as far as is known."""

    def __init__(self, settings: Settings, notify: Notify) -> None:
        self._settings = settings
        self._count = counter_for(settings.model).count
        self._notify = notify
        self._queue: asyncio.Queue[Cut | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._is_left = False
        self._failed = 0

    async def __aenter__(self) -> Intake:
        self._reading = asyncio.ensure_future(asyncio.to_thread(self._gather))
        self._reading.add_done_callback(lambda _: self._queue.put_nowait(None))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_left = True
        await asyncio.gather(self._reading, return_exceptions=True)

    async def articles(self) -> AsyncIterator[Cut]:
        """Each text once, in the order of files, as soon as it is read."""
        while (cut := await self._queue.get()) is not None:
            yield cut

    async def reading(self) -> Reading:
        """All there was to read; raises what reading raises."""
        return await asyncio.shield(self._reading)

    def _gather(self) -> Reading:
        return gather(self._settings, self._told, self._hand_on)

    def _told(self, step: Step) -> None:
        if self._is_left:
            raise _Stopped
        self._failed += step.failure is not None
        self.expected = step.total - self._failed
        self._loop.call_soon_threadsafe(self._notify, step)

    def _hand_on(self, article: Article) -> None:
        budget = self._settings.chunk_tokens
        parts = chunk(article, self._count, budget_tokens=budget)
        self._loop.call_soon_threadsafe(self._queue.put_nowait, (article, parts))
