"""From an edition to the text of every page: pure, nothing is written here."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from markupsafe import Markup

from briefer import published, schema
from briefer.contrast import ComparisonPage
from briefer.errors import TemplateError
from briefer.escaping import Purpose
from briefer.index import index
from briefer.packed import Pack, Packed, pack
from briefer.pages import Sheet, article_page, briefing_page, sheets
from briefer.settings import FORMATS, Format
from briefer.templating import Templates
from briefer.workers import Hands, applied

OWN: Mapping[str, Purpose] = {".md": "markdown", ".txt": "text"}
"""How values are printed into pages of one's own, by ending; others are HTML."""


Take = Callable[[Mapping[str, str]], None]
"""What is done with the finished pages of an article, where they are printed."""


@dataclass(frozen=True)
class Inline:
    """A style sheet or script of a page, and the digest its security policy admits."""

    text: Markup
    digest: str


def render(
    edition: schema.Edition,
    templates: Sequence[Path],
    formats: tuple[Format, ...] = FORMATS,
    by: Hands | None = None,
    take: Take | None = None,
) -> Packed:
    """Relative path to text for every page and data file of an edition in `formats`.

    `templates` are folders, of which earlier ones come first. The pages of many
    articles are printed on all cores, `by` children where some are there; `take` is
    given the pages of each article there. Raises `TemplateError`.
    """
    known = index(edition)
    _printer.cache_clear()  # templates may have changed since the last edition
    printer = _printer(tuple(templates), formats)
    page = briefing_page(edition, known, formats)
    files = Packed()
    files.update(printer.pages("briefing", {"page": page}, "briefing"))
    files.update(printer.own({"page": page}))
    if "json" in formats:
        data = published.briefing(edition, known)
        files["briefing.json"] = published.as_json(data)
    print_one = partial(_article_files, tuple(templates), formats, take)
    for made in applied(print_one, tuple(sheets(edition, known)), by=by):
        files.take(made)
    return files


def _article_files(
    templates: tuple[Path, ...],
    formats: tuple[Format, ...],
    take: Take | None,
    sheet: Sheet,
) -> dict[str, Pack]:
    """The files of one article, packed; run in a child where articles are many."""
    base = f"articles/{sheet.source.slug}"
    printer = _printer(templates, formats)
    files = printer.pages("article", {"page": article_page(sheet)}, base)
    if "json" in formats:
        stored = published.PublishedArticle(
            article=sheet.article, summary=sheet.summary
        )
        files[f"{base}.json"] = published.as_json(stored)
    if take is not None:
        take(files)
    return {name: pack(text) for name, text in files.items()}


def own_pages(folders: Sequence[Path]) -> dict[str, Purpose]:
    """Templates `briefing.*.j2` beside the shipped two, and what they are for.

    Raises `TemplateError` where one would take the place of what a build writes.
    """
    return dict(_own_pages(Templates(folders, "text")))


def _own_pages(templates: Templates) -> Iterator[tuple[str, Purpose]]:
    taken = {f"briefing.{name}" for name in FORMATS}
    shipped = {"briefing.md.j2", "briefing.html.j2"}
    for name in templates.names():
        if name in shipped or "/" in name or not name.startswith("briefing."):
            continue
        made = name.removesuffix(".j2")
        if made.casefold() in taken or made == "briefing":
            file = templates.shown(name)
            message = f"{file}: a page of your own cannot be called `{made}`"
            hint = "put a word between: `briefing.mine.txt.j2`"
            raise TemplateError(message, hint=hint, file=file)
        yield name, OWN.get(Path(made).suffix.casefold(), "html")


def json_schema() -> str:
    """The JSON schema of `briefing.json`, as published in `docs/`."""
    return published.json_schema()


def comparison(page: ComparisonPage, templates: Sequence[Path]) -> str:
    """The report of a comparison: one HTML file. Raises `TemplateError`."""
    html = Templates(templates, "html")
    given = {"page": page, "style": _inline(html, "_comparison.css.j2")}
    return html.render("comparison.html.j2", given) + "\n"


def _inline(templates: Templates, name: str) -> Inline:
    text = f"\n{templates.render(name, {})}\n"
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Inline(Markup(text), digest)


@lru_cache(maxsize=1)
def _printer(folders: tuple[Path, ...], formats: tuple[Format, ...]) -> _Printer:
    """The printer of this process, for one edition."""
    return _Printer(folders, formats)


class _Printer:
    """All kinds of page templates, read once for all pages of an edition."""

    def __init__(self, folders: Sequence[Path], formats: Sequence[Format]) -> None:
        self.folders, self.formats = folders, formats
        self.html = Templates(folders, "html")
        self.markdown = Templates(folders, "markdown")
        self.inline = {
            "briefing": {
                "style": _inline(self.html, "_briefing.css.j2"),
                "script": _inline(self.html, "_briefing.js.j2"),
            },
            "article": {"style": _inline(self.html, "_article.css.j2")},
        }

    def pages(
        self, kind: str, values: Mapping[str, object], base: str
    ) -> dict[str, str]:
        made = {}
        if "html" in self.formats:
            whole = {**values, **self.inline[kind]}
            made[f"{base}.html"] = self.html.render(f"{kind}.html.j2", whole) + "\n"
        if "md" in self.formats:
            markdown = self.markdown.render(f"{kind}.md.j2", values)
            made[f"{base}.md"] = markdown.strip() + "\n"
        return made

    def own(self, values: Mapping[str, object]) -> dict[str, str]:
        given = {**values, **self.inline["briefing"]}
        return {
            name.removesuffix(".j2"): Templates(self.folders, purpose)
            .render(name, given)
            .strip()
            + "\n"
            for name, purpose in own_pages(self.folders).items()
        }
