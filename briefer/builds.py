"""Builds as commands make them: marks are left, and runs remembered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Protocol, TypeVar

from briefer import history, pipeline
from briefer.contract import STAGES
from briefer.errors import BrieferError, warned
from briefer.llm.base import Reply, sha256
from briefer.pipeline import Built
from briefer.progress import Notify
from briefer.prompts import Prompts
from briefer.record import SHAPING
from briefer.schema import Usage
from briefer.settings import Settings
from briefer.unchanged import Told, keep, look
from briefer.watching import NO_FILE
from briefer.workers import Hands

T = TypeVar("T")


@dataclass(frozen=True, repr=False)
class Done:
    """What a build made, and what it has to tell."""

    built: Built
    told: Told


class Runner(Protocol):
    """What runs a job to its end, as `asyncio.run` does."""

    def __call__(self, job: Coroutine[Any, Any, T], /) -> T: ...


def build(
    settings: Settings,
    notify: Notify,
    *,
    free: bool = False,
    run: Runner = asyncio.run,
    by: Hands | None = None,
) -> Done:
    """`pipeline.build`, with a mark left by which an unchanged build is known.

    A build that is to be `free` asks nothing: a reply not recorded is an error.
    Children that are there may help one without a model: `by`.
    """
    seen = look(settings)
    asked = replace(settings, offline=True) if free else settings
    heard: list[Reply] = []
    try:
        with warned() as caught:
            built = run(pipeline.build(asked, notify=notify, heard=heard, by=by))
    except (BrieferError, KeyboardInterrupt) as error:
        if _made(heard):
            history.keep(settings, _failed(settings, seen, heard, error))
        raise
    if built.has_changed or _made(heard):
        history.keep(settings, _entry(settings, seen, heard, built))
    return _done(settings, seen, built, caught)


def render(settings: Settings, done: Done, seen: Mapping[str, str]) -> Done:
    """The pages of a build made anew, after page templates changed.

    `seen` is what `unchanged.look` gave before; empty to leave no mark, because prompts
    or articles are no longer those the build was made from.
    """
    with warned() as caught:
        fresh = pipeline.rendered(settings, done.built)
    return _done(settings, seen, fresh, (*done.told.warnings, *caught))


def _done(
    settings: Settings, seen: Mapping[str, str], built: Built, caught: Sequence[str]
) -> Done:
    told = _told(built, caught)
    has_lasting_failures = {f.code for f in built.edition.failures} <= {"no-reader"}
    if built.replies is not None and has_lasting_failures and not told.warnings:
        keep(settings, seen, built.replies, built.files.digests, told)
    return Done(built, told)


def _told(built: Built, warned: Sequence[str]) -> Told:
    return Told(
        replies=sum((built.replies or {}).values()),
        unanswered=built.unanswered,
        failures=tuple(f"{f.path}: {f.message}" for f in built.edition.failures),
        warnings=(*warned, *_stale(built)),
        findings=tuple(
            f"{f.where}: {f.code}: {f.message}: {f.evidence}"
            for f in built.edition.findings
            if f.severity != "note"
        ),
    )


def _stale(built: Built) -> Iterator[str]:
    stale = [stage for stage in built.edition.stages if stage.stale]
    if stale:
        listed = ", ".join(f"{stage.stale} of {stage.stage}" for stage in stale)
        yield f"stale replies, from before the prompts changed: {listed}; pages say so"


def _made(heard: Sequence[Reply]) -> list[Reply]:
    """Those of the replies that were paid for now."""
    return [reply for reply in heard if not reply.is_recorded]


def _entry(
    settings: Settings, seen: Mapping[str, str], heard: Sequence[Reply], built: Built
) -> history.Entry:
    edition = built.edition
    spent = _spent(settings, seen, heard)
    return replace(
        spent,
        status="holes" if edition.failures else "complete",
        model=spent.model or edition.briefing.model,
        articles={source.path: source.digest for source in edition.sources},
        findings=dict(sorted(Counter(f.code for f in edition.findings).items())),
        prompts={stage.stage: stage.prompts for stage in edition.stages},
    )


def _failed(
    settings: Settings,
    seen: Mapping[str, str],
    heard: Sequence[Reply],
    error: BaseException,
) -> history.Entry:
    prompts = Prompts(settings)
    return replace(
        _spent(settings, seen, heard),
        message=getattr(error, "message", "interrupted"),
        prompts={stage: prompts.digests(stage) for stage in STAGES},
    )


def _spent(
    settings: Settings, seen: Mapping[str, str], heard: Sequence[Reply]
) -> history.Entry:
    made = _made(heard)
    usage = sum((reply.usage for reply in made), Usage())
    own = "own templates: "
    return history.Entry(
        when=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        status="failed",
        out=settings.out,
        version=version("briefer"),
        model=", ".join(sorted({reply.model for reply in heard})),
        calls=len(made),
        recorded=len(heard) - len(made),
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost=pipeline.paid(made),
        settings=_shaping(settings),
        templates={
            key.removeprefix(own): digest
            for key, digest in seen.items()
            if key.startswith(own)
            and not key.startswith(f"{own}.")
            and digest != NO_FILE
        },
    )


def _shaping(settings: Settings) -> dict[str, str]:
    """Settings that shape a briefing; sections by a digest of what they say."""
    named = {name: str(getattr(settings, name)) for name in SHAPING}
    sections = sha256(repr(settings.sections)) if settings.sections else ""
    return {**named, "sections": sections}
