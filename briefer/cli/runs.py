"""`briefer runs`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from briefer.errors import SettingsError
from briefer.settings import load

if TYPE_CHECKING:
    from briefer.history import Difference, Entry

HEADS = ("#", "when (UTC)", "model", "calls", "tokens", "cost", "findings", "changed")
NUMBERS = frozenset({"#", "calls", "tokens", "cost", "findings"})


@click.group("runs", invoke_without_command=True)
@click.option("-n", "--last", default=20, show_default=True, help="How many to list.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, in full.")
@click.pass_context
def command(ctx: click.Context, last: int, as_json: bool) -> None:
    """List past runs: when, which model, calls, tokens, cost, findings.

    A build that made calls or wrote other pages than before leaves an entry in
    .briefer/runs, also one that failed after it had paid. `changed` names what it was
    made from that was otherwise in the run before: prompts and templates, articles,
    settings.

    \b
    Examples:
      briefer runs
      briefer runs show 3
      briefer runs --json | jq '.[].cost'
    """
    if ctx.invoked_subcommand is not None:
        return
    from briefer.history import runs

    entries = runs(load({}))
    numbers = range(1, len(entries) + 1)[-last:]
    if as_json:
        _print_json([_full(entries, number) for number in numbers])
    elif entries:
        click.echo("\n".join(_table([_row(entries, number) for number in numbers])))
    else:
        click.echo("no runs yet: `briefer build` makes one", err=True)


@command.command("show")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(number: int, as_json: bool) -> None:
    """Show run NUMBER: its prompts by file and digest, and what differed.

    \b
    Examples:
      briefer runs show 3
      briefer runs show 3 --json
    """
    from briefer.history import runs

    entries = runs(load({}))
    if not 1 <= number <= len(entries):
        hint = f"there are 1 to {len(entries)}" if entries else "there are none yet"
        raise SettingsError(f"there is no run {number}", hint=hint)
    if as_json:
        _print_json(_full(entries, number))
    else:
        click.echo("\n".join(_lines(entries, number)))


def _row(entries: tuple[Entry, ...], number: int) -> tuple[str, ...]:
    from briefer.watching import listed

    entry = entries[number - 1]
    changed = listed([d.name for d in _differences(entries, number) or ()], 2)
    return (
        str(number),
        entry.when[:16].replace("T", " "),
        entry.model,
        str(entry.calls),
        f"{entry.input_tokens + entry.output_tokens:,}",
        _cost(entry),
        str(sum(entry.findings.values())),
        f"{entry.status} {changed}".strip() if entry.status != "complete" else changed,
    )


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        aligned = (
            cell.rjust(width) if head in NUMBERS else cell.ljust(width)
            for head, cell, width in zip(HEADS, cells, widths, strict=True)
        )
        return "  ".join(aligned).rstrip()

    return [click.style(line(HEADS), bold=True), *(line(row) for row in rows)]


def _lines(entries: tuple[Entry, ...], number: int) -> list[str]:
    entry = entries[number - 1]
    about = f": {entry.message}" if entry.message else ""
    lines = [
        click.style(f"run {number}, {entry.when}, {entry.status}{about}", bold=True),
        f"model     {entry.model}",
        f"calls     {entry.calls} made, {entry.recorded} replies recorded",
        f"tokens    {entry.input_tokens:,} in, {entry.output_tokens:,} out",
        f"cost      {_cost(entry)}",
        f"articles  {len(entry.articles)} into {entry.out}, briefer {entry.version}",
        f"findings  {_counted(entry)}",
    ]
    for stage, files in entry.prompts.items():
        lines.append(f"prompts of {stage}")
        lines += [f"  {digest[:8]}  {name}" for name, digest in files.items()]
    found = _differences(entries, number)
    if found is None:
        return [*lines, "there is no run before it to compare with"]
    lines.append("since the run before" if found else "the same as the run before")
    return [*lines, *(f"  {_told(difference)}" for difference in found)]


def _counted(entry: Entry) -> str:
    listed = ", ".join(f"{count} {code}" for code, count in entry.findings.items())
    return listed or "none"


def _told(difference: Difference) -> str:
    kind, name = difference.kind, difference.name
    is_digest = kind in ("prompt", "template", "article") or name == "sections"
    old, new = (
        value[:8] if is_digest else f"`{value}`"
        for value in (difference.before, difference.after)
    )
    if is_digest and not difference.before:
        return f"{kind} {name}: new, {new}"
    if is_digest and not difference.after:
        return f"{kind} {name}: gone, was {old}"
    return f"{kind} {name}: {old} -> {new}"


def _cost(entry: Entry) -> str:
    from briefer.prices import dollars

    if not entry.calls:
        return "$0"
    return dollars(Decimal(entry.cost) if entry.cost else None)


def _differences(
    entries: tuple[Entry, ...], number: int
) -> tuple[Difference, ...] | None:
    """What differed from the run before; None where there is none."""
    from briefer.history import before, differences

    old = before(entries, number)
    return differences(old, entries[number - 1]) if old else None


def _full(entries: tuple[Entry, ...], number: int) -> dict[str, object]:
    found = _differences(entries, number)
    listed = None if found is None else [asdict(difference) for difference in found]
    return {"number": number, **asdict(entries[number - 1]), "differences": listed}


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
