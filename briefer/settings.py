"""What a build is told: by defaults, settings file, environment and flags."""

from __future__ import annotations

import difflib
import math
import os
import tomllib
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import UnionType
from typing import Any, Literal

from briefer.errors import SettingsError

SECTION_SHAPES = (
    "statements",
    "stories",
    "timeline",
    "positions",
    "figures",
    "disagreements",
    "outlook",
    "gaps",
)

Format = Literal["md", "html", "json"]
FORMATS: tuple[Format, ...] = typing.get_args(Format)

LIMITS = ("max_calls", "max_tokens", "max_cost")
"""Settings that bound what a build may spend."""

EXTRACTIVE = "extractive"
"""The name that stands for no model: sentences of the articles, chosen by code."""


@dataclass(frozen=True)
class SectionSetting:
    """One section of the briefing: what it is called and what the model is told."""

    id: str
    title: str = ""
    shape: str = ""
    instruction: str = ""
    limit: int = 0
    """Most items; 0 leaves it to the instruction."""


@dataclass(frozen=True)
class Settings:
    """Everything a build can be told. Defaults stand here and nowhere else."""

    sources: tuple[str, ...] = ()
    """Files and folders of articles."""
    encoding: str = ""
    """Encoding of files that are not UTF-8, as `cp1251`; empty to find it out."""
    out: str = "out"
    """Folder the briefing is written to."""
    formats: tuple[Format, ...] = FORMATS
    """What is written: `md`, `html`, `json`; `check` and `explain` need `json`."""
    title: str = ""
    """Title of the briefing; empty for one made of the period covered."""
    language: str = "en"
    """Language the briefing is written in, as a code such as `en`, `de` or `uk`."""
    model: str = "gpt-5.4-mini"
    """Model that summarizes and merges."""
    base_url: str = ""
    """Address of an OpenAI-compatible endpoint; empty for OpenAI's own."""
    concurrency: int = 16
    """Most calls in flight at once; fewer where the endpoint cannot bear them."""
    requests_per_minute: int = 0
    """Most requests in a minute; 0 for what the endpoint's answers say."""
    tokens_per_minute: int = 0
    """Most tokens sent and received in a minute; 0 for what the answers say."""
    max_calls: int | None = None
    """Most calls a build may make, repeated ones included."""
    max_tokens: int | None = None
    """Most tokens a build may send and receive."""
    max_cost: float | None = None
    """Most US dollars a build may cost, at list prices."""
    offline: bool = False
    """Answer from recorded replies only."""
    stale: bool = False
    """Offline, and where a reply is missing take the one to the likest request: to look
    at a briefing after an edit of prompts. The pages say so."""
    store: str = ".briefer/replies"
    """Folder that keeps every reply."""
    recordings: tuple[str, ...] = ()
    """Further folders of replies, read and never written."""
    prompts: str = "prompts"
    """Folder whose files take the place of the shipped prompts."""
    user_prompts: str = ""
    """Folder of prompts for all your projects: its files stand behind those of
    `prompts` and before the shipped ones; empty for none. Unless set, it is
    `briefer/prompts` in `$XDG_CONFIG_HOME` or `~/.config`."""
    templates: str = "templates"
    """Folder whose files take the place of the shipped page templates."""
    chunk_tokens: int = 6000
    """Most tokens of article text in one request."""
    merge_tokens: int = 24000
    """Most tokens of claims in one request."""
    reply_tokens: int = 16000
    """Most tokens of one reply."""
    unsupported: str = "drop"
    """What becomes of a sentence that fails its checks for good: `drop` or `mark`."""
    fallback: str = ""
    """`extractive`: what stands in where the endpoint fails or a limit is met."""
    judge: bool = False
    """Ask a model too whether each statement follows from the words it cites."""
    temperature: float | None = None
    """Sampling temperature; left to the endpoint unless set."""
    deadline_s: float = 600
    """Longest a call may take in seconds, repeated tries and pauses included."""
    sections: tuple[SectionSetting, ...] = ()
    """Sections of the briefing in order; empty for the shipped ones."""
    source_date_epoch: int | None = None
    """Seconds since 1970 that stand for the time of the build, as SOURCE_DATE_EPOCH."""
    folder: Path = Path()
    """Folder the settings were found in: relative paths of a file count from there."""

    @property
    def prompt_folders(self) -> dict[str, Path]:
        """Where prompts of one's own may be, those that win first, by their origin."""
        folders = {"project": self.path(self.prompts)}
        if self.user_prompts:
            folders["user"] = self.path(self.user_prompts).expanduser()
        return folders

    def path(self, name: str) -> Path:
        """The path `name` of a setting, relative to the settings file's folder."""
        return self.folder / name


