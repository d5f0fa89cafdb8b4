"""Ledgers brought together, level by level, until they fit one request."""

from __future__ import annotations

from collections.abc import Sequence

from briefer import condense, ledger
from briefer.ledger import Context, Entry
from briefer.progress import Progress
from briefer.run import Run, all_of_the_merge

Entries = tuple[Entry, ...]


class Tree:
    """Brings ledgers together, level by level, until they fit one request.

    Neighboring ledgers become one of at most a quarter of the budget; each group holds
    two or more, so that every level has at most half as many and the tree ends.
    """

    def __init__(self, run: Run, context: Context) -> None:
        self.run = run
        self.context = context
        self.budget = run.settings.merge_tokens
        self.share = self.budget // ledger.WINDOW

    def weigh(self, entries: Sequence[Entry]) -> int:
        return ledger.tokens(entries, self.context, self.run.counter.count)

    def weigh_all(self, level: Sequence[Entries]) -> int:
        return sum(self.weigh(leaf) for leaf in level)

    def leaves(self) -> list[Entries]:
        """The ledger of each article, in parts where it is a long one."""
        return [
            leaf
            for summary in self.context.summaries.values()
            for leaf in ledger.split(ledger.entries(summary), self.weigh, self.share)
        ]

    async def above(self, level: Sequence[Entries]) -> list[Entries]:
        """One level up: each group of `level` condensed, side by side."""
        groups = ledger.group(level, self.weigh, self.budget)
        progress = Progress(self.run.notify, "condense", len(groups))
        return await all_of_the_merge([self._one(group, progress) for group in groups])

    async def _one(self, group: Sequence[Entries], progress: Progress) -> Entries:
        entries = tuple(entry for leaf in group for entry in leaf)
        if len(group) == 1:
            progress.step("passed on as it is")
            return entries
        prompts, settings = self.run.prompts, self.run.settings
        request = condense.request(entries, self.context, prompts, settings, self.share)
        answer = await self.run.ask(request, condense.Condensed)
        progress.step(request.label, answer.replies[-1])
        return condense.read(entries, answer, self.weigh, self.share)
