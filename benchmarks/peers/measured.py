"""What one run of a peer took, printed as JSON; its imports are not counted."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter


def measured(run: Callable[[list[str], str, int], str]) -> None:
    """Run on the articles of the folder on the command line, and print the figures."""
    folder, base_url, in_flight = sys.argv[1:]
    texts = [
        path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())
    ]
    begun, before = perf_counter(), cpu_s()
    made = run(texts, base_url, int(in_flight))
    wall, used = perf_counter() - begun, cpu_s() - before
    assert made, "no briefing"
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = {"wall_s": wall, "cpu_s": used, "megabytes": kilobytes / 1024}
    print(json.dumps(figures))


def cpu_s() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
