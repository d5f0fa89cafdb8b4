"""Asking again, on a clock that does not run."""

from __future__ import annotations

import asyncio

import pytest

from briefer.errors import RejectedRequest, TransientFault
from briefer.llm.base import Reply
from briefer.llm.patient import Patient
from briefer.llm.scripted import Script, Scripted
from tests.test_live import REQUEST


def ask(script: Script, pauses: list[float]) -> Reply:
    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    patient = Patient(Scripted(script), sleep=sleep, jitter=lambda: 0.5)
    return asyncio.run(patient.complete(REQUEST))


def test_a_fault_that_passes_is_asked_again_after_growing_pauses():
    pauses: list[float] = []
    reply = ask([TransientFault("a"), TransientFault("b"), "{}"], pauses)
    assert (reply.text, pauses) == ("{}", [1.0, 2.0])


def test_the_endpoint_says_how_long_to_wait():
    pauses: list[float] = []
    ask([TransientFault("a", retry_after_s=7), "{}"], pauses)
    assert pauses == [7]


def test_three_attempts_are_enough():
    pauses: list[float] = []
    with pytest.raises(TransientFault, match="c"):
        ask([TransientFault(text) for text in "abcd"], pauses)
    assert len(pauses) == 2


def test_a_wait_beyond_two_minutes_is_left_to_the_user():
    pauses: list[float] = []
    with pytest.raises(TransientFault):
        ask([TransientFault("a", retry_after_s=300), "{}"], pauses)
    assert pauses == []


def test_what_will_not_pass_is_not_asked_again():
    pauses: list[float] = []
    with pytest.raises(RejectedRequest):
        ask([RejectedRequest("a"), "{}"], pauses)
    assert pauses == []
