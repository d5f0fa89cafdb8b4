"""What a build tells while it runs: a live display on a terminal, else plain lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from briefer.schema import Usage

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from briefer.llm.base import Reply
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


@dataclass
class Spent:
    """What one stage asked for, and what it found recorded."""

    usage: Usage = field(default_factory=Usage)
    recorded: int = 0
    cost: Decimal | None = Decimal(0)
    """None where the price of a reply is not known."""

    def take(self, reply: Reply) -> None:
        if reply.is_recorded:
            self.recorded += 1
            return
        from briefer.prices import price

        self.usage += reply.usage
        cost = price(reply.usage, reply.model, reply.endpoint)
        if self.cost is not None:
            self.cost = None if cost is None else self.cost + cost

    @property
    def told(self) -> str:
        """Calls, tokens and cost, in words."""
        calls = f"{self.usage.calls} calls made, {self.recorded} replies recorded"
        return f"{calls}, {self.brief}" if self.usage.calls else calls

    @property
    def brief(self) -> str:
        """Tokens and cost, in words; empty where nothing was asked."""
        from briefer.prices import dollars

        if not self.usage.calls:
            return ""
        sent, received = self.usage.input_tokens, self.usage.output_tokens
        return f"{sent:,} tokens in, {received:,} out, {dollars(self.cost)}"


class Tally:
    """Counts calls, tokens and cost by stage as replies come in."""

    def __init__(self) -> None:
        self.whole = Spent()
        self.stages: dict[str, Spent] = {}
        self.failed = 0

    def take(self, step: Step) -> None:
        self.failed += step.failure is not None
        if step.reply is not None:
            self.whole.take(step.reply)
            self.stages.setdefault(step.stage, Spent()).take(step.reply)

    @property
    def lines(self) -> Iterator[str]:
        """A line for each stage that asked something, and one for the whole build."""
        asked = {n: spent for n, spent in self.stages.items() if spent.usage.calls}
        for name, spent in asked.items() if len(asked) > 1 else ():
            yield f"{name:10} {spent.told}"
        failed = f", {self.failed} articles failed" if self.failed else ""
        name = f"{'in all':10} " if len(asked) > 1 else ""
        yield f"{name}{self.whole.told}{failed}"


@contextmanager
def display(tally: Tally, *, verbose: bool, quiet: bool) -> Iterator[Notify]:
    """A function that is told each step, counts it and shows it on stderr.

    What was counted is told at the end, also where the build failed.
    """
    if quiet:
        yield tally.take
        return
    try:
        if sys.stderr.isatty() and not verbose:
            with _live(tally) as notify:
                yield notify
        else:
            yield _plain(tally, verbose)
    except BaseException:
        if tally.stages:
            click.echo("\n".join(tally.lines), err=True)
        raise
    click.echo("\n".join(tally.lines), err=True)


def progress() -> AbstractContextManager[Notify]:
    """`display` as it is unless asked otherwise."""
    return display(Tally(), verbose=False, quiet=False)


def _plain(tally: Tally, verbose: bool) -> Callable[[Step], None]:
    def notify(step: Step) -> None:
        tally.take(step)
        if step.reply is not None:
            return
        if step.stage == "wait":
            click.echo(f"waiting {step.about}", err=True)
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
        if step.stage == "wait":
            progress.console.print(f"waiting {step.about}", markup=False)
            return
        if step.stage not in tasks:
            tasks[step.stage] = progress.add_task(DOING[step.stage], about="")
        task = tasks[step.stage]
        spent = tally.whole.brief if tally.stages else step.about
        about = _one_line(step.about if step.stage in AT_ONCE else spent)
        progress.update(task, about=about)
        if step.reply is None:
            progress.update(task, completed=step.done, total=step.total)

    return notify


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[-60:]
