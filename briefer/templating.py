"""Templates for prompts and pages: read from folders, rendered, and their errors told.

Whatever is wrong with a template becomes a `TemplateError` with its file and line.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates
from jinja2.utils import missing

from briefer.budget import Budget
from briefer.errors import TemplateError
from briefer.escaping import Purpose
from briefer.sandbox import Environment, Missing, reachable


def shipped(kind: Literal["prompts", "templates"]) -> Path:
    """The folder of the shipped prompts or page templates.

    A wheel has it beside this module, a checkout at its top level.
    """
    inside = Path(__file__).parent / "_shipped" / kind
    return inside if inside.is_dir() else Path(__file__).parent.parent / kind


class _Loader(jinja2.BaseLoader):
    """Reads each template once, from the first folder that has it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self.found: dict[str, tuple[Path, str]] = {}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, None]:
        path, text = self.find(template)
        return text, str(path), None

    def find(self, name: str) -> tuple[Path, str]:
        if name not in self.found:
            path = self.locate(name)
            self.found[name] = path, _read(path)
        return self.found[name]

    def locate(self, name: str) -> Path:
        steps = name.split("/")
        if "\\" in name or ":" in name or {"", ".", ".."} & set(steps):
            raise jinja2.TemplateNotFound(name)
        for folder in self.folders:
            path = folder / name
            if path.is_file():
                return _jailed(path, folder)
        raise jinja2.TemplateNotFound(name)

    def __contains__(self, name: object) -> bool:
        return any((folder / str(name)).is_file() for folder in self.folders)

    def list_templates(self) -> list[str]:
        names = {
            path.relative_to(folder)
            for folder in self.folders
            for path in folder.rglob("*")
            if path.is_file()
        }
        seen = (n for n in names if not any(part.startswith(".") for part in n.parts))
        return sorted(name.as_posix() for name in seen)


class _Compiled(jinja2.BytecodeCache):
    """Keeps the code of templates for the life of the process, for each purpose."""

    code: ClassVar[dict[tuple[Purpose, str], tuple[str, Any]]] = {}

    def __init__(self, purpose: Purpose) -> None:
        self.purpose = purpose

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.code.get((self.purpose, bucket.key), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[self.purpose, bucket.key] = bucket.checksum, bucket.code


def _jailed(path: Path, folder: Path) -> Path:
    if path.resolve().is_relative_to(folder.resolve()):
        return path
    message = f"{_shown(path)}: the file leads out of the folder `{_shown(folder)}`"
    hint = "put a copy of the file there instead of a link"
    raise TemplateError(message, hint=hint, file=_shown(path))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{_shown(path)}: the template cannot be read: {error}"
        raise TemplateError(message, file=_shown(path)) from error


def _shown(path: str | Path) -> str:
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return Path(path).as_posix()


class Templates:
    """Prompt or page templates from `folders`, of which earlier ones come first.

    `purpose` alone decides how values are printed: as they are into a prompt, without
    control characters into text, escaped for Markdown or for HTML into a page. All
    methods raise `TemplateError`.
    """

    def __init__(
        self, folders: Sequence[Path], purpose: Purpose, budget: Budget | None = None
    ) -> None:
        self._loader = _Loader(folders)
        self._environment = Environment(self._loader, purpose, budget)
        self._environment.bytecode_cache = _Compiled(purpose)

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """The text template `name` makes of `context`."""
        meter = self._environment.meter
        meter.begin()
        try:
            template = self._environment.get_template(name)
            return meter.printed(template.generate(dict(context)))
        except TemplateError:
            raise
        except Exception as error:
            raise self._explained(error, name, tuple(context)) from error

    def path(self, name: str) -> Path:
        """The file template `name` is read from."""
        return self._found(name)[0]

    def has(self, name: str) -> bool:
        """Whether there is a template `name`."""
        return name in self._loader

    def shown(self, name: str) -> str:
        """The file of template `name`, as messages name it."""
        return _shown(self.path(name))

    def text(self, name: str) -> str:
        """The text of template `name`."""
        return self._found(name)[1]

    def names(self) -> tuple[str, ...]:
        """The names of all templates in the folders, sorted."""
        return tuple(n for n in self._loader.list_templates() if n.endswith(".j2"))

    def tree(self, name: str) -> nodes.Template:
        """The syntax tree of template `name`, which is sure to compile too."""
        path, text = self._found(name)
        try:
            self._environment.get_template(name)
            return self._environment.parse(text, name, str(path))
        except jinja2.TemplateSyntaxError as error:
            raise self._explained(error, name, ()) from error

    def fault(
        self, name: str, line: int, what: str, word: str, hint: str = ""
    ) -> TemplateError:
        """The error that `word` is wrong in a line of template `name`."""
        return _located(self.path(name), line, what, word, hint)

    def unknown(self, name: str) -> tuple[str, str]:
        """In words: that there is no template `name`, and which one may be meant."""
        return self._not_found(jinja2.TemplateNotFound(name))

    def files(self, name: str) -> tuple[str, ...]:
        """The template and all it includes, imports or extends, sorted."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            seen.add(current)
            waiting += [other for other in self._named_by(current) if other not in seen]
        return tuple(sorted(seen))

    def digests(self, name: str) -> dict[str, str]:
        """Each of `files(name)` to the SHA-256 of its text, in hexadecimal."""
        texts = {file: self._found(file)[1] for file in self.files(name)}
        return {f: hashlib.sha256(t.encode()).hexdigest() for f, t in texts.items()}

    def _named_by(self, name: str) -> list[str]:
        named = find_referenced_templates(self.tree(name))
        return [other for other in named if other and other in self._loader]

    def _found(self, name: str) -> tuple[Path, str]:
        try:
            return self._loader.find(name)
        except jinja2.TemplateNotFound as error:
            raise self._explained(error, name, ()) from error

    def _explained(
        self, error: Exception, name: str, given: tuple[str, ...]
    ) -> TemplateError:
        file, line = _place(error)
        if isinstance(error, jinja2.TemplateNotFound):
            what, hint = self._not_found(error)
            word = str(error.name)
        elif isinstance(error, Missing):
            what, hint = _missing_words(error, _line_of(file, line), given)
            word = str(error.name) if error.obj is missing else f".{error.name}"
        else:
            what, hint = _words(error), ""
            word = _quoted(what)
        if not file:
            return TemplateError(what, hint=hint, file=_shown(name))
        return _located(Path(file), line, what, word, hint)

    def _not_found(self, error: jinja2.TemplateNotFound) -> tuple[str, str]:
        places = ", ".join(f"`{_shown(folder)}`" for folder in self._loader.folders)
        hint = nearest(str(error.name), self._loader.list_templates())
        return f"no template `{error.name}` in {places}", hint


def _place(error: Exception) -> tuple[str, int]:
    """File and line of the deepest template the error passed; ("", 0) for none."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or "", error.lineno
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if "__jinja_exception__" in frame.f_globals
    ]
    return places[-1] if places else ("", 0)


