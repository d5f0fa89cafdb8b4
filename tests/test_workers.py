"""Items in child processes: order, limits, and an end that leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from briefer.workers import Limits, Lost, RemoteTraceback, Workers, applied, hands
from tests.misbehaving import act, hold, leave, process

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
LIMITS = Limits(seconds=2, megabytes=300)
GUARDLESS = """
from briefer.workers import Workers
from tests.misbehaving import process
print("started")
with Workers(process, count=1) as workers:
    [child] = workers.map([0])
{after}
"""


def is_alive(number: int) -> bool:
    """Whether a process runs; one that has ended may wait to be collected."""
    try:
        status = Path(f"/proc/{number}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return "State:\tZ" not in status


def wait_until_dead(number: int) -> bool:
    end = time.monotonic() + 5
    while is_alive(number) and time.monotonic() < end:
        time.sleep(0.01)
    return not is_alive(number)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers[str | int, str]]:
    with Workers(act, LIMITS, count=2) as workers:
        yield workers


def test_values_come_in_the_order_of_items(workers):
    assert list(workers.map(range(50))) == [f"{n} done" for n in range(50)]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("hang", "took longer than 2 seconds"),
        ("spin", "took longer than 2 seconds"),
        ("eat", "took more than 300 MB"),
        ("die", "ended the process that did it (status 7)"),
        ("crash", "ended the process that did it (signal 11)"),
    ],
)
def test_an_item_that_breaks_its_child_is_lost_alone(workers, item, reason):
    found = list(workers.map(["one", item, "two", "three", "four"]))
    assert found == ["one done", Lost(reason), "two done", "three done", "four done"]


def test_what_the_function_raises_is_raised_at_its_item(workers):
    outcomes = workers.map(["one", "raise"])
    assert next(outcomes) == "one done"
    with pytest.raises(LookupError, match="no such thing") as caught:
        next(outcomes)
    assert isinstance(caught.value.__cause__, RemoteTraceback)
    assert 'raise LookupError("no such thing")' in str(caught.value.__cause__)


def test_printing_does_not_disturb_the_replies(workers):
    assert list(workers.map(["print", "print"])) == ["print done", "print done"]


def test_an_item_does_not_pay_for_the_memory_of_those_before_it():
    with Workers(hold, Limits(seconds=60, megabytes=300), count=1) as workers:
        assert list(workers.map([150, 150, 400, 1])) == [
            1,
            1,
            Lost("took more than 300 MB"),
            1,
        ]


def test_no_child_is_started_without_work():
    with Workers(act) as workers:
        assert list(workers.map([])) == []
        assert workers._children == set()


def test_a_function_that_cannot_be_imported_is_named():
    def unreachable(item: int) -> int:
        return item

    with (
        Workers(unreachable, count=1) as workers,
        pytest.raises(Exception, match="unreachable"),
    ):
        next(workers.map([1]))


def test_closing_ends_children_at_once_and_whoever_waits_for_them():
    began, waited = time.monotonic(), threading.Event()

    def take() -> None:
        with pytest.raises(CancelledError):
            list(outcomes)
        waited.set()

    workers = Workers(act, Limits(seconds=60), count=1)
    outcomes = workers.map(["one", "hang"])
    next(outcomes)
    taker = threading.Thread(target=take)
    taker.start()
    workers.close()
    taker.join()
    assert waited.is_set()
    assert time.monotonic() - began < 10


def run(after: str, tmp_path: Path) -> subprocess.Popen[str]:
    script = tmp_path / "script.py"
    script.write_text(GUARDLESS.format(after=after))
    return subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


@LINUX
def test_a_script_without_a_guard_is_run_once(tmp_path):
    with run("print(child)", tmp_path) as parent:
        assert parent.stdout is not None
        started, child = parent.stdout.read().splitlines()
    assert started == "started"
    assert wait_until_dead(int(child))


@LINUX
def test_a_busy_child_does_not_outlive_a_killed_parent(tmp_path):
    after = """
    from tests.misbehaving import act
    import threading
    busy = Workers(act, count=1)
    outcomes = busy.map(["one", "spin"])
    next(outcomes)
    [own] = busy._children
    print(own._process.pid, flush=True)
    threading.Event().wait()
"""
    with run(after, tmp_path) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    assert wait_until_dead(child)


def test_a_few_items_are_done_here_and_many_in_children():
    assert list(applied(process, range(3), few=3)) == [os.getpid()] * 3
    assert os.getpid() not in applied(process, range(4), few=3)


def test_what_a_child_is_lost_with_is_done_here():
    assert list(applied(leave, [os.getpid()] * 3, few=0)) == ["done"] * 3


def test_one_item_can_be_handed_in_at_a_time(workers):
    jobs = [workers.submit(item) for item in ("one", "die", "raise")]
    assert jobs[0].result() == "one done"
    assert isinstance(jobs[1].result(), Lost)
    with pytest.raises(LookupError, match="no such thing"):
        jobs[2].result()


def test_the_same_children_do_one_thing_after_the_other():
    with hands() as by:
        first = set(applied(process, range(40), few=0, by=by))
        assert list(applied(act, ["one", "two"], few=0, by=by)) == [
            "one done",
            "two done",
        ]
        again = set(applied(process, range(40), few=0, by=by))
    assert len(first | again) <= (os.cpu_count() or 1)
    assert os.getpid() not in first | again
