"""Style sheets as far as they can hide text: their rules and the cascade.

Pages are looked at as a wide screen shows them. What another file, an import or a
script does to a page is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Tokens = Sequence[Any]
"""Component values of tinycss2, without white space and comments."""
Style = Mapping[str, Tokens]
"""Declared properties by name in lower case, after the cascade."""

_NAMES = """
    animation animation-name background background-color background-image bottom clip
    clip-path color content-visibility display filter font font-size height inset left
    margin-left max-height max-width opacity overflow overflow-x overflow-y right
    scale text-indent top transform visibility width
"""
PROPERTIES = frozenset(_NAMES.split())
"""The properties that can make text unseen, or seen again."""

SCREEN = 1280
"""Width in CSS pixels for which `@media` is decided: that of a common laptop."""

_DEEPEST = 8
"""Nested at-rules; style sheets in use have two or three."""
_CONDITIONS = ("media", "supports", "layer", "container")


@dataclass(frozen=True, slots=True)
class _Declared:
    name: str
    value: Tokens
    is_important: bool


@dataclass
class Sheet:
    """The rules of a page's `style` elements."""

    matcher: Any
    variables: dict[str, Tokens] = field(default_factory=dict)
    """Custom properties; of several values the last one."""
    is_empty: bool = True

    @classmethod
    def of(cls, tree: Any) -> Sheet:
        """The sheet of an lxml `tree`; styles for print and the like are left out."""
        from cssselect2 import Matcher

        sheet = cls(Matcher())
        for style in tree.iter("style"):
            is_seen = style.getparent() is None or style.getparent().tag != "noscript"
            if is_seen and _is_for_screen(style.get("media") or ""):
                sheet._read(style.text or "")
        return sheet

    def _read(self, text: str) -> None:
        import tinycss2

        rules = tinycss2.parse_stylesheet(text, True, True)
        self._take(rules, 0)

    def _take(self, rules: Sequence[Any], depth: int) -> None:
        import tinycss2

        for rule in rules:
            if rule.type == "qualified-rule":
                self._add(rule)
            elif rule.type == "at-rule" and rule.content and depth < _DEEPEST:
                name = rule.lower_at_keyword
                seen = name != "media" or _is_for_screen(_words(rule.prelude))
                if name in _CONDITIONS and seen:
                    inner = tinycss2.parse_rule_list(rule.content, True, True)
                    self._take(inner, depth + 1)

    def _add(self, rule: Any) -> None:
        from cssselect2 import SelectorError, compile_selector_list

        declared = tuple(_declarations(rule.content))
        self.variables |= {d.name: d.value for d in declared if d.name[:2] == "--"}
        telling = tuple(d for d in declared if d.name in PROPERTIES)
        if not telling:
            return
        try:
            selectors = compile_selector_list(rule.prelude)
        except SelectorError:
            return
        for selector in selectors:
            if selector.pseudo_element is None:
                self.matcher.add_selector(selector, telling)
                self.is_empty = False

    def style(self, wrapped: Any | None, inline: str) -> Style:
        """The style of an element, given as cssselect2 wraps it, and its attribute."""
        matches = self.matcher.match(wrapped) if wrapped is not None else ()
        declared = [d for match in matches for d in match[3]]
        declared += _declarations(inline) if inline else ()
        ranked = sorted(declared, key=lambda d: d.is_important)
        return {d.name: self._resolved(d.value) for d in ranked}

    def _resolved(self, value: Tokens) -> Tokens:
        """`value` with its variables replaced, once."""
        found: list[Any] = []
        for token in value:
            is_variable = token.type == "function" and token.lower_name == "var"
            name = _words(token.arguments[:1]) if is_variable else ""
            found += self.variables.get(name, ()) if is_variable else (token,)
        return found


def _declarations(content: Any) -> Iterator[_Declared]:
    import tinycss2

    for one in tinycss2.parse_blocks_contents(content, True, True):
        if one.type == "declaration":
            value = [t for t in one.value if t.type not in ("whitespace", "comment")]
            name = one.name if one.name[:2] == "--" else one.lower_name
            yield _Declared(name, value, one.important)


def _words(tokens: Sequence[Any]) -> str:
    import tinycss2

    return str(tinycss2.serialize(tokens)).strip().lower()


def _is_for_screen(media: str) -> bool:
    """Whether a list of media queries holds for a wide screen."""
    return any(_holds(query) for query in media.lower().split(","))


def _holds(query: str) -> bool:
    parts = [part.strip() for part in query.split(" and ")]
    return all(_is_met(part) for part in parts)


def _is_met(part: str) -> bool:
    if not part.startswith("("):
        return part.removeprefix("only ") in ("", "all", "screen")
    name, _, value = part.strip("() ").partition(":")
    width = _pixels(value)
    if width is None:
        return name.strip() in ("hover", "color")
    return width <= SCREEN if name.strip() == "min-width" else _is_wide(name, width)


def _is_wide(name: str, width: float) -> bool:
    return name.strip() == "max-width" and width >= SCREEN


def _pixels(text: str) -> float | None:
    import tinycss2

    token = tinycss2.parse_one_component_value(text, skip_comments=True)
    return pixels(token)


_UNITS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 37.8,
    "mm": 3.78,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "vw": 12.8,
    "vh": 8.0,
}


def pixels(token: Any, *, percent: float = 3.0) -> float | None:
    """A length in CSS pixels, or None; `percent` is what one percent stands for.

    Without it, one percent of a narrow column, 300 pixels wide.
    """
    if token.type == "dimension" and token.lower_unit in _UNITS:
        return float(token.value) * _UNITS[token.lower_unit]
    if token.type == "percentage":
        return float(token.value) * percent
    return float(token.value) if token.type == "number" else None
