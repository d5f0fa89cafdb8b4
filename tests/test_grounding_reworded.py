"""A ledger keeps to the words of its article; what it says in others is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer import verify
from briefer.grounding import cases
from briefer.grounding.reworded import check_ledger
from briefer.schema import Evidence
from tests.values import article, claim, summary

TEXT = (
    "The guild noted the offer of Harbor Mills on Monday, and dismissed a second one.",
    "A decision to admit Lund followed a failure of its own.",
    "Ann Lee sold a tenth of the mills, which employ 4,200 people in three towns.",
)
SOURCE = article("a1", *TEXT)


def ledger(*texts: str):
    made = [claim(f"a1.k{n}", text) for n, text in enumerate(texts, 1)]
    return [cases.of_claim(one, SOURCE) for one in made]


def words(*texts: str) -> list[str]:
    return [one.words for found in check_ledger(ledger(*texts)) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The guild noted the offer of Harbor Mills.", []),
        ("The guild accepted the offer of Harbor Mills.", ["accepted"]),
        ("The guild certainly noted the offer.", ["certainly"]),
        ("The dismissal of a second offer was noted by the guild.", []),
        ("The sale was of a tenth of the mills.", []),
        ("It failed first and decided on the admission of Lund then.", []),
        ("According to Ann Lee, something else was noted that day.", []),
        ("Tom Roe of Lund noted the offer on 3 March 2026.", []),
        ("Ann Lee sold a third of the mills, with 4,000 people.", []),
    ],
)
def test_a_word_of_its_own_is_shown_and_names_numbers_and_joints_are_not(text, found):
    assert words(text) == found


def test_where_many_claims_are_reworded_their_words_tell_nothing():
    kept = ["The guild noted the offer."] * 20
    one, two, three = "The guild accepted it.", "Lee quit.", "The mills burned."
    assert words(*kept, one) == ["accepted"]
    assert words(*kept, one, two) == ["accepted", "quit"]
    assert words(*kept, one, two, three) == []


def test_words_of_another_language_are_not_compared():
    [case] = ledger("The guild accepted the offer.")
    assert check_ledger([replace(case, language="de")]) == [()]


@pytest.mark.parametrize("cited", [3, 1])
def test_a_claim_is_marked_for_its_own_word_also_where_its_citation_is_mended(cited):
    text = "Ann Lee briskly sold a tenth of the mills in three towns."
    evidence = Evidence(article="a1", sentences=(cited,))
    made = claim("a1.k1", text, evidence=evidence)
    [marked] = verify.summary(summary("a1", made), SOURCE).value.claims
    assert (marked.verdict, marked.marks) == ("marked", ("word-unsupported",))
    assert marked.evidence.sentences == (3,)
