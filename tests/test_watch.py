"""`briefer watch` as a process, with its page in a real Chromium."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefer.cli import group
from tests.conftest import ROOT

pytest.importorskip("watchfiles", reason="no watchfiles: `pip install watchfiles`")

OVERLAY = "briefer-watch"


@contextmanager
def watching(
    folder: Path, *arguments: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command at work in `folder`: the address of its page, and the process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefer", "watch", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip(), process
    finally:
        process.kill()
        process.communicate()


def test_the_page_follows_its_template(browser, tmp_path):
    CliRunner().invoke(group, ["init", str(tmp_path)])
    with watching(tmp_path, "--templates", "own") as (address, process):
        page = browser.visit(address).page
        page.get_by_text("Method").first.wait_for()
        own = tmp_path / "own" / "_masthead.html.j2"
        own.parent.mkdir()
        own.write_text("<p>First edit</p>", encoding="utf-8")
        page.get_by_text("First edit").wait_for()
        own.write_text("<p>Last edit</p>", encoding="utf-8")
        page.get_by_text("Last edit").wait_for()

        # a mistake lies over the last good page until it is mended
        good = (tmp_path / "out" / "briefing.html").read_bytes()
        own.write_text("<p>{{ page.titel + '<img src=x>' }}</p>", encoding="utf-8")
        alert = page.locator(OVERLAY).get_by_role("alert")
        alert.wait_for()
        assert "own/_masthead.html.j2:1:12: `page` has no `titel`" in alert.inner_text()
        assert "1 | <p>{{ page.titel + '<img src=x>' }}</p>" in alert.inner_text()
        assert alert.locator("img").count() == 0
        assert page.get_by_text("Last edit").is_visible()
        assert (tmp_path / "out" / "briefing.html").read_bytes() == good
        own.write_text("<p>Last edit</p>", encoding="utf-8")
        alert.wait_for(state="detached")
        assert b"EventSource" not in (tmp_path / "out" / "briefing.html").read_bytes()

        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=5)
        assert process.returncode == 0
        assert "error: " in told
        assert "Traceback" not in told


def test_the_page_of_an_article_follows_too_and_complains_of_nothing(browser, tmp_path):
    CliRunner().invoke(group, ["init", str(tmp_path)])
    with watching(tmp_path) as (address, process):
        from playwright.sync_api import expect

        tab = browser.visit(address)
        tab.page.get_by_role("link", name="Ships enter Tarsk").first.click()
        own = tmp_path / "templates" / "_own.css.j2"
        own.parent.mkdir()
        own.write_text("h1 { color: rgb(1, 2, 3); }", encoding="utf-8")
        expect(tab.page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
        assert (tab.heard.console, tab.heard.refused) == ([], [])
        process.terminate()
        assert process.wait(5) == 143


def test_without_the_package_it_says_what_to_install(tmp_path):
    hiding = "import sys; sys.modules['watchfiles'] = None\n"
    code = (
        f"{hiding}from briefer.cli import main; sys.argv = ['briefer', 'watch']; main()"
    )
    (tmp_path / "briefer.toml").write_text('sources = ["."]\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install watchfiles" in done.stderr
