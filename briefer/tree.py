"""Ledgers brought together, level by level, until they fit one request."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from briefer import condense, grouping, ledger
from briefer.errors import ArticleError, NoMoreReplies
from briefer.grouping import Group, Node
from briefer.ledger import Context, Entry, Scales
from briefer.progress import Progress
from briefer.run import Run, settled
from briefer.schema import Article, ArticleSummary
from briefer.settings import EXTRACTIVE
from briefer.summarize import Dated

Entries = tuple[Entry, ...]


class Tree:
    """Brings ledgers up from the leaves as they come in, each group once it is whole.

    What becomes of every article has to be told: by `take`, `miss` or `fail`.
    """

    def __init__(self, run: Run, top: Sequence[Node]) -> None:
        self._run = run
        self._top = tuple(top)
        self._budget = run.settings.merge_tokens
        self._articles: dict[str, Article] = {}
        self._summaries: dict[str, ArticleSummary] = {}
        self._context = Context(self._articles, self._summaries)
        self._scales = Scales(self._context, run.counter.count)
        self._told: dict[str, asyncio.Future[Entries]] = {
            leaf.chunk.article: asyncio.get_running_loop().create_future()
            for leaf in grouping.leaves(self._top)
        }
        groups = sum(1 for _ in grouping.groups(self._top))
        self._progress = Progress(run.notify, "condense", groups)

    def take(self, made: Dated) -> None:
        """The ledger of an article."""
        self._articles[made.article.id] = made.article
        self._summaries[made.article.id] = made.summary
        self._told[made.article.id].set_result(ledger.entries(made.summary))

    def miss(self, article: str) -> None:
        """No claim of `article` will come."""
        self._told[article].set_result(())

    def fail(self, article: str, error: Exception) -> None:
        """Nothing above `article` can be known; `entries` is to raise `error`."""
        self._told[article].set_exception(error)

    async def entries(self) -> Entries:
        """What one request can hold of all claims; raises what asking raises."""
        return await self._together(self._top)

    async def _together(self, nodes: Sequence[Node]) -> Entries:
        parts = await settled([self._of(node) for node in nodes])
        shares = [node.tokens for node in nodes]
        pairs = list(zip(shares, parts, strict=True))
        # in a thread, so that requests go out meanwhile
        return await asyncio.to_thread(ledger.within, pairs, self._scales, self._budget)

    async def _of(self, node: Node) -> Entries:
        if isinstance(node, Group):
            return await self._condensed(node)
        numbers = range(node.chunk.first, node.chunk.last + 1)
        entries = await self._told[node.chunk.article]
        return tuple(e for e in entries if e.claim.evidence.sentences[0] in numbers)

    async def _condensed(self, group: Group) -> Entries:
        entries = await self._together(group.nodes)
        if not entries:
            self._progress.step("nothing to condense")
            return ()
        prompts, settings = self._run.prompts, self._run.settings
        request = condense.request(
            entries, self._context, prompts, settings, group.tokens
        )
        try:
            answer = await self._run.ask(request, condense.Condensed)
        except (ArticleError, NoMoreReplies):
            if settings.fallback != EXTRACTIVE:
                raise
            self._progress.step(f"{request.label}, without the model")
            return ledger.weightiest(entries, self._scales, group.tokens)
        self._progress.step(request.label)
        return condense.read(entries, answer, self._scales, group.tokens)
