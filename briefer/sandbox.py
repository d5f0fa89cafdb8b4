"""The Jinja environment, in which templates can do little.

They get plain data and their own words. They reach declared fields only, cannot switch
escaping off, and can neither run nor grow without end.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Sized
from functools import cache, lru_cache, partial, wraps
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from pydantic import BaseModel

from briefer.budget import Budget, Counted, Meter, size, weight
from briefer.escaping import SAFE, Prose, Purpose, link

_FILTERS = """
    abs capitalize count d default dictsort first float groupby int items last length
    list lower map max min reject rejectattr round select selectattr sort string sum
    title trim truncate unique upper wordcount
"""
"""The filters of Jinja that neither mark text as safe nor make much out of little."""

_OF_TEXT = frozenset(
    {"capitalize", "e", "escape", "lower", "string", "title", "trim", "truncate"}
    | {"upper", "wordcount"}
)
"""Filters that turn whatever they get into text first."""

SHORT = 300
"""Characters of texts that pages print again and again: numbers, days, sentences."""

_TEXT_METHODS = """
    capitalize count endswith find isalpha isdigit islower isupper lower lstrip
    removeprefix removesuffix rstrip split splitlines startswith strip upper
"""

_METHODS: dict[type, frozenset[str]] = {
    str: frozenset(_TEXT_METHODS.split()),
    dict: frozenset({"get", "items", "keys", "values"}),
    tuple: frozenset({"count", "index"}),
    list: frozenset({"count", "index"}),
}


def reachable(value: object) -> frozenset[str] | None:
    """The attributes templates may read of a value; `None` where Jinja decides."""
    kind: Any = type(value)
    return declared(kind)


@cache
def declared(kind: type) -> frozenset[str] | None:
    """The attributes templates may read of values of a type; `None` as above."""
    if issubclass(kind, BaseModel):
        return frozenset({*kind.model_fields, *kind.model_computed_fields})
    if dataclasses.is_dataclass(kind):
        fields = {field.name for field in dataclasses.fields(kind)}
        return frozenset(fields | {n for n in dir(kind) if _is_property(kind, n)})
    if hasattr(kind, "_fields"):
        return frozenset(kind._fields)
    if kind.__module__.partition(".")[0] == "jinja2":
        return None
    plain = [names for known, names in _METHODS.items() if issubclass(kind, known)]
    return plain[0] if plain else frozenset()


class _Plain(dict[type, frozenset[str]]):
    """The attributes that need no second look: those of plain data and of loops."""

    def __missing__(self, kind: type) -> frozenset[str]:
        if kind is LoopContext:
            names = {name for name in dir(kind) if _is_property(kind, name)}
        elif issubclass(kind, BaseModel) or dataclasses.is_dataclass(kind):
            names = set(declared(kind) or ())
        else:
            names = set()
        self[kind] = found = frozenset(names)
        return found


_PLAIN = _Plain()


def _is_property(kind: type, name: str) -> bool:
    return isinstance(getattr(kind, name, None), property)


class Missing(jinja2.UndefinedError):
    """A name or attribute that is not there, and the value it was looked for in."""

    def __init__(self, obj: object, name: str, message: str) -> None:
        super().__init__(message)
        self.obj = obj
        self.name = name


class _Undefined(jinja2.StrictUndefined):
    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if hint is None and name is not None:
            fault: Any = partial(Missing, obj, name)
            self._undefined_exception = fault


class _Guard(NodeTransformer):
    """Rewrites a template so that it stays countable, escaped and traceable."""

    def __init__(self, name: str | None, filename: str | None) -> None:
        self.place = (name, filename)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _filter(node.iter, "counted")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "join")

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:
        raise self.fault("`autoescape` cannot be changed", node)

    def visit_Include(self, node: Any) -> nodes.Node:
        names = getattr(node.template, "items", [node.template])
        if not all(isinstance(name, nodes.Const) for name in names):
            raise self.fault("the name of another template must be written out", node)
        return self.generic_visit(node)

    visit_Extends = visit_Import = visit_FromImport = visit_Include

    def fault(self, message: str, node: nodes.Node) -> jinja2.TemplateSyntaxError:
        return jinja2.TemplateSyntaxError(message, node.lineno, *self.place)


def _filter(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class _Code(CodeGenerator):
    """Prints each value by `Environment.printed`, and so by its purpose and once."""

    def _make_finalize(self) -> Any:
        # nothing is folded into the text of the template before it is escaped
        return self._FinalizeInfo(None, None)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class Environment(ImmutableSandboxedEnvironment):
    code_generator_class = _Code
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        loader: jinja2.BaseLoader,
        purpose: Purpose,
        budget: Budget | None = None,
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=_Undefined,
            autoescape=purpose in ("markdown", "html"),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.safe = SAFE[purpose]
        self._known = lru_cache(maxsize=1024)(self.safe)
        self._between = _remembered(self.spaced)
        self.purpose = purpose
        self.meter = Meter(budget or Budget())
        known = {name: FILTERS[name] for name in _FILTERS.split()}
        known |= self._own_filters()
        self.filters = {name: self._metered(name, known[name]) for name in known}
        self.filters["counted"] = self.counted
        del self.globals["lipsum"]

    def _own_filters(self) -> dict[str, Callable[..., Any]]:
        own: dict[str, Callable[..., Any]] = {
            "join": self.join,
            "replace": self.replace,
            "escape": self.safe,
            "e": self.safe,
            "link": self.link,
        }
        return own | ({"json": _json} if self.purpose == "prompt" else {})

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        guarded = _Guard(name, filename).visit(source)
        return super()._generate(guarded, name, filename, defer_init)

    def link(self, address: str) -> str:
        """`link`, marked so that Markdown prints it as it is."""
        return Prose(link(address)) if self.purpose == "markdown" else link(address)

    def _metered(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter whose calls and values are counted."""
        place = hasattr(function, "jinja_pass_arg")  # the value comes second then
        is_of_text = name in _OF_TEXT

        @wraps(function)
        def metered(*args: Any, **kwargs: Any) -> Any:
            self.meter.charge(1)
            if is_of_text and not isinstance(args[place], str):
                self.meter.grow(weight(args[place]))
            value = function(*args, **kwargs)
            self.meter.add(size(value))
            return value

        return metered

    def concat(self, pieces: Iterable[str]) -> str:
        """What macros and blocks print, put together."""
        listed = list(pieces)
        self.meter.add(sum(map(len, listed)))
        return "".join(listed)

    def printed(self, value: object) -> str:
        """`value` as it is printed for the purpose, and counted."""
        if type(value) is int:
            value = str(value)
        if type(value) is str:
            shown = self._known(value) if len(value) <= SHORT else self.safe(value)
        elif isinstance(value, Markup):
            return value
        else:
            if not isinstance(value, str):
                self.meter.grow(weight(value))
            shown = self.safe(value)
        self.meter.add(len(shown))
        return shown

    def replace(self, text: str, old: str, new: str) -> str:
        self.meter.grow(weight(text))
        plain, gone = str(text), str(old)
        self.meter.grow(len(plain) + plain.count(gone) * len(new))
        return plain.replace(gone, str(new))

    def join(self, items: Iterable[object], between: str = "") -> str:
        """The items in a row, each escaped for the purpose unless it is marked."""
        parts = [self.printed(item) for item in items]
        self.meter.grow(sum(map(len, parts)) + len(between) * len(parts))
        shown = self._between(between)
        return type(shown)(str.join(shown, parts))  # escaped already

    def spaced(self, text: str) -> str:
        """`text` escaped, the white space in and around it kept."""
        escaped = re.sub(r"\S+", lambda word: self.safe(word[0]), text)
        return type(self.safe(""))(escaped)

    def counted(self, items: Any) -> Counted:
        """The items of a loop, each turn counted."""
        self.meter.charge(1)
        known = items if hasattr(items, "__len__") else list(items)
        return Counted(known, self.meter)

    def call(
        __self,
        __context: Any,
        __obj: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        __self.meter.charge(1)
        if type(__obj) is Macro:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            value = __obj(__context.eval_ctx, *args, **kwargs)
        else:
            value = super().call(__context, __obj, *args, **kwargs)
        __self.meter.add(size(value))
        return value

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            message = f"`{operator}` cannot be used here, join text with `~`"
            raise SecurityError(message)
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self.join([left, right])
        times = right if _repeats(operator, left, right) else 1
        self.meter.grow(size(left) * max(0, times) + size(right))
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute in _PLAIN[type(obj)]:
            value = getattr(obj, attribute, missing)
            if value is not missing:
                return value
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        names = reachable(obj)
        if self.purpose == "markdown" and isinstance(obj, Markup):
            return False
        if names is None:
            return super().is_safe_attribute(obj, attr, value)
        return attr in names

    def wrap_str_format(self, value: Any) -> None:
        """Nothing: `str.format` is out of reach like any other undeclared method."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        message = f"`{attribute}` of a `{type(obj).__name__}` is closed to templates"
        return self.undefined(message, obj=obj, name=attribute, exc=SecurityError)


def _remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    """A pure function that remembers what it gave for short texts."""
    known = lru_cache(maxsize=1024)(function)

    def remembered(text: str) -> str:
        return known(text) if len(text) <= SHORT else function(text)

    return remembered


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _repeats(operator: str, left: object, right: object) -> bool:
    return operator == "*" and isinstance(left, Sized) and isinstance(right, int)
