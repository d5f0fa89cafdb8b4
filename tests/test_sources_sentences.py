"""Sentences: where they end, and that nothing is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.sources.sentences import split


def pieces(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in split(text, language)]


# one sentence a cell; joined by spaces they must come apart again
SPLIT = [
    ("en", ["U.S. President Ann Lee met J.D. Ross.", "They talked."]),
    ("en", ["It began at 5 p.m. Monday.", "It ended at 7 p.m.", "Nobody came."]),
    ("en", ["It opens at 9 a.m. ET.", "It closes at noon."]),
    ("en", ["About approx. 300 sq. km. were flooded.", "No. 10 declined."]),
    ("en", ["On Sept. 23, 2025, Gov. Holm resigned.", "Dr. Reyes did not."]),
    ("en", ["Ina V. Holm won.", "T. S. Reyes lost."]),
    ("en", ["He lives in the U.S.", "She does not."]),
    ("en", ["That was plan B.", "The rest is known."]),
    ("en", ["“Yes.", "I can.”", "He left."]),
    ("en", ["He left.", '"I am here," she said.']),
    ("en", ["He said: “We need rest.", "We need food.”", "Then he left."]),
    ("en", ["“Will it hold?” she asked.", "It did."]),
    ("en", ["“No!” he said.", "“Not now.”"]),
    ("en", ["He replied: “We'll see… I can.”", "Then he went."]),
    ("en", ["The range is 2,500 km (1,500 miles).", "It cost $4.5 million."]),
    ("en", ["Was it true?", "It was!", "So they left."]),
    ("en", ["'Words are different from reality,' she said.", "He agreed."]),
    ("en", ["(It was late.)", "They left."]),
    ("de", ["Am 4. Juli kam Dr. Holm an.", "Sie blieb."]),
    ("de", ["„Nein.", "Nie“, sagte er.", "Dann ging er."]),
    ("fr", ["Il dit : « Oui. »", "Elle part."]),
    ("es", ["¿Por qué?", "Nadie lo sabe."]),
    ("uk", ["В. О. Холм приїхав.", "Він поїхав."]),
    ("zh", ["议会开会。", "结果未知。"]),
]


@pytest.mark.parametrize(("language", "sentences"), SPLIT)
def test_sentences_end_where_a_reader_ends_them(language, sentences):
    joined = ("" if language == "zh" else " ").join(sentences)
    assert pieces(joined, language) == sentences


def test_paragraphs_are_counted_and_lines_end_sentences():
    text = "One. Two.\n\nFirst entry\nsecond entry\n\nLast."
    found = [(one.paragraph, text[one.start : one.end]) for one in split(text)]
    assert found == [
        *((1, "One."), (1, "Two."), (2, "First entry"), (2, "second entry")),
        (3, "Last."),
    ]


def test_a_quotation_over_paragraphs_is_split_as_usual():
    text = '"One thing is clear. We stay.\n\n"Another is not. We wait."'
    assert pieces(text) == [
        *('"One thing is clear.', "We stay.", '"Another is not.', 'We wait."'),
    ]


def test_a_text_without_stops_is_cut_at_spaces():
    found = pieces("word " * 1000)
    assert all(len(one) <= 2000 for one in found)
    assert " ".join(found).split() == ["word"] * 1000


def test_no_text_has_no_sentences():
    assert split("") == ()
    assert split("  \n\n ") == ()


TEXT = st.text(alphabet="Ab. 1“”\"'«»…?!()\n日。p.mNo—", max_size=300)


@given(TEXT | st.text(max_size=200), st.sampled_from(["en", "de", "uk", "xx"]))
def test_every_character_is_in_one_sentence_or_white_space(text, language):
    end = 0
    for one in split(text, language):
        assert end <= one.start < one.end
        assert not text[end : one.start].strip()
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end
    assert not text[end:].strip()


@given(TEXT)
def test_no_sentence_crosses_a_line_and_paragraphs_only_grow(text):
    found = split(text)
    assert all("\n" not in text[one.start : one.end] for one in found)
    numbers = [one.paragraph for one in found]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, len(set(numbers)) + 1))
