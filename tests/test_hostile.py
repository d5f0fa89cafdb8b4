"""Hostile articles, names, settings and replies become pages that do nothing."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest

from briefer.escaping import link
from briefer.llm.base import Request
from briefer.llm.scripted import Answer, Scripted
from briefer.pipeline import Built, build
from tests import hostile, worst
from tests.browser import Browser, Tab
from tests.test_worst import hold_ids, hold_pages

LINKED = frozenset({link(hostile.ADDRESS)})
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
LOOK = """() => ({
  ran: ["zorbel", "quandrel", "opener"].filter(name => window[name]),
  scripts: [...document.scripts].map(s => s.textContent),
  handlers: [...document.querySelectorAll("*")].flatMap(e =>
    e.getAttributeNames().filter(n => n.startsWith("on") || n === "style")),
  loaded: [...document.querySelectorAll("[src],[srcset],[action],[data],link,base,"
    + "iframe,object,embed,form,template,meta[http-equiv=refresh]")]
    .map(e => e.outerHTML),
  links: [...document.querySelectorAll("a,area")].map(a => a.href),
})"""


def hijacked(request: Request) -> Answer:
    """The timeline is faithful, all else of the briefing says each hostile text."""
    if request.stage != "merge":
        return worst.answer(request)
    said = json.loads(str(worst.rows(every=False)["texts"](request)))
    faithful = json.loads(str(worst.answer(request)))
    return json.dumps(said | {"timeline": faithful["timeline"]})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path, int]:
    """A build of the hostile folder: what it made, its pages, and how many facts."""
    folder = tmp_path_factory.mktemp("hostile")
    number = hostile.written(folder / "articles")
    settings = hostile.settings(folder / "articles")
    with ThreadPoolExecutor(1) as pool:  # an open browser occupies this thread
        building = build(settings, Scripted(hijacked))
        built = pool.submit(asyncio.run, building).result()
    return built, folder / "out", number


def test_every_fact_survives_and_every_file_is_sound(made):
    built, out, number = made
    text = " ".join(f"{a.title} {a.text}" for a in built.edition.articles)
    facts = map(hostile.fact, range(1, number + 1))
    assert [fact for fact in facts if fact not in text] == []
    assert built.edition.failures == ()
    files = {n: t for n, t in built.files.items() if n != "run.json"}
    hold_pages(files, LINKED)
    hold_ids(built)
    names = [path.name for path in (out / "articles").iterdir()]
    assert len({name.casefold() for name in names}) == len(names) == 3 * number
    assert all(re.fullmatch(r"[a-z0-9-]{1,90}\.[a-z]+", name) for name in names)


def looked(tab: Tab, page: Path) -> dict[str, list[str]]:
    """What `LOOK` sees once the page has been used: hovered, focused, clicked."""
    tab.page.goto(page.resolve().as_uri())
    tab.page.evaluate(
        """() => { for (const e of document.querySelectorAll("*")) {
          for (const name of ["mouseover", "focus", "toggle", "error", "load"])
            e.dispatchEvent(new Event(name)); } }"""
    )
    assert tab.heard.refused == []
    found: dict[str, list[str]] = tab.page.evaluate(LOOK)
    return found


def hold(found: dict[str, list[str]], allowed: str, out: Path) -> None:
    assert (found["ran"], found["handlers"], found["loaded"]) == ([], [], [])
    for script in found["scripts"]:
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed
    own = out.resolve().as_uri()
    outside = {a for a in found["links"] if a and not a.startswith(own)}
    assert outside <= LINKED | {hostile.ADDRESS}


@pytest.mark.parametrize("policy", ["kept", "taken out"])
def test_in_a_browser_nothing_runs_and_nothing_is_asked_for(
    made, browser: Browser, policy
):
    """Also where the policy is taken out, so that escaping alone must hold."""
    out = made[1]
    pages = [out / "briefing.html", *sorted((out / "articles").glob("*.html"))]
    pages = pages if policy == "kept" else pages[:8]
    tab = browser.open("<!doctype html><title>first</title>")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found = POLICY.search(text)
        assert found
        if policy == "taken out":
            page = page.with_name(f"bare-{page.name}")
            page.write_text(POLICY.sub("", text), encoding="utf-8")
        hold(looked(tab, page), found[1], out)
        page.unlink() if policy == "taken out" else None
    asked = [
        a
        for a in tab.heard.requests
        if "/articles/" not in a and "briefing.html" not in a
    ]
    assert (asked, tab.heard.console, tab.heard.dialogs) == ([], [], [])


HOOK = """
import os, sys
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        with open(os.environ["HEARD"], "a") as heard:
            heard.write(f"{event} {arguments!r}\\n")
sys.addaudithook(hook)
"""
"""Told of by every interpreter: what it does with sockets."""


def command(folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A build of the hostile folder by the command, watched to the last system call."""
    (folder / "hook").mkdir()
    (folder / "hook" / "sitecustomize.py").write_text(HOOK)
    words = [sys.executable, "-m", "briefer", "build", "articles", "-v"]
    words += ["--model", "extractive"]
    if which("strace"):
        calls = "trace=connect,sendto,sendmsg"
        words = ["strace", "-f", "-qq", "-o", "calls", "-e", calls, *words]
    path = os.pathsep.join([str(folder / "hook"), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path, "HEARD": str(folder / "heard")}
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, check=False
    )


def test_a_build_connects_to_nothing_and_prints_no_control_character(tmp_path):
    hostile.written(tmp_path / "articles")
    for name in ("feed.xml", "drawing.svg", "report.docx", "list.opml"):
        entity = "<!DOCTYPE x [<!ENTITY e SYSTEM 'http://127.0.0.1:9/zorbel'>]><x>&e;"
        (tmp_path / "articles" / name).write_text(entity)
    (tmp_path / "articles" / "entity.html").write_text(f"{entity}<p>Text.</p>")
    done = command(tmp_path)
    assert done.returncode == 3, done.stderr
    shown = (done.stdout + done.stderr).decode()
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown
    )
    assert shown.count("\nwarning: ") == 5
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    assert sorted(f["code"] for f in record["failures"]) == [
        *["no-reader"] * 4,
        "unreadable",
    ]
    assert not (tmp_path / "heard").exists(), (tmp_path / "heard").read_text()
    calls = (tmp_path / "calls").read_text() if which("strace") else ""
    assert "AF_INET" not in calls
