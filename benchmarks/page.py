"""How a page of a thousand statements behaves in a real Chromium.

    python -m benchmarks.page --statements 100 1000

Loading ends when the page is laid out and its script has run; a filter when the result
is on the screen; a citation when its passage is. Needs what the browser tests need.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.corpus import articles
from benchmarks.measuring import keep
from briefer.progress import silent
from briefer.prompts import Prompts
from briefer.reading import Reading
from briefer.render import render
from briefer.schema import Briefing, Edition, Section, Statement, Story, When
from briefer.settings import Settings
from briefer.templating import shipped
from briefer.tokens import counter_for
from briefer.unaided import edition as without_model
from tests.browser import missing, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

A_STORY = 8
"""Statements of a story."""
AN_ARTICLE = 8
"""Claims that an article of the benchmark gives at least."""

PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


@dataclass(frozen=True)
class Row:
    """What a page of some size took."""

    statements: int
    kilobytes: float
    load_ms: float
    filter_ms: float
    leave_out_ms: float
    open_ms: float


def run(sizes: Sequence[int] = (100, 1000), seed: int = 1) -> list[Row]:
    """A row for each number of statements."""
    with TemporaryDirectory() as folder, running() as browser:
        made = []
        for size in sizes:
            path = Path(folder) / f"{size}.html"
            text = page(size, seed)
            path.write_text(text, encoding="utf-8")
            begun = perf_counter()
            opened = browser.open(path).page
            opened.evaluate(PAINTED)
            loaded = perf_counter() - begun
            opened.get_by_text("Filter, or leave").click()
            made.append(
                Row(
                    statements=opened.locator("sup").count(),
                    kilobytes=len(text.encode()) / 1000,
                    load_ms=1000 * loaded,
                    filter_ms=_took(opened, FILTER),
                    leave_out_ms=_took(opened, LEAVE_OUT),
                    open_ms=_took(opened, OPEN),
                )
            )
        return made


FILTER = """
const field = document.querySelector("select[name=by]");
field.selectedIndex = 1;
field.dispatchEvent(new Event("input", {bubbles: true}));
"""
LEAVE_OUT = """
document.querySelector(".filters [type=checkbox]").click();
"""
OPEN = """
document.querySelector("sup button").click();
"""


def _took(page: Page, script: str) -> float:
    """Milliseconds from an action to its result on the screen, as the page sees it."""
    return float(
        page.evaluate(
            f"""async () => {{
              const begun = performance.now(); {script}
              await ({PAINTED})(); return performance.now() - begun; }}"""
        )
    )


def page(statements: int, seed: int) -> str:
    """A page of so many statements, each a claim of a generated article."""
    settings = Settings(model="extractive", title="A long day")
    read = [a.article for a in articles(seed, 2 + statements // AN_ARTICLE)]
    sections = Prompts(settings).sections
    counter = counter_for(settings.model)
    reading = Reading(tuple(read), {}, ())
    first = without_model(settings, sections, reading, counter, silent)
    told = first.model_copy(update={"briefing": _filled(first, statements)})
    return render(told, (shipped("templates"),), ("html",))["briefing.html"]


def _filled(edition: Edition, number: int) -> Briefing:
    claims = [claim for summary in edition.summaries for claim in summary.claims]
    lines = (
        Statement(id=f"s{n}", text=c.text, claims=(c.id,), verdict="checked")
        for n, c in enumerate(claims)
    )
    kept = tuple(islice(lines, number))
    stories = tuple(
        Story(
            title=f"Story {1 + place // A_STORY}",
            when=When(),
            statements=kept[place : place + A_STORY],
        )
        for place in range(0, len(kept), A_STORY)
    )
    section = Section(id="situation", title="Situation", shape="stories", items=stories)
    update = {"sections": (section,), "claims": tuple(claims)}
    return edition.briefing.model_copy(update=update)


def report(rows: Sequence[Row]) -> str:
    """The table as text."""
    head = "statements      kB  load ms  filter ms  leave out ms  open ms"
    return "\n".join(
        [head]
        + [
            f"{row.statements:10} {row.kilobytes:7.0f} {row.load_ms:8.0f} "
            f"{row.filter_ms:10.0f} {row.leave_out_ms:13.0f} {row.open_ms:8.0f}"
            for row in rows
        ]
    )


def main() -> None:
    """Measure, print, and write the raw results where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    if lacks := missing():
        parser.exit(1, f"{lacks}\n")
    rows = run(given.statements, given.seed)
    print(report(rows))
    keep([asdict(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
