"""What the sections of a briefing are made of: stories, their sentences and claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefer import names
from briefer.exchange import statement_id
from briefer.extract import phrases, salience, stories
from briefer.extract.base import terms
from briefer.extract.lines import lines
from briefer.extract.salience import Ranked
from briefer.schema import Article, ArticleSummary, Claim, Origin, Statement, When

MOST_STORIES = 40
"""Stories told: those most sources report, then the newest."""
LENGTHS = (3, 8)
"""Fewest and most sentences of a story."""

Place = tuple[str, int]
"""Id of an article and number of a sentence."""


@dataclass(frozen=True)
class Told:
    """A situation, and the sentences it can be told with."""

    title: str
    articles: tuple[Article, ...]
    """The originals; copies are left out."""
    ranked: tuple[Ranked, ...]
    chosen: tuple[Ranked, ...]
    """The sentences that tell it, the best first."""
    spelling: Mapping[str, str]
    """Names in its articles to the one printed for all spellings."""
    roles: Mapping[str, str]
    """Printed names to what their bearers are."""

    @property
    def newest(self) -> str:
        """The latest publication date; empty if none is known."""
        return max(article.published.date for article in self.articles)


@dataclass(frozen=True)
class Desk:
    """All that is known when the sections are filled."""

    told: tuple[Told, ...]
    """Newest first."""
    untold: int
    """Stories left out for being too many."""
    claims: Mapping[Place, Claim]
    articles: tuple[Article, ...]
    home: Mapping[str, str]
    """Article to the original of its text, itself where it is no copy."""
    as_of: str
    language: str

    def claim(self, one: Ranked) -> Claim:
        """The claim that rests on a sentence."""
        return self.claims[one.line.article, one.line.number]

    def statement(self, section: str, one: Ranked) -> Statement:
        """The sentence as a statement of a section."""
        claim = self.claim(one)
        name = statement_id(section, claim.text, (claim.id,))
        return Statement(id=name, text=claim.text, claims=(claim.id,))

    @cached_property
    def spelling(self) -> Mapping[str, str]:
        """Every name printed in a story to the one that all stories print."""
        found = Counter(name for told in self.told for name in told.spelling.values())
        return names.canonical(found.items())

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """Last words of full names, folded."""
        full = (name for name in self.spelling.values() if " " in name)
        return frozenset(names.fold(name).rpartition(" ")[2] for name in full)

    def actor(self, told: Told, who: str) -> tuple[str, str]:
        """A speaker's name as it is printed, and a key equal for the same speaker only.

        A surname that could be one of several people is another one in each story.
        """
        name = told.spelling.get(who, who)
        printed = self.spelling.get(name, name)
        if " " not in printed and names.fold(printed) in self._surnames:
            return printed, f"{printed} of {told.title}"
        return printed, printed


def desk(
    articles: Sequence[Article],
    summaries: Sequence[ArticleSummary],
    origins: Sequence[Origin],
    as_of: str,
    language: str,
    words: Mapping[str, str] | None = None,
) -> Desk:
    """The desk for `articles`, which stand in the order of their publication.

    `words` are their `stories.words` where these are known already.
    """
    home = stories.homes(articles, origins)
    claims = {
        (claim.evidence.article, claim.evidence.sentences[-1]): claim
        for summary in summaries
        for claim in reversed(summary.claims)
    }
    groups = [
        tuple(one for one in group if home[one.id] == one.id)
        for group in stories.cluster(articles, origins, words)
    ]
    groups = sorted((g for g in groups if g), key=_weight, reverse=True)
    by_article = {summary.article: summary for summary in summaries}
    taken: set[str] = set()
    found = [
        _told(group, claims, by_article, language, taken)
        for group in groups[:MOST_STORIES]
    ]
    told = (one for one in found if one.chosen)
    return Desk(
        told=tuple(sorted(told, key=lambda one: one.newest, reverse=True)),
        untold=max(0, len(groups) - MOST_STORIES),
        claims=claims,
        articles=tuple(articles),
        home=home,
        as_of=as_of,
        language=language,
    )


def _weight(group: Sequence[Article]) -> tuple[int, str]:
    return len(group), max(article.published.date for article in group)


def _told(
    group: Sequence[Article],
    claims: Mapping[Place, Claim],
    summaries: Mapping[str, ArticleSummary],
    language: str,
    taken: set[str],
) -> Told:
    """The story of `group`, without the texts that are `taken` by another."""
    told = (line for article in group for line in lines(article))
    worth = [
        li for li in told if (li.article, li.number) in claims and li.text not in taken
    ]
    taken |= {line.text for line in worth}
    ranked = salience.rank(
        worth,
        [term for one in group for term in terms(one.title, one.language)],
        [line.number - 1 for line in worth],
    )
    fewest, most = LENGTHS
    chosen = salience.pick(ranked, min(most, fewest + 1 + 2 * len(group)))
    actors = [actor for one in group for actor in summaries[one.id].actors]
    counts = Counter(actor.name for actor in actors)
    counts.update(claims[line.article, line.number].who for line in worth)
    del counts[""]
    spelling = names.canonical(counts.items())
    return Told(
        title=_title(group, spelling, counts, language),
        articles=tuple(group),
        ranked=ranked,
        chosen=chosen or ranked[:1],
        spelling=spelling,
        roles={spelling[actor.name]: actor.role for actor in actors if actor.role},
    )


def _title(
    group: Sequence[Article],
    spelling: Mapping[str, str],
    counts: Counter[str],
    language: str,
) -> str:
    instead = group[0].outlet or group[0].agency or phrases.phrase("untitled", language)
    printed: Counter[str] = Counter()
    for name, count in counts.items():
        printed[spelling[name]] += count if name[:1].isupper() else 0
    best = [name for name, count in printed.most_common(2) if count]
    return stories.title(group, best, instead)


def span(found: Sequence[When]) -> When:
    """From the first to the last of `found`; unknown if there are none."""
    if not found:
        return When()
    first = min(found, key=lambda when: when.date)
    last = max(when.end or when.date for when in found)
    end = last if last > first.date else ""
    return When(date=first.date, end=end, basis=first.basis)
