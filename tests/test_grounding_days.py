"""Dates of a text stand in the evidence, or follow from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.dates import format_date, weekday
from briefer.grounding.base import Case, Passage
from briefer.grounding.days import check
from briefer.grounding.moments import agrees, fits, moments, possible_dates
from briefer.schema import Article, Basis, Claim, Evidence, Sentence, When

WEDNESDAY = "2025-07-09"


def article(
    published: str = WEDNESDAY, basis: Basis = "stated", text: str = ""
) -> Article:
    spans = (Sentence(start=0, end=len(text), paragraph=1),) if text else ()
    when = When(date=published, basis=basis if published else "unknown")
    return Article(
        id="a", path="a.txt", digest="0", published=when, text=text, sentences=spans
    )


def claim(
    text: str,
    evidence: str,
    source: Article | None = None,
    date: str = "",
    words: str = "",
    end: str = "",
    certainty: str = "confirmed",
) -> Case:
    when = When(
        date=date, end=end, words=words, basis="inferred" if date else "unknown"
    )
    articles = {"a": source or article()}
    passages = (Passage("a", 1, evidence),)
    return Case("c", text, passages, articles, when=(when,), certainty=certainty)


def statement(text: str, evidence: str, claim_text: str, when: When) -> Case:
    cited = Claim(
        id="c1",
        text=claim_text,
        kind="event",
        when=when,
        certainty="confirmed",
        evidence=Evidence(article="a", sentences=(1,)),
    )
    passages = (Passage("a", 1, evidence),)
    return Case("s", text, passages, {"a": article()}, (cited,), (when,))


def codes(case: Case) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity, f.words) for f in check(case)]


def error(words: str) -> list[tuple[str, str, str]]:
    return [("date-unsupported", "error", words)]


SUPPORTED = [
    ("The bridge opened on 4 July 2025.", "The bridge opened on July 4, 2025."),
    ("The bridge opened in July 2025.", "The bridge opened on 4 July 2025."),
    ("The bridge opened in 2025.", "The bridge opened on 4 July 2025."),
    ("The bridge opened on 4 July 2025.", "The bridge opened on Friday."),
    ("The bridge opened on 2025-07-04.", "The bridge opened on Friday."),
    ("The bridge opened on 9 July 2025.", "The bridge opened on Wednesday."),
    ("The bridge opened on 8 July 2025.", "The bridge opened yesterday."),
    ("The bridge will open on 11 July 2025.", "The bridge will open on Friday."),
    ("The bridge opened on 28 February 2025.", "The bridge opened on Feb. 28."),
    ("The bridge opened in December 2024.", "The bridge opened in December."),
    ("It has been shut since March 2025.", "It has been shut since March."),
    ("It has been shut since August 2024.", "It has been shut since August."),
    ("The bridge opened on Friday.", "The bridge opened on 4 July 2025."),
    ("The bridge opened on 4 July.", "The bridge opened on 4 July 2025."),
    ("It burned on the night of 7 July 2025.", "It burned overnight on Tuesday."),
    ("The bridge opened in 1998.", "The bridge, opened in 1998, is closed."),
    ("The bridge opened in June 2025.", "The bridge opened last month."),
    ("Rates stay until March 2026.", "They see no change before March."),
    ("The war has lasted 2025 days.", "The war has lasted 2025 days."),
    ("Der Bau begann am 4. Juli 2025.", "Der Bau begann am 4. Juli 2025."),
    ('He said it was "due on 1 May 2031".', "He said so."),  # a matter of quotations
]


@pytest.mark.parametrize(("text", "evidence"), SUPPORTED)
def test_a_date_that_stands_in_the_evidence_or_follows_from_it_passes(text, evidence):
    assert codes(claim(text, evidence)) == []


def test_a_day_that_was_put_back_is_the_next_one():
    words = "expected on Thursday but put back by a day"
    text, evidence = "The board met.", f"The board's meeting was {words}."
    assert codes(claim(text, evidence, date="2025-07-04", words=words)) == []
    assert codes(claim(text, evidence, date="2025-07-08", words=words)) != []


UNSUPPORTED = [
    ("It opened on 5 July 2025.", "It opened on July 4, 2025.", "5 July 2025"),
    ("It opened on 4 July 2025.", "It opened in July 2025.", "4 July 2025"),
    ("It opened on 4 July 2024.", "It opened on 4 July 2025.", "4 July 2024"),
    ("It opened on 3 July 2025.", "It opened on Friday.", "3 July 2025"),
    ("It opened on 11 July 2025.", "It opened on Friday.", "11 July 2025"),
    ("It opened on 2 July 2025.", "It opened on Wednesday.", "2 July 2025"),
    ("It opened on 7 July 2025.", "It opened yesterday.", "7 July 2025"),
    ("It opened in May 2025.", "It opened in April.", "May 2025"),
    ("It opened in March 2024.", "It opened in March.", "March 2024"),
    ("It opened in 1989.", "It opened in 1998.", "1989"),
    ("It opened on Thursday.", "It opened on Friday.", "Thursday"),
    ("It opened on 5 July.", "It opened on 4 July 2025.", "5 July"),
    ("It opened on 4 July 2025.", "It opened at noon.", "4 July 2025"),
    ("It opened on 2025-07-05.", "It opened on Friday.", "2025-07-05"),
]


@pytest.mark.parametrize(("text", "evidence", "words"), UNSUPPORTED)
def test_a_date_the_evidence_does_not_give_is_an_error(text, evidence, words):
    assert codes(claim(text, evidence)) == error(words)


def test_a_weekday_before_a_date_must_be_its_own():
    case = claim("It opened on Thursday, 4 July 2025.", "It opened on 4 July 2025.")
    assert codes(case)[0] == error("Thursday, 4 July 2025")[0]
    case = claim("It opened on Friday, 4 July 2025.", "It opened on 4 July 2025.")
    assert codes(case) == []


def test_a_date_of_another_sentence_of_the_article_is_only_a_warning():
    source = article(text="The talks began on 1 July 2025.")
    case = claim("He spoke after 1 July 2025.", "He spoke later.", source=source)
    assert codes(case) == [("date-unsupported", "warning", "1 July 2025")]


def test_the_date_of_the_claim_counts_where_its_sentences_say_nothing_else():
    case = claim("They met on 4 July 2025.", "They met at noon.", date="2025-07-04")
    assert codes(case) == []
    case = claim("They met on 4 July 2025.", "They met on Monday.", date="2025-07-04")
    assert codes(case) == error("4 July 2025")


@pytest.mark.parametrize("published", ["", "2025-07", WEDNESDAY])
def test_without_a_stated_day_a_date_of_the_claim_must_have_the_weekday(published):
    source = article(published, "inferred")
    friday = claim("It was 27 June 2025.", "It was Friday.", source, "2025-06-27")
    thursday = claim("It was 26 June 2025.", "It was Friday.", source, "2025-06-26")
    assert codes(friday) == []
    assert codes(thursday) == error("26 June 2025")


def test_a_year_is_taken_on_trust_only_where_no_day_leads_to_it():
    near = article("2025", "inferred")
    assert codes(claim("It was in May 2025.", "It was in May.", source=near)) == []
    far = codes(claim("It was in May 2019.", "It was in May.", source=near))
    assert far == error("May 2019")


def test_the_day_beside_the_date_of_the_claim_counts_where_it_is_told():
    evidence = "She called a day after the vote."
    case = claim("The vote was on 3 July 2025.", evidence, date="2025-07-04")
    assert codes(case) == []
    case = claim("The vote was on 2 July 2025.", evidence, date="2025-07-04")
    assert codes(case) == error("2 July 2025")


def test_a_span_supports_each_of_its_days():
    case = claim(
        "It rained on 5 July 2025.", "It rained.", date="2025-07-04", end=WEDNESDAY
    )
    assert codes(case) == []


def test_the_claim_itself_must_be_dated_as_its_words_say():
    evidence = "It opened on Friday."
    [one] = check(claim("It opened.", evidence, date="2025-07-03", words="on Friday"))
    assert (one.code, one.severity, one.evidence) == (
        "date-unsupported",
        "error",
        "on Friday",
    )
    assert one.message == "the claim is dated 2025-07-03, its source says `on Friday`"


def test_only_what_is_planned_may_be_dated_in_the_week_ahead():
    next_week = claim(
        "It opens.", "It opens on Friday.", date="2025-07-11", words="on Friday"
    )
    assert codes(next_week) != []
    assert codes(replace(next_week, certainty="planned")) == []


@pytest.mark.parametrize("words", ["since mid-June", "hours before the call", ""])
def test_words_that_only_bound_a_date_do_not_contradict_the_claim(words):
    assert (
        codes(claim("It was shut.", "It was shut.", date="2025-07-08", words=words))
        == []
    )


def test_words_that_name_a_day_nobody_could_tell_are_noted():
    case = claim("It opened.", "It opened on Friday.", words="on Friday")
    assert codes(case) == [("date-unresolved", "note", "")]
    assert codes(claim("It opened.", "It opened recently.", words="recently")) == []


def test_a_statement_may_take_a_date_from_the_claim_it_cites():
    when = When(date="2025-07-04", basis="resolved", words="on Friday")
    evidence, told = "It opened on Friday.", "It opened on 4 July 2025."
    assert codes(statement("It opened on 4 July 2025.", evidence, told, when)) == []
    assert codes(statement("It opened in July 2025.", evidence, told, when)) == []
    found = codes(statement("It opened on 6 July 2025.", evidence, told, when))
    assert found == error("6 July 2025")


def test_a_date_in_the_text_of_a_cited_claim_counts():
    text = "After the vote of 1 June 2025 she resigned."
    assert codes(statement(text, "After it she resigned.", text, When())) == []


MOMENTS = [
    ("late last Friday", [("late last Friday", "")]),
    ("on Thursday next week", [("Thursday next week", "")]),
    ("18–19 March 2025", [("18–19 March 2025", "2025-03-18")] * 1),
    ("They may march in May.", [("May", "")]),
    ("Sun rises, May said.", []),
    ("two days ago and last month", [("two days ago", ""), ("last month", "")]),
    ("Ende Mai", [("Mai", "")]),
    ("2025 people in 2024", [("2024", "2024")]),
    ("from 18 to 19 March", [("18 to 19 March", ""), ("19 March", "")]),
    ("on July 3 and 4", [("July 3 and 4", ""), ("July 3 and 4", "")]),
]


@pytest.mark.parametrize(("text", "expected"), MOMENTS)
def test_moments_are_read_with_their_words(text, expected):
    found = [(one.words, one.iso) for one in moments(text)]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(day=DAYS, ago=st.integers(0, 6))
def test_a_bare_weekday_gives_the_day_of_the_past_week(day, ago):
    iso = (day - timedelta(ago)).isoformat()
    given_ = possible_dates(f"It opened on {weekday(iso)}.", day.isoformat())
    assert given_ == {iso}
    assert agrees(iso, f"It opened on {weekday(iso)}.")


@given(day=DAYS, by=st.integers(1, 400))
def test_a_shifted_date_is_never_supported(day, by):
    source = article((day + timedelta(3)).isoformat())
    other = (day - timedelta(by)).isoformat()
    evidence = f"It opened on {format_date(day.isoformat())}."
    case = claim(f"It opened on {format_date(other)}.", evidence, source=source)
    assert codes(case) == error(format_date(other))


@given(day=DAYS)
def test_a_date_fits_itself_and_all_that_is_less_precise(day):
    [one] = moments(format_date(day.isoformat()))
    iso = day.isoformat()
    assert all(fits(part, one) for part in (iso, iso[:7], iso[:4]))


@pytest.mark.parametrize("day", ["2025-02-28", "2025-02"])
def test_a_month_ends_with_its_last_day(day: str) -> None:
    evidence = "The mill had no debts at the end of February."
    text = "The mill had no debts at the end of February 2025."
    words = "at the end of February"
    assert not list(check(claim(text, evidence, date=day, words=words)))


def test_a_month_ends_with_no_other_day() -> None:
    evidence = "The mill had no debts at the end of February."
    words = "at the end of February"
    [found] = check(
        claim("The mill had no debts.", evidence, date="2025-02-27", words=words)
    )
    assert found.code == "date-unsupported"


@pytest.mark.parametrize(("year", "is_right"), [("2023", True), ("2022", False)])
def test_the_year_of_a_claim_may_stand_in_the_other_sentence(
    year: str, is_right: bool
) -> None:
    case = claim(
        f"The new rules held from 1 July {year}.",
        "From 1 July the new rules held.",
        date=f"{year}-07-01",
        words="From 1 July",
    )
    other = Passage("a", 2, "In June 2023 the mill sent out new rules.")
    found = check(replace(case, passages=(other, *case.passages)))
    assert (not list(found)) == is_right
