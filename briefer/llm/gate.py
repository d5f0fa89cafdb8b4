"""The one place where calls wait for their turn: every rule has to let them pass."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from math import inf

from briefer.errors import RunError
from briefer.llm.base import Client, Reply, Request
from briefer.llm.calls import Call, End, Rule

SHORTEST_S = 0.001
"""Pauses below it could be lost in rounding, and never end."""
TOLD_S = 2.0
"""Waits of that length are told."""
TOLD_AGAIN_S = 30.0
"""The same reason is not told again before."""


class Gate:
    """Asks `inner` when all `rules` agree, in the order of asking.

    Time is that of the running loop, in seconds. `tell` is told of long waits.
    """

    def __init__(
        self,
        inner: Client,
        rules: Sequence[Rule],
        tell: Callable[[str], None] = lambda text: None,
    ) -> None:
        self.inner = inner
        self._tell = tell
        self._told = ("", -inf)
        self._rules = tuple(rules)
        self._waiting: deque[tuple[Call, asyncio.Future[None]]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._number = 0
        self._is_closed = False
        self._in_flight: set[asyncio.Task[object] | None] = set()

    async def complete(self, request: Request) -> Reply:
        call = Call(request)
        await self._turn(call)
        task = asyncio.current_task()
        self._in_flight.add(task)
        try:
            reply = await self.inner.complete(request)
        except BaseException as error:
            self._end(call, error)
            raise
        finally:
            self._in_flight.discard(task)
        self._end(call, reply)
        return reply

    def reject(self, request: Request) -> None:
        self.inner.reject(request)

    def close(self) -> frozenset[asyncio.Task[object] | None]:
        """Let no further call pass; gives the tasks of those that have."""
        self._is_closed = True
        for _, turn in self._waiting:
            turn.cancel()
        self._waiting.clear()
        if self._timer is not None:
            self._timer.cancel()
        return frozenset(self._in_flight)

    async def _turn(self, call: Call) -> None:
        if self._is_closed:
            raise asyncio.CancelledError
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((call, turn))
        self._let_pass()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._end(call, asyncio.CancelledError())  # it had passed already
            raise

    def _let_pass(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            call, turn = self._waiting[0]
            if not turn.done():
                try:
                    wait_s, why = self._longest(call, loop.time())
                except RunError as error:
                    turn.set_exception(error)
                else:
                    if wait_s > 0:
                        if wait_s < inf:
                            self._pause(wait_s, why)
                        return
                    self._send(call, loop.time())
                    turn.set_result(None)
            self._waiting.popleft()

    def _longest(self, call: Call, now: float) -> tuple[float, str]:
        """How long `call` has to wait, and why."""
        waits = [(rule.wait_s(call, now), rule.why) for rule in self._rules]
        return max(waits, key=lambda wait: wait[0])

    def _pause(self, wait_s: float, why: str) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(max(wait_s, SHORTEST_S), self._let_pass)
        now = loop.time()
        is_same = why == self._told[0] and now < self._told[1]
        if wait_s >= TOLD_S and not is_same:
            self._told = why, now + max(wait_s, TOLD_AGAIN_S)
            self._tell(f"{wait_s:.0f} s: {why}")

    def _send(self, call: Call, now: float) -> None:
        self._number += 1
        call.number, call.sent_at = self._number, now
        for rule in self._rules:
            rule.sent(call, now)

    def _end(self, call: Call, end: End) -> None:
        now = asyncio.get_running_loop().time()
        for rule in self._rules:
            rule.ended(call, end, now)
        self._let_pass()
