"""`briefer compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.settings import Settings, load, require_sources

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from briefer.contrast import Changes, ComparisonPage

COLORS = {
    "lost": "red",
    "gained": "green",
    "re-worded": "yellow",
    "re-cited": "yellow",
    "new": "red",
    "gone": "green",
}
WIDE = 120
"""Columns from which on both wordings stand side by side."""


@click.command("compare")
@click.argument("a")
@click.argument("b")
@click.argument("sources", nargs=-1, type=click.Path())
@click.option("--spend", is_flag=True, help="Make the calls that the store lacks.")
@click.option("--html", metavar="FILE", help="Write a report too, one file.")
@click.option("--model", help="Model to ask, where prompts are compared.")
@click.option("--base-url", metavar="URL", help="Endpoint to ask it at.")
@click.option("--offline", is_flag=True, default=None, help="Recorded replies only.")
@click.option("--store", metavar="DIR", help="Keep replies here, as build does.")
def command(
    a: str,
    b: str,
    spend: bool,
    html: str | None,
    sources: tuple[str, ...],
    **flags: Any,
) -> None:
    """Compare the briefings of A and B: two folders of prompts, revisions or models.

    A and B are each a folder of prompts, `shipped`, a git revision of the project's
    prompts (HEAD~1, a tag; rev:NAME where a folder has that name), or model:NAME.

    Shows which calls the change affects and what they cost, claims and statements
    gained, lost, re-worded and re-cited (matched by evidence and meaning), findings
    new and gone, tokens and money. Nothing is asked unless you say --spend: without
    it, what the store can answer is compared. Replies are kept in the store, as by a
    build, so that calls alike on both sides are paid for once; the output folder stays
    as it is.

    \b
    Examples:
      briefer compare shipped prompts
      briefer compare HEAD prompts --spend --html compare.html
      briefer compare model:gpt-5.4-mini model:gpt-5.4 --spend
    """
    from briefer.output import write_page

    settings = load({**flags, "sources": sources})
    require_sources(settings)
    page = _compared(settings, (a, b), spend=spend)
    _print(page)
    if html:
        from briefer.pipeline import template_folders
        from briefer.render import comparison

        write_page(Path(html), comparison(page, template_folders(settings)))
        click.echo(html)


def _compared(
    settings: Settings, names: tuple[str, str], *, spend: bool
) -> ComparisonPage:
    from briefer.cli.display import progress
    from briefer.cli.messages import warnings_told
    from briefer.compare import answered, compared, open_calls, recorded
    from briefer.sides import side

    a, b = names
    with side(settings, a) as first, side(settings, b) as second, warnings_told():
        old, new = recorded(first, a), recorded(second, b)
        is_open = spend and open_calls(old, new) > 0
        if is_open:
            click.echo(f"{open_calls(old, new)} calls to make", err=True)
            with progress() as notify:
                old = answered(old, notify)
            with progress() as notify:
                new = answered(new, notify)
        return compared(old, new, spent=spend)


def _print(page: ComparisonPage) -> None:
    from rich.console import Console

    console = Console(soft_wrap=False, highlight=False)
    console.print(_calls(page))
    console.print(_sums(page))
    for changes in page.changes:
        listed = ", ".join(f"{one.new} {one.name}" for one in changes.tally)
        console.print(
            f"{changes.title}: {changes.same} the same, {listed}", style="bold"
        )
        if changes.rows:
            wide = console.width >= WIDE
            console.print(_beside(changes) if wide else _below(changes))
    console.print(f"Findings: {len(page.findings)} new or gone", style="bold")
    for one in page.findings:
        words = f": {one.words}" if one.words else ""
        text = f"{one.change:5} {one.code}: {one.message}{words}"
        console.print(*_plain(text), style=COLORS[one.change])
    for note in page.notes:
        console.print(*_plain(f"not compared: {note}"))
    if page.open_calls:
        click.echo(
            f"{page.open_calls} calls were not made; --spend makes them", err=True
        )


def _calls(page: ComparisonPage) -> Table:
    table = _table("calls", "alike", "affected", "to make", "tokens", "cost")
    for row in page.calls:
        cells = (row.alike, row.affected, row.to_make)
        table.add_row(*_plain(row.stage, *map(str, cells), row.tokens, row.cost))
    return table


def _sums(page: ComparisonPage) -> Table:
    table = _table("", page.old, page.new)
    for row in page.sums:
        table.add_row(*_plain(row.name, row.old, row.new))
    return table


def _beside(changes: Changes) -> Table:
    table = _table("", "where", "before", "after")
    for row in changes.rows:
        before, after = _cited(row.old, row.old_at), _cited(row.new, row.new_at)
        cells = _plain(row.change, row.where, before, after)
        table.add_row(*cells, style=COLORS[row.change])
    return table


def _below(changes: Changes) -> Table:
    table = _table("", "where", "before, after")
    for row in changes.rows:
        both = (_cited(row.old, row.old_at), _cited(row.new, row.new_at))
        text = "\n".join(
            f"{sign} {line}" for sign, line in zip("-+", both, strict=True) if line
        )
        cells = _plain(row.change, row.where, text)
        table.add_row(*cells, style=COLORS[row.change])
    return table


def _cited(text: str, at: str) -> str:
    return f"{text} [{at}]" if text and at else text


def _plain(*cells: str) -> list[Text]:
    """Cells whose brackets are no markup and whose control characters are gone."""
    from rich.text import Text

    return [
        Text("".join(c if c.isprintable() or c == "\n" else " " for c in cell))
        for cell in cells
    ]


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(*_plain(name), overflow="fold")
    return table
