"""How long starting takes: the help, and a build of the samples with nothing to do.

    python -m benchmarks.startup

Each command is run in turn, so that all see the same machine; medians are printed, and
their ratio to `import click`, which a command line in Python cannot do without.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measuring import keep

ROOT = Path(__file__).parent.parent
READS = "import hashlib, pathlib, click; " + (
    "[hashlib.sha256(p.read_bytes()) for d in ('seeds', 'prompts', 'templates',"
    " 'tests/recordings', 'out', 'briefer') for p in pathlib.Path(d).rglob('*')"
    " if p.is_file()]"
)


@dataclass(frozen=True)
class Row:
    """What one command took."""

    command: str
    milliseconds: float
    ratio: float
    bar: float
    """The most the ratio may be; 0 where there is no bar."""


def run(rounds: int = 15) -> list[Row]:
    """A row for each command, the first being what the others are compared with."""
    with TemporaryDirectory() as folder:
        unchanged = ["-m", "briefer", "build", "-q", "-o", f"{folder}/out"]
        commands = {
            "import click": ["-c", "import click"],
            "briefer --help": ["-m", "briefer", "--help"],
            "click, reading and hashing all files": ["-c", READS],
            "unchanged build of the samples": unchanged,
        }
        _timed(unchanged)
        took: Mapping[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                took[name].append(_timed(command))
    medians = {name: median(times) for name, times in took.items()}
    click, help_, reading, build = medians.values()
    bars = {help_: 2.0, build: 3 + (reading - click) / click}
    return [
        Row(name, 1000 * s, s / click, bars.get(s, 0)) for name, s in medians.items()
    ]


def _timed(arguments: Sequence[str]) -> float:
    begun = perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True
    )
    return perf_counter() - begun


def report(rows: Sequence[Row]) -> str:
    """The table as text."""
    lines = ["command                                    ms  ratio    bar"]
    for row in rows:
        bar = f"{row.bar:6.2f}" if row.bar else "     -"
        lines.append(f"{row.command:38} {row.milliseconds:6.0f} {row.ratio:6.2f} {bar}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = run(given.rounds)
    print(report(rows))
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
