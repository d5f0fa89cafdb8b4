"""The wheel alone, in an empty environment, builds a briefing."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROBE = """
import sys
from pathlib import Path
import briefer, briefer.templating
from briefer.tokens import counter_for
assert "site-packages" in briefer.__file__, briefer.__file__
assert "_shipped" in str(briefer.templating.shipped("prompts"))
assert counter_for("gpt-4o").count("Snow closed two roads.") == 5
sys.argv[0] = "briefer"
from briefer.cli import main
main()
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "-o",
            folder,
            ROOT,
        ],
        check=True,
        capture_output=True,
    )
    path: Path = next(folder.glob("*.whl"))
    return path


def test_the_wheel_carries_prompts_templates_ranks_and_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in ("prompts/merge/sections.toml", "templates/briefing.html.j2"):
        assert f"briefer/_shipped/{path}" in names
    assert {"briefer/data/o200k_base.bin", "briefer/py.typed"} <= names
    assert any(name.endswith("LICENSE-tiktoken") for name in names)
    assert not any(name.startswith(("tests/", "seeds/", "out/")) for name in names)


def test_the_wheel_alone_builds_the_committed_briefing(wheel, tmp_path):
    """The dependencies come from this environment, the package from the wheel only."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    [packages] = environment.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(packages)
    (packages / "dependencies.pth").write_text(_dependencies(tmp_path))
    out = tmp_path / "out"
    done = subprocess.run(
        [environment / "bin" / "python", "-c", PROBE, "build", "-o", out, "--offline"],
        cwd=_project(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("briefing.md", "briefing.html", "briefing.json", "run.json"):
        assert (out / name).read_bytes() == (ROOT / "out" / name).read_bytes()


def _dependencies(tmp_path: Path) -> str:
    """This environment's packages, but for the one under test."""
    folder = tmp_path / "dependencies"
    folder.mkdir()
    [installed] = {Path(p) for p in sys.path if p.endswith("site-packages")}
    for path in installed.iterdir():
        if "briefer" not in path.name.lower() and path.suffix != ".pth":
            (folder / path.name).symlink_to(path)
    return str(folder)


def _project(tmp_path: Path) -> Path:
    """The repository's articles, settings and recordings, without its code."""
    project = tmp_path / "project"
    (project / "tests").mkdir(parents=True)
    for name in ("pyproject.toml", "seeds", "tests/recordings"):
        (project / name).symlink_to(ROOT / name)
    return project
