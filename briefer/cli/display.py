"""What a build tells while it runs: a live display on a terminal, else plain lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import click

from briefer.schema import Usage
from briefer.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from briefer.progress import Notify, Step

DOING = {
    "read": "reading",
    "summarize": "summarizing",
    "extract": "extracting",
    "condense": "sorting claims",
    "merge": "merging",
    "mend": "mending",
    "judge": "judging",
    "write": "writing",
}
DONE = {
    "read": "read",
    "summarize": "summarized",
    "extract": "extracted",
    "condense": "sorted",
    "merge": "merged",
    "mend": "mended",
    "judge": "judged",
    "write": "wrote",
}


AT_ONCE = ("read", "write")
"""Stages whose display names files; the others show what was spent so far."""


class Tally:
    """Counts calls and tokens as they come in."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.asked = Usage()
        self.recorded = 0
        self.failed = 0

    def take(self, step: Step) -> None:
        self.failed += step.failure is not None
        if step.reply is None:
            return
        if step.reply.is_recorded:
            self.recorded += 1
        else:
            self.asked = self.asked + step.reply.usage

    @property
    def cost(self) -> str:
        """Tokens and price so far; empty while nothing was asked."""
        if not self.asked.calls:
            return ""
        from briefer.prices import dollars, price

        amount = price(self.asked, self.settings.model, self.settings.base_url)
        sent, received = self.asked.input_tokens, self.asked.output_tokens
        return f"{sent:,} tokens in, {received:,} out, {dollars(amount)}"

    @property
    def line(self) -> str:
        """The whole build in one line."""
        parts = [f"{self.asked.calls} calls made", f"{self.recorded} replies recorded"]
        if self.cost:
            parts.append(self.cost)
        if self.failed:
            parts.append(f"{self.failed} articles failed")
        return ", ".join(parts)


@contextmanager
def display(settings: Settings, *, verbose: bool, quiet: bool) -> Iterator[Notify]:
    """A function that is told each step and shows it on stderr."""
    tally = Tally(settings)
    if quiet:
        yield tally.take
        return
    if sys.stderr.isatty() and not verbose:
        with _live(tally) as notify:
            yield notify
    else:
        yield _plain(tally, verbose)
    click.echo(tally.line, err=True)


def progress(settings: Settings) -> AbstractContextManager[Notify]:
    """`display` as it is unless asked otherwise."""
    return display(settings, verbose=False, quiet=False)


def _plain(tally: Tally, verbose: bool) -> Callable[[Step], None]:
    def notify(step: Step) -> None:
        tally.take(step)
        if step.stage == "ask":
            return
        if step.stage == "read" and not verbose:
            if step.done == step.total:
                failed = f", {tally.failed} failed" if tally.failed else ""
                click.echo(f"read {step.total} files{failed}", err=True)
            return
        failed = ": failed" if step.failure else ""
        told = f"{DONE[step.stage]} {step.done} of {step.total}: {step.about}{failed}"
        click.echo(told, err=True)

    return notify


@contextmanager
def _live(tally: Tally) -> Iterator[Callable[[Step], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description:15}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[about]}", style="dim", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield _shower(tally, progress)


def _shower(tally: Tally, progress: Progress) -> Callable[[Step], None]:
    tasks: dict[str, TaskID] = {}

    def notify(step: Step) -> None:
        tally.take(step)
        if step.stage == "ask":
            return
        if step.stage not in tasks:
            tasks[step.stage] = progress.add_task(DOING[step.stage], about="")
        about = step.about if step.stage in AT_ONCE else tally.cost or step.about
        progress.update(
            tasks[step.stage],
            completed=step.done,
            total=step.total,
            about=_one_line(about),
        )

    return notify


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[-60:]
