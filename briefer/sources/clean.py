"""What of a text is the article, and what the page put around it.

Each pass looks at all blocks and gives further ones a reason to be set aside; a block
without a reason stays. A pass that is not sure leaves a block where it is: a teaser too
many does less harm than a sentence lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from briefer.schema import SetAside
from briefer.sources import cues, heads
from briefer.sources.base import Block, Cleaned
from briefer.sources.labels import is_related_label, is_summary_label
from briefer.sources.masthead import masthead
from briefer.sources.shapes import (
    agency,
    is_all_capitals,
    is_byline,
    is_date_line,
    is_dated_name,
    is_heading,
    is_headline,
    is_labeled_date,
    is_prose,
    is_stopped,
    is_title_case,
    is_truncated,
    keywords,
    words,
)

Reasons = tuple[str, ...]
"""For each block why it is set aside; empty for those that stay."""

_LONGEST_TITLE = 30
"""Words of a title."""
_TOP = 8
"""Blocks at the start among which a page shows bylines and dates."""
_WORDS = re.compile(r"[\w'’-]+")


def clean(blocks: Sequence[Block], *, title: str = "") -> Cleaned:
    """The article among `blocks`: its title, its paragraphs and what was set aside.

    `title` is what the format says; without it a first line that looks like a headline
    is taken. Nothing is lost: each block is the title, in a paragraph, or set aside.
    """
    blocks = blocks if title else _apart(blocks)
    reasons = tuple(cues.reason(block.text) for block in blocks)
    reasons = _top_matter(blocks, reasons)
    reasons = _breadcrumb(blocks, reasons, title)
    reasons = _related(blocks, reasons)
    reasons = _above(blocks, reasons, title)
    head = _title(blocks, reasons, title)
    reasons = _teasers(blocks, reasons, head)
    reasons = _captions(blocks, reasons, head)
    reasons = _summary_box(blocks, reasons)
    reasons = _headings(blocks, reasons, head, title)
    return _cleaned(blocks, reasons, head, title)


def _mark(reasons: Reasons, indices: Iterable[int], reason: str) -> Reasons:
    """The reasons with `reason` at `indices`, where there was none yet."""
    chosen = set(indices)
    return tuple(
        reason if index in chosen and not old else old
        for index, old in enumerate(reasons)
    )


def _overrule(reasons: Reasons, indices: Iterable[int], reason: str) -> Reasons:
    """The reasons with `reason` at `indices`, whatever was there."""
    chosen = set(indices)
    return tuple(reason if i in chosen else old for i, old in enumerate(reasons))


def _open(reasons: Reasons) -> list[int]:
    """The indices of the blocks that have no reason yet."""
    return [index for index, reason in enumerate(reasons) if not reason]


def _fold(text: str) -> str:
    """Letters and digits in lower case, to compare lines by what they say."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _keywords(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in keywords(text)}


def _shared(text: str, known: set[str]) -> float:
    """The part of the keywords of `text` that are among the known ones."""
    own = _keywords((text,))
    return len(own & known) / len(own) if own else 0.0


# Bylines, dates and the way to the page


