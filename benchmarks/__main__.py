"""All benchmarks one after the other, each in a process of its own.

python -m benchmarks                     # all, half an hour or so
python -m benchmarks live startup        # some
python -m benchmarks --json results      # raw results as files, too
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path

ALL = {
    "startup": [],
    "live": ["--articles", "200", "1000"],
    "incremental": ["--articles", "10", "100", "1000"],
    "tokens": [],
    "rebuilt": ["--articles", "10", "100", "1000"],
    "memory": [],
    "extractive": ["--held-out", "--sizes", "100", "1000"],
    "growth": [],
    "page": [],
    "grounding": ["--articles", "100", "--words", "held_out"],
    "natural": ["--articles", "d", "e"],
    "faults": ["--rounds", "20"],
    "kills": ["--articles", "4", "--every", "7"],
}
"""Each benchmark to how it is run; `python -m benchmarks.NAME --help` tells more."""


def main() -> int:
    """Run the benchmarks asked for; 1 where one failed."""
    there = {
        n: a for n, a in ALL.items() if importlib.util.find_spec(f"benchmarks.{n}")
    }
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0], prog="python -m benchmarks"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(there))
    parser.add_argument("--json", type=Path, metavar="DIR", help="raw results go here")
    given = parser.parse_args()
    if unknown := set(given.names) - set(there):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; {', '.join(there)}")
    if given.json:
        given.json.mkdir(parents=True, exist_ok=True)
    failed = []
    for name in given.names or there:
        print(f"\n== {name} ==", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", *there[name]]
        if given.json:
            command += ["--json", str(given.json / f"{name}.json")]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
