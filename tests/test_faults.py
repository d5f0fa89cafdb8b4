"""A few rounds of the campaign of faults; the long one is by hand."""

from __future__ import annotations

import re
import subprocess
import sys

from benchmarks.faults import Own, serving
from benchmarks.faulty import LASTING, PASSING
from tests.conftest import ROOT
from tests.endpoint import FAULTS


def campaign(name: str, *flags: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *flags],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_builds_under_faults_and_kills_end_in_the_same_bytes():
    told = campaign("faults", "--articles", "6", "--rounds", "2")
    assert "rounds            2, " in told
    assert "bytes different   0\narticles lost     0\n" in told
    assert "faults injected   0" not in told


def test_builds_killed_at_a_write_end_in_the_same_bytes():
    told = campaign("kills", "--articles", "2", "--every", "40")
    assert re.match(r"writes +[12], each", told)
    assert "bytes different   0\narticles lost     0\ntorn or late      0\n" in told


def test_each_fault_of_the_endpoint_is_drawn():
    assert {*PASSING, *LASTING} == set(FAULTS)


def test_what_an_endpoint_saw_is_told_with_the_next_round():
    with serving(0.5) as server:
        assert isinstance(server, Own)
        seen = {"requests": 0, "answered": 0, "repeated": 0, "faults": {}}
        assert server.begin(1) == server.begin(2) == seen
