"""Years and months counted from the article are written out for the reader."""

from __future__ import annotations

import pytest

from briefer.grounding.base import Case, Passage
from briefer.grounding.dating import dated
from briefer.schema import When
from tests.values import article, claim


def told(text: str, evidence: str, published: str = "2026-01-15", **more) -> str:
    when = When(date=published, basis="stated" if published else "unknown")
    source = article("a", evidence).model_copy(update={"published": when})
    return dated(
        Case("s", text, (Passage("a", 1, evidence),), {"a": source}, (CLAIM,), **more)
    )


CLAIM = claim("a.k1")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rents in Lund may rise next year.", "Rents in Lund may rise in 2027."),
        ("Next year, Lund may lower rents.", "In 2027, Lund may lower rents."),
        ("Lund expects rain by next year.", "Lund expects rain by 2027."),
        ("Lund saw rain early last month.", "Lund saw rain early in December 2025."),
        ("Later this year Lund votes.", "Later in 2026 Lund votes."),
        ("Lund had the next year off.", "Lund had the next year off."),
        ("This year's harvest in Lund fell.", "2026's harvest in Lund fell."),
        ("Lund met last month’s goal.", "Lund met December 2025’s goal."),
        ("Lund votes this year or next year.", "Lund votes this year or in 2027."),
        ("“Rents rise next year,” Lund said.", "“Rents rise next year,” Lund said."),
    ],
)
def test_a_year_or_month_is_written_out(text, written):
    source = "Last month and this year and next year, too. " + "x"
    assert told(text, source) == written


def test_what_the_article_does_not_settle_stays():
    text = "Rents may rise next month."
    assert told(text, "Rents may rise in May.") == text
    assert told(text, "Next month rents may rise.", "2026") == text
    assert told(text, "Next month rents may rise.", "") == text
    assert told(text, "Next month rents may rise.", language="de") == text


def test_the_words_of_the_source_itself_stay():
    text = "Rents may rise next year."
    assert told(text, f"BERLIN — {text}") == text


def test_articles_of_different_years_settle_nothing():
    one, two = (article(n, "Rents may rise next year.") for n in ("a", "b"))
    dates = zip((one, two), ("2025-12-30", "2026-01-02"), strict=True)
    known = {
        source.id: source.model_copy(
            update={"published": When(date=day, basis="stated")}
        )
        for source, day in dates
    }
    passages = tuple(Passage(n, 1, "Rents, next year, may rise.") for n in known)
    text = "Rents in Lund may rise next year."
    assert dated(Case("s", text, passages, known, (CLAIM,))) == text
