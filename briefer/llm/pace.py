"""How many calls may be in flight, by what the endpoint can bear."""

from __future__ import annotations

from copy import copy
from datetime import datetime, timedelta
from math import inf

from briefer.errors import EndpointBusy, TransientFault
from briefer.llm.base import Reply
from briefer.llm.calls import Call, End

START = 8
"""Before the first reply: so few that a strict limit refuses less than 5 % of 200
calls, and a wrong key less than the 16 that are in flight by default."""
GROWTH = 10
"""Replies in a row, at least, before one more call may be in flight."""
OVERLOADED = (429, 503, 529)
LONGEST_PAUSE_S = 120.0
"""Above this, waiting for the endpoint is left to the user."""


class Pace:
    """Starts slowly, halves where calls are refused, grows again one by one.

    When the endpoint says how long to wait, every call waits, then one goes first.
    """

    why = "the endpoint asks to wait"

    def __init__(self, most: int) -> None:
        self.most = most
        self.limit = min(START, most)
        self._is_new = True
        self._in_flight = 0
        self._held_until = -inf
        self._halved_at = -inf
        self._good = 0
        self._first: Call | None = None
        self._goes_singly = False
        self._busy: EndpointBusy | None = None

    def wait_s(self, call: Call, now: float) -> float:
        if self._busy is not None:
            raise copy(self._busy)
        if now < self._held_until:
            return self._held_until - now
        limit = 1 if self._goes_singly else self.limit
        return 0.0 if self._in_flight < limit else inf

    def sent(self, call: Call, now: float) -> None:
        self._in_flight += 1

    def ended(self, call: Call, end: End, now: float) -> None:
        self._in_flight -= 1
        if isinstance(end, Reply):
            self._answered()
        elif isinstance(end, TransientFault):
            self._hold(end, now)
            if end.status in OVERLOADED:
                self._refused(call, now)
            else:
                self._goes_singly = False

    def _answered(self) -> None:
        self._goes_singly = False
        if self._is_new:
            self._is_new, self.limit = False, self.most
            return
        self._good += 1
        if self._good >= max(GROWTH, self.limit):
            self._good = 0
            self.limit = min(self.most, self.limit + 1)

    def _refused(self, call: Call, now: float) -> None:
        """Halve, but once for all calls that were in flight together."""
        self._goes_singly = True
        self._is_new = False
        self._good = 0
        if call.sent_at > self._halved_at:
            self.limit = max(1, self.limit // 2)
            self._halved_at = now

    def _hold(self, fault: TransientFault, now: float) -> None:
        after = fault.retry_after_s
        if after is None:
            return
        self._held_until = max(self._held_until, now + after)
        if after > LONGEST_PAUSE_S:
            until = datetime.now().astimezone() + timedelta(seconds=after)
            self._busy = EndpointBusy(
                f"{fault.message}; it asks to wait {after:,.0f} s, "
                f"until {until:%Y-%m-%d %H:%M:%S}"
            )
