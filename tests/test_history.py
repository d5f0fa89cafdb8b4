"""Past runs: what leaves an entry, what it says, and what differed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefer.cli import group
from briefer.history import Entry, differences, keep, runs
from briefer.settings import Settings, load
from tests.endpoint import Endpoint, completion, endpoint, refused
from tests.faithful import answer_body

ARTICLE = "Rain\n\nThe river rose by 2 meters on 2025-03-01. It fell again."
HOUSE = Path("prompts/_language.md.j2")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an article, and settings."""
    monkeypatch.chdir(tmp_path)
    written("articles/a.txt", ARTICLE)
    written("briefer.toml", 'sources = ["articles"]\n')
    return tmp_path


@pytest.fixture
def server(here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint that every build of the test asks."""
    with endpoint(lambda body: completion(answer_body(body))) as found:
        monkeypatch.setenv("OPENAI_BASE_URL", found.base_url)
        yield found


def written(name: str | Path, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


def entry(**fields: object) -> Entry:
    given: dict[str, object] = {
        "when": "2025-03-01T12:30:00Z",
        "status": "complete",
        "out": "out",
        "version": "0.1.0",
        "model": "m",
        "calls": 0,
        "recorded": 0,
        "input_tokens": 0,
        "output_tokens": 0,
        "cost": "",
    }
    return Entry(**(given | fields))  # type: ignore[arg-type]


def test_a_build_that_asks_or_writes_leaves_an_entry_and_no_other_does(server):
    assert run("runs").stderr == "no runs yet: `briefer build` makes one\n"
    run("build")
    [first] = runs(load({}))
    assert (first.status, first.calls, first.recorded) == ("complete", 2, 0)
    assert (first.input_tokens, first.output_tokens) == (22, 14)
    assert first.model == "model-that-answered"
    assert list(first.articles) == ["articles/a.txt"]

    # unchanged; then built from replies alone, to the same bytes and to others
    run("build")
    for mark in Path(".briefer/built").iterdir():
        mark.unlink()
    run("build")
    assert runs(load({})) == (first,)
    written("templates/_masthead.html.j2", "<p>Desk</p>")
    run("build")
    _, second = runs(load({}))
    assert (second.calls, second.recorded) == (0, 2)
    assert list(second.templates) == ["_masthead.html.j2"]


def test_the_prompts_of_a_run_are_those_its_pages_and_its_record_tell(server):
    run("build")
    written(HOUSE, "Write in {{ language }}, in short sentences.")
    run("build")
    record = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    recorded = {stage["stage"]: stage["prompts"] for stage in record["stages"]}
    old, new = runs(load({}))
    assert new.prompts == recorded != old.prompts
    page = Path("out/briefing.html").read_text(encoding="utf-8")
    for files in recorded.values():
        for name, digest in files.items():
            assert f"<code>{name}</code> {digest[:8]}" in page


def test_runs_are_listed_with_what_differed(server):
    run("build")
    written(HOUSE, "Write in {{ language }}, in short sentences.")
    run("build", "--title", "Morning")
    heads, first, second = run("runs").stdout.splitlines()
    assert heads.split()[:4] == ["#", "when", "(UTC)", "model"]
    assert first.split()[3:5] == ["model-that-answered", "2"]
    assert second.endswith("_language.md.j2, title")
    assert len(run("runs", "-n", "1").stdout.splitlines()) == 2

    lines = run("runs", "show", "2").stdout.splitlines()
    assert "calls     2 made, 0 replies recorded" in lines
    at = lines.index("since the run before")
    assert lines[at + 1].startswith("  prompt _language.md.j2: ")
    assert lines[at + 2] == "  setting title: `` -> `Morning`"
    assert lines[at + 3 :] == []
    first_shown = run("runs", "show", "1").stdout.splitlines()
    assert first_shown[-1] == "there is no run before it to compare with"


def test_runs_are_printed_as_json_with_what_differed(server):
    run("build")
    written("articles/b.txt", "Snow\n\nSnow closed 14 roads on 2025-02-11.")
    run("build")
    first, second = json.loads(run("runs", "--json").stdout)
    assert (first["number"], first["differences"]) == (1, None)
    [new] = second["differences"]
    assert (new["kind"], new["name"], new["before"]) == (
        "article",
        "articles/b.txt",
        "",
    )
    assert json.loads(run("runs", "show", "2", "--json").stdout) == second


def test_a_run_that_failed_after_it_had_paid_is_told(here, monkeypatch):
    def no_briefing(body):
        answer = json.loads(answer_body(body))
        if "sections" in answer or "claims" not in answer:
            return refused(400)
        return completion(json.dumps(answer))

    with endpoint(no_briefing) as found:
        assert run("build", "--base-url", found.base_url).exit_code == 1
    [failed] = runs(load({}))
    assert (failed.status, failed.calls) == ("failed", 1)
    assert failed.message.startswith("the briefing could not be made")
    assert "merge/user.md.j2" in failed.prompts["merge"]
    assert "failed" in run("runs").stdout


def test_a_run_that_is_not_there_is_told(here):
    result = run("runs", "show", "3")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no run 3" in result.stderr


def test_nothing_of_it_is_in_the_briefing(server):
    run("build")
    assert Path(".briefer/runs").is_dir()
    assert not any("runs" in path.name for path in Path("out").rglob("*"))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 0}', '{"format": 1}'])
def test_a_damaged_entry_is_left_out(tmp_path, text):
    settings = Settings(folder=tmp_path)
    keep(settings, entry())
    (tmp_path / ".briefer/runs/0.json").write_text(text, encoding="utf-8")
    assert runs(settings) == (entry(),)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / ".briefer").write_text("a file", encoding="utf-8")
    keep(Settings(folder=tmp_path), entry())


def test_differences_name_what_is_new_gone_and_otherwise():
    old = entry(articles={"a": "1", "b": "2"}, prompts={"merge": {"m": "1"}})
    new = entry(articles={"b": "3", "c": "4"}, prompts={"merge": {"m": "1"}})
    found = [(d.name, d.before, d.after) for d in differences(old, new)]
    assert found == [("a", "1", ""), ("b", "2", "3"), ("c", "", "4")]


def test_a_stage_that_one_run_did_not_have_is_no_difference():
    old = entry(prompts={"merge": {"m": "1", "shared": "2"}, "mend": {"d": "3"}})
    new = entry(prompts={"merge": {"m": "4", "shared": "2"}, "judge": {"j": "5"}})
    assert [d.name for d in differences(old, new)] == ["m"]
    assert differences(old, entry()) == ()
