"""The page on security names tests that are there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

NAMED = re.compile(r"`(test_\w+)(?:::(test_\w+))?`|`(tests/\w+\.py)`")


def test_every_test_that_the_page_names_is_there():
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = NAMED.findall(page)
    assert len(named) > 40
    for module, function, path in named:
        text = (ROOT / (path or f"tests/{module}.py")).read_text(encoding="utf-8")
        assert f"def {function}" in text
