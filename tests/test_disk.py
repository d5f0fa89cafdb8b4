"""Full and read-only disks: a clean end, the old briefing whole, and a way on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefer import output
from briefer.cli import group
from tests.endpoint import Endpoint, completion, endpoint
from tests.faithful import answer_body
from tests.processes import EPOCH, environment, stations, tree

NUMBER = 6


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    stations(tmp_path / "articles", NUMBER)
    return tmp_path


@pytest.fixture
def server() -> Iterator[Endpoint]:
    with endpoint(lambda body: completion(answer_body(body))) as here:
        yield here


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A small disk of its own at `folder`, in memory."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def run(server: Endpoint, *flags: str) -> Result:
    env = {"OPENAI_BASE_URL": server.base_url} | EPOCH
    return CliRunner(env=env).invoke(group, ["build", "articles", *flags])


def limited(server: Endpoint, kilobytes: int) -> subprocess.CompletedProcess[str]:
    """A build whose files may not be larger."""
    command = f'ulimit -f {kilobytes}; exec "$0" -m briefer build articles'
    return subprocess.run(
        ["bash", "-c", command, sys.executable],
        env=environment(server.base_url),
        capture_output=True,
        text=True,
        timeout=20,
    )


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(f".*{output.MARK}-*")]


def hold_end(code: int, told: str, project: Path) -> None:
    """The error of a disk that takes nothing, and nothing left half done."""
    assert code == 1
    assert "error: cannot " in told
    assert "Traceback" not in told
    assert leftovers(project) == []


def test_where_no_reply_can_be_kept_no_further_call_is_made(project, server):
    run(server, "--store", "other")
    before, asked = tree(project / "out"), len(server.bodies)
    (project / "articles" / "new.txt").write_text("It rained on 2025-03-02.")
    found = limited(server, 1)
    hold_end(found.returncode, found.stderr, project)
    assert "cannot keep a reply in `.briefer/replies`: File too large" in found.stderr
    assert len(server.bodies) - asked <= NUMBER + 1
    assert tree(project / "out") == before
    assert run(server).exit_code == 0


def test_where_the_briefing_has_no_room_the_old_one_stays(project, server):
    run(server)
    before = tree(project / "out")
    (project / "articles" / "new.txt").write_text("It rained on 2025-03-02.")
    found = limited(server, 14)
    hold_end(found.returncode, found.stderr, project)
    assert "error: cannot write `out`: File too large" in found.stderr
    assert "to go on: briefer build articles" in found.stderr
    assert tree(project / "out") == before
    asked = len(server.bodies)
    assert run(server).exit_code == 0
    assert len(server.bodies) == asked


def test_a_full_disk_ends_a_build_that_goes_on_once_there_is_room(project, server):
    with mounted(project / "small", "size=16k"):
        found = run(server, "--store", "small/replies")
        hold_end(found.exit_code, found.stderr, project)
        assert "`small/replies`: No space left on device" in found.stderr
        asked = len(server.bodies)
        remount = ["mount", "-o", "remount,size=1m", str(project / "small")]
        subprocess.run(remount, check=True)
        kept = len(list((project / "small" / "replies").glob("*.json")))
        assert run(server, "--store", "small/replies").exit_code == 0
        assert len(server.bodies) - asked == NUMBER + 1 - kept


def test_a_full_disk_leaves_the_old_briefing_whole(project, server):
    with mounted(project / "small", "size=2m"):
        run(server, "-o", "small/out")
        before = tree(project / "small" / "out")
        room = os.statvfs(project / "small")
        free = room.f_bavail * room.f_frsize
        (project / "small" / "filler").write_bytes(bytes(free - 40_000))
        (project / "articles" / "new.txt").write_text("It rained on 2025-03-02.")
        found = run(server, "-o", "small/out")
        hold_end(found.exit_code, found.stderr, project)
        assert "No space left on device" in found.stderr
        assert tree(project / "small" / "out") == before


@pytest.mark.parametrize("name", ["out", "store"])
def test_a_read_only_folder_is_told_before_any_call(project, server, name):
    with mounted(project / "fixed", "ro"):
        flags = ["-o", "fixed/out"] if name == "out" else ["--store", "fixed/replies"]
        found = run(server, *flags)
        hold_end(found.exit_code, found.stderr, project)
        assert "`fixed/" in found.stderr
    assert server.bodies == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_someone_else_is_told_before_any_call(project, server):
    (project / ".briefer").mkdir(mode=0o500)
    found = run(server)
    hold_end(found.exit_code, found.stderr, project)
    assert server.bodies == []


def test_what_a_killed_build_left_is_cleared_away_and_its_work_ended(tmp_path):
    output.write(tmp_path / "out", {"briefing.md": "old", "run.json": "{}"})
    (tmp_path / "out").rename(tmp_path / f".out.{output.MARK}-abc.old")
    (tmp_path / f".out.{output.MARK}-def").mkdir()
    (tmp_path / ".out-of-the-user").mkdir()
    output.recover(tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".out-of-the-user",
        "out",
    ]
    assert (tmp_path / "out" / "briefing.md").read_text() == "old"


def test_temporary_files_of_killed_builds_are_deleted_when_they_are_old(tmp_path):
    old, new = (tmp_path / f".{output.MARK}-{name}.tmp" for name in ("old", "new"))
    old.write_text("")
    new.write_text("")
    os.utime(old, (0, 0))
    output.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [new]
