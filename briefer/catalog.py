"""The prompts in force: where each comes from, what it is given, and what it costs."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

from briefer import summarize
from briefer.chunking import chunk
from briefer.contract import STAGES, Stage
from briefer.errors import SettingsError
from briefer.kinds import element, word
from briefer.llm.base import Message
from briefer.preflight import read_stage
from briefer.prompts import Prompts
from briefer.proof import PROOFS
from briefer.reading import gather
from briefer.settings import Settings
from briefer.starter import BASE
from briefer.templating import nearest, shipped
from briefer.tokens import counter_for

Origin = Literal["shipped", "user", "project"]


@dataclass(frozen=True)
class File:
    """A template file of a stage."""

    name: str
    origin: Origin
    digest: str
    """SHA-256 of its text, in hexadecimal."""


@dataclass(frozen=True)
class Variable:
    """Something a template may print."""

    path: str
    """As in `article.title`; `article.sentences[].text` for what a list holds."""
    kind: str
    is_used: bool


@dataclass(frozen=True)
class Entry:
    """A stage, its files and what they may print."""

    stage: Stage
    files: tuple[File, ...]
    variables: tuple[Variable, ...]
    constant_tokens: int
    """Tokens of the system message, the same in all requests of a build."""


@dataclass(frozen=True)
class Edited:
    """A file of one's own, and how it differs."""

    name: str
    origin: Origin
    is_new: bool
    """Whether there is no shipped file of this name."""
    own: tuple[str, ...]
    """Unified diff from what was shipped when it was copied to one's own."""
    upstream: tuple[str, ...]
    """Unified diff from what was shipped then to what is shipped now; empty where
    nothing changed, or where it is not known what was shipped then."""

    @property
    def differs(self) -> bool:
        """Whether it was edited, or the shipped file changed since it was copied."""
        return bool(self.own or self.upstream)


def catalog(settings: Settings) -> tuple[Entry, ...]:
    """Every stage in the order of a build; raises `TemplateError` for broken files."""
    prompts = Prompts(settings)
    count = counter_for(settings.model).count
    return tuple(_entry(settings, prompts, stage, count) for stage in STAGES.values())


def stage_named(name: str) -> Stage:
    """The stage of a name; `SettingsError` with the nearest one if there is none."""
    if name not in STAGES:
        raise SettingsError(
            f"there is no stage `{name}`", hint=nearest(name, [*STAGES])
        )
    return STAGES[name]


def messages(
    settings: Settings, stage: str, article: Path | None = None
) -> tuple[Message, ...]:
    """The exact messages of a stage: for `article`, or for a built-in sample.

    Only `summarize` takes an article; of a long one it shows the first part.
    """
    prompts = Prompts(settings)
    if article is None:
        return PROOFS[stage_named(stage).name](prompts).messages
    if stage != "summarize":
        raise SettingsError(
            f"`{stage}` is not asked about an article",
            hint=f"leave out `--article`, or try `briefer prompts show {stage}`",
        )
    [read] = gather(replace(settings, sources=(str(article),))).articles
    count = counter_for(settings.model).count
    first = chunk(read, count, budget_tokens=settings.chunk_tokens)[0]
    return summarize.request(read, first, prompts, settings).messages


def edits(settings: Settings) -> Iterator[Edited]:
    """How each prompt file of one's own differs, in order of origins and names."""
    for origin, folder in _own(settings):
        if folder.resolve() == shipped("prompts").resolve():
            continue
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not name.startswith("."):
                yield _edited(origin, folder, name)


def _own(settings: Settings) -> Iterator[tuple[Origin, Path]]:
    """The folders of one's own by their origin."""
    yield "project", settings.prompt_folders["project"]
    if "user" in settings.prompt_folders:
        yield "user", settings.prompt_folders["user"]


def _edited(origin: Origin, folder: Path, name: str) -> Edited:
    now = _lines(shipped("prompts") / name)
    then = _lines(folder / BASE / name)
    own = _lines(folder / name) or ()
    if now is None:
        return Edited(name, origin, is_new=True, own=(), upstream=())
    since = now if then is None else then
    place = folder.name if origin == "project" else origin
    return Edited(
        name,
        origin,
        is_new=False,
        own=_diff(since, own, f"shipped/{name}", f"{place}/{name}"),
        upstream=_diff(since, now, f"shipped then/{name}", f"shipped now/{name}"),
    )


def _diff(
    old: tuple[str, ...], new: tuple[str, ...], before: str, after: str
) -> tuple[str, ...]:
    return tuple(difflib.unified_diff(old, new, before, after, lineterm=""))


def _lines(path: Path) -> tuple[str, ...] | None:
    if not path.is_file():
        return None
    return tuple(path.read_text(encoding="utf-8").splitlines())


def _entry(settings: Settings, prompts: Prompts, stage: Stage, count: Any) -> Entry:
    used = {path for reading in read_stage(prompts, stage) for path in reading.used}
    system = PROOFS[stage.name](prompts).messages[0].content
    return Entry(
        stage=stage,
        files=tuple(_files(settings, prompts, stage)),
        variables=tuple(
            variable
            for name, kind in stage.given("user").items()
            for variable in _variables(name, kind, name in used, used)
        ),
        constant_tokens=count(system) if "system" in stage.roles else 0,
    )


def _files(settings: Settings, prompts: Prompts, stage: Stage) -> Iterator[File]:
    for name, digest in prompts.digests(stage.name).items():
        yield File(name, _origin(settings, prompts.templates.path(name)), digest)


def _origin(settings: Settings, path: Path) -> Origin:
    if path.is_relative_to(shipped("prompts")):
        return "shipped"
    owners = (o for o, folder in _own(settings) if path.is_relative_to(folder))
    return next(owners, "shipped")


def _variables(
    path: str, kind: Any, is_used: bool, used: set[str]
) -> Iterator[Variable]:
    """`path` and, where it is a list or has fields, all that can be reached by it."""
    yield Variable(path, word(kind), is_used)
    if typing.get_origin(kind) is tuple:
        path, kind = f"{path}[]", element(kind)
    if not is_dataclass(kind):
        return
    hints = typing.get_type_hints(kind)
    for field in fields(kind):
        name = getattr(kind, "__name__", "")
        is_read = f"{name}.{field.name}" in used
        yield from _variables(f"{path}.{field.name}", hints[field.name], is_read, used)
