"""Which articles report one situation: alike in their words and near in time."""

from __future__ import annotations

import calendar
import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from briefer.extract.base import Vector, rarity, terms, vector
from briefer.schema import Article, Origin

TOP, TERMS = 40, 3000
"""Heaviest terms of an article that are compared; more of them where there are fewer
than so many of all articles: among few the heaviest are those that no other article
has."""
ALIKE, GROWTH = 0.16, 0.04
"""Mean similarity to a story from which on an article joins it, and what the logarithm
of the number of articles adds: among few articles the words they share count as common.
The two sample articles on one call have 0.30 among five, the next pair 0.20; among 150
generated articles 0.34 to 0.40 tells best."""
NEAR = 0.75
"""Share of that which is enough where dates are known and near."""
FEW, FAR = 30, 1.25
"""Times that which is asked of articles without a date where there are not more: what
they share may be what all news shares."""
DATED = 0.7
"""Share of articles with a known day from which on days tell events apart, so that
words need not. 25 made-up articles on seven events, each in its outlet's own words, had
0.10 to 0.35 in common with those on the same event, and up to 0.19 with others."""
OTHERS, MANY_TERMS = 30, 9000
"""Other articles that dated ones are seen among, and `TERMS` where they are few."""
FEWER, STEEP, FROM = 0.17, 0.11, 20
"""The similarity that is enough for them, and what the logarithm of their number adds
beyond so many."""
APART = 1.25
"""Times that which is asked of one without a date among them."""
DAYS = 10
"""Two articles further apart in time never report one situation."""
LEAST = 5
"""Words of a headline that says something."""
TITLE = 3
"""How often a word of the headline counts."""
POSTINGS = 300
"""Stories with a term beyond which it tells none from another."""

_NEVER = date.max.toordinal()


@dataclass
class _Story:
    """A story while articles are still joining it."""

    number: int
    articles: list[Article] = field(default_factory=list)
    earliest_end: int = _NEVER
    latest_start: int = 0
    is_dated: bool = True
    """Whether the day or month of each article is known."""

    def spread(self, start: int, end: int) -> int:
        """Days between the dates furthest apart, were one more to join."""
        return max(self.latest_start, start) - min(self.earliest_end, end)


def cluster(
    articles: Sequence[Article],
    origins: Sequence[Origin] = (),
    told: Mapping[str, str] | None = None,
) -> tuple[tuple[Article, ...], ...]:
    """`articles` in groups that report one situation, each in exactly one.

    Copies go where their original goes. Groups come in the order of their first
    article, and hold theirs in the order given. `told` are the `words` by article
    where they are known already.
    """
    home = homes(articles, origins)
    originals = [one for one in articles if home[one.id] == one.id]
    known = told or {one.id: words(one) for one in originals}
    stories = _Grouping(originals, known).stories
    place = {one.id: story.number for story in stories for one in story.articles}
    groups: dict[int, list[Article]] = {}
    for one in articles:
        groups.setdefault(place[home[one.id]], []).append(one)
    return tuple(map(tuple, groups.values()))


def homes(articles: Sequence[Article], origins: Sequence[Origin]) -> dict[str, str]:
    """Each article to the original of its text, itself where it is no copy.

    Of a group the first that is among `articles` counts as the original.
    """
    home = {one.id: one.id for one in articles}
    for origin in origins:
        known = [name for name in origin.articles if name in home]
        home |= dict.fromkeys(known, known[0]) if known else {}
    return home


