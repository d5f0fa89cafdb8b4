"""Stops a build whose endpoint is down, or whose account is of no use."""

from __future__ import annotations

from copy import copy

from briefer.errors import ArticleError, EndpointDown, RunError, TransientFault
from briefer.llm.base import Reply
from briefer.llm.calls import Call, End

OPENS_AT = 5
"""Requests that failed without any answer between; one that always fails is one."""
PAUSES_S = (1.0, 4.0, 15.0)
"""Before each try while nothing else is sent. The last that fails ends the run."""
PAUSES_AT_FIRST_S = (1.0,)
"""The same where nothing was ever answered: rather a wrong address than an outage."""


class Breaker:
    """After failures in a row only one call at a time tries, after growing pauses.

    What concerns the whole account ends the run at once: no further call is made.
    """

    why = "the endpoint failed several times in a row, one call tries again"

    def __init__(self) -> None:
        self._failed: set[str] = set()
        self._count = 0
        self._was_answered = False
        self._is_open = False
        self._tries = 0
        self._opens_until = 0.0
        self._trying: Call | None = None
        self._ended_by: RunError | None = None

    def wait_s(self, call: Call, now: float) -> float:
        if self._ended_by is not None:
            raise copy(self._ended_by)
        if not self._is_open:
            return 0.0
        if self._trying is not None:
            return float("inf")
        return max(0.0, self._opens_until - now)

    def sent(self, call: Call, now: float) -> None:
        if self._is_open:
            self._trying = call

    def ended(self, call: Call, end: End, now: float) -> None:
        is_try = call is self._trying
        if is_try:
            self._trying = None
        if isinstance(end, RunError):
            self._ended_by = end
        elif isinstance(end, TransientFault) and end.status != 429:
            self._fail(call, end, now, is_try)
        elif isinstance(end, Reply | ArticleError):
            self._was_answered = self._was_answered or isinstance(end, Reply)
            self._is_open = False
            self._failed.clear()
            self._count = 0

    def _fail(
        self, call: Call, fault: TransientFault, now: float, is_try: bool
    ) -> None:
        self._failed.add(call.request.key)
        self._count += 1
        pauses = PAUSES_S if self._was_answered else PAUSES_AT_FIRST_S
        if is_try:
            self._tries += 1
        elif self._is_open or len(self._failed) < OPENS_AT:
            return
        else:
            self._is_open, self._tries = True, 0
        if self._tries < len(pauses):
            self._opens_until = now + pauses[self._tries]
            return
        self._ended_by = EndpointDown(
            f"{fault.message}; it failed {self._count} times in a row",
            hint=fault.hint,
        )
