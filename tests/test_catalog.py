"""The prompts in force, as `briefer prompts` tells them."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefer.cli import group
from briefer.templating import shipped


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--prompts").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


def test_the_list_tells_origin_digest_and_variables(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "prompts" / "judge" / "system.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Judge in {{ language }}.")
    told = run("prompts").stdout
    digest = hashlib.sha256(own.read_bytes()).hexdigest()[:8]
    assert f"  project  {digest}  judge/system.md.j2" in told
    assert "  article.sentences[].text  (str)" in told
    assert "  not used: items[].problems  (list of str)" in told


def test_show_prints_the_request_for_an_article(here):
    result = run(
        "prompts", "show", "summarize", "--article", "articles/harbor-herald.txt"
    )
    assert result.exit_code == 0
    assert "The port authority of Tarsk reopened the harbor on Monday" in result.stdout
    assert "--- system: " in result.stdout
    assert "tokens in 2 messages" in result.stderr


@pytest.mark.parametrize("stage", ["condense", "merge", "mend", "judge", "repair"])
def test_show_prints_any_stage_on_a_sample(here, stage):
    assert "--- user: " in run("prompts", "show", stage).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "sumarize"], "there is no stage `sumarize`"),
        (
            ["show", "merge", "--article", "articles/harbor-herald.txt"],
            "`merge` is not asked about an article",
        ),
    ],
)
def test_mistakes_are_told(here, arguments, message):
    result = run("prompts", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_diff_tells_edits_apart_from_what_changed_in_the_shipped_file(here):
    own = here / "prompts" / "judge" / "system.md.j2"
    base = here / "prompts" / ".base" / "judge" / "system.md.j2"
    text = (shipped("prompts") / "judge" / "system.md.j2").read_text(encoding="utf-8")
    base.write_text(f"Words of an older version.\n{text}", encoding="utf-8")
    own.write_text(f"Words of an older version.\n{text}Mine.\n", encoding="utf-8")
    told = run("prompts", "diff").stdout
    mine, upstream = told.split("judge/system.md.j2: the shipped file changed")
    assert "judge/system.md.j2: edited" in mine
    assert "+Mine." in mine
    assert "-Words of an older version." in upstream.split("merge/")[0]
    assert "+Mine." not in upstream
    assert own.read_text(encoding="utf-8").endswith("Mine.\n")


def test_diff_without_own_prompts_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "no prompts of your own" in run("prompts", "diff").stderr


def test_a_file_of_a_new_name_is_told(here):
    (here / "prompts" / "_house.md.j2").write_text("Plain words.")
    assert "_house.md.j2: your own, not among the shipped ones" in (
        run("prompts", "diff").stdout
    )


def test_prompts_for_all_projects_stand_between_shipped_and_own(here, monkeypatch):
    user = here / "config" / "briefer" / "prompts"
    written = {
        user / "judge" / "system.md.j2": "For all my projects, in {{ language }}.",
        user / "_language.md.j2": "Write in {{ language }} for all.",
        here / "prompts" / "_language.md.j2": "Write in {{ language }} here.",
    }
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.rmtree(here / "prompts" / "judge")
    monkeypatch.delenv("BRIEFER_USER_PROMPTS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here / "config"))
    told = run("prompts").stdout.splitlines()
    assert any(re.match(r"  user +\w{8}  judge/system.md.j2", line) for line in told)
    assert any(re.match(r"  project +\w{8}  _language.md.j2", line) for line in told)
    assert any(re.match(r"  shipped +\w{8}  judge/user.md.j2", line) for line in told)
    assert "For all my projects" in run("prompts", "show", "judge").stdout
    assert "user: judge/system.md.j2: edited" in run("prompts", "diff").stdout
    monkeypatch.setenv("BRIEFER_USER_PROMPTS", "")
    assert "For all my projects" not in run("prompts", "show", "judge").stdout