def load(
    flags: Mapping[str, object],
    environment: Mapping[str, str] = os.environ,
    start: Path | None = None,
) -> Settings:
    """The settings in force: `flags` that are not None win over all else.

    Reads `briefer.toml`, or `[tool.briefer]` of `pyproject.toml`, in `start` (the
    current folder unless given) or the nearest folder above it that has one. Raises
    `SettingsError` that names every problem at once.
    """
    start = Path() if start is None else start
    file, table = _find(start)
    folder = file.parent if file else start
    default = Settings(folder=folder, user_prompts=_user_prompts(environment))
    settings = _merge(default, table, str(file or ""), folder)
    settings = _merge(settings, _from_environment(environment), "the environment")
    given = {k: v for k, v in flags.items() if v not in (None, ())}
    settings = _merge(settings, given, "the command line")
    return _checked(settings)


def require_sources(settings: Settings) -> None:
    """Raise `SettingsError` where there is nothing to read."""
    if not settings.sources:
        hint = "name a folder: `briefer build my-articles`"
        raise SettingsError("no articles are named", hint=hint)


def names() -> tuple[str, ...]:
    """The names of all settings a user can give."""
    return tuple(f.name for f in fields(Settings) if f.name != "folder")


def _find(start: Path) -> tuple[Path | None, dict[str, Any]]:
    here = start.resolve()
    for depth, folder in enumerate((here, *here.parents)):
        shown = start if depth == 0 else Path(os.path.relpath(folder))
        for name in ("briefer.toml", "pyproject.toml"):
            path = shown / name
            if path.is_file():
                table = _read(path)
                if name == "briefer.toml":
                    return path, table
                if "briefer" in table.get("tool", {}):
                    return path, table["tool"]["briefer"]
    return None, {}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot read `{path}`: {error}") from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """`BRIEFER_MODEL=x` as `{"model": "x"}`, and two variables named elsewhere."""
    prefix = "BRIEFER_"
    found: dict[str, object] = {
        name[len(prefix) :].lower(): value
        for name, value in sorted(environment.items())
        if name.startswith(prefix)
    }
    for variable in ("OPENAI_BASE_URL", "SOURCE_DATE_EPOCH"):
        name = variable.removeprefix("OPENAI_").lower()
        if environment.get(variable) and name not in found:
            found[name] = environment[variable]
    return found


def _user_prompts(environment: Mapping[str, str]) -> str:
    """Where a user keeps prompts, by the XDG base directory specification."""
    given = environment.get("XDG_CONFIG_HOME", "")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if Path(given).is_absolute():
        return str(Path(given, "briefer", "prompts"))
    return str(Path(home, ".config", "briefer", "prompts")) if home else ""


def _merge(
    settings: Settings,
    table: Mapping[str, object],
    where: str,
    folder: Path | None = None,
) -> Settings:
    types = typing.get_type_hints(Settings)
    problems, values = [], {}
    for name, value in table.items():
        key = name.replace("-", "_")
        if key not in names():
            problems.append(_unknown(name))
            continue
        try:
            values[key] = _value(types[key], value)
        except (ValueError, TypeError) as error:
            problems.append(f"`{name}` {error}")
    if problems:
        listed = "; ".join(problems)
        raise SettingsError(f"{where}: {listed}", hint=_hint(where))
    if folder is not None:
        values = {k: _relative(k, v, folder) for k, v in values.items()}
    return replace(settings, **values)


def _relative(name: str, value: Any, folder: Path) -> Any:
    """Sources stand in a file relative to it; the other paths are joined on use."""
    if name == "sources":
        return tuple(str(folder / item) for item in value)
    return value


def _value(wanted: object, value: object) -> Any:
    """`value`, from a file, a flag or the environment, as a setting's type."""
    if wanted == tuple[SectionSetting, ...]:
        return _sections(value)
    if wanted == tuple[Format, ...]:
        return _formats(value)
    if wanted == tuple[str, ...]:
        return _texts(value)
    if isinstance(wanted, UnionType):
        wanted = typing.get_args(wanted)[0]
    if wanted is bool:
        return _switch(value)
    if wanted is str:
        if not isinstance(value, str):
            raise TypeError(f"must be text, not {value!r}")
        return value
    return _number(wanted, value)


