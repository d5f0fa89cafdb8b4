"""Limits on what a run may spend, kept before each call and never overshot."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf
from weakref import WeakKeyDictionary

from briefer.errors import BrieferError, LimitReached, TransientFault
from briefer.llm.base import Reply, Request
from briefer.llm.calls import Call, End
from briefer.schema import Usage

MARGIN = 1.1
"""Counts of a request are held to be this much too low: endpoints add to messages, and
counters for unknown models estimate."""


@dataclass(frozen=True)
class Spending:
    """Calls, tokens and US dollars: spent, or the most that may be."""

    calls: float = 0
    tokens: float = 0
    cost: Decimal = Decimal(0)

    def __add__(self, other: Spending) -> Spending:
        return Spending(
            self.calls + other.calls,
            self.tokens + other.tokens,
            self.cost + other.cost,
        )

    def __sub__(self, other: Spending) -> Spending:
        return self + Spending(-other.calls, -other.tokens, -other.cost)


class Caps:
    """Lets a call pass where even its longest reply stays within `most`.

    Calls in flight count with the longest reply they may get, so that a call waits for
    them where it would fit without. A limit once reached stays reached. `count` gives
    the tokens of a request, `price` US dollars for a usage.
    """

    why = "calls in flight may use up what is left to spend"

    def __init__(
        self,
        *,
        calls: int | None = None,
        tokens: int | None = None,
        cost: float | None = None,
        count: Callable[[Request], int],
        price: Callable[[Usage], Decimal],
    ) -> None:
        self._most = Spending(
            inf if calls is None else calls,
            inf if tokens is None else tokens,
            Decimal("inf") if cost is None else Decimal(str(cost)),
        )
        self._count = count
        self._price = price
        self._spent = Spending()
        self._reserved: dict[Call, Spending] = {}
        self._reached: LimitReached | None = None
        self._planned: WeakKeyDictionary[Call, Spending] = WeakKeyDictionary()

    def wait_s(self, call: Call, now: float) -> float:
        if self._reached is not None:
            raise copy(self._reached)
        longest = self._longest(call)
        if beyond := self._beyond(self._spent + longest):
            self._reached = self._error(beyond, longest)
            raise copy(self._reached)
        reserved = sum(self._reserved.values(), Spending())
        return inf if self._beyond(self._spent + reserved + longest) else 0.0

    def sent(self, call: Call, now: float) -> None:
        longest = self._longest(call)
        self._spent += Spending(calls=1)
        self._reserved[call] = replace(longest, calls=0)

    def ended(self, call: Call, end: End, now: float) -> None:
        longest = self._reserved.pop(call)
        if isinstance(end, Reply):
            self._spent += self._of(self._used(call, end))
        elif not _was_refused(end):
            self._spent += longest

    def _longest(self, call: Call) -> Spending:
        if call not in self._planned:
            self._planned[call] = self._at_most(call)
        return self._planned[call]

    def _at_most(self, call: Call) -> Spending:
        sent = int(self._count(call.request) * MARGIN)
        usage = Usage(input_tokens=sent, output_tokens=call.request.max_tokens)
        return replace(self._of(usage), calls=1)

    def _used(self, call: Call, reply: Reply) -> Usage:
        """What the endpoint says, or the most it can have been."""
        if reply.usage.input_tokens or reply.usage.output_tokens:
            return reply.usage
        sent = int(self._count(call.request) * MARGIN)
        return Usage(input_tokens=sent, output_tokens=call.request.max_tokens)

    def _of(self, usage: Usage) -> Spending:
        return Spending(
            tokens=usage.input_tokens + usage.output_tokens, cost=self._price(usage)
        )

    def _beyond(self, planned: Spending) -> str:
        for name in ("calls", "tokens", "cost"):
            if getattr(planned, name) > getattr(self._most, name):
                return name
        return ""

    def _error(self, name: str, longest: Spending) -> LimitReached:
        most, spent = getattr(self._most, name), getattr(self._spent, name)
        flag = f"`--max-{name}`"
        if name == "calls":
            text = f"the limit of {most:,} calls is reached ({flag})"
        else:
            unit = "${:,.4f}" if name == "cost" else "{:,} tokens"
            text = (
                f"the limit of {unit.format(most)} is reached ({flag}): "
                f"{unit.format(spent)} spent, the next call may take "
                f"{unit.format(getattr(longest, name))}"
            )
        return LimitReached(text, hint=f"raise {flag} and run the command again")


def _was_refused(end: BaseException) -> bool:
    """Whether no model worked on the call, so that there is nothing to pay for."""
    if isinstance(end, TransientFault):
        return end.status != 0
    return isinstance(end, BrieferError)
