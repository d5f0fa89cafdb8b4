"""What hypothesis makes for a build: texts, files, settings, recordings, replies.

    pytest tests/test_properties.py --hypothesis-profile=thorough

tries some thousand of each instead of a few.
"""

from __future__ import annotations

import json
from typing import Any

import hypothesis
from hypothesis import strategies as st

from briefer.settings import names
from tests.worst import GOOD, TEXTS


def examples(number: int) -> hypothesis.settings:
    """So many examples, or those of the profile where it asks for more than usual."""
    profile = hypothesis.settings.default
    assert profile is not None
    most = profile.max_examples
    slow = hypothesis.HealthCheck.too_slow
    return hypothesis.settings(
        max_examples=number if most <= 100 else most,
        deadline=None,
        suppress_health_check=[slow],
    )


PIECES = (
    *TEXTS.values(),
    *("The pier of Eastmere has 14 lamps. ", "\n\n", "\n", " ", "By Ada Lund", '"'),
    *("2025-03-01", "on Friday", "5 %", "---\n", "title: ", "<p>", "</p>", "<!--"),
    *("<p hidden>", "<style>p{display:none}", "&#x", "&amp;", "- ", "# ", "```", "("),
    *("<!DOCTYPE html>", "<article>", "<meta charset=", "\r\n", "\t", "“", "é", "日本"),
)

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=12).map(
    "".join
)
"""Pieces of articles, of syntax and of attacks in any order."""

ENCODINGS = ("utf-8", "utf-16", "utf-8-sig", "cp1252", "cp1251", "shift_jis")


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """The suffix and the bytes of a file that may be an article."""
    suffix = draw(st.sampled_from((".txt", ".md", ".html")))
    encoding = draw(st.sampled_from(ENCODINGS))
    data = draw(texts).encode(encoding, "replace")
    return suffix, draw(st.just(data) | st.binary(max_size=200).map(data.__add__))


values = st.one_of(
    st.none() | st.booleans() | st.integers() | st.floats(),
    st.text(max_size=8) | st.sampled_from(("drop", "md,html", "extractive", "cp1251")),
    st.lists(st.text(max_size=5) | st.integers(), max_size=3),
    st.lists(
        st.dictionaries(
            st.sampled_from(("id", "title", "shape", "limit", "zorbel")),
            st.sampled_from(("timeline", "gaps", "", "a b", "é", 1, None)),
            max_size=3,
        ),
        max_size=2,
    ),
)
tables = st.dictionaries(
    st.sampled_from(names()) | st.text(max_size=6), values, max_size=4
)
"""Settings as a file may have them."""


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes of a recording, cut, changed in a place, or something else."""
    at = draw(st.integers(0, len(whole) - 1))
    kind = draw(st.sampled_from(("cut", "changed", "filled", "other")))
    if kind == "cut":
        return whole[:at]
    if kind == "other":
        return draw(st.binary(max_size=50)) or b"{}"
    put = draw(st.binary(min_size=1, max_size=3))
    return whole[:at] + put + whole[at + (len(put) if kind == "changed" else 0) :]


numbers = st.lists(st.integers(-1, 9) | st.integers() | st.text(max_size=3), max_size=4)


def replies(schema: str) -> st.SearchStrategy[str]:
    """Answers that fit a schema, answers that nearly do, and others."""
    node = json.loads(schema)
    fitting = _fitting(node, node.get("$defs", {})).map(json.dumps)
    return fitting | fitting.flatmap(_bent) | texts


def _fitting(node: dict[str, Any], known: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in node:
        return _fitting(known[node["$ref"].rpartition("/")[2]], known)
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if node.get("type") == "object":
        inside = node["properties"].items()
        return st.fixed_dictionaries({n: _fitting(part, known) for n, part in inside})
    if node.get("type") == "array":
        if node["items"].get("type") == "integer":
            return numbers
        return st.lists(_fitting(node["items"], known), max_size=2)
    if node.get("type") == "string":
        return st.just(GOOD) | st.just("2025-03-01") | texts
    return st.integers(-1, 5)


def _bent(text: str) -> st.SearchStrategy[str]:
    swaps = (('"', "'"), ("[", "["), ("}", ""), (": ", ": NaN, "), ("1", "1e999"))
    return st.sampled_from(swaps).map(lambda swap: text.replace(*swap, 2))
