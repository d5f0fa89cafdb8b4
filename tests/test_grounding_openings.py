"""Cues that are left unsearched where a text has no word of theirs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import articles
from briefer.grounding import (
    conditions,
    cues,
    extents,
    mentions,
    modality,
    moments,
    named,
    narrow,
    negation,
    parts,
    roles,
)
from briefer.grounding.openings import Cues, needed
from briefer.grounding.undated import undated
from briefer.grounding.words import lowered
from tests.strategies import examples


@pytest.mark.parametrize(
    ("pattern", "word", "other"),
    [
        (r"\bin vain\b", "vain", "in"),
        (r"\b(?:is|are) sure to\b|\bwill\b", "sure", "is"),
        (r"\bplan(?:s|ned)?(?= \w+ing)", "planned", "plain"),
        (r"\b(?:(?:on )?time|as (?:far|long) as)\b", "time", "timed"),
        (r"\bdue(?: \w+){0,2} to(?!\w)", "due", "to"),
        (r"(?<=\w)'ll\b|\bhas to", "ll", "all"),
        (r"\b(?:\w+n['’]t|never)\b", "t", "not"),
        (r"\b(?i:of course)\b", "Course", "of"),
        (r"\b(?:Mon|Tues)day\b[^.]*?\bnoon\b", "Monday", "noon"),
    ],
)
def test_one_word_of_what_matches_is_needed(
    pattern: str, word: str, other: str
) -> None:
    assert needed(re.compile(pattern)).match(word)
    assert not needed(re.compile(pattern)).match(other)


def test_a_pattern_without_a_word_is_always_searched() -> None:
    assert needed(re.compile(r"[^.]+\.|\bend\b")).match("")


MODULES = (conditions, cues, extents, mentions, modality, moments, named, narrow)
CUES = {
    one: name
    for module in (*MODULES, negation, parts, roles)
    for name, one in vars(module).items()
    if isinstance(one, Cues)
}
TEXTS = [told.text for one in articles(5, 6) for f in one.facts for told in f.wordings]

every_cues = pytest.mark.parametrize("one", CUES, ids=CUES.values())


@every_cues
def test_nothing_is_missed(one: Cues) -> None:
    assert not needed(one.pattern).match("")
    for text in TEXTS:
        for form in (text, lowered(text), undated(text)):
            spans = [match.span() for match in one.pattern.finditer(form)]
            assert [match.span() for match in one.finditer(form)] == spans
            assert bool(one.search(form)) is bool(spans)


@every_cues
@examples(50)
@given(data=st.data())
def test_nothing_that_matches_is_missed(one: Cues, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(one.pattern))
    assert bool(one.search(text)) is bool(one.pattern.search(text))
