"""Claims on their way to the briefing: entries, how they are shown and weighed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from briefer.dates import format_date
from briefer.prompts import ClaimGroup, ClaimLine, LedgerText
from briefer.schema import Article, ArticleSummary, Claim, When

LINE_TOKENS = 2
"""Tokens a line takes beyond its own: for its end, and a number of several digits."""


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
        heading = entry.story or _heading(article, context.summaries[article.id])
        headings[under(entry)] = heading
        line = ClaimLine(number, _about(entry, article), entry.claim.text)
        lines.setdefault(under(entry), []).append(line)
    return LedgerText(
        tuple(ClaimGroup(headings[u], tuple(claims)) for u, claims in lines.items())
    )


def in_order(ledger: Sequence[Entry], context: Context) -> tuple[Entry, ...]:
    """`ledger` with the entries of one heading side by side, as `show` numbers them.

    Headings stand in the order of the articles that their first entries are from.
    """
    places = {article: place for place, article in enumerate(context.articles)}
    headings: dict[str, list[Entry]] = {}
    for entry in ledger:
        headings.setdefault(under(entry), []).append(entry)
    order = sorted(
        headings.values(), key=lambda group: places[group[0].claim.evidence.article]
    )
    return tuple(entry for group in order for entry in group)


def left_out(kept: Sequence[Entry], context: Context) -> int:
    """How many claims of all articles `kept` does not stand for."""
    total = sum(len(summary.claims) for summary in context.summaries.values())
    return total - sum(1 + len(entry.also) for entry in kept)


@dataclass(frozen=True)
class Scales:
    """Weighs entries in tokens, as a request shows them."""

    context: Context
    count: Callable[[str], int]
    _known: dict[tuple[str, str, int], int] = field(default_factory=dict, repr=False)
    """Tokens of lines that were weighed: each is again at every level of the tree."""

    def weigh(self, ledger: Sequence[Entry]) -> int:
        """Tokens of `ledger`: its lines, and each heading once."""
        headings = {under(entry): entry for entry in ledger}
        return sum(map(self.line, ledger)) + sum(map(self.heading, headings.values()))

    def line(self, entry: Entry) -> int:
        key = entry.claim.id, entry.story, entry.articles
        if key not in self._known:
            about = _about(entry, self._article(entry))
            line = f"1 [{'; '.join(about)}] {entry.claim.text}"
            self._known[key] = self._tokens(line)
        return self._known[key]

    def heading(self, entry: Entry) -> int:
        article = self._article(entry)
        summary = self.context.summaries[article.id]
        return self._tokens(entry.story or _heading(article, summary))

    def _article(self, entry: Entry) -> Article:
        return self.context.articles[entry.claim.evidence.article]

    def _tokens(self, line: str) -> int:
        return self.count(line) + LINE_TOKENS


def under(entry: Entry) -> str:
    """What stands for the heading of `entry`: its situation, else its article."""
    return entry.story or entry.claim.evidence.article


def weightiest(ledger: Sequence[Entry], scales: Scales, room: int) -> tuple[Entry, ...]:
    """The entries of `ledger` that go up where `room` tokens do not hold all, in order.

    The first of every heading goes before the second of any. Under one heading, and
    among headings, what more articles say goes first, background last, and else the
    order of `ledger` counts. What is too long for the room left is passed over.
    """
    if scales.weigh(ledger) <= room:
        return tuple(ledger)
    kept: set[int] = set()
    headed: set[str] = set()
    for number in _by_weight(ledger):
        entry = ledger[number]
        tokens = scales.line(entry)
        if under(entry) not in headed:
            tokens += scales.heading(entry)
        if tokens <= room:
            room -= tokens
            kept.add(number)
            headed.add(under(entry))
    return tuple(entry for number, entry in enumerate(ledger) if number in kept)


def _by_weight(ledger: Sequence[Entry]) -> list[int]:
    """Indexes of `ledger`, those to keep first."""

    def weight(number: int) -> tuple[int, bool, int]:
        entry = ledger[number]
        return -entry.articles, entry.claim.kind == "background", number

    headings: dict[str, list[int]] = {}
    for number in sorted(range(len(ledger)), key=weight):
        headings.setdefault(under(ledger[number]), []).append(number)
    rounds = zip_longest(*headings.values())
    return [number for turn in rounds for number in turn if number is not None]


def within(
    parts: Sequence[tuple[int, Sequence[Entry]]], scales: Scales, budget: int
) -> tuple[Entry, ...]:
    """The entries of all `parts` within `budget` tokens; each part brings its share.

    A part that needs less leaves room to those that need more, in proportion to what
    they lack. Without need nothing is left out.
    """
    total = sum(share for share, _ in parts)
    shares = [min(share, share * budget // total) for share, _ in parts]
    needs = [scales.weigh(entries) for _, entries in parts]
    pairs = list(zip(needs, shares, strict=True))
    spare = budget - sum(map(min, pairs))
    lacking = max(1, sum(max(0, need - share) for need, share in pairs))
    rooms = [share + spare * max(0, need - share) // lacking for need, share in pairs]
    return tuple(
        entry
        for (_, entries), room in zip(parts, rooms, strict=True)
        for entry in weightiest(entries, scales, room)
    )


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
