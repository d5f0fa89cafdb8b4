"""Taking out of a page what its reader cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefer.schema import SetAside
from briefer.sources.looks import Look, is_gone, look
from briefer.sources.styles import Sheet, Style

_NEVER_SHOWN = frozenset(
    (
        "audio",
        "canvas",
        "datalist",
        "iframe",
        "input",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "script",
        "style",
        "template",
        "video",
    )
)
_CODE = ("script", "style", "input")
_FOR_SCREEN_READERS = frozenset(
    (
        "element-invisible",
        "screen-reader-text",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
    )
)
"""Classes that by custom hide an element by a sheet the page links to."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 2000
"""Characters of a report."""


def remove(tree: Any) -> tuple[SetAside, ...]:
    """Takes hidden text out of an lxml `tree`, in place; it is given back by line.

    Hidden is what an element, an attribute, an inline style or a `style` element keeps
    from being seen on a screen; what a click opens is seen. White is white on white,
    unless the page states a background itself.
    """
    _without_controls(tree)
    dropped = [one for one in tree.iter() if _is_never_shown(one)]
    aside = [entry for one in dropped for entry in _report(one)]
    sheet = Sheet.of(tree)
    for element in dropped:
        _drop(element)
    return tuple(sorted((*aside, *_Page(sheet).remove(tree)), key=lambda one: one.line))


def _without_controls(tree: Any) -> None:
    """Takes out what references such as `&#11;` bring in and lxml refuses to move."""
    for element in tree.iter():
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text and _CONTROL.search(text):
                setattr(element, name, _CONTROL.sub("", text))


def hides(style: str) -> bool:
    """Whether the declarations of a style alone hide the text of an element."""
    from cssselect2 import Matcher

    found = Sheet(Matcher()).style(None, style)
    return is_gone(found) or not look(found, Look()).is_seen


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element shows nothing, by its name, attributes and inline style."""
    return _shows_nothing(tag, attributes) or hides(attributes.get("style", ""))


def _is_never_shown(element: Any) -> bool:
    is_element = isinstance(element.tag, str)
    return not is_element or _shows_nothing(element.tag, element.attrib)


def _shows_nothing(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element shows nothing, whatever its style."""
    if tag in _NEVER_SHOWN or "hidden" in attributes or "popover" in attributes:
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    classes = attributes.get("class", "").split()
    return not _FOR_SCREEN_READERS.isdisjoint(classes)


@dataclass
class _Page:
    """Walks a page from the outside in, and takes out what cannot be seen."""

    sheet: Sheet
    looks: dict[Any, Look] = field(default_factory=dict)
    gone: dict[Any, bool] = field(default_factory=dict)
    """Elements out of sight, and whether they are so by what is round them."""
    unseen: dict[Any, tuple[Any, list[str]]] = field(default_factory=dict)
    """Element to the outermost unseen one round it, and to what is taken of that."""

    def remove(self, tree: Any) -> Iterator[SetAside]:
        for element, style in self._styled(tree):
            above = element.getparent()
            if above in self.gone:
                self.gone[element] = True
            else:
                self._judge(element, above, style)
        for element in self.looks:
            # decided here, so that an extractor does not take out what is seen
            element.attrib.pop("style", None)
        for element in [one for one, inside in self.gone.items() if not inside]:
            yield from _report(element)
            _drop(element)
        for element, pieces in dict(self.unseen.values()).items():
            yield from _entry(element, pieces)

    def _judge(self, element: Any, above: Any, style: Style) -> None:
        around = self.looks.get(above, Look())
        own = look(_with_attributes(element, style), around)
        # a page that hides itself as a whole is shown by a script once it is loaded
        is_page = element.tag in ("html", "body")
        self.looks[element] = replace(own, is_visible=True) if is_page else own
        if is_page:
            return
        if is_gone(style):
            self.gone[element] = False
        elif not own.is_seen:
            self._blank(element, above)

    def _styled(self, tree: Any) -> Iterator[tuple[Any, Style]]:
        """Every element with its style, the outer ones first."""
        if self.sheet.is_empty:
            elements = [(None, one) for one in tree.iter()]
        else:
            from cssselect2 import ElementWrapper

            root = ElementWrapper.from_html_root(tree)
            elements = [(one, one.etree_element) for one in root.iter_subtree()]
        for wrapped, element in elements:
            yield element, self.sheet.style(wrapped, element.get("style") or "")

    def _blank(self, element: Any, above: Any) -> None:
        """Takes the text of an element, but not of those inside it."""
        outer, pieces = self.unseen.get(above, (element, []))
        self.unseen[element] = outer, pieces
        if element.text:
            pieces.append(element.text)
            element.text = None
        for child in element:
            if child.tail:
                pieces.append(child.tail)
                child.tail = " "


def _with_attributes(element: Any, style: Style) -> Style:
    """`style` on top of what HTML 3 said with attributes."""
    from tinycss2 import parse_component_value_list

    colored = {"font": "color", "body": "text"}.get(element.tag, "class")
    old = {
        "background-color": element.get("bgcolor"),
        "color": element.get(colored) if colored != "class" else None,
    }
    given = {name: parse_component_value_list(v) for name, v in old.items() if v}
    return {**given, **style} if given else style


def _report(element: Any) -> Iterator[SetAside]:
    """The words that are taken out with an element; code is not worth reporting."""
    if element.tag not in _CODE:
        is_element = isinstance(element.tag, str)
        yield from _entry(element, element.itertext() if is_element else [element.text])


def _entry(element: Any, pieces: Any) -> Iterator[SetAside]:
    text = " ".join(" ".join(piece or "" for piece in pieces).split())
    if text:
        line = max(element.sourceline or 1, 1)
        yield SetAside(text=text[:_LONGEST], reason="hidden", line=line)


def _drop(element: Any) -> None:
    """Removes an element and leaves the text behind it where it is."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if isinstance(element.tag, str):
        element.drop_tree()
        return
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
