"""A request on its way to an endpoint, and what decides when it may be sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from briefer.llm.base import Reply, Request

BYTES_A_TOKEN = 4
"""As endpoints estimate requests for their rate limits, before they count them."""


@dataclass(eq=False)
class Call:
    """One attempt to have a request answered."""

    request: Request
    number: int = 0
    """In the order of sending, from 1; 0 before that."""
    sent_at: float = 0.0
    """Seconds of the clock that rules are told."""

    @cached_property
    def weight(self) -> int:
        """Tokens that a rate limit may count for it, its reply included."""
        texts = [self.request.schema.text, *(m.content for m in self.request.messages)]
        sent = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
        return sent // BYTES_A_TOKEN + self.request.max_tokens


End = Reply | BaseException
"""What became of a call."""


class Rule(Protocol):
    """One reason to let calls wait, or to make no further one."""

    why: str
    """What calls wait for, in words for people."""

    def wait_s(self, call: Call, now: float) -> float:
        """Seconds until `call` may be sent; infinite until another call ends.

        Raises `RunError` where no call may be made any more.
        """
        ...

    def sent(self, call: Call, now: float) -> None:
        """Note that `call` goes out."""
        ...

    def ended(self, call: Call, end: End, now: float) -> None:
        """Note what became of `call`."""
        ...