def _apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a first line that holds a whole head taken apart."""
    first = [block for block in blocks[:1] if not block.kind]
    parts = [
        replace(block, text=part) for block in first for part in heads.split(block.text)
    ]
    top = [*parts, *blocks[len(first) : _TOP]]
    named = [replace(block, text=heads.headline(block.text)) for block in top]
    return [*named, *blocks[_TOP:]]


def _top_matter(blocks: Sequence[Block], reasons: Reasons) -> Reasons:
    """Bylines near start and end; bare dates only above the first paragraph."""
    texts = [block.text for block in blocks]
    lead = _lead(blocks, reasons)
    near = [i for i in range(len(blocks)) if i < _TOP or i >= len(blocks) - 3]
    bylines = [i for i in near if is_byline(blocks[i].text)]
    dates = [
        i
        for i, block in enumerate(blocks)
        if is_labeled_date(block.text)
        or (i < lead and _is_dated(block.text))
        or (i == len(blocks) - 1 and heads.is_origin(block.text))
    ]
    wires = [i + 1 for i in bylines if _is_wire(texts[i + 1 : i + 2])]
    reasons = _overrule(_overrule(reasons, wires, "credit"), dates, "date")
    return _mark(reasons, bylines, "byline")


def _lead(blocks: Sequence[Block], reasons: Reasons) -> int:
    """The index of the first paragraph, or how many blocks there are."""
    texts = [block.text for block in blocks]
    prose = (i for i in _open(reasons) if is_prose(texts[i]))
    body = (i for i in prose if i or not is_headline(texts[0]))  # a question may be one
    return next((i for i in body if not _is_dated(texts[i])), len(blocks))


def _is_dated(text: str) -> bool:
    """Whether a line above the article is there for its date."""
    if is_date_line(text) or is_dated_name(text) or masthead(text) is not None:
        return True
    return heads.is_dated(text) and not is_byline(text)


def _above(blocks: Sequence[Block], reasons: Reasons, title: str) -> Reasons:
    """Outlet, section and labels above a headline that only its place tells."""
    lead = _lead(blocks, reasons)
    top = blocks[:lead]
    if title or lead == len(blocks) or any(block.kind == "heading" for block in top):
        return reasons
    pairs = zip(top, reasons[:lead], strict=True)
    texts = ["" if why or block.kind else block.text for block, why in pairs]
    body = blocks[lead:] if sum(map(bool, texts)) > 1 else ()  # one line is no choice
    known = {w for one in body for w in _WORDS.findall(one.text.casefold())}
    found = heads.reasons(texts, known)
    return tuple(why or found.get(index, "") for index, why in enumerate(reasons))


def _is_wire(below: Sequence[str]) -> bool:
    """Whether the line below a byline is the name of an agency."""
    return bool(below) and words(below[0]) <= 3 and bool(agency(below[0]))


def _breadcrumb(blocks: Sequence[Block], reasons: Reasons, title: str) -> Reasons:
    """A list at the very top whose last entry is the title that follows it."""
    run = 0
    while run < len(blocks) and blocks[run].kind == "item":
        run += 1
    if run < 2 or run == len(blocks):
        return reasons
    last, heads = _fold(blocks[run - 1].text), {_fold(blocks[run].text), _fold(title)}
    short = all(words(block.text) <= 4 for block in blocks[:run])
    if last in heads or (short and is_headline(blocks[run].text)):
        return _mark(reasons, range(run), "navigation")
    return reasons


# Other stories


def _related(blocks: Sequence[Block], reasons: Reasons) -> Reasons:
    """Labeled lists of other stories, until the article goes on."""
    taken: set[int] = set()
    if not any(map(_is_label, blocks, reasons)):
        return reasons
    known: set[str] = set()
    inside = is_compact = False
    for index, block in enumerate(blocks):
        if _is_label(block, reasons[index]):
            inside, is_compact = True, _is_compact(blocks, index)
        elif inside and not reasons[index]:
            ends = is_compact and block.gap and is_prose(block.text)
            inside = not ends and not _goes_on(blocks, reasons, index, known)
        if inside and reasons[index] not in ("notice", "share"):
            taken.add(index)
        elif not reasons[index]:
            known |= _keywords((block.text,))
    return _overrule(reasons, taken, "related")


def _is_label(block: Block, reason: str) -> bool:
    return reason in ("", "prompt") and is_related_label(block.text)


def _is_compact(blocks: Sequence[Block], label: int) -> bool:
    """Whether two and more headlines follow a label without an empty line."""
    listed = blocks[label + 1 : label + 3]
    return len(listed) == 2 and not any(b.gap or _is_body(b) for b in listed)


def _goes_on(
    blocks: Sequence[Block], reasons: Reasons, index: int, known: set[str]
) -> bool:
    """Whether the article goes on here: two paragraphs, or one on its subject."""
    if not _is_body(blocks[index]):
        return False
    rest = (i for i in range(index + 1, len(blocks)) if not reasons[i])
    after = next((i for i in rest if not _is_label(blocks[i], "")), None)
    if after is not None and _is_body(blocks[after]):
        return True
    # a third of the longer words: teasers on other subjects share a tenth and less
    return _shared(blocks[index].text, known) >= 0.34


def _is_body(block: Block) -> bool:
    return block.kind == "" and words(block.text) >= 8 and is_prose(block.text)


def _teasers(blocks: Sequence[Block], reasons: Reasons, head: int) -> Reasons:
    """Unlabeled lists of other stories: cut-off teasers, headlines, shouted links."""
    left = [i for i in _open(reasons) if i != head]
    if not _has_stops(blocks, left):
        return reasons
    chosen = _cut_off(blocks, left) | _trailing_headlines(blocks, left)
    shouted = [i for i in left if i > head and is_all_capitals(blocks[i].text)]
    return _mark(reasons, [*chosen, *shouted], "related")


def _has_stops(blocks: Sequence[Block], left: Sequence[int]) -> bool:
    """Whether the text ends its paragraphs as usual, so that a missing stop means"
    " it."""
    stopped = sum(is_stopped(blocks[i].text) for i in left)
    return stopped >= 2 and stopped * 10 >= len(left) * 3


