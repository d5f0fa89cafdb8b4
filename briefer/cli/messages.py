"""Errors and warnings as people read them, on stderr."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager

import click

from briefer.errors import BrieferError, TemplateError, warned

ARGUMENTS = "briefer.arguments"
"""Key of a context's `meta`: what stood on the command line after the command."""


def tell(error: BrieferError) -> None:
    """Print `error`, the line it points at, its hint and further errors to stderr."""
    _print(click.style("error", fg="red"), error.message)
    if isinstance(error, TemplateError) and error.excerpt:
        click.echo(_shown("\n".join(error.excerpt)), err=True)
    for note in getattr(error, "__notes__", ()):
        click.echo(_shown(note), err=True)
    if error.hint:
        click.echo(err=True)
        _print(click.style("hint", fg="cyan"), error.hint)
    for other in error.others if isinstance(error, TemplateError) else ():
        click.echo(err=True)
        tell(other)


def again(ctx: click.Context) -> str:
    """The command that was given, for the same to be given again."""
    return shlex.join(["briefer", str(ctx.info_name), *ctx.meta.get(ARGUMENTS, ())])


@contextmanager
def warnings_told() -> Iterator[None]:
    """Prints the warnings of a block after it."""
    with warned() as messages:
        yield
    for message in messages:
        warn(message)


def warn(message: str) -> None:
    """Print a warning to stderr."""
    _print(click.style("warning", fg="yellow"), message)


def _print(sort: str, message: str) -> None:
    click.echo(f"{sort}: {_shown(message)}", err=True)


def _shown(text: str) -> str:
    """`text` without what could move the cursor or change the order of words."""
    from briefer.escaping import SAFE

    return SAFE["text"](text)