class _Grouping:
    """Puts articles into stories one after the other, in order of time."""

    def __init__(self, articles: Sequence[Article], told: Mapping[str, str]) -> None:
        count = max(len(articles), 1)
        is_dated = sum(days(one)[0] > 0 for one in articles) >= DATED * count
        found = (told[one.id].splitlines() for one in articles)
        rare = rarity(found, OTHERS if is_dated else 0)
        most = MANY_TERMS if is_dated and count <= FEW else TERMS
        top = max(TOP, most // count)
        self.near, self.far = _enough(count, is_dated)
        self.stories: list[_Story] = []
        self.sums: dict[str, dict[int, float]] = {}
        self.open: deque[tuple[int, int, Vector]] = deque()
        for number in sorted(range(len(articles)), key=lambda n: days(articles[n])):
            one = articles[number]
            self._take(one, vector(told[one.id].splitlines(), rare, top))

    def _take(self, article: Article, one: Vector) -> None:
        start, end = days(article)
        self._close(start)
        story = self._nearest(one, start, end)
        if story is None:
            story = _Story(len(self.stories))
            self.stories.append(story)
        story.articles.append(article)
        story.earliest_end = min(story.earliest_end, end)
        story.latest_start = max(story.latest_start, start)
        story.is_dated &= start > 0
        for term, weight in one.items():
            known = self.sums.setdefault(term, {})
            known[story.number] = known.get(story.number, 0.0) + weight
        self.open.append((end, story.number, one))

    def _nearest(self, one: Vector, start: int, end: int) -> _Story | None:
        """The story most like `one`, if it is alike enough and near enough in time."""
        alike: dict[int, float] = {}
        for term, weight in one.items():
            known = self.sums.get(term, {})
            if len(known) <= POSTINGS:
                for number, summed in known.items():
                    alike[number] = alike.get(number, 0.0) + weight * summed
        means = (
            (alike[number] / len(self.stories[number].articles), -number)
            for number in alike
        )
        fit = (pair for pair in means if self._fits(*pair, start, end))
        best = max(fit, default=None)
        return self.stories[-best[1]] if best else None

    def _fits(self, mean: float, number: int, start: int, end: int) -> bool:
        story = self.stories[-number]
        least = self.near if story.is_dated and start else self.far
        return mean >= least and story.spread(start, end) <= DAYS

    def _close(self, start: int) -> None:
        """Forget stories that nothing from the day `start` on can join."""
        while self.open and self.open[0][0] + DAYS < start:
            _, number, one = self.open.popleft()
            for term in one:
                self.sums[term].pop(number, None)


def _enough(count: int, is_dated: bool) -> tuple[float, float]:
    """The similarity that is enough where dates are near, and where one is unknown."""
    alike = ALIKE + GROWTH * math.log(count)
    if not is_dated:
        return NEAR * alike, alike * (FAR if count <= FEW else 1)
    near = min(NEAR * alike, FEWER + STEEP * math.log(max(count / FROM, 1)))
    return near, APART * near


def words(article: Article) -> str:
    """The terms of `article` that stories are told apart by, each on a line."""
    title = terms(article.title, article.language)
    return "\n".join((*(TITLE * title), *terms(article.text, article.language)))


def days(article: Article) -> tuple[int, int]:
    """First and last day an article can be of, as ordinals; `(0, ...)` if unknown.

    A year alone counts as unknown: it keeps nothing apart.
    """
    iso = article.published.date
    if len(iso) < len("2025-01"):
        return 0, _NEVER
    year, month = int(iso[:4]), int(iso[5:7])
    last = calendar.monthrange(year, month)[1]
    first_day, last_day = (int(iso[8:]),) * 2 if iso[8:] else (1, last)
    return (
        date(year, month, first_day).toordinal(),
        date(year, month, last_day).toordinal(),
    )


def title(articles: Iterable[Article], names: Sequence[str], instead: str) -> str:
    """A headline for a story: that whose words most of its articles have.

    Of those the shortest that says something and does not shout. Where none has one,
    the `names` that occur most, and else `instead`.
    """
    known = tuple(articles)
    heads = {" ".join(one.title.split()): one.language for one in known}
    heads.pop("", None)
    if len(heads) < 2:
        return next(iter(heads), "") or ", ".join(names) or instead
    told = [frozenset(terms(one.text, one.language)) for one in known]

    def rank(head: str) -> tuple[bool, bool, float, int, str]:
        shared = _told(head, heads[head], told)
        is_short = len(head.split()) < LEAST
        return is_short, head.isupper(), -shared, len(head), head

    return min(heads, key=rank)


def _told(head: str, language: str, texts: Sequence[frozenset[str]]) -> float:
    """How many of the texts have a word of the headline, on average, in thirds."""
    found = set(terms(head, language)) - {""}
    holders = sum(term in text for term in found for text in texts)
    return round(3 * holders / (len(found) * len(texts))) / 3 if found else 0.0