def _cut_off(blocks: Sequence[Block], left: Sequence[int]) -> set[int]:
    """Teasers that end in an ellipsis with the headlines above them; two or more."""
    chosen: list[set[int]] = []
    for place, index in enumerate(left):
        if is_truncated(blocks[index].text):
            above = _headlines_above(blocks, left[:place])
            chosen += [{index, *above}] if above else []
    return set().union(*chosen) if len(chosen) >= 2 else set()


def _headlines_above(blocks: Sequence[Block], above: Sequence[int]) -> list[int]:
    """The one or two headlines that end the blocks `above`."""
    found: list[int] = []
    for index in reversed(above[-2:]):
        if not is_headline(blocks[index].text) or is_prose(blocks[index].text):
            break
        found.append(index)
    return found


def _trailing_headlines(blocks: Sequence[Block], left: Sequence[int]) -> set[int]:
    """Three and more headlines at the end, where no list was announced."""
    run: list[int] = []
    for index in reversed(left):
        text = blocks[index].text
        if blocks[index].kind == "item" or words(text) < 5 or is_stopped(text):
            break
        run.append(index)
    before = left[: len(left) - len(run)]
    announced = bool(before) and blocks[before[-1]].text.endswith(":")
    ends = all(is_headline(blocks[index].text) for index in run)
    return set(run) if len(run) >= 3 and ends and not announced else set()


# Pictures and boxes


def _captions(blocks: Sequence[Block], reasons: Reasons, head: int) -> Reasons:
    """The lines beside a credited picture that belong to it."""
    pictures = [i for i, reason in enumerate(reasons) if reason == "caption"]
    above = [i - 1 for i in pictures if _names_picture(blocks, reasons, head, i - 1)]
    reasons = _mark(reasons, above, "caption")
    left = [i for i in _open(reasons) if i != head]
    is_below = bool(left) and left[0] - 1 in pictures
    below = left[:1] if is_below and _repeats_below(blocks, left) else []
    return _mark(reasons, below, "caption")


def _names_picture(
    blocks: Sequence[Block], reasons: Reasons, head: int, index: int
) -> bool:
    """Whether a short line without a stop stands above a picture, inside the text."""
    if index <= head or index < 0 or reasons[index]:
        return False
    text = blocks[index].text
    return words(text) <= 8 and is_headline(text) and not is_stopped(text)


def _repeats_below(blocks: Sequence[Block], left: Sequence[int]) -> bool:
    """Whether the line between a picture and the lead says what the text repeats."""
    text = blocks[left[0]].text
    if len(left) < 3 or words(text) > 14 or words(blocks[left[1]].text) < 20:
        return False
    known = _keywords(blocks[i].text for i in left[1:])
    return len(_keywords((text,))) >= 4 and _shared(text, known) >= 0.8


def _summary_box(blocks: Sequence[Block], reasons: Reasons) -> Reasons:
    """Labeled bullet points, where the text below says the same."""
    left = _open(reasons)
    labels = [i for i in left if is_summary_label(blocks[i].text)]
    if not labels:
        return reasons
    boxes = {i: list(_items_below(blocks, i)) for i in labels}
    inside = {i for label, box in boxes.items() for i in (label, *box)}
    known = _keywords(blocks[i].text for i in left if i not in inside)
    chosen = [
        i
        for label, box in boxes.items()
        if box and _shared(" ".join(blocks[b].text for b in box), known) >= 0.6
        for i in (label, *box)
    ]
    return _mark(reasons, chosen, "summary-box")


