"""Markdown: front matter for the metadata, prose for the text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from briefer.schema import SetAside
from briefer.sources import markup
from briefer.sources.base import Draft

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NAMES = {
    "title": ("title", "headline", "titel", "titre", "título"),
    "outlet": (
        "outlet",
        "publisher",
        "source",
        "site",
        "publication",
        "newspaper",
        "newsletter",
    ),
    "authors": ("authors", "author", "byline", "creator", "by"),
    "published": (
        *("published", "date", "publication_date", "pubdate", "published_at"),
        *("date_published", "datepublished", "publish_date", "created"),
    ),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "href"),
    "language": ("language", "lang", "locale"),
}
"""Fields of a draft, and the keys of front matter that are taken for them."""

_FENCE = re.compile(r"(---|\+\+\+)\s*$")
_KEY = re.compile(r"([\w .-]{1,40}?)\s*:(?:\s+(.*))?$")
_QUOTED = re.compile(r"""(["'])(.*)\1\s*(?:#.*)?$""")
_AND = re.compile(r"\s*;\s*|\s+and\s+|\s*,\s*")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\]:?")

Values = Mapping[str, tuple[str, ...]]


def draft(text: str) -> Draft:
    """The draft of a Markdown file; lines keep their numbers, syntax is gone.

    Images are set aside as captions, comments and hidden elements as `hidden`, code
    as `code`. Front matter between `---` is flat YAML, between `+++` it is TOML.
    """
    values, skipped = _front_matter(text)
    body = "\n" * skipped + "\n".join(text.split("\n")[skipped:])
    lines, headings, aside = _prose(body)
    title = _first(values, "title")
    return Draft(
        text="\n".join(lines),
        headings=frozenset(headings),
        title=title,
        outlet=_first(values, "outlet"),
        authors=_people(values.get("authors", ())),
        published=_first(values, "published"),
        url=_first(values, "url"),
        language=_first(values, "language"),
        set_aside=tuple(aside),
    )


def _first(values: Values, field: str) -> str:
    return next(iter(values.get(field, ())), "")


def _people(names: Sequence[str]) -> tuple[str, ...]:
    """Names in a list, or in one string with commas or "and" between them."""
    split = _AND.split(names[0]) if len(names) == 1 else names
    return tuple(name.strip() for name in split if name.strip())


# Front matter


def _front_matter(text: str) -> tuple[Values, int]:
    """The fields that front matter gives, and how many lines it takes."""
    lines = text.split("\n")
    opening = _FENCE.match(lines[0])
    if not opening:
        return {}, 0
    for number, line in enumerate(lines[1:200], 1):
        if line.rstrip() in (opening[1], "..."):
            inside = lines[1:number]
            is_toml = opening[1] == "+++"
            return _fields(_toml(inside) if is_toml else _yaml(inside)), number + 1
    return {}, 0


def _fields(raw: Values) -> Values:
    """Known fields by their first synonym that has a value."""
    found = {key.strip().lower().replace("-", "_"): v for key, v in raw.items() if v}
    return {
        field: next((found[name] for name in names if name in found), ())
        for field, names in _NAMES.items()
    }


def _toml(lines: Sequence[str]) -> Values:
    try:
        table = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return {}
    return {key: _strings(value) for key, value in table.items()}


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return () if isinstance(value, dict) else (str(value),)


def _yaml(lines: Sequence[str]) -> Values:
    """Flat YAML: scalars, quoted or not, lists in brackets or with dashes."""
    found: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("- ") and key:
            found[key] += _scalar(_entry(stripped[2:]))
        elif stripped and line[0] not in " \t#" and (pair := _KEY.match(line)):
            key = pair[1]
            found[key] = _yaml_value((pair[2] or "").strip())
    return found


def _entry(text: str) -> str:
    """An entry of a list; of `name: Jane Roe` the name."""
    return re.sub(r"^name:\s+", "", text.strip())


