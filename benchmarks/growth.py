"""What builds without a model cost as articles become many: time, CPU and memory.

    python -m benchmarks.growth --articles 100 300 1000 3000 10000

Each build is the command itself, in a process of its own, from compiled files as an
installed package has them. Memory is the most that it and its child processes hold
together, shared pages counted once (PSS), looked at once a second; CPU is that of all
of them. Where cost grows with the number of articles alone, seconds an article fall to
a constant; the last column compares them with those of the first row.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import articles
from benchmarks.measuring import Together, keep

SIZES = (100, 300, 1000, 3000, 10_000)
BATCH = 200
"""Articles that share a world of people and places."""


@dataclass(frozen=True)
class Row:
    """One build."""

    articles: int
    words: int
    """Of an article, on average."""
    wall_s: float
    cpu_s: float
    megabytes: float
    """At the peak, all processes together."""


def run(sizes: Sequence[int] = SIZES, seed: int = 1) -> Iterator[Row]:
    """A row for each size, as soon as it is measured."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            words = write(Path(folder) / "articles", size, seed)
            yield _built(Path(folder), size, words)


def write(folder: Path, size: int, seed: int) -> int:
    """Write `size` articles as text files; their words on average."""
    folder.mkdir()
    words = 0
    for start in range(0, size, BATCH):
        made = articles(seed + start, min(BATCH, size - start))
        for number, sample in enumerate(made, start):
            one = sample.article
            text = f"{one.title}\n\n{one.published.date}\n\n{one.text}\n"
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
            words += len(one.text.split())
    return words // size


def _built(folder: Path, size: int, words: int) -> Row:
    arguments = ["build", "articles", "--model", "extractive", "-q"]
    command = [sys.executable, "-m", "briefer", *arguments]
    quiet = {"cwd": folder, "env": _installed(), "stdout": subprocess.DEVNULL}
    begun = time.perf_counter()
    process = subprocess.Popen(command, **quiet)
    with Together(process.pid, every=1) as held:
        _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Row(size, words, wall, used.ru_utime + used.ru_stime, held.megabytes)


def _installed() -> dict[str, str]:
    """The environment, without what keeps Python from compiling files once for all."""
    env = dict(os.environ)
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def line(row: Row, first: Row) -> str:
    """One build as a line of the table."""
    each = row.wall_s / row.articles
    against = row.cpu_s / row.articles / (first.cpu_s / first.articles)
    numbers = (
        f"{row.articles:8,} {row.wall_s:8.1f} {row.cpu_s:8.1f} {row.megabytes:7.0f}"
    )
    return f"{numbers} {1000 * each:11.1f} {against:14.2f}"


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    print("articles   wall s    CPU s      MB  ms/article  CPU an article")
    rows: list[Row] = []
    for row in run(given.articles, given.seed):
        rows.append(row)
        print(line(row, rows[0]), flush=True)
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
