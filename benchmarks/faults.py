"""Builds under faults of the endpoint and random kills, until each has its briefing.

    python -m benchmarks.faults --rounds 200
    python -m benchmarks.faults --rounds 200 --mock ../mock_llm.py

A round starts a build of 50 fictional articles from nothing, stops or kills it up to
three times, and runs it again until it writes what an undisturbed build writes. Replies
are those of a model that is wrong in the same way whenever it is asked the same. With
`--mock` the replies and faults are those of another endpoint that takes the options
`--seed`, `--error-rate`, `--error-kinds`, `--fail-attempts` and `--poison`.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import (
    ExitStack,
    chdir,
    contextmanager,
    redirect_stderr,
    redirect_stdout,
    suppress,
)
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.request import Request, urlopen

from benchmarks.corpus import articles
from benchmarks.measuring import keep

CONCURRENCY = 16
SENTENCES = 6
"""Of an article; rounds are to be many."""
MOST_RUNS = 12
"""Of one round; faults pass after two attempts, so that few are needed."""
KILLS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
MOCK_PASSING = (
    *("500", "502", "503", "504", "529", "408", "409", "429", "400", "html"),
    *("reset", "hang", "slow_body", "truncated_body"),
    *("401=0.1", "404=0.1", "insufficient_quota=0.1"),
)
MOCK_LASTING = (
    *("truncated_json", "length", "invalid_json", "fenced_json", "empty"),
    *("null_content", "refusal", "content_filter", "schema_violation", "bad_ids"),
)


@dataclass
class Result:
    """What a campaign saw."""

    rounds: int = 0
    runs: int = 0
    kills: int = 0
    requests: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    """Requests sent again although their answer had gone out: it was in flight."""
    most_repeated: int = 0
    """In one round."""
    different: int = 0
    """Bytes, of files of any round, that are not those of the undisturbed build."""
    lost: int = 0
    """Articles that an undisturbed build has and one after faults has not."""
    unfinished: int = 0
    leftovers: int = 0
    """Unfinished folders beside the briefing of a finished round."""


class Server(Protocol):
    """An endpoint that breaks."""

    base_url: str

    def begin(self, number: int) -> Mapping[str, Any]:
        """Start a round, 0 without passing faults; gives what the last one saw."""
        ...


class Own:
    """The project's own endpoint, in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.base_url = self._line()

    def begin(self, number: int) -> Mapping[str, Any]:
        assert self._process.stdin is not None
        print(number, file=self._process.stdin, flush=True)
        told: dict[str, Any] = json.loads(self._line())
        return told

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class Mock:
    """Another endpoint, told by its `/control` and asked by its `/stats`."""

    def __init__(self, process: subprocess.Popen[str], rate: float) -> None:
        assert process.stdout is not None
        self.base_url = json.loads(process.stdout.readline())["base_url"]
        self._rate = rate

    def begin(self, number: int) -> Mapping[str, Any]:
        stats = self._asked("stats")
        self._asked("reset", {})
        control = {"error_rate": self._rate if number else 0}
        self._asked("control", control)
        return {
            "requests": stats["requests"],
            "answered": stats["ok"],
            "repeated": stats["repeated_after_success"],
            "faults": stats["by_kind"],
        }

    def _asked(self, what: str, body: Mapping[str, object] | None = None) -> Any:
        address = f"{self.base_url.removesuffix('/v1')}/{what}"
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(address, data=data)) as answer:
            return json.load(answer)


@contextmanager
def serving(rate: float, mock: Path | None = None) -> Iterator[Server]:
    """The endpoint of a campaign, faults in the share `rate` of its answers."""
    command = [sys.executable, "-m", "benchmarks.faulty", "--rate", str(rate)]
    if mock is not None:
        command = [sys.executable, str(mock), *_mock_flags()]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Own(process) if mock is None else Mock(process, rate)
    finally:
        process.kill()
        process.communicate()


def _mock_flags() -> list[str]:
    flags = ["--port", "0", "--fail-attempts", "2", "--hang-seconds", "0.3"]
    flags += ["--no-prompt-cache"]
    flags += ["--retry-after", "0.05", "--error-kinds", ",".join(MOCK_PASSING)]
    for number, kind in enumerate(MOCK_LASTING):
        flags += [
            "--poison",
            f"(?s)<article.*Dispatch {number * 4:02} ends here={kind}",
        ]
    return flags


def run(
    rounds: int = 200,
    number: int = 50,
    rate: float = 0.25,
    seed: int = 1,
    mock: Path | None = None,
) -> Result:
    """What `rounds` rounds with `number` articles saw; Ctrl-C ends them early."""
    random = Random(seed)
    result = Result()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        server = stack.enter_context(serving(rate, mock))
        write(folder / "articles", number)
        server.begin(0)
        settled(folder, "first", server)
        begun = time.monotonic()
        whole = settled(folder, "whole", server)
        usual_s = time.monotonic() - begun
        gc.freeze()
        with suppress(KeyboardInterrupt):
            for count in range(1, rounds + 1):
                server.begin(seed * 1_000_000 + count)
                _round(folder, server, random, usual_s, result, whole)
                note(result, server.begin(0))
                _tell(result, count, rounds)
    return result


