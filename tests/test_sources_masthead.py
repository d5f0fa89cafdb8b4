"""Lines that name outlet, day and authors at once, as papers and pages write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.sources.base import SourceFile
from briefer.sources.masthead import masthead
from briefer.sources.read import read

TEXT = """A headline of an article about a bridge

{line}

The bridge over the Tarn was closed on Monday, the council said. It will open in May.
"""


@pytest.mark.parametrize(
    ("line", "outlet", "date", "authors"),
    [
        (
            "THE SUNDAY BUGLER, 25 January 2026. EXCLUSIVE by Kez Marlowe, Editor",
            "THE SUNDAY BUGLER",
            "2026-01-25",
            ("Kez Marlowe",),
        ),
        (
            "Harrock Ledger Live / Wed. June 3, 2026 / Updates by Ann Lee and others",
            "Harrock Ledger Live",
            "2026-06-03",
            ("Ann Lee",),
        ),
        (
            "Longshore Quarterly — Summer issue, published August 1, 2026, words by Jo",
            "Longshore Quarterly",
            "2026-08-01",
            ("Jo",),
        ),
        (
            "Stavely & Dunmere Gazette. Friday May 8th 2026. Report: Colin Wragg (LD)",
            "Stavely & Dunmere Gazette",
            "2026-05-08",
            ("Colin Wragg",),
        ),
        (
            "The Castellan Tribune · Health & Science · Sept. 17, 2026 · Ann Lee",
            "The Castellan Tribune",
            "2026-09-17",
            (),
        ),
        (
            "Strata: The Magazine of Earth, 9 April 2026, By Team: Ann Lee, Jo Ray",
            "Strata: The Magazine of Earth",
            "2026-04-09",
            ("Ann Lee", "Jo Ray"),
        ),
    ],
)
def test_outlet_day_and_authors_are_read_off_one_line(
    line, outlet, date, authors, tmp_path: Path
):
    path = tmp_path / "a.txt"
    path.write_text(TEXT.format(line=line), encoding="utf-8")
    article = read(SourceFile(path, "a.txt"))
    assert (article.outlet, article.published.date) == (outlet, date)
    assert article.authors == authors
    assert article.sentence(1).startswith("The bridge over the Tarn")


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed on 8 May 2026, and nobody knows for how long.",
        "Corby, 8 May 2026, the morning after the storm that took the bridge",
        "What we know of the bridge, the storm and the council's plan of 8 May 2026",
        "The Harbor Courier, May 2026, by Ann Lee",
        "",
    ],
)
def test_other_lines_with_a_day_are_none(line):
    assert masthead(line) is None


def test_a_headline_with_stops_is_one_above_the_day(tmp_path: Path):
    path = tmp_path / "a.txt"
    head = "A Spray Slowed Memory Loss in a Small Trial. Now Scientists Are at Odds."
    body = (
        "The spray was given to 58 people. It did not help all of them, a paper says."
    )
    path.write_text(f"{head}\n17 September 2026\n\n{body}\n", encoding="utf-8")
    article = read(SourceFile(path, "a.txt"))
    assert (article.title, article.text) == (head, body)
