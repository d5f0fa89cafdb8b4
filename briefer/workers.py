"""A plain function mapped over items in child processes that may hang, burst or die.

    with Workers(function, Limits(seconds=20, megabytes=500)) as workers:
        for outcome in workers.map(items):
            ...

The children start when there is work, and end with `close`, or with the parent however
that ends. The function, its items and its values must be importable and picklable.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from importlib import import_module
from threading import Lock, local
from typing import IO, Any, Generic, TypeAlias, TypeVar

from briefer.worker import Burst, Limits, Raised, Value, command

__all__ = [
    "Hands",
    "Limits",
    "Lost",
    "RemoteTraceback",
    "Workers",
    "applied",
    "cores",
    "hands",
    "prepare",
]

T = TypeVar("T")
R = TypeVar("R")

FEW = 40
"""Items of ten milliseconds that are done in the time it takes to start a child."""
_BATCH = 8
"""Most items sent at once: enough to hide the pipe, few enough to share out evenly."""
_AHEAD = 4
"""Batches begun for each child before the first of them is taken."""


@dataclass(frozen=True)
class Lost:
    """An item that was given up together with the child it was with."""

    reason: str
    """The end of a sentence that starts with what was done to the item."""


class RemoteTraceback(Exception):
    """Where in a child an exception was raised, as the cause of that exception."""


class Workers(Generic[T, R]):
    """Children that apply one function; closed on leaving the context."""

    def __init__(
        self, function: Callable[[T], R], limits: Limits | None = None, count: int = 0
    ) -> None:
        """`count` is the most children; 0 stands for one for each core."""
        self.count = count or cores()
        self._setup = (function, limits or Limits())
        self._threads: ThreadPoolExecutor | None = None
        self._own = local()
        self._children: set[_Child] = set()
        self._lock = Lock()
        self._is_closed = False

    def __enter__(self) -> Workers[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(self, items: Sequence[T]) -> Iterator[R | Lost]:
        """What the function gives for each item, in order, as soon as it is there.

        Work begins with the call and goes on a little ahead of what is taken, so that
        results do not pile up. An exception of the function is raised here, at its
        item. The iterator may be taken in any one thread.
        """
        size = max(1, min(_BATCH, len(items) // (2 * self.count)))
        batches = (items[at : at + size] for at in range(0, len(items), size))
        begun: deque[Future[list[Any]]] = deque()
        self._begin(batches, begun)
        return self._outcomes(batches, begun)

    def submit(self, item: T) -> Future[R | Lost]:
        """What the function gives for one item, or raises, once it is there."""
        return self._pool().submit(self._outcome, item)

    def close(self) -> None:
        """End the children at once, whatever they are at.

        Who still takes outcomes, in another thread, gets a `CancelledError`.
        """
        with self._lock:
            self._is_closed = True
            children = tuple(self._children)
        for child in children:
            child.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for child in children:
            child.bury()

    def _begin(
        self, batches: Iterator[Sequence[T]], begun: deque[Future[list[Any]]]
    ) -> None:
        """Fill up what is begun."""
        while len(begun) < _AHEAD * self.count and (batch := next(batches, None)):
            begun.append(self._pool().submit(self._applied, batch))

    def _pool(self) -> ThreadPoolExecutor:
        """A thread for each child, which waits for its answers."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.count, "briefer-worker")
        return self._threads

    def _outcomes(
        self, batches: Iterator[Sequence[T]], begun: deque[Future[list[Any]]]
    ) -> Iterator[R | Lost]:
        while begun:
            outcomes = begun.popleft().result()
            self._begin(batches, begun)
            yield from map(_unwrapped, outcomes)

    def _outcome(self, item: T) -> R | Lost:
        [outcome] = self._applied([item])
        found: R | Lost = _unwrapped(outcome)
        return found

    def _applied(self, batch: Sequence[T]) -> list[Value | Raised | Lost]:
        """Run in a thread: the outcomes of a batch, from one child and its heirs."""
        outcomes: list[Value | Raised | Lost] = []
        while len(outcomes) < len(batch):
            child = self._child()
            outcomes += child.replies(batch[len(outcomes) :])
            if len(outcomes) < len(batch):
                lost = self._lost(child)
                # memory may have run out because of what came before: one more try
                if not (child.has_burst and child.answered > 0):
                    outcomes.append(lost)
        return outcomes

    def _child(self) -> _Child:
        """The child of this thread."""
        child: _Child | None = getattr(self._own, "child", None)
        if child is None:
            with self._lock:
                if self._is_closed:
                    raise CancelledError
                child = _Child(*self._setup)
                self._children.add(child)
            child.meet()
            self._own.child = child
        return child

    def _lost(self, child: _Child) -> Lost:
        """The item `child` died of; the next one gets another child."""
        self._own.child = None
        reason = child.bury()
        with self._lock:
            if self._is_closed:
                raise CancelledError
            self._children.remove(child)
        return Lost(reason)


