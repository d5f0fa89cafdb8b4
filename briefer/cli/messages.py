"""Errors and warnings as people read them, on stderr."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import click

from briefer.errors import BrieferError, TemplateError

EXCERPT = 70
"""Characters of a template's line that are shown, so that they fit a terminal."""


def tell(error: BrieferError) -> None:
    """Print `error`, the line it points at, its hint and further errors to stderr."""
    click.echo(f"{click.style('error', fg='red')}: {error.message}", err=True)
    if isinstance(error, TemplateError) and error.source.strip():
        click.echo("\n".join(excerpt(error)), err=True)
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


def excerpt(error: TemplateError) -> list[str]:
    """The line of the template, and a mark below the place in it."""
    start = max(0, error.column - EXCERPT // 2) if len(error.source) > EXCERPT else 0
    shown = error.source[start : start + EXCERPT]
    lines = [f"{error.line:6} | {shown}"]
    if error.column:
        gap = "".join(
            c if c == "\t" else " " for c in shown[: error.column - 1 - start]
        )
        lines.append(f"       | {gap}^")
    return lines


def warn(message: str) -> None:
    """Print a warning to stderr."""
    click.echo(f"{click.style('warning', fg='yellow')}: {message}", err=True)
