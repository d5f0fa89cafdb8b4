"""A prompt editor's session: a real terminal, a real browser, and what each shows.

A prompt is edited, broken, mended, a section added, tried and compared; runs
are told; and the page is watched while a template and a prompt are worked on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.endpoint import Answer, completion, endpoint
from tests.faithful import answer_body
from tests.terminal import Terminal, terminal

pytest.importorskip("watchfiles", reason="no watchfiles: `pip install watchfiles`")

SECTIONS = """
sections = [
  "bottom_line",
  { id = "aid", title = "Who helps", instruction = "Who helps, and who says so." },
  "timeline",
]
"""


def answered(body: dict[str, Any]) -> Answer:
    """The faithful answer, in the sections that are asked for."""
    if body["messages"][1]["content"].startswith("<sentences"):
        return completion(json.dumps({"sentences": []}))
    made = json.loads(answer_body(body))
    asked = body["response_format"]["json_schema"]["schema"]["properties"]
    if "bottom_line" in asked:
        made = {name: made.get(name, made["bottom_line"]) for name in asked}
    return completion(json.dumps(made))


def written(path: Path, text: str) -> None:
    """What an editor does when it saves."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_prompts_are_edited_broken_mended_and_watched(browser, tmp_path):
    house = tmp_path / "prompts" / "_language.md.j2"
    page = tmp_path / "out" / "briefing.html"
    with endpoint(answered) as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k"}
        with terminal(tmp_path, environment) as shell:
            code, said = shell.run("briefer init --prompts --templates .")
            assert (code, "next: briefer build" in said) == (0, True)
            code, said = shell.run("briefer build")
            assert (code, "3 calls made" in said) == (0, True)
            asked = len(server.bodies)

            # broken: told with its place before anything is asked
            written(house, "\nWrite in {{ langage }}.\n")
            code, said = shell.run("briefer build")
            assert code == 2
            assert "error: prompts/_language.md.j2:2:13: there is no `langage`" in said
            assert "     2 | Write in {{ langage }}." in said
            assert "did you mean `language`?" in said
            assert len(server.bodies) == asked

            # mended, and with a section more
            written(house, "Write in {{ language }}, in short sentences.\n")
            with (tmp_path / "briefer.toml").open("a", encoding="utf-8") as settings:
                settings.write(SECTIONS)
            code, said = shell.run("briefer build")
            assert (code, "3 calls made" in said) == (0, True)
            assert "Who helps" in page.read_text(encoding="utf-8")

            # beside the shipped prompts: both replies are paid for already
            tried = "briefer try summarize --article articles/harbor-herald.txt"
            code, said = shell.run(f"{tried} --against shipped")
            assert (code, said.count("nothing paid now")) == (0, 2)
            assert len(server.bodies) == asked + 3

            # compared on all articles: what is not answered yet is told, not asked
            code, said = shell.run("briefer compare shipped prompts")
            assert (code, "merge" in said, "--spend" in said) == (0, True, True), said
            assert len(server.bodies) == asked + 3

            code, said = shell.run("briefer runs show 2")
            assert code == 0
            assert "prompt _language.md.j2: " in said
            assert "setting sections: " in said

            watched(shell, browser, tmp_path)
            assert len(server.bodies) == asked + 6


def watched(shell: Terminal, browser: Any, folder: Path) -> None:
    """The page while a template and a prompt are edited; 3 calls are allowed."""
    from playwright.sync_api import expect

    piece = folder / "templates" / "_masthead.html.j2"
    house = folder / "prompts" / "_language.md.j2"
    shell.type("briefer watch; echo code-$?-\n")
    shell.expect("echo code-$?-\n")
    address = shell.expect("\n").strip()
    shell.expect("the page is the same")
    opened = browser.visit(address)
    tab = opened.page
    panel = tab.locator("briefer-watch")

    # a template: the page reloads as it was left; a mistake lies over it, and goes
    tab.get_by_label("Short").check()
    written(piece, "<p>Harbor Desk</p>")
    tab.get_by_text("Harbor Desk").wait_for()
    expect(tab.get_by_label("Short")).to_be_checked()
    good = (folder / "out" / "briefing.html").read_bytes()
    written(piece, "<p>{{ page.titel + '<img src=x>' }}</p>")
    alert = panel.get_by_role("alert")
    alert.wait_for()
    assert "templates/_masthead.html.j2:1:12: `page` has no `titel`" in (
        alert.inner_text()
    )
    shell.expect("error: templates/_masthead.html.j2:1:12: `page` has no `titel`")
    assert "     1 | <p>{{ page.titel + '<img src=x>' }}</p>" in alert.inner_text()
    assert alert.locator("img").count() == 0
    assert tab.get_by_text("Harbor Desk").is_visible()
    assert (folder / "out" / "briefing.html").read_bytes() == good
    assert b"EventSource" not in good
    written(piece, "<p>Harbor Desk</p>")
    alert.wait_for(state="detached")

    # the page of an article follows too, by its style
    article = next((folder / "out" / "articles").glob("*.html")).name
    tab.goto(address.replace("briefing.html", f"articles/{article}"))
    written(folder / "templates" / "_own.css.j2", "h1 { color: rgb(1, 2, 3); }")
    expect(tab.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    tab.go_back()

    # a prompt: what it would cost is shown, and asked when allowed
    written(house, "Write in {{ language }}, as for a friend.\n")
    held = panel.get_by_role("status")
    held.wait_for()
    assert "summarize  2 calls to make, 0 stored" in held.inner_text()
    shell.expect("press Enter")
    shell.type("\n")
    held.wait_for(state="detached")
    shell.expect("3 calls made")
    shell.expect("built in")

    assert (opened.heard.console, opened.heard.refused) == ([], [])
    shell.type("\x03")
    shell.expect("code-0-")
    assert "Traceback" not in shell.shown
