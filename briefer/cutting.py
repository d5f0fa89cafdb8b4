"""Cuts a sequence where its content says, so that an edit moves no far cut.

A run that is too long is cut before the item whose key is smallest, and so are its
parts until each fits. Keys are hashes of content, hence an item added, changed or taken
away moves only cuts beside it (the idea of content-defined chunking).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate

Key = tuple[bool, bytes]
"""How well a sequence can be cut before an item: the smallest goes first."""


def hashed(text: str) -> bytes:
    """Eight bytes that are the same for the same text."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def runs(
    weights: Sequence[int], keys: Sequence[Key], budget: int
) -> Iterator[tuple[int, int]]:
    """Index ranges of items, each within the budget or of one item, in order."""
    sums = list(accumulate(weights, initial=0))
    open_runs = [(0, len(keys))] if keys else []
    while open_runs:
        first, last = open_runs.pop()
        if sums[last] - sums[first] <= budget or last - first == 1:
            yield first, last
        else:
            cut = _cut(first, last, sums, keys, budget / 4)
            open_runs += [(cut, last), (first, cut)]


def _cut(
    first: int, last: int, sums: Sequence[int], keys: Sequence[Key], margin: float
) -> int:
    """The item before which to cut a run; `sums` holds the weights before each item.

    At least `margin` stays on either side where the items allow it; a quarter of the
    budget leaves no crumbs and hardly moves other cuts. Among equal keys, as of a line
    repeated throughout, the one nearest the middle.
    """
    low = bisect_left(sums, sums[first] + margin, first + 1, last)
    high = bisect_right(sums, sums[last] - margin, first + 1, last)
    middle = (sums[first] + sums[last]) / 2
    return min(
        range(low, high) if low < high else range(first + 1, last),
        key=lambda i: (keys[i], abs(sums[i] - middle)),
    )
