"""Asking again, on a clock that does not run."""

from __future__ import annotations

import asyncio

import pytest

from briefer.errors import RejectedRequest, TransientFault
from briefer.llm.base import Reply, Request
from briefer.llm.patient import Patient
from briefer.llm.scripted import Answer, Script, Scripted
from tests import clock
from tests.test_live import REQUEST


def ask(script: Script, *, deadline_s: float = 600) -> tuple[Reply, float]:
    """The reply, and when it came."""

    async def asked() -> tuple[Reply, float]:
        client = Scripted(script)
        patient = Patient(client, deadline_s=deadline_s, jitter=lambda: 0.5)
        return await patient.complete(REQUEST), clock.now()

    return clock.run(asked())


def slow(seconds: float) -> TransientFault:
    fault = TransientFault("slow")
    fault.took_s = seconds
    return fault


def test_a_fault_that_passes_is_asked_again_after_growing_pauses():
    reply, when = ask([TransientFault("a"), TransientFault("b"), "{}"])
    assert reply.text == "{}"
    assert when == pytest.approx(1.0 + 2.0)


def test_the_wait_that_the_endpoint_asks_for_is_left_to_the_gate():
    _, when = ask([TransientFault("a", retry_after_s=7), "{}"])
    assert when == 0


def test_three_attempts_are_enough():
    with pytest.raises(TransientFault, match="c"):
        ask([TransientFault(text) for text in "abcd"])


def test_what_will_not_pass_is_not_asked_again():
    with pytest.raises(RejectedRequest):
        ask([RejectedRequest("a"), "{}"])


def test_tries_and_pauses_together_end_at_the_deadline():
    seen: list[float | None] = []

    def script(request: Request) -> Answer:
        seen.append(request.within_s)
        return slow(3)

    with pytest.raises(TransientFault):
        ask(script, deadline_s=7)
    assert seen == [7, 3]


def test_a_try_that_took_all_the_time_is_the_last():
    with pytest.raises(TransientFault, match="slow"):
        ask([slow(5), "{}"], deadline_s=5)


def test_a_call_that_is_given_up_is_not_asked_again():
    async def asked() -> None:
        job = asyncio.ensure_future(
            Patient(Scripted([TransientFault("a"), "{}"])).complete(REQUEST)
        )
        await asyncio.sleep(0.1)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job

    clock.run(asked())
