"""A few rounds of the campaign of faults; the long one is by hand."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.faults import Own, serving
from benchmarks.faulty import LASTING, PASSING
from tests.conftest import ROOT
from tests.endpoint import FAULTS


def test_builds_under_faults_and_kills_end_in_the_same_bytes():
    command = [sys.executable, "-m", "benchmarks.faults", "--articles", "8"]
    done = subprocess.run(
        [*command, "--rounds", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout
    assert "rounds            2, " in told
    assert "bytes different   0\narticles lost     0\n" in told
    assert "faults injected   0" not in told


def test_each_fault_of_the_endpoint_is_drawn():
    assert {*PASSING, *LASTING} == set(FAULTS)


def test_what_an_endpoint_saw_is_told_with_the_next_round():
    with serving(0.5) as server:
        assert isinstance(server, Own)
        seen = {"requests": 0, "answered": 0, "repeated": 0, "faults": {}}
        assert server.begin(1) == server.begin(2) == seen
