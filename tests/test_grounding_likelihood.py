"""Likelihood words come from one yardstick and stand apart from confidence."""

from __future__ import annotations

from typing import get_args

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.likelihood import check
from briefer.schema import Article, Likelihood

ARTICLE = Article(id="a", path="a.txt", digest="0", text="", sentences=())


def case(
    text: str,
    evidence: str = "Talks go on.",
    *,
    is_judgment: bool = False,
    language: str = "en",
) -> Case:
    passages = (Passage("a", 1, evidence),)
    return Case(
        "j",
        text,
        passages,
        {"a": ARTICLE},
        language=language,
        is_judgment=is_judgment,
    )


def codes(given: Case) -> list[tuple[str, str]]:
    return [(f.code, f.words) for f in check(given)]


@pytest.mark.parametrize("word", [word for word in get_args(Likelihood) if word])
def test_a_judgment_may_use_the_words_of_the_yardstick(word):
    assert codes(case(f"A deal is {word}.", is_judgment=True)) == []


OTHER_YARDSTICKS = [
    "highly likely",
    "probable",
    "realistic possibility",
    "Nearly certain",
]


@pytest.mark.parametrize("word", OTHER_YARDSTICKS)
def test_a_judgment_may_not_use_words_of_another_yardstick(word):
    found = codes(case(f"A deal is {word} now.", is_judgment=True))
    assert found == [("likelihood-mixed", word)]


def test_a_judgment_has_one_likelihood():
    text = "A deal is likely, but a quick one is very unlikely."
    found = codes(case(text, is_judgment=True))
    assert found == [("likelihood-mixed", "very unlikely")]


def test_likelihood_and_confidence_stand_in_two_sentences():
    text = "With high confidence, a deal is very likely."
    assert codes(case(text, is_judgment=True)) == [
        ("confidence-mixed", "high confidence")
    ]
    assert codes(case("Confidence in this is high.", is_judgment=True)) == []


SOURCES = [
    ("A deal is likely.", "“A deal is likely,” she said.", []),
    ("A deal is likely.", "She expects a deal.", []),
    ("The fire probably began in Lund.", "The fire is thought to be from Lund.", []),
    ("A deal will probably come.", "A deal is probable.", []),
    ("A deal is likely.", "A deal is unlikely.", [("likelihood-mixed", "likely")]),
    ("A deal is likely.", "A deal may come.", [("likelihood-mixed", "likely")]),
    ('She called it "likely".', "A deal may come.", []),
    ("It is likely (60%).", "It is likely.", [("likelihood-mixed", "likely")]),
    ("It is likely (60%).", "It is likely, at 60 percent.", []),
    ("Talks go on.", "It is likely.", []),
]


@pytest.mark.parametrize(("text", "evidence", "expected"), SOURCES)
def test_the_likelihood_of_a_source_stays_in_its_words(text, evidence, expected):
    assert codes(case(text, evidence)) == expected


def test_all_findings_are_warnings():
    found = check(
        case("With low confidence, it is remote or probable: a remote chance.")
    )
    assert {one.severity for one in found} == {"warning"}


def test_other_languages_are_left_alone():
    assert (
        codes(case("A deal is highly likely.", language="de", is_judgment=True)) == []
    )
