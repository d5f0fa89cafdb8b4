"""Words that go beyond the evidence, and hedges that are left out word for word."""

from __future__ import annotations

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.hedges import check


def codes(text: str, cited: str, certainty: str = "confirmed") -> list[str]:
    passages = (Passage(article="a", number=1, text=cited),)
    case = Case("c", text, passages, articles={}, certainty=certainty)
    return [one.code for one in check(case) if one.severity != "note"]


@pytest.mark.parametrize(
    ("text", "cited", "found"),
    [
        ("The mill will certainly shut.", "The mill will shut.", "hedge-lost"),
        ("The study proves the link.", "The study points to a link.", "hedge-lost"),
        ("Lee did not prove it.", "Lee gave no evidence for it.", ""),
        ("The club left for good.", "The club left.", "hedge-lost"),
        ("All goods passed the test.", "Goods passed the test.", "quantifier-lost"),
        ("All goods passed the test.", "Each of the goods passed the test.", ""),
        ("All but two boats sank.", "Ten of the 12 boats sank.", ""),
        ("It cost exactly 20 marks.", "It cost 20 marks.", "quantifier-lost"),
        ("The fee is more than 20 marks.", "The fee is 20 marks.", "quantifier-lost"),
        ("The fee is over 20 marks.", "The fee passed 20 marks: a rise.", ""),
        ("Lee admitted the fee is high.", "Lee said the fee is high.", ""),
        ("Lee admitted the debt.", "Lee denied any debt.", "negation-changed"),
        ("Lee never paid the fee.", "Lee denied paying the fee.", ""),
        ("Lee no longer heads the club.", "Lee resigned as head of the club.", ""),
        ("Lee no longer heads the club.", "Lee heads the club.", "negation-changed"),
        ("Lee was confirmed as head.", "Lee was put in place as head.", ""),
        ("Lee confirmed that talks begin.", "Talks begin, Lee said.", ""),
        ("Lee had “certainly” paid.", "“I certainly paid,” Lee said.", ""),
    ],
)
def test_a_word_that_no_source_has_goes_beyond_it(text, cited, found):
    assert codes(text, cited) == [found] * bool(found)


@pytest.mark.parametrize(
    ("text", "cited", "found"),
    [
        (
            "The scholar says the paper is from 1986.",
            "The paper may be from 1986, she says.",
            "hedge-lost",
        ),
        (
            "The minister set up a hardship fund.",
            "The minister has offered a hardship fund.",
            "hedge-lost",
        ),
        (
            "Ms Dray had been talking to everybody.",
            "Ms Dray said she would be talking to everybody.",
            "hedge-lost",
        ),
        (
            "The minister wants a hardship fund.",
            "The minister called for a hardship fund.",
            "",
        ),
        (
            "Cutting the long queues takes years.",
            "The clinic hopes to cut the long queues, which takes years.",
            "",
        ),
        (
            "The paper might, she says, be from 1986.",
            "The paper may be from 1986, she says.",
            "",
        ),
        (
            "The firm denied that it had bought the old quay.",
            "Asked whether it had bought the old quay, the firm said it was untrue.",
            "",
        ),
    ],
)
def test_what_follows_a_hedge_is_not_told_without_it(text, cited, found):
    assert codes(text, cited) == [found] * bool(found)


@pytest.mark.parametrize(
    ("text", "cited", "found"),
    [
        (
            "Mr Riedl promised a restart and promised to pay for it.",
            "Mr Riedl promised a restart but did not promise to pay for it.",
            "negation-changed",
        ),
        (
            "The foundation has paid Evander Pike.",
            "It has not withdrawn the offer, and it has not paid him anything.",
            "negation-changed",
        ),
        (
            "Askew had understood that the entries were untrue.",
            "She had typed what she was given and had not understood that the entries"
            " were untrue.",
            "negation-changed",
        ),
        (
            "Paid dockers are rare in spring.",
            "There are no paid dockers in the port, a clerk says, and in spring it is"
            " rare to see ships.",
            "negation-changed",
        ),
        (
            "Nobody paid for the long restart.",
            "They did not pay for the long restart.",
            "",
        ),
    ],
)
def test_what_follows_a_no_is_not_told_without_it(text, cited, found):
    assert codes(text, cited) == [found] * bool(found)


def test_a_claim_that_is_given_as_possible_hedges_itself():
    cited = "The paper may be from 1986, she says."
    assert codes("The paper is from 1986.", cited, certainty="possible") == []


@pytest.mark.parametrize(
    ("text", "cited", "found"),
    [
        (
            "A fourth rocket is scheduled for May, Sorley said.",
            "A fourth rocket is scheduled for May, she says, provided that parliament"
            " approves the money.",
            "hedge-lost",
        ),
        (
            "The merger of the two firms lapses on 31 October 2026.",
            "The merger lapses on Oct. 31 unless both boards extend it.",
            "hedge-lost",
        ),
        (
            "Lee told the court that parliament had made no exception.",
            "Lee told the court that parliament had provided no exception for friends.",
            "",
        ),
        (
            "Voss is charged with bribery and fraud.",
            "Voss is charged with bribery and fraud, and faces up to 12 years in prison"
            " if convicted.",
            "",
        ),
        (
            "The firm reportedly bid $7 million for the quay.",
            "If talk in the trade is to be believed, the firm bid $7 million for the"
            " quay.",
            "",
        ),
    ],
)
def test_a_condition_is_not_left_out_whatever_stands_between(text, cited, found):
    assert codes(text, cited) == [found] * bool(found)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (
            "The court did not award the firm the money.",
            "The court awarded the firm nothing of the money.",
        ),
        (
            "The closed border has not been reopened yet.",
            "The country plans to reopen its border on Sunday.",
        ),
        (
            "Claims that guards had beaten inmates are not true, the union said.",
            "Guards did not beat inmates, the union said in reply to such claims.",
        ),
        (
            "It is undecided whether the firm will raise prices, Lee said.",
            "Whether the firm will raise prices is an open question, Lee said.",
        ),
    ],
)
def test_a_no_in_other_words_is_one(text, cited):
    assert codes(text, cited) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("If the fees were paid by Friday, no boat would sail.", True),
        ("If the fees were not paid by Friday, no boat would sail.", False),
        ("If the fees were unpaid by Friday, no boat would sail.", False),
    ],
)
def test_a_no_cut_out_of_its_words_is_missed_beside_another_no(text, is_found):
    cited = "If the fees were not paid by Friday, no boat would sail."
    assert ("negation-changed" in codes(text, cited)) == is_found


def test_a_no_is_not_missed_where_the_words_stand_without_it_too_or_one_beside():
    cited = "They do not sail on Mondays, and no boat says why they do sail on Fridays."
    assert codes("No boat says why on Fridays they do sail.", cited) == []
    cited = "Harbor Mills never sold boats, and no one sold nets."
    assert codes("Harbor Mills sold no boats.", cited) == []
