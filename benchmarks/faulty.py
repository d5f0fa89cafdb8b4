"""An endpoint on loopback whose answers break, for the campaign of faults.

    python -m benchmarks.faulty --rate 0.25

Prints its address. Each line of its input is the number of a round that begins; it
answers with what the round before it saw, in a line of JSON. What breaks follows from
the round, the request and the attempt, never from the order of arrival.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import zlib
from collections import Counter
from typing import Any

from benchmarks.standin import STAGES
from briefer.llm.base import Message, ReplySchema, Request
from tests.endpoint import (
    HARMLESS,
    IN_THE_TEXT,
    ON_THE_WAY,
    STATUSES,
    Answer,
    Broken,
    completion,
    endpoint,
    fault,
    refused,
)
from tests.faithful import answer

ACCOUNT = ("401", "404", "insufficient_quota")
"""They end a run, and are therefore rare."""
PASSING = (*STATUSES, *ON_THE_WAY, "html", "no_choices")
"""Faults that another attempt does not meet again."""
LASTING = tuple(kind for kind in IN_THE_TEXT if kind not in PASSING)
"""What a model says of a request, however often it is asked."""
FAILS = 2
"""Attempts at a request that may fail; the next does not."""
SAYS = 0.12
"""Share of the requests about one article that get a lasting fault."""


class Plan:
    """Draws what becomes of each request, and counts."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._lock = threading.Lock()
        self._round = 0
        self._seen: Counter[str] = Counter()
        self._whole: set[str] = set()
        self._repeated = 0
        self._faults: Counter[str] = Counter()

    def begin(self, number: int) -> dict[str, Any]:
        """Start a round; gives what the one before it saw."""
        with self._lock:
            told = {
                "requests": self._seen.total(),
                "answered": len(self._whole),
                "repeated": self._repeated,
                "faults": dict(self._faults),
            }
            self._round, self._repeated = number, 0
            for counted in (self._seen, self._whole, self._faults):
                counted.clear()
        return told

    def answer(self, body: dict[str, Any]) -> Answer | Broken:
        digest = f"{zlib.crc32(json.dumps(body, sort_keys=True).encode()):08x}"
        with self._lock:
            attempt = self._seen[digest]
            self._seen[digest] += 1
            self._repeated += digest in self._whole
        passing = self._passing(digest, attempt)
        lasting = self._lasting(body, digest)
        kind = passing or lasting
        with self._lock:
            if kind:
                self._faults[kind] += 1
            if not passing or passing in HARMLESS:
                self._whole.add(digest)
        text = _said(body)
        said = fault(lasting, text) if lasting else completion(text)
        if passing == "insufficient_quota":
            return refused(429, "no credit is left", passing)
        if passing in ACCOUNT:
            return refused(int(passing), "not now")
        if passing in ON_THE_WAY and not isinstance(said, Broken):
            return Broken(passing, said)  # a slow answer says what a quick one would
        return fault(passing, text) if passing else said

    def _passing(self, digest: str, attempt: int) -> str:
        if not self._round or attempt >= FAILS:
            return ""
        drawn = _draw(f"{self._round}|{digest}|{attempt}")
        if drawn < self.rate / 100:
            return ACCOUNT[int(drawn * 1e9) % len(ACCOUNT)]
        return PASSING[int(drawn * 1e9) % len(PASSING)] if drawn < self.rate else ""

    def _lasting(self, body: dict[str, Any], digest: str) -> str:
        drawn = _draw(f"says|{digest}")
        if _stage(body) != "summarize" or drawn >= SAYS:
            return ""
        return LASTING[int(drawn * 1e9) % len(LASTING)]


def _stage(body: dict[str, Any]) -> str:
    name = body["response_format"]["json_schema"]["name"]
    return STAGES.get(name, "merge")


def _said(body: dict[str, Any]) -> str:
    """What a model that keeps all it is given says."""
    messages = tuple(Message(m["role"], m["content"]) for m in body["messages"])
    schema = ReplySchema.of("any", {})
    return answer(Request("m", messages, schema, max_tokens=1, stage=_stage(body)))


def _draw(of: str) -> float:
    """A number below 1 that is the same for the same text."""
    return zlib.crc32(of.encode()) / 2**32


def main() -> None:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rate", type=float, default=0.25)
    plan = Plan(parser.parse_args().rate)
    with endpoint(plan.answer, slow_s=0.3, hang_s=0.3) as here:
        print(here.base_url, flush=True)
        for line in sys.stdin:
            print(json.dumps(plan.begin(int(line))), flush=True)


if __name__ == "__main__":
    main()
