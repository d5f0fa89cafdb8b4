"""Every article of the sources, before anything is asked about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefer.errors import ArticleError, NoArticles
from briefer.progress import Notify, Step, silent
from briefer.schema import Article, Failure
from briefer.settings import Settings
from briefer.sources.read import read
from briefer.sources.walk import find


@dataclass(frozen=True)
class Reading:
    """What the folder of articles gave."""

    articles: tuple[Article, ...]
    """Each text once, in the order of files."""
    copies: Mapping[str, str]
    """Path of a file whose text was read before, to the id of that article."""
    failures: tuple[Failure, ...]


def gather(settings: Settings, notify: Notify = silent) -> Reading:
    """Every article of the sources, read and cleaned; `NoArticles` if there is none."""
    files, failures = find([Path(source) for source in settings.sources])
    failed = list(failures)
    articles: dict[str, Article] = {}
    copies: dict[str, str] = {}
    for number, file in enumerate(files, 1):
        try:
            article = read(file)
        except ArticleError as error:
            failed.append(lost(file.name, error))
            notify(Step("read", file.name, number, len(files), failure=failed[-1]))
            continue
        if article.id in articles:
            copies[file.name] = article.id
        articles.setdefault(article.id, article)
        notify(Step("read", file.name, number, len(files)))
    if not articles:
        raise _nothing_to_read(settings, failed)
    return Reading(tuple(articles.values()), copies, tuple(failed))


def lost(path: str, error: ArticleError) -> Failure:
    """The failure of an article that could not be read."""
    message = error.message.removeprefix(f"{path}: ")
    return Failure(path=path, step="read", code=error.code, message=message)


def _nothing_to_read(settings: Settings, failed: Sequence[Failure]) -> NoArticles:
    where = ", ".join(f"`{source}`" for source in settings.sources) or "no folder"
    hint = "briefer reads .txt, .md and .html files"
    if not failed:
        return NoArticles(f"no article in {where}", hint=hint)
    first = f"{failed[0].path}: {failed[0].message}"
    return NoArticles(
        f"none of {len(failed)} files in {where} could be read; the first: {first}",
        hint=hint,
    )
