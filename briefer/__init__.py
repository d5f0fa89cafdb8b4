"""Compiles articles into a situational briefing whose every sentence can be traced.

    import briefer

    built = briefer.build(sources=["articles"], out="out", offline=True)
    for statement in built.edition.briefing.statements():
        print(statement.text, statement.claims)

Names are loaded when they are used, so that importing `briefer` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefer.api import build, read_articles, text_article
    from briefer.errors import BrieferError
    from briefer.pipeline import Built
    from briefer.schema import (
        Article,
        ArticleSummary,
        Briefing,
        Claim,
        Edition,
        Failure,
        Finding,
        Statement,
    )
    from briefer.settings import Settings

__all__ = [
    "Article",
    "ArticleSummary",
    "BrieferError",
    "Briefing",
    "Built",
    "Claim",
    "Edition",
    "Failure",
    "Finding",
    "Settings",
    "Statement",
    "build",
    "read_articles",
    "text_article",
]

if not TYPE_CHECKING:
    _HOMES = {
        "api": ("build", "read_articles", "text_article"),
        "errors": ("BrieferError",),
        "pipeline": ("Built",),
        "schema": (
            "Article",
            "ArticleSummary",
            "Briefing",
            "Claim",
            "Edition",
            "Failure",
            "Finding",
            "Statement",
        ),
        "settings": ("Settings",),
    }

    def __getattr__(name):
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"briefer.{home}"), name)
        raise AttributeError(f"module `briefer` has no `{name}`")

    def __dir__():
        return sorted(__all__)
