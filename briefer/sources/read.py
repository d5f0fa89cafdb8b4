"""The front of reading: one file or one text in, one `Article` out."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefer.errors import EmptyArticle, UnreadableArticle
from briefer.schema import Article, SetAside, When
from briefer.sources import credits as credit
from briefer.sources import (
    encodings,
    html,
    language,
    markdown,
    normalize,
    plain,
    sentences,
)
from briefer.sources.base import Cleaned, Draft, SourceFile
from briefer.sources.blocks import blocks
from briefer.sources.clean import clean

_LARGEST = 20 * 1024 * 1024
"""Bytes. A hundred novels; a single article of that size is a mistake."""

_USUAL = 64 * 1024
"""Bytes read at first: to make room for the largest takes longer than to read most."""

_LONGEST = 1_000_000
"""Characters. A long novel, or about 40 requests to a model."""

_READERS: Mapping[str, Callable[[str], Draft]] = {
    ".htm": html.draft,
    ".html": html.draft,
    ".xhtml": html.draft,
    ".md": markdown.draft,
    ".markdown": markdown.draft,
}
PAGES = (".htm", ".html", ".xhtml")
"""Suffixes of web pages, in lower case."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where the text of a draft comes from."""

    name: str
    digest: str
    encoding: str


def read(file: SourceFile, *, language: str = "", encoding: str = "") -> Article:
    """The article in `file`; `language` and `encoding` override what the file says.

    Raises `UnreadableArticle` where the file cannot be opened, is larger than 20 MB or
    cannot be decoded, and `EmptyArticle` where cleaning leaves nothing. Messages start
    with the name of the file.
    """
    data = _bytes(file)
    suffix = file.path.suffix.lower()
    try:
        page = suffix in PAGES
        text, encoding = encodings.decode(data, page=page, encoding=encoding)
        draft = _draft(text, suffix)
    except UnreadableArticle as error:
        message = f"{file.name}: {error.message}"
        raise UnreadableArticle(message, hint=error.hint) from error
    origin = _Origin(file.name, hashlib.sha256(data).hexdigest(), encoding)
    return _article(draft, origin, language)


def _draft(text: str, suffix: str) -> Draft:
    """The draft of a decoded file, and a note of what nobody can see in it."""
    if suffix not in PAGES:
        _limited(text)
    draft = _READERS.get(suffix, plain.draft)(normalize.text(text))
    _limited(draft.text)
    return _noted(draft, text)


def _noted(draft: Draft, raw: str) -> Draft:
    """`draft` with a note of the invisible characters of `raw` and of itself.

    Those of `raw` are gone already, those that HTML writes as entities are not.
    """
    texts = (raw, draft.text, draft.title, draft.outlet, *draft.authors)
    note = SetAside(text=normalize.unseen(*texts), reason="invisible", line=1)
    return replace(draft, set_aside=(note, *draft.set_aside))


def _limited(text: str) -> None:
    if len(text) > _LONGEST:
        message = f"the text is longer than {_LONGEST:,} characters"
        raise UnreadableArticle(message, hint="split it into one file for each article")


def from_text(
    text: str,
    *,
    name: str = "text",
    title: str = "",
    outlet: str = "",
    authors: Sequence[str] = (),
    published: str = "",
    url: str = "",
    language: str = "",
) -> Article:
    """The article in a plain text that is at hand, cleaned like a file.

    `published` is a date in any usual form; what is given wins over what the text
    says. Raises `EmptyArticle` where cleaning leaves nothing.
    """
    draft = Draft(
        text=normalize.text(text),
        title=title,
        outlet=outlet,
        authors=tuple(authors),
        published=published,
        url=url,
    )
    data = text.encode("utf-8", errors="replace")
    return _article(
        _noted(draft, text),
        _Origin(name, hashlib.sha256(data).hexdigest(), "utf-8"),
        language,
    )


def _bytes(file: SourceFile) -> bytes:
    try:
        # without O_NONBLOCK a pipe put in the place of the file would wait for ever
        number = os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(number, "rb") as opened:
            _check(os.fstat(number), file.name)
            data = opened.read(_USUAL)
            if len(data) == _USUAL:
                data += opened.read(_LARGEST + 1 - _USUAL)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        message = f"{file.name}: the file cannot be read: {why}"
        raise UnreadableArticle(message, hint="check that it can be read") from error
    if len(data) > _LARGEST:
        raise _too_large(file.name)
    return data


def _check(found: os.stat_result, name: str) -> None:
    """Refuses what is not a regular file of a reasonable size."""
    if not stat.S_ISREG(found.st_mode):
        message = f"{name}: it is not a regular file"
        raise UnreadableArticle(message, hint="name a file with an article")
    if found.st_size > _LARGEST:
        raise _too_large(name)


def _too_large(name: str) -> UnreadableArticle:
    message = f"{name}: the file is larger than 20 MB"
    return UnreadableArticle(message, hint="split it into one file for each article")


def _article(draft: Draft, origin: _Origin, tongue: str) -> Article:
    """The article of a draft: cleaned, dated, split into sentences, numbered."""
    draft = _normalized(draft)
    cleaned = clean(blocks(draft), title=draft.title)
    text = "\n\n".join(cleaned.paragraphs)
    tongue = language.code(tongue or draft.language) or language.guess(text)
    spans = sentences.split(text, tongue)
    if not spans:
        message = f"{origin.name}: nothing is left of the article after cleaning"
        hint = f"{len(cleaned.set_aside)} passages were set aside as no part of it"
        raise EmptyArticle(message, hint=hint)
    stated = credit.read(cleaned.paragraphs, cleaned.set_aside)
    published = credit.when(draft.published)
    published = published if published.date else stated.published
    outlet = draft.outlet or stated.outlet
    return Article(
        id=_id(cleaned.title, outlet, published, text),
        path=origin.name,
        digest=origin.digest,
        title=cleaned.title,
        outlet=outlet,
        authors=draft.authors or stated.authors,
        agency=stated.agency,
        url=draft.url,
        published=published,
        language=tongue,
        encoding=origin.encoding,
        text=text,
        sentences=spans,
        set_aside=_all_aside(draft, cleaned),
        margin_dates=stated.margin_dates,
    )


def _normalized(draft: Draft) -> Draft:
    """The draft with its text and metadata in the stored form."""
    line = normalize.line
    return replace(
        draft,
        text=normalize.text(draft.text),
        title=line(draft.title),
        outlet=line(draft.outlet),
        authors=tuple(name for one in draft.authors if (name := line(one))),
        published=line(draft.published),
        url=line(draft.url),
    )


def _all_aside(draft: Draft, cleaned: Cleaned) -> tuple[SetAside, ...]:
    """What the format and what cleaning set aside, in the order of lines."""
    own = [
        SetAside(text=text, reason=one.reason, line=one.line)
        for one in draft.set_aside
        if (text := normalize.text(one.text).strip())
    ]
    return tuple(sorted([*own, *cleaned.set_aside], key=lambda one: one.line))


def _id(title: str, outlet: str, published: When, text: str) -> str:
    """An id of what the article says, so that a rename changes nothing."""
    content = "\0".join((title, outlet, published.date, text))
    return "a" + hashlib.sha256(content.encode()).hexdigest()[:8]
