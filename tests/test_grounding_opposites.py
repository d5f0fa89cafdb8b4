"""Words for two sides of one matter: a text takes that of its source."""

from __future__ import annotations

import pytest

from benchmarks.corpus import articles
from briefer.grounding import opposites
from briefer.grounding.base import Case, Passage
from briefer.grounding.opposites import agree, opposed
from briefer.grounding.words import segments


def words(evidence: str, text: str, *more: str) -> list[str]:
    passages = tuple(Passage("a", n, s) for n, s in enumerate((evidence, *more), 1))
    one = Case("c", text, passages, {})
    return [word for part in segments(text) for word, _ in opposed(one, part)]


TURNED = [
    ("The plan to ban bags met with opposition from the guild.",
     "The guild supports the plan to ban bags."),
    ("A court in Lund turned down an appeal by the mill.",
     "A court in Lund granted an appeal by the mill."),
    ("No permit to rebuild the weir has been granted to the mill.",
     "A permit to rebuild the weir was granted to the mill."),
    ("Allegations of hiding the accounts are untrue, the mill said.",
     "The mill admitted allegations of hiding the accounts."),
    ("Leaving office over the flood is out of the question, the reeve said.",
     "Leaving office over the flood was an option, the reeve said."),
    ("The mill will not extend its contract with the rowing club.",
     "The mill will renew its contract with the rowing club."),
    ("The ticket machines in Lund had gone dead for an hour.",
     "The ticket machines in Lund worked for an hour."),
    ("The ferry passed the safety inspection in Lund.",
     "The ferry failed the safety inspection in Lund."),
    ("Norland abolished a duty of 5 percent on salt.",
     "Norland introduced a duty of 5 percent on salt."),
    ("The price of salt rose by 5 percent in Lund.",
     "The price of salt fell by 5 percent in Lund."),
    ("The guild allowed the sale of the weir in Lund.",
     "The guild banned the sale of the weir in Lund."),
    ("The reeve kept a promise to open the weir in Lund.",
     "The reeve broke a promise to open the weir in Lund."),
    ("Whether to sell the weir is still not decided, the guild said.",
     "The guild has decided whether to sell the weir."),
    ("The reeve spoke out against a cap on ferry fares in Lund.",
     "The reeve backs a cap on ferry fares in Lund."),
    ("Norland and Sudland are in dispute over 24 km of their border.",
     "Norland and Sudland agree on 24 km of their border."),
    ("The mill agreed to pay the guild 5 million euros.",
     "The mill refused to pay the guild 5 million euros."),
    ("Ann Lee stepped down as keeper of the weir in Lund.",
     "Ann Lee refused to step down as keeper of the weir in Lund."),
    ("A fault knocked out the mill's telephone service in Lund.",
     "The mill's telephone service in Lund was available."),
    ("Under the plan buses in Lund would be free of charge.",
     "Under the plan passengers would have to pay for buses in Lund."),
    ("The weir in Lund will exceed its budget by 5 million.",
     "The budget of 5 million will be enough for the weir in Lund."),
    ("The gas field off Lund will be exhausted by then.",
     "Gas will be left by then in the field off Lund."),
    ("More than 900 unconvicted prisoners are held in Lund.",
     "More than 900 prisoners are held in Lund after a conviction."),
    ("An avalanche near Lund killed nine farmers.",
     "In an avalanche near Lund nine farmers did not lose their lives."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), TURNED)
def test_the_other_side_is_found_both_ways(evidence, text):
    assert words(evidence, text)
    assert words(text, evidence)


SAME = [
    ("The guild opposes the plan to ban bags.",
     "The guild does not support the plan to ban bags."),
    ("A court in Lund dismissed an appeal by the mill and upheld the fine.",
     "A court in Lund rejected an appeal by the mill."),
    ("The mill has yet to be granted a permit to rebuild the weir.",
     "No permit to rebuild the weir had been granted to the mill."),
    ("The reeve ruled out leaving office over the flood.",
     "Leaving office over the flood is not an option, the reeve said."),
    ("The mill refused to accept the ruling.",
     "The mill rejected the ruling."),
    ("The reeve refused to support the ban on bags.",
     "The reeve refused on 18 March 2025 to support the ban on bags."),
    ("The storm hurt nobody on the ferry.",
     "Nobody on the ferry was hurt in the storm."),
    ("Four were hurt on the ferry and two escaped unhurt.",
     "Four were hurt on the ferry."),
    ("The guild has not yet decided whether to ban bags.",
     "Whether to ban bags is still not decided by the guild."),
    ("The reeve ruled out a rise in the ferry fare in Lund.",
     "The ferry fare in Lund will not rise, the reeve said."),
    ("No fewer than nine people were arrested in Lund at a fair.",
     "At least nine people were arrested in Lund at a fair."),
    ("Ann Lee, who had pleaded not guilty, was convicted of fraud in Lund.",
     "Ann Lee was found guilty of fraud in Lund."),
    ("The disputed weir in Lund was sold to the mill by the guild.",
     "The guild and the mill agreed on the sale of the weir in Lund."),
    ("Boatmen in Lund want to go on strike over the ferry fares.",
     "Boatmen in Lund could stop work over the ferry fares."),
    ("The reeve spoke out against the tobacco ban in Lund.",
     "The reeve is no friend of the tobacco ban in Lund."),
    ("A boat due for launch in Lund stayed ashore.",
     "A boat was not launched in Lund."),
    ("The mill rejected the plan before it approved the budget.",
     "The mill approved the plan and the budget."),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "text"), SAME)
def test_one_side_in_other_words_or_both_sides_are_no_contradiction(evidence, text):
    assert words(evidence, text) == []


def test_what_another_cited_sentence_says_is_no_contradiction():
    first = "A court in Lund rejected an appeal by the mill."
    later = "The high court granted an appeal by the mill."
    assert words(first, later, later) == []


def test_words_of_another_matter_are_not_compared():
    assert not words(
        "The guild opposes the plan to ban bags.", "The king supports the harbor fund."
    )


AGREED = [
    ("The mill had not kept to the accord.", "not", "The mill broke the accord."),
    ("Half of the pupils did not fail the test.", "not", "Half passed the test."),
    ("The reeve does not back the plan.", "not", "The reeve opposes the plan."),
    ("A sale was ruled out by Ann Lee.", "ruled out", "A sale is out of the question."),
    ("The reeve rejected the charge.", "rejected", "“That is untrue,” said the reeve."),
]


@pytest.mark.parametrize(("text", "no", "sentence"), AGREED)
def test_not_and_one_word_says_what_the_other_word_says(text, no, sentence):
    assert agree(text, no, sentence)


def test_not_and_a_word_the_sentence_has_too_are_no_agreement():
    assert not agree(
        "The mill did not keep the pact.", "not", "The mill kept the pact."
    )
    assert not agree("The reeve did not eat.", "not", "The reeve opposes the plan.")


@pytest.mark.parametrize("name", ["weeklies", "bulletins", "heralds"])
def test_looking_at_first_words_misses_no_pair(name):
    for sample in articles(3, 6, known=name):
        for sentence in sample.article.text.lower().split(". "):
            found = {
                place
                for place, (one, other, about) in enumerate(opposites._pairs())
                if (one.search(sentence) or other.search(sentence))
                and about.search(sentence)
            }
            places = range(len(opposites._pairs()))
            taken = {one for one in places if opposites._taken(sentence, one)}
            assert found == taken
