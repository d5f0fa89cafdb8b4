"""Markdown, HTML and JSON say the same, in the same order, on the same sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest

from briefer import build
from tests.conftest import ROOT

REFERENCES = re.compile(r"(?:\[\^\d+\])+")
NAMES = ("briefing.json", "briefing.md", "briefing.html")


@pytest.fixture(scope="module", params=["recorded", "extractive"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The three briefings on the seeds, as committed and made without a model."""
    if request.param == "recorded":
        folder = ROOT / "out"
        return {name: (folder / name).read_text(encoding="utf-8") for name in NAMES}
    out = tmp_path_factory.mktemp("built") / "out"
    return build(sources=(str(ROOT / "seeds"),), model="extractive", out=str(out)).files


class Page(HTMLParser):
    """The words of an HTML page, its citations as `[^1]`, and its quoted passages."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = ""
        self.quotes: dict[int, str] = {}
        """By number: marked sentences, ` […] ` where others stand between them."""
        self.inside = ""
        self.alone: list[int] = []
        self.of: list[int] = []
        self.ended: dict[int, int] = {}
        self.sentences = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inside = "cite" if "popovertarget" in given else tag
        if "popover" in given:
            self.alone = [int(given["id"][1:])]
        if tag == "mark":
            self.of = [int(n) for n in given.get("data-of", "").split()] or self.alone
            self.sentences += 1
            for number in self.of:
                self.joined(number)
        elif tag in ("span", "i"):
            self.sentences += 1

    def joined(self, number: int) -> None:
        before = self.quotes.setdefault(number, "")
        if before:
            runs_on = self.ended[number] == self.sentences - 1
            self.quotes[number] += " " if runs_on else " […] "
        self.ended[number] = self.sentences

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "mark":
            for number in self.of:
                self.quotes[number] += data
        elif self.inside not in ("style", "script"):
            self.words += f"[^{data}]" if self.inside == "cite" else data


def flat(text: str) -> str:
    return re.sub(r" ?\[\^", "[^", " ".join(text.split()))


def told(page: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a page shows of each statement of the data, and its citations."""
    numbers = {c: p["number"] for p in page["passages"] for c in p["claims"]}
    for statement in statements(page["sections"]):
        cited = dict.fromkeys(numbers[claim] for claim in statement["claims"])
        shown = statement.get("quantity") or statement["text"]
        yield flat(shown), "".join(f"[^{number}]" for number in cited)


def statements(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"id", "text", "claims"} <= node.keys():
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            yield from statements(value)


def follow(page: str, expected: list[tuple[str, str]]) -> None:
    """Finds each statement with its citations behind the one before, and no others."""
    at = 0
    for text, references in expected:
        at = page.index(text, at) + len(text)
        found = REFERENCES.search(page, at)
        assert found
        assert found[0] == references, text
        at = found.end()
    assert len(REFERENCES.findall(page)) == len(expected)


def test_the_statements_and_citations_of_the_formats_are_the_same(files):
    expected = list(told(json.loads(files["briefing.json"])))
    assert len(expected) > 40
    lines = files["briefing.md"].split("\n")
    body = "\n".join(line for line in lines if not line.startswith("[^"))
    follow(flat(re.sub(r"\\([^\w\s])", r"\1", body)), expected)
    follow(flat(Page(files["briefing.html"]).words), expected)


def test_the_cited_sentences_of_the_formats_are_the_same(files):
    data = json.loads(files["briefing.json"])
    passages = [" ".join(p["text"].split()) for p in data["passages"]]
    notes = re.findall(r"^\[\^\d+\]:.*?: “(.*)”$", files["briefing.md"], re.MULTILINE)
    assert [re.sub(r"\\([^\w\s])", r"\1", note) for note in notes] == passages
    quotes = Page(files["briefing.html"]).quotes
    assert [quotes[passage["number"]] for passage in data["passages"]] == passages
    assert len(quotes) == len(passages)


def test_the_markdown_has_the_same_outline_for_pandoc_and_obsidian_too(files):
    """What only they would take for markup is escaped, and no row is broken."""
    text = files["briefing.md"]
    assert not re.search(r"(?<!\\)(?:\^(?!\d+\])|\{|==|%%|#\w)", text)
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    for table in tables:
        rows = table.strip().split("\n")
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
        dashes = [len(cell) for cell in re.findall("-+", rows[1])]
        assert max(dashes) > 2 * min(dashes), "pandoc takes widths from the dashes"
