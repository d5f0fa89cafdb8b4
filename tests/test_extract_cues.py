"""Cues are looked for only where one of their words stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.extract import cues, lines
from briefer.extract.cues import Cue, vocabulary
from tests.strategies import examples

CUES = {
    name: cue
    for module in (cues, lines)
    for name, cue in vars(module).items()
    if isinstance(cue, Cue)
}


@pytest.mark.parametrize("name", sorted(CUES))
@examples(50)
@given(data=st.data())
def test_whatever_a_cue_matches_has_one_of_its_words(name, data):
    cue = CUES[name]
    # what only looks ahead is nothing to make a text from
    made = re.compile(re.sub(r"\(\?=\[\w+\]\)", "", cue.pattern.pattern))
    text = data.draw(st.from_regex(made))
    assert cue.may_be_among(vocabulary(text)) or not cue.pattern.search(text)


@pytest.mark.parametrize("text", ["SUBSCRIBE", "ſubſcrıbe", "Subscrİbe"])
def test_words_are_compared_as_expressions_compare_them(text):
    pattern = re.compile("subscribe", re.IGNORECASE)
    assert pattern.fullmatch(text)
    assert vocabulary(f"{text}.") == {"subscribe"}
