"""The date of a sentence, and of an article that states none."""

from __future__ import annotations

import pytest

from briefer.extract.lines import lines
from briefer.extract.times import is_old, published, when, with_years
from briefer.schema import Article, When
from briefer.sources.read import from_text
from briefer.sources.sentences import split

FRIDAY = When(date="2025-07-04", basis="stated")


def article(text: str, **fields: object) -> Article:
    given = {"path": "a.txt", "digest": "", "text": text} | fields
    return Article(id="a1", sentences=split(text), **given)  # type: ignore[arg-type]


def date(text: str, anchor: When = FRIDAY, language: str = "en") -> str:
    [line] = lines(article(text))
    found = when(line, anchor, language)
    return f"{found.date}/{found.end}".rstrip("/")


DATES = [
    ("The bridge opened on Thursday.", "2025-07-03"),
    ("The bridge will open on Monday.", "2025-07-07"),
    ("The bridge may close, Denvik warned on Thursday.", "2025-07-03"),
    ("Denvik said on Monday that talks will resume on Wednesday.", "2025-06-30"),
    ("The bridge opened on 12 March 2024.", "2024-03-12"),
    ("Talks were held on 18–19 March 2025 in Karsk.", "2025-03-18/2025-03-19"),
    ("The bridge opened in August 2023.", "2023-08"),
    ("Prices rose in May.", "2025-05"),
    ("The bridge opened in 1998.", "1998"),
    ("It came two days after talks on Tuesday.", ""),
    ("KARSK, July 2 (Norden Press) — It opened on Thursday.", "2025-07-03"),
    ("“See you on Monday,” Denvik said on Thursday.", "2025-07-03"),
    ("The bridge opened last week.", ""),
    ("The bridge is long.", ""),
    ("It was sent by post on 9 September last year.", "2024-09-09"),
    ("Their terms end in December.", ""),
    ("Denvik, who faces a vote in October, asked for help.", ""),
    ("A rule that took effect in February may help ships.", "2025-02"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_the_first_date_of_its_own_dates_a_sentence(text, expected):
    assert date(text) == expected


def test_weekdays_of_other_languages_are_resolved():
    assert date("Die Brücke wurde am Montag eröffnet.", language="de") == "2025-06-30"


def test_a_weekday_stays_open_where_the_day_of_publication_is_not_known():
    [line] = lines(article("The bridge opened on Thursday."))
    found = when(line, When(date="2025", basis="inferred"))
    assert (found.date, found.basis, found.words) == ("", "unknown", "Thursday")


def test_a_resolved_date_is_as_good_as_the_day_it_is_counted_from():
    [line] = lines(article("The bridge opened on Thursday."))
    assert when(line, FRIDAY).basis == "resolved"
    concluded = FRIDAY.model_copy(update={"basis": "inferred"})
    assert when(line, concluded).basis == "inferred"


PUBLISHED = [
    ("It rained.", {}, ""),
    ("It rained.", {"margin_dates": ("2025-09-23", "2024")}, "2025"),
    ("It opened on 12 March 2025 and closed on 1 May 2025.", {}, "2025-05"),
    ("It opened in June 2024.", {}, ""),  # mostly another year than the article's
    ("It opened on 12 March 2019.", {"margin_dates": ("2025",)}, "2025"),
    ("It opened on 12 March 2019.", {"published": FRIDAY}, "2025-07-04"),
]


@pytest.mark.parametrize(("text", "fields", "expected"), PUBLISHED)
def test_a_publication_date_is_concluded_only_from_what_speaks_for_it(
    text, fields, expected
):
    assert published(article(text, **fields)).date == expected


def test_a_day_without_a_year_is_of_the_year_of_the_others():
    known = article("It rained.", published=FRIDAY)
    wire = from_text(
        "Dam holds\n\nLUND, June 30 (VNA) - The dam of Lund held, it said."
    )
    paper = from_text("THE LUND POST\nWed July 2\n\nDam holds\n\nThe dam of Lund held.")
    other = from_text("Dam holds\n\nLUND, Wednesday - The dam of Lund held, it said.")
    found = [one.published for one in with_years([known, wire, paper, other])]
    assert [one.date for one in found] == ["2025-07-04", "2025-06-30", "2025-07-02", ""]
    assert found[1].basis == "inferred"
    assert with_years([wire]) == [wire]


OLD = [
    ("2025-05", "2025-07-04", True),
    ("2025-06-30", "2025-07-04", False),
    ("2022", "2025-07-04", True),
    ("2025-02", "2025", False),
    ("", "2025", False),
]


@pytest.mark.parametrize(("found", "anchor", "expected"), OLD)
def test_dates_more_than_a_month_back_are_old(found, anchor, expected):
    assert is_old(When(date=found), When(date=anchor)) is expected
