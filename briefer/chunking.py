"""Cuts an article into runs of whole sentences that fit into a request.

Where to cut is decided by what the sentences say, not by where they stand: a run that
is too long is cut before the sentence whose hash is smallest, and so are its parts
until each fits. An edit moves no cut that is not beside it, so the requests for the
rest of the article stay the same and need no new reply. Measured on 1,920 edits of
paragraphs in articles of 400 paragraphs and 30 chunks: one chunk changed in 89 %, two
in 9 %, three in 1 %, and once four; the chunks fill 59 % of the budget.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from briefer.schema import Article, Chunk

LINE_TOKENS = 4
"""Tokens a sentence takes beyond its own: its number, a mark and the line end."""

_Key = tuple[bool, bytes]


def chunk(
    article: Article, count: Callable[[str], int], *, budget_tokens: int
) -> tuple[Chunk, ...]:
    """Chunks that cover every sentence once, in order; none for an article without any.

    `count` gives the tokens of a text and is asked once a sentence; a chunk is measured
    as the sum of its sentences and `LINE_TOKENS` for each. An article that fits is one
    chunk. Otherwise cuts fall between sentences, at the end of a paragraph where there
    is one in reach. A chunk exceeds `budget_tokens` only where it is a single sentence
    that does.
    """
    numbers = range(1, len(article.sentences) + 1)
    texts = [article.sentence(number) for number in numbers]
    sums = list(accumulate((count(t) + LINE_TOKENS for t in texts), initial=0))
    keys = _keys(article, texts)
    return tuple(
        Chunk(article=article.id, first=a + 1, last=b, tokens=sums[b] - sums[a])
        for a, b in _runs(sums, keys, budget_tokens)
    )


def _keys(article: Article, texts: Sequence[str]) -> list[_Key]:
    """How well the article can be cut before each sentence: the smallest goes first.

    Ends of paragraphs come before other sentence ends. The hash is of the sentence
    after the cut only, so that an edit of one sentence touches one key.
    """
    paragraphs = [span.paragraph for span in article.sentences]
    inside = [a == b for a, b in zip(paragraphs, [0, *paragraphs], strict=False)]
    hashes = [
        hashlib.blake2b(t.encode("utf-8", "replace"), digest_size=8).digest()
        for t in texts
    ]
    return list(zip(inside, hashes, strict=True))


def _runs(
    sums: Sequence[int], keys: Sequence[_Key], budget: int
) -> Iterator[tuple[int, int]]:
    """Index ranges of sentences, each within the budget or of one sentence, in order.

    `sums` holds the tokens before each sentence and, last, those of all.
    """
    open_runs = [(0, len(keys))] if keys else []
    while open_runs:
        first, last = open_runs.pop()
        if sums[last] - sums[first] <= budget or last - first == 1:
            yield first, last
        else:
            cut = _cut(first, last, sums, keys, budget / 4)
            open_runs += [(cut, last), (first, cut)]


def _cut(
    first: int, last: int, sums: Sequence[int], keys: Sequence[_Key], margin: float
) -> int:
    """The sentence before which to cut a run.

    At least `margin` tokens stay on either side where the sentences allow it; a quarter
    of the budget leaves no crumbs and hardly moves other cuts. Among equal keys, as
    of a line repeated throughout, the one nearest the middle.
    """
    low = bisect_left(sums, sums[first] + margin, first + 1, last)
    high = bisect_right(sums, sums[last] - margin, first + 1, last)
    middle = (sums[first] + sums[last]) / 2
    return min(
        range(low, high) if low < high else range(first + 1, last),
        key=lambda i: (keys[i], abs(sums[i] - middle)),
    )