def _number(wanted: object, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(f"must be a number, not {value!r}")
    try:
        number = int(value) if wanted is int else float(value)
    except (ValueError, OverflowError):
        number = math.nan
    if not -math.inf < number < math.inf:
        raise ValueError(f"must be a number, not {value!r}")
    return number


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split(os.pathsep))
    if isinstance(value, Sequence) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise TypeError(f"must be a list of texts, not {value!r}")


def _formats(value: object) -> tuple[Format, ...]:
    """The formats named in a list, or in a text between commas, in their one order."""
    given = value.split(",") if isinstance(value, str) else _texts(value)
    named = {name.strip() for name in given}
    if unknown := sorted(named - set(FORMATS)):
        listed = ", ".join(f"`{name}`" for name in FORMATS)
        raise ValueError(f"has the unknown `{unknown[0]}`; there are {listed}")
    if not named:
        raise ValueError("must name a format at least")
    return tuple(name for name in FORMATS if name in named)


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "0": False,
        "false": False,
        "no": False,
    }
    if str(value).lower() not in words:
        raise ValueError(f"must be true or false, not {value!r}")
    return words[str(value).lower()]


def _sections(value: object) -> tuple[SectionSetting, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError("must be a list of names and tables")
    return tuple(_section(item) for item in value)


def _section(item: object) -> SectionSetting:
    if isinstance(item, str):
        return SectionSetting(id=item)
    known = {f.name for f in fields(SectionSetting)}
    if not isinstance(item, dict) or "id" not in item:
        raise ValueError(f"has an entry without `id`: {item!r}")
    if unknown := set(item) - known:
        raise ValueError(f"has an entry with unknown `{min(unknown)}`")
    section = SectionSetting(**item)
    for field in fields(SectionSetting):
        wanted = int if field.name == "limit" else str
        if type(getattr(section, field.name)) is not wanted:
            raise ValueError(f"has an entry with an unfit `{field.name}`: {item!r}")
    if not section.id.replace("_", "").isalnum() or not section.id.isascii():
        raise ValueError(f"`{section.id}` may only hold letters, digits and `_`")
    if section.shape and section.shape not in SECTION_SHAPES:
        raise ValueError(
            f"`{section.id}` has the unknown shape `{section.shape}`; "
            f"there are {', '.join(SECTION_SHAPES)}"
        )
    return section


def _checked(settings: Settings) -> Settings:
    for name in ("concurrency", "chunk_tokens", "merge_tokens", "reply_tokens"):
        if getattr(settings, name) < 1:
            raise SettingsError(f"`{name}` must be at least 1")
    for name in ("requests_per_minute", "tokens_per_minute", *LIMITS):
        if (getattr(settings, name) or 0) < 0:
            raise SettingsError(f"`{name}` must not be less than 0")
    if settings.fallback not in ("", EXTRACTIVE):
        raise SettingsError(f"`fallback` must be `{EXTRACTIVE}`, or not be set")
    if settings.unsupported not in ("drop", "mark"):
        raise SettingsError("`unsupported` must be `drop` or `mark`")
    _check_encoding(settings.encoding or "utf-8")
    if not settings.deadline_s > 0:
        raise SettingsError("`deadline_s` must be more than 0 seconds")
    for name in ("chunk_tokens", "merge_tokens"):
        if getattr(settings, name) < 500:
            raise SettingsError(
                f"`{name}` is {getattr(settings, name)}, too few for a request",
                hint="500 is the least, some thousand are usual",
            )
    return settings


def _check_encoding(name: str) -> None:
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        hint = "Python's names do, such as `cp1252`, `shift_jis` or `koi8-u`"
        message = f"`encoding` names the unknown `{name}`"
        raise SettingsError(message, hint=hint) from None


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name.replace("-", "_"), names(), n=1)
    return f"unknown setting `{name}`" + (
        f", did you mean `{near[0]}`?" if near else ""
    )


def _hint(where: str) -> str:
    if where == "the environment":
        return "variables named `BRIEFER_...` are settings; unset what is not one"
    return "`briefer build --help` lists the settings"
