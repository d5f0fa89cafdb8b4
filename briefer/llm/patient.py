"""The one retry layer: asks again when the endpoint failed in a way that may pass."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from briefer.errors import TransientFault
from briefer.llm.base import Client, Reply, Request

ATTEMPTS = 3
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 120.0
"""Above this, waiting for the endpoint's Retry-After is left to the user."""


class Patient:
    """Asks `inner` at most three times, pausing as told or twice as long each time."""

    def __init__(
        self,
        inner: Client,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.inner = inner
        self._sleep = sleep
        self._jitter = jitter

    async def complete(self, request: Request) -> Reply:
        for attempt in range(ATTEMPTS):
            try:
                return await self.inner.complete(request)
            except TransientFault as fault:
                pause = self._pause(attempt, fault.retry_after_s)
                if attempt == ATTEMPTS - 1 or pause > LONGEST_PAUSE_S:
                    raise
                await self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def reject(self, request: Request) -> None:
        self.inner.reject(request)

    def _pause(self, attempt: int, retry_after_s: float | None) -> float:
        if retry_after_s is not None:
            return retry_after_s
        return float(FIRST_PAUSE_S * 2**attempt * (0.5 + self._jitter()))
