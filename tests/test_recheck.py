"""Finished briefings checked again: sources, statements, and edits by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from textwrap import fill

import pytest
from click.testing import CliRunner
from sarif_kit.validate import validation_errors

from briefer.cli import group
from briefer.errors import SettingsError
from briefer.footnotes import runs
from briefer.recheck import recheck
from briefer.reports import FORMATS
from tests.faithful import answer
from tests.test_verify import TEXT, built


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished briefing on one article, in the current folder."""
    monkeypatch.chdir(tmp_path)
    built(tmp_path, answer)
    return tmp_path / "out"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def codes(out: Path) -> list[str]:
    return [item.finding.code for item in recheck(out).located]


def test_a_briefing_as_built_has_nothing_against_it(out):
    report = recheck(out)
    assert report.located == ()
    assert report.statements > 3


def test_the_marks_of_the_sample_briefing_are_no_sentences(monkeypatch):
    root = Path(__file__).parents[1]
    monkeypatch.chdir(root)
    assert "⚠" in (root / "out" / "briefing.md").read_text(encoding="utf-8")
    assert recheck(root / "out", root).errors == 0


def test_an_office_that_another_article_gives_may_be_written_in(tmp_path):
    root = Path(__file__).parents[1]
    out = Path(shutil.copytree(root / "out", tmp_path / "out"))
    known = len(recheck(out, root).located)
    edit(
        out / "briefing.md",
        "Zelenskyy said they",
        "Ukrainian President Zelenskyy said they",
    )
    assert len(recheck(out, root).located) == known
    edit(
        out / "briefing.md",
        "Ukrainian President Zelenskyy said they",
        "Ukrainian Ambassador Zelenskyy said they",
    )
    assert len(recheck(out, root).located) > known


@pytest.mark.parametrize("name", ["", "briefing.json", "briefing.md"])
def test_it_is_named_by_its_folder_or_a_file_of_it(out, name):
    assert recheck(out / name if name else out).errors == 0


def test_a_number_changed_on_the_page_is_found_at_its_line(out):
    edit(out / "briefing.md", "flooded 14 villages", "flooded 41 villages")
    found = recheck(out).located
    assert {item.finding.code for item in found} == {"number-unsupported"}
    lines = (out / "briefing.md").read_text(encoding="utf-8").split("\n")
    assert all("41 villages" in lines[item.line - 1] for item in found)
    assert all(item.file == "out/briefing.md" for item in found)


def test_an_edit_that_the_passage_carries_is_fine(out):
    edit(out / "briefing.md", "The river Aller flooded", "The Aller flooded")
    assert codes(out) == []


def test_a_footnote_that_no_build_wrote_is_found(out):
    edit(out / "briefing.md", "flooded 14 villages on", "flooded 14 villages again on")
    edit(out / "briefing.md", "2025.[^1]", "2025.[^99]")
    assert "citation-missing" in codes(out)


def test_a_number_changed_in_the_data_is_found(out):
    edit(
        out / "briefing.json",
        '"text": "The river Aller flooded 14',
        '"text": "The river Aller flooded 41',
    )
    assert "number-unsupported" in codes(out)


def test_a_source_that_changed_since_is_reported(out):
    (out.parent / "articles" / "a.txt").write_text(TEXT + " More.")
    assert codes(out) == ["source-changed"]


def test_a_stored_article_that_was_tampered_with_is_reported(out):
    [stored] = (out / "articles").glob("*.json")
    edit(stored, "14 villages on 3 March", "15 villages on 3 March")
    assert {"source-changed", "citation-missing"} <= set(codes(out))


def test_a_stored_article_that_vanished_is_reported_and_nothing_passes(out):
    for stored in (out / "articles").glob("*.json"):
        stored.unlink()
    report = recheck(out)
    assert {i.finding.code for i in report.located} == {
        "source-vanished",
        "citation-missing",
    }
    assert report.errors > report.statements / 2


