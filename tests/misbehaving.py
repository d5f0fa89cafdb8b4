"""Functions for child processes: some do what hostile files make a parser do."""

from __future__ import annotations

import os
import signal
import sys
import time


def act(item: str | int) -> str:
    """Does what a hostile file makes a parser do."""
    if item == "hang":
        time.sleep(60)
    if item == "spin":
        while True:
            pass
    if item == "eat":
        return str(len(bytearray(10**10)))
    if item == "die":
        os._exit(7)
    if item == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "raise":
        raise LookupError("no such thing")
    if item == "print":
        sys.stdout.write("not a reply")
        sys.stdout.flush()
    return f"{item} done"


HELD: list[bytearray] = []


def hold(megabytes: int) -> int:
    """Keeps what it was asked for, as a library with a cache does."""
    HELD.append(bytearray(megabytes * 1_000_000))
    return len(HELD)


def process(_: int) -> int:
    return os.getpid()


def leave(home: int) -> str:
    """Ends every process but `home`."""
    if os.getpid() != home:
        os._exit(7)
    return "done"