def write(folder: Path, number: int) -> None:
    """Put `number` short articles into `folder`."""
    folder.mkdir()
    for at, sample in enumerate(articles(7, number)):
        article = sample.article
        said = article.text[: article.sentences[:SENTENCES][-1].end]
        text = f"{article.title}\n\n{article.published.date}\n\n{said}"
        text += f"\n\nDispatch {at:02} ends here.\n"
        (folder / f"{at:02}.txt").write_text(text, encoding="utf-8")


def _round(
    folder: Path,
    server: Server,
    random: Random,
    usual_s: float,
    result: Result,
    whole: Mapping[str, bytes],
) -> None:
    with TemporaryDirectory(dir=folder) as name:
        own = Path(name)
        (own / "articles").symlink_to(folder / "articles")
        kills = random.choice((1, 1, 2, 3))
        for _ in range(kills):
            child = started(own, server)
            time.sleep(random.uniform(0, usual_s))
            number = random.choice(KILLS)
            result.kills += _is_stopped(child, number)
            result.runs += 1
        found: Mapping[str, bytes] = {}
        for _ in range(MOST_RUNS):
            os.waitpid(started(own, server), 0)
            result.runs += 1
            found = tree(own / "out")
            if found == whole:
                break
        result.rounds += 1
        result.unfinished += found != whole
        result.different += difference(found, whole)
        result.lost += len(read(whole) - read(found))
        left = [
            p for p in own.rglob(".*briefer-*") if p.name.endswith((".tmp", ".old"))
        ]
        result.leftovers += sum(time.time() - p.stat().st_mtime > 60 for p in left)
        result.leftovers += len(list(own.glob(".out.briefer-*")))


def settled(folder: Path, name: str, server: Server) -> Mapping[str, bytes]:
    """What a build writes that nothing but the model disturbs.

    It is made in this process, so that those forked later need not begin afresh.
    """
    own = folder / name
    own.mkdir()
    (own / "articles").symlink_to(folder / "articles")
    with io.StringIO() as told, redirect_stdout(told), redirect_stderr(told):
        _build(own, server)
        found = tree(own / "out")
        if not found:
            raise RuntimeError(f"there is no briefing: {told.getvalue()[-2000:]}")
    return found


def started(
    own: Path, server: Server, before: Callable[[], None] = lambda: None
) -> int:
    """A process of its own that does `before` and builds in the folder `own`."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        with (own / "told").open("ab") as told:
            os.dup2(told.fileno(), 1)
            os.dup2(told.fileno(), 2)
        before()
        code = _build(own, server)
    finally:
        os._exit(code)


def _build(own: Path, server: Server) -> int:
    """The exit code of a build in the folder `own`."""
    from briefer.cli import group

    os.environ.update(
        OPENAI_BASE_URL=server.base_url,
        OPENAI_API_KEY="none",
        SOURCE_DATE_EPOCH="86400",
    )
    flags = ["--concurrency", str(CONCURRENCY), "--deadline", "30"]
    try:
        with chdir(own):
            group.main(["build", "articles", *flags], prog_name="briefer")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0


def _is_stopped(child: int, number: signal.Signals) -> bool:
    """Whether the signal reached the child before it had ended."""
    ended, _ = os.waitpid(child, os.WNOHANG)
    if ended:
        return False
    os.kill(child, number)
    os.waitpid(child, 0)
    return True


def tree(folder: Path) -> dict[str, bytes]:
    """Each file below `folder` to what is in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def difference(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> int:
    """Bytes of files that differ, the whole of a file that only one has."""
    names = [name for name in {*one, *other} if one.get(name) != other.get(name)]
    return sum(max(len(one.get(n, b"")), len(other.get(n, b""))) for n in names)


def read(files: Mapping[str, bytes]) -> set[str]:
    """The articles that a briefing was made of."""
    if "run.json" not in files:
        return set()
    record = json.loads(files["run.json"])
    failed = {failure["path"] for failure in record["failures"]}
    return {source["path"] for source in record["sources"]} - failed


def note(result: Result, seen: Mapping[str, Any]) -> None:
    """Add what the endpoint saw in a round."""
    result.requests += seen["requests"]
    result.faults.update(seen["faults"])
    result.repeated += seen["repeated"]
    result.most_repeated = max(result.most_repeated, seen["repeated"])


def _tell(result: Result, count: int, rounds: int) -> None:
    told = f"{count} of {rounds} rounds, {result.kills} kills, {result.lost} lost"
    print(told, end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr)


def report(result: Result) -> str:
    """The figures as text."""
    kinds = ", ".join(f"{k} {n}" for k, n in sorted(result.faults.items()))
    return "\n".join(
        [
            f"rounds            {result.rounds}, {result.runs} runs, "
            f"{result.kills} of them killed or stopped",
            f"requests          {result.requests}",
            f"faults injected   {sum(result.faults.values())}: {kinds}",
            f"calls repeated    {result.repeated}, at most {result.most_repeated} "
            "in a round",
            f"bytes different   {result.different}",
            f"articles lost     {result.lost}",
            f"leftovers         {result.leftovers}",
        ]
    )


def main() -> int:
    """Measure and print; 1 where something was lost or differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--rate", type=float, default=0.25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mock", type=Path, metavar="FILE")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    result = run(given.rounds, given.articles, given.rate, given.seed, given.mock)
    print(report(result))
    keep(vars(result), given.json)
    return 1 if result.different or result.lost or result.unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
