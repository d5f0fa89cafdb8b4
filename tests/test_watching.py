"""Which kind of change a file is, and where changes are looked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefer.settings import Settings
from briefer.unchanged import look
from briefer.watching import differing, listed, roots, without_pages


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    for name in ("articles/a.txt", "prompts/merge/user.md.j2", "templates/_x.css.j2"):
        Path(name).parent.mkdir(parents=True)
        Path(name).write_text("text", encoding="utf-8")
    user = str(tmp_path / ".config" / "prompts")
    return Settings(sources=("articles",), user_prompts=user)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("articles/a.txt", "article"),
        ("articles/deep/b.txt", "article"),
        ("prompts/merge/user.md.j2", "prompt"),
        ("prompts/merge/sections.toml", "prompt"),
        ("templates/_x.css.j2", "page"),
        ("templates/briefing.txt.j2", "page"),
        ("templates/_x.css.j2~", None),
        ("templates/.#_x.css.j2", None),
        ("prompts/.base/merge/user.md.j2", None),
        ("articles/.a.txt.swp", None),
        ("briefer.toml", None),  # what it says counts, not its bytes
    ],
)
def test_a_written_file_is_a_change_of_its_kind(settings, name, kind):
    before = look(settings)
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text("new", encoding="utf-8")
    assert differing(before, look(settings), settings) == ({name: kind} if kind else {})


def test_other_settings_are_a_change_and_so_is_another_program(settings):
    seen = look(settings)
    other = look(replace(settings, title="New"))
    assert differing(seen, other, settings) == {"settings": "settings"}
    code = next(key for key in seen if key.startswith("code: "))
    assert set(differing(seen, seen | {code: ""}, settings).values()) == {"program"}


def test_what_a_build_writes_is_no_change(settings):
    whole = Settings(sources=(".",))
    before = look(whole)
    for name in ("out/run.json", ".briefer/replies/merge-1.json"):
        Path(name).parent.mkdir(parents=True)
        Path(name).write_text("{}", encoding="utf-8")
    assert differing(before, look(whole), whole) == {}


def test_pages_can_be_left_out_of_a_look(settings):
    before = look(settings)
    Path("templates/_x.css.j2").write_text("new", encoding="utf-8")
    assert without_pages(look(settings)) == without_pages(before) != before


def test_folders_are_looked_into_and_where_they_may_appear(settings, tmp_path):
    Path("templates/_x.css.j2").unlink()
    Path("templates").rmdir()
    Path("one.txt").write_text("text", encoding="utf-8")
    found = roots(Settings(sources=("articles", "one.txt", "gone/a/b")))
    assert found.deep == {tmp_path / "articles", tmp_path / "prompts"}
    assert found.flat == {tmp_path}


def test_many_names_are_counted():
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert listed("abcde") == "a, b, c, 2 more"


def test_prompts_for_all_projects_are_watched_too(settings):
    before = look(settings)
    name = f"{settings.user_prompts}/_language.md.j2"
    Path(name).parent.mkdir(parents=True)
    Path(name).write_text("new", encoding="utf-8")
    assert differing(before, look(settings), settings) == {name: "prompt"}
    assert Path(settings.user_prompts) in roots(settings).deep
