"""A claim is held to the part of the cited sentences that it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer.grounding import check
from briefer.grounding.base import Case, Passage
from briefer.grounding.narrow import narrowed
from briefer.schema import Article


def claim(text: str, *evidence: str) -> Case:
    article = Article(id="a", path="a.txt", digest="0", text="", sentences=())
    passages = tuple(Passage("a", n, words) for n, words in enumerate(evidence, 1))
    return Case("c", text, passages, {"a": article}, certainty="confirmed")


def codes(case: Case) -> set[str]:
    return {f.code for f in check.check(case) if f.severity != "note"}


BREACH = (
    "Prosecutors opened a case on suspicion of a breach of mine rules, which carries a"
    " maximum sentence of 12 years."
)
DISPOSAL = (
    "The group did not rule out a sale of its paper arm, which made a profit of 2.5"
    " million crowns, the board said."
)
LENT = (
    "The inquiry rejected an account given by Ada Lenz.",
    "She drove the relief crew to the northern shaft before dawn.",
)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("A breach of mine rules carries a maximum sentence of 12 years.", BREACH),
        ("Its paper arm made a profit of 2.5 million crowns.", DISPOSAL),
    ],
)
def test_what_an_aside_tells_is_not_what_the_sentence_hedges(
    text: str, evidence: str
) -> None:
    assert codes(claim(text, evidence)) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("There was a breach of mine rules.", "hedge-lost"),
        (
            "A breach of mine rules, which was committed, carries a maximum sentence of"
            " 12 years.",
            "hedge-lost",
        ),
        (
            "A breach of mine rules carries a sentence of 15 years.",
            "number-unsupported",
        ),
        (
            "A breach of mine rules never carries a maximum sentence.",
            "negation-changed",
        ),
    ],
)
def test_what_the_claim_tells_besides_is_held_to_all_of_it(
    text: str, code: str
) -> None:
    assert code in codes(claim(text, BREACH))


def test_numbers_and_full_stops_do_not_end_an_aside() -> None:
    case = claim("Its paper arm made a profit of 2.5 million crowns.", DISPOSAL)
    [passage] = narrowed(case).passages
    assert passage.text == "which made a profit of 2.5 million crowns"


def test_a_sentence_cited_for_a_name_denies_nothing() -> None:
    case = claim("Ada Lenz drove the relief crew to the shaft before dawn.", *LENT)
    assert [p.number for p in narrowed(case).passages] == [2]
    assert codes(case) == set()


def test_a_hedge_of_the_sentence_cited_for_a_name_does_not_serve_another() -> None:
    evidence = (
        "Ada Lenz said that the shaft was quiet.",
        "She said she would drive the relief crew to the northern gate.",
    )
    text = "Ada Lenz will drive the relief crew to the northern gate."
    assert "attribution-lost" in codes(claim(text, *evidence))


def test_a_denial_behind_it_still_counts() -> None:
    evidence = (LENT[1], "That never happened, the inquiry found.")
    case = claim("The relief crew was driven to the northern shaft.", *evidence)
    assert narrowed(case) == case


def test_a_claim_of_a_name_alone_keeps_its_sentences() -> None:
    case = claim("Ada Lenz drove.", *LENT)
    assert narrowed(case) == case


REASON = (
    "Two farmers say they will not vote for it unless a planned cut to diesel relief,"
    " worth 400m marks, is dropped.",
    "Ms Holle's spokeswoman said that no promise had been made.",
)


def test_a_sentence_that_says_what_a_thing_is_does_not_hedge_what_is_told_of_it():
    text = "Ms Holle's spokeswoman said no promise on the diesel relief had been made."
    assert codes(claim(text, *REASON)) == set()


def test_what_is_told_of_such_a_sentence_itself_keeps_its_hedges():
    assert "hedge-lost" in codes(claim("Diesel relief was cut.", *REASON))


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (
            "The crown did not plunge by 6 per cent.",
            ("The papers had the crown plunging by 6 per cent.",
             "It did nothing of the sort."),
        ),
        (
            "Some ministers have implied that the projections are a forecast.",
            ("The projections are not, as some ministers have implied, a forecast.",),
        ),
        (
            "One junior minister admitted that her position was not comfortable.",
            ("Her partners have stopped short of that, although one junior minister"
             " admitted that her position was not comfortable.",),
        ),
        (
            "The minutes of the decision are due for release in May.",
            ("The bank gives no votes until the minutes are released in May.",),
        ),
    ],
)  # fmt: skip
def test_a_no_to_something_else_is_no_no_to_what_is_told(text, evidence):
    assert "negation-changed" not in codes(claim(text, *evidence))


def test_what_is_said_after_a_denial_is_not_denied():
    source = (
        "Tarn denied it had ordered fire and said Corvo's guns had opened fire first."
    )
    case = replace(
        claim("Corvo's guns opened fire first, Tarn says.", source), who="Tarn"
    )
    assert "negation-changed" not in codes(case)
    wrong = replace(claim("Tarn ordered fire.", source), who="Tarn")
    assert "negation-changed" in codes(wrong)


def test_a_quoted_no_or_aside_is_none_of_the_text() -> None:
    source = (
        "It does not explain why counting staff were sent home, which Ann Lee called"
        ' "an error of judgement by a local official, who has been suspended".'
    )
    text = (
        "Ann Lee called the sending home of counting staff"
        ' "an error of judgement by a local official, who has been suspended".'
    )
    assert "negation-changed" not in codes(claim(text, source))
