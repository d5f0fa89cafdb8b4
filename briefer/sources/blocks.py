"""From the lines of a draft to blocks: wrapped lines joined, lists recognized."""

from __future__ import annotations

from itertools import groupby, pairwise

from briefer.sources.base import Block, Draft
from briefer.sources.shapes import (
    bullet,
    is_byline,
    is_cjk,
    is_numbered,
    is_stopped,
    unglue,
)

_WIDEST = 130
"""Characters: mail and editors wrap at 72 to 120; longer lines are paragraphs."""
_NARROWEST = 30


def blocks(draft: Draft) -> tuple[Block, ...]:
    """The blocks of a draft in order; their text is normalized already.

    A list entry loses its bullet and keeps its number. Lines are joined where a text is
    wrapped: the next one starts in lower case, or would not have fitted any more.
    """
    lines = [
        Block(text, number, kind="heading" if number in draft.headings else "")
        for number, text in enumerate(draft.text.split("\n"), 1)
    ]
    runs = [list(run) for full, run in groupby(lines, lambda b: bool(b.text)) if full]
    width = _wrap_width(runs)
    return tuple(block for run in runs for block in _run_blocks(run, width))


def _wrap_width(runs: list[list[Block]]) -> int:
    """The width at which the text is wrapped, in characters; 0 where it is not."""
    pairs = [pair for run in runs for pair in pairwise(run)]
    if not pairs:
        return 0
    width = max(len(line.text) for pair in pairs for line in pair)
    continued = sum(_continues(first.text, second.text) for first, second in pairs)
    # half of the lines of German text start in lower case, two thirds of English ones
    wrapped = continued * 3 >= len(pairs) and _NARROWEST <= width <= _WIDEST
    return width if wrapped else 0


def _continues(first: str, second: str) -> bool:
    """Whether the second line goes on in the middle of a sentence of the first."""
    if is_stopped(first) or bullet(second) or first.endswith(":"):
        return False
    return second[0].islower() or (is_cjk(first[-1]) and is_cjk(second[0]))


def _run_blocks(run: list[Block], width: int) -> list[Block]:
    """The blocks of lines that no empty line parts."""
    joined: list[tuple[Block, list[str]]] = []
    last = ""
    for line in run:
        is_text = joined and "heading" not in (line.kind, joined[-1][0].kind)
        if is_text and _joins(last, line.text, width):
            joined[-1][1].append(_between(last, line.text) + line.text)
        else:
            joined.append((line, [line.text]))
        last = line.text
    return _with_kinds([Block("".join(p), b.line, b.kind) for b, p in joined])


def _joins(first: str, second: str, width: int) -> bool:
    if bullet(second) or is_numbered(second) or (not width and is_byline(second)):
        return False
    if _continues(first, second):
        return True
    if not width or first.endswith(":"):
        return False
    return len(first) + 1 + len(second.split(" ", 1)[0]) > width


def _between(first: str, second: str) -> str:
    """What parts two wrapped lines: a space, but not after a hyphen or in Chinese."""
    hyphen = first.endswith("-") and first[-2:-1].isalpha() and second[0].islower()
    close = hyphen or (is_cjk(first[-1]) and is_cjk(second[0]))
    return "" if close else " "


def _with_kinds(lines: list[Block]) -> list[Block]:
    """Blocks marked as list entries, glued labels parted, the first one marked."""
    parts = [(line, part) for line in lines for part in unglue(line.text)]
    return [
        _block(line, part, gap=index == 0) for index, (line, part) in enumerate(parts)
    ]


def _block(line: Block, text: str, *, gap: bool) -> Block:
    entry = bullet(text)
    is_item = bool(entry) or is_numbered(text)
    kind = line.kind or ("item" if is_item else "")
    return Block(entry or text, line.line, kind, gap)
