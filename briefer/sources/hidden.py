"""Taking out of a page what its reader cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefer.schema import SetAside

_NEVER_SHOWN = frozenset(("script", "style", "template", "noscript", "head", "object"))
_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|content-visibility\s*:\s*hidden"
    r"|(?<![\w-])opacity\s*:\s*(?:0(?:\.0+)?|0%)(?![\d.])"
    r"|font-size\s*:\s*0(?:\.0+)?(?![\d.])"
    r"|(?<![\w-])(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:\s*scale\(\s*0\s*\)|(?<![\w-])color\s*:\s*transparent",
    re.IGNORECASE,
)
_CLIPPED = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_NO_SIZE = re.compile(
    r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE
)
_COLOR = re.compile(r"(?<![\w-])(color|background(?:-color)?)\s*:\s*([^;!]+)", re.I)
_NAMED = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^;{]*;")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)

Selector = tuple[str, str, str]
"""Element name, `.` or `#` or nothing, and the name of the class or id."""


def remove(tree: Any) -> tuple[SetAside, ...]:
    """Takes hidden elements out of an lxml `tree`, in place; their text is given back.

    Hidden is what an attribute, an inline style or a simple rule of a `<style>` hides:
    one element, class or id as selector. Comments go too. Where a style comes from
    another file or from a script it is not seen.
    """
    selectors = frozenset(_hiding_selectors(tree))
    found = [one for one in tree.iter() if _is_hidden(one, selectors)]
    aside = [entry for element in found for entry in _report(element)]
    for element in found:
        if element.getparent() is not None:
            _drop(element)
    return tuple(aside)


def _is_hidden(element: Any, selectors: frozenset[Selector]) -> bool:
    if not isinstance(element.tag, str):
        return True
    if element.tag in _NEVER_SHOWN:
        return element.tag != "head"
    if _by_attribute(element):
        return True
    return bool(selectors) and not selectors.isdisjoint(_selectors_of(element))


def _by_attribute(element: Any) -> bool:
    get = element.get
    if get("hidden") is not None or (element.tag == "dialog" and get("open") is None):
        return True
    if element.tag == "input":
        return True
    style = get("style")
    return bool(style) and hides(style)


def hides(style: str) -> bool:
    """Whether the declarations of a style hide the text of an element."""
    if _STYLE.search(style):
        return True
    if _CLIPPED.search(style) and _NO_SIZE.search(style):
        return True
    colors = {name[:5].lower(): _color(value) for name, value in _COLOR.findall(style)}
    return "color" in colors and colors["color"] == colors.get("backg")


def _color(value: str) -> str:
    plain = value.strip().lower()
    return _NAMED.get(plain, plain)


def _hiding_selectors(tree: Any) -> Iterator[Selector]:
    for style in tree.iter("style"):
        if style.get("media", "all").lower() in ("all", "screen", ""):
            yield from _of_sheet(style.text or "")


def _of_sheet(sheet: str) -> Iterator[Selector]:
    """The simple selectors whose rules hide; rules for print and the like left out."""
    plain = _MEDIA.sub("", _COMMENT.sub("", sheet[:200_000]))
    for names, style in _RULE.findall(plain):
        if hides(style):
            yield from _simple(names.split(","))


def _simple(names: Iterable[str]) -> Iterator[Selector]:
    for name in names:
        found = _SELECTOR.fullmatch(name.strip())
        if found and found[0]:
            yield (found[1] or "").lower(), found[2] or "", found[3] or ""


def _selectors_of(element: Any) -> Iterator[Selector]:
    """The simple selectors that match an element."""
    tag = element.tag.lower()
    yield tag, "", ""
    named = [(".", name) for name in (element.get("class") or "").split()]
    if element.get("id"):
        named.append(("#", element.get("id")))
    for mark, name in named:
        yield "", mark, name
        yield tag, mark, name


def _report(element: Any) -> Iterator[SetAside]:
    """The words that are taken out; code and styles are not worth reporting."""
    if element.tag in ("script", "style", "noscript", "input"):
        return
    is_element = isinstance(element.tag, str)
    parts = element.itertext() if is_element else [element.text or ""]
    text = " ".join(" ".join(parts).split())
    if text:
        line = element.sourceline or 1
        yield SetAside(text=text[:2000], reason="hidden", line=max(line, 1))


def _drop(element: Any) -> None:
    """Removes an element and leaves the text behind it where it is."""
    if isinstance(element.tag, str):
        element.drop_tree()
        return
    parent, before = element.getparent(), element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