def _unwrapped(outcome: Value | Raised | Lost) -> Any:
    """The value of an outcome; raises what the function raised."""
    if isinstance(outcome, Raised):
        raise outcome.error from RemoteTraceback(outcome.traceback)
    return outcome.value if isinstance(outcome, Value) else outcome


class _Child:
    """One child process as its parent sees it."""

    def __init__(self, function: Callable[..., Any], limits: Limits) -> None:
        self.answered = 0
        self.has_burst = False
        self._setup = function, limits
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def meet(self) -> None:
        """Wait until the child can be asked; raises what keeps it from that."""
        welcome = next(self._answers(self._setup, 1), None)
        if isinstance(welcome, Raised):
            raise welcome.error from RemoteTraceback(welcome.traceback)
        if welcome is None:
            raise RuntimeError(f"a worker process did not start: it {self.bury()}")

    def replies(self, items: Sequence[Any]) -> Iterator[Value | Raised]:
        """A reply for each item, fewer if the child dies."""
        for reply in self._answers(items, len(items)):
            if isinstance(reply, Burst):
                self.has_burst = True
                return
            self.answered += 1
            yield reply

    def kill(self) -> None:
        self._process.kill()

    def bury(self) -> str:
        """Wait until the child has ended; how it did, in words."""
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:
            self.kill()
            status = self._process.wait()
        for stream in self._streams():
            with suppress(OSError):  # something could not be sent any more
                stream.close()
        return self._how(status)

    def _how(self, status: int) -> str:
        limits = self._setup[1]
        if self.has_burst:
            return f"took more than {limits.megabytes} MB"
        if sys.platform != "win32" and status == -signal.SIGALRM:
            return f"took longer than {limits.seconds:g} seconds"
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return f"ended the process that did it ({how})"

    def _answers(self, message: object, count: int) -> Iterator[Any]:
        to, back = self._streams()
        try:
            to.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
            to.flush()
            for _ in range(count):
                yield pickle.load(back)
        except (EOFError, OSError, pickle.UnpicklingError):
            return

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        return to, back


Hands: TypeAlias = Workers[tuple[Callable[[Any], Any], Any], Any]
"""Children for one function after the other, so that they start once for all."""


def hands() -> Hands:
    """Children that are given the function with each item."""
    return Workers(_called)


def prepare(by: Hands, *modules: str) -> None:
    """Start all of the children, and let them import `modules` meanwhile."""
    for _ in range(by.count):
        by.submit((_imported, modules))


def _imported(modules: Sequence[str]) -> None:
    for name in modules:
        import_module(name)


def _called(job: tuple[Callable[[T], R], T]) -> R:
    function, item = job
    return function(item)


def applied(
    function: Callable[[T], R],
    items: Sequence[T],
    few: int = FEW,
    by: Hands | None = None,
) -> Iterator[R]:
    """What a function that bears its items gives for each, in order, on all cores.

    Up to a `few` items are done here, as is what a child was lost with. The others are
    done `by` children that are there, or by new ones.
    """
    if len(items) <= few:
        yield from map(function, items)
        return
    with nullcontext(by) if by else hands() as workers:
        outcomes = workers.map([(function, item) for item in items])
        for item, outcome in zip(items, outcomes, strict=True):
            yield function(item) if isinstance(outcome, Lost) else outcome


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
