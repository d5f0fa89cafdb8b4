"""What is asked of a model and what comes back: the seam to all endpoints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Protocol

from briefer.schema import Usage

Finish = Literal["stop", "length", "refusal", "filter"]
KEPT: tuple[Finish, ...] = ("stop", "length")
"""Ends of replies worth keeping: one that was cut off says to ask with more room."""


@dataclass(frozen=True)
class Message:
    """One message of a request."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True)
class ReplySchema:
    """The JSON schema a reply must fit, as JSON text.

    Its order is kept: models write the properties in the order of the schema.
    """

    name: str
    text: str

    @classmethod
    def of(cls, name: str, schema: dict[str, object]) -> ReplySchema:
        """The schema `schema` under the name endpoints show for it."""
        text = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
        return cls(name, text)

    @cached_property
    def digest(self) -> str:
        return sha256(self.text)

    @cached_property
    def parsed(self) -> Mapping[str, object]:
        parsed: dict[str, object] = json.loads(self.text)
        return parsed


@dataclass(frozen=True)
class Request:
    """One question to a model; `stage` and `label` are for people only."""

    model: str
    messages: tuple[Message, ...]
    schema: ReplySchema
    max_tokens: int
    temperature: float | None = None
    stage: str = field(default="", compare=False)
    label: str = field(default="", compare=False)
    """What the request is about, such as the name of an article."""
    within_s: float | None = field(default=None, compare=False)
    """How long an answer is worth waiting for, in seconds, if not as usual."""

    @cached_property
    def key(self) -> str:
        """SHA-256 over all that can change the answer, and nothing else."""
        asked = {
            "model": self.model,
            "messages": [[m.role, m.content] for m in self.messages],
            "schema": self.schema.digest,
            "max_tokens": self.max_tokens,
            "temperature": self.temperature,
        }
        return sha256(canonical(asked))

    @property
    def entry(self) -> str:
        """The name of the store entry that holds the reply."""
        return f"{self.stage or 'request'}-{self.key[:24]}"


@dataclass(frozen=True)
class Reply:
    """What a model answered."""

    text: str
    model: str
    """The model as the endpoint names it."""
    finish: Finish = "stop"
    usage: Usage = field(default_factory=Usage)
    created: str = ""
    """UTC, to the second."""
    endpoint: str = ""
    """Address of the endpoint without user, password and query."""
    is_recorded: bool = field(default=False, compare=False)
    """Whether it came from the store, so that nothing was paid for it now."""
    is_stale: bool = field(default=False, compare=False)
    """Whether it was given to a request that is not quite this one."""
    headers: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Of the answer: those about rate limits, by lower-case names."""


class Client(Protocol):
    """Anything that can answer a request."""

    async def complete(self, request: Request) -> Reply:
        """The reply to `request`; raises `ArticleError` or `RunError`."""
        ...

    def reject(self, request: Request) -> None:
        """Note that the reply to `request` was of no use and must not be reused."""
        ...


MESSAGE_TOKENS = 4
"""What chat formats add to each message."""


def tokens_of(request: Request, count: Callable[[str], int]) -> int:
    """The tokens that `request` sends, its schema included."""
    texts = [request.schema.text, *(message.content for message in request.messages)]
    return sum(map(count, texts)) + MESSAGE_TOKENS * len(request.messages)


def canonical(value: object) -> str:
    """`value` as JSON text that is the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """The SHA-256 of the UTF-8 bytes of `text`, lone surrogates included."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
