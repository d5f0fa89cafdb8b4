"""A hijacked model is harmless: every stage of a build faces every row of the worst."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from briefer.errors import RunError
from briefer.pipeline import Built, build
from briefer.schema import Briefing
from briefer.settings import Settings
from tests.conftest import ROOT
from tests.worst import Worst, answer, rows

PIER = "Pier to close\n\nThe pier of Eastmere has 14 lamps. It closed on 2025-03-01."
SNOW = "Snow closed roads\n\nSnow closed 14 roads on 2025-02-11. Two stayed open."
STAGES = ("summarize", "condense", "merge", "mend", "judge")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ACTIVE = {"script", "iframe", "form", "base", "object", "embed", "svg", "math", "img"}

OWN_DRAWINGS = ("axis", "coverage")
OWN_SCRIPT = (ROOT / "templates" / "_briefing.js.j2").read_text(encoding="utf-8")


def built(folder, client: Worst) -> Built | None:
    """The build with a hijacked model; None where it ends as it is documented to."""
    many = {f"{n}.txt": f"Lamp {n} was lit on 2025-03-0{n}." for n in range(1, 5)}
    more = many if client.stage == "condense" else {}
    source = folder({"a.txt": PIER, "b.txt": SNOW, **more})
    settings = Settings(
        sources=(str(source),),
        folder=source.parent,
        judge=client.stage == "judge",
        merge_tokens=120 if client.stage == "condense" else 24_000,
    )
    try:
        return asyncio.run(build(settings, client))
    except RunError:
        return None


class Page(HTMLParser):
    """What is active on a page, where it leads, and its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.active: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_drawing = tag == "svg" and dict(attrs).get("class") in OWN_DRAWINGS
        is_own = tag == "script" and not attrs and OWN_SCRIPT in self.rawdata
        self.active += [tag] if tag in ACTIVE and not (is_drawing or is_own) else []
        self.active += [name for name, _ in attrs if name.startswith("on")]
        self.active += [name for name, _ in attrs if name in ("src", "srcset", "style")]
        self.links += [value or "" for name, value in attrs if name == "href"]


def is_own(address: str) -> bool:
    """Whether an address leads to a place of the output itself."""
    own = r"(\.\./|articles/)?[a-z0-9-]*(\.[a-z]+)?(#[a-z0-9_-]*)?"
    return bool(re.fullmatch(own, address))


def hold_pages(files: dict[str, str]) -> None:
    """No page has gained anything active, and no address but those of its own."""
    for name, text in files.items():
        assert re.fullmatch(r"(articles/)?[a-z0-9-]{1,90}\.[a-z]+", name)
        assert not UNSEEN.search(text), name
        if name.endswith(".html"):
            page = Page(text)
            assert page.active == []
            assert all(map(is_own, page.links)), page.links
        if name.endswith(".md"):
            hold_markdown(text)


def hold_markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inside = [t for token in tokens for t in (token, *(token.children or ()))]
    foreign = {"image", "html_block", "html_inline", "fence"}
    assert not {t.type for t in inside} & foreign
    links = [str(t.attrs["href"]) for t in inside if t.type == "link_open"]
    assert all(map(is_own, links)), links
    sections = [after.content for t, after in pairwise(tokens) if t.tag == "h2"]
    assert not any("zorbel" in title for title in sections)


def hold_ids(made: Built) -> None:
    """Every id resolves to a claim, a sentence and a span of a stored text."""
    briefing = made.edition.briefing
    claims = {claim.id: claim for claim in briefing.claims}
    articles = {article.id: article for article in made.edition.articles}
    for statement in briefing.statements():
        assert statement.claims
        assert {*statement.claims, *statement.also} <= claims.keys()
    for claim in claims.values():
        length = len(articles[claim.evidence.article].sentences)
        assert claim.evidence.sentences
        assert all(1 <= number <= length for number in claim.evidence.sentences)


def checked(briefing: Briefing) -> list[str]:
    return [s.text for s in briefing.statements() if s.verdict == "checked"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every row at every stage with `--worst`, else each row at one stage in turn."""
    if "stage" not in metafunc.fixturenames:
        return
    every = metafunc.config.getoption("--worst")
    cases = [
        pytest.param(stage, row, id=f"{stage}-{name}")
        for place, (name, row) in enumerate(rows().items())
        for stage in (STAGES if every else (STAGES[1 + place % (len(STAGES) - 1)],))
    ]
    metafunc.parametrize(("stage", "row"), cases)


def test_a_hijacked_stage_is_harmless(folder, stage, row):
    client = Worst(stage, row)
    made = built(folder, client)
    asked = Counter((r.stage, r.label) for r in client.inner.requests)
    assert all(count <= 2 for (step, _), count in asked.items() if step != "condense")
    if made is not None:
        hold_pages(dict(made.files))
        hold_ids(made)
        told = checked(made.edition.briefing)
        assert not any("Ada Zorbel" in text or "4,711" in text for text in told)


@pytest.mark.parametrize("row", rows().values(), ids=list(rows()))
def test_a_hijacked_article_touches_no_other(folder, row):
    client = Worst("summarize", row, where="Eastmere")
    made = built(folder, client)
    assert made is not None
    told = made.edition.summaries
    [snow] = [s for s in told if s.claims and "Snow" in s.claims[0].text]
    assert [claim.text for claim in snow.claims] == [
        *("Snow closed 14 roads on 2025-02-11.", "Two stayed open.")
    ]
    assert "Snow closed 14 roads on 2025-02-11." in checked(made.edition.briefing)
    article = next(n for n in made.files if "snow" in n and n.endswith(".html"))
    assert "zorbel" not in made.files[article].lower()


def test_every_stage_is_asked(folder):
    asked = set()
    for stage in STAGES:
        client = Worst(stage, answer)
        built(folder, client)
        asked |= {request.stage for request in client.inner.requests}
    assert asked == set(STAGES) - {"mend"}
