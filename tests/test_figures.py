from briefer import figures
from briefer.schema import Basis
from briefer.views import Axis, Day, Entry, Group, Line, Words

LINE = Line("It rained.", (), (), "", "checked", ())
STORY = Group("Flood", "", Day("", "", "unknown", ""), (LINE,), "")


def axis(*days: str, basis: Basis = "stated") -> Axis:
    """The axis of a timeline with an event on each of these days."""
    made = figures.axis([Entry(Day(day, day, basis, ""), LINE) for day in days])
    assert made
    return made


def test_events_lie_where_their_days_do():
    made = axis("2025-03-01", "2025-03-02", "2025-03-11")
    assert [dot.x for dot in made.dots] == [80, 164, 920]


def test_a_month_without_a_day_counts_from_its_first():
    made = axis("2025-03-01", "2025-04", "2025-05-02")
    assert [dot.x for dot in made.dots] == [80, 500, 920]


def test_events_of_one_day_are_piled_up():
    made = axis("2025-03-01", "2025-03-01", "2025-03-09")
    assert [dot.up for dot in made.dots] == [0, figures.STEP, 0]
    assert made.height == 2 * figures.STEP


def test_a_long_silence_is_told_in_days():
    days = ("2025-03-01", "2025-03-03", "2025-03-05", "2025-03-08", "2025-03-11")
    made = axis(*days)
    assert [silence.days for silence in made.silences] == [3, 3]


def test_what_lies_far_back_or_has_no_date_is_counted_and_not_drawn():
    days = ("1999", "2025-03-01", "2025-03-03", "2025-03-05", "2025-03-08", "")
    made = axis(*days)
    assert (len(made.dots), made.earlier, made.undated) == (4, 1, 1)


def test_an_inferred_day_is_unsure():
    made = axis("2025-03-01", "2025-03-09", basis="inferred")
    assert [dot.is_unsure for dot in made.dots] == [True, True]


def test_ticks_are_few_and_name_months_or_the_ends():
    year = axis(*(f"2025-{month:02}-15" for month in range(1, 13)))
    assert [tick.text for tick in year.ticks] == [
        "February 2025",
        "May 2025",
        "August 2025",
        "November 2025",
    ]
    week = axis("2025-03-04", "2025-03-06")
    assert [tick.text for tick in week.ticks] == ["4 March 2025", "6 March 2025"]


def test_one_day_has_no_axis():
    assert figures.axis([Entry(Day("", "2025-03-01", "stated", ""), LINE)]) is None


def test_a_matrix_needs_two_outlets_and_two_stories():
    assert figures.matrix([STORY], ["Post", "Times"]) is None
    assert figures.matrix([STORY, STORY], ["Post", "Post"]) is None
    made = figures.matrix([STORY, STORY], ["Post", ""])
    assert made
    assert made.outlets == ("Post", figures.NOT_NAMED)
    assert [row.passages for row in made.rows] == [(0, 0), (0, 0)]


def test_sentences_take_room_by_their_length_and_fill_the_width():
    text = (
        (Words(1, "a" * 30, "", True, True, ""),),
        (Words(2, "b" * 10, "", True, False, ""),),
    )
    made = figures.coverage((*text, (Words(3, "c" * 60, "", False, False, ""),)))
    assert [(part.kind, part.path) for part in made.parts] == [
        ("unused", "M400 0H1000V24H400z"),
        ("claimed", "M300 0H400V24H300z"),
        ("cited", "M0 0H300V24H0z"),
    ]
    assert (made.sentences, made.cited, made.claimed) == (3, (1,), (2,))


def value(day: str, number: float, key: str = "ships") -> figures.Value:
    return figures.Value("Ships", (key,), day, number, f"{number:g} ships", day)


def test_a_quantity_of_three_days_is_a_series_on_a_scale_from_zero():
    days = ("2025-03-01", "2025-03-11", "2025-03-03")
    [made] = figures.series(
        value(day, n) for day, n in zip(days, (14, 7, 28), strict=True)
    )
    assert [point.value for point in made.points] == ["14 ships", "", "7 ships"]
    assert made.told.endswith("2025-03-03: 28 ships; 2025-03-11: 7 ships")
    assert [point.x for point in made.points] == [80, 248, 920]
    assert [point.y for point in made.points] == [75, 0, 112]


def test_two_days_or_two_quantities_are_no_series():
    assert figures.series([value("2025-03-01", 1), value("2025-03-02", 2)]) == ()
    mixed = [value(f"2025-03-0{n}", n, f"kind {n % 2}") for n in range(1, 5)]
    assert figures.series(mixed) == ()