def _items_below(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The indices of the list entries that follow a block at once."""
    for below in range(index + 1, len(blocks)):
        if blocks[below].kind != "item":
            return
        yield below


# Title and headings


def _title(blocks: Sequence[Block], reasons: Reasons, title: str) -> int:
    """The index of the block that holds the title; -1 where none does."""
    left = _open(reasons)
    if title:
        top = [i for i in left[:3] if _fold(blocks[i].text) == _fold(title)]
        return top[0] if top else -1
    if len(left) < 2:
        return -1
    first = left[1] if _is_kicker(blocks, left) else left[0]
    is_title = _is_title(blocks[first]) or _is_above_date(blocks, reasons, first)
    return first if is_title else -1


def _is_above_date(blocks: Sequence[Block], reasons: Reasons, index: int) -> bool:
    """Whether a line in title case, stops or not, is right above day or author."""
    below = reasons[index + 1 : index + 2]
    is_above = below in (("date",), ("byline",))
    text = blocks[index].text
    return is_above and is_title_case(text) and words(text) <= _LONGEST_TITLE


def _is_title(block: Block) -> bool:
    if block.kind:
        return block.kind == "heading"
    if not is_headline(block.text):
        return False
    # a question can open an article; as a title it stands in capitals or is short
    return not is_stopped(block.text) or words(block.text) <= 16


def _is_kicker(blocks: Sequence[Block], left: Sequence[int]) -> bool:
    """Whether the first line is a short label above the real headline."""
    if len(left) < 3:
        return False
    first, second = blocks[left[0]].text, blocks[left[1]].text
    if words(first) > (3 if first.isupper() else 2) or is_stopped(first):
        return False
    return words(second) >= 4 and is_headline(second) and not is_stopped(second)


def _headings(
    blocks: Sequence[Block], reasons: Reasons, head: int, title: str
) -> Reasons:
    """Headings that the format marks, and short lines between paragraphs."""
    left = [i for i in _open(reasons) if i != head]
    marked = [i for i in left if blocks[i].kind == "heading"]
    kickers = [i for i in left if i < head]
    reasons = _mark(_mark(reasons, marked, "heading"), kickers, "navigation")
    left = [i for i in left if reasons[i] == ""]
    if not _has_stops(blocks, left):
        return reasons
    deck = left[0] if left and (head >= 0 or title) else -1
    found = [
        index
        for place, index in enumerate(left)
        if (index != deck or words(blocks[index].text) < 6)
        and _heads(blocks, left, place)
    ]
    return _mark(reasons, found, "heading")


def _heads(blocks: Sequence[Block], left: Sequence[int], place: int) -> bool:
    """Whether a heading-like line has a paragraph or a list below it."""
    block = blocks[left[place]]
    if block.kind == "item" or not is_heading(block.text):
        return False
    # behind a colon or a comma a line is an entry of a list without bullets
    above = blocks[left[place - 1]].text if place else ""
    below = left[place + 1 : place + 3]
    return not above.endswith((":", ",")) and any(_is_text(blocks[i]) for i in below)


def _is_text(block: Block) -> bool:
    return block.kind == "item" or is_prose(block.text)


# What comes out


def _cleaned(
    blocks: Sequence[Block], reasons: Reasons, head: int, title: str
) -> Cleaned:
    pairs = list(zip(blocks, reasons, strict=True))
    kept = [b for i, (b, reason) in enumerate(pairs) if not reason and i != head]
    return Cleaned(
        title=title or (blocks[head].text if head >= 0 else ""),
        paragraphs=_paragraphs(kept),
        set_aside=tuple(
            SetAside(text=b.text, reason=reason, line=b.line)
            for b, reason in pairs
            if reason
        ),
    )


def _paragraphs(kept: Sequence[Block]) -> tuple[str, ...]:
    """One paragraph a block; entries of one list are lines of one paragraph."""
    found: list[str] = []
    for is_list, run in groupby(kept, lambda block: block.kind == "item"):
        texts = [block.text for block in run]
        found += ["\n".join(texts)] if is_list else texts
    return tuple(found)
