"""What a statement says of people may come from any article that tells who they are."""

from __future__ import annotations

import pytest

from briefer.grounding.offices import known_offices
from briefer.schema import Actor, Finding

ACTORS = [Actor(name="Ann Lee", role="district governor at the Lund River Office")]


def finding(code: str, words: str) -> Finding:
    return Finding(code=code, severity="warning", where="s", message="", words=words)


@pytest.mark.parametrize(
    ("code", "words", "is_kept"),
    [
        ("role-unsupported", "governor Lee", False),
        ("role-unsupported", "governor", False),
        ("role-unsupported", "minister", True),
        ("memory-suspect", "minister Lee", True),
        ("name-unsupported", "Lund River Office", False),
        ("name-unsupported", "Lund River Museum", True),
        ("number-unsupported", "governor", True),
    ],
)
def test_offices_and_their_bodies_are_known_by_who_is_who(code, words, is_kept):
    found = [finding(code, words)]
    assert len(known_offices(found, ACTORS, "Ann Lee left.")) == is_kept


@pytest.mark.parametrize("text", ["Tom Roe left.", "The fleeleet left.", ""])
@pytest.mark.parametrize(
    "actors", [ACTORS, [], [Actor(name="", role="at the Lund River Office")]]
)
def test_they_are_known_of_nobody_else(text, actors):
    found = [finding("name-unsupported", "Lund River Office")]
    assert known_offices(found, actors, text) == tuple(found)
