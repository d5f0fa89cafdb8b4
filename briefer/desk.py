"""The prompt editor's desk: what is to be done when files change, and what came of it.

Page templates are rendered on the edition in memory. For all else the calls are planned
first, and nothing is spent that was not allowed.
"""

from __future__ import annotations

import asyncio
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Literal, Never

from briefer import builds, watching
from briefer.builds import Done
from briefer.clients import is_live
from briefer.errors import BrieferError, Interrupted, SettingsError
from briefer.lookout import Lookout
from briefer.overlay import Notice, Part, failure
from briefer.pipeline import template_folders
from briefer.plan import Plan, plan, told
from briefer.preflight import check_pages
from briefer.progress import Notify, silent
from briefer.prompts import Prompts
from briefer.serving import Site
from briefer.settings import EXTRACTIVE, Settings, load, require_sources
from briefer.unchanged import look
from briefer.watching import listed

Display = Callable[[], AbstractContextManager[Notify]]
Did = Literal["built", "rendered", "held", "failed"]


@dataclass(frozen=True, repr=False)
class Turn:
    """What was done about changed files, and what came of it."""

    did: Did
    changed: tuple[str, ...] = ()
    """Files that changed since the turn before; empty at the start."""
    done: Done | None = None
    is_new: bool = False
    """Whether the pages were written anew."""
    held: tuple[str, ...] = ()
    """Files whose changes wait; empty too where nothing was built before."""
    plan: tuple[str, ...] = ()
    """The calls that were not made, where it was held."""
    why: str = ""
    """Why not, and what to do."""
    error: BrieferError | None = None
    seconds: float = 0

    @property
    def notice(self) -> Notice | None:
        """What is shown over the page, if anything."""
        if self.error:
            return failure(self.error)
        if self.did != "held":
            return None
        about = f"{listed(self.held)} changed" if self.held else ""
        part = Part(about, "\n".join(self.plan), self.why)
        return Notice(
            "held", "This change would ask the model; the page stays", (part,)
        )


@dataclass(frozen=True, repr=False)
class _Made:
    """A build, and what it was made from."""

    done: Done
    settings: Settings
    seen: Mapping[str, str]


def silently() -> AbstractContextManager[Notify]:
    """A display that shows nothing."""
    return nullcontext(silent)


class Desk:
    """Takes a turn whenever files changed; `flags` win over the settings' file.

    Raises `SettingsError` where the settings are wrong at the start.
    """

    def __init__(
        self,
        flags: Mapping[str, object],
        *,
        spend: bool = False,
        display: Display = silently,
    ) -> None:
        self.flags, self.spend, self.display = flags, spend, display
        self.settings = _loaded(flags)
        self._made: _Made | None = None
        self._tried: dict[str, str] = {}
        self._planned: tuple[Mapping[str, str], Plan] | None = None
        self._can_go_on = False
        self._refused = ""

    def turn(self, *, spend: bool = False) -> Turn | None:
        """What came of the files as they are now; None where nothing changed.

        `spend` allows what was held at the turn before, or tries again what failed;
        it does not hold for files that changed since.
        """
        started = time.perf_counter()
        try:
            self.settings = settings = _loaded(self.flags)
        except SettingsError as error:
            return self._not_loaded(error)
        self._refused = ""
        seen = look(settings)
        before, self._tried = self._tried, seen
        changed = watching.differing(before, seen, settings) if before else {}
        if before and not changed and not (spend and self._can_go_on):
            return None
        try:
            allowed = self.spend or (spend and before == seen)
            turn = self._turn(settings, seen, spend=allowed)
        except Interrupted:
            raise
        except BrieferError as error:
            turn = Turn("failed", error=error)
        self._can_go_on = turn.did in ("held", "failed")
        taken = time.perf_counter() - started
        return replace(turn, changed=tuple(changed), seconds=taken)

    def _not_loaded(self, error: SettingsError) -> Turn | None:
        """The turn of settings that are wrong, once; what follows starts afresh."""
        told, self._refused, self._tried = self._refused, error.message, {}
        return None if told == error.message else Turn("failed", error=error)

    def _turn(
        self, settings: Settings, seen: Mapping[str, str], *, spend: bool
    ) -> Turn:
        made = self._made
        held = _beyond_pages(made, seen) if made else ()
        if made and not held:
            return self._rendered(made, seen)
        if made is None and not is_live(settings):
            return self._built(settings, seen, free=False)
        planned = self._plan(settings, seen)
        if not planned.usage.calls or spend or self._is_free(settings):
            free = is_live(settings) and not spend
            return self._built(settings, seen, free=free)
        is_new = self._with_new_pages(settings)
        why = _way_on(settings)
        return Turn(
            "held", is_new=is_new, held=held, plan=told(planned, settings), why=why
        )

    def _with_new_pages(self, settings: Settings) -> bool:
        """Whether pages changed that were made anew, though all else waits."""
        if self._made:
            return self._rendered(self._made, {}).is_new
        check_pages(Prompts(settings), template_folders(settings))
        return False

    def _is_free(self, settings: Settings) -> bool:
        """Whether a build asks no one, and takes no written page away."""
        model = self._made.done.built.edition.briefing.model if self._made else ""
        return not is_live(settings) and (settings.offline or model == EXTRACTIVE)

    def _built(
        self, settings: Settings, seen: Mapping[str, str], *, free: bool
    ) -> Turn:
        with self.display() as notify:
            done = builds.build(settings, notify, free=free)
        self._made = _Made(done, settings, seen)
        return Turn("built", done=done, is_new=done.built.has_changed)

    def _rendered(self, made: _Made, seen: Mapping[str, str]) -> Turn:
        """The pages made anew; `seen` is empty where more than they changed."""
        done = builds.render(made.settings, made.done, seen)
        self._made = replace(made, done=done)
        return Turn("rendered", done=done, is_new=done.built.has_changed)

    def _plan(self, settings: Settings, seen: Mapping[str, str]) -> Plan:
        """The calls of a build, which page templates have no part in."""
        rest = watching.without_pages(seen)
        if not rest or self._planned is None or self._planned[0] != rest:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._planned = rest, asyncio.run(plan(settings))
        return self._planned[1]


def attend(
    desk: Desk, lookout: Lookout, site: Site, tell: Callable[[Turn], None]
) -> Never:
    """Take turns as files change, show and `tell` what came of each, without end."""
    spend = False
    while True:
        lookout.over(watching.roots(desk.settings))
        turn = desk.turn(spend=spend)
        if turn is None:
            spend = lookout.wait() == "line"
            continue
        spend = False
        out = desk.settings.path(desk.settings.out)
        site.show(out, turn.notice, is_new=turn.is_new)
        tell(turn)


def _loaded(flags: Mapping[str, object]) -> Settings:
    """The settings in force; `SettingsError` where they leave nothing to show."""
    settings = load(flags)
    require_sources(settings)
    if "html" not in settings.formats:
        hint = "add `html` to `formats`"
        raise SettingsError("`formats` leaves out the page that is shown", hint=hint)
    return settings


def _beyond_pages(made: _Made, seen: Mapping[str, str]) -> tuple[str, ...]:
    """The files beside page templates that are no longer what `made` was made from."""
    kinds = watching.differing(made.seen, seen, made.settings)
    return tuple(name for name, kind in kinds.items() if kind != "page")


def _way_on(settings: Settings) -> str:
    if is_live(settings):
        return (
            "press Enter in the terminal to make these calls, or start with `--spend`"
        )
    return "no model is set: set `OPENAI_API_KEY`, or a base URL to a local server"
