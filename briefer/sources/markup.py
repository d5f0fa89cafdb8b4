"""HTML inside of other text: what a reader sees of it."""

from __future__ import annotations

from html.parser import HTMLParser

from briefer.sources import hidden

_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "wbr",
    )
)


def seen(source: str) -> tuple[str, tuple[str, ...]]:
    """The visible text of a piece of HTML with its line breaks, and the hidden texts.

    Nothing is visible of what cannot be parsed.
    """
    from lxml import etree, html

    try:
        piece = html.fragment_fromstring(source, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return "", (source,)
    aside = hidden.remove(piece)
    for line_break in piece.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    return piece.text_content(), tuple(one.text for one in aside)


class Around(HTMLParser):
    """The elements left open by pieces of HTML that stand apart."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: list[tuple[str, bool]] = []

    @property
    def is_hidden(self) -> bool:
        """Whether one of them hides what is inside it."""
        return any(hides for _, hides in self._opened)

    def take(self, source: str) -> None:
        """Go on with a further piece."""
        if source:
            self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            given = {name: value or "" for name, value in attrs}
            self._opened.append((tag, hidden.is_hidden(tag, given)))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._opened]
        if tag in names:
            del self._opened[len(names) - 1 - names[::-1].index(tag) :]
