"""Articles that report one situation, and the headline it gets."""

from __future__ import annotations

import pytest

from benchmarks import corpus
from briefer.extract.stories import cluster, days, homes, title, words
from briefer.schema import Article, Origin, When
from briefer.sources import origins as copies

FERRY = "Two ferries collided outside the harbor of Karsk. The coast guard searched."
FERRIES = "The coast guard searched the harbor of Karsk after two ferries collided."
BRIDGE = "Parliament voted on the land act. The opposition left the chamber in protest."


def article(name: str, text: str, date: str = "", head: str = "") -> Article:
    when = When(date=date, basis="stated" if date else "unknown")
    made = {"path": name, "digest": "", "text": text, "sentences": ()}
    return Article(id=name, title=head, published=when, **made)  # type: ignore[arg-type]


def grouped(*articles: Article, origins: tuple[Origin, ...] = ()) -> list[str]:
    return ["".join(a.id for a in g) for g in cluster(articles, origins)]


GROUPS = [
    ("2025-07-04", "2025-07-05", ["ab", "c"]),  # near in time
    ("2025-07-04", "2025-07-20", ["a", "b", "c"]),  # too far apart
    ("2025-07-04", "2025-03", ["a", "b", "c"]),
    ("2025-07-04", "2025-07", ["ab", "c"]),
    ("", "", ["ab", "c"]),
    ("2025", "2025-07-04", ["ab", "c"]),  # a year keeps nothing apart
]


@pytest.mark.parametrize(("first", "second", "expected"), GROUPS)
def test_articles_alike_and_near_in_time_are_one_story(first, second, expected):
    ferry, ferries = article("a", FERRY, first), article("b", FERRIES, second)
    assert grouped(ferry, ferries, article("c", BRIDGE)) == expected


TOLD = [
    # one event in the words of three outlets, another in those of two
    (
        "The ferry Ilvane sank off Hesker in a storm. Nine died, the coastguard said.",
        17,
    ),
    (
        "Divers at Hesker found more dead. A union blames a door of the ferry Ilvane.",
        19,
    ),
    ("Inquiry into the ferry Ilvane: its door was known to be worn at Hesker.", 20),
    ("Pellworth turned down a bid of 41 crowns a share from Stannery.", 19),
    ("Stannery came back with 44 crowns; Pellworth's board is said to be split.", 24),
]


def test_few_dated_articles_on_one_event_share_few_words():
    known = [
        article(str(n), text, f"2026-11-{day}") for n, (text, day) in enumerate(TOLD)
    ]
    assert grouped(*known) == ["012", "34"]


def test_groups_come_in_the_order_of_the_articles():
    found = grouped(article("c", BRIDGE), article("b", FERRIES), article("a", FERRY))
    assert found == ["c", "ba"]


def test_a_copy_goes_where_its_original_goes():
    known = article("a", FERRY), article("b", BRIDGE), article("c", "It rained.")
    assert grouped(*known, origins=(Origin(articles=("a", "c")),)) == ["ac", "b"]


def test_a_copy_stands_for_an_original_that_is_not_there():
    known = (article("b", BRIDGE), article("c", "It rained."))
    origins = (Origin(articles=("a", "c", "b")),)
    assert homes(known, origins) == {"c": "c", "b": "c"}
    assert grouped(*known, origins=origins) == ["bc"]


def test_nothing_gives_no_stories():
    assert cluster([]) == ()


BOUNDS = [
    ("2025-07-04", 0),
    ("2025-07", 30),
    ("2024-02", 28),
]


@pytest.mark.parametrize(("date", "width"), BOUNDS)
def test_a_date_spans_the_days_it_can_mean(date, width):
    first, last = days(article("a", "", date))
    assert last - first == width


TITLES = [
    (
        ["Two ferries collide off Karsk", "Ferries collide"],
        "Two ferries collide off Karsk",
    ),
    (["Two ferries collide", ""], "Two ferries collide"),
    (["", ""], "Tovan Denvik, Karsk"),
]


@pytest.mark.parametrize(("heads", "expected"), TITLES)
def test_a_story_is_called_by_its_shortest_full_headline(heads, expected):
    articles = [article(str(n), "", head=head) for n, head in enumerate(heads)]
    assert title(articles, ["Tovan Denvik", "Karsk"], "Untitled") == expected


def test_a_story_without_headline_and_names_gets_the_phrase():
    assert title([article("a", "")], [], "Untitled") == "Untitled"


def test_what_is_known_of_articles_already_gives_the_same_stories_and_copies():
    articles = [sample.article for sample in corpus.articles(3, 40)]
    told = {one.id: words(one) for one in articles}
    assert cluster(articles, (), told) == cluster(articles)
    prints = {one.id: copies.fingerprint(one) for one in articles}
    assert copies.group(articles, prints) == copies.group(articles)


def test_a_story_is_called_by_the_headline_its_articles_share():
    heads = ("I heard it groan in the night", "Ship hits bridge in Karsk port")
    texts = (
        "The ship hit the bridge in Karsk.",
        "A ship hit the bridge; the port shut.",
    )
    told = [
        article(str(n), text, head=head)
        for n, (head, text) in enumerate(zip(heads, texts, strict=True))
    ]
    assert title(told, [], "Untitled") == heads[1]
