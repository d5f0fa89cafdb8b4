"""The stage between ledgers and briefing: choose among the claims of many articles.

The model only points at claims; none is worded anew, so evidence, speaker and date of
each reach the briefing as the article's ledger has them. What is kept of a group is
bounded by its share of the budget, which makes the tree end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.exchange import Answer, Numbers, ReplyModel, schema_of
from briefer.ledger import Context, Entry, Scales, show, weightiest
from briefer.llm.base import Request
from briefer.prompts import Prompts
from briefer.settings import Settings

ENTRY_TOKENS = 60
"""Tokens of a usual claim line, for the number of claims a prompt may ask to keep."""


class KeepReply(ReplyModel):
    claim: int
    same: Numbers = ()


class StoryReply(ReplyModel):
    title: str
    keep: tuple[KeepReply, ...]


class Condensed(ReplyModel):
    """What the `condense` prompt asks for."""

    stories: tuple[StoryReply, ...]


SCHEMA = schema_of(Condensed)


def request(
    ledger: Sequence[Entry],
    context: Context,
    prompts: Prompts,
    settings: Settings,
    budget: int,
) -> Request:
    """The request to condense one group of claims to `budget` tokens."""
    limit = max(1, min(budget // ENTRY_TOKENS, len(ledger)))
    return Request(
        model=settings.model,
        messages=prompts.condense(show(ledger, context), limit),
        schema=SCHEMA,
        max_tokens=settings.reply_tokens,
        temperature=settings.temperature,
        stage="condense",
        label=f"{len(ledger)} claims",
    )


def read(
    ledger: Sequence[Entry], answer: Answer[Condensed], scales: Scales, budget: int
) -> tuple[Entry, ...]:
    """The entries the answer keeps, the weightiest of them within `budget` tokens.

    Order is the answer's: by weight of the situation, then of the claim. An answer that
    keeps nothing usable keeps the entries of the ledger instead.
    """
    kept = tuple(_kept(ledger, answer.value)) or tuple(ledger)
    return weightiest(kept, scales, budget)


def _kept(ledger: Sequence[Entry], condensed: Condensed) -> Iterator[Entry]:
    taken: set[int] = set()
    for story in condensed.stories:
        for keep in story.keep:
            numbers = [n for n in (keep.claim, *keep.same) if 1 <= n <= len(ledger)]
            fresh = [n for n in dict.fromkeys(numbers) if n not in taken]
            taken.update(fresh)
            if fresh:
                yield _joined([ledger[n - 1] for n in fresh], story.title)


def _joined(same: Sequence[Entry], story: str) -> Entry:
    """The first of `same`, standing for the others too."""
    first = same[0]
    also = [i for entry in same for i in (entry.claim.id, *entry.also)]
    articles = {name.split(".")[0] for name in also}
    return Entry(
        claim=first.claim,
        also=tuple(dict.fromkeys(i for i in also if i != first.claim.id)),
        articles=len(articles),
        story=" ".join(story.split()) or "Other",
    )
