"""Words of extent, conditions and quotations cut behind a no."""

from __future__ import annotations

import pytest

from briefer import dates
from briefer.grounding.base import Case, Passage
from briefer.grounding.hedges import check
from briefer.sources.shapes import unglue


def codes(text: str, cited: str) -> list[str]:
    passages = (Passage(article="a", number=1, text=cited),)
    return [one.code for one in check(Case("c", text, passages, articles={}))]


@pytest.mark.parametrize(
    ("text", "cited", "found"),
    [
        ("All boats left the port.", "Some boats left the port.", "quantifier-lost"),
        ("Some boats left the port.", "Some boats left the port.", ""),
        ("Nobody left the port.", "Almost nobody left the port.", "quantifier-lost"),
        (
            "The deal lapses in May.",
            "The deal lapses in May unless both boards extend it.",
            "hedge-lost",
        ),
        (
            "The deal may lapse in May.",
            "The deal could lapse in May unless both boards extend it.",
            "",
        ),
        ("The works on the quay burned.", "Families near the quay saw it burn.", ""),
        (
            'The club said "players were paid late".',
            'The club said: "No players were paid late."',
            "negation-changed",
        ),
        ("The mill denied it.", 'Lee said the mill had paid. "We have not."', ""),
    ],
)
def test_more_is_not_said_than_the_source_does(text, cited, found):
    assert codes(text, cited) == [found] * bool(found)


def test_a_weekday_before_a_day_of_a_month_does_not_hide_it():
    assert dates.resolve("Sunday 2 August", "2026-08-14") == "2026-08-02"


def test_a_byline_behind_outlet_and_date_is_one():
    line = "The Harbor Courier, 8 May 2026, By Ann Lee"
    assert unglue(line) == ["The Harbor Courier, 8 May 2026", "By Ann Lee"]
