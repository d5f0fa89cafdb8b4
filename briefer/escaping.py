"""How values are printed: as they are, as text, escaped for Markdown or for HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

Purpose = Literal["prompt", "text", "markdown", "html"]

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters and those that reorder text; tabs and line feeds stay."""

_ANYWHERE = re.compile(
    r"[\\`*_\[\]<|~@$^{&:.#=%]"
    r"(?:(?<![&:.#=%])|(?<=&)(?=#?\w+;)|(?<=:)(?=//)|(?<=[wW]{3}\.)|(?<=#)(?=\S)"
    r"|(?<==)(?==)|(?<=%)(?=%)"
    r"|(?<=:)(?!\d+:)(?=[\w+-]{1,40}:))"
)
"""What CommonMark, GitHub's dialect (`:emoji:`), Obsidian (tags, highlights, comments)
or pandoc (superscripts, attributes) would take for markup; by its first sign, which is
quickly looked for."""

_AT_START = re.compile(
    r"[#+\-=>.):]|\((?=\w+\))"
    r"|(?:\d+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,})(?=[.)](?:\s|$))|[A-Z](?=\)(?:\s|$))"
)
"""What starts a block; pandoc counts lists in letters and Roman numerals as well."""


class Prose(Markup):
    """Markdown that is safe to print: what is added to it is escaped for Markdown."""

    @classmethod
    def escape(cls, s: Any, /) -> Prose:
        """`s` for Markdown; unchanged where it is marked as safe already."""
        return cls(s) if hasattr(s, "__html__") else cls(_escaped(str(s)))


def _escaped(text: str) -> str:
    seen = text if text.isprintable() else _UNSEEN.sub("", text)
    flat = " ".join(seen.split())
    safe = _ANYWHERE.sub(_as_text, flat)
    start = _AT_START.match(safe)
    if start is None:
        return safe
    cut = start.end() if start[0].isalnum() else 0
    return f"{safe[:cut]}\\{safe[cut:]}"


def _as_text(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _html(value: object) -> Markup:
    if type(value) is str and not value.isprintable():  # else nothing is unseen
        value = _UNSEEN.sub("", value)
    return escape(value)


def _text(value: object) -> str:
    return _UNSEEN.sub("", str(value))


SAFE: dict[Purpose, Callable[[Any], str]] = {
    "prompt": str,
    "text": _text,
    "markdown": Prose.escape,
    "html": _html,
}
"""What prints a value for each purpose; values marked as safe pass as they are."""


def link(address: str) -> str:
    """`address` where a page may link to it, else an empty string.

    Admitted are `http`, `https` and `mailto`, without white space or control
    characters. What could end an address in Markdown is percent-encoded.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    place = parts.path if parts.scheme == "mailto" else parts.netloc
    if parts.scheme not in {"http", "https", "mailto"} or not place:
        return ""
    if re.search(r"[\s\x00-\x1f\x7f-\x9f]", address):
        return ""
    return quote(address, safe="!#$%&'*+,-./:;=?@_~")
