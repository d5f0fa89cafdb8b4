"""What a build would ask and what that would cost, found out without asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import ceil

from briefer.clients import store_of
from briefer.errors import MergeFailed, NoArticles, ProviderFault
from briefer.ledger import WINDOW
from briefer.llm.base import Reply, Request
from briefer.llm.recordings import Store
from briefer.pipeline import assemble
from briefer.progress import Notify, silent
from briefer.prompts import LedgerText, Prompts
from briefer.reading import gather
from briefer.schema import Usage
from briefer.settings import EXTRACTIVE, Settings
from briefer.tokens import counter_for

MESSAGE_TOKENS = 4
"""What chat formats add to each message."""
REPLY_FLOOR = 600
REPLY_SHARE = 3.3
LEDGER_SHARE = 0.5
BRIEFING_TOKENS = 8000
"""A reply has about 600 tokens and 3.3 for each token of article text, of which half
reach the merge; a briefing has about 8,000. Measured on the replies for `seeds/`."""


@dataclass(frozen=True)
class Calls:
    """Calls of one stage: to be made, answered by the store, and their tokens."""

    stage: str
    to_make: int
    stored: int
    usage: Usage
    is_estimate: bool
    """Whether the number of calls and what they send are estimated too."""


@dataclass(frozen=True)
class Plan:
    """What a build would do."""

    articles: int
    source_tokens: int
    """Tokens of the cleaned articles."""
    token_counts: str
    calls: tuple[Calls, ...]

    @property
    def usage(self) -> Usage:
        """Tokens of all calls to be made."""
        return sum((calls.usage for calls in self.calls), Usage())


@dataclass
class _Planner:
    """A client that answers from the store, and only notes what it cannot answer."""

    store: Store
    stored: list[Request] = field(default_factory=list)
    missing: list[Request] = field(default_factory=list)

    async def complete(self, request: Request) -> Reply:
        reply = self.store.get(request)
        if reply is None:
            self.missing.append(request)
            raise ProviderFault("not asked: this is a plan")
        self.stored.append(request)
        return reply

    def reject(self, request: Request) -> None:
        """A plan changes nothing."""


async def plan(settings: Settings, notify: Notify = silent) -> Plan:
    """The calls a build with `settings` would make; raises as reading does.

    Calls for articles are counted exactly. So are those of the merge where all articles
    are in the store; else they are estimated from the articles' length.
    """
    settings = replace(settings, fallback="")
    prompts = Prompts(settings)
    reading = gather(settings, notify)
    counter = counter_for(settings.model)
    lengths = [counter.count(article.text) for article in reading.articles]
    if settings.model == EXTRACTIVE:
        return Plan(len(lengths), sum(lengths), counter.note, ())
    planner = _Planner(store_of(settings))
    with suppress(NoArticles, MergeFailed):
        await assemble(settings, prompts, reading, planner, silent)
    calls = list(_counted(planner, counter.count, lengths))
    if any(request.stage == "summarize" for request in planner.missing):
        written = REPLY_FLOOR * len(lengths) + REPLY_SHARE * sum(lengths)
        constant = _constant(prompts, counter.count)
        calls += _merges(int(LEDGER_SHARE * written), constant, settings.merge_tokens)
    return Plan(len(reading.articles), sum(lengths), counter.note, tuple(calls))


def _counted(
    planner: _Planner, count: Callable[[str], int], lengths: Sequence[int]
) -> Iterator[Calls]:
    for stage in ("summarize", "condense", "merge"):
        stored = sum(request.stage == stage for request in planner.stored)
        missing = [request for request in planner.missing if request.stage == stage]
        if not (stored or missing):
            continue
        replies = BRIEFING_TOKENS
        if stage == "summarize":
            share = len(missing) / (stored + len(missing))
            written = REPLY_SHARE * sum(lengths) * share
            replies = int(REPLY_FLOOR * len(missing) + written)
        sent = sum(_tokens(request, count) for request in missing)
        usage = Usage(calls=len(missing), input_tokens=sent)
        if missing:
            usage = usage + Usage(output_tokens=replies)
        yield Calls(stage, len(missing), stored, usage, is_estimate=False)


def _merges(ledger: int, constant: int, budget: int) -> Iterator[Calls]:
    """Condensing and merging `ledger` tokens of claims, level by level."""
    usage = Usage()
    while ledger > budget:
        groups = ceil(ledger / (0.75 * budget))
        kept = groups * budget // WINDOW
        usage = usage + Usage(
            calls=groups,
            input_tokens=ledger + groups * constant,
            output_tokens=kept // 4,
        )
        ledger = kept
    if usage.calls:
        yield Calls("condense", usage.calls, 0, usage, is_estimate=True)
    sent = Usage(calls=1, input_tokens=ledger + constant, output_tokens=BRIEFING_TOKENS)
    yield Calls("merge", 1, 0, sent, is_estimate=True)


def _tokens(request: Request, count: Callable[[str], int]) -> int:
    messages = sum(count(m.content) + MESSAGE_TOKENS for m in request.messages)
    return messages + count(request.schema.text)


def _constant(prompts: Prompts, count: Callable[[str], int]) -> int:
    messages = prompts.merge(LedgerText(groups=()), ())
    return sum(count(m.content) + MESSAGE_TOKENS for m in messages)
