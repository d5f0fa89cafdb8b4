"""The sentences the extractive engine writes itself: a fixed few, and no others."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "one-source": "Only one source reports this: {}",
        "no-date": "No date is stated for: {}",
        "values": "The articles give different values for: {}",
        "according": "{}, according to {}",
        "untitled": "Untitled article",
        "the-article": "the article",
    },
}
"""Language to the phrases; `{}` is filled with words of the articles."""


def phrase(name: str, language: str, *words: str) -> str:
    """The phrase in `language`, in English where it is not known in it."""
    known = PHRASES.get(language[:2], PHRASES["en"])
    return known[name].format(*words)
