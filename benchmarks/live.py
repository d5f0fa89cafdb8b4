"""Wall time of live builds beside the critical path, and CPU beside the bare SDK.

    python -m benchmarks.live --articles 200 1000 --latency 0.5

A build asks a stand-in endpoint; then the same bodies are sent by the bare SDK in a
loop, and by the request path of briefer alone: client, validation and store. LangGraph
and LlamaIndex summarize the same articles at the same endpoint where `.peers` has them
(`benchmarks/peers/requirements.txt` tells how).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.corpus import articles
from benchmarks.measuring import apart, cpu_s, keep, megabytes
from benchmarks.standin import standing_in
from briefer import grouping, summarize
from briefer.clients import opened
from briefer.exchange import ask
from briefer.llm.base import Request
from briefer.pipeline import build, chunks_of
from briefer.prompts import Prompts
from briefer.reading import gather
from briefer.settings import Settings
from briefer.tokens import counter_for

IN_FLIGHT = 64
PEERS = Path(".peers")
NAMES = ("langgraph", "llamaindex")


@dataclass(frozen=True)
class Row:
    """What one way of asking took."""

    name: str
    articles: int
    calls: int
    """0 where they are not counted."""
    wall_s: float
    ideal_s: float
    """Rounds of calls times latency; for a build also one for each level above."""
    cpu_ms: float
    """Of a call; of an article for a build, reading and checks included."""
    megabytes: float


def run(
    sizes: Sequence[int] = (200,),
    latency_s: float = 0.5,
    seed: int = 1,
    peers: Path = PEERS,
) -> list[Row]:
    """A row for the build, the request path, the bare SDK and peers at each size."""
    rows = []
    for size in sizes:
        with TemporaryDirectory() as folder, standing_in(latency_s) as base_url:
            settings = _settings(Path(folder), base_url, size, seed)
            for measure in (_build, _path, _bare):
                rows.append(apart(measure, settings, latency_s))
            if (peers / "bin" / "python").exists():
                rows += [_peer(n, peers, settings, latency_s) for n in NAMES]
    return rows


def _settings(folder: Path, base_url: str, size: int, seed: int) -> Settings:
    source = folder / "articles"
    source.mkdir()
    for number, sample in enumerate(articles(seed, size)):
        article = sample.article
        text = f"{article.title}\n\n{article.published.date}\n\n{article.text}\n"
        (source / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return Settings(
        sources=(str(source),),
        folder=folder,
        base_url=base_url,
        concurrency=IN_FLIGHT,
    )


def _build(settings: Settings, latency_s: float) -> Row:
    asked: list[str] = []

    def notify(step: Any) -> None:
        if step.reply:
            asked.append(step.stage)

    begun, cpu = perf_counter(), cpu_s()
    built = asyncio.run(build(settings, notify=notify))
    wall, used = perf_counter() - begun, cpu_s() - cpu
    number = len(built.edition.articles)
    levels = _levels(settings)
    ideal = (ceil(number / IN_FLIGHT) + levels + 1) * latency_s
    return Row(
        "build", number, len(asked), wall, ideal, 1000 * used / number, megabytes()
    )


def _levels(settings: Settings) -> int:
    counter = counter_for(settings.model)
    read = gather(settings).articles
    chunks = chunks_of(read, settings, counter)
    nodes = grouping.top(read, chunks, settings.merge_tokens)
    return max(map(grouping.height, nodes))


def _path(settings: Settings, latency_s: float) -> Row:
    """The request path alone, into a store of its own."""
    requests = _requests(settings)

    async def all_asked() -> None:
        gate = asyncio.Semaphore(IN_FLIGHT)
        prompts = Prompts(settings)
        async with opened(_elsewhere(settings)) as client:

            async def one(request: Request) -> None:
                async with gate:
                    await ask(client, request, summarize.Summary, prompts.repair)

            await asyncio.gather(*map(one, requests))

    return _timed("request path", all_asked, len(requests), latency_s)


def _elsewhere(settings: Settings) -> Settings:
    return Settings(
        folder=settings.folder / "alone",
        base_url=settings.base_url,
        concurrency=IN_FLIGHT,
    )


def _bare(settings: Settings, latency_s: float) -> Row:
    requests = _requests(settings)

    async def all_asked() -> None:
        from openai import AsyncOpenAI

        client = AsyncOpenAI(api_key="k", base_url=settings.base_url)
        gate = asyncio.Semaphore(IN_FLIGHT)

        async def one(request: Request) -> None:
            messages: Any = [
                {"role": m.role, "content": m.content} for m in request.messages
            ]
            schema: Any = {
                "type": "json_schema",
                "json_schema": {
                    "name": request.schema.name,
                    "strict": True,
                    "schema": json.loads(request.schema.text),
                },
            }
            async with gate:
                await client.chat.completions.create(
                    model=request.model, messages=messages, response_format=schema
                )

        await asyncio.gather(*map(one, requests))
        await client.close()

    return _timed("bare SDK", all_asked, len(requests), latency_s)


def _peer(name: str, peers: Path, settings: Settings, latency_s: float) -> Row:
    """A peer's run, in its own environment."""
    script = Path(__file__).parent / "peers" / f"by_{name}.py"
    source = settings.sources[0]
    arguments = [str(script), source, settings.base_url, str(IN_FLIGHT)]
    command = [str(peers / "bin" / "python"), *arguments]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    took = json.loads(made.stdout.splitlines()[-1])
    number = sum(1 for _ in Path(source).iterdir())
    ideal = (ceil(number / IN_FLIGHT) + 1) * latency_s
    cpu = 1000 * took["cpu_s"] / number
    return Row(name, number, 0, took["wall_s"], ideal, cpu, took["megabytes"])


def _requests(settings: Settings) -> list[Request]:
    counter = counter_for(settings.model)
    prompts = Prompts(settings)
    read = gather(settings).articles
    chunks = chunks_of(read, settings, counter)
    return [
        summarize.request(article, part, prompts, settings)
        for article in read
        for part in chunks[article.id]
    ]


def _timed(
    name: str, job: Callable[[], Awaitable[None]], calls: int, latency_s: float
) -> Row:
    async def timed() -> tuple[float, float]:
        import openai  # noqa: F401

        begun, cpu = perf_counter(), cpu_s()
        await job()
        return perf_counter() - begun, cpu_s() - cpu

    wall, used = asyncio.run(timed())
    ideal = ceil(calls / IN_FLIGHT) * latency_s
    return Row(name, calls, calls, wall, ideal, 1000 * used / calls, megabytes())


def report(rows: Sequence[Row]) -> str:
    """The table as text."""
    head = "what           articles   calls   wall s  ideal s  ratio   CPU ms   MB"
    return "\n".join(
        [head]
        + [
            f"{row.name:14} {row.articles:8} {row.calls or '-':>7} {row.wall_s:8.2f} "
            f"{row.ideal_s:8.2f} {row.wall_s / row.ideal_s:6.2f} {row.cpu_ms:8.2f} "
            f"{row.megabytes:4.0f}"
            for row in rows
        ]
    )


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[200])
    parser.add_argument("--latency", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", type=Path, default=PEERS, metavar="VENV")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = run(given.articles, given.latency, given.seed, given.peers)
    print(report(rows))
    if not {row.name for row in rows} & set(NAMES):
        print(f"no {given.peers}: LangGraph and LlamaIndex are left out (see --help)")
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
