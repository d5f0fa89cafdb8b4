"""What templates read, followed by kind through loops, macros and includes.

Nothing is rendered: a name or attribute that is not given is found in every branch,
also in those a rendering would not take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from briefer.errors import TemplateError
from briefer.kinds import ANY, attribute, element, entry, members, names, union
from briefer.templating import Templates, nearest

JINJA = frozenset({"range", "dict", "cycler", "joiner", "namespace", "self", "super"})
IN_MACROS = ("caller", "varargs", "kwargs")

SAME = frozenset({"sort", "reject", "select", "unique", "list", "default", "d"})
SAME_BY_ATTRIBUTE = frozenset({"selectattr", "rejectattr"})
ONE = frozenset({"first", "last", "min", "max"})
BY_ATTRIBUTE = frozenset({"sort", "unique", "min", "max", "sum", "map", "groupby"})
TEXT = frozenset(
    {"e", "escape", "join", "lower", "replace", "trim", "truncate", "upper"}
)

Scope = dict[str, Any]


@dataclass(frozen=True)
class Macro:
    """A macro, the template it stands in, and the names known there."""

    node: nodes.Macro
    template: str
    scope: Scope = field(compare=False, hash=False, repr=False)


@dataclass(frozen=True)
class Module:
    """The top-level names of an imported template."""

    template: str
    names: Mapping[str, Any] = field(compare=False, hash=False, repr=False)


@dataclass
class Reading:
    """What following templates found."""

    faults: dict[tuple[str, int, str], TemplateError] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Variables, and fields as `article.title`, that some template reads."""
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Template and line where each of them is read first."""
    files: set[str] = field(default_factory=set)
    """The templates that were followed."""


def follow(templates: Templates, name: str, given: Mapping[str, Any]) -> Reading:
    """What template `name` reads of the variables `given` (name to kind)."""
    follower = _Follower(templates, given)
    try:
        follower.template(name, dict(given))
    except TemplateError as error:
        follower.found.faults[error.file, error.line, error.message] = error
    return follower.found


class _Follower:
    """Walks syntax trees with the kinds of the names in scope."""

    def __init__(self, templates: Templates, given: Mapping[str, Any]) -> None:
        self.templates = templates
        self.given = given
        self.found = Reading()
        self.name = ""
        self.tested: set[str] = set()
        self.called: set[object] = set()
        self.open: list[str] = []

    def template(self, name: str, scope: Scope) -> None:
        """Walks a template whose top-level names end up in `scope`."""
        if name in self.open:
            return
        outer = self.name, self.tested
        tree = self.templates.tree(name)
        self.name, self.tested = name, _tested(tree)
        self.open.append(name)
        self.found.files.add(name)
        self.body(tree.body, scope)
        self.open.pop()
        self.name, self.tested = outer

    def body(self, children: Iterable[Any], scope: Scope) -> None:
        for child in children:
            method: Any = getattr(self, f"_{type(child).__name__}", None)
            if method is not None:
                method(child, scope)
            elif isinstance(child, nodes.Expr):
                self.kind(child, scope)
            else:
                self.body(child.iter_child_nodes(), scope)

    def kind(self, node: Any, scope: Scope) -> Any:
        """The kind of an expression; what it reads is noted."""
        method: Any = getattr(self, f"_{type(node).__name__}", None)
        if method is not None:
            return method(node, scope)
        kinds = [
            self.kind(child, scope)
            for child in node.iter_child_nodes()
            if isinstance(child, nodes.Expr)
        ]
        return union(kinds) if isinstance(node, nodes.And | nodes.Or) else ANY

    # Statements.

    def _For(self, node: nodes.For, scope: Scope) -> None:
        inner = {**scope, "loop": ANY}
        self.bind(node.target, element(self.kind(node.iter, scope)), inner)
        self.body([node.test] if node.test else [], inner)
        self.body(node.body, inner)
        self.body(node.else_, dict(scope))

    def _Assign(self, node: nodes.Assign, scope: Scope) -> None:
        kind = self.kind(node.node, scope)
        if isinstance(node.target, nodes.Name) and node.target.name in scope:
            kind = _either(scope[node.target.name], kind)
        self.bind(node.target, kind, scope)

    def _AssignBlock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self.body(node.body, dict(scope))
        self.bind(node.target, str, scope)

    def _With(self, node: nodes.With, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self.bind(target, self.kind(value, scope), inner)
        self.body(node.body, inner)

    def _Macro(self, node: nodes.Macro, scope: Scope) -> None:
        scope[node.name] = Macro(node, self.name, scope)
        self.call(scope[node.name], [], {})

    def _CallBlock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.kind(node.call, scope)
        inner = scope | {arg.name: ANY for arg in node.args}
        self.body(node.body, inner)

    def _Block(self, node: nodes.Block, scope: Scope) -> None:
        self.body(node.body, dict(scope))

    def _Include(self, node: nodes.Include, scope: Scope) -> None:
        inner = dict(scope) if node.with_context else {}
        for name in self.others(node):
            self.template(name, inner)

    def _Extends(self, node: nodes.Extends, scope: Scope) -> None:
        for name in self.others(node):
            self.template(name, scope)

    def _Import(self, node: nodes.Import, scope: Scope) -> None:
        for name in self.others(node):
            scope[node.target] = self.module(name, node, scope)

    def _FromImport(self, node: nodes.FromImport, scope: Scope) -> None:
        for name in self.others(node):
            module = self.module(name, node, scope)
            for item in node.names:
                told, alias = item if isinstance(item, tuple) else (item, item)
                scope[alias] = self.of_module(module, told, node.lineno)

    def others(self, node: Any) -> list[str]:
        """The templates a statement names; a fault where none of them is there."""
        items = getattr(node.template, "items", [node.template])
        named = [str(item.value) for item in items if isinstance(item, nodes.Const)]
        known = [name for name in named if self.templates.has(name)]
        if named and not known and not getattr(node, "ignore_missing", False):
            what, hint = self.templates.unknown(named[0])
            self.fault(node.lineno, what, named[0], hint)
        return known[:1]

    def module(self, name: str, node: Any, scope: Scope) -> Module:
        inner = dict(scope) if node.with_context else {}
        self.template(name, inner)
        return Module(name, inner)

    def of_module(self, module: Module, name: str, line: int) -> Any:
        if name not in module.names:
            hint = nearest(name, sorted(module.names))
            self.fault(line, f"`{module.template}` has no `{name}`", name, hint)
        return module.names.get(name, ANY)

    # Expressions.

    def _Name(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name in self.given and scope.get(node.name) is self.given[node.name]:
            self.note(node.name, node.lineno)
        if node.name in scope:
            return scope[node.name]
        if node.name not in JINJA and node.name not in self.tested:
            hint = nearest(node.name, [n for n in scope if n != "loop"])
            self.fault(node.lineno, f"there is no `{node.name}`", node.name, hint)
        return ANY

    def _Getattr(self, node: nodes.Getattr, scope: Scope) -> Any:
        owner = self.kind(node.node, scope)
        return self.field(owner, node.attr, node.lineno, _written(node.node))

    def _Getitem(self, node: nodes.Getitem, scope: Scope) -> Any:
        owner = self.kind(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            self.body(node.arg.iter_child_nodes(), scope)
            return owner
        if not isinstance(node.arg, nodes.Const):
            self.kind(node.arg, scope)
            return element(owner)
        key = node.arg.value
        if isinstance(key, str):
            return self.field(owner, key, node.lineno, _written(node.node))
        return entry(owner, key) if isinstance(key, int) else ANY

    def _Filter(self, node: nodes.Filter, scope: Scope) -> Any:
        kind = self.kind(node.node, scope) if node.node is not None else str
        for argument in [*node.args, *(pair.value for pair in node.kwargs)]:
            self.kind(argument, scope)
        name = self.attribute_of(node)
        found = ANY
        if name:
            found = element(kind)
            for step in name.split("."):
                written = f"each of {_written(node.node)}"
                found = self.field(found, step, node.lineno, written)
        return _filtered(node.name, kind, found)

    def attribute_of(self, node: nodes.Filter) -> str:
        """The attribute a filter is told to look at; empty for none."""
        told = [p.value for p in node.kwargs if p.key == "attribute"]
        if node.name in SAME_BY_ATTRIBUTE or node.name == "groupby":
            told = [*node.args[:1], *told]
        if node.name not in BY_ATTRIBUTE | SAME_BY_ATTRIBUTE | {"join"}:
            return ""
        value = next((t.value for t in told if isinstance(t, nodes.Const)), "")
        return value if isinstance(value, str) else ""

    def _Test(self, node: nodes.Test, scope: Scope) -> Any:
        if node.name not in ("defined", "undefined"):
            self.body(node.iter_child_nodes(), scope)
        return bool

    def _Call(self, node: nodes.Call, scope: Scope) -> Any:
        called = self.kind(node.node, scope)
        positional = [self.kind(argument, scope) for argument in node.args]
        named = {pair.key: self.kind(pair.value, scope) for pair in node.kwargs}
        if not isinstance(called, Macro):
            return ANY
        self.call(called, positional, named)
        return str

    def _CondExpr(self, node: nodes.CondExpr, scope: Scope) -> Any:
        self.kind(node.test, scope)
        parts = [node.expr1, *([node.expr2] if node.expr2 else [])]
        return union([self.kind(part, scope) for part in parts])

    def _Const(self, node: nodes.Const, scope: Scope) -> Any:
        return type(node.value) if node.value is not None else ANY

    def _Concat(self, node: nodes.Concat, scope: Scope) -> Any:
        self.body(node.nodes, scope)
        return str

    def field(self, owner: Any, name: str, line: int, written: str) -> Any:
        if isinstance(owner, Module):
            return self.of_module(owner, name, line)
        kind = ANY if isinstance(owner, Macro) else attribute(owner, name)
        path = f"{written}.{name}"
        if kind is not None:
            for part in _owners(owner):
                self.note(f"{part}.{name}", line)
            return kind
        if path not in self.tested:
            hint = nearest(name, names(owner))
            self.fault(line, f"`{written}` has no `{name}`", f".{name}", hint)
        return ANY

    def call(self, macro: Macro, given: list[Any], named: dict[str, Any]) -> None:
        """Walks a macro's body with the kinds of one call; once for the same kinds."""
        arguments = [arg.name for arg in macro.node.args]
        bound = dict.fromkeys(arguments, ANY)
        bound |= dict(zip(arguments, given, strict=False))
        bound |= {name: kind for name, kind in named.items() if name in bound}
        key = macro.template, macro.node.lineno, macro.node.name, str(bound)
        if key in self.called:
            return
        self.called.add(key)
        outer = self.name
        self.name = macro.template
        self.body(macro.node.defaults, dict(macro.scope))
        inner = {**macro.scope, **dict.fromkeys(IN_MACROS, ANY), **bound}
        self.body(macro.node.body, inner)
        self.name = outer

    def bind(self, target: nodes.Node, kind: Any, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for position, part in enumerate(target.items):
                self.bind(part, entry(kind, position), scope)

    def note(self, path: str, line: int) -> None:
        self.found.used.add(path)
        self.found.places.setdefault(path, (self.name, line))

    def fault(self, line: int, what: str, word: str, hint: str) -> None:
        error = self.templates.fault(self.name, line, what, word, hint)
        self.found.faults.setdefault((self.name, line, what), error)


def _either(one: Any, other: Any) -> Any:
    """The kind of a name that is set twice: which one stands is known only later."""
    return ANY if isinstance(one, Macro | Module) else union([one, other])


def _filtered(name: str, kind: Any, found: Any) -> Any:
    simple: dict[str, Callable[[], Any]] = {
        "map": lambda: tuple[found, ...] if found is not ANY else ANY,
        "dictsort": lambda: ANY,
        "groupby": lambda: ANY,
    }
    if name in simple:
        return simple[name]()
    if name in SAME | SAME_BY_ATTRIBUTE:
        return kind
    if name in ONE:
        return element(kind)
    return str if name in TEXT else ANY


def _tested(tree: nodes.Template) -> set[str]:
    """Names and paths a template asks about with `is defined`: they may be missing."""
    found = set()
    for test in tree.find_all(nodes.Test):
        if test.name in ("defined", "undefined"):
            found.add(_written(test.node))
    for node in tree.find_all(nodes.Filter):
        if node.name in ("default", "d") and node.node is not None:
            found.add(_written(node.node))
    return found


def _written(node: Any) -> str:
    """An expression as it was written, for paths such as `page.lead`."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_written(node.node)}[…]"
    return "it"


def _owners(owner: Any) -> list[str]:
    return [part.__name__ for part in members(owner) if isinstance(part, type)]
