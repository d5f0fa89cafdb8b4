"""From an edition to the text of every page: pure, nothing is written here."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from briefer import published, schema
from briefer.index import index
from briefer.pages import article_page, briefing_page
from briefer.templating import Templates


@dataclass(frozen=True)
class Style:
    """The one style sheet of a page, and the digest its security policy admits."""

    text: Markup
    digest: str


def render(edition: schema.Edition, templates: Sequence[Path]) -> dict[str, str]:
    """Relative path to text for every page and data file of an edition.

    `templates` are folders, of which earlier ones come first. Raises `TemplateError`.
    """
    known = index(edition)
    printer = _Printer(templates)
    page = briefing_page(edition, known)
    files = printer.pages("briefing", {"page": page}, "briefing")
    files["briefing.json"] = published.as_json(published.briefing(edition, known))
    for article, summary in zip(edition.articles, edition.summaries, strict=True):
        base = f"articles/{known.sources[article.id].slug}"
        shown = article_page(article, summary, edition, known)
        stored = published.PublishedArticle(article=article, summary=summary)
        files |= printer.pages("article", {"page": shown}, base)
        files[f"{base}.json"] = published.as_json(stored)
    return files


def json_schema() -> str:
    """The JSON schema of `briefing.json`, as published in `docs/`."""
    return published.json_schema()


class _Printer:
    """Both kinds of page templates, read once for all pages of an edition."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.html = Templates(folders, "html")
        self.markdown = Templates(folders, "markdown")
        self.styles = {kind: self.style(kind) for kind in ("briefing", "article")}

    def style(self, kind: str) -> Style:
        text = f"\n{self.html.render(f'_{kind}.css.j2', {})}\n"
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return Style(Markup(text), digest)

    def pages(
        self, kind: str, values: Mapping[str, object], base: str
    ) -> dict[str, str]:
        styled = {**values, "style": self.styles[kind]}
        html = self.html.render(f"{kind}.html.j2", styled)
        markdown = self.markdown.render(f"{kind}.md.j2", values)
        return {f"{base}.html": html + "\n", f"{base}.md": markdown.strip() + "\n"}
