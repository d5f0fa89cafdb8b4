"""`briefer init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--prompts", is_flag=True, help="Copy the shipped prompts, to edit them.")
@click.option("--templates", is_flag=True, help="Copy the shipped page templates too.")
def command(folder: Path, prompts: bool, templates: bool) -> None:
    """Start a project in FOLDER. [default: the current one]

    Writes briefer.toml, in which every setting is explained, two short fictional
    articles to try it on, and a .gitignore. Nothing that is there is overwritten.

    Copied prompts and templates keep what they were under .base/, so that `briefer
    prompts diff` can tell your edits from what a later version of briefer changed.

    \b
    Examples:
      briefer init my-briefing && cd my-briefing && briefer build
      briefer init --prompts --templates && briefer watch
    """
    from briefer.starter import BASE, project, write

    files = project(prompts=prompts, templates=templates)
    written = write(folder, files)
    for name in written:
        if f"/{BASE}/" not in name:
            click.echo((folder / name).as_posix())
    if ".gitignore" not in written:
        click.echo("kept your .gitignore: add `.briefer/` to it", err=True)
    step = "briefer build" if folder == Path() else f"cd {folder} && briefer build"
    click.echo(f"next: {step}", err=True)
