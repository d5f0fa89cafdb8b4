"""What each way of starting loads: nothing heavy that is not used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.endpoint import completion, endpoint
from tests.faithful import answer_body

HEAVY = ("asyncio", "jinja2", "openai", "pydantic", "rich", "tiktoken", "trafilatura")

TELLS = """
import sys
from briefer.cli import group
try:
    group.main(sys.argv[1:], prog_name="briefer")
finally:
    print("loaded", *sys.modules)
"""


def loaded(folder: Path, *arguments: str, **environment: str) -> set[str]:
    """The heavy modules that a command loads."""
    made = subprocess.run(
        [sys.executable, "-c", TELLS, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), **environment},
    )
    return set(made.stdout.splitlines()[-1].split()) & set(HEAVY)


@pytest.fixture
def articles(folder) -> Path:
    """A folder to build in, with one article."""
    source: Path = folder({"a.txt": "Rain\n\nThe river rose on 2025-03-01."})
    return source.parent


def test_help_loads_nothing_heavy(tmp_path):
    assert loaded(tmp_path, "--help") == set()
    assert loaded(tmp_path, "build", "--help") == set()


def test_a_build_loads_what_it_uses_and_an_unchanged_one_nothing(articles):
    live = {"asyncio", "jinja2", "openai", "pydantic", "tiktoken"}
    build = ("build", "articles")
    with endpoint(lambda body: completion(answer_body(body))) as server:
        assert loaded(articles, *build, OPENAI_BASE_URL=server.base_url) == live
        assert loaded(articles, *build, OPENAI_BASE_URL=server.base_url) == set()
    offline = (*build, "--offline")
    assert loaded(articles, *offline) == live - {"openai"}
    assert loaded(articles, *offline) == set()
