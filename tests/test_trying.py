"""`briefer try`: one stage on one article, against a loopback endpoint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefer.llm.base import Message, ReplySchema, Request
from tests.endpoint import completion, endpoint
from tests.faithful import answer
from tests.test_cli import RAIN, run

STAGE_OF = {"summary": "summarize", "mended": "mend", "condensed": "condense"}
HOUSE = "You read one news article. Be terse.\n{% include '_language.md.j2' %}\n"


def said(body: dict[str, Any]) -> str:
    """A faithful answer; with the house's prompt, in other words."""
    messages = tuple(Message(m["role"], m["content"]) for m in body["messages"])
    name = body["response_format"]["json_schema"]["name"]
    if name == "rulings":
        return json.dumps({"rulings": [{"n": 1, "verdict": "partly"}]})
    stage = STAGE_OF.get(name, "merge")
    schema = ReplySchema.of("any", {})
    made = answer(Request("m", messages, schema, max_tokens=1, stage=stage))
    if "terse" in messages[0].content:
        made = made.replace("The river rose by", "The water rose by")
        made = made.replace("It fell again.", "The river fell by 9 meters.")
    return made


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(RAIN)
    house = tmp_path / "house" / "summarize"
    house.mkdir(parents=True)
    (house / "system.md.j2").write_text(HOUSE)
    return tmp_path


def tried(*arguments: str, **environment: str):
    with endpoint(lambda body: completion(said(body))) as server:
        words = ("try", *arguments, "--article", "a.txt")
        return run(*words, OPENAI_BASE_URL=server.base_url, **environment), server


def test_an_answer_is_shown_with_its_checks_and_what_it_took(project):
    result, server = tried("summarize", "--prompts", "house")
    assert result.exit_code == 0, result.output
    assert "The water rose by 2 meters on 2025-03-01." in result.stdout
    assert "event; 2025-03-01 (stated); confirmed; sentence 1" in result.stdout
    assert "number-unsupported" in result.stdout
    assert "11 tokens in, 7 out" in result.stdout
    assert "asked now" in result.stdout
    assert len(server.bodies) == 1
    again, server = tried("summarize", "--prompts", "house")
    assert "nothing paid now" in again.stdout
    assert server.bodies == []


@pytest.mark.parametrize("columns", ["88", "140"])
def test_two_prompts_stand_side_by_side(project, columns):
    flags = ("--prompts", "house", "--against", "shipped")
    result, _ = tried("summarize", *flags, COLUMNS=columns)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    if columns == "140":
        assert any(
            line.startswith("~ The river rose") and "| The water rose" in line
            for line in lines
        )
    else:
        assert "- The river rose by 2 meters on 2025-03-01." in lines
        assert "+ The water rose by 2 meters on 2025-03-01." in lines
    assert lines.count("checks: nothing found") == 1


@pytest.mark.parametrize(
    ("stage", "shown"),
    [
        ("condense", "All there is (2)"),
        ("merge", "Situation (2)"),
        ("judge", "judged-partly"),
        ("mend", "so nothing is asked"),
    ],
)
def test_later_stages_are_given_the_ledger_of_the_article(project, stage, shown):
    result, _ = tried(stage)
    assert result.exit_code == 0, result.output
    assert shown in result.stdout


def test_what_fails_its_checks_is_shown_before_and_after_a_mend(project):
    result, _ = tried("mend", "--prompts", "house")
    assert "was: The river fell by 9 meters." in result.stdout


def test_it_can_be_read_by_programs(project):
    result, _ = tried("summarize", "--json")
    [made] = json.loads(result.stdout)
    assert made["parts"][0]["title"] == "claims"
    assert made["usage"]["calls"] == 1
    assert made["is_paid"] is True


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sumarize",), "did you mean `summarize`?"),
        (("repair",), "there is no stage `repair` to try"),
        (("summarize", "--against", "nowhere"), "`nowhere` is no folder of prompts"),
    ],
)
def test_what_cannot_be_tried_is_said(project, arguments, message):
    result, server = tried(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert server.bodies == []
