"""Measures the checks and the evidence finder on fictional articles with known gold.

    python -m benchmarks.grounding --articles 200 --seed 1 --words held_out --json FILE

Right claims and statements give the false alarms. Into each of them every class of
mistake is planted once where it fits; a mistake counts as found when it brings a code
that the right sentence does not have. Own data is easier than news.
"""

from __future__ import annotations

import argparse
import math
import platform
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, get_args

from benchmarks.corpus import Sample, articles, digest
from benchmarks.corruptions import BEYOND, CLASSES, Probe, case, probes
from benchmarks.measuring import keep
from benchmarks.wordings import WordSet
from briefer import collecting
from briefer.grounding.base import Case
from briefer.grounding.check import check, check_all
from briefer.grounding.dating import dated
from briefer.grounding.search import Hit, Index
from briefer.schema import Claim

QUERIES = 500
"""Claims searched for, drawn from all articles."""
KEEP = 6
"""Missed mistakes and false alarms kept as examples, for each class or code."""


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The interval that holds the true share in 95 % of all samples."""
    if not n:
        return 0.0, 1.0
    share, over = hits / n, 1 + z * z / n
    middle = (share + z * z / (2 * n)) / over
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / over
    return max(0.0, middle - half), min(1.0, middle + half)


def percent(hits: int, n: int) -> str:
    """A share with its interval: ` 97.5 % (95.1-98.7)`."""
    low, high = wilson(hits, n)
    return f"{100 * hits / max(n, 1):5.1f} % ({100 * low:.1f}-{100 * high:.1f})"


# Mistakes and false alarms


@dataclass
class Tally:
    """What the checks said of sentences of one class."""

    n: int = 0
    by_error: int = 0
    by_any: int = 0
    """By an error or a warning."""
    unpassed: int = 0
    """Not shown as checked: by either, or because a check could not run."""
    codes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Code (`none` for none) to texts and the sentences they cite."""

    def add(self, probe: Probe, found: set[tuple[str, str]]) -> None:
        """Count a sentence and the findings, pairs of code and severity, it got."""
        severities = {severity for _, severity in found}
        self.n += 1
        self.by_error += "error" in severities
        self.by_any += bool(severities - {"note"})
        self.unpassed += bool(found)
        for code in [code for code, _ in sorted(found)] or ["none"]:
            self.codes[code] += 1
            kept = self.examples.setdefault(code, [])
            if len(kept) < KEEP:
                kept.append((probe.told.text, probe.cited))


@dataclass
class Measured:
    """The tallies of one run."""

    claims: Tally = field(default_factory=Tally)
    """Right claims."""
    statements: Tally = field(default_factory=Tally)
    """Right statements."""
    mistakes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    notes: Counter[str] = field(default_factory=Counter)
    """Codes of notes on right sentences: not counted as alarms."""


def measure(samples: Sequence[Sample]) -> Measured:
    """Check every right sentence, and every class of mistake planted into it."""
    measured = Measured()
    for number, sample in enumerate(samples):
        random = Random(number)
        for probe in probes(sample):
            right = found_in(probe, measured.notes)
            (measured.statements if probe.is_statement else measured.claims).add(
                probe, right
            )
            for name, wrong in planted(probe, random):
                measured.mistakes[name].add(wrong, found_in(wrong) - right)
    return measured


def found_in(probe: Probe, notes: Counter[str] | None = None) -> set[tuple[str, str]]:
    """Code and severity of what keeps a sentence from being shown as checked."""
    found = said_of(case(probe))
    if notes is not None:
        notes.update(code for code, severity in found if severity == "note")
    return {one for one in found if one[1] != "note" or one[0] == "check-skipped"}


def said_of(told: Case) -> set[tuple[str, str]]:
    """Code and severity of what the checks say, dates written out as by a build."""
    found = check(replace(told, text=dated(told)))
    return {(one.code, str(one.severity)) for one in found}


def planted(probe: Probe, random: Random) -> Iterator[tuple[str, Probe]]:
    """The sentence with one mistake of each class that fits."""
    for name, corrupt in CLASSES.items():
        wrong = corrupt(probe, random)
        if wrong is not None:
            yield name, wrong


def rate(samples: Sequence[Sample]) -> float:
    """Right claims and statements checked in a second of one core's time."""
    by_article = [[case(probe) for probe in probes(sample)] for sample in samples]
    with collecting.seldom():  # as in a build
        start = time.process_time()
        for cases in by_article:
            check_all(cases)
        return sum(map(len, by_article)) / (time.process_time() - start)


# Evidence finder


@dataclass(frozen=True)
class Finder:
    """How well and how fast the evidence finder finds where a claim is told."""

    articles: int
    sentences: int
    queries: int
    first: int
    """Claims whose first hit holds a sentence that tells the fact."""
    among: int
    """Claims with such a hit among all hits."""
    within: int
    """As `first`, with the search confined to the claim's article."""
    hits: float
    """Mean number of hits."""
    build_s: float
    query_ms: float


