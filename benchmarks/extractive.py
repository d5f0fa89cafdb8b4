"""Measures the extractive engine on fictional articles with known gold, beside others.

    python -m benchmarks.extractive --articles 200 --held-out --sizes 100 1000

Every system chooses sentences of the same articles up to the same number of words.
Counted are planted facts told, leading facts told, sentences that repeat one chosen,
and junk: teasers, headlines and calls to readers that were planted between the
sentences. sumy's rankers are measured where it is installed (`pip install sumy`), else
they are "not run". Figures on such data are higher than on news.
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import re
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus import Sample, articles, digest
from benchmarks.measuring import keep
from benchmarks.rankers import Ranker, Ranking, rankers
from briefer.extract import base
from briefer.extract.briefing import briefing
from briefer.extract.stories import cluster
from briefer.extract.summary import summary
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Disagreement,
    Sentence,
    When,
)
from briefer.settings import SectionSetting

WORDS = 120
"""Length of a summary: some five sentences."""
SHARE = 0.15
"""Junk lines for each sentence of an article."""
JUNK = {
    False: (
        "{place} counts the cost of a night that no one in the region will forget…",
        "Read more: {firm} Faces New Questions After Audit",
        "What do you think about the events in {place}, and what should happen next?",
        "Sign up for our newsletter to get the latest on {firm} and {place} by mail.",
        "Five Things to Know About {place} Before the Vote",
        "The mayor of {place} told this newspaper on Monday that 40 families had...",
        "• {firm}: how 12 people in {place} lost everything on Tuesday.",
        "WATCH THE MOMENT {place} WENT DARK",
    ),
    True: (
        "Exclusive: inside the 300 homes in {place} that the water took on Friday…",
        "{firm} Under Fire As Workers Walk Out In {place}",
        "Were you in {place} on Sunday when the sirens went, and have you pictures?",
        "Follow us on all channels for every update on {firm} and life in {place}.",
        "Why {place} Will Never Be the Same",
        "A 34-year-old from {place} who vanished on Thursday after a trip to [...]",
        "- {firm} cuts 4,500 jobs in {place} after a record loss.",
        "SEE ALL 27 PICTURES FROM {place}",
    ),
}
"""Lines that a page puts between the sentences of an article; True for the unseen."""

SHAPES = ("stories", "timeline", "positions", "figures", "disagreements", "outlook")
BATCH = 20
"""Articles of one briefing when disagreements are counted."""
COUNTED = re.compile(r"(?<![\w,.])[1-9]\d(?= (?:people|minutes|percent|km|households))")
"""Numbers that are changed to plant a disagreement."""


@dataclass(frozen=True)
class Probe:
    """An article with junk between its sentences, and what each sentence is."""

    article: Article
    facts: dict[int, tuple[str, bool]]
    """Number of a sentence to the fact it tells and whether that leads the event."""
    junk: frozenset[int]


@dataclass
class Tally:
    """What one system chose over all articles."""

    chosen: int = 0
    told: int = 0
    facts: int = 0
    told_leads: int = 0
    leads: int = 0
    junk: int = 0
    empty: int = 0
    """Sentences of the article that tell no fact."""
    repeats: int = 0
    seconds: float = 0.0


def probe(sample: Sample, random: Random, held_out: bool) -> Probe:
    """`sample` with junk lines, each a paragraph of its own."""
    text = ""
    spans: list[Sentence] = []
    facts: dict[int, tuple[str, bool]] = {}
    junk: list[int] = []
    told = {fact.claim.evidence.sentences[-1]: fact for fact in sample.facts}
    for number, span in enumerate(sample.article.sentences, 1):
        if number > 1 and random.random() < SHARE:
            text, spans = _with(text, spans, _junk_line(sample, random, held_out))
            junk.append(len(spans))
        text, spans = _with(text, spans, sample.article.text[span.start : span.end])
        if fact := told.get(number):
            facts[len(spans)] = (fact.key, fact.is_lead)
    article = sample.article.model_copy(
        update={"text": text, "sentences": tuple(spans)}
    )
    return Probe(article, facts, frozenset(junk))


def _junk_line(sample: Sample, random: Random, held_out: bool) -> str:
    _, places, _, _, firms = sample.names
    line = random.choice(JUNK[held_out])
    return line.format(place=random.choice(places), firm=random.choice(firms))


def _with(text: str, spans: list[Sentence], line: str) -> tuple[str, list[Sentence]]:
    start = len(text) + 2 if text else 0
    text = f"{text}\n\n{line}" if text else line
    span = Sentence(start=start, end=len(text), paragraph=len(spans) + 1)
    return text, [*spans, span]


def within(article: Article, ranking: Ranking, words: int) -> list[int]:
    """The first of `ranking` that together have at most `words` words."""
    chosen: list[int] = []
    for number in ranking:
        count = base.measure(article.sentence(number), "en").words
        if count <= words:
            chosen.append(number)
            words -= count
    return chosen


def tally(probes: Sequence[Probe], rank: Ranker) -> Tally:
    """What a system does over all articles."""
    found = Tally()
    for one in probes:
        start = time.perf_counter()
        ranking = rank(one.article)
        found.seconds += time.perf_counter() - start
        _add(found, one, within(one.article, ranking, WORDS))
    return found


def _add(found: Tally, one: Probe, chosen: Sequence[int]) -> None:
    told = {one.facts[number] for number in chosen if number in one.facts}
    found.chosen += len(chosen)
    found.told += len(told)
    found.facts += len(set(one.facts.values()))
    found.told_leads += sum(is_lead for _, is_lead in told)
    found.leads += sum(is_lead for _, is_lead in set(one.facts.values()))
    found.junk += len(one.junk.intersection(chosen))
    found.empty += sum(n not in one.facts and n not in one.junk for n in chosen)
    found.repeats += _repeats([one.article.sentence(number) for number in chosen])


def _repeats(texts: Sequence[str]) -> int:
    """How many sentences share half of their content words with an earlier one."""
    bags = [set(base.terms(text, "en")) for text in texts]
    return sum(
        any(len(bag & other) > 0.5 * min(len(bag), len(other)) for other in bags[:n])
        for n, bag in enumerate(bags)
        if bag
    )


# Stories and disagreements


def story_pairs(samples: Sequence[Sample], dated: bool) -> tuple[int, int, int]:
    """Pairs of articles joined rightly, joined at all, and of one event."""
    known = [one.article for one in samples]
    if not dated:
        known = [one.model_copy(update={"published": When()}) for one in known]
    joined = {
        pair for group in cluster(known) for pair in _pairs(one.id for one in group)
    }
    events: dict[str, list[str]] = {}
    for one in samples:
        events.setdefault(one.event, []).append(one.article.id)
    gold = {pair for ids in events.values() for pair in _pairs(ids)}
    return len(joined & gold), len(joined), len(gold)


def _pairs(ids: Iterable[str]) -> Iterator[frozenset[str]]:
    return map(frozenset, combinations(ids, 2))


Pairs = frozenset[frozenset[str]]
"""Ids of two articles that disagree, for each such pair."""


def planted(
    samples: Sequence[Sample], random: Random
) -> tuple[list[Article], list[Pairs]]:
    """The articles, a number changed in some of those that tell a fact again.

    Also, for each change, the pairs of articles that disagree for it.
    """
    known: list[Article] = []
    changes: list[Pairs] = []
    for one in samples:
        others = [other for other in samples if other.event == one.event]
        changed = None
        if others[0] is not one and random.random() < 0.5:
            changed = _changed(others, one)
        if changed:
            changes.append(changed[1])
        known.append(changed[0] if changed else one.article)
    return known, changes


def _changed(others: Sequence[Sample], one: Sample) -> tuple[Article, Pairs] | None:
    """`one` with another number in a fact told elsewhere too; None if there is none."""
    for fact in one.facts:
        number = fact.claim.evidence.sentences[-1]
        digits = COUNTED.search(one.article.sentence(number))
        telling = [o.article.id for o in others if o is not one and _tells(o, fact.key)]
        if telling and digits:
            at = one.article.sentences[number - 1].start + digits.start()
            other = str((int(digits[0]) - 10 + 17) % 90 + 10)
            text = one.article.text
            text = text[:at] + other + text[at + len(other) :]
            article = one.article.model_copy(update={"text": text})
            return article, frozenset(frozenset((i, article.id)) for i in telling)
    return None


def _tells(sample: Sample, key: str) -> bool:
    return any(fact.key == key for fact in sample.facts)


def disagreements(samples: Sequence[Sample], seed: int) -> dict[str, int]:
    """Planted disagreements, those of them shown, and shown ones nobody planted."""
    found = {"planted": 0, "shown": 0, "not planted": 0}
    for start in range(0, len(samples), BATCH):
        random = Random(f"{seed} {start}")
        known, changes = planted(samples[start : start + BATCH], random)
        shown = _shown(known)
        found["planted"] += len(changes)
        found["shown"] += sum(not pairs.isdisjoint(shown) for pairs in changes)
        right = frozenset().union(*changes)
        found["not planted"] += sum(pair not in right for pair in shown)
    return found


def _shown(known: Sequence[Article]) -> list[frozenset[str]]:
    """Pairs of articles whose disagreement the briefing shows."""
    made = _briefing(known, [summary(one) for one in known], ("disagreements",))
    home = {claim.id: claim.evidence.article for claim in made.claims}
    return [
        frozenset(home[side.statement.claims[0]] for side in item.sides)
        for section in made.sections
        for item in section.items
        if isinstance(item, Disagreement)
    ]


def _briefing(
    known: Sequence[Article], made: Sequence[ArticleSummary], shapes: Sequence[str]
) -> Briefing:
    settings = [SectionSetting(shape, shape, shape) for shape in shapes]
    frame: dict[str, Any] = {"title": "", "language": "en", "period": When()}
    return briefing(known, made, (), settings, **frame, as_of="")


# Speed


def speed(size: int) -> dict[str, float]:
    """Seconds and peak memory of a build of `size` articles in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_built, (size,))


