"""What an added, edited, removed or renamed article costs, beside the ideal.

    python -m benchmarks.incremental --articles 10 100 1000 10000

Calls follow from the articles alone (`tests/test_plan.py` holds plans against builds),
so none is made here; `benchmarks.rebuilt` makes some. The ideal is the article's own
calls where its text is new, one condensing call a level, and the merge.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import mean

from benchmarks.corpus import articles
from benchmarks.measuring import keep
from briefer import grouping
from briefer.chunking import chunk
from briefer.grouping import Group, Node
from briefer.schema import Article, Chunk, Sentence
from briefer.settings import Settings
from briefer.tokens import counter_for

KINDS = ("add", "edit", "remove", "rename")
SETTINGS = Settings()
COUNT = counter_for(SETTINGS.model).count

Key = tuple[Chunk, ...]


@dataclass(frozen=True)
class Row:
    """The mean over several changes of one kind."""

    change: str
    articles: int
    levels: int
    whole: int
    """Calls of a build from nothing."""
    calls: float
    ideal: float
    most: int
    tokens: float
    """Of articles and claims that the calls send, their prompts aside."""
    ideal_tokens: float


@dataclass(frozen=True)
class _State:
    chunks: Mapping[str, Sequence[Chunk]]
    groups: Mapping[Key, Group]
    top: tuple[Node, ...]

    @property
    def levels(self) -> int:
        return max(map(grouping.height, self.top))


def run(
    sizes: Sequence[int] = (10, 100, 1000), changes: int = 20, seed: int = 1
) -> list[Row]:
    """A row for each kind of change at each size."""
    made = [sample.article for sample in articles(seed, max(sizes) + changes)]
    cut = {article.id: _cut(article) for article in made}
    return [
        _row(kind, made[:size], made[-changes:], cut, seed)
        for size in sizes
        for kind in KINDS
    ]


def _row(
    kind: str,
    before: Sequence[Article],
    spare: Sequence[Article],
    cut: Mapping[str, Sequence[Chunk]],
    seed: int,
) -> Row:
    random = Random(f"{seed} {kind}")
    old = _state(before, cut)
    found = []
    for extra in spare:
        at = random.randrange(len(before))
        after = _changed(kind, before, at, extra, random)
        new = _state(after, cut)
        own = [
            part
            for name, parts in new.chunks.items()
            if name not in old.chunks
            for part in parts
        ]
        condensed = [g for key, g in new.groups.items() if key not in old.groups]
        merged = 0 if new.top == old.top else 1
        ideal = 0 if kind == "rename" else len(own) + new.levels + 1
        claims = sum(map(_sent, [g.nodes for g in condensed]))
        claims += merged * _sent(new.top)
        text = sum(part.tokens for part in own)
        per_level = _sent(new.top) if ideal else 0
        usual = mean([_sent(g.nodes) for g in new.groups.values()] or [0])
        least = text + per_level + (new.levels * usual if ideal else 0)
        calls = len(own) + len(condensed) + merged
        found.append((calls, ideal, text + claims, least))
    calls, ideals, sent, least = zip(*found, strict=True)
    whole = sum(map(len, old.chunks.values())) + len(old.groups) + 1
    return Row(
        change=kind,
        articles=len(before),
        levels=old.levels,
        whole=whole,
        calls=mean(calls),
        ideal=mean(ideals),
        most=max(calls),
        tokens=mean(sent),
        ideal_tokens=mean(least),
    )


def _state(of: Sequence[Article], cut: Mapping[str, Sequence[Chunk]]) -> _State:
    chunks = {a.id: cut[a.id] if a.id in cut else _cut(a) for a in of}
    top = grouping.top(of, chunks, SETTINGS.merge_tokens)
    groups = {
        tuple(leaf.chunk for leaf in grouping.leaves([g])): g
        for g in grouping.groups(top)
    }
    return _State(chunks, groups, top)


def _cut(article: Article) -> tuple[Chunk, ...]:
    return chunk(article, COUNT, budget_tokens=SETTINGS.chunk_tokens)


def _sent(nodes: Sequence[Node]) -> int:
    return min(sum(map(grouping.expected, nodes)), SETTINGS.merge_tokens)


def _changed(
    kind: str, before: Sequence[Article], at: int, extra: Article, random: Random
) -> list[Article]:
    after = list(before)
    if kind == "add":
        after.append(extra)
    elif kind == "remove":
        del after[at]
    elif kind == "edit":
        after[at] = edited(after[at], random)
    else:
        after.append(after.pop(at).model_copy(update={"path": "renamed.txt"}))
    return after


def edited(article: Article, random: Random) -> Article:
    """`article` with one sentence written anew."""
    at = random.randrange(len(article.sentences))
    spans, texts, end = [], [], 0
    for number, span in enumerate(article.sentences):
        text = article.text[span.start : span.end] if number != at else "It was so."
        spans.append(Sentence(start=end, end=end + len(text), paragraph=span.paragraph))
        texts.append(text)
        end += len(text) + 1
    update = {
        "id": f"{article.id}e{at}",
        "text": " ".join(texts),
        "sentences": tuple(spans),
    }
    return article.model_copy(update=update)


def report(rows: Sequence[Row]) -> str:
    """The table as text."""
    head = "change  articles  levels   whole   calls   ideal   most    tokens     ideal"
    return "\n".join(
        [head]
        + [
            f"{row.change:7} {row.articles:8} {row.levels:7} {row.whole:7} "
            f"{row.calls:7.2f} {row.ideal:7.2f} {row.most:6} {row.tokens:9,.0f} "
            f"{row.ideal_tokens:9,.0f}"
            for row in rows
        ]
    )


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = run(given.articles, given.changes, given.seed)
    print(report(rows))
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