def _line_of(file: str | Path, line: int) -> str:
    lines = _read(Path(file)).split("\n") if file else []
    return lines[line - 1] if line <= len(lines) else ""


def _located(file: Path, line: int, what: str, word: str, hint: str) -> TemplateError:
    source = _line_of(file, line)
    column = _column(source, word)
    place = ":".join(str(n) for n in (_shown(file), line, column) if n)
    error = TemplateError(f"{place}: {what}", hint=hint, file=_shown(file), line=line)
    error.column, error.source = column, source
    return error


def _column(source: str, word: str) -> int:
    """Where `word` stands in a line, first as a name of its own; 0 if nowhere."""
    start = "" if word.startswith(".") else r"(?<!\w)"
    for pattern in (rf"{start}{re.escape(word)}(?!\w)", re.escape(word)):
        if word and (found := re.search(pattern, source)):
            return found.start() + 1 + word.startswith(".")
    return 0


def _quoted(what: str) -> str:
    """The last word that Jinja's message quotes: the one it stumbled over."""
    words = re.findall(r"'([^']+)'|`([^`]+)`", what)
    return next((a or b for a, b in reversed(words)), "")


def _missing_words(error: Missing, line: str, given: Sequence[str]) -> tuple[str, str]:
    if error.obj is missing:
        return f"there is no `{error.name}`", nearest(error.name, given)
    written = re.search(rf"([\w.]+)\.{re.escape(str(error.name))}\b", line)
    owner = written[1] if written else type(error.obj).__name__
    hint = nearest(str(error.name), _names(error.obj))
    return f"`{owner}` has no `{error.name}`", hint


def _names(obj: object) -> list[str]:
    known = obj if isinstance(obj, Mapping) else reachable(obj) or ()
    return sorted(map(str, known))


def nearest(name: str, names: Sequence[str]) -> str:
    """A hint: the one of `names` that `name` may be meant for, or what there is."""
    close = difflib.get_close_matches(name, names, 1)
    if close:
        return f"did you mean `{close[0]}`?"
    listed = ", ".join(f"`{name}`" for name in names[:12])
    return f"there is {listed}" if listed else ""


def _words(error: Exception) -> str:
    text = str(error).rstrip(".") or type(error).__name__
    known = isinstance(error, jinja2.TemplateError)
    return text if known else f"{type(error).__name__}: {text}"
