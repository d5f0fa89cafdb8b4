"""The library's face: a build in one call, and articles as values."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from briefer.llm.base import Client
from briefer.pipeline import Built
from briefer.pipeline import build as build_async
from briefer.reading import gather
from briefer.schema import Article
from briefer.settings import load
from briefer.sources.read import from_text as text_article

__all__ = ["build", "read_articles", "text_article"]


def build(*, client: Client | None = None, **settings: object) -> Built:
    """Build a briefing; `settings` are those of `briefer.toml`, by the same names.

    Answers come from `client` where one is given, such as `briefer.llm.scripted`.
    Raises `briefer.BrieferError`; articles that failed are in `.edition.failures`.
    """
    return asyncio.run(build_async(load(settings), client))


def read_articles(*sources: str | Path) -> Sequence[Article]:
    """The articles in files and folders, each text once; raises `NoArticles`."""
    return gather(load({"sources": tuple(map(str, sources))})).articles
