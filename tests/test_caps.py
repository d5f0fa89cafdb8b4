"""Limits on spending: reserved before a call, counted after it, never overshot."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from briefer.clients import opened
from briefer.errors import (
    LimitReached,
    NoMoreReplies,
    RejectedRequest,
    SettingsError,
    TransientFault,
)
from briefer.llm.base import Reply, Request
from briefer.llm.caps import Caps
from briefer.llm.gate import Gate
from briefer.llm.patient import Patient
from briefer.schema import Usage
from briefer.settings import Settings
from tests import clock
from tests.endpoint import completion, endpoint, refused
from tests.test_gate import numbered


@dataclass
class Charging:
    """An endpoint that takes 10 tokens in and 20 out for a call, or fails first."""

    fails: int = 0
    fault: TransientFault | RejectedRequest | None = None
    calls: int = 0
    spent: int = 0

    async def complete(self, request: Request) -> Reply:
        self.calls += 1
        await asyncio.sleep(1)
        if self.fault and self.calls <= self.fails:
            raise self.fault
        self.spent += 30
        return Reply("{}", "m", usage=Usage(calls=1, input_tokens=10, output_tokens=20))

    def reject(self, request: Request) -> None:
        raise AssertionError("nothing is rejected here")


def ends(client: Charging, number: int, **limits: float) -> list[object]:
    """What became of each call: its reply, or why there is none."""
    caps = Caps(
        **limits,  # type: ignore[arg-type]
        count=lambda request: 10,
        price=lambda u: Decimal(u.input_tokens + 2 * u.output_tokens) / 1000,
    )

    async def all_of_them() -> list[object]:
        patient = Patient(Gate(client, [caps]))
        jobs = [patient.complete(numbered(n)) for n in range(number)]
        return await asyncio.gather(*jobs, return_exceptions=True)

    return clock.run(all_of_them())


@pytest.mark.parametrize(
    ("limits", "calls"),
    [
        ({"calls": 10}, 10),
        ({"calls": 0}, 0),
        ({"tokens": 110}, 0),  # 11 to send and at most 100 to receive
        ({"tokens": 111}, 1),
        ({"tokens": 600}, 17),  # 17 are 510, and one more may take 111
        ({"cost": 0.2}, 0),
        ({"cost": 0.5}, 6),  # 0.05 each, and one more may cost 0.211
        ({"calls": 3, "tokens": 600}, 3),
        ({}, 50),
    ],
)
def test_no_call_is_made_that_could_go_beyond_a_limit(limits, calls):
    client = Charging()
    found = ends(client, 50, **limits)
    assert client.calls == calls
    assert sum(isinstance(end, LimitReached) for end in found) == 50 - calls
    assert client.spent <= limits.get("tokens", 10**6)


def test_the_limit_is_named_with_what_was_spent():
    errors = [e for e in ends(Charging(), 50, tokens=600) if isinstance(e, Exception)]
    assert str(errors[0]) == (
        "the limit of 600 tokens is reached (`--max-tokens`): 510 tokens spent, "
        "the next call may take 111 tokens"
    )
    errors = [e for e in ends(Charging(), 9, cost=0.3) if isinstance(e, Exception)]
    assert "the limit of $0.3000 is reached (`--max-cost`): $0.1000" in str(errors[0])


def test_calls_that_failed_count_as_calls():
    client = Charging(fails=3, fault=TransientFault("busy", status=503))
    found = ends(client, 3, calls=4)
    assert client.calls == 4
    assert [type(end) for end in found].count(LimitReached) == 2


@pytest.mark.parametrize(
    ("fault", "calls"),
    [
        (TransientFault("broke off"), 1),  # it may have been answered
        (TransientFault("busy", status=503), 4),
        (RejectedRequest("too long"), 3),
    ],
)
def test_only_what_may_have_been_answered_counts_as_spent(fault, calls):
    client = Charging(fails=1, fault=fault)
    ends(client, 3, tokens=180)
    assert client.calls == calls


def test_an_unknown_price_is_told_before_any_call(tmp_path):
    async def tried(base_url: str) -> None:
        limited = Settings(folder=tmp_path, base_url=base_url, model="m", max_cost=1)
        async with opened(limited, {}):
            raise AssertionError("a limit that cannot be kept was accepted")

    with (
        endpoint(lambda body: completion("{}")) as server,
        pytest.raises(SettingsError, match="the price of `m` is not known"),
    ):
        asyncio.run(tried(server.base_url))
    assert server.bodies == []


@pytest.mark.parametrize(
    ("answer", "calls"),
    [
        (refused(400, "too long"), 1),
        (refused(422, "no"), 1),
        (refused(401, "bad key"), 1),
        (refused(404, "no such model"), 1),
        (refused(429, "quota", "insufficient_quota"), 1),
        (refused(503, "busy", retry_after="0.01"), 3),
        (refused(429, "slow down", retry_after="0.01"), 3),
        (refused(408, "late", retry_after="0.01"), 3),
        (refused(409, "again", retry_after="0.01"), 3),
        (refused(500, "oh", retry_after="300"), 1),
    ],
)
def test_each_fault_is_tried_as_often_as_documented(tmp_path, answer, calls):
    with endpoint(lambda body: answer) as server:
        settings = Settings(folder=tmp_path, base_url=server.base_url)
        with pytest.raises(Exception) as caught:  # noqa: PT011
            asyncio.run(one_reply(settings))
    assert len(server.bodies) == calls
    assert isinstance(caught.value, NoMoreReplies) == (
        answer[0] == 500 or b"insufficient_quota" in answer[2]
    )


async def one_reply(settings: Settings) -> Reply:
    async with opened(settings, {}) as client:
        return await client.complete(numbered(1))


def test_a_limit_holds_for_a_whole_stack_and_what_came_is_kept(tmp_path: Path):
    async def some(settings: Settings) -> int:
        came = 0
        async with opened(settings, {}) as client:
            for number in range(5):
                try:
                    await client.complete(numbered(number))
                except LimitReached:
                    continue
                came += 1
        return came

    with endpoint(lambda body: completion("{}")) as server:
        settings = Settings(folder=tmp_path, base_url=server.base_url, max_calls=2)
        assert [asyncio.run(some(settings)) for _ in range(3)] == [2, 4, 5]
    assert len(server.bodies) == 5
