"""Absolute dates, plain sentences, and nothing old told as if it were now."""

from __future__ import annotations

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.wording import check, stale
from briefer.schema import Article, Claim, Evidence, Kind, When


def article(published: str = "2025-07-04") -> Article:
    when = When(date=published, basis="stated")
    return Article(
        id="a", path="a.txt", digest="0", published=when, text="", sentences=()
    )


def event(number: int, text: str, day: str, kind: Kind = "event") -> Claim:
    return Claim(
        id=f"c{number}",
        text=text,
        kind=kind,
        when=When(date=day, basis="resolved"),
        certainty="confirmed",
        evidence=Evidence(article="a", sentences=(number,)),
    )


def statement(
    text: str,
    *claims: Claim,
    published: str = "2025-07-04",
    language: str = "en",
) -> Case:
    claims = claims or (event(1, text, ""),)
    passages = tuple(Passage("a", n, c.text) for n, c in enumerate(claims, 1))
    when = tuple(claim.when for claim in claims)
    articles = {"a": article(published)}
    return Case("s", text, passages, articles, claims, when, language=language)


def codes(case: Case) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f.words) for f in check(case)]


RELATIVE = [
    ("The bridge closed on Friday.", "on Friday"),
    ("Yesterday the bridge closed.", "Yesterday"),
    ("The bridge closed late last week.", "last week"),
    ("The bridge recently closed.", "recently"),
    ("Two days ago the bridge closed.", "Two days ago"),
    ("It closed two days ago.", "two days ago"),
    ("It will open earlier next month.", "earlier next month"),
    ("The bridge closed on Friday, 4 July 2025.", ""),
    ("The bridge closed on 4 July 2025, and on Monday it opened.", ""),
    ("It closed in July 2025 and reopened last week.", ""),
    ('He said: "We closed it on Friday".', ""),
    ("The 30-day truce began on 4 July 2025.", ""),
    ("Vale will sign, Norrdal Today said.", ""),
    ("The law passed. Today it takes effect.", "Today"),
]


@pytest.mark.parametrize(("text", "words"), RELATIVE)
def test_a_relative_date_needs_an_absolute_one(text, words):
    expected = [("date-relative", "warning", words)] if words else []
    assert codes(statement(text)) == expected


LOADED = [
    ("It was a brutal attack.", "brutal"),
    ("Our view of it is clear.", "Our"),
    ("The dam has burst!", "!"),
    ("Brutal winds hit Lund.", "Brutal"),
    ("The Tragic Muse opened in Lund.", ""),
    ('He called it "brutal".', ""),
    ("The U.S. sent aid.", ""),
]


@pytest.mark.parametrize(("text", "words"), LOADED)
def test_words_that_judge_are_noted(text, words):
    expected = [("loaded-word", "note", words)] if words else []
    assert codes(statement(text)) == expected


def test_a_sentence_has_at_most_40_words():
    assert codes(statement("word " * 40)) == []
    [one] = check(statement("word " * 41))
    assert one.message == "41 words in one sentence: at most 40"
    assert (one.code, one.severity) == ("sentence-long", "note")


def test_claims_are_exempt():
    text = "We saw brutal winds on Friday! " + "word " * 40
    case = Case("c", text, (Passage("a", 1, text),), {"a": article()})
    assert codes(case) == []
    assert list(stale(case, "2025-08-01")) == []


def test_only_the_length_is_looked_at_in_other_languages():
    assert codes(statement("It closed on Friday!", language="de")) == []
    assert codes(statement("Wort " * 41, language="de")) != []


CALLS = (
    event(1, "The ministers of Nordia and Tarsk spoke by phone.", "2025-03-19"),
    event(
        2, "The ministers of Nordia and Tarsk spoke by phone at night.", "2025-07-04"
    ),
)


def test_alike_events_of_two_days_are_not_told_as_one():
    case = statement("The ministers spoke by phone at night.", *CALLS)
    [one] = check(case)
    assert (one.code, one.severity) == ("events-merged", "warning")
    assert one.message == "one is of 2025-03-19, the other of 2025-07-04"


APART = [
    "The ministers spoke on 19 March 2025 and 4 July 2025.",
    "The ministers spoke twice by phone, in spring and again in summer.",
    "The ministers spoke by phone before a long night of rain.",
]


@pytest.mark.parametrize("text", APART)
def test_events_that_are_told_apart_may_share_a_sentence(text):
    assert codes(statement(text, *CALLS)) == []


def test_events_that_are_not_alike_or_not_dated_may_share_a_sentence():
    text = "The ministers spoke by phone at night."
    other = event(2, "Rain flooded the old harbor of Lund.", "2025-07-04")
    assert codes(statement(text, CALLS[0], other)) == []
    vague = event(2, CALLS[1].text, "2025-07")
    assert codes(statement(text, CALLS[0], vague)) == []
    said = event(2, CALLS[1].text, "2025-07-04", kind="statement")
    assert codes(statement(text, CALLS[0], said)) == []


STALE = [
    ("The bridge is closed.", "2025-07-04", "2025-07-08", "is"),
    ("The army still holds the port.", "2025-07-04", "2025-07-08", "still"),
    ("The bridge is closed.", "2025-07-04", "2025-07-07", ""),
    ("The bridge is closed.", "2025-07", "2025-07-08", ""),
    ("The bridge is closed.", "2025-07-04", "", ""),
    ("The bridge was closed.", "2025-07-04", "2025-07-08", ""),
    (
        "As of that day the bridge is closed, at the time.",
        "2025-07-04",
        "2025-07-08",
        "",
    ),
    ("The bridge is closed, Bo Lind said.", "2025-07-04", "2025-07-08", ""),
    ("On 4 July 2025 the bridge is closed.", "2025-07-04", "2025-07-08", ""),
]


@pytest.mark.parametrize(("text", "published", "as_of", "words"), STALE)
def test_the_present_tense_may_not_rest_on_old_articles(text, published, as_of, words):
    found = [
        (one.code, one.severity, one.words)
        for one in stale(statement(text, published=published), as_of)
    ]
    assert found == ([("stale", "warning", words)] if words else [])
