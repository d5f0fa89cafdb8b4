"""Which ledgers are condensed together: known from the articles, before any reply.

The leaves are the chunks of all articles, in an order that an edit hardly changes. They
are cut into groups where their content says, the groups into groups again, until one
request takes what is left. So the number of calls is known beforehand, an article that
is added, edited or taken away changes one group of each level, and the rest stays as
it is (the idea of prolly trees).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefer.cutting import hashed, runs
from briefer.schema import Article, Chunk

LEDGER_FLOOR = 300
LEDGER_SHARE = 1.4
"""A ledger has about 300 tokens and 1.4 for each token of its chunk. Measured on the
replies for `seeds/`: 885 to 1,994 tokens from chunks of 421 to 1,207."""
LEAF = 3
"""A leaf takes at most 1/LEAF of the budget, hence so does any node. A run above the
budget then has four nodes or more, and of the two parts of its last cut one has two at
least: every level is shorter than the one below, and the tree ends."""
WINDOW = 6
"""A group is condensed to 1/WINDOW of the budget: wide enough for some 70 claims, and
narrow enough for three levels at 1,000 articles."""
FILLED = 0.75
"""Share of that which condensed claims take: a prompt asks for one for every 60 tokens,
and one takes about 45."""
AT_THE_TOP = 2
"""Condensed nodes may exceed the last request so many times and are then trimmed to it,
which keeps more than another level would."""


@dataclass(frozen=True)
class Leaf:
    """The claims of one chunk of an article."""

    chunk: Chunk
    tokens: int
    """So much of its ledger goes up, however little room there is."""
    likeness: bytes
    """The smallest hash of its sentences: the same for most edits and near copies."""

    @property
    def key(self) -> bytes:
        """What cuts are decided by: hashed again, for `likeness` decides the order."""
        return hashed(self.likeness.hex())


@dataclass(frozen=True)
class Group:
    """Nodes whose claims are condensed together: two or more."""

    nodes: tuple[Node, ...]
    tokens: int
    """What it is condensed to, at most."""

    @property
    def key(self) -> bytes:
        return self.nodes[0].key


Node = Leaf | Group


def top(
    articles: Sequence[Article], chunks: Mapping[str, Sequence[Chunk]], budget: int
) -> tuple[Node, ...]:
    """The nodes whose claims the last request holds, of `budget` tokens.

    `chunks` are those of each article by its id. Folders whose ledgers fit one request
    have leaves only.
    """
    nodes: list[Node] = list(_leaves(articles, chunks, budget))
    most = budget
    while sum(node.tokens for node in nodes) > most:
        weights = [node.tokens for node in nodes]
        keys = [(False, node.key) for node in nodes]
        cuts = runs(weights, keys, budget)
        nodes = [_group(nodes[a:b], budget) for a, b in cuts]
        most = AT_THE_TOP * budget
    return tuple(nodes)


def expected(node: Node) -> int:
    """Tokens of claims that `node` is likely to bring, where there is room for all."""
    if isinstance(node, Group):
        return int(FILLED * node.tokens)
    return LEDGER_FLOOR + int(LEDGER_SHARE * node.chunk.tokens)


def height(node: Node) -> int:
    """How many groups stand above one another, up to `node`."""
    return 1 + max(map(height, node.nodes)) if isinstance(node, Group) else 0


def groups(nodes: Sequence[Node]) -> Iterator[Group]:
    """Every group among and below `nodes`, the lower ones first."""
    for node in nodes:
        if isinstance(node, Group):
            yield from groups(node.nodes)
            yield node


def leaves(nodes: Sequence[Node]) -> Iterator[Leaf]:
    """Every leaf among and below `nodes`, in order."""
    for node in nodes:
        if isinstance(node, Group):
            yield from leaves(node.nodes)
        else:
            yield node


def _group(nodes: Sequence[Node], budget: int) -> Node:
    return nodes[0] if len(nodes) == 1 else Group(tuple(nodes), budget // WINDOW)


def _leaves(
    articles: Sequence[Article], chunks: Mapping[str, Sequence[Chunk]], budget: int
) -> Iterator[Leaf]:
    """Chunks by the day their article states, so that one situation's are near each
    other, then by likeness, which keeps an edited article where it was.
    """
    texts = {article.id: article for article in articles}
    made = {
        name: [_leaf(texts[name], chunk, budget) for chunk in parts]
        for name, parts in chunks.items()
    }
    order = sorted(
        (texts[name].published.date or "9999", min(leaf.likeness for leaf in of), name)
        for name, of in made.items()
        if of
    )
    for _, _, name in order:
        yield from made[name]


def _leaf(article: Article, chunk: Chunk, budget: int) -> Leaf:
    numbers = range(chunk.first, chunk.last + 1)
    return Leaf(
        chunk=chunk,
        tokens=min(LEDGER_FLOOR + int(LEDGER_SHARE * chunk.tokens), budget // LEAF),
        likeness=min(hashed(article.sentence(number)) for number in numbers),
    )
