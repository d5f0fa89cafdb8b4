"""Copies of one text are one origin; reports of one event are not."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.schema import Article, When
from briefer.sources.origins import group

SEEDS = Path(__file__).parent.parent / "seeds"
WORDS = [f"word{number}" for number in range(3000)]


def article(name: str, text: str, date: str = "", agency: str = "") -> Article:
    return Article(
        id=name,
        path=f"{name}.txt",
        digest="",
        text=text,
        sentences=(),
        agency=agency,
        published=When(date=date),
    )


def prose(seed: int, sentences: int = 30) -> list[str]:
    source = random.Random(seed)
    return [
        " ".join(source.choices(WORDS, k=source.randint(8, 24))).capitalize() + "."
        for _ in range(sentences)
    ]


def text_of(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def groups(*texts: str) -> list[tuple[str, ...]]:
    articles = [article(f"a{number}", text) for number, text in enumerate(texts)]
    return [tuple(sorted(origin.articles)) for origin in group(articles)]


def with_words_changed(text: str, share: float) -> str:
    source = random.Random(9)
    words = text.split(" ")
    return " ".join("changed" if source.random() < share else word for word in words)


COPIES = {
    "exact": lambda body: text_of(body),
    "case and spacing": lambda body: " ".join(body).upper(),
    "header and footer": lambda body: text_of([*prose(8, 3), *body, *prose(9, 3)]),
    "one word in 25 changed": lambda body: with_words_changed(text_of(body), 0.04),
    "a quarter cut": lambda body: text_of(body[: len(body) * 3 // 4]),
    "sentences moved": lambda body: text_of(body[15:] + body[:15]),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_found_among_other_articles(name):
    body = prose(1)
    others = [text_of(prose(seed)) for seed in range(20, 40)]
    assert groups(text_of(body), *others, COPIES[name](body)) == [("a0", "a21")]


def test_different_texts_are_different_origins():
    assert groups(*(text_of(prose(seed)) for seed in range(30))) == []


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“"])
def test_a_shared_quotation_makes_no_copy(marks):
    speech = marks[0] + " ".join(prose(1, 12)) + marks[1]
    first, second = text_of([*prose(2, 6), speech]), text_of([*prose(3, 6), speech])
    assert groups(first, second, speech) == []


def test_a_quotation_over_several_paragraphs_makes_no_copy_either():
    speech = ["“" + sentence for sentence in prose(1, 12)]
    assert groups(text_of(prose(2, 6) + speech), text_of(prose(3, 6) + speech)) == []


def test_short_items_are_copies_only_when_equal():
    short = "The ministry gave no further details on Friday."
    assert groups(short, short + " It rained.", short.upper()) == [("a0", "a2")]


def test_empty_articles_are_no_copies():
    assert groups("", "...", "") == []


def test_a_roundup_does_not_make_one_origin_of_what_it_holds():
    first, second = prose(1), prose(2)
    roundup = article("c", text_of(first + second), "2025-07-06")
    reports = [
        article("a", text_of(first), "2025-07-04"),
        article("b", text_of(second), "2025-07-05"),
    ]
    assert [one.articles for one in group([*reports, roundup])] == [("a", "c")]


ORIGINALS = [
    # agency credit, dates and lengths of two copies; the original
    ("", "", "2025-07-05", "2025-07-04", "b"),
    ("Agency", "", "2025-07-05", "2025-07-04", "a"),
    ("", "", "", "2025-07-04", "b"),
    ("", "", "2025-07-04", "2025-07-04", "b"),  # the longer one
]


@pytest.mark.parametrize(("agency_a", "agency_b", "a", "b", "original"), ORIGINALS)
def test_the_original_is_credited_or_early_or_long(agency_a, agency_b, a, b, original):
    body = prose(1)
    pair = [
        article("a", text_of(body), a, agency_a),
        article("b", text_of([*body, "More."]), b, agency_b),
    ]
    assert group(pair)[0].articles[0] == original


def test_the_reason_names_the_share():
    body = prose(1, 40)
    same = [article(name, text_of(body)) for name in "ab"]
    assert [one.why for one in group(same)] == ["same text"]
    partly = article("c", text_of(body[:30] + prose(2, 10)), "2025-07-04")
    assert [one.why for one in group([same[0], partly])] == [
        "77 % of the text is the same"
    ]
    assert [one.why for one in group([*same, partly])] == [
        "77 % of the text is the same"
    ]


def test_languages_without_spaces_are_compared_by_the_character():
    source = random.Random(1)
    text = "".join(chr(source.randint(0x4E00, 0x9000)) for _ in range(200))
    assert groups(text, text[:160] + "。") == [("a0", "a1")]


def test_the_sample_articles_are_five_origins():
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.iterdir())]
    assert len(texts) == 5
    assert groups(*texts) == []


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_no_group(source):
    body = prose(1, 12)
    texts = [text_of(body), text_of(body[:9]), text_of(prose(2, 12)), text_of(body)]
    articles = [article(f"a{number}", text) for number, text in enumerate(texts)]
    source.shuffle(articles)
    assert [one.articles for one in group(articles)] == [("a0", "a3", "a1")]
