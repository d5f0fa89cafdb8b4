"""Dates as newspapers write them, and what they mean on the day of printing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.dates import (
    find,
    format_date,
    is_date,
    night,
    parse,
    precision,
    resolve,
    weekday,
)
from briefer.datewords import WEEKDAYS

DAYS = st.dates(date(1001, 1, 1), date(2998, 12, 31))
FRIDAY = "2025-07-04"

STRINGS = [
    ("2025-07-04", "2025-07-04"),
    ("2025-07-04T23:30:00+02:00", "2025-07-04"),
    ("2025-07-04 10:00", "2025-07-04"),
    ("20250704T100000Z", "2025-07-04"),
    ("2025/07/04", "2025-07-04"),
    ("Fri, 04 Jul 2025 10:00:00 +0000", "2025-07-04"),
    ("4 July 2025", "2025-07-04"),
    ("July 4, 2025", "2025-07-04"),
    ("July 4th 2025", "2025-07-04"),
    ("the 4th of July, 2025", "2025-07-04"),
    ("4-Jul-2025", "2025-07-04"),
    ("Sept. 23, 2025", "2025-09-23"),
    ("4. Juli 2025", "2025-07-04"),
    ("1er mars 2025", "2025-03-01"),
    ("14 août 2025", "2025-08-14"),
    ("4 de julio de 2025", "2025-07-04"),
    ("4 luglio 2025", "2025-07-04"),
    ("12 de out. de 2025", "2025-10-12"),
    ("4 juli 2025", "2025-07-04"),
    ("4 lipca 2025 r.", "2025-07-04"),
    ("4 липня 2025 року", "2025-07-04"),
    ("23 сент. 2025 г.", "2025-09-23"),
    ("2025年7月4日", "2025-07-04"),
    ("04.07.2025", "2025-07-04"),  # dots are written day first
    ("13/07/2025", "2025-07-13"),
    ("07/13/2025", "2025-07-13"),
    ("07/07/2025", "2025-07-07"),
    ("04/07/2025", ""),  # 4 July or 7 April
    ("July 2025", "2025-07"),
    ("Sept. 2025", "2025-09"),
    ("у липні 2025", "2025-07"),
    ("2025-07", "2025-07"),
    ("2025", "2025"),
    ("2025-13", ""),
    ("31 February 2025", ""),
    ("2025-02-30", ""),
    ("Mars 2020", ""),  # a spacecraft
    ("they may 2025 times", ""),
    ("4 July", ""),
    ("yesterday", ""),
    ("Grade 4, 2025 edition", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "iso"), STRINGS)
def test_a_date_string_gives_one_iso_date_or_none(text, iso):
    assert parse(text) == iso


def test_the_dates_of_a_text_come_in_order_with_their_words():
    text = "Signed on July 4, 2025, it ends 1 May 2026 or, at worst, in June 2027."
    assert find(text) == (
        ("2025-07-04", "July 4, 2025"),
        ("2026-05-01", "1 May 2026"),
        ("2027-06", "June 2027"),
    )


@pytest.mark.parametrize("words", ["18–19 March 2025", "March 18-19, 2025"])
def test_a_span_within_a_month_gives_both_days(words):
    assert find(words) == (("2025-03-18", words), ("2025-03-19", words))


@pytest.mark.parametrize(
    "text",
    ["12 people in 2025", "version 1.2.2025.7", "5,2025 tons", "room 4/5/2025/6"],
)
def test_figures_are_no_dates(text):
    assert find(text) == ()


RELATIVE = [
    # words, seen from Friday 4 July 2025, and the same in the future tense
    ("Friday", "2025-07-04", "2025-07-04"),
    ("on Thursday", "2025-07-03", "2025-07-10"),
    ("late Tuesday", "2025-07-01", "2025-07-08"),
    ("Friday evening", "2025-07-04", "2025-07-04"),
    ("at 9 p.m. Monday", "2025-06-30", "2025-07-07"),
    ("Tues.", "2025-07-01", "2025-07-08"),
    ("last Friday", "2025-06-27", "2025-06-27"),
    ("last Tuesday night", "2025-07-01", "2025-07-01"),
    ("next Friday", "2025-07-11", "2025-07-11"),
    ("this Saturday", "2025-07-05", "2025-07-05"),
    ("this Tuesday", "2025-07-01", "2025-07-08"),
    ("Friday last week", "2025-06-27", "2025-06-27"),
    ("Monday of next week", "2025-07-07", "2025-07-07"),
    ("Sunday last week", "", ""),  # weeks start on Sunday or on Monday
    ("today", "2025-07-04", "2025-07-04"),
    ("tonight", "2025-07-04", "2025-07-04"),
    ("yesterday morning", "2025-07-03", "2025-07-03"),
    ("the day before yesterday", "2025-07-02", "2025-07-02"),
    ("last night", "2025-07-03", "2025-07-03"),
    ("tomorrow", "2025-07-05", "2025-07-05"),
    ("overnight", "2025-07-04", "2025-07-04"),
    ("overnight Tuesday", "2025-07-01", "2025-07-08"),
    ("two days ago", "2025-07-02", "2025-07-02"),
    ("10 days from now", "2025-07-14", "2025-07-14"),
    ("about ten days ago", "", ""),
    ("several days ago", "", ""),
    ("Feb. 28", "2025-02-28", "2026-02-28"),
    ("August 15", "2025-08-15", "2025-08-15"),
    ("March 11th", "2025-03-11", "2026-03-11"),
    ("11 March", "2025-03-11", "2026-03-11"),
    ("28 лютого", "2025-02-28", "2026-02-28"),
    ("Dec. 30", "2024-12-30", "2025-12-30"),
    ("Wednesday, July 2", "2025-07-02", ""),
    ("Thursday, July 2", "", ""),  # that was a Wednesday
    ("March 11 last year", "2024-03-11", "2024-03-11"),
    ("in September", "2025-09", "2025-09"),
    ("late July", "2025-07", "2025-07"),
    ("mid-August", "2025-08", "2025-08"),
    ("since January", "2025-01", "2026-01"),
    ("last July", "2024-07", "2024-07"),
    ("in March last year", "2024-03", "2024-03"),
    ("late last month", "2025-06", "2025-06"),
    ("later this month", "2025-07", "2025-07"),
    ("last year", "2024", "2024"),
    ("in 2022", "2022", "2022"),
    ("July 7, 2024", "2024-07-07", "2024-07-07"),
    ("am Freitag", "2025-07-04", "2025-07-04"),
    ("у четвер", "2025-07-03", "2025-07-10"),
    ("вчора", "2025-07-03", "2025-07-03"),
    ("nächsten Freitag", "", ""),
    ("over the last year", "", ""),
    ("Monday to Wednesday", "", ""),
    ("the day after Tuesday", "", ""),
    ("two weeks ago", "", ""),
    ("last week", "", ""),
    ("earlier this week", "", ""),
    ("every Friday", "", ""),
    ("Black Friday", "", ""),
    ("Friday the 4th", "", ""),
    ("for the second time in two days", "", ""),
    ("March and April", "", ""),
    ("soon", "", ""),
]


@pytest.mark.parametrize(
    ("words", "day", "end"),
    [
        ("overnight", "2025-03-18", "2025-03-19"),
        ("overnight", "2025-03-19", ""),
        ("overnight", "2025-03-16", ""),
        ("overnight Tuesday", "2025-03-18", "2025-03-19"),
        ("overnight on Sunday", "2025-03-16", "2025-03-17"),
        ("overnight", "2025-03", ""),
        ("on Tuesday night", "2025-03-18", ""),
    ],
)
def test_a_night_has_two_days(words, day, end):
    assert night(words, day, "2025-03-19") == end
    assert night(words, day, "2025-03") == ""


@pytest.mark.parametrize(("words", "past", "ahead"), RELATIVE)
def test_relative_words_are_dated_from_the_day_of_printing(words, past, ahead):
    assert resolve(words, FRIDAY) == past
    assert resolve(words, FRIDAY, future=True) == ahead


@pytest.mark.parametrize(
    ("words", "anchor", "iso"),
    [
        ("December 28", "2025-01-05", "2024-12-28"),
        ("January 3", "2024-12-20", "2025-01-03"),
        ("in December", "2025-01-05", "2024-12"),
        ("last month", "2025-01-31", "2024-12"),
        ("Wednesday", "2025-01-01", "2025-01-01"),
        ("Tuesday", "2025-01-01", "2024-12-31"),
        ("Feb. 29", "2025-01-05", "2024-02-29"),
        ("Feb. 29", "2026-06-05", ""),
    ],
)
def test_the_turn_of_the_year_is_bridged(words, anchor, iso):
    assert resolve(words, anchor) == iso


@pytest.mark.parametrize("anchor", ["", "2025", "2025-07", "4 July 2025"])
def test_without_a_day_to_start_from_only_absolute_words_count(anchor):
    assert resolve("on Friday", anchor) == ""
    assert resolve("July 7, 2024", anchor) == "2024-07-07"


@given(DAYS, st.sampled_from(WEEKDAYS), st.booleans())
def test_a_weekday_is_that_weekday_within_six_days(day, name, future):
    found = date.fromisoformat(resolve(name, day.isoformat(), future=future))
    distance = (found - day if future else day - found).days
    assert weekday(found.isoformat()) == name
    assert 0 <= distance <= 6


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_last_and_next_are_never_the_day_itself(day, name):
    last, following = (
        resolve(f"{w} {name}", day.isoformat()) for w in ("last", "next")
    )
    assert last < day.isoformat() < following
    assert weekday(last) == weekday(following) == name


@given(DAYS, st.integers(1, 3))
def test_what_is_printed_reads_back_the_same(day, parts):
    iso = "-".join(day.isoformat().split("-")[:parts])
    assert parse(format_date(iso)) == iso


@given(st.text(max_size=40), st.sampled_from(["", FRIDAY]))
def test_any_words_give_a_date_or_nothing(words, anchor):
    for iso in (parse(words), resolve(words, anchor)):
        assert iso == "" or is_date(iso)


@given(st.dates(date(1000, 1, 1), date(2990, 1, 1)), st.integers(1, 999))
def test_days_ago_are_counted(day, days):
    gone = (day + timedelta(days)).isoformat()
    assert resolve(f"{days} days ago", gone) == day.isoformat()


@pytest.mark.parametrize(
    ("iso", "end", "text"),
    [
        ("2025-07-04", "", "4 July 2025"),
        ("2025-07", "", "July 2025"),
        ("2025", "", "2025"),
        ("2025-03-18", "2025-03-18", "18 March 2025"),
        ("2025-03-18", "2025-03-19", "18–19 March 2025"),
        ("2025-02-28", "2025-03-03", "28 February – 3 March 2025"),
        ("2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025"),
        ("2025-07", "2025-08", "July–August 2025"),
        ("2024", "2025", "2024–2025"),
        ("2025-07", "2025-08-03", "July 2025 – 3 August 2025"),
        ("", "2025-07-04", ""),
        ("soon", "", "soon"),
    ],
)
def test_dates_and_spans_are_printed_without_repeats(iso, end, text):
    assert format_date(iso, end) == text


@pytest.mark.parametrize(
    ("iso", "kind"),
    [
        ("2024-02-29", "day"),
        ("2025-07", "month"),
        ("2025", "year"),
        ("2025-02-29", ""),
        ("2025-7", ""),
        ("0900", ""),
        ("2025-07-04T10", ""),
        ("٢٠٢٥", ""),
    ],
)
def test_the_length_of_a_date_is_its_precision(iso, kind):
    assert precision(iso) == kind
    assert is_date(iso) == bool(kind)


def test_a_weekday_needs_a_day():
    assert (weekday(FRIDAY), weekday("2025-07"), weekday("")) == ("Friday", "", "")
