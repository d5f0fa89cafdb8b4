"""Which recorded request is most like another one, and where the two first differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from briefer.llm.base import Message, Request

RUN = 3
"""Words in a row by which texts are compared: numbers and marks round a sentence that
a prompt adds or takes away change few of them."""
ALIKE = 0.7
"""From this likeness on two user messages are about the same text. Different requests
for `seeds/` reach 0.04, one with two words put before every sentence keeps 0.88."""
SHOWN = 160
"""Characters of a line that are shown."""
LEAD = 60
"""Those of them before the first difference."""


@dataclass(frozen=True)
class Difference:
    """The first line in which a request is not the recorded one."""

    role: str
    """Of the message; empty where all messages are the same, and a parameter is not."""
    line: int
    """Of the message, from 1; 0 for a parameter."""
    asked: str
    recorded: str

    @property
    def shown(self) -> tuple[str, str]:
        """Both lines, or what stands round their difference where they are long."""
        both = enumerate(zip(self.asked, self.recorded, strict=False))
        place = next((n for n, (a, b) in both if a != b), 0)
        start = max(0, place - LEAD)
        return _short(self.asked, start), _short(self.recorded, start)


@dataclass(frozen=True)
class Text:
    """What a request is told by: the words of its user message, then of all others."""

    user: frozenset[tuple[str, ...]]
    rest: frozenset[tuple[str, ...]]


def text_of(messages: Iterable[tuple[str, str]]) -> Text:
    """`messages`, role and content of each, made ready to be compared."""
    kinds: dict[bool, list[str]] = {True: [], False: []}
    for role, content in messages:
        kinds[role == "user"].append(content)
    return Text(_runs("\n".join(kinds[True])), _runs("\n".join(kinds[False])))


def likeness(a: Text, b: Text) -> tuple[float, float]:
    """How alike two requests are, 0 to 1 each: what they are about, and the rest."""
    return _share(a.user, b.user), _share(a.rest, b.rest)


def pairs(messages: Sequence[Message]) -> list[tuple[str, str]]:
    """Role and content of each message."""
    return [(message.role, message.content) for message in messages]


def recorded(asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Role and content of each message of a store entry's request."""
    return [(m["role"], "\n".join(m["content"])) for m in asked["messages"]]


def difference(request: Request, asked: Mapping[str, Any]) -> Difference:
    """Where `request` first differs from the one of a store entry."""
    both = zip_longest(pairs(request.messages), recorded(asked), fillvalue=("", ""))
    for (role, mine), (_, theirs) in both:
        if mine != theirs:
            return _first(role, mine.split("\n"), theirs.split("\n"))
    now: tuple[tuple[str, object, object], ...] = (
        ("model", request.model, asked["model"]),
        ("schema", request.schema.digest[:8], asked["schema"]["sha256"][:8]),
        ("reply tokens", request.max_tokens, asked["max_tokens"]),
        ("temperature", request.temperature, asked["temperature"]),
    )
    for name, new, old in now:
        if new != old:
            return Difference("", 0, f"{name} {new}", f"{name} {old}")
    return Difference("", 0, "", "")


def _first(role: str, asked: Sequence[str], recorded: Sequence[str]) -> Difference:
    both = zip_longest(asked, recorded, fillvalue="(end)")
    number, (mine, theirs) = next(
        (n, lines) for n, lines in enumerate(both, 1) if lines[0] != lines[1]
    )
    return Difference(role, number, mine, theirs)


def _short(line: str, start: int) -> str:
    """The part of `line` round its difference, on a terminal's terms."""
    start = start if len(line) > SHOWN else 0
    cut = line[start : start + SHOWN]
    shown = "".join(c if c.isprintable() else " " for c in cut)
    return "..." * (start > 0) + shown + "..." * (start + SHOWN < len(line))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(zip(*(words[n:] for n in range(RUN)), strict=False)) or frozenset(
        [tuple(words)]
    )


def _share(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))
