"""What one rendering of a template may take, counted while it goes on."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from jinja2.exceptions import SecurityError
from pydantic import BaseModel

MAX_VALUE = 4_000_000
"""Characters of one value computed by a template."""

ITEM = 8
"""Characters that an item of a list counts for: its bytes in the list."""

BIT = 1_000
"""Characters that a bit of a number counts for: beyond 10,000 bits dividing takes
seconds."""

AT_ONCE = 1_000
"""Pieces of a result that are counted together; they are there already."""

_SEVERAL = (list, tuple, dict)


@dataclass(frozen=True)
class Budget:
    """Limits of one rendering; a page of 10,000 articles takes a tenth of each."""

    steps: int = 10_000_000
    """Turns of loops, and calls."""
    printed: int = 100_000_000
    """Characters of the result."""
    made: int = 200_000_000
    """Characters of all values made on the way: less than 1 GB, whatever the script."""
    seconds: float = 7
    """Of processor time; one more step may take one."""


class Meter:
    """Counts what a rendering takes; raises `SecurityError` beyond its budget."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.begin()

    def begin(self) -> None:
        """Count from nothing."""
        self._steps = self.budget.steps
        self._room = self.budget.made
        self._until = time.monotonic() + self.budget.seconds
        self._spent = time.thread_time()

    def charge(self, steps: int) -> None:
        """Count turns or calls, and look at the time."""
        self._steps -= steps
        if self._steps < 0:
            raise SecurityError(
                f"the template takes more than {self.budget.steps:,} steps"
            )
        if time.monotonic() > self._until:
            self._look()

    def grow(self, size: int) -> None:
        """Count a value of `size` before it is made."""
        if size > MAX_VALUE:
            raise SecurityError(
                f"the template makes a value of more than {MAX_VALUE:,} characters"
            )
        self.add(size)

    def add(self, size: int) -> None:
        """Count text put together of values that are there already."""
        self._room -= size
        if self._room < 0:
            raise SecurityError(
                f"the template makes more than {self.budget.made:,} characters"
            )

    def printed(self, pieces: Iterator[str]) -> str:
        """`pieces` put together to the result, if there is room for them."""
        kept: list[str] = []
        room = self.budget.printed
        while some := list(islice(pieces, AT_ONCE)):
            room -= sum(map(len, some))
            if room < 0:
                raise SecurityError(
                    f"the template prints more than {self.budget.printed:,} characters"
                )
            kept += some
        return "".join(kept)

    def _look(self) -> None:
        # the clock on the wall runs on while others have the processor
        if time.thread_time() - self._spent > self.budget.seconds:
            raise SecurityError(
                f"the template takes longer than {self.budget.seconds:g} seconds"
            )


class Counted:
    """The items of a loop, each turn counted."""

    def __init__(self, items: Any, meter: Meter) -> None:
        self._items = items
        self._meter = meter

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        charge = self._meter.charge
        for item in self._items:
            charge(1)
            yield item


def size(value: object) -> int:
    """What a computed value counts for, without what is in its items."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, int):
        return value.bit_length() * BIT
    return ITEM * len(value) if isinstance(value, _SEVERAL) else 0


def weight(value: object) -> int:
    """Characters that printing `value` may take, at least."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(weight(key) + weight(one) for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return sum(map(weight, value))
    if isinstance(value, BaseModel):
        return sum(map(weight, vars(value).values()))
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return sum(weight(getattr(value, field.name)) for field in fields)
    return 0
