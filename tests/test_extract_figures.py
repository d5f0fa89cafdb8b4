"""Quantities in the words of their sentence."""

from __future__ import annotations

import pytest

from briefer.extract.figures import figures

FOUND = [
    (
        "Fires wounded at least 20 people in Karsk on Friday.",
        [("Fires wounded … in Karsk", "at least 20 people")],
    ),
    (
        "Inflation in Kelland fell to 15 percent in March from 41 percent.",
        [("Inflation in Kelland fell", "15 percent")],
    ),
    ("About 80% of the city's grid was destroyed.", [("city's grid", "About 80%")]),
    (
        "Kelland will provide $5 million to Tarsia, Denvik said.",
        [("Kelland will provide … to Tarsia", "$5 million")],
    ),
    (
        "The union said that its members lost 2.1 million crowns and want half of it.",
        [("members lost", "2.1 million crowns")],
    ),
    (
        "Ostland fired 28 ballistic missiles at the port of Karsk.",
        [("Ostland fired … at the port of Karsk", "28 ballistic missiles")],
    ),
    ("The missiles have a range of 2,500 km.", [("missiles have a range", "2,500 km")]),
    ("Parliament passed the act by 155-148 votes.", []),  # half a score says nothing
    ("The two sides met twice.", []),
    ("The bridge opened on 4 July 2025.", []),
    ("It rained.", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_figure_has_the_words_around_it_and_no_others(text, expected):
    assert [(one.phrase, one.value) for one in figures(text, "en")] == expected


@pytest.mark.parametrize("text", [text for text, expected in FOUND if expected])
def test_value_and_words_stand_in_the_sentence(text):
    for one in figures(text, "en"):
        assert one.value in text
        assert all(part in " ".join(text.split()) for part in one.phrase.split(" … "))
