"""Calls and tokens of builds after one article was added, edited, removed or renamed.

    python -m benchmarks.rebuilt --articles 10 100 1000 10000

Builds are real, from files to pages; replies are given by a script that keeps what it
is given, and are kept in a store as always. `benchmarks.incremental` computes the same
for more changes than can be built.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

from benchmarks.corpus import articles
from benchmarks.incremental import KINDS, edited
from benchmarks.measuring import keep
from briefer import grouping
from briefer.llm.base import Reply, Request, tokens_of
from briefer.llm.recordings import Recorded, Store
from briefer.pipeline import build, chunks_of
from briefer.reading import gather
from briefer.schema import Article
from briefer.settings import Settings
from briefer.tokens import counter_for
from tests.faithful import answer


@dataclass(frozen=True)
class Row:
    """What one build asked."""

    change: str
    """`whole` for the first build, else what was done to one article since."""
    articles: int
    levels: int
    calls: int
    ideal: int
    """The article's own calls where its text is new, one a level, and the merge."""
    tokens: int
    """Of the requests, prompts and schemas included."""
    ideal_tokens: float
    """The article's own, a usual condensing request a level, and the merge."""


class _Script:
    """Answers every request, and notes it."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    async def complete(self, request: Request) -> Reply:
        self.asked.append(request)
        return Reply(answer(request), request.model)

    def reject(self, request: Request) -> None:
        """Answers are never rejected: they fit what they answer."""


@dataclass(frozen=True)
class _Project:
    """A folder of articles, and a store for the replies."""

    folder: Path
    settings: Settings

    def built(self) -> list[Request]:
        """What a build asks that no earlier one has."""
        script = _Script()
        client = Recorded(Store(self.folder / "replies"), script)
        asyncio.run(build(self.settings, client))
        return script.asked

    def levels(self) -> int:
        counter = counter_for(self.settings.model)
        read = gather(self.settings).articles
        chunks = chunks_of(read, self.settings, counter)
        top = grouping.top(read, chunks, self.settings.merge_tokens)
        return max(map(grouping.height, top))

    def write(self, number: int, article: Article) -> None:
        text = f"{article.title}\n\n{article.published.date}\n\n{article.text}\n"
        self.path(number).write_text(text, encoding="utf-8")

    def path(self, number: int) -> Path:
        return self.folder / "articles" / f"{number:06}.txt"


def run(sizes: Sequence[int] = (10, 100, 1000), seed: int = 1) -> list[Row]:
    """A row for the first build and one for each kind of change, at each size."""
    return [row for size in sizes for row in _rows(size, seed)]


def _rows(size: int, seed: int) -> Iterator[Row]:
    made = [sample.article for sample in articles(seed, size + 1)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        source = str(folder / "articles")
        settings = Settings(sources=(source,), folder=folder, formats=("json",))
        project = _Project(folder, settings)
        for number, article in enumerate(made[:size]):
            project.write(number, article)
        whole = project.built()
        yield _row("whole", project, size, whole, whole)
        for kind in KINDS:
            undo = _change(kind, project, made, Random(f"{seed} {kind}"))
            yield _row(kind, project, size, project.built(), whole)
            undo()


def _change(
    kind: str, project: _Project, made: Sequence[Article], random: Random
) -> Callable[[], object]:
    """Change the folder; gives what takes the change back."""
    at = random.randrange(len(made) - 1)
    path, last = project.path(at), project.path(len(made) - 1)
    if kind == "add":
        project.write(len(made) - 1, made[-1])
        return last.unlink
    if kind == "rename":
        path.rename(last)
        return lambda: last.rename(path)
    if kind == "edit":
        project.write(at, edited(made[at], random))
    else:
        path.unlink()
    return lambda: project.write(at, made[at])


def _row(
    change: str,
    project: _Project,
    size: int,
    asked: Sequence[Request],
    whole: Sequence[Request],
) -> Row:
    count = counter_for(project.settings.model).count
    levels = project.levels()
    sent = {
        stage: [tokens_of(r, count) for r in asked if r.stage == stage]
        for stage in ("summarize", "condense", "merge")
    }
    calls = sum(map(len, sent.values()))
    if change == "rename":
        ideal, ideal_tokens = 0, 0.0
    elif change == "whole":
        ideal, ideal_tokens = calls, float(sum(map(sum, sent.values())))
    else:
        usual = [tokens_of(r, count) for r in whole if r.stage == "condense"]
        ideal = len(sent["summarize"]) + levels + 1
        ideal_tokens = sum(sent["summarize"]) + sum(sent["merge"][:1])
        ideal_tokens += levels * mean(usual or [0])
    total = sum(map(sum, sent.values()))
    return Row(change, size, levels, calls, ideal, total, ideal_tokens)


def report(rows: Sequence[Row]) -> str:
    """The table as text."""
    head = "change  articles  levels   calls   ideal       tokens        ideal"
    return "\n".join(
        [head]
        + [
            f"{row.change:7} {row.articles:8} {row.levels:7} {row.calls:7} "
            f"{row.ideal:7} {row.tokens:12,} {row.ideal_tokens:12,.0f}"
            for row in rows
        ]
    )


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = run(given.articles, given.seed)
    print(report(rows))
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
