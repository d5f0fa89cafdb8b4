"""Checks in child processes find what checks here do."""

from __future__ import annotations

import asyncio

import pytest

from briefer import verify
from briefer.checks import MANY, Checks
from briefer.schema import Article, ArticleSummary
from tests.values import article, claim, summary

TOLD = "The river Aller flooded 14 villages on 3 March 2025."
MADE = summary("a1", claim("a1.k1", TOLD.replace("14", "15")))
FROM = article("a1", TOLD)


async def examined(
    expected: int, *pairs: tuple[ArticleSummary, Article]
) -> list[verify.Examined[ArticleSummary]]:
    async with Checks(lambda: expected) as checks:
        return await asyncio.gather(*(checks.examined(*pair) for pair in pairs))


@pytest.mark.parametrize("expected", [1, MANY])
def test_the_same_is_found_here_and_in_children(expected):
    found = asyncio.run(examined(expected, (MADE, FROM)))
    assert found == [verify.summary(MADE, FROM)]
    assert {f.code for f in found[0].findings} == {"number-unsupported"}


def test_what_cannot_be_checked_is_told_where_it_was_asked_for():
    elsewhere = MADE.model_copy(update={"claims": (claim("a2.k1"),)})
    with pytest.raises(KeyError):
        asyncio.run(examined(MANY, (elsewhere, FROM)))
