"""A build that would write the same bytes is known without building, and only then."""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from briefer.builds import build
from briefer.errors import MissingRecording
from briefer.llm.base import Reply, Request
from briefer.llm.witness import Witness
from briefer.run import side_by_side
from briefer.settings import EXTRACTIVE, Settings
from briefer.unchanged import Told, keep, look, unchanged
from tests.test_live import REQUEST

TOLD = Told(replies=1, findings=("a1: code: message: words",))
FILES = {"briefing.md": "text", "articles/a.md": "page"}
WRITTEN = {name: sha256(text.encode()).hexdigest() for name, text in FILES.items()}
Change = Callable[[Path], object]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A folder in which a build has just been made and marked."""
    for path, text in {
        "articles/a.txt": "It rained.",
        "prompts/merge/user.md.j2": "{{ ledger }}",
        "templates/briefing.md.j2": "{{ briefing }}",
        "recorded/summarize-1.json": "{}",
        "out/own.txt": "mine",
        **{f"out/{name}": text for name, text in FILES.items()},
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    made = Settings(
        sources=(str(tmp_path / "articles"),),
        recordings=("recorded",),
        folder=tmp_path,
    )
    keep(made, look(made), {"summarize-1": True, "merge-2": False}, WRITTEN, TOLD)
    return made


def mark(settings: Settings) -> Path:
    [path] = (settings.folder / ".briefer" / "built").iterdir()
    return path


def test_nothing_has_changed_and_all_is_told_again(settings):
    assert unchanged(settings) == TOLD


@pytest.mark.parametrize(
    "change",
    [
        lambda at: (at / "articles/a.txt").write_text("It snowed."),
        lambda at: (at / "articles/b.txt").write_text("New."),
        lambda at: (at / "articles/a.txt").rename(at / "articles/c.txt"),
        lambda at: (at / "articles/deep").symlink_to(at / "prompts"),
        lambda at: (at / "prompts/merge/user.md.j2").write_text("{{ people }}"),
        lambda at: (at / "prompts/new.md.j2").write_text(""),
        lambda at: (at / "templates/briefing.md.j2").unlink(),
        lambda at: (at / "recorded/summarize-1.json").write_text("{ }"),
        lambda at: (at / "recorded/summarize-1.json").unlink(),
        lambda at: (at / "recorded/merge-2.json").write_text("{}"),
        lambda at: (at / "out/briefing.md").write_text("texT"),
        lambda at: (at / "out/articles/a.md").unlink(),
    ],
)
def test_any_change_means_a_build(settings, change: Change):
    change(settings.folder)
    assert unchanged(settings) is None


def test_an_entry_in_a_folder_that_comes_first_means_a_build(settings):
    store = settings.path(settings.store)
    store.mkdir(parents=True)
    (store / "summarize-1.json").write_text("another")
    assert unchanged(settings) is None


@pytest.mark.parametrize("changes", [{"title": "New"}, {"out": "other"}])
def test_other_settings_mean_a_build(settings, changes):
    assert unchanged(replace(settings, **changes)) is None


def test_a_key_that_was_not_there_means_a_build(settings, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert unchanged(settings) is None


def test_another_version_of_a_package_means_a_build(settings, tmp_path, monkeypatch):
    (tmp_path / "site" / "jinja2-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert unchanged(settings) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"told": 1}', None])
def test_a_damaged_mark_is_no_mark(settings, text):
    if text is None:
        table = json.loads(mark(settings).read_text())
        text = json.dumps(table | {"format": 0})
    mark(settings).write_text(text)
    assert unchanged(settings) is None


def test_what_changed_during_the_build_leaves_no_mark(settings):
    seen = look(settings)
    mark(settings).unlink()
    (settings.folder / "articles/a.txt").write_text("Changed meanwhile.")
    keep(settings, seen, {}, WRITTEN, TOLD)
    assert unchanged(settings) is None


def test_a_reply_that_was_not_kept_leaves_no_mark(settings):
    mark(settings).unlink()
    keep(settings, look(settings), {"summarize-9": True}, WRITTEN, TOLD)
    assert unchanged(settings) is None


def test_prompts_for_all_projects_are_seen_when_they_come(settings, tmp_path):
    mark(settings).unlink()
    user = replace(settings, user_prompts=str(tmp_path / "user"))
    keep(user, look(user), {"summarize-1": True}, WRITTEN, TOLD)
    assert unchanged(user) == TOLD
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "_language.md.j2").write_text("Write in {{ language }}.")
    assert unchanged(user) is None


def test_what_a_library_warns_of_is_no_reason_to_build_again(settings):
    none = {"prompts": "none", "templates": "none", "recordings": ()}
    own = replace(settings, out="new", model=EXTRACTIVE, **none)

    def notify(step: object) -> None:
        warnings.warn("a library is old", DeprecationWarning, stacklevel=1)

    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        done = build(own, notify)
    assert done.told.warnings == ()
    assert unchanged(own) == done.told


def test_a_build_rests_on_no_reply_that_nobody_waited_for():
    class Halting:
        """Has no reply to the first request, and the second waits until it is told."""

        async def complete(self, request: Request) -> Reply:
            if request.label == "second":
                await asyncio.Event().wait()
            raise MissingRecording("there is none")

        def reject(self, request: Request) -> None:
            """Nothing to take back."""

    async def asked() -> None:
        async with side_by_side() as tasks:
            tasks.create_task(witness.complete(second))
            await asyncio.sleep(0)
            await witness.complete(first)

    witness = Witness(Halting())
    first, second = (
        replace(REQUEST, label=label, max_tokens=tokens)
        for label, tokens in (("first", 1), ("second", 2))
    )
    with pytest.raises(MissingRecording):
        asyncio.run(asked())
    assert witness.replies == {first.entry: False}
