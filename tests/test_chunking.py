"""Articles are cut between sentences, and an edit leaves most chunks as they were."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.chunking import LINE_TOKENS, chunk
from briefer.schema import Article, Chunk, Sentence

Paragraphs = list[list[str]]

WORDS = [f"word{number}" for number in range(500)]
PARAGRAPHS = st.lists(
    st.lists(st.text("abc \n", min_size=1).filter(str.strip), min_size=1, max_size=5),
    max_size=30,
)


def count(text: str) -> int:
    return len(text.split())


def article_of(paragraphs: Paragraphs) -> Article:
    text, spans = "", list[Sentence]()
    for number, sentences in enumerate(paragraphs, 1):
        for sentence in sentences:
            spans.append(
                Sentence(
                    start=len(text), end=len(text) + len(sentence), paragraph=number
                )
            )
            text += sentence + " "
        text += "\n\n"
    return Article(id="a1", path="a.txt", digest="", text=text, sentences=tuple(spans))


def chunks_of(paragraphs: Paragraphs, budget: int) -> tuple[Chunk, ...]:
    return chunk(article_of(paragraphs), count, budget_tokens=budget)


def texts_of(paragraphs: Paragraphs, budget: int) -> list[list[str]]:
    article = article_of(paragraphs)
    return [
        [article.sentence(number) for number in range(one.first, one.last + 1)]
        for one in chunk(article, count, budget_tokens=budget)
    ]


def paragraph(source: random.Random) -> list[str]:
    return [
        " ".join(source.choices(WORDS, k=source.randint(6, 30)))
        for _ in range(source.randint(1, 4))
    ]


def ranges(chunks: tuple[Chunk, ...]) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in chunks]


def test_an_article_that_fits_is_one_chunk():
    [only] = chunks_of([["one two", "three"], ["four"]], 4 + 3 * LINE_TOKENS)
    assert (only.article, only.first, only.last, only.tokens) == ("a1", 1, 3, 16)


def test_an_article_without_sentences_has_no_chunks():
    assert chunks_of([], 100) == ()


def test_cuts_fall_between_paragraphs_where_possible():
    paragraphs = [[f"{n} a b", f"{n} c d", f"{n} e f"] for n in range(4)]
    assert ranges(chunks_of(paragraphs, 50)) == [(1, 6), (7, 12)]


def test_a_long_paragraph_is_cut_between_sentences():
    found = chunks_of([[f"{n} b c" for n in range(10)]], 30)
    assert found[0].first == 1
    assert found[-1].last == 10
    assert all(one.tokens <= 30 for one in found)


def test_a_sentence_over_the_budget_stands_alone_and_whole():
    giant = " ".join(["word"] * 100)
    found = chunks_of([["a b"], ["c d", giant, "e f"], ["g h"]], 30)
    assert (3, 3) in ranges(found)
    assert [one.tokens > 30 for one in found].count(True) == 1


def test_a_line_repeated_throughout_is_cut_evenly():
    found = chunks_of([["the same line"]] * 64, 7 * 20)
    assert ranges(found) == [(1, 16), (17, 32), (33, 48), (49, 64)]


def test_each_sentence_is_counted_once():
    asked = []

    def remember(text):
        asked.append(text)
        return 2

    chunk(article_of([["a b", "c"], ["d"]]), remember, budget_tokens=10)
    assert asked == ["a b", "c", "d"]


@given(PARAGRAPHS, st.integers(1, 60))
def test_chunks_hold_every_sentence_once_in_order(paragraphs, budget):
    numbers = [
        number
        for one in chunks_of(paragraphs, budget)
        for number in range(one.first, one.last + 1)
    ]
    assert numbers == list(range(1, sum(map(len, paragraphs)) + 1))


@given(PARAGRAPHS, st.integers(1, 60))
def test_chunks_and_the_gaps_between_them_give_the_text_back(paragraphs, budget):
    article = article_of(paragraphs)
    position, rebuilt = 0, ""
    for one in chunk(article, count, budget_tokens=budget):
        end = article.sentences[one.last - 1].end
        rebuilt += article.text[position:end]
        position = end
    assert rebuilt + article.text[position:] == article.text


@given(PARAGRAPHS, st.integers(1, 60))
def test_only_a_single_sentence_may_exceed_the_budget(paragraphs, budget):
    article = article_of(paragraphs)
    for one in chunk(article, count, budget_tokens=budget):
        size = sum(
            count(article.sentence(n)) + LINE_TOKENS
            for n in range(one.first, one.last + 1)
        )
        assert one.tokens == size
        assert one.tokens <= budget or one.first == one.last


@given(PARAGRAPHS, st.integers(1, 60))
def test_neighbors_that_would_be_crumbs_are_not_cut_off(paragraphs, budget):
    found = chunks_of(paragraphs, budget)
    largest = max((one.tokens for one in found if one.first == one.last), default=0)
    if budget >= 4 * largest:
        assert all(one.tokens >= budget / 4 for one in found[1:-1])


def edited(paragraphs: Paragraphs, source: random.Random) -> Paragraphs:
    """The same paragraphs with one in the middle replaced, added or removed."""
    at, changed = source.randrange(20, len(paragraphs) - 20), list(paragraphs)
    replacement = [[], [paragraph(source)], [paragraph(source), paragraphs[at]]]
    changed[at : at + 1] = source.choice(replacement)
    return changed


@pytest.mark.parametrize("seed", range(3))
def test_an_edit_changes_one_or_two_chunks(seed):
    source = random.Random(seed)
    paragraphs = [paragraph(source) for _ in range(400)]
    before = texts_of(paragraphs, 1400)
    changes = []
    for _ in range(10):
        after = texts_of(edited(paragraphs, source), 1400)
        changes.append(sum(one not in before for one in after))
    assert 20 <= len(before) <= 40
    assert max(changes) <= 3
    assert sum(change <= 2 for change in changes) >= 9
