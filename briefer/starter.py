"""A project to start with: settings that explain themselves, and two articles."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from briefer import settings as module
from briefer.errors import OutputError
from briefer.settings import Settings, names
from briefer.templating import shipped

BASE = ".base"
"""Folder within copied prompts or templates that keeps them as they were shipped."""

ARTICLES: Mapping[str, str] = {
    "articles/harbor-herald.txt": """\
Tarsk reopens its harbor after eleven days

The Harbor Herald, 4 March 2024

The port authority of Tarsk reopened the harbor on Monday, eleven days after a storm \
sank a grain carrier at its mouth. Divers cleared the channel on Sunday evening, the \
harbor master said.

At least 14 ships are waiting outside, among them three tankers. The port authority \
expects to clear the queue by 9 March. The harbor master said: "We will not let ships \
in at night until the buoys are back."

The fishers' union said that its members lost 2.1 million crowns and demanded that the \
province pay half of it. The province has not answered.
""",
    "articles/north-coast-wire.txt": """\
Ships enter Tarsk again, union asks for aid

North Coast Wire, 5 March 2024

Four ships entered the harbor of Tarsk on Tuesday, a day after it reopened. The port \
authority said that 11 ships were still waiting and that all would be in by 12 March.

The governor of the province said that she would decide on aid for fishers within two \
weeks. "Nobody will be forgotten," she said. She ruled out paying for lost catches.

The wreck of the grain carrier may stay where it is until summer, a salvage company \
said, because its cargo has swollen.
""",
}
"""Fictional, and at odds about dates and sums, as articles are."""

IGNORED = """\
# Replies that were paid for, and what past builds took. Keep a copy if you share them.
.briefer/
"""

_HEAD = """\
# Settings of this briefing. Every option stands here with its default; take away the
# `#` before one to change it. A flag of `briefer build` wins over this file.
"""
_GIVEN: Mapping[str, object] = {"sources": ["articles"]}
_EXAMPLES: Mapping[str, object] = {
    "max_calls": 100,
    "max_tokens": 1_000_000,
    "max_cost": 0.5,
    "user_prompts": "~/.config/briefer/prompts",
    "temperature": 0.0,
    "source_date_epoch": 1735689600,
    "sections": ["bottom_line", "key_developments", "situation", "timeline", "gaps"],
}
"""What stands in the file for a setting whose default cannot be written."""


def project(*, prompts: bool = False, templates: bool = False) -> dict[str, str]:
    """Relative path to text for each file of a new project."""
    files = {"briefer.toml": settings_file(), ".gitignore": IGNORED, **ARTICLES}
    if prompts:
        files |= copies("prompts")
    if templates:
        files |= copies("templates")
    return files


def settings_file() -> str:
    """`briefer.toml` with every setting, its explanation and its default."""
    documented = docstrings()
    parts = [_HEAD]
    for field in fields(Settings):
        if field.name in names():
            parts.append(_entry(field.name, field.default, documented[field.name]))
    return "\n".join(parts)


def copies(kind: Literal["prompts", "templates"]) -> dict[str, str]:
    """The shipped files of a kind, each with a second copy that says what it was."""
    folder = shipped(kind)
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            text = path.read_text(encoding="utf-8")
            found[f"{kind}/{name}"] = found[f"{kind}/{BASE}/{name}"] = text
    return found


def write(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write `files` into `folder`; gives the names written.

    A `.gitignore` that is there stays as it is. Raises `OutputError` where another of
    the files is there; nothing is written then.
    """
    wanted = {n: t for n, t in files.items() if not _stays(folder, n)}
    there = [name for name in wanted if (folder / name).exists()]
    if there:
        listed = ", ".join(f"`{folder / name}`" for name in there[:3])
        raise OutputError(
            f"{listed} already there: nothing was written",
            hint="name another folder: `briefer init my-briefing`",
        )
    try:
        for name, text in wanted.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"cannot write `{error.filename}`: {error.strerror}"
        raise OutputError(message, hint="name another folder") from error
    return tuple(wanted)


def docstrings() -> dict[str, str]:
    """Each field of `Settings` to the text that stands below it in the source."""
    tree = ast.parse(inspect.getsource(module))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    return dict(_documented(body))


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            value: Any = getattr(text, "value", None)
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield field.target.id, " ".join(value.value.split())


def _entry(name: str, default: object, text: str) -> str:
    comment = textwrap.wrap(text, 84, break_on_hyphens=False)
    lines = [f"# {line}" for line in comment]
    if name in _GIVEN:
        return "\n".join([*lines, f"{name} = {_toml(_GIVEN[name])}\n"])
    value = _EXAMPLES.get(name, default)
    return "\n".join([*lines, f"# {name} = {_toml(value)}\n"])


def _toml(value: object) -> str:
    """A text, number, truth value or list of texts in TOML, which JSON is as well."""
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def _stays(folder: Path, name: str) -> bool:
    return name == ".gitignore" and (folder / name).exists()
