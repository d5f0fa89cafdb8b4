"""All checks together on sentences that once fooled one of them."""

from __future__ import annotations

import pytest

from briefer.grounding import cases
from briefer.grounding.check import CHECKS, REPORTING, check
from briefer.schema import Judgment, Statement
from tests.values import article, claim, on

EVIDENCE = {
    "pair": "Novak wants to help, Newswire reported, citing an unnamed official "
    "and a source with knowledge of the call.",
    "interview": "Novak told Channel 9 in an exclusive interview that aired on Sunday "
    "that he hopes for a truce.",
    "dam": "The Orsino dam stretches over 744 km from Innerwick to Kirkstead.",
    "untrue": "Novak called it untrue that Vesper had worked on the harbor crane.",
    "declined": "On Friday, Iskaria declined to join a customs union.",
    "truce": "Russel refused to support a full 30-day truce.",
}


def codes(text: str, sentence: str, **fields: object) -> set[str]:
    """Codes against a statement on one claim that is the sentence itself."""
    own = article("a1", sentence, published=on("2025-03-19"))
    resting = claim("a1.k1", sentence, **fields)
    told = Statement(id="s1", text=text, claims=("a1.k1",))
    case = cases.of_statement(told, {"a1.k1": resting}, {"a1": own})
    return {f.code for f in check(case) if f.severity != "note"}


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("Novak wants to help, two unnamed sources told Newswire.", "pair", set()),
        ("The Orsino dam covers 744 km from Innerwick to Kirkstead.", "dam", set()),
        ("The Orsino dam covers 447 km.", "dam", {"number-unsupported"}),
        ("Novak denied that Vesper had worked on the harbor crane.", "untrue", set()),
        (
            "Novak said Vesper had worked on the harbor crane.",
            "untrue",
            {"negation-changed"},
        ),
        ("Iskaria accepted a customs union.", "declined", {"negation-changed"}),
        ("Iskaria declined to join a customs union.", "declined", set()),
        ("Russel agreed to a 30-day truce.", "truce", {"negation-changed"}),
        ("As of 19 March 2025, the dam covers 744 km.", "dam", set()),
        ("As of 18 March 2025, the dam covers 744 km.", "dam", {"date-unsupported"}),
    ],
)
def test_what_once_fooled_a_check(text, key, found):
    assert codes(text, EVIDENCE[key]) == found


def test_the_occasion_of_a_speech_is_the_outlets_own_word():
    text = "An exclusive interview of Novak with Channel 9 aired on 16 March 2025."
    own = article("a1", EVIDENCE["interview"], published=on("2025-03-19"))
    resting = claim("a1.k1", text, when=on("2025-03-16", words="on Sunday"))
    assert check(cases.of_claim(resting, own)) == ()


def test_a_judgment_of_the_briefing_needs_no_speaker_but_right_numbers():
    own = article("a1", "Officials said 28 missiles may follow.")
    resting = claim("a1.k1", "Officials said 28 missiles may follow.")
    for text, found in (
        ("28 missiles are likely to follow.", set()),
        ("29 missiles are likely to follow.", {"number-unsupported"}),
    ):
        told = Judgment(id="s1", text=text, claims=("a1.k1",), whose="")
        case = cases.of_statement(told, {"a1.k1": resting}, {"a1": own})
        assert {f.code for f in check(case) if f.severity == "error"} == found


def test_every_check_runs_on_every_statement():
    assert len({*CHECKS, *REPORTING}) == 10
