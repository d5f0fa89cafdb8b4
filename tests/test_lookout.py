"""Who waits is woken by files and by lines, and by nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefer.lookout import Lookout, Woken
from briefer.watching import Roots
from tests.conftest import ROOT

pytest.importorskip("watchfiles", reason="no watchfiles: `pip install watchfiles`")

NONE: frozenset[Path] = frozenset()


@pytest.fixture
def lookout() -> Iterator[Lookout]:
    with Lookout() as found:
        yield found


def woken(lookout: Lookout, change: Callable[[], object]) -> Woken:
    """What wakes who waits while `change` happens again and again."""
    ended = threading.Event()

    def go_on() -> None:
        # a watcher takes a moment to start, and tells nobody when it has
        while not ended.wait(0.02):
            change()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        return lookout.wait()
    finally:
        ended.set()
        thread.join()


def test_files_in_and_below_a_folder_wake(lookout, tmp_path):
    below = tmp_path / "deep" / "below"
    below.mkdir(parents=True)
    lookout.over(Roots(frozenset({tmp_path / "deep"}), NONE))
    assert woken(lookout, lambda: (below / "a").write_text(str(time.time()))) == "files"


def test_a_folder_that_comes_again_is_looked_at_again(lookout, tmp_path):
    folder = tmp_path / "deep"
    folder.mkdir()
    roots = Roots(frozenset({folder}), frozenset({tmp_path}))
    lookout.over(roots)

    def exchange() -> None:
        folder.rmdir()
        folder.mkdir()

    woken(lookout, exchange)
    lookout.over(roots)
    while woken(lookout, lambda: (folder / "a").write_text(str(time.time()))):
        if (folder / "a").exists():
            break


def test_a_line_that_is_typed_wakes_and_counts_for_more_than_files(lookout, tmp_path):
    read, write = os.pipe()
    lookout.listen(read)
    lookout.over(Roots(frozenset({tmp_path}), NONE))
    os.write(write, b"\n")
    assert lookout.wait() == "line"
    os.close(write)


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
