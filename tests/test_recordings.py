"""The store: what is kept, what counts as damaged, what a miss says."""

from __future__ import annotations

import asyncio
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from briefer.errors import MissingRecording, OutputError
from briefer.llm.base import Message, Reply, Request
from briefer.llm.recordings import DamagedEntry, Recorded, Store
from briefer.llm.scripted import Scripted
from briefer.schema import Usage
from tests.test_live import REQUEST

ASKED = replace(REQUEST, stage="summarize", label="a.txt")
REPLY = Reply(
    text='{"a":\n"é \ud800"}',
    model="m-1",
    usage=Usage(calls=1, input_tokens=3, output_tokens=2),
    created="2025-01-01T00:00:00Z",
    endpoint="http://127.0.0.1/v1",
)


def said(text: str) -> Request:
    return replace(ASKED, messages=(ASKED.messages[0], Message("user", text)))


def entry(store: Store) -> Path:
    [path] = store.folder.glob("*.json")
    return path


def test_a_reply_comes_back_as_it_was_kept(tmp_path):
    store = Store(tmp_path)
    store.put(ASKED, REPLY)
    kept = store.get(ASKED)
    assert kept == REPLY
    assert kept.is_recorded


def test_an_entry_holds_documented_fields_and_is_private(tmp_path):
    store = Store(tmp_path / "new")
    store.put(ASKED, REPLY)
    kept = json.loads(entry(store).read_bytes().decode("utf-8", "surrogatepass"))
    assert set(kept) == {
        "format", "reader", "key", "stage", "asked", "reply", "checksum",
    }  # fmt: skip
    assert stat.S_IMODE(entry(store).stat().st_mode) == 0o600
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "change",
    [
        {"model": "other"},
        {"max_tokens": 9},
        {"temperature": 0.5},
        {"messages": ASKED.messages[:1]},
        {"schema": replace(ASKED.schema, text="{}")},
    ],
)
def test_all_that_can_change_the_answer_is_in_the_key(change):
    assert replace(ASKED, **change).key != ASKED.key


def test_what_is_for_people_is_not_in_the_key():
    assert replace(ASKED, stage="x", label="y").key == ASKED.key


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: raw.replace(b"m-1", b"m-2"),
        lambda raw: b"\xff" + raw,
        lambda raw: raw.replace(b'"format": 1', b'"format": 2'),
        lambda raw: b"[]",
        lambda raw: b"[" * 100_000,
    ],
)
def test_a_damaged_entry_is_a_miss_with_a_warning_and_is_repaired(tmp_path, damage):
    store = Store(tmp_path)
    store.put(ASKED, REPLY)
    entry(store).write_bytes(damage(entry(store).read_bytes()))
    with pytest.warns(DamagedEntry, match="is damaged"):
        assert store.get(ASKED) is None
    store.put(ASKED, REPLY)
    assert store.get(ASKED) == REPLY


def test_further_folders_are_read_and_never_written(tmp_path):
    Store(tmp_path / "old").put(ASKED, REPLY)
    store = Store(tmp_path / "new", [tmp_path / "old"])
    assert store.get(ASKED) == REPLY
    store.put(said("2"), REPLY)
    assert len(list((tmp_path / "old").iterdir())) == 1


def test_only_what_is_missing_is_asked_and_kept(tmp_path):
    inner = Scripted([REPLY])
    client = Recorded(Store(tmp_path), inner)
    first, second = (asyncio.run(client.complete(ASKED)) for _ in range(2))
    assert first == second == REPLY
    assert len(inner.requests) == 1


def all_asked(client: Recorded, n: int) -> list[Reply | BaseException]:
    async def asked() -> list[Reply | BaseException]:
        requests = [said(str(number)) for number in range(n)]
        calls = (client.complete(request) for request in requests)
        return await asyncio.gather(*calls, return_exceptions=True)

    return asyncio.run(asked())


def test_replies_that_come_together_are_all_kept(tmp_path):
    client = Recorded(Store(tmp_path), Scripted(20 * [REPLY]))
    assert all_asked(client, 20) == 20 * [REPLY]
    assert len(list(tmp_path.glob("*.json"))) == 20
    assert all_asked(Recorded(Store(tmp_path), None), 20) == 20 * [REPLY]


def test_no_reply_is_given_that_could_not_be_kept(tmp_path):
    store = Store(tmp_path / "store")

    def full(request: Request) -> Reply:
        if request == said("19"):
            store.folder.rmdir()
            store.folder.write_text("a file", encoding="utf-8")
        return REPLY

    client = Recorded(store, Scripted(full))
    given = all_asked(client, 20)
    assert {type(one) for one in given} == {OutputError}


@pytest.mark.parametrize("finish", ["refusal", "filter"])
def test_a_reply_that_did_not_end_well_is_not_kept(tmp_path, finish):
    client = Recorded(Store(tmp_path), Scripted([replace(REPLY, finish=finish)]))
    asyncio.run(client.complete(ASKED))
    assert list(tmp_path.iterdir()) == []


def test_a_reply_cut_off_is_kept_as_such_and_not_asked_for_again(tmp_path):
    cut = replace(REPLY, finish="length")
    client = Recorded(Store(tmp_path), Scripted([cut]))
    assert [asyncio.run(client.complete(ASKED)).finish for _ in "ab"] == 2 * ["length"]


def test_a_rejected_reply_is_set_aside_and_asked_for_again(tmp_path):
    store = Store(tmp_path)
    store.put(ASKED, REPLY)
    Recorded(store, None).reject(ASKED)
    assert store.get(ASKED) is None
    assert [p.suffix for p in tmp_path.iterdir()] == [".rejected"]


def test_a_miss_names_the_article_the_nearest_entry_and_the_first_difference(tmp_path):
    store = Store(tmp_path)
    store.put(said("1 It rained.\n2 It stopped."), REPLY)
    store.put(said("quite another text"), REPLY)
    with pytest.raises(MissingRecording) as caught:
        asyncio.run(Recorded(store, None).complete(said("1 It rained.\n2 It snowed.")))
    assert "`a.txt`" in caught.value.message
    assert "first differs in line 2 of its user message" in caught.value.message
    assert "asked:    2 It snowed." in caught.value.message
    assert "recorded: 2 It stopped." in caught.value.message
    assert "OPENAI_API_KEY" in caught.value.hint


def test_a_miss_without_any_recording_still_says_what_to_do(tmp_path):
    with pytest.raises(MissingRecording, match=r"no reply is recorded for `a\.txt`"):
        asyncio.run(Recorded(Store(tmp_path), None).complete(ASKED))
