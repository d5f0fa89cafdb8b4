"""What shares no words with its evidence is not shown as checked."""

from __future__ import annotations

import pytest

from briefer.grounding import cases
from briefer.grounding.base import Case, Passage
from briefer.grounding.check import check as check_all
from briefer.grounding.footing import check
from briefer.schema import Article, Judgment, Sentence

EVIDENCE = "The council of Lund closed the old harbor on Monday after a fire."


def case(text: str, evidence: str = EVIDENCE, language: str = "en") -> Case:
    article = Article(
        id="a",
        path="a.txt",
        digest="0",
        text=evidence,
        sentences=(Sentence(start=0, end=len(evidence), paragraph=1),),
        language=language,
    )
    return Case(
        "s", text, (Passage("a", 1, evidence),), {"a": article}, language=language
    )


INVENTED = [
    "A choir of children sang for the pensioners.",
    "Beekeepers blocked the museum with tractors.",
    "Lund planted rare tulips along the promenade.",
]


@pytest.mark.parametrize("text", INVENTED)
def test_an_invented_claim_of_common_words_could_not_be_checked(text):
    assert "check-skipped" in [one.code for one in check(case(text))]


TOLD = [
    "The council shut the old harbor after a fire.",
    "Lund closed its harbor.",  # reworded, and most of it stands there
    "Lund is in flames.",  # too few words to say
    'The mayor said: "Beekeepers blocked the museum with tractors."',
]


@pytest.mark.parametrize("text", TOLD)
def test_words_that_are_there_or_few_say_nothing(text):
    assert list(check(case(text))) == []


def test_other_languages_are_skipped_by_the_check_on_hedges():
    found = check_all(case("Imker blockierten das alte Museum.", language="de"))
    assert "check-skipped" in [one.code for one in found]


def test_a_forecast_needs_its_forecaster_in_the_evidence():
    evidence = "Ann Lee expects the old harbor to reopen in May."
    told = "The old harbor is expected to reopen in May."
    for whose, expected in (("Ann Lee", []), ("Orla Venn", ["check-skipped"])):
        one = case(told, evidence)
        given = Judgment(id="s", text=told, claims=(), whose=whose)
        made = cases.of_statement(given, {}, {})
        one = Case("s", told, one.passages, one.articles, whose=made.whose)
        assert [finding.code for finding in check(one)] == expected
