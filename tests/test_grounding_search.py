"""Evidence is found by the rare words a text shares with sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.search import SHARE, Hit, Index, stem
from briefer.schema import Article, Sentence


def article(name: str, *sentences: str, language: str = "en") -> Article:
    """An article of one paragraph with these sentences."""
    text, spans = "", []
    for sentence in sentences:
        start = len(text)
        text += f"{sentence} "
        spans.append(Sentence(start=start, end=len(text) - 1, paragraph=1))
    return Article(
        id=name,
        path=f"{name}.txt",
        digest="",
        language=language,
        text=text,
        sentences=tuple(spans),
    )


HARBOR = article(
    "a1",
    "The harbor of Valmere was closed on Monday.",
    "Mayor Mara Ostrel blamed a damaged crane.",
    "Repairs will cost 1,200,000 crowns, the port authority said.",
    "Schools stayed open.",
)
RIVER = article(
    "a2",
    "The river rose by two meters at Drosk.",
    "Volunteers filled sandbags through the night.",
    "Ostrel promised new levees.",
)
INDEX = Index([HARBOR, RIVER])


def places(hits: tuple[Hit, ...]) -> list[tuple[str, tuple[int, ...]]]:
    return [(hit.article, hit.sentences) for hit in hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Valmere's harbor closed.", ("a1", (1,))),
        ("A crane was damaged, Mara Ostrel said.", ("a1", (2,))),
        ("It will cost 1200000 crowns to repair it.", ("a1", (3,))),
        ("New levees were a promise of Ostrel.", ("a2", (3,))),
        ("Volunteers are filling sandbags at night.", ("a2", (2,))),
    ],
)
def test_the_sentence_with_the_rare_words_comes_first(text, first):
    assert places(INDEX.find(text))[0] == first


def test_neighbors_are_joined_where_each_adds_much():
    hits = INDEX.find("The damaged crane will cost 1,200,000 crowns in repairs.")
    assert places(hits)[0] == ("a1", (2, 3))


def test_a_neighbor_that_adds_little_stays_out():
    hits = INDEX.find("Mayor Mara Ostrel blamed a damaged crane for it on Monday.")
    assert places(hits)[0] == ("a1", (2,))


def test_a_search_can_be_kept_within_an_article():
    assert places(INDEX.find("Ostrel", within="a2")) == [("a2", (3,))]
    assert {hit.article for hit in INDEX.find("Ostrel")} == {"a1", "a2"}


@pytest.mark.parametrize("text", ["", "...", "Zygote", "€"])
def test_words_nobody_uses_find_nothing(text):
    assert INDEX.find(text) == ()


def test_an_unknown_article_has_no_evidence():
    assert INDEX.find("harbor", within="a9") == ()


def test_no_articles_and_empty_articles_find_nothing():
    assert Index([]).find("harbor") == ()
    assert Index([article("a0"), HARBOR]).find("harbor")[0].article == "a1"


def test_an_article_given_twice_is_indexed_once():
    assert places(Index([HARBOR, HARBOR]).find("crane")) == [("a1", (2,))]


def test_unknown_words_lower_the_score():
    known = INDEX.find("harbor of Valmere")[0].score
    assert known == pytest.approx(1)
    assert INDEX.find("harbor of Valmere in flames")[0].score < known


def test_a_date_is_found_by_its_weekday():
    hits = INDEX.find("The harbor was closed on 13 October 2025.")
    assert hits[0].score == pytest.approx(1)


@pytest.mark.parametrize(
    ("language", "sentence", "text"),
    [
        ("de", "Die Brücke über den Fluß wurde gesperrt.", "Brucke gesperrt"),
        ("uk", "Міст через річку закрили.", "Міст закрили"),
        ("ja", "橋は閉鎖された。", "閉鎖"),
    ],
)
def test_other_languages_match_whole_words(language, sentence, text):
    index = Index([HARBOR, article("a3", sentence, language=language)])
    assert places(index.find(text))[0] == ("a3", (1,))


@pytest.mark.parametrize(
    "forms",
    [
        "attack attacks attacked attacking attackers",
        "close closed closes closing",
        "stop stops stopped stopping",
        "country countries",
        "agree agreed agreement agreements",
        "president's president",
        "crisis",
        "press",
        "is",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form.removesuffix("'s")) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("police", "policy"), ("minister", "mini"), ("nation", "nations' cup")],
)
def test_different_words_keep_different_stems(one, other):
    assert stem(one) != stem(other)


WORDS = st.lists(
    st.sampled_from(["river", "dam", "Drosk", "levee", "40", "said", "the"]),
    max_size=9,
)


@given(st.lists(WORDS, max_size=12), WORDS, st.integers(0, 4))
def test_hits_are_ordered_apart_and_within_reach_of_the_best(lines, text, limit):
    sentences = [" ".join(line) + "." for line in lines]
    hits = Index([article("a1", *sentences)]).find(" ".join(text), limit=limit)
    numbers = [number for hit in hits for number in hit.sentences]
    scores = [hit.score for hit in hits]
    assert len(hits) <= limit
    assert len(numbers) == len(set(numbers))
    assert scores == sorted(scores, reverse=True)
    assert all(SHARE * scores[0] <= score <= 1.000001 for score in scores)


def test_common_words_do_not_hide_a_rare_one_in_a_large_build():
    many = [article(f"b{n}", *["The minister said so."] * 30) for n in range(100)]
    index = Index([*many, HARBOR])
    first = index.find("The minister said so: damaged crane.")[0]
    assert (first.article, first.sentences) == ("a1", (2,))
