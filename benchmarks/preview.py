"""From saving a page template to the new page in the browser, on `seeds/`.

    python -m benchmarks.preview

Starts `briefer watch` and a real Chromium, saves a piece of the page twenty times, and
prints the wall time until the browser shows each; on a machine with nothing else to do.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.browser import Browser, running
from tests.conftest import ROOT

EDITS = 20


def _taken(
    browser: Browser, process: subprocess.Popen[str], templates: Path
) -> list[float]:
    """Milliseconds from each save to the page that shows it."""
    assert process.stdout
    page = browser.visit(process.stdout.readline().strip()).page
    page.get_by_text("Method").first.wait_for()
    piece = templates / "_masthead.html.j2"
    piece.parent.mkdir()
    taken = []
    for number in range(EDITS):
        start = time.perf_counter()
        piece.write_text(f"<p>Edit {number}.</p>", encoding="utf-8")
        page.get_by_text(f"Edit {number}.").wait_for()
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as name, running() as browser:
        folder = Path(name)
        command = [sys.executable, "-m", "briefer", "watch", "-o", f"{folder}/out"]
        process = subprocess.Popen(
            [*command, "--templates", f"{folder}/templates"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            taken = _taken(browser, process, folder / "templates")
        finally:
            process.terminate()
            process.wait()
    print(f"saved to shown, {EDITS} edits: median {statistics.median(taken):.0f} ms,")
    print(f"fastest {min(taken):.0f} ms, slowest {max(taken):.0f} ms")


if __name__ == "__main__":
    main()
