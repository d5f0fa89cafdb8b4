"""Passages that share sentences are shown together, between their neighbors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.excerpts import SPAN, in_context, together
from briefer.schema import Evidence


def places(*sentences: tuple[int, ...], article: str = "a1") -> list[Evidence]:
    return [Evidence(article=article, sentences=numbers) for numbers in sentences]


@pytest.mark.parametrize(
    ("cited", "groups"),
    [
        ([], ()),
        ([(1,)], ((0,),)),
        ([(1,), (2,)], ((0,), (1,))),  # neighbors, but no sentence in common
        ([(4,), (1,), (4, 5)], ((0, 2), (1,))),
        ([(1, 2, 3), (3, 4), (4, 5, 6)], ((0, 1, 2),)),
        ([(1, 2, 3), (3, 4, 5), (5, 6, 7)], ((0, 1), (2,))),  # would reach too far
        ([(2,), (2, 20)], ((0,), (1,))),
        ([(2, 20), (20,), (2,)], ((0, 1), (2,))),  # each sentence is in one already
    ],
)
def test_passages_that_share_a_sentence_stand_together(cited, groups):
    assert together(places(*cited)) == groups


def test_passages_of_two_articles_never_stand_together():
    cited = places((1,)) + places((1,), article="a2")
    assert together(cited) == ((0,), (1,))


numbers = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)


@given(st.lists(numbers, max_size=8, unique_by=lambda n: tuple(sorted(n))))
def test_every_passage_stands_once_and_excerpts_stay_short(cited):
    shown = places(*(tuple(sorted(sentences)) for sentences in cited))
    groups = together(shown)
    assert sorted(n for group in groups for n in group) == list(range(len(shown)))
    for group in groups:
        reach = [n for position in group for n in shown[position].sentences]
        widest = max(max(shown[p].sentences) - min(shown[p].sentences) for p in group)
        assert max(reach) - min(reach) < max(SPAN, widest + 1)


@pytest.mark.parametrize(
    ("cited", "last", "shown"),
    [
        ([1], 1, [(1, False)]),
        ([3], 9, [(2, False), (3, False), (4, False)]),
        ([1, 2], 2, [(1, False), (2, False)]),
        ([1, 4], 9, [(1, False), (2, False), (3, False), (4, False), (5, False)]),
        ([1, 5], 5, [(1, False), (2, False), (4, True), (5, False)]),
    ],
)
def test_sentences_stand_between_their_neighbors(cited, last, shown):
    assert in_context(cited, last) == shown
