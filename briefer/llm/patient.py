"""The one retry layer: asks again when the endpoint failed in a way that may pass."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace

from briefer.errors import TransientFault
from briefer.llm.base import Client, Reply, Request

ATTEMPTS = 3
FIRST_PAUSE_S = 1.0


class Patient:
    """Asks `inner` at most three times, pausing twice as long each time.

    Tries and pauses end `deadline_s` after they began; waiting for a turn does not
    count. Where the endpoint says how long to wait, `inner` is to see to that.
    """

    def __init__(
        self,
        inner: Client,
        *,
        deadline_s: float = 600,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.inner = inner
        self.deadline_s = deadline_s
        self._jitter = jitter

    async def complete(self, request: Request) -> Reply:
        left_s = self.deadline_s
        for attempt in range(ATTEMPTS):
            try:
                return await self.inner.complete(replace(request, within_s=left_s))
            except TransientFault as fault:
                pause_s = FIRST_PAUSE_S * 2**attempt * (0.5 + self._jitter())
                left_s -= fault.took_s + (fault.retry_after_s or pause_s)
                if attempt == ATTEMPTS - 1 or left_s <= 0:
                    raise
                if fault.retry_after_s is None:
                    await asyncio.sleep(pause_s)
        raise AssertionError("the last attempt returns or raises")

    def reject(self, request: Request) -> None:
        self.inner.reject(request)
