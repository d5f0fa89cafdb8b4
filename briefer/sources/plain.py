"""Plain text: the lines are taken as they stand."""

from __future__ import annotations

from briefer.sources.base import Draft


def draft(text: str) -> Draft:
    """The draft of a text file, which says nothing about itself by its format."""
    return Draft(text=text)
