"""Where the parts of a page's figures lie; templates only draw them.

Lengths are units of an SVG's `viewBox`, 1,000 of them to the width of a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from briefer.dates import format_date, precision
from briefer.views import (
    Axis,
    Coverage,
    Dot,
    Entry,
    Group,
    Matrix,
    MatrixRow,
    Part,
    Point,
    Series,
    Silence,
    Tick,
    Words,
)

WIDTH = 1000
MARGIN = 80
"""Room on both sides, half a label wide, so that the outer ones are whole."""
STEP = 16
"""Distance of dots above one another: their diameter and a little air."""
TICKS = 5
"""Most labels below the axis; "September 2025" takes about a sixth of the width."""
LONG = 0.2
"""Part of the axis from which a stretch without an event is named."""
USES = ("unused", "claimed", "cited")
"""What a briefing makes of a sentence."""
HIGH = 24
"""Height of the strip that shows it."""
FAR = 0.4
"""Part of the axis that separates an event of the past from what the timeline is of."""
NOT_NAMED = "outlet not named"
LEAST = 3
"""Days a series has at least; two values are told as well by the table."""
LABEL = 170
"""About the width of a day such as `4 September 2025`."""
PLOT = 150
"""Height of a series, from the lowest value to the highest, zero among them."""
COLUMNS = 12
"""Most outlets of a matrix, which is about what a wide screen shows."""


def axis(entries: Sequence[Entry]) -> Axis | None:
    """The timeline on a real scale of days; none for fewer than two distinct days."""
    days = [_first(e.day.iso) for e in entries if precision(e.day.iso)]
    scale = _without_far(sorted(set(days)))
    if len(scale) < 2:
        return None
    per_day = (WIDTH - 2 * MARGIN) / (scale[-1] - scale[0]).days

    def at(day: date) -> int:
        return round(MARGIN + (day - scale[0]).days * per_day)

    shown = [e for e in entries if precision(e.day.iso) and _first(e.day.iso) in scale]
    dots = _piled([(at(_first(e.day.iso)), e) for e in shown])
    return Axis(
        dots=dots,
        ticks=tuple(Tick(at(day), _month(day)) for day in _months(scale)),
        silences=tuple(Silence(at(a), at(b), (b - a).days) for a, b in _gaps(scale)),
        height=max(dot.up for dot in dots) + STEP,
        earlier=len(days) - len(shown),
        undated=len(entries) - len(days),
    )


def _without_far(days: Sequence[date]) -> Sequence[date]:
    """`days` without those that a few recent ones leave far behind."""
    for n in range(len(days) - 2):
        if (days[n + 1] - days[n]).days <= FAR * (days[-1] - days[n]).days:
            return days[n:]
    return days


def _piled(placed: Sequence[tuple[int, Entry]]) -> tuple[Dot, ...]:
    piles: Counter[int] = Counter()
    dots = []
    for x, entry in placed:
        up = piles[x // STEP] * STEP
        piles[x // STEP] += 1
        dots.append(Dot(x, up, entry.day.text, entry.day.basis == "inferred"))
    return tuple(dots)


def _first(iso: str) -> date:
    filled = {"day": "", "month": "-01", "year": "-01-01"}[precision(iso)]
    return date.fromisoformat(iso + filled)


def _months(scale: Sequence[date]) -> list[date]:
    """Firsts of months between the ends, evenly thinned; the ends where none lies."""
    day, firsts = scale[0].replace(day=1), []
    while day <= scale[-1]:
        firsts += [day] if day >= scale[0] else []
        day = (day + timedelta(days=31)).replace(day=1)
    return firsts[:: -(-len(firsts) // TICKS) or 1] or [scale[0], scale[-1]]


def _month(day: date) -> str:
    return format_date(day.isoformat()[:7] if day.day == 1 else day.isoformat())


def _gaps(days: Sequence[date]) -> list[tuple[date, date]]:
    whole = (days[-1] - days[0]).days
    return [(a, b) for a, b in pairwise(days) if (b - a).days > LONG * whole]


@dataclass(frozen=True)
class Value:
    """What a figure says of a quantity on a day, as a number."""

    title: str
    key: tuple[object, ...]
    """Equal for values that can stand in one series."""
    day: str
    number: float
    text: str
    printed: str
    """The day as it is printed."""


def series(values: Iterable[Value]) -> tuple[Series, ...]:
    """The quantities that `values` give on at least `LEAST` days, first come first."""
    found: dict[tuple[object, ...], dict[str, Value]] = {}
    for value in values:
        found.setdefault(value.key, {}).setdefault(value.day, value)
    told = (sorted(days.values(), key=lambda v: v.day) for days in found.values())
    return tuple(_series(days) for days in told if len(days) >= LEAST)


def _series(values: Sequence[Value]) -> Series:
    days = [date.fromisoformat(value.day).toordinal() for value in values]
    numbers = [value.number for value in values]
    span = days[-1] - days[0]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    reach = (high - low) or 1.0
    places = [
        MARGIN + round((WIDTH - 2 * MARGIN) * (day - days[0]) / span) for day in days
    ]
    roomy = _roomy(places)
    return Series(
        title=values[0].title,
        told="; ".join(f"{value.printed}: {value.text}" for value in values),
        points=tuple(
            Point(
                x=x,
                y=round(PLOT * (high - value.number) / reach),
                value=value.text if x in roomy else "",
                day=value.printed if x in roomy else "",
            )
            for x, value in zip(places, values, strict=True)
        ),
    )


def _roomy(places: Sequence[int]) -> set[int]:
    """The places with room for a label, both ends among them."""
    kept = [places[0]]
    for x in places[1:-1]:
        if x - kept[-1] >= LABEL and places[-1] - x >= LABEL:
            kept.append(x)
    return {*kept, places[-1]}


def matrix(stories: Sequence[Group], outlets: Iterable[str]) -> Matrix | None:
    """Which outlet reports which story; none where there is nothing to compare."""
    known = tuple(dict.fromkeys(outlet or NOT_NAMED for outlet in outlets))
    if len(known) < 2 or len(stories) < 2:
        return None
    cells = {story: _passages(story) for story in stories}
    total = sum(cells.values(), Counter[str]())
    shown = sorted(known, key=lambda name: -total[name])[:COLUMNS]
    return Matrix(
        outlets=tuple(shown),
        rows=tuple(
            MatrixRow(story.title, tuple(cells[story][name] for name in shown))
            for story in stories
        ),
        left_out=len(known) - len(shown),
    )


def _passages(story: Group) -> Counter[str]:
    """Outlet to how many of its passages the story rests on, further reports too."""
    places = {p.number: p.source.outlet for line in story.lines for p in line.passages}
    also = {source.id: source.outlet for line in story.lines for source in line.also}
    return Counter(name or NOT_NAMED for name in [*places.values(), *also.values()])


def coverage(paragraphs: Iterable[Iterable[Words]]) -> Coverage:
    """The sentences of an article side by side, as wide as they are long."""
    words = [word for paragraph in paragraphs for word in paragraph]
    total = sum(len(word.text) for word in words) or 1
    numbers: dict[str, list[int]] = {kind: [] for kind in USES}
    paths: dict[str, str] = dict.fromkeys(USES, "")
    left, before = 0, 0
    for word in words:
        before += len(word.text)
        right = round(before * WIDTH / total)
        kind = "cited" if word.is_cited else "claimed" if word.is_evidence else "unused"
        numbers[kind].append(word.number)
        paths[kind] += f"M{left} 0H{right}V{HIGH}H{left}z"
        left = right
    return Coverage(
        sentences=len(words),
        cited=tuple(numbers["cited"]),
        claimed=tuple(numbers["claimed"]),
        parts=tuple(Part(kind, path) for kind, path in paths.items() if path),
    )
