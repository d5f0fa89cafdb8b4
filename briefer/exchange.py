"""A request answered, read and, where the reply breaks its schema, repaired once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from briefer.errors import (
    RejectedRequest,
    ReplyCutOff,
    ReplyRefused,
    UnusableReply,
)
from briefer.llm.base import Client, Message, Reply, ReplySchema, Request, sha256

T = TypeVar("T", bound="ReplyModel")

PROBLEMS_TOLD = 5
"""Faults of a reply that the repair request names; more of them teach nothing new."""

ROOM = 2
"""How much longer a reply may be after one that was cut off."""
MOST_BRACKETS = 20_000
"""Beyond this a broken answer is not worth mending; whole ones have some hundred."""


class ReplyModel(BaseModel):
    """Base of what replies are read into: fields no one asked for are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


def _numbers(value: object) -> object:
    """Numbers out of what models write for a list of them: `3`, `"[3]"`, `["3, 4"]`."""
    if isinstance(value, list | tuple):
        return [n for item in value for n in _number(item)]
    return _number(value)


def _number(item: object) -> list[int]:
    if isinstance(item, bool) or not isinstance(item, int | str):
        raise ValueError("must be a list of numbers")
    return (
        [item] if isinstance(item, int) else [int(d) for d in re.findall(r"\d+", item)]
    )


Numbers = Annotated[tuple[int, ...], BeforeValidator(_numbers)]
"""Citations of a reply: small integers local to its request."""


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a reply says, and the replies it took: one, or two after a repair."""

    value: T
    replies: tuple[Reply, ...]
    entries: tuple[str, ...] = ()
    """Names of the store entries that hold the replies."""

    @property
    def model(self) -> str:
        """The model that answered."""
        return self.replies[-1].model


class _Unfit(Exception):
    """A reply breaks its schema; `problems` say how."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


Repair = Callable[[Sequence[Message], str, Sequence[str]], tuple[Message, ...]]
"""Makes the messages of a repair from the first ones, the reply and its problems."""


async def ask(
    client: Client, request: Request, model: type[T], repair: Repair
) -> Answer[T]:
    """The reply to `request` as a `model`, asked for a second time if it does not fit.

    What was cut off is asked for with more room, what breaks its schema with its
    problems named. Raises `ReplyRefused`; or `ReplyCutOff` or `UnusableReply` when the
    second reply does not fit either: the client is then told to reject both, so that a
    later run asks anew.
    """
    first = await client.complete(request)
    try:
        return Answer(_read(first, request, model), (first,), (request.entry,))
    except ReplyCutOff as cut:
        again = replace(request, max_tokens=ROOM * request.max_tokens)
        second = await _with_room(client, again, cut)
    except _Unfit as unfit:
        messages = repair(request.messages, first.text, unfit.problems)
        again = replace(request, messages=messages)
        second = await client.complete(again)
    try:
        value = _read(second, request, model)
        return Answer(value, (first, second), (request.entry, again.entry))
    except (_Unfit, UnusableReply) as error:
        client.reject(request)
        client.reject(again)
        if isinstance(error, UnusableReply):
            raise
        raise UnusableReply(
            f"the reply for `{request.label}` breaks its schema, even asked again: "
            f"{error.problems[0]}",
            hint="try another `--model`, or make the prompt simpler",
        ) from None


async def _with_room(client: Client, request: Request, cut: ReplyCutOff) -> Reply:
    """The reply to `request`; `cut` is raised where the endpoint has no more room."""
    try:
        return await client.complete(request)
    except RejectedRequest:
        raise cut from None


def schema_of(model: type[ReplyModel]) -> ReplySchema:
    """The strict JSON schema of `model`: every field required, no other allowed."""
    return ReplySchema.of(model.__name__.lower(), _strict(model.model_json_schema()))


def statement_id(place: str, text: str, claims: Sequence[str]) -> str:
    """An id that is the same for the same statement at the same place."""
    return f"{place}.s{sha256(' '.join((text, *claims)))[:8]}"


def unique(numbers: Sequence[int]) -> tuple[int, ...]:
    """`numbers` in order, each once."""
    return tuple(dict.fromkeys(numbers))


def flat(text: str) -> str:
    """`text` on one line, without control characters."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    strict = {
        key: {name: _strict(v) for name, v in value.items()}
        if key in ("properties", "$defs")
        else _strict(value)
        for key, value in node.items()
        if key not in ("title", "default", "description")
    }
    if strict.get("type") == "object":
        strict["required"] = list(strict.get("properties", {}))
        strict["additionalProperties"] = False
    return strict


def _read(reply: Reply, request: Request, model: type[T]) -> T:
    if reply.finish == "length":
        raise ReplyCutOff(f"the reply for `{request.label}` was cut off")
    if reply.finish in ("refusal", "filter"):
        raise ReplyRefused(f"the model would not answer for `{request.label}`")
    value = parsed(reply.text)
    if not isinstance(value, dict):
        raise _Unfit(("it is not a JSON object",))
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _Unfit(_told(error)) from None


def parsed(text: str) -> object:
    """The JSON value in a model's answer, mended where it is broken, or None.

    A value with `NaN`, with one key twice or nested beyond reading counts as none.
    """
    body = re.sub(r"^\s*<think>.*?</think>", "", text, flags=re.DOTALL)
    fenced = re.search(r"```(?:json)?\s*\n(.*?)\n\s*```", body, re.DOTALL)
    for candidate in (body, fenced[1] if fenced else ""):
        try:
            return json.loads(
                candidate, parse_constant=_refuse, object_pairs_hook=_no_repeats
            )
        except _Ambiguous:
            return None
        except (ValueError, RecursionError):
            continue
    return _mended(fenced[1] if fenced else body)


class _Ambiguous(Exception):
    """JSON that parses, but not to one meaning."""


def _refuse(constant: str) -> object:
    raise _Ambiguous(constant)


def _no_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise _Ambiguous("a key stands twice")
    return table


def _mended(text: str) -> object:
    """What json-repair makes of `text`, provided that it starts an object at all."""
    start = text.find("{")
    if start < 0 or text.count("{") + text.count("[") > MOST_BRACKETS:
        return None
    if _is_cut(text[start:]):
        return None
    from json_repair import repair_json

    try:
        return repair_json(text[start:], return_objects=True)
    except (ValueError, RecursionError):
        return None


def _is_cut(text: str) -> bool:
    """Whether brackets stay open: mending would pass off half an answer as a whole."""
    without_strings = re.sub(r'"(?:[^"\\\n]|\\.)*"', "", text)
    opened = sum(without_strings.count(bracket) for bracket in "{[")
    closed = sum(without_strings.count(bracket) for bracket in "}]")
    return opened > closed


def _told(error: ValidationError) -> tuple[str, ...]:
    """The faults in words for the model, without the values it wrote."""
    faults = error.errors(include_url=False, include_input=False)[:PROBLEMS_TOLD]
    return tuple(
        f"`{'.'.join(map(str, fault['loc']))}`: {fault['msg']}" for fault in faults
    )
