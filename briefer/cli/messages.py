"""Errors and warnings as people read them, on stderr."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import click

from briefer.errors import BrieferError, TemplateError


def tell(error: BrieferError) -> None:
    """Print `error`, the line it points at, its hint and further errors to stderr."""
    click.echo(f"{click.style('error', fg='red')}: {error.message}", err=True)
    if isinstance(error, TemplateError) and error.excerpt:
        click.echo("\n".join(error.excerpt), err=True)
    if error.hint:
        click.echo(f"\n{click.style('hint', fg='cyan')}: {error.hint}", err=True)
    for other in error.others if isinstance(error, TemplateError) else ():
        click.echo(err=True)
        tell(other)


@contextmanager
def warned() -> Iterator[list[warnings.WarningMessage]]:
    """Collects the warnings of a block, and prints them after it."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught
    for warning in caught:
        warn(str(warning.message))


def warn(message: str) -> None:
    """Print a warning to stderr."""
    click.echo(f"{click.style('warning', fg='yellow')}: {message}", err=True)
