"""Builds as commands make them: what they tell is kept, and marks are left."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from briefer import pipeline
from briefer.pipeline import Built
from briefer.progress import Notify
from briefer.settings import Settings
from briefer.unchanged import Told, keep, look


@dataclass(frozen=True, repr=False)
class Done:
    """What a build made, and what it has to tell."""

    built: Built
    told: Told


def build(settings: Settings, notify: Notify, *, free: bool = False) -> Done:
    """`pipeline.build`, with a mark left by which an unchanged build is known.

    A build that is to be `free` asks nothing: a reply not recorded is an error.
    """
    seen = look(settings)
    asked = replace(settings, offline=True) if free else settings
    with _caught() as caught:
        built = asyncio.run(pipeline.build(asked, notify=notify))
    return _done(settings, seen, built, caught)


def render(settings: Settings, done: Done, seen: Mapping[str, str]) -> Done:
    """The pages of a build made anew, after page templates changed.

    `seen` is what `unchanged.look` gave before; empty to leave no mark, because prompts
    or articles are no longer those the build was made from.
    """
    with _caught() as caught:
        fresh = pipeline.rendered(settings, done.built)
    return _done(settings, seen, fresh, (*done.told.warnings, *caught))


def _done(
    settings: Settings, seen: Mapping[str, str], built: Built, caught: Sequence[str]
) -> Done:
    told = _told(built, caught)
    has_lasting_failures = {f.code for f in built.edition.failures} <= {"no-reader"}
    if built.replies is not None and has_lasting_failures and not told.warnings:
        keep(settings, seen, built.replies, built.files, told)
    return Done(built, told)


def _told(built: Built, warned: Sequence[str]) -> Told:
    return Told(
        replies=sum((built.replies or {}).values()),
        unanswered=built.unanswered,
        failures=tuple(f"{f.path}: {f.message}" for f in built.edition.failures),
        warnings=tuple(warned),
        findings=tuple(
            f"{f.where}: {f.code}: {f.message}: {f.evidence}"
            for f in built.edition.findings
            if f.severity != "note"
        ),
    )


@contextmanager
def _caught() -> Iterator[list[str]]:
    """Collects the warnings of a block, which are there after it."""
    messages: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield messages
    messages += [str(warning.message) for warning in caught]
