"""Sentences as lines: what may stand on a page, and what is inside a quotation."""

from __future__ import annotations

import pytest

from briefer.extract.lines import Line, lines, unquoted, unstamped
from briefer.schema import Article, Sentence


def told(*paragraphs: str, language: str = "en") -> tuple[Line, ...]:
    """The lines of an article with one sentence for each `|` of a paragraph."""
    text, spans = "", []
    for number, paragraph in enumerate(paragraphs, 1):
        for sentence in paragraph.split("|"):
            start = len(text) + bool(text)
            text = f"{text} {sentence}" if text else sentence
            spans.append(Sentence(start=start, end=len(text), paragraph=number))
    made = {"text": text, "sentences": tuple(spans), "language": language}
    return lines(Article(id="a1", path="a.txt", digest="", **made))  # type: ignore[arg-type]


PROSE = [
    "The mayor of Karsk opened the new bridge on Friday.",
    "“We will rebuild the harbor before winter,” the mayor of Karsk told reporters.",
    "10:40 Parliament passed the land act by 155 votes to 148.",
    "KARSK, June 2 (Norden Press) — Two ferries collided outside the harbor on Friday.",
]


@pytest.mark.parametrize("text", PROSE)
def test_whole_sentences_that_say_something_are_prose(text):
    assert told(text)[0].is_prose


REJECTED = [
    "Shots were fired.",  # too little
    "The ferry company said on Monday that passengers would have to…",
    "A man who vanished on Thursday after a trip to the island was [...]",
    "Harbor Fire: Two Ferries Burn As Crews Walk Out.",
    "PICTURES SHOW SMOKE OVER THE WHOLE HARBOR OF KARSK.",
    "What do you think about the new bridge in Karsk?",
    "Sign up for our newsletter to get the latest on the harbor of Karsk.",
    "• Ferry company: two hundred jobs will go after a record loss.",
    "and the ferry company closed two of its three lines in winter.",
    "The mayor of Karsk and the new bridge",
]


@pytest.mark.parametrize("text", REJECTED)
def test_teasers_headlines_lists_and_calls_are_no_prose(text):
    assert not told(text)[0].is_prose


OTHER_LANGUAGES = [
    ("ja", "首相は金曜日、東京で記者会見を開き、新しい経済対策を発表した。"),
    ("hi", "प्रधानमंत्री ने शुक्रवार को दिल्ली में कहा कि सरकार नई योजना लाएगी।"),
    ("th", "นายกรัฐมนตรีกล่าวว่ารัฐบาลจะจัดสรรงบประมาณเพิ่มเติมสำหรับภาคใต้"),
    ("uk", "Унаслідок нічного удару по місту загинули пʼять людей."),
]


@pytest.mark.parametrize(("language", "text"), OTHER_LANGUAGES)
def test_prose_is_known_in_other_scripts(language, text):
    assert told(text, language=language)[0].is_prose


DANGLING = [
    "He later told reporters that the bridge would open.",
    "But the ferry company refused to pay the fine.",
    "The two leaders discussed the new harbor.",
    "Asked about the bridge, she declined to comment on it.",
]


@pytest.mark.parametrize("text", DANGLING)
def test_a_sentence_that_refers_back_is_known(text):
    assert told(text)[0].is_dangling


def test_sentences_of_one_quotation_get_the_marks_they_lost():
    found = told(
        "Denvik wrote: “We are ready.|The bridge is safe.|It opens soon,” he said."
    )
    assert [line.text for line in found] == [
        "Denvik wrote: “We are ready.”",
        "“The bridge is safe.”",
        "“It opens soon,” he said.",
    ]
    assert [line.is_cut for line in found] == [True, True, True]
    assert [line.is_spoken for line in found] == [False, True, False]


def test_a_quotation_may_open_again_at_each_paragraph():
    found = told('Denvik wrote: "We are ready.', '"The bridge is safe."', "It rained.")
    assert [line.is_spoken for line in found] == [False, True, False]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph():
    found = told('Denvik wrote: "We are ready.', "The bridge opened on Friday.")
    assert not found[1].is_cut


def test_what_stands_inside_quotations_is_blanked():
    text = "Denvik said “we won’t pay” and 'walked' out."
    assert unquoted(text).split() == ["Denvik", "said", "and", "out."]
    assert len(unquoted(text)) == len(text)


@pytest.mark.parametrize("start", ["10:40 ", "KARSK, June 2 (Norden Press) — "])
def test_datelines_and_times_are_blanked(start):
    assert unstamped(f"{start}Two ferries sank.").strip() == "Two ferries sank."


def test_the_writer_speaking_of_himself_is_noticed_outside_quotations_only():
    assert told("We walked along the harbor with the mayor of Karsk.")[0].is_personal
    assert not told("“We will pay,” the mayor of Karsk said on Friday.")[0].is_personal
