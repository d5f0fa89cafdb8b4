"""Titles and posts are compared by where they stand, not by lists of offices."""

from __future__ import annotations

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.roles import misgiven, roles
from briefer.schema import Article


def case(text: str, evidence: str, more: str = "") -> Case:
    source = Article(
        id="a", path="a.txt", digest="0", text=f"{evidence} {more}", sentences=()
    )
    return Case("c", text, (Passage("a", 1, evidence),), {"a": source})


def test_a_title_stands_with_capitals_before_a_name():
    [role] = roles("Fire Warden Ann Lee left.")
    assert (role.name, role.words, role.is_title) == ("Ann Lee", "Fire Warden", True)


POSTS = [
    "The board picked Ann Lee to serve as keeper of the seals.",
    "The board made Ann Lee keeper of the seals.",
    "Ann Lee is the new keeper of the seals.",
    "Ann Lee took over as keeper of the seals.",
]


@pytest.mark.parametrize("text", POSTS)
def test_a_post_stands_behind_the_verb_that_gives_it(text):
    assert [r.words for r in roles(text)][:1] == ["keeper of the seals"]


@pytest.mark.parametrize("text", POSTS)
def test_another_post_than_the_cited_one_is_found(text):
    evidence = "The board handed the job of harbor pilot to Ann Lee."
    assert list(misgiven(case(text, evidence)))
    assert not list(misgiven(case(text, "The keeper of the seals is now Ann Lee.")))


def test_another_title_than_the_articles_give_is_found():
    text = "Alderman Ann Lee left."
    assert list(misgiven(case(text, "Coroner Ann Lee left.")))
    assert not list(misgiven(case(text, "Ann Lee left.")))
    assert not list(misgiven(case(text, "Coroner Ann Lee left.", "Alderman Lee ate.")))


NO_POSTS = [
    "A leak made Harbor Mills call back over 48,404 kettles.",
    "The guild picked Ann Lee on Wednesday, 20 May 2026 for the job.",
    "Divers named a broken chain as a possible cause, Ann Lee said.",
]


@pytest.mark.parametrize("text", NO_POSTS)
def test_what_somebody_did_and_when_is_no_post(text):
    assert not roles(text)


def test_a_post_goes_to_who_succeeds_and_not_to_who_is_succeeded():
    evidence = "Ann Lee was named keeper of the seals and succeeds Coroner Tom Holt."
    text = "Ann Lee succeeds Tom Holt as the new keeper of the seals."
    assert [role.name for role in roles(text)] == ["Ann Lee"]
    assert not list(misgiven(case(text, evidence)))
    wrong = "Ann Lee succeeds Tom Holt as the new harbor pilot."
    assert list(misgiven(case(wrong, evidence)))


def test_words_before_a_title_are_no_part_of_it():
    [role] = roles("As Fire Warden Ann Lee put it, it burned.")
    assert role.words == "Fire Warden"


@pytest.mark.parametrize(
    "text",
    [
        "Of the judges of Lund Court, seven were appointed under the last government.",
        "Without Lund Pension Fund, the share is a fifth.",
    ],
)
def test_when_or_without_whom_is_no_title_and_no_post(text):
    evidence = "Lund Court has judges, and Lund Pension Fund a fifth of the shares."
    assert not list(misgiven(case(text, evidence)))
