"""Which sentences matter, and that none is told twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.extract.base import unit
from briefer.extract.lines import Line, lines
from briefer.extract.salience import SAME, centrality, fresh, pick, rank, substance
from briefer.schema import Article
from briefer.sources.sentences import split

VECTORS = st.lists(
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9)).map(unit), max_size=8
)


def told(text: str) -> tuple[Line, ...]:
    return lines(
        Article(id="a1", path="a", digest="", text=text, sentences=split(text))
    )


FERRY = (
    "Two ferries collided outside the harbor of Karsk on Friday, the coast guard said. "
    "It was dark. "
    "The coast guard said 12 people were rescued from the two ferries near Karsk. "
    "He said the crews had not slept for thirty hours. "
    "The old lamps along the quay were once lit by hand every evening. "
    "Two ferries collided outside the harbor of Karsk on Friday, police said."
)


def test_the_best_sentences_come_first_and_repeat_nothing():
    found = pick([one for one in rank(told(FERRY)) if one.line.is_prose], 3)
    assert [one.line.number for one in found] == [1, 3, 5]


def test_a_sentence_that_refers_back_waits_for_the_one_before():
    ranked = [one for one in rank(told(FERRY)) if one.line.number != 3]
    assert 4 not in [one.line.number for one in pick(ranked, 5)]


def test_what_is_already_chosen_is_not_repeated():
    ranked = rank(told(FERRY))
    assert 6 not in [one.line.number for one in pick(ranked, 5, ranked[:1])]


def test_repetitions_are_passed_over():
    assert [one.line.number for one in fresh(rank(told(FERRY)))] == [1, 2, 3, 4, 5]


def test_sentences_with_facts_have_more_substance_than_scenery():
    found = [substance(line) for line in told(FERRY)]
    assert found[0] > found[2] > found[4]


def test_a_line_near_the_headline_gains():
    plain = rank(told(FERRY))
    headed = rank(told(FERRY), ["lamp", "quay"])
    gains = [b.score - a.score for a, b in zip(plain, headed, strict=True)]
    assert max(gains) == gains[4] > 0


@given(VECTORS)
def test_centrality_lies_between_none_and_the_most_central(vectors):
    found = centrality(vectors)
    assert len(found) == len(vectors)
    assert all(0 <= value <= 1 for value in found)
    assert not found or max(found) == 1


@settings(max_examples=30)
@given(st.permutations(FERRY.split(". ")), st.integers(0, 6))
def test_no_two_chosen_sentences_are_alike_in_any_order(sentences, most):
    found = pick(rank(told(". ".join(sentences))), most)
    assert len(found) <= most
    assert len({one.line.number for one in found}) == len(found)


@pytest.mark.parametrize("text", ["", "Rain."])
def test_little_text_gives_little(text):
    assert len(rank(told(text))) == len(split(text))
    assert SAME < 1
