"""What the readers of all formats hand on, and what cleaning makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefer.schema import SetAside

Kind = Literal["", "item", "heading"]
"""A list entry, a heading marked as such by the format, or neither."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read and the name it goes by in the record."""

    path: Path
    name: str
    """Relative, with forward slashes; starts with the base name of its folder."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a file and what its format says about it, not cleaned yet."""

    text: str
    """Lines keep the numbers they have in the decoded source."""
    headings: frozenset[int] = frozenset()
    """Numbers of the lines, from 1, that the format marks as headings."""
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    """The words of the date, as the source has them."""
    url: str = ""
    language: str = ""
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a list entry: one line of text."""

    text: str
    line: int
    """Line of the decoded source, from 1, where it starts."""
    kind: Kind = ""
    gap: bool = False
    """Whether an empty line stands before it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What belongs to the article, and what was set aside."""

    title: str
    paragraphs: tuple[str, ...]
    """The entries of a list are one paragraph with a line each."""
    set_aside: tuple[SetAside, ...]
