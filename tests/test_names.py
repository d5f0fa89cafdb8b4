"""Spellings of one name meet, different names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.names import canonical, fold, same

SPELLINGS = [
    ("Zelensky", "Zelenskyy"),
    ("Zelensky", "Zelenskiy"),
    ("Zelensky", "Zelenskii"),
    ("Zelensky", "Zelenskyi"),
    ("Zelensky", "ZELENSKY’S"),
    ("Stefanishina", "Stefanishyna"),
    ("Zaluzhny", "Zaluzhnyi"),
    ("Yuliia Svyrydenko", "Yuliya Sviridenko"),
    ("Yermak", "Ermak"),
    ("Aleksei", "Alexey"),
    ("Zakharova", "Zaharova"),
    ("Orban", "Orbán"),
    ("Łukasz Kowalski", "Lukasz Kowalski"),
    ("O’Brien", "OBrien"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("J.D. Vance", "JD Vance"),
    ("J. D. Vance", "J.D.Vance"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("John Roe Jr.", "John Roe, Jr"),
    ("President Jane Roe", "Jane Roe"),
    ("Mrs. Roe", "Roe"),
    ("Polish Foreign Minister Jane Roe", "Jane Roe"),
    ("U.S. Secretary of State Jane Roe", "Jane Roe"),
    ("Secretary-General Jane Roe", "Jane Roe"),
    ("former Vice President Jane Roe", "Jane Roe"),
    ("Gen. Roe", "Roe"),
    ("The White House", "White House"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyiv", "Kiev"),  # an alias, not a spelling
        ("Jane Roe", "John Roe"),
        ("John Roe Jr.", "John Roe"),
        ("Charles II", "Charles III"),
        ("General Motors", "Motors"),
        ("Office of the President of Ukraine", "Ukraine"),
        ("Prime Minister's Office", "Office"),
        ("President", ""),
    ],
)
def test_different_names_fold_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roe", "Jane Roe"),
        ("President Roe", "Jane Roe"),
        ("J. Roe", "Jane Roe"),
        ("J.D. Vance", "James David Vance"),
        ("Donald J. Trump", "Donald Trump"),
        ("John F. Kennedy", "John Fitzgerald Kennedy"),
        ("von der Leyen", "Ursula von der Leyen"),
        ("Roe", "John Roe Jr."),
        ("Leyen", "Ursula von der Leyen"),
        ("European Parliament", "european parliament"),
    ],
)
def test_short_forms_can_mean_the_full_name(one, other):
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Roe", "John Roe"),
        ("K. Roe", "Jane Roe"),
        ("John Roe", "John Roe Jr."),
        ("John Q. Roe", "John Roe Jr."),
        ("George W. Bush", "George H. W. Bush"),
        ("Jane", "Jane Roe"),
        ("Parliament", "European Parliament"),
        ("House", "The White House"),
        ("Ukraine", "Government of Ukraine"),
        ("Korea", "North Korea"),
        ("", "Jane Roe"),
    ],
)
def test_what_may_be_someone_else_is_not_the_same(one, other):
    assert not same(one, other)
    assert not same(other, one)


def test_the_most_used_spelling_is_printed_in_its_longest_form():
    names = [
        ("Volodymyr Zelenskyy", 2),
        ("Zelenskyy", 3),
        ("Volodymyr Zelensky", 4),
        ("President Zelenskyy", 1),
        ("Rada", 1),
    ]
    printed = canonical(names)
    assert printed.pop("Rada") == "Rada"
    assert set(printed.values()) == {"Volodymyr Zelenskyy"}


def test_of_spellings_used_alike_the_one_with_a_full_form_is_printed():
    names = [("Stefanishyna", 1), ("Olha Stefanishina", 1)]
    assert set(canonical(names).values()) == {"Olha Stefanishina"}


def test_titles_and_possessives_are_not_printed_where_avoidable():
    names = [("President Jane Roe", 9), ("Jane Roe", 1), ("Jane Roe’s", 5)]
    assert set(canonical(names).values()) == {"Jane Roe"}


def test_a_surname_that_two_people_share_stays_as_it_is():
    names = [("Jane Roe", 5), ("John Roe", 1), ("Roe", 3), ("J. Roe", 1)]
    assert canonical(names) == {name: name for name, _ in names}


def test_middle_names_make_no_second_person():
    names = [("Jane A. Roe", 1), ("Jane Roe", 3), ("Roe", 3)]
    assert set(canonical(names).values()) == {"Jane A. Roe"}


def test_without_names_there_is_nothing_to_print():
    assert canonical([]) == {}


WORD_LIST = """President Jane John J. D. Roe Roë Zelensky Zelenskyy Zelenskiy's al-Roe
of the Ukraine Jr. iii Minister kkh h i xy Yermak Ermak Prime White House"""
WORDS = st.sampled_from(WORD_LIST.split())
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@given(st.one_of(NAMES, st.text(max_size=30)))
def test_folding_twice_changes_nothing_more(name):
    assert fold(fold(name)) == fold(name)


@given(NAMES, NAMES)
def test_being_the_same_is_mutual(one, other):
    assert same(one, one)
    assert same(one, other) == same(other, one)


@given(st.lists(st.tuples(NAMES, st.integers(1, 9)), max_size=8), st.randoms())
def test_the_order_of_the_names_does_not_matter(names, source):
    shuffled = source.sample(names, len(names))
    assert canonical(shuffled) == canonical(names)


@given(st.lists(st.tuples(NAMES, st.integers(1, 9)), max_size=8))
def test_what_is_printed_is_one_of_the_spellings_and_prints_as_itself(names):
    printed = canonical(names)
    assert set(printed) == {name for name, _ in names}
    assert all(printed[name] == name for name in printed.values())
