"""Which recorded replies no longer answer what a build asks, and why."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefer import plan
from briefer.clients import store_of
from briefer.errors import MissingRecording
from briefer.llm.base import Reply, Request
from briefer.llm.nearest import Difference
from briefer.llm.recordings import WAYS_ON, Nearest, Stale
from briefer.plan import NotAsked
from briefer.prompts import Prompts
from briefer.settings import Settings

NAMED = 3
"""Articles that are named where many replies are stale for one reason."""


@dataclass(frozen=True)
class Survey:
    """What became of the replies a build asks for."""

    stored: int
    """How many are recorded."""
    stale: tuple[Nearest, ...]
    missing: tuple[tuple[str, str], ...]
    """Stage and label of each for which nothing like it is recorded."""


@dataclass
class _Surveyor:
    """Answers with what is recorded, stale or not, and notes what nothing answers."""

    stale: Stale
    stored: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)

    async def complete(self, request: Request) -> Reply:
        try:
            reply = await self.stale.complete(request)
        except MissingRecording as error:
            self.missing.append((request.stage, request.label))
            raise NotAsked(error.message) from error
        self.stored += not reply.is_stale
        return reply

    def reject(self, request: Request) -> None:
        """A survey changes nothing."""


def survey(settings: Settings) -> Survey:
    """What a build with `settings` would find recorded; nothing is asked or written.

    What comes after a stale reply is found out as if it were the right one.
    """
    return asyncio.run(_survey(settings))


async def _survey(settings: Settings) -> Survey:
    client = _Surveyor(Stale(store_of(settings)))
    await plan.survey(replace(settings, fallback=""), client)
    used = client.stale.used
    return Survey(client.stored, tuple(used), tuple(client.missing))


def explained(settings: Settings, error: MissingRecording) -> MissingRecording:
    """`error` of an offline build, telling of all stale replies, not one alone."""
    found = survey(settings)
    if not found.stale:
        return error
    lines = "\n".join(told(found, Prompts(settings)))
    hint = (
        "`--stale` builds with them all the same, and says so on the pages; "
        f"to ask a model, {WAYS_ON}"
    )
    return MissingRecording(lines, hint=hint)


def told(found: Survey, prompts: Prompts) -> Iterator[str]:
    """What is stale, reason by reason, and what is missing, for people."""
    total = found.stored + len(found.stale) + len(found.missing)
    are = "is" if len(found.stale) == 1 else "are"
    yield f"{len(found.stale)} of {total} replies {are} stale: their prompts changed"
    reasons: dict[tuple[str, Difference], list[str]] = {}
    for near in found.stale:
        reasons.setdefault((near.stage, near.difference), []).append(near.label)
    for (stage, first), labels in reasons.items():
        asked, kept = first.shown
        yield f"  {stage}: {_listed(labels)}"
        yield f"    {_place(stage, first, prompts)}"
        yield f"    recorded: {kept}"
        yield f"    asked:    {asked}"
    for stage, label in found.missing:
        yield f"  {stage}: {label}: nothing like it is recorded"


def _place(stage: str, first: Difference, prompts: Prompts) -> str:
    """Where a request first differs: in its message, and in the template if known."""
    if not first.role:
        return "the messages are the same, but not"
    place = f"line {first.line} of the {first.role} message"
    for name in prompts.digests(stage):
        path = prompts.templates.path(name)
        lines = path.read_text(encoding="utf-8").split("\n")
        if first.asked.strip() and first.asked in lines:
            file = prompts.templates.shown(name)
            return f"{place}, from {file}:{lines.index(first.asked) + 1}"
    return place


def _listed(labels: list[str]) -> str:
    named = ", ".join(labels[:NAMED])
    more = len(labels) - NAMED
    return f"{named} and {more} more" if more > 0 else named
