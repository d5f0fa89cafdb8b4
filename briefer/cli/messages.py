"""Errors and warnings as people read them, on stderr."""

from __future__ import annotations

import click

from briefer.errors import BrieferError


def tell(error: BrieferError) -> None:
    """Print `error` and its hint to stderr."""
    click.echo(f"{click.style('error', fg='red')}: {error.message}", err=True)
    if error.hint:
        click.echo(f"\n{click.style('hint', fg='cyan')}: {error.hint}", err=True)


def warn(message: str) -> None:
    """Print a warning to stderr."""
    click.echo(f"{click.style('warning', fg='yellow')}: {message}", err=True)
