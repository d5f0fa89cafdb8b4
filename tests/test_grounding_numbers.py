"""Numbers: how they are read, and when the cited sentences have them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.base import Case, Passage
from briefer.grounding.numbers import check
from briefer.grounding.numerals import digits, spelled
from briefer.grounding.quantities import quantities
from briefer.grounding.units import unit_behind
from briefer.schema import Article, Finding, When
from tests.values import claim


def found(text: str, *sentences: str, language: str = "en") -> list[Finding]:
    """What is found in `text` against these sentences of an article."""
    source = Article(
        id="a1", path="a", digest="", text="", sentences=(), language=language
    )
    passages = tuple(Passage("a1", n, s) for n, s in enumerate(sentences, 1))
    return list(check(Case("k1", text, passages, {"a1": source})))


def codes(text: str, *sentences: str, language: str = "en") -> list[str]:
    return [finding.code for finding in found(text, *sentences, language=language)]


def read(text: str, language: str = "en") -> list[tuple[float, str]]:
    """Value and unit of each quantity that is checked."""
    return [
        (float(one.number * one.value / one.readings[0][0]), one.unit)
        if one.kind == "article"
        else (float(one.value), one.readings[0][1])
        for one in quantities(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty", [(20, "")]),
        ("twenty-one", [(21, "")]),
        ("one hundred and five", [(105, "")]),
        ("two hundred thousand", [(200_000, "")]),
        ("1.5 thousand", [(1500, "")]),
        ("1,500", [(1500, "")]),
        ("2m", [(2_000_000, "")]),
        ("2 mn", [(2_000_000, "")]),
        ("half a million", [(500_000, "")]),
        ("two and a half million", [(2_500_000, "")]),
        ("two dozen", [(24, "")]),
        ("half a dozen", [(6, "")]),
        ("3 crore", [(30_000_000, "")]),
        ("a third of", [(1 / 3, "")]),
        ("two-thirds", [(2 / 3, "")]),
        ("1½ hours", [(90, "minute")]),
        ("hour-long", [(60, "minute")]),
        ("half an hour", [(30, "minute")]),
        ("30-day", [(43_200, "minute")]),
        ("three-year", [(36, "month")]),
        ("30 consecutive days", [(43_200, "minute")]),
        ("80%", [(80, "percent")]),
        ("80 per cent", [(80, "percent")]),
        ("3 percentage points", [(3, "point")]),
        ("$5", [(5, "USD")]),
        ("US$5bn", [(5e9, "USD")]),
        ("€1.5 million", [(1.5e6, "EUR")]),
        ("5 million euros", [(5e6, "EUR")]),
        ("EUR 5", [(5, "EUR")]),
        ("500 hryvnia", [(500, "UAH")]),
        ("200 Canadian dollars", [(200, "CAD")]),
        ("2,500 km (1,500 miles)", [(2500, "km"), (1500, "mile")]),
        ("2-3 billion", [(2e9, ""), (3e9, "")]),
        ("$2 to $3", [(2, "USD"), (3, "USD")]),
        ("between 12 and 15 percent", [(12, "percent"), (15, "percent")]),
        ("34-23", [(34, ""), (23, "")]),
        ("the 1990s", [(1990, "")]),
        ("the 42nd day", [(42, "")]),
        ("the twenty-first", [(21, "")]),
        ("a 45-year-old", [(540, "month")]),
    ],
)
def test_a_quantity_has_a_value_and_a_unit(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the G7 and F-16s, PAC-3, Covid-19 and S-300",
        "on 18 March, on March 18-19, 2025, by Feb. 28 and in June 2024",
        "2025-07-04, 04/07/2025 and 4.7.2025",
        "at 10:30 a.m., at 8 pm, at 1400 GMT and 8 o'clock",
        "in the 2024/25 season, from 1914-1918",
        "one another, no one, a one-on-one, at first, the first lady",
        "aboard Air Force One, 24/7",
        "May I? It is March",
        "see www.example.org/2 and @bridge24",
    ],
)
def test_dates_times_and_digits_of_names_are_no_quantities(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1,234", "en", [1234]),
        ("1.234", "en", [1.234]),
        ("1,5", "en", [1.5]),
        ("1.234", "de", [1234, 1.234]),
        ("1,5", "de", [1.5]),
        ("1 234", "uk", [1234]),
        ("1\u202f234,5", "fr", [1234.5]),
        ("1.234.567", "es", [1234567]),
    ],
)
def test_separators_are_read_by_language(text, language, values):
    assert sorted(map(float, digits(text, language))) == sorted(values)


@given(st.integers(0, 10**9))
def test_grouped_and_plain_digits_are_the_same(number):
    assert digits(f"{number:,}") == digits(str(number)) == (Fraction(number),)


ONES = "one two three four five six seven eight nine"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


@given(st.integers(1, 9), st.integers(2, 9), st.integers(1, 9))
def test_number_words_add_up(hundreds, tens, ones):
    names, above = ONES.split(), TENS.split()
    text = f"{names[hundreds - 1]} hundred and {above[tens - 2]}-{names[ones - 1]}"
    assert spelled(text) == ("number", 100 * hundreds + 10 * tens + ones, 1)


def test_no_unit_stands_behind_the_end_of_a_text():
    assert unit_behind("20", 2) == ("", 2)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The storm killed 20 people.", "Twenty people died in the storm."),
        ("It cost 1,500 euros.", "It cost 1.5 thousand euros."),
        ("They sent 2 million books.", "They sent 2m books."),
        ("The talk lasted one hour.", "It was an hour-long talk."),
        ("The truce is for 30 days.", "A 30-day truce began."),
        ("Half of the town fled.", "Some 50 percent of the town fled."),
        ("Dozens of boats sank.", "It sank dozens of boats."),
        ("Hundreds of boats sank.", "It sank several hundred boats."),
        ("A 45-year-old baker won.", "Ann Example, 45, won."),
        ("Shares fell 3 to 5 percent.", "Shares fell 3-5%."),
        ("Of the votes 12 percent were void.", "They won 30, 20 and 12 percent."),
        ("She got 30 percent.", "They won 30, 20 and 12 percent."),
        ("It is the second bridge.", "It is the 2nd bridge."),
        ("The two mayors met.", "Ann Example met Bo Sample."),
        ("Two mayors met.", "The pair met."),
        ("The first bridge fell.", "A bridge fell."),
        ("One farmer stayed.", "A farmer stayed."),
        ("It fell on March 3 and 4.", "It fell on Monday."),
        ("They won 34-23.", "The vote was 34 to 23."),
        ("The bill passed by 34-23 votes.", "With 34-23 votes they accepted the bill."),
        ("It is 21 percent, after 61.", "It was 21 percent, compared with 61."),
        ("It took 5 lives and hurt 20.", "They found 5 bodies and 20 injured people."),
        ("It is 2,500 km long.", "It is 2,500 km (1,553 miles) long."),
        ("It is a day's walk, an hour by car.", "It is far."),
        ("It is 5 pounds.", "It costs £5."),
        ("It happened twice in two years.", "In two years it happened twice."),
    ],
)
def test_a_number_the_source_spells_otherwise_is_supported(text, source):
    assert codes(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("It killed 21 people.", "It killed 20 people.", "number-unsupported"),
        ("It killed 2 people.", "It killed 20 people.", "number-unsupported"),
        ("The 15 boats left.", "The 1 boat and 5 ships left.", "number-unsupported"),
        ("Two boats left.", "Three boats left.", "number-unsupported"),
        ("The two boats left.", "The three boats left.", "number-unsupported"),
        ("One boat left.", "Three boats left.", "number-unsupported"),
        ("The first boat left.", "The second boat left.", "number-unsupported"),
        ("Dozens of boats left.", "Hundreds of boats left.", "number-unsupported"),
        ("Half of it burned.", "A third of it burned.", "number-unsupported"),
        ("A 40-minute talk.", "An hour-long talk.", "number-unsupported"),
        ("An hour-long talk.", "A 40-minute talk.", "number-unsupported"),
        ("It cost 2 billion euros.", "It cost 2 million euros.", "unit-changed"),
        ("It cost 2 euros.", "It cost $2.", "unit-changed"),
        ("It is 9 miles long.", "It is 9 km long.", "unit-changed"),
        ("It took 3 weeks.", "It took 3 days.", "unit-changed"),
        ("It rose 3 percent.", "It rose 3 percentage points.", "unit-changed"),
        ("It hit 30 percent.", "It hit 30 farms.", "unit-changed"),
        ("Three towns agreed.", "Ames, Bree and Corby agreed.", "number-underived"),
        ("About 2,500 left.", "2,487 left.", "number-underived"),
    ],
)
def test_a_number_the_source_does_not_have_is_found(text, source, code):
    assert codes(text, source) == [code]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("12 were left dead.", "5 dead, 12 injured."),
        ("It killed 12 and wounded 5.", "It killed 5 and wounded 12."),
        (
            "It killed 12 people and wounded 5 people.",
            "It killed 5 people and wounded 12 people.",
        ),
        ("It had 320 horses and 28 dogs.", "It had 28 horses and 320 dogs."),
        (
            "Three people fell ill in Ames and 20 in Bree.",
            "20 people fell ill in Ames and three in Bree.",
        ),
        ("They won 23-34.", "They won 34-23."),
        ("It is 61 percent, after 21.", "It was 21 percent, compared with 61."),
        ("It took 20 lives and hurt 5.", "They found 5 bodies and 20 injured people."),
        ("It reached 40% of men.", "It reached 30% of men and 40% of women."),
    ],
)
def test_numbers_that_changed_places_are_found(text, source):
    assert "number-noun" in codes(text, source)


def test_an_unsupported_number_is_an_error_with_its_words():
    [finding] = found("It cost $5 million.", "It cost a lot.")
    assert (finding.severity, finding.words) == ("error", "$5 million")
    assert finding.message == "`$5 million` is not in the cited sentences"


@given(st.integers(2, 9999), st.integers(2, 9999))
def test_a_changed_number_is_always_found(number, other):
    source = f"Rain ruined {number:,} tents."
    assert bool(codes(f"Rain ruined {other:,} tents.", source)) == (number != other)


@pytest.mark.parametrize(
    ("cited", "expected"),
    [("Output rose.", []), ("Output of Lund No 1 rose.", ["number-unsupported"])],
)
def test_the_number_of_a_name_is_no_count(cited, expected):
    around = f"The Lund No 2 mine is near Ames. {cited}"
    source = Article(id="a1", path="a", digest="", text=around, sentences=())
    text = "Output of the Lund No 2 mine rose."
    case = Case("k1", text, (Passage("a1", 2, cited),), {"a1": source})
    assert [finding.code for finding in check(case)] == expected


def test_separators_follow_the_language_of_the_article():
    assert codes("It had 1,500 rooms.", "Es hatte 1.500 Zimmer.", language="de") == []


def test_small_words_of_another_language_are_not_judged():
    assert codes("Three dogs ran.", "Drei Hunde liefen.", language="de") == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("31 people died and 71 were hurt in Lund.", "31 dead, 71 hurt in Lund."),
        (
            "9 people lost their lives and 7 were injured in a fire in Lund.",
            "9 people lost their lives and seven suffered injuries in a fire in Lund.",
        ),
        (
            "Unemployment fell from 9 percent to 7 percent in May 2026.",
            "The rate slipped to 7 percent in May; it had been 9 percent.",
        ),
    ],
)
def test_numbers_in_other_words_keep_their_places(text, evidence):
    assert codes(text, evidence) == []


@pytest.mark.parametrize(
    "text",
    [
        "71 people died and 31 were hurt in Lund.",
        "In Lund 31 were hurt and 71 died.",
    ],
)
def test_the_dead_and_the_hurt_cannot_change_places(text):
    assert "number-noun" in codes(text, "31 dead, 71 hurt in Lund.")


COMPARED = [
    ("A year ago, 16 percent of voters in Lund backed the weir.",
     "In Lund 76 percent of voters backed the weir, compared with 16 percent a year"
     " ago."),
    ("The share used to be 22 percent and is now 74 percent in Lund.",
     "It is now 74 percent in Lund, up from 22 percent before."),
    ("The reservoirs of Lund reached 46 percent of capacity in May.",
     "The reservoirs of Lund came up from 3 percent of capacity to 46 percent in May."),
    ("In Lund 39 percent of voters trust the guild.",
     "In Lund 44 percent of voters trust the reeve and 39 percent trust the guild."),
    ("The flood damaged 18 houses and destroyed 61 in Lund.",
     "In Lund 61 houses were destroyed and 18 others were damaged."),
    ("The guild approved, by 165-142, a plan to merge two mills.",
     "The guild approved by 165-142 a plan to merge two mills."),
    ("61 adults crossed the bridge from Lund, as did 40 children.",
     "A total of 61 adults and 40 children crossed the bridge from Lund."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), COMPARED)
def test_numbers_beside_each_other_keep_their_words(text, sentence):
    assert codes(text, sentence) == []


SWAPPED = [
    ("A year ago, 76 percent of voters in Lund backed the weir.",
     "In Lund 76 percent of voters backed the weir, compared with 16 percent a year"
     " ago."),
    ("40 adults and 61 children crossed the bridge from Lund.",
     "A total of 61 adults and 40 children crossed the bridge from Lund."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), SWAPPED)
def test_numbers_beside_each_other_that_changed_places_are_found(text, sentence):
    assert "number-noun" in codes(text, sentence)


def test_two_numbers_that_are_told_are_not_taken_for_each_other():
    evidence = (
        "They found it in 17 of 60 samples.",
        "Five of the 17 came from one mill.",
    )
    assert codes("Five of the 17 samples came from one mill.", *evidence) == []
    assert (
        codes("It paid about a third of it.", "It paid about a third; we the rest.")
        == []
    )


def test_a_sum_of_last_year_is_of_no_years():
    assert read("a net profit of 19mn last year") == [(19e6, "")]


@pytest.mark.parametrize(
    ("told", "marks", "expected"),
    [
        ("The league cut its tally of 2,300 damaged farms to 2,030.", (), []),
        (
            "The league cut its tally of 2,300 damaged farms to 2,030.",
            ("number-noun",),
            ["number-noun"],
        ),
        ("31 farms were damaged, and 2,030 cows.", (), ["number-noun"]),
    ],
)
def test_a_number_may_be_of_what_a_claim_has_it_for(told, marks, expected):
    text, source = "2,030 farms were damaged.", "2,300 farms were damaged; later 2,030."
    [plain] = found(text, source)
    assert plain.code == "number-noun"
    article = Article(id="a1", path="a", digest="", text="", sentences=())
    cited = claim("c1", told, marks=marks)
    passages = (Passage("a1", 1, source),)
    case = Case("s1", text, passages, {"a1": article}, (cited,), (When(),))
    assert [one.code for one in check(case)] == expected
