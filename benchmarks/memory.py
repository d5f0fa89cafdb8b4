"""Peak memory of live builds and of dry runs, each in a process of its own.

    python -m benchmarks.memory --builds 1000 10000 --plans 10000 100000

Articles are drawn sentence by sentence from those of the generator, so that many are
quickly made and none is a copy. What children take is told beside it.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.corpus import articles
from benchmarks.measuring import Together, apart, cpu_s, keep, megabytes
from benchmarks.standin import standing_in
from briefer.pipeline import build
from briefer.plan import plan
from briefer.settings import Settings

POOL = 1_000
"""Generated articles that sentences are drawn from."""
SENTENCES = 30
"""Of an article: some 400 words."""
IN_FLIGHT = 64


@dataclass(frozen=True)
class Row:
    """What one run took."""

    what: str
    articles: int
    megabytes: float
    """The most the process itself held."""
    together_megabytes: float
    """The most that it and its children held at a time."""
    wall_s: float
    cpu_s: float
    """Of the process and its children."""


def run(builds: Sequence[int], plans: Sequence[int], seed: int = 1) -> list[Row]:
    """A row for a live build of each of `builds` articles, a dry run of `plans`."""
    rows = []
    with standing_in(0.0) as base_url:
        for measure, sizes in ((_plan, plans), (_build, builds)):
            for size in sizes:
                with TemporaryDirectory() as folder:
                    settings = _settings(Path(folder), base_url, size, seed)
                    rows.append(apart(measure, settings))
    return rows


def _settings(folder: Path, base_url: str, size: int, seed: int) -> Settings:
    source = folder / "articles"
    source.mkdir()
    made = [sample.article for sample in articles(seed, min(size, POOL))]
    pool = [a.sentence(n) for a in made for n in range(1, len(a.sentences) + 1)]
    random = Random(seed)
    for number in range(size):
        day = made[number % len(made)].published.date
        text = " ".join(random.sample(pool, min(SENTENCES, len(pool))))
        page = f"Report {number}\n\n{day}\n\n{text}\n"
        (source / f"{number:06}.txt").write_text(page, encoding="utf-8")
    return Settings(
        sources=(str(source),),
        folder=folder,
        base_url=base_url,
        concurrency=IN_FLIGHT,
    )


def _build(settings: Settings) -> Row:
    begun = perf_counter()
    with Together() as held:
        built = asyncio.run(build(settings))
    wall = perf_counter() - begun
    return _row("live build", len(built.edition.articles), wall, held)


def _plan(settings: Settings) -> Row:
    begun = perf_counter()
    with Together() as held:
        made = asyncio.run(plan(settings))
    return _row("dry run", made.articles, perf_counter() - begun, held)


def _row(what: str, number: int, wall_s: float, held: Together) -> Row:
    return Row(what, number, megabytes(), held.megabytes, wall_s, cpu_s())


def report(rows: Sequence[Row]) -> str:
    """The table as text."""
    head = "what        articles     MB  together   wall s    CPU s"
    return "\n".join(
        [head]
        + [
            f"{row.what:10} {row.articles:9} {row.megabytes:6.0f} "
            f"{row.together_megabytes:9.0f} {row.wall_s:8.1f} {row.cpu_s:8.1f}"
            for row in rows
        ]
    )


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--builds", type=int, nargs="*", default=[1000])
    parser.add_argument("--plans", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = run(given.builds, given.plans, given.seed)
    print(report(rows))
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
