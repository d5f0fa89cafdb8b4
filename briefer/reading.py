"""Every article of the sources, before anything is asked about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefer.errors import ArticleError, NoArticles
from briefer.progress import Notify, Step, silent
from briefer.schema import Article, Failure
from briefer.settings import Settings
from briefer.sources.base import SourceFile
from briefer.sources.read import PAGES, read
from briefer.sources.walk import find
from briefer.workers import FEW, Hands, Limits, Lost, Workers

_SMALL = 200_000
"""Bytes. A text of that size is read in half a second at worst."""


@dataclass(frozen=True)
class Reading:
    """What the folder of articles gave."""

    articles: tuple[Article, ...]
    """Each text once, in the order of files."""
    copies: Mapping[str, str]
    """Path of a file whose text was read before, to the id of that article."""
    failures: tuple[Failure, ...]


Take = Callable[[Article], object]


class Files(NamedTuple):
    """What is in the folders of articles."""

    readable: tuple[SourceFile, ...]
    others: tuple[Failure, ...]


def files(settings: Settings) -> Files:
    """The files of the sources; raises `NoArticles` where one does not exist."""
    return Files(*find([Path(source) for source in settings.sources]))


def gather(
    settings: Settings,
    notify: Notify = silent,
    take: Take | None = None,
    by: Hands | None = None,
    among: Files | None = None,
) -> Reading:
    """Every article of the sources, read and cleaned; `NoArticles` if there is none.

    `take` is given each text once, as soon as it is read. Children that are there may
    do it: `by`. `among` are the `files` where these are found already.
    """
    known = among or files(settings)
    failed = list(known.others)
    articles: dict[str, Article] = {}
    copies: dict[str, str] = {}
    with each(known.readable, encoding=settings.encoding, by=by) as outcomes:
        for number, (file, found) in enumerate(
            zip(known.readable, outcomes, strict=True), 1
        ):
            failure = found if isinstance(found, Failure) else None
            total = len(known.readable)
            notify(Step("read", file.name, number, total, failure=failure))
            if isinstance(found, Failure):
                failed.append(found)
            elif found.id in articles:
                copies[file.name] = found.id
            else:
                articles[found.id] = found
                if take is not None:
                    take(found)
    if not articles:
        raise _nothing_to_read(settings, failed)
    return Reading(tuple(articles.values()), copies, tuple(failed))


@contextmanager
def each(
    files: Sequence[SourceFile],
    limits: Limits | None = None,
    encoding: str = "",
    by: Hands | None = None,
) -> Iterator[Iterator[Article | Failure]]:
    """What each of `files` gives, in their order, as soon as it is read.

    Pages, large files and files in great numbers are read in child processes, which go
    on a little ahead of what is taken: new ones held to `limits`, or those that are
    there, `by`. The iterator may be taken in any one thread, and is of no use once the
    context is left.
    """
    apart = [file for file in files if len(files) > FEW or _is_risky(file)]
    reader = partial(_read, encoding=encoding)
    if by is not None:
        jobs = [(reader, file) for file in apart]
        yield _in_order(files, reader, apart, by.map(jobs))
        return
    with Workers(reader, limits or Limits()) as workers:
        yield _in_order(files, reader, apart, workers.map(apart))


def _in_order(
    files: Sequence[SourceFile],
    reader: Callable[[SourceFile], Article | Failure],
    apart: Sequence[SourceFile],
    outcomes: Iterator[Article | Failure | Lost],
) -> Iterator[Article | Failure]:
    sent = set(apart)
    for file in files:
        found = next(outcomes) if file in sent else reader(file)
        if isinstance(found, Lost):
            message = f"reading it {found.reason}"
            found = Failure(
                path=file.name, step="read", code="unreadable", message=message
            )
        yield found


def _is_risky(file: SourceFile) -> bool:
    """Whether a file may keep its reader busy for long, or break it."""
    is_page = file.path.suffix.lower() in PAGES
    try:
        return is_page or file.path.stat().st_size > _SMALL
    except OSError:
        return False


def _read(file: SourceFile, encoding: str) -> Article | Failure:
    try:
        return read(file, encoding=encoding)
    except ArticleError as error:
        return lost(file.name, error)


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
