"""What a build tells of itself while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefer.llm.base import Reply
from briefer.schema import Failure


@dataclass(frozen=True)
class Step:
    """Something a build got done, for whoever is waiting."""

    stage: str
    """`read`, `summarize`, `condense`, `merge`, `write`; `wait` for nothing done."""
    about: str = ""
    """The file, article or folder it was done to."""
    done: int = 0
    total: int = 0
    reply: Reply | None = None
    """A reply that came in; such a step has no numbers."""
    failure: Failure | None = None


Notify = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tells no one."""


def waiting(notify: Notify, why: str) -> None:
    """Tell that nothing is done now, and why."""
    notify(Step("wait", about=why))


@dataclass
class Progress:
    """Counts what is done of one stage."""

    notify: Notify
    stage: str
    total: int
    done: int = 0

    def step(self, about: str, failure: Failure | None = None) -> None:
        self.done += 1
        self.notify(Step(self.stage, about, self.done, self.total, failure=failure))
