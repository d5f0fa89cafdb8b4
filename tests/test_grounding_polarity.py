"""A denial that a text affirms is found by structure, whatever the words."""

from __future__ import annotations

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.denials import denials, unattributed
from briefer.grounding.polarity import affirmed, turned
from briefer.grounding.words import segments


def case(text: str, *evidence: str) -> Case:
    passages = tuple(Passage("a", n, words) for n, words in enumerate(evidence, 1))
    return Case("c", text, passages, {})


def cues(one: Case) -> list[str]:
    return [cue for part in segments(one.text) for cue, _ in affirmed(one, part)]


AFFIRMED = [
    ("Norland withheld ratification of the pact.", "Norland ratified the pact."),
    ("The storm prevented a landing at Lund.", "The ferry landed at Lund in a storm."),
    ("The clinic lacks nurses and beds.", "The clinic has nurses and beds."),
    ("The firm avoided paying a fine in Lund.", "The firm paid a fine in Lund."),
    ("The judge barred reporters from the trial.", "Reporters attended the trial."),
    ("The board refused to sell the mill.", "The board agreed to sell the mill."),
    (
        "Asked if the firm had inspected the canal, Lee answered that it had not.",
        "The canal was inspected by the firm.",
    ),
]


@pytest.mark.parametrize(("evidence", "text"), AFFIRMED)
def test_a_text_that_affirms_what_its_evidence_denies_is_found(evidence, text):
    assert cues(case(text, evidence))


KEPT = [
    ("Norland withheld ratification of the pact.", "Norland did not ratify the pact."),
    ("The board refused to sell the mill.", "The board wants the mill sold."),
    ("The board refused to sell the mill.", "The mill is owned by a board."),
    ("The dispute over the mill goes on.", "The mill goes on."),
    ("The clinic lacks nurses and beds.", "The clinic is short of nurses and beds."),
    ("The firm avoided paying a fine.", "The firm may pay a fine."),
]


@pytest.mark.parametrize(("evidence", "text"), KEPT)
def test_a_denial_in_other_words_or_a_wish_is_none(evidence, text):
    assert cues(case(text, evidence)) == []


def test_a_sentence_that_tells_it_plainly_is_enough():
    evidence = ("The firm did not pay the fine at once.", "The firm paid the fine.")
    assert cues(case("The firm paid the fine.", *evidence)) == []


OPPOSITES = [
    (
        "The ministry called the strike illegal.",
        "The ministry called the strike legal.",
    ),
    ("The bill of the hotel was paid.", "The bill of the hotel was unpaid."),
]


@pytest.mark.parametrize(("evidence", "text"), OPPOSITES)
def test_a_prefix_that_turns_a_word_is_found(evidence, text):
    one = case(text, evidence)
    assert [word for word, _ in turned(one, segments(text)[0])]


def test_a_prefix_beside_a_negator_is_no_contrary():
    one = case("The strike was illegal.", "The strike was not legal.")
    assert list(turned(one, segments(one.text)[0])) == []


def test_names_alone_are_not_what_is_denied():
    [denied] = denials("Tarsk never met Orla Venn.")
    assert denied.cue == "never"
    assert denied.roots - denied.names == {"meet"}


INSTEAD = [
    (
        "The agency said there were no injuries after a fire shut the pier.",
        "Somebody was hurt when a fire shut the pier, the agency said.",
    ),
    (
        "A fire shut the pier on Friday, but everyone escaped unhurt.",
        "A fire that shut the pier on Friday caused injuries.",
    ),
    (
        "Negotiators left Lund on Friday with nothing to show on a grain deal.",
        "An agreement on a grain deal was reached in Lund.",
    ),
    (
        "Jurors in Lund cleared Arne Holm on Friday of poisoning the lake.",
        "A jury in Lund found Arne Holm guilty of poisoning the lake.",
    ),
]


@pytest.mark.parametrize(("evidence", "text"), INSTEAD)
def test_what_is_left_beside_common_words_stands_for_the_denial(evidence, text):
    assert cues(case(text, evidence))


APART = [
    ("Holm met Lind on Friday but did not speak.", "Holm held talks with Lind."),
    ("Holm, who did not go to Lund, met Lind in Oslo.", "Holm saw Lind in Oslo."),
    ("No date is set for the talks, which will be in Oslo.", "Oslo will host talks."),
]


@pytest.mark.parametrize(("evidence", "text"), APART)
def test_a_denial_of_something_else_is_none_of_what_is_told(evidence, text):
    assert cues(case(text, evidence)) == []


BEFORE = [
    ("The plan to widen the mill was rejected by the board.", "The mill was widened."),
    ("A drive by the club to raise $3 million fell through.", "It raised $3 million."),
]


@pytest.mark.parametrize(("evidence", "text"), BEFORE)
def test_a_passive_and_a_verb_of_failure_deny_what_stands_before(evidence, text):
    [denied] = denials(evidence)
    assert denied.roots & {"widen", "rais"}
    assert cues(case(text, evidence))


def test_a_date_does_not_end_what_is_denied():
    [denied] = denials("The club failed on Friday, 3 July 2026, to raise the money.")
    assert denied.roots == {"rais", "money"}


def test_what_is_only_asked_is_not_so():
    [denied] = denials("Asked if the firm had owned the canal, Lee shrugged.")
    assert denied.is_asked
    text = "The firm owned the canal, Lee said."
    assert cues(case(text, "Asked if the firm had owned the canal, Lee shrugged."))


def test_words_that_only_tell_who_says_it_are_set_apart():
    said = unattributed("The canal was closed, Ann Lee told reporters on Friday.")
    assert [word.text for word in said] == ["canal", "closed"]
