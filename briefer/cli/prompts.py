"""`briefer prompts`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from briefer.catalog import Edited, Entry


@click.group("prompts", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the prompts in force: stages, files, where they come from, variables.

    A file in the project's prompts folder takes the place of the one of the same name
    in your own folder for all projects (~/.config/briefer/prompts), and that of the
    shipped one. `project`, `user` and `shipped` say where each comes from; each digest
    is also in run.json and on the page.

    \b
    Examples:
      briefer prompts
      briefer prompts show summarize --article articles/a.txt
      briefer prompts diff
    """
    if ctx.invoked_subcommand is None:
        from briefer.catalog import catalog
        from briefer.settings import load

        for entry in catalog(load({})):
            click.echo("\n".join(_lines(entry)))


@command.command("show")
@click.argument("stage")
@click.option(
    "--article",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Show the request for this article, not for a built-in sample.",
)
def show(stage: str, article: Path | None) -> None:
    """Print the exact messages of a STAGE, with their tokens. Nothing is asked.

    \b
    Examples:
      briefer prompts show merge
      briefer prompts show summarize --article articles/a.txt
    """
    from briefer.catalog import messages
    from briefer.settings import load
    from briefer.tokens import counter_for

    settings = load({})
    counter = counter_for(settings.model)
    made = messages(settings, stage, article)
    for message in made:
        click.secho(
            f"--- {message.role}: {counter.count(message.content):,} tokens", bold=True
        )
        click.echo(message.content)
    total = sum(counter.count(message.content) for message in made)
    click.echo(f"{total:,} tokens in {len(made)} messages, {counter.note}", err=True)


@command.command("diff")
def diff() -> None:
    """Show your own prompts against the shipped ones. Nothing is changed.

    For files that `briefer init --prompts` copied, your edits are shown apart from
    what a newer briefer changed in the shipped file since.

    \b
    Example:
      briefer prompts diff
    """
    from briefer.catalog import edits
    from briefer.settings import load

    found = list(edits(load({})))
    same = [edited for edited in found if not (edited.is_new or edited.differs)]
    for edited in found:
        if edited not in same:
            click.echo("\n".join(_told(edited)))
    if same:
        click.echo(f"{len(same)} of {len(found)} files are the shipped ones", err=True)
    if not found:
        click.echo("no prompts of your own: all are the shipped ones", err=True)


def _lines(entry: Entry) -> list[str]:
    tokens = f" ({entry.constant_tokens:,} constant tokens)" * bool(
        entry.constant_tokens
    )
    lines = [
        click.style(entry.stage.name, bold=True) + tokens,
        f"  {entry.stage.about}",
    ]
    lines += [
        f"  {file.origin:7}  {file.digest[:8]}  {file.name}" for file in entry.files
    ]
    lines += [
        f"  {'' if v.is_used else 'not used: '}{v.path}  ({v.kind})"
        for v in entry.variables
    ]
    return [*lines, ""]


def _told(edited: Edited) -> list[str]:
    name = edited.name if edited.origin == "project" else f"user: {edited.name}"
    if edited.is_new:
        return [f"{name}: your own, not among the shipped ones"]
    lines = [f"{name}: {'edited' if edited.own else 'as it was shipped'}"]
    lines += [_colored(line) for line in edited.own]
    if edited.upstream:
        lines.append(f"{name}: the shipped file changed since it was copied")
        lines += [_colored(line) for line in edited.upstream]
    return lines


def _colored(line: str) -> str:
    colors = {"+": "green", "-": "red", "@": "cyan"}
    return click.style(line, fg=colors.get(line[:1]))
