"""The life of a child process that applies a function to what it is sent.

It is a bare interpreter of its own, neither forked nor told of `__main__`, so that it
does not matter what else the program has imported, started or left without a guard.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Limits:
    """What one item may take; without effect where the system has no such limits."""

    seconds: float = 20
    megabytes: int = 500
    """Address space of the child, the 60 MB of its own included."""


@dataclass(frozen=True)
class Value:
    """What the function gave."""

    value: Any


@dataclass(frozen=True)
class Raised:
    """What the function raised."""

    error: Exception
    traceback: str


@dataclass(frozen=True)
class Burst:
    """There was not enough memory for the item; the child ends itself."""


def command() -> list[str]:
    """The command that starts a child."""
    path = f"import sys; sys.path[:] = {sys.path!r}"
    return [sys.executable, "-c", f"{path}; from {__name__} import serve; serve()"]


def serve() -> None:
    """A function and its limits in, then a reply to each item, until there is none."""
    requests, replies = _streams()
    try:
        function, limits = pickle.load(requests)
        _limit(limits)
    except Exception as error:
        _send(replies, _raised(error))
        return
    gc.set_threshold(50_000)  # what is made here is sent off, and holds no circles
    _send(replies, pickle.dumps(Value(None)))
    while items := _next(requests):
        for item in items:
            reply = _reply(function, item, limits.seconds)
            if reply is None:
                _send(replies, pickle.dumps(Burst()))
                return
            _send(replies, reply)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """What comes and goes, out of reach of anything that reads or prints."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, replies


def _limit(limits: Limits) -> None:
    """Let the system hold the child to its limits, and end it with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    if sys.platform == "win32":
        return
    import resource

    size = limits.megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if sys.platform == "linux":
        # sent when the thread ends that started the child; it lives as long as the pool
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _next(requests: IO[bytes]) -> Any:
    """The next items; None when the parent has no more, or is no more."""
    try:
        return pickle.load(requests)
    except EOFError:
        return None


def _reply(function: Callable[..., Any], item: object, seconds: float) -> bytes | None:
    """The reply to one item, None where memory ends; not there in time, the system ends
    the child."""
    _alarm(seconds)
    try:
        return pickle.dumps(Value(function(item)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return None
    except Exception as error:
        return _raised(error)
    finally:
        _alarm(0)


def _alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _raised(error: Exception) -> bytes:
    """`error` as a reply, in a form that travels."""
    trace = traceback.format_exc()
    try:
        data = pickle.dumps(Raised(error, trace))
        pickle.loads(data)
    except Exception:
        return pickle.dumps(Raised(RuntimeError(f"{error!r}"), trace))
    return data


def _send(replies: IO[bytes], reply: bytes) -> None:
    replies.write(reply)
    replies.flush()