def _built(size: int) -> dict[str, float]:
    known: list[Article] = []
    while len(known) < size:
        known += [s.article for s in articles(len(known), min(200, size - len(known)))]
    start = time.perf_counter()
    summaries = [summary(one) for one in known]
    middle = time.perf_counter()
    _briefing(known, summaries, SHAPES)
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "articles": size,
        "summaries_s": middle - start,
        "briefing_s": end - middle,
        "peak_mb": peak,
    }


# The report


def row(name: str, one: Tally, size: int) -> str:
    """One system as a line of the table."""
    shares = (
        one.told / one.facts,
        one.told_leads / max(one.leads, 1),
        one.told / max(one.chosen, 1),
        one.repeats / max(one.chosen, 1),
    )
    numbers = " ".join(f"{share:7.3f}" for share in shares)
    return f"{name:16} {numbers} {one.junk:6} {one.empty:6} {size / one.seconds:10.0f}"


@dataclass(frozen=True)
class Measured:
    """All that one run finds out."""

    systems: dict[str, Tally]
    stories: dict[str, tuple[int, int, int]]
    disagreements: dict[str, int]
    speed: list[dict[str, float]]


def measure(
    samples: Sequence[Sample], seed: int, held_out: bool, sizes: Sequence[int]
) -> Measured:
    """Every system on the same articles, in one process one after the other."""
    random = Random(seed)
    probes = [probe(one, random, held_out) for one in samples]
    return Measured(
        systems={name: tally(probes, rank) for name, rank in rankers().items()},
        stories={
            name: story_pairs(samples, name == "dated") for name in ("dated", "undated")
        },
        disagreements=disagreements(samples, seed),
        speed=[speed(size) for size in sizes],
    )


def report(found: Measured, size: int) -> str:
    """The tables as text."""
    head = "system             facts   leads   share repeats   junk  empty articles/s"
    lines = [head, *(row(name, one, size) for name, one in found.systems.items())]
    for name, (right, joined, gold) in found.stories.items():
        precision, recall = right / max(joined, 1), right / max(gold, 1)
        lines.append(f"stories, {name}: precision {precision:.3f}, recall {recall:.3f}")
    counts = ", ".join(f"{name} {n}" for name, n in found.disagreements.items())
    lines.append(f"disagreements: {counts}")
    lines += [", ".join(f"{k} {v:.1f}" for k, v in one.items()) for one in found.speed]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="the unseen templates")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="for speed")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    samples = articles(
        given.seed, given.articles, known="held_out" if given.held_out else "tuning"
    )
    setting = {"seed": given.seed, "articles": given.articles, "words": WORDS}
    setting |= {"held_out": given.held_out, "data": digest(samples)}
    print(*(f"{key}: {value}" for key, value in setting.items()), sep=", ")
    found = measure(samples, given.seed, given.held_out, given.sizes)
    print(report(found, len(samples)))
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    keep(setting | machine | asdict(found), given.json)


if __name__ == "__main__":
    main()
