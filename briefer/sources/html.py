"""Web pages: the visible main text and what the page says about itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefer.errors import UnreadableArticle
from briefer.schema import SetAside
from briefer.sources import hidden
from briefer.sources.base import Draft

for _library in ("trafilatura", "htmldate"):
    # their warnings would go to the terminal, between the lines of the command
    logging.getLogger(_library).addHandler(logging.NullHandler())

_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError)
"""What an extractor may raise on a page it does not expect."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DTD = re.compile(r"<!DOCTYPE[^>\[]{0,1000}\[|<!(?:ENTITY|ELEMENT|ATTLIST)\b", re.I)
"""A document type that declares something; the plain ones of HTML do not."""

_LONGEST_NAME = 40
"""Characters, and five words: no outlet calls itself by more."""
_TAIL = re.compile(r"\s+[|–—-]\s+(?P<name>(?:(?!\s[|–—-]\s)[^|])+)$")
"""What a page's title has behind its last bar or dash."""
_LONG = re.compile(r"[^\W\d_]{4,}")
_BLOCKS = frozenset(("p", "head", "item", "quote", "code", "row", "ab"))
_PARAGRAPHS = "//article//p | //main//p"
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
)
"""Names of `meta` elements that hold the publication date, the surest first."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What a page says about itself, by `meta` name and by JSON-LD."""

    meta: Mapping[str, str]
    news: Mapping[str, Any]


def draft(text: str) -> Draft:
    """The draft of a page: main text with its headings, metadata, hidden text aside.

    Line numbers of the text are those of the extracted text, which has no line in the
    source; hidden passages have the line of the source. Raises `UnreadableArticle`
    where the page cannot be parsed.
    """
    tree = _tree(text)
    head = _Head(_meta(tree), _news(tree))
    language = tree.get("lang") or tree.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    aside = hidden.remove(tree)
    lines, headings = _main_text(tree)
    return _described(tree, head, language or "", lines, headings, aside)


def _described(
    tree: Any,
    head: _Head,
    language: str,
    lines: list[str],
    headings: frozenset[int],
    aside: tuple[SetAside, ...],
) -> Draft:
    outlet = _outlet(tree, head)
    authors = _authors(head) or _guessed_authors(tree)
    return Draft(
        text="\n".join(lines),
        headings=headings,
        title=_title(tree, head, outlet),
        outlet=outlet,
        authors=authors,
        published=_published(tree, head),
        url=_url(tree, head),
        language=language or head.meta.get("og:locale", ""),
        set_aside=aside,
    )


def _tree(text: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    if _DTD.search(text):
        message = "the page defines entities of its own"
        raise UnreadableArticle(message, hint="save it again as plain HTML")
    try:
        # no network, no entities: the HTML parser of lxml resolves neither
        return lxml_html.document_fromstring(_DECLARATION.sub("", text))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        message = "the page cannot be parsed"
        raise UnreadableArticle(message, hint="save it again as HTML") from error


# Text


def _main_text(tree: Any) -> tuple[list[str], frozenset[int]]:
    """The lines of the main text, an empty one between blocks, and the heading"
    " lines."""
    blocks = list(_extracted(tree)) or list(_paragraphs(tree))
    lines = [line for kind, text in blocks for line in (text, *_gap(kind))]
    headings: set[int] = set()
    number = 1
    for kind, _ in blocks:
        headings |= {number} if kind == "head" else set()
        number += 1 + len(_gap(kind))
    return lines, frozenset(headings)


def _gap(kind: str) -> tuple[str, ...]:
    return () if kind in ("item", "row") else ("",)


def _extracted(tree: Any) -> Iterator[tuple[str, str]]:
    """Kind and text of the blocks that trafilatura takes for the article."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            deepcopy(tree), favor_precision=True, include_comments=False
        )
    except (*_FAULTS, ValueError) as error:
        message = "the main text of the page cannot be told"
        raise UnreadableArticle(message, hint="save the text of the page") from error
    body = getattr(document, "body", None)
    for element in body.iter() if body is not None else ():
        if element.tag in _BLOCKS and not _is_inside(element):
            text = " ".join(" ".join(element.itertext()).split())
            if text:
                yield element.tag, f"- {text}" if element.tag == "item" else text


def _is_inside(element: Any) -> bool:
    """Whether an outer block holds the element, so that its text is there already."""
    return any(
        above.tag in _BLOCKS for above in element.iterancestors() if above is not None
    )


def _paragraphs(tree: Any) -> Iterator[tuple[str, str]]:
    """The paragraphs of a page that is too short for an extractor."""
    found = tree.xpath(_PARAGRAPHS) or tree.xpath("//body//p")
    for element in found:
        text = " ".join(element.text_content().split())
        if text:
            yield "p", text


# Metadata


def _meta(tree: Any) -> Mapping[str, str]:
    """Contents of `meta` elements by name or property, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _news(tree: Any) -> Mapping[str, Any]:
    """The first JSON-LD object with a headline; empty where there is none."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for found in _objects(_json(script.text or "")):
                if "headline" in found:
                    return found
    return {}


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth < 4:
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)


def _name(value: Any) -> str:
    """The name of a JSON-LD person or organization, given as text or as an object."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _outlet(tree: Any, head: _Head) -> str:
    """The name of the site; words that are too many for a name are none.

    It is told for programs, or behind a bar in the title of the page whose headline
    stands before that.
    """
    name = head.meta.get("og:site_name", "") or _name(head.news.get("publisher"))
    name = name or _behind_headline(tree)
    is_name = len(name) <= _LONGEST_NAME and len(name.split()) <= 5
    return name if is_name else ""


def _behind_headline(tree: Any) -> str:
    title = " ".join((tree.findtext(".//title") or "").split())
    headline = " ".join((tree.findtext(".//h1") or "").split())
    found = _TAIL.search(title)
    if not found or not headline or not title.startswith(headline):
        return ""
    is_name = all(not word[0].islower() for word in _LONG.findall(found["name"]))
    return found["name"] if is_name else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _title(tree: Any, head: _Head, outlet: str) -> str:
    """The headline for sharing, else by JSON-LD, else the title without the outlet.

    What only programs read counts where all its words stand on the page too.
    """
    words = _words(tree.text_content())
    titles = [head.meta.get("og:title", ""), _name(head.news.get("headline"))]
    titles = [title for title in titles if _words(title) <= words]
    titles += [tree.findtext(".//h1") or "", tree.findtext(".//title") or ""]
    title = next((" ".join(one.split()) for one in titles if one.strip()), "")
    found = _TAIL.search(title)
    is_behind = found and found["name"] == outlet
    return title[: found.start()] if found and is_behind else title


def _authors(head: _Head) -> tuple[str, ...]:
    listed = head.news.get("author")
    people = listed if isinstance(listed, list) else [listed]
    names = [name for one in people if (name := _name(one))]
    written = head.meta.get("author", "") or head.meta.get("article:author", "")
    if not names and written and "://" not in written:
        names = re.split(r"\s*[,;]\s*|\s+and\s+", written)
    return tuple(dict.fromkeys(name for name in names if name))


def _guessed_authors(tree: Any) -> tuple[str, ...]:
    """The authors by the marks that pages put on a byline."""
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(tree, extensive=False)
    except (*_FAULTS, ValueError):
        return ()
    names = (getattr(found, "author", None) or "").split(";")
    return tuple(name for one in names if (name := one.strip()))


def _published(tree: Any, head: _Head) -> str:
    """The stated publication date: JSON-LD, `meta`, then the first `time` element."""
    stated = [_name(head.news.get("datePublished"))]
    stated += [head.meta.get(name, "") for name in _DATE_NAMES]
    times = tree.xpath("//*[@itemprop='datePublished'] | //time[@datetime]")
    stated += [one.get("datetime") or one.text_content().strip() for one in times[:1]]
    return next((one for one in stated if one), "")


def _url(tree: Any, head: _Head) -> str:
    links = tree.xpath("//link[@rel='canonical']/@href")
    found = head.meta.get("og:url", "") or next(iter(links), "")
    return str(found) if re.match(r"https?://", found) else ""
