"""A new project explains its settings and builds at once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefer import starter
from briefer.cli import group
from briefer.errors import OutputError
from briefer.settings import LIMITS, Settings, load, names
from briefer.templating import shipped


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


def test_every_setting_is_explained_and_stands_with_its_default():
    text = starter.settings_file()
    assert set(names()) <= set(starter.docstrings())
    unset = "\n".join(
        line.removeprefix("# ") if " = " in line else line for line in text.split("\n")
    )
    table = tomllib.loads(unset)
    assert list(table) == list(names())
    examples = {"sources", "sections", "user_prompts", "temperature", *LIMITS}
    examples.add("source_date_epoch")
    for name in set(names()) - examples:
        default = getattr(Settings(), name)
        told = tuple(table[name]) if isinstance(default, tuple) else table[name]
        assert told == default, name


def test_a_new_project_builds_at_once(here, monkeypatch):
    result = run("init", "mine")
    assert result.exit_code == 0
    assert "next: cd mine && briefer build" in result.stderr
    monkeypatch.chdir(here / "mine")
    assert load({}).sources == ("articles",)
    built = run("build")
    assert (built.exit_code, built.stdout) == (0, "out/briefing.html\n")
    assert "Tarsk" in Path("out/briefing.md").read_text(encoding="utf-8")


def test_nothing_that_is_there_is_overwritten(here):
    (here / "briefer.toml").write_text('title = "mine"')
    result = run("init", "--prompts")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error: `briefer.toml` already there: nothing was written" in result.stderr
    assert [path.name for path in here.iterdir()] == ["briefer.toml"]


def test_an_ignore_file_stays_as_it_is(here):
    (here / ".gitignore").write_text("mine")
    result = run("init")
    assert result.exit_code == 0
    assert "kept your .gitignore: add `.briefer/` to it" in result.stderr
    assert (here / ".gitignore").read_text() == "mine"


def test_copies_are_the_shipped_files_twice(here):
    assert run("init", "--prompts", "--templates").exit_code == 0
    for kind in ("prompts", "templates"):
        for path in shipped(kind).rglob("*.j2"):
            name = path.relative_to(shipped(kind))
            text = path.read_text(encoding="utf-8")
            assert (here / kind / name).read_text(encoding="utf-8") == text
            assert (here / kind / ".base" / name).read_text(encoding="utf-8") == text
    assert run("build", "-q").stderr.startswith("note: no model is set")


def test_a_folder_that_cannot_be_made_is_told(here):
    (here / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot write"):
        starter.write(here / "file", {"briefer.toml": ""})
