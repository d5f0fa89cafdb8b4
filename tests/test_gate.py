"""Calls waiting for their turn: minutes of rate limits and outages in a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from briefer.errors import (
    BrieferError,
    CredentialsError,
    EndpointBusy,
    EndpointDown,
    ProviderFault,
    RejectedRequest,
    TransientFault,
)
from briefer.llm.base import Message, Reply, Request
from briefer.llm.breaker import Breaker
from briefer.llm.calls import Rule
from briefer.llm.gate import Gate
from briefer.llm.limits import Bucket, Given, Learned
from briefer.llm.pace import Pace
from briefer.llm.patient import Patient
from tests import clock
from tests.test_live import REQUEST


@dataclass
class Limited:
    """An endpoint that lets `rpm` requests a minute pass, and answers after a time.

    It tells its limits in headers as OpenAI does, unless `is_silent`.
    """

    rpm: float
    burst: float
    latency_s: float = 2.0
    is_silent: bool = False
    sent_at: list[float] = field(default_factory=list)
    refused: int = 0
    in_flight: int = 0
    most_in_flight: int = 0

    def __post_init__(self) -> None:
        self._bucket = Bucket(self.rpm / 60, self.burst, self.burst, 0)

    async def complete(self, request: Request) -> Reply:
        now = clock.now()
        self.sent_at.append(now)
        wait_s = self._bucket.wait_s(1, now)
        if wait_s:
            self.refused += 1
            raise TransientFault(
                "slow down",
                status=429,
                retry_after_s=wait_s,
                headers=self._headers(),
            )
        self._bucket.take(1, now)
        headers = self._headers()
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await asyncio.sleep(self.latency_s)
        self.in_flight -= 1
        return Reply("{}", "m", headers=headers)

    def reject(self, request: Request) -> None:
        raise AssertionError("nothing is rejected here")

    def _headers(self) -> dict[str, str]:
        if self.is_silent:
            return {}
        empty = self.burst - self._bucket.level
        return {
            "x-ratelimit-limit-requests": f"{self.rpm:g}",
            "x-ratelimit-remaining-requests": str(int(self._bucket.level)),
            "x-ratelimit-reset-requests": f"{empty / self.rpm * 60:.3f}s",
        }


@dataclass
class Failing:
    """An endpoint that fails as `fault` says, for the time of the clock or never."""

    fault: Callable[[float, Request], BrieferError | None]
    sent_at: list[float] = field(default_factory=list)

    async def complete(self, request: Request) -> Reply:
        self.sent_at.append(clock.now())
        await asyncio.sleep(0.1)
        if fault := self.fault(self.sent_at[-1], request):
            raise fault
        return Reply("{}", "m")

    def reject(self, request: Request) -> None:
        raise AssertionError("nothing is rejected here")


def numbered(number: int) -> Request:
    said = (Message("system", "s"), Message("user", f"{number} It rained."))
    return replace(REQUEST, messages=said)


def rules(most: int = 16) -> list[Rule]:
    learned = (Learned(of_tokens=False), Learned(of_tokens=True))
    return [Breaker(), *learned, Pace(most)]


def asked(
    client: Limited | Failing, calls: int, own: Sequence[Rule] | None = None
) -> tuple[list[Reply | BaseException], float]:
    """What became of each call, and how long all of them took."""

    async def all_of_them() -> tuple[list[Reply | BaseException], float]:
        patient = Patient(Gate(client, own or rules()), jitter=lambda: 0.5)
        jobs = [patient.complete(numbered(n)) for n in range(calls)]
        return await asyncio.gather(*jobs, return_exceptions=True), clock.now()

    return clock.run(all_of_them())


@pytest.mark.parametrize(
    ("rpm", "burst"), [(60, 1), (60, 10), (60, 60), (500, 10), (500, 60)]
)
def test_a_rate_limit_costs_few_refusals_and_little_time(rpm, burst):
    client = Limited(rpm, burst)
    ends, took = asked(client, 200)
    assert all(isinstance(end, Reply) for end in ends)
    assert client.refused <= 0.05 * len(client.sent_at)
    ideal = max(200 / 16 * 2, (200 - burst) / rpm * 60 + client.latency_s)
    assert took <= 1.15 * ideal


def test_an_endpoint_that_does_not_tell_its_limits_loses_no_call():
    client = Limited(60, 5, is_silent=True)
    ends, took = asked(client, 60)
    assert all(isinstance(end, Reply) for end in ends)
    assert took < 1.3 * (60 - 5)


def test_without_a_limit_all_are_in_flight_once_the_first_is_answered():
    client = Limited(100_000, 1000)
    _, took = asked(client, 40)
    assert client.sent_at.count(0) == 8
    assert client.most_in_flight == 16
    assert took <= 4 * client.latency_s


@pytest.mark.parametrize(
    ("rule", "took"),
    [
        (Given(60, of_tokens=False), 9),
        (Given(60 * 108, of_tokens=True), 9),
        (Given(6000, of_tokens=False), 0),
    ],
)
def test_limits_of_the_settings_are_kept_from_the_first_call_on(rule, took):
    client = Limited(100_000, 1000, latency_s=0.1)
    ends, passed = asked(client, 10, [rule, Pace(16)])
    assert all(isinstance(end, Reply) for end in ends)
    assert passed == pytest.approx(took + 0.1, abs=0.3)


def test_long_waits_are_told_once_and_why():
    faults = [TransientFault("wait", status=429, retry_after_s=20) for _ in range(8)]
    client = Failing(lambda now, request: faults.pop() if faults else None)
    told: list[str] = []

    async def all_of_them() -> None:
        gate = Gate(client, rules(), told.append)
        jobs = [Patient(gate).complete(numbered(n)) for n in range(20)]
        await asyncio.gather(*jobs)

    clock.run(all_of_them())
    assert told == ["20 s: the endpoint asks to wait"]


@pytest.mark.parametrize("seconds", [0.5, 20, 90])
def test_no_worker_asks_before_the_time_that_one_was_told(seconds):
    told: list[float] = []

    def fault(now: float, request: Request) -> BrieferError | None:
        if len(told) == 1:
            return None
        told.append(now)
        return TransientFault("wait", status=429, retry_after_s=seconds)

    client = Failing(fault)
    ends, _ = asked(client, 20)
    assert all(isinstance(end, Reply) for end in ends)
    later = [at for at in client.sent_at if at > 0]
    assert min(later) >= seconds


def test_a_long_wait_ends_the_run_at_once_and_says_until_when():
    client = Failing(
        lambda now, r: TransientFault("wait", status=429, retry_after_s=300)
    )
    ends, took = asked(client, 40)
    assert {type(end) for end in ends} == {EndpointBusy}
    assert "it asks to wait 300 s, until 20" in str(ends[0])
    assert len(client.sent_at) == 8
    assert took == pytest.approx(0.1)


@pytest.mark.parametrize(
    "error", [CredentialsError("bad key"), RejectedRequest("no"), EndpointDown("x")]
)
def test_what_concerns_the_account_ends_the_run_and_a_bad_request_does_not(error):
    client = Failing(lambda now, request: error)
    ends, took = asked(client, 40)
    is_for_all = not isinstance(error, RejectedRequest)
    assert len(client.sent_at) == (8 if is_for_all else 40)
    assert {type(end) for end in ends} == {type(error)}
    assert took < 1


def test_an_endpoint_that_never_answers_is_given_up_after_few_calls():
    client = Failing(lambda now, request: TransientFault("cannot reach it"))
    ends, took = asked(client, 40)
    assert {type(end) for end in ends} == {EndpointDown}
    assert "cannot reach it; it failed 13 times in a row" in str(ends[0])
    assert len(client.sent_at) == 13
    assert took < 3


def test_an_outage_is_waited_for_by_one_call_at_a_time():
    def fault(now: float, request: Request) -> BrieferError | None:
        return TransientFault("down") if 0.35 < now < 4 else None

    client = Failing(fault)
    ends, took = asked(client, 200)
    assert all(isinstance(end, Reply) for end in ends)
    tries = [at for at in client.sent_at if 0.6 < at < 5.65]
    assert len(tries) == 2
    assert took < 9


def test_an_outage_that_stays_ends_the_run():
    client = Failing(lambda now, r: TransientFault("down") if now > 0.35 else None)
    ends, took = asked(client, 200)
    assert {type(end) for end in ends} == {Reply, EndpointDown}
    assert took == pytest.approx(1 + 4 + 15, abs=2)


def test_requests_that_always_fail_are_lost_alone():
    poisoned = [numbered(n).key for n in (3, 17, 38, 39)]

    def fault(now: float, request: Request) -> BrieferError | None:
        return TransientFault("crash") if request.key in poisoned else None

    client = Failing(fault)
    ends, _ = asked(client, 40)
    lost = [n for n, end in enumerate(ends) if isinstance(end, ProviderFault)]
    assert lost == [3, 17, 38, 39]
    assert len(client.sent_at) == 36 + 4 * 3


def test_a_closed_gate_lets_no_call_pass():
    client = Failing(lambda now, request: None)

    async def closed() -> list[Reply | BaseException]:
        gate = Gate(client, [Pace(1)])
        jobs = [asyncio.ensure_future(gate.complete(numbered(n))) for n in range(3)]
        await asyncio.sleep(0)
        gate.close()
        jobs.append(asyncio.ensure_future(gate.complete(numbered(4))))
        return await asyncio.gather(*jobs, return_exceptions=True)

    ends = clock.run(closed())
    assert [type(end) for end in ends] == [Reply, *3 * [asyncio.CancelledError]]


def test_a_call_given_up_while_it_waits_frees_its_place():
    client = Limited(100_000, 1000)

    async def left() -> float:
        gate = Gate(client, [Pace(1)])
        jobs = [asyncio.ensure_future(gate.complete(numbered(n))) for n in range(3)]
        await asyncio.sleep(1)
        jobs[1].cancel()
        jobs[0].cancel()
        await jobs[2]
        return clock.now()

    assert clock.run(left()) == pytest.approx(1 + client.latency_s)
