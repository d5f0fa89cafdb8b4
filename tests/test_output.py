"""Writing: whole or not at all, and nothing of the user's lost."""

from __future__ import annotations

import json
import os
import pickle
import threading
from pathlib import Path

import pytest

from briefer import output
from briefer.errors import OutputError


def files(text: str) -> dict[str, str]:
    made = {"briefing.md": text, "articles/a.md": text * 2}
    made["run.json"] = json.dumps({"files": dict.fromkeys(made, "")})
    return made


def tree(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_what_is_given_is_what_is_there(tmp_path):
    assert output.write(tmp_path / "new" / "out", files("a"))
    assert tree(tmp_path / "new" / "out") == files("a")
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["out"]


def test_many_files_are_there_as_few_are(tmp_path):
    files = {f"articles/{n}.md": f"text {n}" for n in range(output.FEW + 1)}
    assert output.write(tmp_path / "out", files)
    there = {n: (tmp_path / "out" / n).read_text(encoding="utf-8") for n in files}
    assert there == files


def test_what_was_written_ahead_is_part_of_the_whole_and_gone_without_it(tmp_path):
    out = tmp_path / "out"
    with output.drafted(out) as draft:
        ahead = draft.ahead()
        assert ahead is not None
        ahead({"articles/a.md": "a"})
        assert not out.exists()
        assert len(list(tmp_path.iterdir())) == 1
    assert not list(tmp_path.iterdir())
    with output.drafted(out) as draft:
        pickle.loads(pickle.dumps(draft.ahead()))({"articles/a.md": "a"})
        assert draft.exchange(files("b") | {"articles/a.md": "a"})
    assert tree(out) == files("b") | {"articles/a.md": "a"}


def test_nothing_is_written_ahead_where_a_briefing_is(tmp_path):
    output.write(tmp_path / "out", files("a"))
    with output.drafted(tmp_path / "out") as draft:
        assert draft.ahead() is None
        assert [path.name for path in tmp_path.iterdir()] == ["out"]
        assert not draft.exchange(files("a"))


def test_what_cannot_be_written_ahead_is_named(tmp_path):
    with output.drafted(tmp_path / "out") as draft:
        ahead = draft.ahead()
        assert ahead is not None
        ahead({"articles": "a file where a folder is to be"})
        with pytest.raises(OutputError, match="cannot write"):
            ahead({"articles/a.md": "a"})


def test_a_second_build_takes_the_place_of_the_first(tmp_path):
    output.write(tmp_path / "out", files("a") | {"articles/b.md": "old"})
    output.write(tmp_path / "out", files("b"))
    assert tree(tmp_path / "out")["briefing.md"] == "b"


def test_files_a_build_wrote_and_no_longer_writes_are_gone(tmp_path):
    first = files("a") | {"articles/b.md": "old"}
    first["run.json"] = json.dumps({"files": dict.fromkeys(first, "")})
    output.write(tmp_path / "out", first)
    output.write(tmp_path / "out", files("b"))
    assert tree(tmp_path / "out") == files("b")


def test_the_same_bytes_are_not_written_again(tmp_path):
    output.write(tmp_path / "out", files("a"))
    before = (tmp_path / "out" / "briefing.md").stat().st_mtime_ns
    assert not output.write(tmp_path / "out", files("a"))
    assert (tmp_path / "out" / "briefing.md").stat().st_mtime_ns == before


def test_a_users_own_files_beside_a_briefing_are_kept(tmp_path):
    output.write(tmp_path / "out", files("a"))
    (tmp_path / "out" / "notes.txt").write_text("mine")
    output.write(tmp_path / "out", files("b"))
    assert tree(tmp_path / "out") == files("b") | {"notes.txt": "mine"}


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    for act in (
        lambda: output.check(tmp_path),
        lambda: output.write(tmp_path, files("a")),
    ):
        with pytest.raises(OutputError, match="not a briefing's"):
            act()
    assert tree(tmp_path) == {"thesis.txt": "mine"}


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="is not a folder"):
        output.check(tmp_path / "out")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="permission denied"):
        output.check(tmp_path / "out")


def test_a_path_below_a_file_cannot_be_written_and_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        output.write(tmp_path / "file" / "out", files("a"))


def test_a_reader_never_sees_a_part_of_a_briefing(tmp_path):
    out = tmp_path / "out"
    output.write(out, files("0"))
    torn: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                if not (out / "briefing.md").read_text():
                    torn.append("empty")
            except FileNotFoundError as error:
                torn.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(50):
        output.write(out, files(str(number)))
    done.set()
    reader.join()
    assert torn == []
