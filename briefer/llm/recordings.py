"""The store of replies: cache, resume point after a crash, and recording, in one.

One readable JSON file a reply, named by stage and request key. Entries are written
whole or not at all, so that parallel writers and a killed process cannot tear one; a
damaged entry is a miss with a warning.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefer.errors import BrieferWarning, MissingRecording, OutputError
from briefer.llm.base import KEPT, Client, Reply, Request, canonical, sha256
from briefer.llm.nearest import (
    ALIKE,
    Difference,
    Text,
    difference,
    likeness,
    pairs,
    recorded,
    text_of,
)
from briefer.output import put, put_all, sweep
from briefer.schema import Usage

FORMAT = 1
READER = 1
"""Version of how replies are read, noted in each entry."""

WAYS_ON = (
    "set `OPENAI_API_KEY`; or set `OPENAI_BASE_URL` to a local server; "
    "or point `recordings` at a folder that holds the replies"
)


class DamagedEntry(BrieferWarning):
    """A store entry that cannot be read and is treated as a miss."""


@dataclass(frozen=True)
class Nearest:
    """The recording most like a request that has none, and where they first differ."""

    stage: str
    label: str
    """Of the request."""
    path: Path
    likeness: float
    """Of what the two are about, 0 to 1."""
    difference: Difference
    reply: Reply


class Store:
    """Replies on disk: the first folder is written to, all are read, in order."""

    def __init__(self, folder: Path, recordings: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.folders = (folder, *recordings)
        self._known: dict[str, Sequence[tuple[Path, dict[str, Any], Text]]] = {}

    def get(self, request: Request) -> Reply | None:
        """The stored reply to `request`, or None."""
        for folder in self.folders:
            entry = _read(folder / _name(request))
            if entry is not None and entry["key"] == request.key:
                return _reply(entry)
        return None

    def put(self, request: Request, reply: Reply) -> None:
        """Keep `reply`; raises `OutputError` where the folder cannot be written."""
        self.put_all([(request, reply)])

    def put_all(self, replies: Iterable[tuple[Request, Reply]]) -> None:
        """As `put` for each, in less time."""
        files = {_name(request): _text(request, reply) for request, reply in replies}
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            put_all(self.folder, files)
        except OSError as error:
            raise self._unkept(error) from error

    def check(self) -> None:
        """Raise `OutputError` now if replies could not be kept; clear up leftovers."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sweep(self.folder)
            probe = self.folder / ".writable"
            put(probe, b"")
            probe.unlink(missing_ok=True)
        except OSError as error:
            raise self._unkept(error) from error

    def _unkept(self, error: OSError) -> OutputError:
        return OutputError(
            f"cannot keep a reply in `{self.folder}`: {error.strerror}",
            hint="free some space or choose another folder with `--store`",
        )

    def reject(self, request: Request) -> None:
        """Set the entry for `request` aside, so that the next run asks again."""
        path = self.folder / _name(request)
        if path.exists():
            path.replace(path.with_suffix(".rejected"))

    def nearest(self, request: Request) -> Nearest | None:
        """The recording of the same stage that is most like `request`."""
        asked = text_of(pairs(request.messages))
        found = [
            (likeness(asked, text), entry["reply"]["created"], path, entry)
            for path, entry, text in self._of_stage(request.stage)
        ]
        if not found:
            return None
        (alike, _), _, path, entry = max(found, key=lambda one: one[:3])
        differs = difference(request, entry["asked"])
        reply = _reply(entry)
        return Nearest(request.stage, request.label, path, alike, differs, reply)

    def _of_stage(self, stage: str) -> Sequence[tuple[Path, dict[str, Any], Text]]:
        """The entries of a stage as they were when first looked at."""
        if stage not in self._known:
            self._known[stage] = [
                (path, entry, text_of(recorded(entry["asked"])))
                for path, entry in self._entries(stage)
            ]
        return self._known[stage]

    def _entries(self, stage: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        for folder in self.folders:
            for path in sorted(folder.glob(f"{stage}-*.json")):
                entry = _read(path)
                if entry is not None:
                    yield path, entry


class Recorded:
    """A client that answers from the store and asks `inner` only what is missing.

    A reply is given only when it is kept. Those that come while others are written are
    written together, for what takes long is to wait for the disk.
    """

    def __init__(self, store: Store, inner: Client | None) -> None:
        self.store = store
        self.inner = inner
        self._is_checked = False
        self._unkept: list[tuple[Request, Reply, asyncio.Future[None]]] = []
        self._keeping: asyncio.Task[None] | None = None

    async def complete(self, request: Request) -> Reply:
        reply = self.store.get(request)
        if reply is not None:
            return reply
        if self.inner is None:
            raise missing(self.store, request)
        if not self._is_checked:
            self.store.check()
            self._is_checked = True
        reply = await self.inner.complete(request)
        if reply.finish in KEPT:
            await self._kept(request, reply)
        return reply

    async def _kept(self, request: Request, reply: Reply) -> None:
        done = asyncio.get_running_loop().create_future()
        self._unkept.append((request, reply, done))
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep())
        await done

    async def _keep(self) -> None:
        while batch := self._unkept:
            self._unkept = []
            replies = [(request, reply) for request, reply, _ in batch]
            failed: BaseException | None = None
            try:
                await asyncio.to_thread(self.store.put_all, replies)
            except BaseException as error:
                failed = error
            for done in (done for _, _, done in batch if not done.cancelled()):
                if failed is None:
                    done.set_result(None)
                else:
                    done.set_exception(failed)
        self._keeping = None

    def reject(self, request: Request) -> None:
        self.store.reject(request)


