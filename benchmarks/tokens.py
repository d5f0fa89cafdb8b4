"""Tokens sent and received, stage by stage, against those of the cleaned articles.

    python -m benchmarks.tokens

Sent tokens are taken apart into the constant prefix (the system message, the same for
every call of a stage), the schema, and the rest. The replies are the recorded ones for
the sample articles, and for generated articles those of a model that keeps what it is
given, so that only what is sent means something there.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import articles
from benchmarks.measuring import keep
from briefer.llm.base import MESSAGE_TOKENS, Client, Reply, Request
from briefer.llm.recordings import Recorded, Store
from briefer.llm.scripted import Scripted
from briefer.pipeline import build
from briefer.settings import Settings, load
from briefer.tokens import counter_for
from tests.faithful import answer

ROOT = Path(__file__).parent.parent
LENGTHS = (200, 600, 2000, 8000)
STAGES = ("summarize", "mend", "condense", "merge")


@dataclass(frozen=True)
class Row:
    """One stage of one build."""

    about: str
    stage: str
    calls: int
    source: int
    """Tokens of the cleaned articles."""
    prefix: int
    schema: int
    rest: int
    """Tokens sent besides prefix and schema."""
    received: int

    @property
    def ratio(self) -> float:
        """What is sent besides the cacheable prefix, for a token of source."""
        return self.rest / self.source


class _Watched:
    def __init__(self, inner: Client) -> None:
        self.inner = inner
        self.pairs: list[tuple[Request, Reply]] = []

    async def complete(self, request: Request) -> Reply:
        reply = await self.inner.complete(request)
        self.pairs.append((request, reply))
        return reply

    def reject(self, request: Request) -> None:
        self.inner.reject(request)


def run(lengths: Sequence[int] = LENGTHS, number: int = 5) -> list[Row]:
    """Rows for the sample articles, and for `number` articles of each length."""
    with TemporaryDirectory() as folder:
        seeds = replace(load({}, {}, ROOT), out=str(Path(folder) / "out"))
        recorded = Store(Path(folder) / "none", [ROOT / "tests" / "recordings"])
        rows = _rows("seeds", seeds, Recorded(recorded, None))
    for words in lengths:
        with TemporaryDirectory() as folder:
            settings = _written(Path(folder), words, number)
            rows += _rows(f"{words} words", settings, Scripted(answer))
    return rows


def _written(folder: Path, words: int, number: int) -> Settings:
    """Articles of about so many words, made of generated ones."""
    (folder / "articles").mkdir()
    samples = iter(articles(1, 40 * number))
    for at in range(number):
        first = next(samples).article
        text = first.text
        while len(text.split()) < words:
            text += "\n\n" + next(samples).article.text
        kept = " ".join(f"{text} ".split(" ")[:words])
        whole = f"{first.title}\n\n{first.published.date}\n\n{kept}.\n"
        (folder / "articles" / f"{at}.txt").write_text(whole, encoding="utf-8")
    return Settings(sources=(str(folder / "articles"),), folder=folder)


def _rows(about: str, settings: Settings, client: Client) -> list[Row]:
    watched = _Watched(client)
    edition = asyncio.run(build(settings, watched)).edition
    count = counter_for(settings.model).count
    source = sum(count(article.text) for article in edition.articles)
    rows = []
    for stage in STAGES:
        pairs = [pair for pair in watched.pairs if pair[0].stage == stage]
        if pairs:
            rest = [
                sum(count(m.content) + MESSAGE_TOKENS for m in request.messages[1:])
                for request, _ in pairs
            ]
            rows.append(
                Row(
                    about=about,
                    stage=stage,
                    calls=len(pairs),
                    source=source,
                    prefix=sum(count(r.messages[0].content) for r, _ in pairs),
                    schema=sum(count(r.schema.text) for r, _ in pairs),
                    rest=sum(rest),
                    received=sum(count(reply.text) for _, reply in pairs),
                )
            )
    return rows


def report(rows: Sequence[Row]) -> str:
    """The table as text."""
    head = "articles    stage     calls  source  prefix  schema    rest  ratio received"
    return "\n".join(
        [head]
        + [
            f"{row.about:11} {row.stage:9} {row.calls:5} {row.source:7,} "
            f"{row.prefix:7,} {row.schema:7,} {row.rest:7,} {row.ratio:6.2f} "
            f"{row.received:8,}"
            for row in rows
        ]
    )


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--words", type=int, nargs="+", default=list(LENGTHS))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = run(given.words)
    print(report(rows))
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
