import hashlib
import html
import json
import re
from base64 import b64encode
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefer import pages
from briefer.index import slug
from briefer.meanings import BANDS
from briefer.render import json_schema, render
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Claim,
    Disagreement,
    Edition,
    Event,
    Evidence,
    Failure,
    Figure,
    Finding,
    Gap,
    Item,
    Judgment,
    Likelihood,
    Origin,
    Position,
    Section,
    Sentence,
    SetAside,
    Shape,
    Side,
    SourceRecord,
    StageRecord,
    Statement,
    Story,
    Usage,
    When,
)
from briefer.templating import shipped

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "# heading",
    "- item\n# heading\n\n1. item",
    "a | pipe | b",
    "`code` ``` ~~~ $x$",
    "[^1]: note",
    "{{ 1 + 1 }}{% include 'x' %}",
    "</style></head><base href=//example.org>",
    "&lt;b&gt; &#106;",
)

FERRY = (
    "The ferry will stop in May.",
    "“We had no choice,” the operator said.",
    "It carried 300 people a day.",
)
BRIDGE = ("A bridge opens in June.", "It took four years.")
ARABIC = ("ستتوقف العبارة في مايو.",)


def article(
    id: str, sentences: tuple[str, ...] = FERRY, language: str = "en", **values: object
) -> Article:
    text, spans = "", []
    for number, sentence in enumerate(sentences):
        start = len(text)
        text += sentence + " "
        spans.append(
            Sentence(start=start, end=len(text) - 1, paragraph=number // 2 + 1)
        )
    known = {"path": f"news/{id}.txt", "digest": "d" * 64} | values
    return Article.model_validate(
        {"id": id, "text": text, "sentences": spans, "language": language} | known
    )


def claim(id: str, article: str, *sentences: int, **values: object) -> Claim:
    evidence = Evidence(article=article, sentences=sentences)
    known = {"kind": "event", "certainty": "reported", "text": f"Claim {id}"} | values
    return Claim(id=id, evidence=evidence, **known)  # type: ignore[arg-type]


def said(text: str, *claims: str, marks: tuple[str, ...] = ()) -> Statement:
    return Statement(id=f"s-{text[:9]}", text=text, claims=claims, marks=marks)


ARTICLES = (
    article(
        "a1",
        title="Lake ferry to stop",
        outlet="Lake Post",
        authors=("A. Writer",),
        url="https://example.org/ferry",
        published=When(date="2025-03-04", basis="stated"),
        set_aside=(
            SetAside(text="You may also like", reason="related", line=3),
            SetAside(text="Share this", reason="share", line=9),
        ),
    ),
    article(
        "a2",
        BRIDGE,
        title="Bridge to open",
        agency="North News",
        url="javascript:alert(1)",
        published=When(date="2025-03-05", basis="inferred", words="Wednesday"),
    ),
    article("a3", ARABIC, language="ar", title="العبارة"),
    article("a4", FERRY, outlet="Shore Times"),
    article("a5", BRIDGE, title="Nothing of it is used", outlet="Shore Times"),
)
CLAIMS = (
    claim("c1", "a1", 1, who="the operator", via="a spokesperson"),
    claim("c2", "a1", 2, 3),
    claim("c3", "a2", 1, when=When(date="2025-06", basis="inferred")),
    claim("c4", "a3", 1),
    claim("c5", "a4", 1),
    claim("c6", "a1", 3, 1),
    claim("c7", "a1", 1, who="the mayor"),
)
SUMMARIES = tuple(
    ArticleSummary(
        article=article.id,
        statements=tuple(
            said(f"Summary of {c.id}", c.id)
            for c in CLAIMS
            if c.evidence.article == article.id
        ),
        claims=tuple(c for c in CLAIMS if c.evidence.article == article.id),
        genre="opinion" if article.id == "a2" else "news",
        model="some-model",
    )
    for article in ARTICLES
)

SHAPES: dict[Shape, tuple[Item, ...]] = {
    "statements": (said("The ferry stops", "c1", "c5"),),
    "stories": (
        Story(
            title="The crossing",
            when=When(date="2025-05", basis="resolved"),
            statements=(said("It stops", "c1"), said("It was full", "c2")),
        ),
    ),
    "timeline": (
        Event(id="e1", text="It stops", claims=("c1",), when=When(date="2025-05-01")),
        Event(
            id="e2",
            text="The bridge opens",
            claims=("c3",),
            when=When(date="2025-06", basis="inferred"),
        ),
        Event(id="e3", text="No day given", claims=("c4",), when=When()),
    ),
    "positions": (
        Position(
            actor="The operator", role="of the ferry", statements=(said("Left", "c2"),)
        ),
    ),
    "figures": (
        Figure(
            id="f1",
            text="Passengers a day",
            claims=("c2",),
            quantity="Passengers",
            value="300",
            when=When(date="2025-03-04", basis="stated"),
            marks=("number-unsupported", "single-source"),
        ),
    ),
    "disagreements": (
        Disagreement(
            question="When does it stop?",
            conflict="update",
            sides=(
                Side(who="Lake Post", statement=said("In May", "c1")),
                Side(who="North News", statement=said("In June", "c3")),
            ),
        ),
    ),
    "outlook": (
        Judgment(id="j1", text="It may be sold", claims=("c2",), whose="Lake Post"),
        Judgment(
            id="j2",
            text="The bridge will be busy",
            claims=("c3",),
            whose="",
            likelihood="likely",
            confidence="low",
        ),
    ),
    "gaps": (
        Gap(question="Who pays?", searched=tuple(a.id for a in ARTICLES)),
        Gap(question="Who sails?", searched=("a1",)),
    ),
}
SECTIONS = (
    Section(
        id="bottom",
        title="Bottom line",
        shape="statements",
        items=(said("The ferry stops, the bridge opens", "c1", "c3", "c6"),),
    ),
    *(
        Section(id=shape, title=f"All {shape}", shape=shape, items=items)
        for shape, items in SHAPES.items()
    ),
    Section(id="empty", title="Background", shape="statements"),
)


def edition(
    sections: tuple[Section, ...] = SECTIONS,
    articles: tuple[Article, ...] = ARTICLES,
    **values: object,
) -> Edition:
    drafted = Briefing(
        title="Lake crossings",
        language="en",
        period=When(date="2025-03-04", end="2025-03-05", basis="stated"),
        as_of="2025-03-05",
        generated="2025-03-06T06:30:09Z",
        model="some-model",
        sections=sections,
        claims=(),
    )
    used = {claim for statement in drafted.statements() for claim in statement.claims}
    cited = tuple(claim for claim in CLAIMS if claim.id in used)
    known: dict[str, object] = {
        "origins": (Origin(articles=("a1", "a4"), why="same text"),),
        "failures": (
            Failure(path="news/b.txt", step="read", code="empty", message="no text"),
        ),
        "findings": (
            Finding(code="stale", severity="note", where="z", message="old"),
            Finding(code="stale", severity="note", where="a", message="old"),
        ),
        "stages": (
            StageRecord(
                stage="merge",
                model="some-model",
                prompts={"merge/user.md.j2": "0123456789abcdef"},
                usage=Usage(calls=1, input_tokens=1200, output_tokens=30),
                price="0.000345",
            ),
        ),
    }
    return Edition.model_validate(
        {
            "version": "1.2.3",
            "briefing": drafted.model_copy(update={"claims": cited}),
            "articles": articles,
            "summaries": SUMMARIES,
            "sources": (
                *(SourceRecord(path=a.path, digest="", article=a.id) for a in articles),
                SourceRecord(path="news/copy.txt", digest="", article="a1"),
            ),
        }
        | known
        | values
    )


FILES = render(edition(), [shipped("templates")])
PAGE, MARKDOWN = FILES["briefing.html"], FILES["briefing.md"]
DATA = json.loads(FILES["briefing.json"])
ARTICLE = FILES["articles/lake-ferry-to-stop-a1.html"]
MARKDOWN_ARTICLE = FILES["articles/lake-ferry-to-stop-a1.md"]


class Reader(HTMLParser):
    """Elements, ids, addresses and visible words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words += data

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def flat(text: str) -> str:
    return " ".join(text.split())


def words(page: str) -> str:
    return flat(Reader(page).words)


def test_every_article_has_three_files_and_the_briefing_three():
    assert Counter(name.partition(".")[2] for name in FILES) == {
        "html": 6,
        "md": 6,
        "json": 6,
    }
    assert all(re.fullmatch(r"(articles/)?[a-z0-9-]+\.[a-z]+", name) for name in FILES)


def test_the_same_edition_gives_the_same_bytes():
    assert render(edition(), [shipped("templates")]) == FILES


def test_every_file_ends_with_one_line_feed():
    assert all(re.search(r"[^\n]\n\Z", text) for text in FILES.values())


def test_passages_are_numbered_once_in_the_order_of_first_citation():
    passages = [(p["article"], p["sentences"]) for p in DATA["passages"]]
    assert passages[:4] == [("a1", [1]), ("a2", [1]), ("a1", [1, 3]), ("a4", [1])]
    assert [p["number"] for p in DATA["passages"]] == list(range(1, len(passages) + 1))


def test_a_passage_has_its_words_and_where_they_stand():
    passage = DATA["passages"][2]
    assert passage["text"] == f"{FERRY[0]} […] {FERRY[2]}"
    stored = ARTICLES[0].text
    assert [stored[start:end] for start, end in passage["spans"]] == [
        FERRY[0],
        FERRY[2],
    ]


def test_all_forms_show_the_same_statements_and_citations():
    shown = words(PAGE)
    for statement in edition().briefing.statements():
        parts = [statement.text]
        if isinstance(statement, Figure):
            parts = [statement.quantity, statement.value]
        for text in parts:
            assert text in shown
            assert text in MARKDOWN
    cited = [int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", MARKDOWN)]
    buttons = re.findall(r'<button popovertarget="e\d+">(\d+)<', PAGE)
    assert [int(n) for n in buttons] == cited


def test_every_citation_on_the_page_leads_to_a_passage():
    reader = Reader(PAGE)
    ids = set(reader.all("id"))
    assert set(reader.all("popovertarget")) <= ids
    inside = {address[1:] for address in reader.all("href") if address[:1] == "#"}
    assert inside <= ids
    assert len(reader.all("id")) == len(ids)


def test_every_link_into_an_article_leads_to_a_sentence():
    for address in Reader(PAGE).all("href"):
        name, _, sentence = address.partition("#")
        if sentence and name:
            assert sentence in Reader(FILES[name]).all("id")


def test_every_footnote_is_defined_once_and_used():
    defined = re.findall(r"^\[\^(\d+)\]:", MARKDOWN, re.MULTILINE)
    used = re.findall(r"\[\^(\d+)\](?!:)", MARKDOWN)
    assert defined == [str(p["number"]) for p in DATA["passages"]]
    assert set(defined) == set(used)


def test_a_footnote_names_outlet_title_day_speaker_and_words():
    note = re.search(r"^\[\^1\]: (.*)$", MARKDOWN, re.MULTILINE)
    assert note
    assert note[1] == (
        "Lake Post, [Lake ferry to stop](articles/lake-ferry-to-stop-a1.md),"
        " 4 March 2025, sentence 1, said by the operator, via a spokesperson:"
        f" “{FERRY[0]}”"
    )


@pytest.mark.parametrize(
    ("articles", "origins", "words"),
    [
        (0, 0, ""),
        (1, 1, "single source"),
        (2, 1, "2 articles, 1 origin"),
        (3, 2, "3 articles, 2 origins"),
        (3, 3, "3 articles"),
    ],
)
def test_support_counts_articles_and_origins(articles, origins, words):
    assert pages.support(articles, origins) == words


def test_copies_count_as_one_origin():
    assert "The ferry stops[^1] [^4] *(2 articles, 1 origin)*" in MARKDOWN
    assert "same text" in words(PAGE)


@pytest.mark.parametrize("page", [PAGE, MARKDOWN])
def test_the_header_tells_period_day_sources_and_time(page):
    shown = words(page)
    for fact in (
        "4–5 March 2025",
        "5 March 2025",
        "5 articles from 3 outlets (1 without a named outlet), 1 failed",
        "6 March 2025, 06:30 UTC",
    ):
        assert fact in shown


@pytest.mark.parametrize("page", [PAGE, MARKDOWN])
def test_concluded_and_unknown_dates_are_marked(page):
    shown = words(page).replace("(", "").replace(")", "")
    assert "June 2025 inferred" in shown
    assert "date not known" in shown


@pytest.mark.parametrize("page", [PAGE, MARKDOWN])
def test_marks_stand_beside_the_statement_and_are_explained(page):
    shown = words(page).replace("⚠", "").replace("*", "")
    assert shown.count("number unsupported") == 2
    assert "number unsupported a number is not in the cited sentences" in flat(shown)


@pytest.mark.parametrize("page", [PAGE, MARKDOWN])
def test_every_part_is_on_the_page(page):
    shown = words(page).replace("*", "")
    for part in (
        "Nothing reported in these articles.",
        "Later update: the later report replaces the earlier one",
        "likely 55–80 %",
        "No answer in any of the articles.",
        "news/b.txt",
        "no text",
        "Nothing of it is used",
        "1 × other articles' headlines and teasers, 1 × share and follow lines",
        "merge/user.md.j2 01234567",
        "1,200 in and 30 out, in 1 call",
        "$0.0003 at list prices",
        "2 × stale",
        "briefer 1.2.3",
    ):
        assert part in shown


def test_the_page_links_only_to_web_addresses_of_its_sources():
    outside = [a for a in Reader(PAGE).all("href") if ":" in a]
    assert outside == ["https://example.org/ferry"]
    assert 'rel="noopener noreferrer nofollow"' in PAGE


def digest(page: str, tag: str) -> str:
    """The digest of the one element of that name."""
    (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_figures_of_several_days_are_drawn_and_stay_in_the_table():
    waiting = [
        Figure(
            id=f"f{day}",
            text=f"Ships waiting off Tarsk on {day} March 2025: {number} ships",
            claims=("c1",),
            quantity=f"Ships waiting off Tarsk on {day} March 2025",
            value=f"{number} ships",
            when=When(date=f"2025-03-{day:02}", basis="stated"),
        )
        for day, number in ((4, 14), (5, 11), (9, 2))
    ]
    items = (*SHAPES["figures"], *waiting)
    section = Section(id="figures", title="Figures", shape="figures", items=items)
    page = render(edition((section,)), [shipped("templates")])["briefing.html"]
    assert (
        "4 March 2025: 14 ships; 5 March 2025: 11 ships; 9 March 2025: 2 ships" in page
    )
    assert page.count('class="line"') == 1
    assert page.count('<td class="value">') == len(items)


def test_the_policy_stands_first_and_admits_one_style_sheet_and_one_script():
    head = PAGE[: PAGE.index("<style>")]
    style, script = (f"'sha256-{digest(PAGE, tag)}'" for tag in ("style", "script"))
    policy = f"default-src 'none'; style-src {style}; script-src {script}"
    assert f"content=\"{policy}; base-uri 'none'; form-action 'none'\"" in head
    assert head.index("Content-Security-Policy") < head.index("referrer")
    assert "script-src" not in ARTICLE


@pytest.mark.parametrize("page", [PAGE, ARTICLE])
def test_pages_are_one_file_with_no_script_of_others(page):
    reader = Reader(page)
    assert reader.tags["script"] == (page == PAGE)
    active = {"link", "img", "iframe", "object", "form", "base"}
    assert not active & set(reader.tags)
    assert not {"src", "srcset", "style", "action"} & {n for n, _ in reader.attributes}
    assert "url(" not in page
    assert "@import" not in page


def test_every_sentence_of_an_article_has_an_id_and_cited_ones_are_marked():
    assert '<mark id="s1" class="cited">The ferry will stop in May.</mark>' in ARTICLE
    assert {"s1", "s2", "s3"} <= set(Reader(ARTICLE).all("id"))
    assert (
        '<span id="s2">It took four years.</span>'
        in FILES["articles/bridge-to-open-a2.html"]
    )


def test_what_is_used_of_an_article_is_drawn_told_and_listed():
    drawn = dict(re.findall(r'<path class="(\w+)" d="([^"]+)"', ARTICLE))
    counts = [drawn.get(kind, "").count("M") for kind in ("cited", "claimed")]
    told = re.search(r"cites (\d+); a claim rests on (\d+) more", ARTICLE)
    assert told
    assert [int(n) for n in told.groups()] == counts
    table = ARTICLE.split('<details class="strip">')[1].split("</details>")[0]
    listed = [row.count('<a href="#s') for row in table.split("<tr>")[2:]]
    assert listed == counts != [0, 0]


def test_the_text_of_an_article_is_whole():
    assert flat(ARTICLES[0].text) in words(ARTICLE)
    assert "¹ The ferry will stop in May." in MARKDOWN_ARTICLE


@pytest.mark.parametrize("page", [ARTICLE, MARKDOWN_ARTICLE])
def test_an_article_page_has_summary_ledger_and_what_was_set_aside(page):
    shown = words(page)
    for part in (
        "Summary of c1",
        "Claim c1",
        "the operator, via a spokesperson",
        "reported",
        "You may also like",
        "news/copy.txt",
    ):
        assert part in shown


def test_a_text_from_right_to_left_says_so():
    page = FILES["articles/a3.html"]
    assert 'lang="ar" dir="rtl">ستتوقف' not in page
    assert '<div class="text" lang="ar" dir="rtl">' in page
    assert '<blockquote lang="ar" dir="rtl">' in PAGE


def test_an_article_without_a_title_goes_by_its_first_words():
    assert DATA["sources"][3]["title"] == ""
    assert FERRY[0] in words(FILES["articles/the-ferry-will-stop-in-may-a4.html"])


@cache
def hostile(text: str) -> dict[str, str]:
    """The files of an edition in which every free string is `text`."""
    sections = tuple(
        section.model_validate_json(
            re.sub(
                r'("(?:text|title|question|who|whose|actor|role|quantity|value)":)"[^"]*"',
                lambda match: match[1] + json.dumps(text),
                section.model_dump_json(),
            )
        )
        for section in SECTIONS
    )
    plain: dict[str, Any] = {
        "outlet": text,
        "authors": (text,),
        "url": text,
        "agency": text,
    }
    articles = tuple(
        article(a.id, (text,) * len(a.sentences), title=text, path=text, **plain)
        for a in ARTICLES
    )
    failed = Failure(path=text, step="read", code="x", message=text)
    copied = Origin(articles=("a1", "a4"), why=text)
    made = edition(sections, articles, failures=(failed,), origins=(copied,))
    return dict(render(made, [shipped("templates")]))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_no_address(text):
    files = hostile(text)
    page, calm = (
        Reader(files["briefing.html"]),
        Reader(hostile("calm")["briefing.html"]),
    )
    assert page.tags == calm.tags
    assert Counter(name for name, _ in page.attributes) == Counter(
        name for name, _ in calm.attributes
    )
    assert flat(text) in words(files["briefing.html"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_nothing_in_markdown(text):
    files, calm = hostile(text), hostile("calm")
    for end in ("briefing.md", "a2.md"):
        shown, plain = (
            next(made[name] for name in made if name.endswith(end))
            for made in (files, calm)
        )
        assert outline(shown) == outline(plain)


def outline(markdown: str) -> Counter[str]:
    """How often each kind of element occurs in a Markdown text."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    inside = [token for outer in tokens for token in outer.children or ()]
    kinds = Counter(token.type for token in [*tokens, *inside])
    for kind in ("text", "text_special", "softbreak"):
        del kinds[kind]
    return kinds


def test_data_files_are_sorted_and_readable():
    text = FILES["briefing.json"]
    assert [finding["where"] for finding in DATA["findings"]] == ["a", "z"]
    assert "العبارة" in text
    assert text.startswith('{\n  "format": 1,')


def test_the_data_is_closed():
    articles = {source["id"] for source in DATA["sources"]}
    claims = {claim["id"] for claim in DATA["claims"]}
    for passage in DATA["passages"]:
        assert passage["article"] in articles
        assert set(passage["claims"]) <= claims
    assert {s["file"] for s in DATA["sources"]} < set(FILES)


def test_the_published_schema_names_every_key_of_the_data():
    schema = json.loads(json_schema())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == list(DATA)
    assert schema["additionalProperties"] is False


def test_stored_articles_can_be_read_back():
    stored = json.loads(FILES["articles/lake-ferry-to-stop-a1.json"])
    assert Article.model_validate(stored["article"]) == ARTICLES[0]
    assert ArticleSummary.model_validate(stored["summary"]) == SUMMARIES[0]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lake ferry to stop", "lake-ferry-to-stop-a1"),
        ("Élan: “Été”!", "elan-ete-a1"),
        ("العبارة", "a1"),
        ("../../etc/passwd", "etc-passwd-a1"),
        ("", "a1"),
    ],
)
def test_a_slug_is_made_of_the_title_and_the_id(title, name):
    assert slug(title, "a1") == name


@given(st.text())
def test_any_title_makes_a_safe_and_short_file_name(title):
    name = slug(title, "a0123abcd")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 60
    assert name.endswith("a0123abcd")


def test_a_folder_of_the_user_comes_first(tmp_path):
    (tmp_path / "briefing.md.j2").write_text("{{ page.counts }}", encoding="utf-8")
    files = render(edition(), [tmp_path, shipped("templates")])
    assert files["briefing.md"].startswith("5 articles from 3 outlets")
    assert files["briefing.html"] == PAGE


def test_words_for_likelihoods_cover_the_schema():
    assert set(BANDS) | {""} == set(get_args(Likelihood))


def test_html_entities_of_the_source_are_shown_as_written():
    page = hostile("&lt;b&gt;")["briefing.html"]
    assert html.escape("&lt;b&gt;") in page