class Stale:
    """A client that answers from the store, with the reply to the likest request where
    there is none to the very one; `used` lists those.

    Raises `MissingRecording` where none is about the same text.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.used: list[Nearest] = []

    async def complete(self, request: Request) -> Reply:
        reply = self.store.get(request)
        if reply is not None:
            return reply
        near = self.store.nearest(request)
        if near is None or near.likeness < ALIKE:
            raise missing(self.store, request)
        self.used.append(near)
        text = _completed(near.reply.text, request.schema.text)
        return replace(near.reply, text=text, is_stale=True)

    def reject(self, request: Request) -> None:
        """Nothing is asked anew, so nothing is set aside."""


def _completed(reply: str, schema: str) -> str:
    """`reply` with an empty list for each that only `schema` has, as for a section."""
    try:
        said, wanted = json.loads(reply), json.loads(schema).get("properties", {})
    except ValueError:
        return reply
    lists: dict[str, list[object]] = {
        n: [] for n, kind in wanted.items() if kind.get("type") == "array"
    }
    if not isinstance(said, dict) or not lists.keys() - said.keys():
        return reply
    return json.dumps(lists | said, ensure_ascii=False)


def missing(store: Store, request: Request) -> MissingRecording:
    """The error for a request that nothing can answer, naming the nearest recording."""
    about = f" for `{request.label}`" if request.label else ""
    message = f"no reply is recorded{about} (stage `{request.stage}`)"
    near = store.nearest(request)
    if near is None:
        return MissingRecording(message, hint=f"to ask a model, {WAYS_ON}")
    first = near.difference
    where = f"line {first.line} of its {first.role} message" if first.role else "this"
    asked, kept = first.shown
    message += (
        f"; the nearest is `{near.path.name}`, which first differs in {where}:\n"
        f"  asked:    {asked}\n  recorded: {kept}"
    )
    return MissingRecording(message, hint=f"to ask a model, {WAYS_ON}")


def _name(request: Request) -> str:
    return f"{request.entry}.json"


def _text(request: Request, reply: Reply) -> bytes:
    entry = _entry(request, reply)
    entry["checksum"] = sha256(canonical(entry))
    text = json.dumps(entry, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "surrogatepass")


def _entry(request: Request, reply: Reply) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "reader": READER,
        "key": request.key,
        "stage": request.stage,
        "asked": {
            "model": request.model,
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
            "schema": {"name": request.schema.name, "sha256": request.schema.digest},
            "messages": [
                {"role": m.role, "content": m.content.split("\n")}
                for m in request.messages
            ],
        },
        "reply": {
            "model": reply.model,
            "finish": reply.finish,
            "created": reply.created,
            "endpoint": reply.endpoint,
            "usage": reply.usage.model_dump(),
            "text": reply.text.split("\n"),
        },
    }


def _reply(entry: dict[str, Any]) -> Reply:
    kept = entry["reply"]
    return Reply(
        text="\n".join(kept["text"]),
        model=kept["model"],
        finish=kept["finish"],
        usage=Usage(**kept["usage"]),
        created=kept["created"],
        endpoint=kept["endpoint"],
        is_recorded=True,
    )


def _read(path: Path) -> dict[str, Any] | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        warnings.warn(f"cannot read `{path}`: {error}", DamagedEntry, stacklevel=2)
        return None
    entry = _checked(raw)
    if entry is None:
        text = f"`{path}` is damaged and will be asked for again"
        warnings.warn(text, DamagedEntry, stacklevel=2)
    return entry


def _checked(raw: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(raw.decode("utf-8", "surrogatepass"))
        checksum = entry.pop("checksum")
        if entry["format"] != FORMAT or sha256(canonical(entry)) != checksum:
            return None
        _reply(entry)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return dict(entry)
