"""The tree's shape: bounded, ending, and the same but for what an edit touches."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import articles
from briefer.chunking import chunk
from briefer.grouping import WINDOW, Leaf, Node, groups, height, leaves, top
from briefer.schema import Article, Chunk, When
from tests.values import article

BUDGET = 4000


def words(text: str) -> int:
    return len(text.split())


def grown(of: Sequence[Article], budget: int = BUDGET) -> tuple[Node, ...]:
    chunks = {a.id: chunk(a, words, budget_tokens=1500) for a in of}
    return top(of, chunks, budget)


def asked(nodes: Sequence[Node]) -> set[tuple[Chunk, ...]]:
    """What the request of each group is made from."""
    return {tuple(leaf.chunk for leaf in leaves([g])) for g in groups(nodes)}


@pytest.fixture(scope="module")
def many() -> tuple[Article, ...]:
    return tuple(sample.article for sample in articles(seed=5, n=210))


def test_what_fits_one_request_has_no_group(many):
    nodes = grown(many[:3])
    assert all(isinstance(node, Leaf) for node in nodes)


def test_every_chunk_is_in_one_leaf_and_one_day_stands_together(many):
    found = [leaf.chunk for leaf in leaves(grown(many))]
    assert len(found) == len(set(found))
    assert {part.article for part in found} == {a.id for a in many}
    days = {a.id: a.published.date for a in many}
    assert [days[c.article] for c in found] == sorted(days[c.article] for c in found)


def test_a_group_holds_two_nodes_or_more_and_fits(many):
    for group in groups(grown(many)):
        assert len(group.nodes) > 1
        assert sum(node.tokens for node in group.nodes) <= BUDGET
        assert group.tokens == BUDGET // WINDOW


def test_neither_order_nor_path_of_articles_matters(many):
    moved = [a.model_copy(update={"path": f"b/{a.path}"}) for a in reversed(many)]
    assert grown(moved) == grown(many)


def new_calls(before: Sequence[Node], after: Sequence[Node]) -> int:
    return len(asked(after) - asked(before))


def test_an_article_more_or_less_costs_about_one_call_a_level(many):
    base, extra = many[:200], many[200:]
    nodes = grown(base)
    levels = max(map(height, nodes))
    added = [new_calls(nodes, grown([*base, one])) for one in extra]
    removed = [
        new_calls(nodes, grown([*base[:at], *base[at + 1 :]]))
        for at in range(7, 200, 20)
    ]
    assert sum(added) <= 1.5 * levels * len(added)
    assert sum(removed) <= 1.5 * levels * len(removed)


def test_an_edited_article_stays_where_it_was(many):
    nodes = grown(many)
    for at in range(5, 200, 39):
        old = many[at]
        dropped = len(old.sentences) - 1
        new = old.model_copy(
            update={"id": f"{old.id}e", "sentences": old.sentences[:dropped]}
        )
        edited = grown([*many[:at], new, *many[at + 1 :]])
        assert new_calls(nodes, edited) <= max(map(height, nodes)) + 1


@given(st.lists(st.integers(1, 400), max_size=60), st.integers(500, 3000))
def test_the_tree_ends_whatever_the_lengths(lengths, budget):
    of = [
        article(f"a{n}", *(["A word."] * length), published=When(date="2025"))
        for n, length in enumerate(lengths)
    ]
    nodes = grown(of, budget)
    assert sum(node.tokens for node in nodes) <= 2 * budget
    assert len(list(leaves(nodes))) >= len(of)
