"""What a build would ask and what that would cost, found out without asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from briefer import condense, grouping, merge, pipeline, preflight
from briefer.briefing_reply import reply_model
from briefer.clients import store_of
from briefer.condense import ENTRY_TOKENS
from briefer.errors import ArticleError, MergeFailed, ProviderFault
from briefer.exchange import schema_of
from briefer.grouping import Group, Node
from briefer.ledger import Context
from briefer.llm.base import Client, Reply, Request, tokens_of
from briefer.llm.recordings import Store
from briefer.prices import dollars, price
from briefer.progress import Notify, silent
from briefer.prompts import Prompts
from briefer.reading import gather
from briefer.run import Run
from briefer.schema import Article, Briefing, Chunk, Usage
from briefer.settings import EXTRACTIVE, Settings
from briefer.sources import origins
from briefer.summarize import Dated, in_time
from briefer.tokens import counter_for
from briefer.tree import Tree

NOTHING = Context({}, {})
STAGES = ("summarize", "mend", "condense", "merge", "judge")
REPLY_FLOOR = 600
REPLY_SHARE = 3.3
BRIEFING_TOKENS = 8000
"""A reply has about 600 tokens and 3.3 for each token of article text, a briefing has
about 8,000. Measured on the replies for `seeds/`."""
KEEP_TOKENS = 15
"""Tokens a condensing reply takes for each claim it keeps."""


@dataclass(frozen=True)
class Calls:
    """Calls of one stage: to be made, answered by the store, and their tokens."""

    stage: str
    to_make: int
    stored: int
    usage: Usage
    is_estimate: bool
    """Whether what they send depends on replies still to come."""


@dataclass(frozen=True)
class Plan:
    """What a build would do."""

    articles: int
    source_tokens: int
    """Tokens of the cleaned articles."""
    token_counts: str
    calls: tuple[Calls, ...]
    mends: int = 0
    """How many articles may need one more call, which only their replies can tell."""

    @property
    def usage(self) -> Usage:
        """Tokens of all calls to be made."""
        return sum((calls.usage for calls in self.calls), Usage())


def told(plan: Plan, settings: Settings) -> tuple[str, ...]:
    """What would be asked, stage by stage, and what it would cost, a line each."""
    if not plan.calls:
        return ("no call to make: the briefing is made without a model",)
    lines = [_told(calls) for calls in plan.calls]
    if plan.mends:
        lines.append(
            "mend       at most one call an article, where its claims fail checks"
        )
    cost = dollars(price(plan.usage, settings.model, settings.base_url))
    return (*lines, f"cost       {cost} with `{settings.model}`")


def _told(calls: Calls) -> str:
    about = "about " if calls.is_estimate else ""
    return (
        f"{calls.stage:10} {calls.to_make} calls to make, {calls.stored} "
        f"stored; {about}{calls.usage.input_tokens:,} tokens to send, "
        f"about {calls.usage.output_tokens:,} to receive"
    )


class NotAsked(ProviderFault):
    """The store holds no reply, and a plan asks no one else."""


@dataclass
class _Planner:
    """A client that answers from the store, and only notes what it cannot answer."""

    store: Store
    count: Callable[[str], int]
    stored: Counter[str] = field(default_factory=Counter)
    missing: dict[str, Usage] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    """Tokens of texts that many requests share."""

    async def complete(self, request: Request) -> Reply:
        reply = self.store.get(request)
        if reply is None:
            sent = Usage(calls=1, input_tokens=self.tokens(request))
            known = self.missing.get(request.stage, Usage())
            self.missing[request.stage] = known + sent
            raise NotAsked("not asked: this is a plan")
        self.stored[request.stage] += 1
        return reply

    def reject(self, request: Request) -> None:
        """A plan changes nothing."""

    def tokens(self, request: Request) -> int:
        """As `tokens_of`, but each system message and schema is counted once."""
        constants = {request.schema.text, request.messages[0].content}
        return tokens_of(
            request, lambda t: self._constant(t) if t in constants else self.count(t)
        )

    def _constant(self, text: str) -> int:
        if text not in self.constants:
            self.constants[text] = self.count(text)
        return self.constants[text]


async def plan(settings: Settings, notify: Notify = silent) -> Plan:
    """The calls a build with `settings` would make; raises as reading does.

    The number of calls is that of the build, but for mends and repairs, which only
    replies can call for. What is sent is counted where no reply is missing below, and
    else estimated from the articles' length.
    """
    settings = replace(settings, fallback="")
    prompts = Prompts(settings)
    preflight.check(settings, prompts, pipeline.template_folders(settings))
    reading = gather(settings, notify)
    counter = counter_for(settings.model)
    lengths = [counter.count(article.text) for article in reading.articles]
    if settings.model == EXTRACTIVE:
        return Plan(len(lengths), sum(lengths), counter.note, ())
    chunks = pipeline.chunks_of(reading.articles, settings, counter)
    top = grouping.top(reading.articles, chunks, settings.merge_tokens)
    planner = _Planner(store_of(settings), counter.count)
    run = Run(settings, prompts, planner, counter, silent)
    missing = (await _ask(run, reading.articles, chunks, top)).missing
    calls = tuple(_Forecast(planner, run, top, missing).calls())
    return Plan(len(lengths), sum(lengths), counter.note, calls, len(missing))


@dataclass(frozen=True, repr=False)
class Asked:
    """What came of asking all that a build asks."""

    made: Sequence[Dated]
    briefing: Briefing | None
    missing: Mapping[str, int]
    """Articles without a reply, to tokens of their text."""


async def survey(settings: Settings, client: Client) -> tuple[Sequence[Article], Asked]:
    """The articles read, and what comes of asking `client` all that a build asks."""
    counter = counter_for(settings.model)
    articles = gather(settings).articles
    chunks = pipeline.chunks_of(articles, settings, counter)
    top = grouping.top(articles, chunks, settings.merge_tokens)
    run = Run(settings, Prompts(settings), client, counter, silent)
    return articles, await _ask(run, articles, chunks, top)


async def _ask(
    run: Run,
    articles: Sequence[Article],
    chunks: Mapping[str, Sequence[Chunk]],
    top: Sequence[Node],
) -> Asked:
    """Ask all that a build asks and that `NotAsked` does not keep from being known."""
    tree = Tree(run, top)
    made: list[Dated] = []
    missing: dict[str, int] = {}
    for article in articles:
        try:
            made.append(await pipeline.summary(run, article, chunks[article.id]))
            tree.take(made[-1])
        except NotAsked as error:
            missing[article.id] = sum(part.tokens for part in chunks[article.id])
            # without its traceback, which holds the request and all that it is made of
            tree.fail(article.id, error.with_traceback(None))
        except ArticleError:
            tree.miss(article.id)
    briefing = None
    with suppress(NotAsked, MergeFailed):
        kept = await tree.entries()
        context = pipeline.context_of(in_time(made))
        copies = origins.group(tuple(context.articles.values()))
        briefing = await pipeline.briefing(run, context, kept, copies)
    return Asked(made, briefing, missing)


@dataclass
class _Forecast:
    """What was found out by asking the store, completed by what is to be expected."""

    planner: _Planner
    run: Run
    top: Sequence[Node]
    missing: Mapping[str, int]

    def calls(self) -> Iterator[Calls]:
        groups = list(grouping.groups(self.top))
        totals = {"condense": len(groups), "merge": 1}
        for stage in STAGES:
            stored = self.planner.stored[stage]
            known = self.planner.missing.get(stage, Usage())
            unknown = max(0, totals.get(stage, 0) - stored - known.calls)
            usage = known
            if unknown:
                sent = unknown * self._sent(stage, groups)
                usage += Usage(calls=unknown, input_tokens=sent)
            if stored or usage.calls:
                usage += Usage(output_tokens=self._received(stage, usage.calls))
                yield Calls(stage, usage.calls, stored, usage, is_estimate=unknown > 0)

    def _sent(self, stage: str, groups: Sequence[Group]) -> int:
        """Tokens of one call whose request holds claims still to come, on average."""
        settings, prompts = self.run.settings, self.run.prompts
        if stage == "merge":
            schema = schema_of(reply_model(prompts.sections))
            empty = merge.request((), NOTHING, prompts, settings, schema)
            return self.planner.tokens(empty) + self._expected(self.top)
        open_ones = [group for group in groups if self._is_open(group)] or groups
        empty = condense.request((), NOTHING, prompts, settings, 0)
        claims = sum(self._expected(group.nodes) for group in open_ones)
        return self.planner.tokens(empty) + claims // len(open_ones)

    def _is_open(self, group: Group) -> bool:
        leaves = grouping.leaves([group])
        return any(leaf.chunk.article in self.missing for leaf in leaves)

    def _expected(self, nodes: Sequence[Node]) -> int:
        total = sum(grouping.expected(node) for node in nodes)
        return min(total, self.run.settings.merge_tokens)

    def _received(self, stage: str, calls: int) -> int:
        if stage == "summarize":
            return REPLY_FLOOR * calls + int(REPLY_SHARE * sum(self.missing.values()))
        if stage == "merge":
            return BRIEFING_TOKENS * calls
        most = self.run.settings.merge_tokens // grouping.WINDOW
        return calls * (most // ENTRY_TOKENS * KEEP_TOKENS)
