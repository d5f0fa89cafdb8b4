"""Claims on their way to the briefing: entries, how they are shown and grouped."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefer.dates import format_date
from briefer.prompts import ClaimGroup, ClaimLine, LedgerText
from briefer.schema import Article, ArticleSummary, Claim, When

WINDOW = 4
"""A leaf takes at most 1/WINDOW of the budget, and so does what a group is condensed
to: every group then holds two leaves at least and the tree ends."""


@dataclass(frozen=True)
class Entry:
    """A claim that stands for itself and for all others that say the same."""

    claim: Claim
    also: tuple[str, ...] = ()
    """Ids of the claims it stands for besides its own."""
    articles: int = 1
    """From how many articles they are."""
    story: str = ""
    """Situation it was sorted into; empty while it stands under its article."""


@dataclass(frozen=True)
class Context:
    """What the lines of a ledger say about its articles, by article id."""

    articles: Mapping[str, Article]
    summaries: Mapping[str, ArticleSummary]


def entries(summary: ArticleSummary) -> tuple[Entry, ...]:
    """The ledger of one article, one entry a claim."""
    return tuple(Entry(claim) for claim in summary.claims)


def show(ledger: Sequence[Entry], context: Context) -> LedgerText:
    """`ledger` as the model sees it, numbered from 1 in order."""
    headings: dict[str, str] = {}
    lines: dict[str, list[ClaimLine]] = {}
    for number, entry in enumerate(ledger, 1):
        article = context.articles[entry.claim.evidence.article]
        under = entry.story or article.id
        heading = entry.story or _heading(article, context.summaries[article.id])
        headings[under] = heading
        line = ClaimLine(number, _about(entry, article), entry.claim.text)
        lines.setdefault(under, []).append(line)
    return LedgerText(
        tuple(ClaimGroup(headings[u], tuple(claims)) for u, claims in lines.items())
    )


def in_order(ledger: Sequence[Entry], context: Context) -> tuple[Entry, ...]:
    """`ledger` with the entries of one heading side by side, as `show` numbers them."""
    headings: dict[str, list[Entry]] = {}
    for entry in ledger:
        article = entry.claim.evidence.article
        headings.setdefault(entry.story or article, []).append(entry)
    return tuple(entry for group in headings.values() for entry in group)


def tokens(
    ledger: Sequence[Entry], context: Context, count: Callable[[str], int]
) -> int:
    """Tokens that `ledger` takes in a request, headings included."""
    shown = show(ledger, context)
    lines = [group.heading for group in shown.groups]
    lines += [
        f"{line.number} [{'; '.join(line.about)}] {line.text}"
        for group in shown.groups
        for line in group.claims
    ]
    return sum(count(line) + 2 for line in lines)


def split(
    ledger: Sequence[Entry], weigh: Callable[[Sequence[Entry]], int], most: int
) -> list[tuple[Entry, ...]]:
    """`ledger` in runs of at most `most` tokens each; a larger entry is alone."""
    runs: list[list[Entry]] = [[]]
    room = most
    for entry in ledger:
        weight = weigh((entry,))
        if runs[-1] and weight > room:
            runs.append([])
            room = most
        runs[-1].append(entry)
        room -= weight
    return [tuple(run) for run in runs if run]


def group(
    leaves: Sequence[tuple[Entry, ...]],
    weigh: Callable[[Sequence[Entry]], int],
    budget: int,
) -> list[list[tuple[Entry, ...]]]:
    """`leaves` in neighboring groups within `budget` tokens, cut where content says.

    A group ends at the leaf whose hash is the least within reach, so that a leaf added
    or taken away moves the borders near it and no others (the idea of content-defined
    chunking). Each group but the last holds two leaves or more.
    """
    weights = [weigh(leaf) for leaf in leaves]
    hashes = [_hash(leaf) for leaf in leaves]
    groups: list[list[tuple[Entry, ...]]] = []
    start = 0
    while start < len(leaves):
        end = _end(start, weights, hashes, budget)
        groups.append(list(leaves[start:end]))
        start = end
    return groups


def _end(start: int, weights: list[int], hashes: list[int], budget: int) -> int:
    """Where the group from `start` ends: past its least hash in the second half."""
    total, fits = 0, start
    while fits < len(weights) and total + weights[fits] <= budget:
        total += weights[fits]
        fits += 1
    if fits == len(weights):
        return fits
    least = max(start + 2, start + (fits - start) // 2)
    return min(range(least, max(fits, least) + 1), key=lambda end: hashes[end - 1])


def _hash(leaf: tuple[Entry, ...]) -> int:
    return zlib.crc32(" ".join(entry.claim.id for entry in leaf).encode())


def _heading(article: Article, summary: ArticleSummary) -> str:
    parts = (
        article.outlet or article.agency or "outlet not named",
        date_words(article.published) or "date not known",
        summary.genre,
        article.title,
    )
    return " | ".join(part for part in parts if part)


def _about(entry: Entry, article: Article) -> tuple[str, ...]:
    claim = entry.claim
    via = f"via {claim.via}" if claim.via else ""
    about = [date_words(claim.when) or "no date", claim.certainty, claim.who, via]
    if entry.story:
        about.append(article.outlet or article.agency)
    if entry.articles > 1:
        about.append(f"{entry.articles} articles")
    return tuple(part for part in about if part)


def date_words(when: When) -> str:
    """`when` as the model is told it: `~` before a date that was concluded."""
    concluded = "~" if when.basis == "inferred" and when.date else ""
    return concluded + format_date(when.date, when.end) if when.date else ""