def finder(samples: Sequence[Sample], seed: int) -> Finder:
    """Search all articles for the evidence of their claims."""
    start = time.perf_counter()
    index = Index([sample.article for sample in samples])
    built = time.perf_counter() - start
    claims = [fact.claim for sample in samples for fact in sample.facts]
    claims = Random(seed).sample(claims, min(QUERIES, len(claims)))
    start = time.perf_counter()
    hits = [index.find(claim.text) for claim in claims]
    took = time.perf_counter() - start
    gold = _gold(samples)
    near = [_within(index, claim) for claim in claims]
    pairs = list(zip((gold[claim.id] for claim in claims), hits, strict=True))
    inside = zip((gold[claim.id] for claim in claims), near, strict=True)
    return Finder(
        articles=len(samples),
        sentences=sum(len(sample.article.sentences) for sample in samples),
        queries=len(claims),
        first=sum(_meets(found[:1], told) for told, found in pairs),
        among=sum(_meets(found, told) for told, found in pairs),
        within=sum(_meets(found, told) for told, found in inside),
        hits=sum(map(len, hits)) / len(hits),
        build_s=built,
        query_ms=1000 * took / len(hits),
    )


Place = tuple[str, int]


def _within(index: Index, claim: Claim) -> tuple[Hit, ...]:
    return index.find(claim.text, within=claim.evidence.article, limit=1)


def _gold(samples: Sequence[Sample]) -> dict[str, set[Place]]:
    """Claim id to the sentences that tell its fact, in any article about the event."""
    told: defaultdict[str, set[Place]] = defaultdict(set)
    facts = [fact for sample in samples for fact in sample.facts]
    for fact in facts:
        evidence = fact.claim.evidence
        told[fact.key].add((evidence.article, evidence.sentences[-1]))
    return {fact.claim.id: told[fact.key] for fact in facts}


def _meets(hits: Sequence[Hit], told: set[Place]) -> bool:
    """Whether one of the hits holds one of the sentences."""
    return any((hit.article, n) in told for hit in hits for n in hit.sentences)


# Report


def report(measured: Measured, speed: float, finders: Sequence[Finder]) -> str:
    """The figures as text."""
    return "\n".join(
        [*_mistakes(measured), *_alarms(measured), *_speed(speed), *_finders(finders)]
    )


def _mistakes(measured: Measured) -> Iterator[str]:
    heads = f"{'by an error':24}{'by error or warning':24}not shown as checked"
    yield f"{'planted mistake':34}{'n':>6}  {heads}"
    for name in CLASSES:
        tally = measured.mistakes[name]
        mark = " *" if name in BEYOND else ""
        counts = tally.by_error, tally.by_any, tally.unpassed
        shares = "".join(f"{percent(one, tally.n):24}" for one in counts)
        yield f"{name + mark:34}{tally.n:6}  {shares.rstrip()}"
    yield "* made of words that the evidence has: what is found of it is luck"


def _alarms(measured: Measured) -> Iterator[str]:
    for name in ("claims", "statements"):
        tally: Tally = getattr(measured, name)
        yield ""
        yield f"right {name}: {tally.n}"
        yield f"  with an error             {percent(tally.by_error, tally.n)}"
        yield f"  with an error or warning  {percent(tally.by_any, tally.n)}"
        yield f"  not shown as checked      {percent(tally.unpassed, tally.n)}"
        for code, n in tally.codes.most_common():
            if code != "none":
                yield f"    {code:22}{percent(n, tally.n)}"
    yield f"notes on right sentences: {dict(measured.notes)}"


def _speed(speed: float) -> Iterator[str]:
    yield ""
    yield f"cases checked in a second of CPU: {speed:,.0f}"


def _finders(finders: Sequence[Finder]) -> Iterator[str]:
    for one in finders:
        yield ""
        yield f"evidence finder, {one.articles} articles, {one.sentences} sentences"
        yield f"  gold at rank 1            {percent(one.first, one.queries)}"
        yield f"  gold among the hits       {percent(one.among, one.queries)}"
        yield f"  rank 1 within the article {percent(one.within, one.queries)}"
        yield f"  {one.hits:.1f} hits and {one.query_ms:.2f} ms a query"
        yield f"  built in {one.build_s:.2f} s"


def results(measured: Measured) -> dict[str, Any]:
    """The tallies as plain values, with examples."""
    return {
        "claims": vars(measured.claims),
        "statements": vars(measured.statements),
        "mistakes": {name: vars(tally) for name, tally in measured.mistakes.items()},
        "notes": dict(measured.notes),
    }


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", choices=get_args(WordSet), default="tuning")
    parser.add_argument("--search", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    samples = articles(given.seed, given.articles, known=given.words)
    measured, speed = measure(samples), rate(samples)
    finders = [
        finder(articles(given.seed, n, known=given.words), given.seed)
        for n in given.search
    ]
    setting = {"seed": given.seed, "articles": given.articles}
    setting |= {"words": given.words, "data": digest(samples)}
    print(*(f"{key}: {value}" for key, value in setting.items()), sep=", ")
    print(report(measured, speed, finders))
    timed = {"rate": speed, "finders": [asdict(one) for one in finders]}
    timed |= {"python": platform.python_version(), "machine": platform.machine()}
    keep(setting | results(measured) | timed, given.json)


if __name__ == "__main__":
    main()
