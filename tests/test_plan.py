"""A plan says beforehand what a build asks, call for call."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from briefer.llm.base import Reply, Request
from briefer.llm.recordings import Recorded, Store
from briefer.llm.scripted import Scripted
from briefer.pipeline import build
from briefer.plan import Plan, plan
from briefer.settings import Settings, load
from briefer.tokens import counter_for
from tests.conftest import ROOT
from tests.faithful import answer


class Asked:
    """Passes requests on and remembers them."""

    def __init__(self, inner: Scripted | Recorded) -> None:
        self.inner = inner
        self.requests: list[Request] = []

    async def complete(self, request: Request) -> Reply:
        self.requests.append(request)
        return await self.inner.complete(request)

    def reject(self, request: Request) -> None:
        self.inner.reject(request)


def calls(planned: Plan) -> dict[str, int]:
    return {of.stage: of.to_make for of in planned.calls if of.to_make}


def sent(requests: list[Request], model: str) -> int:
    """Tokens of all messages and schemas."""
    count = counter_for(model).count
    return sum(
        count(request.schema.text) + sum(count(m.content) + 4 for m in request.messages)
        for request in requests
    )


def station(number: int) -> str:
    lines = [f"Station {number} measured {number * 10 + k} units." for k in range(30)]
    return f"Readings of station {number}\n\n" + " ".join(lines)


@pytest.mark.parametrize(("number", "budget"), [(3, 24000), (24, 2000), (40, 1000)])
def test_a_build_makes_the_calls_of_its_plan(folder, tmp_path, number, budget):
    source = folder({f"{n}.txt": station(n) for n in range(number)})
    settings = Settings(
        sources=(str(source),), folder=tmp_path, merge_tokens=budget, chunk_tokens=500
    )
    planned = asyncio.run(plan(settings))
    client = Asked(Scripted(answer))
    asyncio.run(build(settings, client))
    assert calls(planned) == Counter(r.stage for r in client.requests)
    assert planned.mends == number


def test_calls_answered_before_are_not_planned_again(folder, tmp_path):
    source = folder({f"{n}.txt": station(n) for n in range(20)})
    settings = Settings(sources=(str(source),), folder=tmp_path, merge_tokens=3000)
    client = Recorded(Store(settings.path(settings.store)), Scripted(answer))
    asyncio.run(build(settings, client))
    assert calls(asyncio.run(plan(settings))) == {}
    (source / "7.txt").unlink()
    (source / "new.txt").write_text(station(99))
    client.inner = asked = Scripted(answer)
    planned = asyncio.run(plan(settings))
    asyncio.run(build(settings, client))
    assert calls(planned) == Counter(r.stage for r in asked.requests)
    assert calls(planned)["summarize"] == 1


def test_what_is_sent_is_known_to_two_percent(tmp_path):
    settings = load({"store": str(tmp_path / "none")}, {}, ROOT)
    recorded = Store(tmp_path / "none", [ROOT / "tests" / "recordings"])
    client = Asked(Recorded(recorded, None))
    asyncio.run(build(load({"out": str(tmp_path / "out")}, {}, ROOT), client))
    fresh = load({"store": str(tmp_path / "none"), "recordings": ("none",)}, {}, ROOT)
    planned = asyncio.run(plan(fresh))
    made = [request for request in client.requests if request.stage != "mend"]
    assert planned.usage.input_tokens == pytest.approx(
        sent(made, settings.model), rel=0.02
    )
