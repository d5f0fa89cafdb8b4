"""Terms, word counts and sparse vectors."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.extract.base import dot, measure, rarity, terms, total, unit, vector

WEIGHTS = st.dictionaries(st.text("abcde", min_size=1), st.floats(0.01, 100))

SAME = [
    ("en", "The attackers attacked Karsk's harbor", "attacker attack Karsk harbors"),
    ("en", "Zelenskyy", "Zelensky"),
    ("de", "Die Verhandlungen", "Verhandlung"),
    ("uk", "президента", "президентом"),
]


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_spellings_and_endings_of_a_word_are_one_term(language, one, other):
    assert set(terms(one, language)) == set(terms(other, language))


COUNTED = [
    ("en", "The call lasted about 40 minutes.", 6, 4),
    ("en", "It was that.", 3, 0),
    ("zh", "两国领导人将于下周举行会谈。", 6, 6),
    ("hi", "विपक्ष ने आलोचना की।", 4, 2),
]


@pytest.mark.parametrize(("language", "text", "words", "content"), COUNTED)
def test_words_are_counted_in_scripts_with_and_without_spaces(
    language, text, words, content
):
    told = measure(text, language)
    assert (told.words, told.content) == (words, content)


def test_scripts_without_spaces_give_pairs_of_signs():
    assert terms("东京会谈", "zh") == ("东京", "京会", "会谈")


def test_rare_terms_weigh_more_than_common_ones():
    rare = rarity([("talk", "bridge"), ("talk",), ("talk",)])
    assert rare["bridge"] > rare["talk"] > 0


def test_only_the_heaviest_terms_are_kept_where_a_number_is_given():
    rare = {"a": 3.0, "b": 2.0, "c": 1.0}
    assert set(vector(["a", "b", "c"], rare, 2)) == {"a", "b"}


@given(WEIGHTS)
def test_a_vector_is_as_like_itself_as_can_be(weights):
    one = unit(weights)
    assert math.isclose(dot(one, one), 1.0 if weights else 0.0, abs_tol=1e-9)


@given(WEIGHTS, WEIGHTS)
def test_likeness_does_not_depend_on_the_order(a, b):
    one, other = unit(a), unit(b)
    assert dot(one, other) == pytest.approx(dot(other, one))
    assert -1e-9 <= dot(one, other) <= 1 + 1e-9


@given(st.lists(WEIGHTS, max_size=5))
def test_a_sum_has_the_weight_of_its_vectors(vectors):
    summed = sum(total(vectors).values())
    assert summed == pytest.approx(sum(sum(one.values()) for one in vectors))
