"""Plain text: the lines are taken as they stand."""

from __future__ import annotations

import re

from briefer.sources.base import Draft

_BOLD = re.compile(r"^\*\*(?=\S)([^*\n]+\S)\*\*$", re.MULTILINE)
"""A line that was bold where it was copied."""


def draft(text: str) -> Draft:
    """The draft of a text file, which says nothing about itself by its format."""
    return Draft(text=_BOLD.sub(r"\1", text))