@pytest.mark.parametrize("text", [None, "{}", "no json"])
def test_what_is_no_briefing_is_said(tmp_path, text):
    if text is not None:
        (tmp_path / "briefing.json").write_text(text)
    with pytest.raises(SettingsError, match=r"briefing\.json"):
        recheck(tmp_path)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. It rained.[^1] [^2] *(single source)*", [("It rained.", (1, 2))]),
        ("- **Judgment, likely:** It rained.[^1]", [("It rained.", (1,))]),
        (
            "- It rained.[^1] *(1 article)* **⚠ date unsupported**",
            [("It rained.", (1,))],
        ),
        (
            "It rained.[^1] It \\*stopped\\*.[^2]",
            [("It rained.", (1,)), ("It *stopped*.", (2,))],
        ),
        (
            "It rained.[^1] **⚠ hedge lost** It stopped.[^2]",
            [("It rained.", (1,)), ("It stopped.", (2,))],
        ),
        ("| 3 May | It rained.[^1] *(2 articles)* |", [("It rained.", (1,))]),
        ("| Rain in May | **20 mm** | May | [^3] |", [("Rain in May: 20 mm", (3,))]),
        ("[^1]: Outlet, “It rained.”", []),
        ("No citation here.", []),
        ("It rained\nall day.[^1]", [("It rained all day.", (1,))]),
        ("> It rained\n> all day.[^1]", [("It rained all day.", (1,))]),
    ],
)
def test_cited_sentences_are_read_off_a_page(line, expected):
    found = [(run.text, run.numbers) for run in runs(line.split("\n"))]
    assert found == expected


def run(*arguments: str):
    return CliRunner().invoke(group, list(arguments))


def test_the_command_prints_findings_like_a_compiler(out):
    assert run("check").exit_code == 0
    edit(out / "briefing.md", "flooded 14 villages", "flooded 41 villages")
    result = run("check", "out")
    assert result.exit_code == 1
    first = result.stdout.split("\n")[0]
    assert first.startswith("out/briefing.md:")
    assert ": number-unsupported: " in first
    assert "errors" in result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_carries_every_finding(out, form):
    edit(out / "briefing.md", "flooded 14 villages", "flooded 41 villages")
    count = len(recheck(out).located)
    text = run("check", "--format", form).stdout
    if form == "sarif":
        assert len(json.loads(text)["runs"][0]["results"]) == count
    elif form == "json":
        assert len(json.loads(text)["findings"]) == count
    else:
        assert text.count("number-unsupported") == count


def test_a_sentence_is_walked_back_to_the_words_it_rests_on(out):
    result = run("explain", "flooded 14 villages")
    assert result.exit_code == 0
    for words in (
        "statement ",
        "verdict: checked",
        "claim ",
        "sentence 1, characters 0-52:",
        "written by: merge-",
        "written by: summarize-",
    ):
        assert words in result.stdout


def test_words_that_no_sentence_resembles_are_answered(out):
    result = run("explain", "xyzzy plugh 999")
    assert result.exit_code == 2
    assert "no sentence of the briefing reads like" in result.stderr


def test_a_sentence_added_without_a_footnote_is_found(out):
    path = out / "briefing.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    place = next(n for n, line in enumerate(lines) if "flooded 14 villages" in line)
    lines[place] += " Forty people were killed in the hills."
    path.write_text("\n".join(lines), encoding="utf-8")
    [item] = recheck(out).located
    assert (item.finding.code, item.line) == ("citation-missing", place + 1)
    assert item.text == "Forty people were killed in the hills."


@pytest.mark.parametrize(
    "line",
    [
        "- Forty people were killed in the hills.",
        "Forty people were killed in the hills.",
        "> **Breaking:** forty people were killed in the hills.",
        "| 4 March 2025 | Forty people were killed. |",
        "*Forty people were killed in the hills.*",
    ],
)
def test_a_line_added_without_a_footnote_is_found(out, line):
    path = out / "briefing.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    place = next(n for n, old in enumerate(lines) if old.startswith("## Situation"))
    lines[place + 1 : place + 1] = ["", line, ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    [item] = recheck(out).located
    assert (item.finding.code, item.line) == ("citation-missing", place + 3)
    assert item.finding.message == "it cites nothing"


def test_headings_short_lines_and_new_line_breaks_are_no_statements(out):
    path = out / "briefing.md"
    wrapped = [
        line if line.startswith(("|", "[^")) else fill(line, 60)
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    wrapped += ["", "### What the editors think of it", "", "Seen twice."]
    path.write_text("\n".join(wrapped), encoding="utf-8")
    assert recheck(out).located == ()


def test_without_the_record_of_the_build_new_lines_are_not_called_checked(out):
    (out / "run.json").unlink()
    [item] = recheck(out).located
    assert (item.finding.code, item.finding.severity) == ("check-skipped", "note")


def test_the_sarif_report_is_valid_by_the_schema_of_the_standard(out):
    edit(out / "briefing.md", "flooded 14 villages", "flooded 41 villages")
    log = json.loads(run("check", "--format", "sarif").stdout)
    assert log["runs"][0]["results"]
    assert validation_errors(log) == []
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert validation_errors(log)
