"""Types as templates see them: what a value has, and what a loop over it gives.

A kind is a type hint. `ANY` stands for what cannot be known before rendering.
"""

from __future__ import annotations

import collections.abc
import functools
import operator
import typing
from collections.abc import Iterable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union

from pydantic import BaseModel

from briefer.sandbox import declared

ANY: Any = Any
_SEQUENCES = (list, set, frozenset, collections.abc.Sequence, collections.abc.Iterable)


def attribute(kind: Any, name: str) -> Any:
    """The kind of attribute `name`, or None where no value of `kind` has it."""
    found = [_attribute(part, name) for part in members(kind)]
    present = [part for part in found if part is not None]
    return union(present) if present else None


def names(kind: Any) -> list[str]:
    """The attributes templates may read of `kind`, sorted; none where unknown."""
    found = {n for part in members(kind) for n in _declared(part) or ()}
    return sorted(found)


def element(kind: Any) -> Any:
    """What a loop over `kind` gives."""
    return union([_element(part) for part in members(kind)])


def entry(kind: Any, position: int) -> Any:
    """What stands at a position of `kind`, a pair of a loop for one."""
    arguments = typing.get_args(kind)
    is_pair = typing.get_origin(kind) is tuple and Ellipsis not in arguments
    if is_pair and -len(arguments) <= position < len(arguments):
        return arguments[position]
    return element(kind)


def union(kinds: Iterable[Any]) -> Any:
    """The kind of a value that is of one of `kinds`; `ANY` where one is unknown."""
    parts = [part for kind in kinds for part in members(kind)]
    if not parts or ANY in parts:
        return ANY
    return functools.reduce(operator.or_, dict.fromkeys(parts))


def members(kind: Any) -> tuple[Any, ...]:
    """The types a union is made of, without None; others are their own member."""
    if typing.get_origin(kind) is typing.Annotated:
        return members(typing.get_args(kind)[0])
    if typing.get_origin(kind) in (Union, UnionType):
        parts = [p for arg in typing.get_args(kind) for p in members(arg)]
        return tuple(part for part in parts if part is not NoneType)
    if typing.get_origin(kind) is Literal:
        return (str,)
    return (kind,)


def word(kind: Any) -> str:
    """`kind` in a word or two for a list of variables."""
    if kind is ANY:
        return "any"
    if typing.get_origin(kind) in (tuple, list):
        return f"list of {word(element(kind))}"
    return " or ".join(getattr(part, "__name__", str(part)) for part in members(kind))


def _attribute(kind: Any, name: str) -> Any:
    if kind is ANY:
        return ANY
    known = _declared(kind)
    if known is None:
        return ANY
    if name not in known:
        return None
    return _fields(kind).get(name, ANY)


def _declared(kind: Any) -> frozenset[str] | None:
    plain: Any = typing.get_origin(kind) or kind
    is_open = not isinstance(plain, type) or issubclass(plain, dict)
    return None if is_open else declared(plain)


@cache
def _fields(kind: Any) -> dict[str, Any]:
    """Fields and properties of a class to their types."""
    plain: Any = typing.get_origin(kind) or kind
    found = dict(typing.get_type_hints(plain, include_extras=True))
    for name in sorted(_declared(plain) or ()):
        getter = getattr(getattr(plain, name, None), "fget", None)
        if getter is not None:
            found[name] = typing.get_type_hints(getter).get("return", ANY)
    if issubclass(plain, BaseModel):
        found |= {n: f.return_type for n, f in plain.model_computed_fields.items()}
    return found


def _element(kind: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is str:
        return str
    if origin is tuple and arguments:
        return union(a for a in arguments if a is not Ellipsis)
    if origin in _SEQUENCES or (isinstance(origin, type) and issubclass(origin, dict)):
        return arguments[0]
    return ANY
