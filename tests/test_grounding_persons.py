"""Words for people, parts of counts and times of day: what stands for what."""

from __future__ import annotations

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.hedges import check
from briefer.grounding.persons import mistaken, unheard
from briefer.schema import Article


def case(text: str, cited: str, more: str = "") -> Case:
    article = Article(id="a", path="a", digest="", text=f"{cited} {more}", sentences=())
    return Case("c", text, (Passage("a", 1, cited),), {"a": article})


@pytest.mark.parametrize(
    ("text", "cited", "found"),
    [
        ("The guard of the train died.", "The driver of the train died.", "guard"),
        ("The driver of the train died.", "The driver of the train died.", ""),
        ("A spokeswoman for the mill left.", "The mill's spokesman left.", ""),
        ("Two judges saw it.", "It was a dark and rainy day, a farmer said.", ""),
        ("The editor left the mill.", "The foreman left, the editor of the mill.", ""),
    ],
)
def test_a_word_for_a_person_in_the_place_of_another_is_found(text, cited, found):
    assert [one[0] for one in mistaken(case(text, cited))] == [found] * bool(found)


@pytest.mark.parametrize(
    ("text", "cited", "found"),
    [
        ("The head of the mill left.", "A driver of the mill left.", ["head"]),
        ("The deputy mayor left.", "The mayor left.", ["deputy"]),
        ("The attorney left.", "Her lawyer left.", []),
        ("Judges freed him.", "A court freed him.", []),
        ("Councillors voted.", "The council voted.", []),
        ("The chairwoman left.", "Ann Lee left.", []),
    ],
)
def test_what_no_article_calls_anybody_is_found(text, cited, found):
    assert list(unheard(case(text, cited, "Its chairman is Ann Lee."))) == found


def test_what_an_article_calls_somebody_may_be_said_of_that_name():
    text, cited = "Ann Lee, a dentist, left the mill.", "Ann Lee, an owner of it, left."
    assert list(mistaken(case(text, cited, "Dentist Ann Lee, a dentist, came."))) == []
    assert list(mistaken(case(text, cited))) != []


@pytest.mark.parametrize(
    ("text", "cited", "is_found"),
    [
        ("All 40 wells failed.", "Nine out of 40 wells failed.", True),
        ("Nine of the 40 wells failed.", "Nine out of 40 wells failed.", False),
        ("The other 31 of 40 wells ran.", "Nine of 40 wells failed, 31 ran.", False),
        (
            "They left at 6 p.m. on foot.",
            "They left shortly after 6 p.m. on foot.",
            True,
        ),
        ("They left just after 6pm.", "They left shortly after 6 p.m. on foot.", False),
        ("They left at 6 p.m. on foot.", "They left at 6 p.m. on foot.", False),
        ("It holds for nine weeks.", "It holds for “about nine weeks”.", True),
        ("At least one in four came.", "Roughly one in four came.", True),
        ("The talk was only of money.", "The talk was mainly of money.", True),
    ],
)
def test_a_part_or_an_about_is_kept(text, cited, is_found):
    codes = [one.code for one in check(case(text, cited))]
    assert codes == ["quantifier-lost"] * is_found
