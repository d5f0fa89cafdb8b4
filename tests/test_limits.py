"""Rates from headers: what endpoints write, and what is made of it."""

from __future__ import annotations

import pytest

from briefer.llm.base import Reply
from briefer.llm.calls import Call
from briefer.llm.limits import Learned, seconds
from tests.test_live import REQUEST


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1s", 1.0),
        ("6m0s", 360.0),
        ("1h2m3.5s", 3723.5),
        ("20ms", 0.02),
        ("2m59.56s", 179.56),
        ("12", 12.0),
        ("0.5", 0.5),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("nan", None),
        ("1s later", None),
    ],
)
def test_endpoints_write_times_in_many_ways(text, value):
    assert seconds(text) == value


def wait_after(limit: str, left: str, reset: str, since: int = 0) -> float:
    """Seconds to wait for a call, once an answer told of the limit."""
    rule = Learned(of_tokens=False)
    calls = [Call(REQUEST, number + 1, 0.0) for number in range(since + 1)]
    for call in calls:
        rule.sent(call, 0.0)
    headers = {
        "x-ratelimit-limit-requests": limit,
        "x-ratelimit-remaining-requests": left,
        "x-ratelimit-reset-requests": reset,
    }
    rule.ended(calls[0], Reply("{}", "m", headers=headers), 0.0)
    return rule.wait_s(Call(REQUEST), 0.0)


@pytest.mark.parametrize(
    ("told", "wait_s"),
    [
        (("60", "1", "59s"), 0),
        (("60", "0", "60s"), 1),
        (("60", "3", "57s", 3), 1),  # what was sent since is taken
        (("14400", "0", "24h"), 6),  # a limit of a day
        (("60", "0", ""), 1),
        (("", "0", "1s"), 0),
        (("many", "0", "1s"), 0),
    ],
)
def test_the_next_call_waits_until_there_is_room(told, wait_s):
    assert wait_after(*told) == pytest.approx(wait_s)


def test_an_older_answer_changes_nothing():
    rule = Learned(of_tokens=False)
    first, second = Call(REQUEST, 1), Call(REQUEST, 2)
    told = {"x-ratelimit-limit-requests": "60"}
    name = "x-ratelimit-remaining-requests"
    rule.sent(first, 0)
    rule.sent(second, 0)
    rule.ended(second, Reply("{}", "m", headers=told | {name: "0"}), 0)
    rule.ended(first, Reply("{}", "m", headers=told | {name: "50"}), 0)
    assert rule.wait_s(Call(REQUEST), 0) == pytest.approx(1)


def test_a_request_weighs_what_it_sends_and_may_receive():
    sent = REQUEST.schema.text + "".join(m.content for m in REQUEST.messages)
    assert Call(REQUEST).weight == len(sent) // 4 + REQUEST.max_tokens
