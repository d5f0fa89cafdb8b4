"""Reading replies: what is accepted, what is mended, what is asked for again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import pytest

from briefer.errors import (
    RejectedRequest,
    ReplyCutOff,
    ReplyRefused,
    UnusableReply,
)
from briefer.exchange import Answer, Numbers, ReplyModel, ask, flat, parsed, schema_of
from briefer.llm.base import Message, Reply
from briefer.llm.scripted import Scripted
from tests.test_live import REQUEST


class Note(ReplyModel):
    text: str
    pages: Numbers


GOOD = '{"text": "a", "pages": [1, 2]}'


def repair(
    messages: Sequence[Message], reply: str, problems: Sequence[str]
) -> tuple[Message, ...]:
    return messages[0], Message("user", f"again: {reply} {problems}")


def exchange(*script: str | Reply) -> tuple[Answer[Note], Scripted]:
    client = Scripted(script)
    return asyncio.run(ask(client, REQUEST, Note, repair)), client


@pytest.mark.parametrize(
    "reply",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here it is:\n```\n{GOOD}\n```\nDone.",
        f"<think>hm {{}}</think>{GOOD}",
        f"Sure! {GOOD}",
        '{"text": "a", "pages": [1, 2],}',
        "{'text': 'a', 'pages': [1, 2]}",
        '{"text": "a", "pages": ["[1]", "2"]}',
        '{"text": "a", "pages": "1, 2"}',
        '{"text": "a", "pages": [1, 2], "more": null}',
    ],
)
def test_what_models_write_around_their_json_costs_no_second_call(reply):
    answer, client = exchange(reply)
    assert answer.value == Note(text="a", pages=(1, 2))
    assert len(client.requests) == 1


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I cannot see an article.",
        "[]",
        '{"text": "a"}',
        '{"text": "a", "pages": [true]}',
        '{"text": "a", "pages": [1, 2',
        '{"text": "a", "text": "b", "pages": []}',
        '{"text": "a", "pages": [NaN]}',
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_a_reply_that_does_not_fit_is_repaired_once(reply):
    answer, client = exchange(reply, GOOD)
    assert answer.value.pages == (1, 2)
    assert [r.text for r in answer.replies] == [reply, GOOD]
    assert client.requests[1].messages[0] == REQUEST.messages[0]
    assert client.requests[1].messages[1].content.startswith("again: ")


def test_a_repair_that_does_not_fit_either_is_a_failure_and_rejected():
    client = Scripted(["nothing", '{"text": 1}'])
    with pytest.raises(UnusableReply, match="even asked again"):
        asyncio.run(ask(client, REQUEST, Note, repair))
    assert len(client.requests) == len(client.rejected) == 2


@pytest.mark.parametrize("finish", ["refusal", "filter"])
def test_a_reply_refused_is_never_a_result(finish):
    with pytest.raises(ReplyRefused):
        exchange(Reply(text=GOOD, model="m", finish=finish))


@pytest.mark.parametrize("text", [GOOD, GOOD[:9], ""])
def test_a_reply_cut_off_is_asked_for_once_more_with_more_room(text):
    cut = Reply(text=text, model="m", finish="length")
    answer, client = exchange(cut, GOOD)
    assert answer.value == Note(text="a", pages=(1, 2))
    assert [r.max_tokens for r in client.requests] == [100, 200]
    assert client.requests[0].messages == client.requests[1].messages


def test_a_reply_cut_off_twice_is_a_failure_and_rejected():
    cut = Reply(text=GOOD, model="m", finish="length")
    client = Scripted([cut, cut, GOOD])
    with pytest.raises(ReplyCutOff):
        asyncio.run(ask(client, REQUEST, Note, repair))
    assert len(client.requests) == len(client.rejected) == 2


def test_an_endpoint_without_more_room_leaves_a_reply_cut_off():
    cut = Reply(text=GOOD, model="m", finish="length")
    with pytest.raises(ReplyCutOff):
        asyncio.run(ask(Scripted([cut, RejectedRequest("max")]), REQUEST, Note, repair))


def test_the_schema_is_strict_and_carries_no_words_for_people():
    assert json.loads(schema_of(Note).text) == {
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "pages": {"type": "array", "items": {"type": "integer"}},
        },
        "required": ["text", "pages"],
        "additionalProperties": False,
    }


def test_text_of_a_reply_becomes_one_line_without_control_characters():
    assert flat("a\n b\x1b[31m\u202ec\t ") == "a b [31m c"


def test_json_that_has_two_meanings_has_none():
    assert parsed('{"a": 1, "a": 2}') is None
