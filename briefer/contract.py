"""What each prompt and page template is given: the contract with their authors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefer.contrast import ComparisonPage
from briefer.escaping import Purpose
from briefer.prompts import ArticleText, LedgerText, MendItem, Person
from briefer.render import Inline
from briefer.settings import SectionSetting
from briefer.views import ArticlePage, BriefingPage

Variables = Mapping[str, Any]
"""Name to kind: a type hint of what stands behind it."""


@dataclass(frozen=True)
class Stage:
    """One question to the model, and what its templates are given."""

    name: str
    about: str
    constant: Variables
    """The same for all requests of a build: all that the system message is given."""
    asked: Variables
    """What the request is about; only the user message is given it, too."""
    roles: tuple[str, ...] = ("system", "user")

    def given(self, role: str) -> dict[str, Any]:
        """What the template of `role` is given."""
        asked = self.asked if role == "user" else {}
        return {**self.constant, **asked}

    def file(self, role: str) -> str:
        """The template of `role`."""
        return f"{self.name}/{role}.md.j2"

    @property
    def files(self) -> tuple[str, ...]:
        """Its templates, without the pieces they include."""
        return tuple(self.file(role) for role in self.roles)


@dataclass(frozen=True)
class Page:
    """A page template and what it is given."""

    file: str
    purpose: Purpose
    given: Variables


_LANGUAGE: Variables = {"language": str}
_ITEMS: Variables = {"items": tuple[MendItem, ...], "mark": str}

_STAGES = (
    Stage(
        "summarize",
        "an article, or a part of one, to its summary and ledger of claims",
        _LANGUAGE,
        {"article": ArticleText},
    ),
    Stage(
        "condense",
        "a group of claims to the ones worth keeping",
        {**_LANGUAGE, "limit": int},
        {"ledger": LedgerText},
    ),
    Stage(
        "merge",
        "all claims to the briefing",
        {
            **_LANGUAGE,
            "sections": tuple[SectionSetting, ...],
            "yardstick": tuple[str, ...],
        },
        {"ledger": LedgerText, "people": tuple[Person, ...]},
    ),
    Stage(
        "mend", "sentences that fail their checks to corrected ones", _LANGUAGE, _ITEMS
    ),
    Stage(
        "judge", "whether sentences follow from the words they cite", _LANGUAGE, _ITEMS
    ),
    Stage(
        "repair",
        "a reply that breaks its schema to one that fits",
        {},
        {"asked": str, "reply": str, "problems": tuple[str, ...], "mark": str},
        roles=("user",),
    ),
)

STAGES: Mapping[str, Stage] = MappingProxyType({stage.name: stage for stage in _STAGES})
"""Every stage that asks a model, in the order of a build."""

_BRIEFING: Variables = {"page": BriefingPage, "style": Inline, "script": Inline}

PAGES = (
    Page("briefing.html.j2", "html", _BRIEFING),
    Page("briefing.md.j2", "markdown", {"page": BriefingPage}),
    Page("article.html.j2", "html", {"page": ArticlePage, "style": Inline}),
    Page("article.md.j2", "markdown", {"page": ArticlePage}),
    Page("comparison.html.j2", "html", {"page": ComparisonPage, "style": Inline}),
    Page("_briefing.css.j2", "html", {}),
    Page("_article.css.j2", "html", {}),
    Page("_comparison.css.j2", "html", {}),
)
"""Every shipped template that is rendered by itself."""


def pages(own: Mapping[str, Purpose]) -> tuple[Page, ...]:
    """`PAGES` and the pages `own`, by their purposes, of a project."""
    return (*PAGES, *(Page(name, why, _BRIEFING) for name, why in own.items()))
