"""Texts that wait: as they were put in, in memory or on disk."""

from __future__ import annotations

import hashlib
import tempfile
from functools import cache
from random import Random

import pytest

from briefer.errors import OutputError
from briefer.packed import Packed, pack
from tests.test_disk import mounted


@cache
def noise(size: int) -> str:
    return Random(size).randbytes(size // 2).hex()


@pytest.mark.parametrize("size", [10, 40_000_000], ids=["few", "more than fits"])
def test_what_was_put_in_comes_out(size):
    files = Packed()
    files["a.md"] = "Grüße\n"
    files.take({"b.md": pack(noise(size)), "c.md": pack("")})
    assert files["a.md"] == "Grüße\n"
    files["d.md"] = "later"
    assert files["b.md"] == noise(size)
    assert dict(files) | {"b.md": ""} == {
        "a.md": "Grüße\n", "b.md": "", "c.md": "", "d.md": "later",
    }  # fmt: skip


def test_the_digest_is_that_of_the_text():
    files = Packed()
    files["a.md"] = "Grüße\n"
    assert files.digests["a.md"] == hashlib.sha256("Grüße\n".encode()).hexdigest()
    del files["a.md"]
    assert not files


def test_no_room_for_finished_pages_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "small"))
    with mounted(tmp_path / "small", "size=64k"):
        files = Packed()
        with pytest.raises(OutputError, match="No space left"):
            files["a.md"] = noise(40_000_000)
