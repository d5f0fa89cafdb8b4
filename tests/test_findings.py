"""Every finding code is documented, explained on the page, and has an outcome."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from briefer.grounding.codes import DROPPED, MARKED, outcome
from briefer.meanings import MARKS
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "findings.md"
WORDS = {"drop": "left out", "mark": "shown with a mark", "note": "listed only"}
HEAD = """# Findings

What checks and stages report, by code. A sentence with an error that neither code nor
one request to the model could mend is left out, or shown with the code where
`unsupported = "mark"` is set. What the model, shown the evidence, gives back as it was
is left out only for a number, a unit, a date, a quotation or a citation; the other
codes then are marks. Each finding stands in `run.json` and `briefing.json` with the
words objected to and the words looked at. "Could not check" never counts as checked.

| code | what becomes of the sentence | meaning |
| --- | --- | --- |
"""
CODE = re.compile(r"^[a-z]+(-[a-z]+)+$")


def reported() -> set[str]:
    """Codes in the package's source: `code="..."` and first arguments of `_report`."""
    found: set[str] = set()
    for path in (ROOT / "briefer").rglob("*.py"):
        found |= _codes(ast.parse(path.read_text(encoding="utf-8")))
    return found


def _codes(tree: ast.AST) -> set[str]:
    codes: set[str] = set()
    for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        values = [k.value for k in call.keywords if k.arg == "code"]
        if name in ("_report", "_finding", "Finding", "finding"):
            values += call.args
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                codes |= {value.value} if CODE.match(value.value) else set()
    return codes


def page() -> str:
    codes = sorted(DROPPED | MARKED | (reported() & MARKS.keys()))
    rows = [f"| `{c}` | {WORDS[outcome(c)]} | {MARKS[c]} |" for c in codes]
    return HEAD + "\n".join(rows) + "\n"


def test_the_page_of_findings_is_up_to_date(request):
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("code", sorted(reported()))
def test_every_reported_code_is_explained(code):
    assert code in MARKS


def test_every_outcome_has_a_meaning():
    assert not (DROPPED | MARKED) - MARKS.keys()
    assert not DROPPED & MARKED
    assert Path(PAGE).exists()