def _yaml_value(text: str) -> tuple[str, ...]:
    if text.startswith("[") and text.rstrip().endswith("]"):
        inside = re.findall(r"""\s*("[^"]*"|'[^']*'|[^,]+)""", text.rstrip()[1:-1])
        return tuple(one for part in inside for one in _scalar(part))
    return () if text in ("|", ">", "|-", ">-") else _scalar(text)


def _scalar(text: str) -> tuple[str, ...]:
    """One value without quotes and without a comment; none where nothing is left."""
    quoted = _QUOTED.match(text.strip())
    value = quoted[2] if quoted else re.sub(r"(?:^|\s)#.*$", "", text).strip()
    if quoted and quoted[1] == "'":
        value = value.replace("''", "'")
    elif quoted:
        value = value.replace('\\"', '"').replace("\\\\", "\\")
    return (value,) if value not in ("", "~", "null") else ()


# Prose


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _prose(body: str) -> tuple[list[str], set[int], list[SetAside]]:
    """The lines of prose, the numbers of headings among them, and what is left out."""
    lines = [""] * (body.count("\n") + 1)
    headings: set[int] = set()
    aside: list[SetAside] = []
    opened: list[Token] = []
    around = markup.Around()
    for token in _parser().parse(_FOOTNOTE.sub("", body)):
        if token.nesting > 0:
            opened.append(token)
        elif token.nesting < 0:
            opened.pop()
        elif token.map:
            first = token.map[0]
            text, more = _block(token)
            if around.is_hidden and text:
                text, more = "", [(text, "hidden"), *more]
            around.take(token.content if token.type == "html_block" else "")
            aside += [SetAside(text=t, reason=r, line=first + 1) for t, r in more]
            _place(lines, first, _prefix(opened) + text if text else "")
            headings |= {first + 1} if opened and opened[-1].tag[:1] == "h" else set()
    return lines, headings, aside


def _place(lines: list[str], first: int, text: str) -> None:
    """The text put on the lines from `first` on; cells of a table share one."""
    for offset, part in enumerate(text.split("\n")):
        at = min(first + offset, len(lines) - 1)
        lines[at] = f"{lines[at]} | {part}" if lines[at] and part else lines[at] + part


def _prefix(opened: Sequence[Token]) -> str:
    """A bullet for the first paragraph of a list entry."""
    entry = next((t for t in reversed(opened) if t.type == "list_item_open"), None)
    own = opened[-1] if opened else None
    if entry is None or own is None or not (entry.map and own.map):
        return ""
    if entry.map[0] != own.map[0]:
        return ""
    return f"{entry.info}. " if entry.info else "- "


def _block(token: Token) -> tuple[str, list[tuple[str, str]]]:
    """The text of a block, and what of it is set aside with the reason."""
    if token.type == "inline":
        return _inline(token.children or [])
    if token.type in ("fence", "code_block"):
        return "", [(token.content.strip(), "code")]
    if token.type == "html_block":
        return _seen(token.content)
    return "", []


def _seen(source: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of embedded HTML that a reader sees, and what is hidden."""
    text, hidden = markup.seen(source)
    return text.strip("\n"), [(one, "hidden") for one in hidden]


def _inline(children: Sequence[Token]) -> tuple[str, list[tuple[str, str]]]:
    """Running text; alternative texts of images and hidden words are set aside."""
    aside = [(child.content, "caption") for child in children if _is_image(child)]
    if not any(child.type == "html_inline" for child in children):
        return "".join(map(_piece, children)), aside
    text, hidden = _seen("".join(map(_source, children)))
    return text, [*aside, *hidden]


def _is_image(token: Token) -> bool:
    return token.type == "image" and bool(token.content.strip())


def _source(child: Token) -> str:
    """A piece of running text as HTML."""
    return child.content if child.type == "html_inline" else escape(_piece(child))


def _piece(child: Token) -> str:
    if child.type in ("text", "code_inline", "text_special"):
        return child.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(child.type, "")
