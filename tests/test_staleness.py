"""After an edit of prompts: which replies are stale, and a build with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefer.llm.nearest import ALIKE, likeness, text_of
from tests.test_cli import RAIN, SNOW, live, run

HOUSE = "Read the article.\nBe terse.\n{% include '_language.md.j2' %}\n"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was built once with a prompt of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(RAIN)
    (tmp_path / "articles" / "b.txt").write_text(SNOW)
    (tmp_path / "prompts" / "summarize").mkdir(parents=True)
    edited(HOUSE)
    assert live("build", "articles").exit_code == 0
    return tmp_path


def edited(text: str) -> None:
    Path("prompts", "summarize", "system.md.j2").write_text(text, "utf-8")


def test_offline_every_stale_reply_is_told_with_its_reason(built):
    edited(HOUSE.replace("terse", "brief"))
    result = run("build", "articles", "--offline")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error: 2 of 3 replies are stale" in result.stderr
    assert "  summarize: articles/a.txt, articles/b.txt\n" in result.stderr
    place = "line 2 of the system message, from prompts/summarize/system.md.j2:2"
    assert place in result.stderr
    assert "    recorded: Be terse.\n    asked:    Be brief.\n" in result.stderr
    assert "`--stale`" in result.stderr


def test_another_model_is_told_as_the_reason(built):
    result = run("build", "articles", "--offline", "--model", "other")
    assert "asked:    model other" in result.stderr


def test_what_has_nothing_like_it_is_missing(built):
    (built / "articles" / "c.txt").write_text("Wind\n\nWind broke 3 trees in Tarsk.")
    edited(HOUSE.replace("terse", "brief"))
    result = run("build", "articles", "--offline")
    assert "articles/c.txt: nothing like it is recorded" in result.stderr
    result = run("build", "articles", "--stale")
    assert result.exit_code == 1
    assert "no reply is recorded for `articles/c.txt`" in result.stderr


def test_a_build_with_stale_replies_says_so_everywhere(built):
    before = (built / "out" / "briefing.md").read_text()
    assert "Stale" not in before
    edited(HOUSE.replace("terse", "brief"))
    result = run("build", "articles", "--stale")
    assert result.exit_code == 0
    assert "warning: stale replies" in result.stderr
    assert "2 of summarize" in result.stderr
    out = built / "out"
    for page in (*out.glob("*.md"), *out.glob("*/*.md"), *out.glob("**/*.html")):
        assert "The replies of summarize were given before" in page.read_text(), page
    assert json.loads((out / "briefing.json").read_text())["stale"] == ["summarize"]
    stages = json.loads((out / "run.json").read_text())["stages"]
    assert {s["stage"]: s["stale"] for s in stages} == {"summarize": 2, "merge": 0}
    assert run("build", "articles", "--stale", "--strict").exit_code == 1


def test_once_the_edit_is_undone_nothing_is_stale(built):
    edited("Another.\n{% include '_language.md.j2' %}\n")
    run("build", "articles", "--stale")
    edited(HOUSE)
    result = run("build", "articles", "--stale")
    assert "stale" not in result.stderr
    assert "Stale" not in (built / "out" / "briefing.html").read_text()


def test_a_section_that_old_replies_lack_stays_empty(built):
    (built / "briefer.toml").write_text(
        "sources = ['articles']\n"
        "sections = ['bottom_line', 'situation', "
        "{ id = 'aid', title = 'Aid', instruction = 'Who helps.' }]\n"
    )
    result = run("build", "--stale")
    assert result.exit_code == 0, result.stderr
    assert "1 of merge" in result.stderr
    assert "## Aid\n" in (built / "out" / "briefing.md").read_text()


def test_numbering_anew_keeps_texts_alike_and_other_texts_are_not():
    lines = [f"Sentence {n} tells of the place number {n} by name." for n in range(9)]
    old = text_of([("user", "\n".join(f"{n} {x}" for n, x in enumerate(lines)))])
    new = text_of([("user", "\n".join(f"Line {n}: {x}" for n, x in enumerate(lines)))])
    other = text_of([("user", SNOW)])
    assert likeness(old, new)[0] > ALIKE > likeness(old, other)[0]
