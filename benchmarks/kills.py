"""A build killed or stopped at each of its writes, one after another, and run again.

    python -m benchmarks.kills --articles 12
    python -m benchmarks.kills --articles 12 --signal SIGTERM --every 9

A write is whatever changes the disk: a folder made, a file opened for writing, renamed,
linked, cut or removed. The n-th round kills a build from nothing (SIGKILL) just before
its n-th write, runs it again and compares with an undisturbed build; the rounds end
where there is no n-th write. `benchmarks.faults` kills at other moments. A build that
is asked to stop (SIGINT, SIGTERM) has to end in time and with the exit code of it.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faults import (
    CONCURRENCY,
    Result,
    Server,
    difference,
    note,
    read,
    serving,
    settled,
    started,
    tree,
    write,
)
from benchmarks.measuring import keep

CHANGES = {
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"),
    *("os.truncate", "os.chmod", "os.utime"),
}
"""Audit events of changes to the disk, beside `open`."""
STOPPED = {signal.SIGINT: 130, signal.SIGTERM: 143}
"""Exit codes of a build that was asked to stop."""
STOP_S = 5.0
FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def run(
    number: int = 12, sent: signal.Signals = signal.SIGKILL, every: int = 1
) -> Result:
    """What the rounds saw: one for `every` so many writes of a build."""
    result = Result()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        server = stack.enter_context(serving(0))
        write(folder / "articles", number)
        whole = settled(folder, "whole", server)
        server.begin(0)
        for at in count(1, every):
            was_met = _round(folder, server, Stop(at, sent), whole, result)
            note(result, server.begin(0))
            if not was_met:
                return result
            print(f"{sent.name} at write {at}", file=sys.stderr)
    raise AssertionError("a build without end")


@dataclass(frozen=True)
class Stop:
    """A signal that a process sends itself just before its write number `at`."""

    at: int
    sent: signal.Signals

    def arm(self) -> None:
        """Watch the writes of this process from now on."""
        writes = count(1)

        def watch(event: str, given: tuple[object, ...]) -> None:
            if _is_change(event, given) and next(writes) == self.at:
                Path("sent").symlink_to(str(time.time()))
                os.kill(os.getpid(), self.sent)

        sys.addaudithook(watch)


def _round(
    folder: Path, server: Server, stop: Stop, whole: Mapping[str, bytes], result: Result
) -> bool:
    """Whether the build got as far as the write that it is stopped at."""
    with TemporaryDirectory(dir=folder) as name:
        own = Path(name)
        (own / "articles").symlink_to(folder / "articles")
        _, status = os.waitpid(started(own, server, stop.arm), 0)
        was_met = (own / "sent").is_symlink()
        took_s = time.time() - float((own / "sent").readlink().name) if was_met else 0
        torn = tree(own / "out")
        os.waitpid(started(own, server), 0)
        found = tree(own / "out")
        result.rounds += 1
        result.runs += 2
        result.kills += was_met
        result.unfinished += found != whole or torn not in ({}, whole)
        result.unfinished += took_s > STOP_S or not _is_told(
            status, stop, torn == whole
        )
        result.different += difference(found, whole)
        result.lost += len(read(whole) - read(found))
        result.leftovers += len(list(own.glob(".out.briefer-*")))
    return was_met


def _is_told(status: int, stop: Stop, was_whole: bool) -> bool:
    """Whether the process ended by the signal, or as it says it does; or was done."""
    if was_whole:
        return True
    if stop.sent == signal.SIGKILL:
        return os.WIFSIGNALED(status)
    return os.waitstatus_to_exitcode(status) == STOPPED[stop.sent]


def _is_change(event: str, given: tuple[object, ...]) -> bool:
    if event != "open":
        return event in CHANGES
    flags = given[2]
    return isinstance(flags, int) and bool(flags & FOR_WRITING)


def report(result: Result) -> str:
    """The figures as text."""
    return "\n".join(
        [
            f"writes            {result.kills}, each met by the signal and a rerun",
            f"calls repeated    {result.repeated}, at most {result.most_repeated} "
            f"in a round with {CONCURRENCY} in flight",
            f"bytes different   {result.different}",
            f"articles lost     {result.lost}",
            f"torn or late      {result.unfinished}",
            f"leftovers         {result.leftovers}",
        ]
    )


def main() -> int:
    """Measure and print; 1 where something was lost, torn or differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument(
        "--signal", default="SIGKILL", choices=("SIGKILL", "SIGINT", "SIGTERM")
    )
    parser.add_argument("--every", type=int, default=1, help="round for so many writes")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    result = run(given.articles, signal.Signals[given.signal], given.every)
    print(report(result))
    keep(vars(result), given.json)
    return 1 if result.different or result.lost or result.unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
