"""Requests and tokens a minute: as settings say, and as the endpoint's answers say."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from briefer.errors import TransientFault
from briefer.llm.base import Reply
from briefer.llm.calls import Call, End

BURST_S = 1.0
"""A minute's limit from the settings is spread evenly, but for so many seconds' worth:
endpoints enforce theirs over shorter spans too."""
NOTHING = 1e-6
"""An amount that rounding can make."""
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass
class Bucket:
    """Fills by `rate` a second up to `size`; what is taken must be there."""

    rate: float
    size: float
    level: float
    at: float

    def wait_s(self, amount: float, now: float) -> float:
        """Seconds until `amount` is there; more than fits counts as all of it."""
        self._fill(now)
        missing = min(amount, self.size) - self.level
        if missing < NOTHING:
            return 0.0
        return missing / self.rate if self.rate > 0 else inf

    def take(self, amount: float, now: float) -> None:
        self._fill(now)
        self.level -= amount

    def _fill(self, now: float) -> None:
        passed = max(0.0, now - self.at)
        self.level = min(self.size, self.level + passed * self.rate)
        self.at = max(self.at, now)


class Given:
    """A limit of the settings on requests or tokens a minute."""

    def __init__(self, per_minute: int, *, of_tokens: bool) -> None:
        self.why = f"at most {per_minute:,} {_named(of_tokens)} a minute are to be used"
        rate = per_minute / 60
        size = max(1.0, rate * BURST_S)
        self._bucket = Bucket(rate, size, size, at=-inf)
        self._of_tokens = of_tokens

    def wait_s(self, call: Call, now: float) -> float:
        return self._bucket.wait_s(self._amount(call), now)

    def sent(self, call: Call, now: float) -> None:
        self._bucket.take(self._amount(call), now)

    def ended(self, call: Call, end: End, now: float) -> None:
        """Give back what a reply did not use."""
        used = (
            end.usage.input_tokens + end.usage.output_tokens
            if isinstance(end, Reply)
            else 0
        )
        if self._of_tokens and used:
            self._bucket.take(used - call.weight, now)

    def _amount(self, call: Call) -> float:
        return call.weight if self._of_tokens else 1


class Learned:
    """A limit that the endpoint tells with its answers; none until it does.

    Its answer tells what was left when the call came in; what was sent since is taken
    from that, and what has flowed in since is added.
    """

    def __init__(self, *, of_tokens: bool) -> None:
        self.why = f"the endpoint's limit of {_named(of_tokens)} is used up"
        self._of_tokens = of_tokens
        self._bucket: Bucket | None = None
        self._told_by = 0
        self._since: deque[tuple[int, float, float]] = deque()
        """Number, amount and time of each call sent after that one."""

    def wait_s(self, call: Call, now: float) -> float:
        return self._bucket.wait_s(self._amount(call), now) if self._bucket else 0.0

    def sent(self, call: Call, now: float) -> None:
        amount = self._amount(call)
        self._since.append((call.number, amount, now))
        if self._bucket:
            self._bucket.take(amount, now)

    def ended(self, call: Call, end: End, now: float) -> None:
        if not isinstance(end, Reply | TransientFault) or call.number < self._told_by:
            return
        told = _told(end.headers, "tokens" if self._of_tokens else "requests")
        if told is None:
            return
        while self._since and self._since[0][0] <= call.number:
            self._since.popleft()
        self._told_by = call.number
        limit, left, full_in_s = told
        rate = _rate(limit, left, full_in_s)
        size = min(limit, left + full_in_s * rate) if full_in_s else limit
        self._bucket = Bucket(rate, max(1.0, size), left, call.sent_at)
        for _, amount, at in self._since:
            self._bucket.take(amount, at)

    def _amount(self, call: Call) -> float:
        return call.weight if self._of_tokens else 1


def _named(of_tokens: bool) -> str:
    return "tokens" if of_tokens else "requests"


def seconds(text: str) -> float | None:
    """The seconds in `1s`, `6m0s`, `1m2.5s`, `20ms` or `12`; None in anything else."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)", text)
    if not parts or "".join(map("".join, parts)) != text:
        return None
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def _told(headers: Mapping[str, str], what: str) -> tuple[float, float, float] | None:
    """The limit, what is left of it, and the seconds until nothing is taken from it."""
    limit = seconds(headers.get(f"x-ratelimit-limit-{what}", ""))
    left = seconds(headers.get(f"x-ratelimit-remaining-{what}", ""))
    full_in_s = seconds(headers.get(f"x-ratelimit-reset-{what}", ""))
    return (limit, left, full_in_s or 0.0) if limit and left is not None else None


def _rate(limit: float, left: float, full_in_s: float) -> float:
    """What flows in a second: a minute's limit, or less where filling takes longer."""
    taken = limit - left
    by_reset = taken / full_in_s if taken > 0 and full_in_s > 0 else inf
    return min(limit / 60, by_reset)
