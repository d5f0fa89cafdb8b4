"""The committed briefing on `seeds/`, rebuilt from the recordings, byte for byte."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

OUT = ROOT / "out"
SEEDS = {
    "000_52a1806a76b48810.txt": "2025-10-12",
    "001_f3a939881c0e3f35.txt": "2025-07-04",
    "002_bc0b6d4d75d680a6.txt": "2025-10-17",
    "003_8b45b0a01af565a6.txt": "2025-03-19",
    "004_7097471599c64a6a.txt": "2025-03-19",
}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def rebuild(out: Path, folder: Path = ROOT, **environment: str) -> str:
    """Builds with the repository's settings in a process of its own; its stderr."""
    command = [sys.executable, "-m", "briefer", "build", "-o", str(out)]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def briefing() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(
        (OUT / "briefing.json").read_text(encoding="utf-8")
    )
    return made


@pytest.fixture(scope="module")
def page() -> str:
    return (OUT / "briefing.md").read_text(encoding="utf-8")


def test_the_briefing_is_the_committed_one_and_a_second_build_changes_nothing(
    tmp_path, request
):
    target = OUT if request.config.getoption("--update-golden") else tmp_path / "out"
    told = rebuild(target)
    assert "0 calls made" in told
    assert tree(target) == tree(OUT)
    rebuild(target)
    assert tree(target) == tree(OUT)


def test_place_time_zone_locale_and_hash_seed_change_no_byte(tmp_path):
    for name in ("pyproject.toml", "seeds", "tests/recordings", "prompts", "templates"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, tmp_path / name)
    rebuild(tmp_path / "out", tmp_path, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
    assert tree(tmp_path / "out") == tree(OUT)


def test_the_recordings_are_small_and_all_of_them_are_used():
    entries = sorted((ROOT / "tests" / "recordings").iterdir())
    assert sum(path.stat().st_size for path in entries) < 200_000
    record = json.loads((OUT / "run.json").read_text(encoding="utf-8"))
    calls = sum(stage["usage"]["calls"] for stage in record["stages"])
    assert len(entries) == calls


def test_every_article_is_dated_and_the_date_is_marked_as_inferred():
    record = json.loads((OUT / "run.json").read_text(encoding="utf-8"))
    dates = {Path(s["path"]).name: s["published"] for s in record["sources"]}
    assert {name: when["date"] for name, when in dates.items()} == SEEDS
    assert {when["basis"] for when in dates.values()} == {"inferred"}


def test_the_four_situations_are_apart(briefing):
    published = {s["id"]: s["published"]["date"][:7] for s in briefing["sources"]}
    claims = {claim["id"]: claim for claim in briefing["claims"]}
    situation = next(s for s in briefing["sections"] if s["shape"] == "stories")
    months = []
    for story in situation["items"]:
        cited = [i for statement in story["statements"] for i in statement["claims"]]
        articles = {claims[i]["evidence"]["article"] for i in cited}
        months.append({published[article] for article in articles})
    assert sorted(map(sorted, months)) == [
        ["2025-03"],
        ["2025-07"],
        ["2025-10"],
        ["2025-10"],
    ]


def test_every_statement_is_cited_and_every_citation_resolves(briefing):
    claims = {claim["id"]: claim for claim in briefing["claims"]}
    sources = {source["id"] for source in briefing["sources"]}
    statements = list(_statements(briefing["sections"]))
    assert len(statements) > 40
    for statement in statements:
        assert 1 <= len(statement["claims"]) <= 5
        for name in statement["claims"]:
            evidence = claims[name]["evidence"]
            assert evidence["article"] in sources
            assert 1 <= len(evidence["sentences"]) <= 3


def test_no_foreign_headline_is_on_the_page_or_in_a_request(page):
    recordings = "".join(
        path.read_text() for path in (ROOT / "tests" / "recordings").iterdir()
    )
    for word in ("Slender Man", "Mirrorball", "Bowser", "Carnival", "Leave a Comment"):
        assert word not in page
        assert word not in recordings


def test_one_person_has_one_spelling_outside_quotations(briefing):
    told = [s["text"] for s in _statements(briefing["sections"])]
    own_words = re.sub(r'"[^"]*"|“[^”]*”', "", " ".join(told))
    assert "Zelenskyy" in own_words
    assert not re.search(r"Zelensky\b", own_words)


def test_the_disagreements_of_the_sources_are_stated(briefing):
    section = next(s for s in briefing["sections"] if s["shape"] == "disagreements")
    questions = " | ".join(item["question"] for item in section["items"]).lower()
    assert "energy" in questions
    sides = json.dumps(section["items"])
    assert "all energy and infrastructure" in sides
    assert "Peskov" in sides or "Russia" in sides


def _statements(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "claims" in node and "text" in node and "id" in node:
            yield node
        for value in node.values():
            yield from _statements(value)
    elif isinstance(node, list):
        for value in node:
            yield from _statements(value)
