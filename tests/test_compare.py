"""`briefer compare`: two ways to build, against a loopback endpoint."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.endpoint import completion, endpoint
from tests.test_cli import RAIN, SNOW, run
from tests.test_trying import said

HOUSE = "You read one news article. Be {}.\n{{% include '_language.md.j2' %}}\n"


def prompts(folder: str, manner: str) -> None:
    """A folder of prompts whose summaries are worded as `said` words them."""
    path = Path(folder, "summarize", "system.md.j2")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HOUSE.format(manner), "utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(RAIN)
    (tmp_path / "articles" / "b.txt").write_text(SNOW)
    (tmp_path / "briefer.toml").write_text("sources = ['articles']\n")
    prompts("plain", "plain")
    prompts("house", "terse")
    return tmp_path


def compared(*arguments: str, **environment: str):
    """The result, and how many calls were made."""
    with endpoint(lambda body: completion(said(body))) as server:
        words = ("compare", *arguments)
        result = run(*words, OPENAI_BASE_URL=server.base_url, **environment)
        return result, len(server.bodies)


def row(text: str, name: str) -> list[str]:
    """The cells of a row of a table on the terminal."""
    found = re.search(rf"^ *{name} +(.*)$", text, re.MULTILINE)
    assert found, text
    return re.split(r"  +", found[1].strip())


def test_nothing_is_asked_before_it_is_allowed(project):
    result, calls = compared("plain", "house")
    assert (result.exit_code, calls) == (0, 0), result.output
    assert row(result.stdout, "summarize")[:3] == ["0", "2", "4"]
    assert "6 calls were not made; --spend makes them" in result.stderr
    assert "not compared: claims of 2 of 2 articles" in result.stdout


def test_claims_and_findings_that_changed_are_told(project):
    result, calls = compared("plain", "house", "--spend", COLUMNS="140")
    assert result.exit_code == 0, result.output
    assert calls >= 6
    assert "6 calls to make" in result.stderr
    assert "Claims: 2 the same, 1 lost, 0 gained, 1 re-worded" in result.stdout
    line = next(x for x in result.stdout.splitlines() if "The water rose" in x)
    assert "The river rose by 2 meters on 2025-03-01. [1]" in line
    assert "articles/a.txt" in line
    assert "number-unsupported" in result.stdout
    assert not (project / "out").exists()

    again, calls = compared("plain", "house")
    assert calls == 0
    assert "Claims: 2 the same, 1 lost" in again.stdout
    assert "not compared" not in again.stdout


def test_what_both_ask_alike_is_paid_for_once(project):
    before, calls = compared("plain", "plain")
    assert (row(before.stdout, "summarize")[:3], calls) == (["2", "0", "2"], 0)
    result, calls = compared("plain", "plain", "--spend")
    assert (result.exit_code, calls) == (0, 3), result.output
    assert row(result.stdout, "summarize")[:2] == ["2", "0"]
    assert "Claims: 4 the same, 0 lost, 0 gained, 0 re-worded" in result.stdout


def test_a_revision_is_compared_with_the_folder_as_it_is(project):
    prompts("prompts", "plain")
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        subprocess.run((*git, *words), check=True)
    prompts("prompts", "terse")
    result, _ = compared("HEAD", "prompts", "--spend")
    assert result.exit_code == 0, result.output
    assert "Claims: 2 the same, 1 lost" in result.stdout
    same, calls = compared("rev:HEAD", "plain", "--spend")
    assert (calls, same.exit_code) == (0, 0), same.output
    assert row(same.stdout, "summarize")[:2] == ["2", "0"]


def test_two_models_are_asked_the_same(project):
    result, calls = compared("model:one", "model:two", "--spend")
    assert (result.exit_code, calls) == (0, 6), result.output
    assert row(result.stdout, "summarize")[:2] == ["0", "2"]
    assert "Claims: 4 the same" in result.stdout


def test_the_report_is_one_file_without_a_network(project):
    result, _ = compared("plain", "house", "--spend", "--html", "report/c.html")
    assert "report/c.html" in result.stdout
    page = (project / "report" / "c.html").read_text("utf-8")
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "plain → house" in page
    assert "The water rose by 2 meters on 2025-03-01." in page
    assert "http://" not in page


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("nowhere", "house"), "`nowhere` is no folder of prompts and no git revision"),
        (("house", "--output=x"), "No such option"),
        (("house", "rev:--output=x"), "is no folder of prompts and no git revision"),
        (("house", "model:"), "names no model"),
    ],
)
def test_what_cannot_be_compared_is_said(project, names, message):
    result, calls = compared(*names)
    assert (result.exit_code, calls) == (2, 0)
    assert message in result.stderr
