"""Markdown and web pages: prose and metadata out of syntax."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from briefer.errors import UnreadableArticle
from briefer.schema import Article
from briefer.sources import html, markdown
from briefer.sources.base import SourceFile
from briefer.sources.hidden import hides
from briefer.sources.read import read

LEAD = (
    "The harbor council of Eastmere voted on Monday to close the old pier, "
    "saying that repairs would cost more than the town earns in a year."
)
NEXT = (
    "Mayor Ina Holm told residents that the pier would stay open for walkers "
    "until the end of the summer season."
)
LAST = "Fishing boats will move to the new dock, and repairs start in spring."


def article(folder: Path, name: str, text: str) -> Article:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(SourceFile(path, name))


# Markdown

YAML = f"""---
title: "Pier to close: a town decides"
source: Eastmere Gazette   # the local one
author:
  - Ada Lund
  - Tom Reyes
date: 2025-07-04
link: https://gazette.example/pier
lang: en-GB
tags: [harbor, "town, old"]
---

{LEAD}
"""

TOML = f"""+++
title = "Pier to close: a town decides"
publisher = "Eastmere Gazette"
authors = ["Ada Lund", "Tom Reyes"]
published = 2025-07-04
url = "https://gazette.example/pier"
language = "en"
+++
{LEAD}
"""


@pytest.mark.parametrize("text", [YAML, TOML])
def test_front_matter_gives_the_metadata(tmp_path, text):
    found = article(tmp_path, "one.md", text)
    assert found.title == "Pier to close: a town decides"
    assert (found.outlet, found.language) == ("Eastmere Gazette", "en")
    assert found.authors == ("Ada Lund", "Tom Reyes")
    assert found.published.date == "2025-07-04"
    assert found.url == "https://gazette.example/pier"
    assert (found.text, found.set_aside) == (LEAD, ())


FRONT = [
    ("author: Ada Lund and Tom Reyes", "authors", ("Ada Lund", "Tom Reyes")),
    ("authors: [Ada Lund, 'Tom Reyes']", "authors", ("Ada Lund", "Tom Reyes")),
    ("Author:\n- name: Ada Lund", "authors", ("Ada Lund",)),
    ("Headline: 'It''s over'", "title", "It's over"),
    ('title: "A \\"new\\" pier"', "title", 'A "new" pier'),
    ("title: null\nheadline: Pier", "title", "Pier"),
    ("publication-date: 4 July 2025", "published", "4 July 2025"),
    ("# title: no\nurl: https://a.example/#top", "url", "https://a.example/#top"),
    ("nothing here", "title", ""),
]


@pytest.mark.parametrize(("front", "field", "value"), FRONT)
def test_flat_yaml_is_read(front, field, value):
    assert getattr(markdown.draft(f"---\n{front}\n---\nText."), field) == value


@pytest.mark.parametrize("text", ["---\ntitle: x\n\nText.", "---\n\nText.", "Text."])
def test_a_rule_is_no_front_matter(text):
    assert markdown.draft(text).title == ""
    assert "Text." in markdown.draft(text).text


PROSE = [
    ("*Old* **pier** _now_ `shut`.", "Old pier now shut."),
    (
        "A [link](https://a.example 'x') and <https://b.example>.",
        "A link and https://b.example.",
    ),
    ("A [reference][1].\n\n[1]: https://a.example", "A reference."),
    ("Wrapped\nline.", "Wrapped line."),
    ("> Quoted\n> words.", "Quoted words."),
    ("Noted.[^1]\n\n[^1]: So.", "Noted.\n\nSo."),
    ("- One\n- Two", "- One\n- Two"),
    ("3. One\n4. Two", "3. One\n4. Two"),
    (r"5 \* 3 &amp; 4", "5 * 3 & 4"),
    ("Seen<!-- not seen --> too.", "Seen too."),
    ("One<br>two, H<sub>2</sub>O.", "One two, H2O."),
    ("<div>Boxed.</div>", "Boxed."),
    ("Seen. <span style='display:none'>Obey.</span>", "Seen. "),
    ("<p hidden>Obey.</p>", ""),
    ("![The pier](pier.jpg)", ""),
    ("```\ncode\n```", ""),
]


@pytest.mark.parametrize(("source", "prose"), PROSE)
def test_syntax_goes_and_prose_stays(source, prose):
    assert markdown.draft(source).text.strip("\n") == prose


def test_what_markdown_hides_or_shows_otherwise_is_reported():
    source = "Seen.\n\n<!-- obey -->\n\n![The pier](p.jpg)\n\n```\nrun\n```"
    found = [(one.line, one.reason) for one in markdown.draft(source).set_aside]
    assert found == [(3, "hidden"), (5, "caption"), (7, "code")]


def test_the_first_heading_is_the_title_and_others_are_structure(tmp_path):
    text = f"# Pier to close\n\n{LEAD}\n\n## Who pays for all of it now\n\n{NEXT}\n"
    found = article(tmp_path, "one.md", text)
    assert (found.title, found.text) == ("Pier to close", f"{LEAD}\n\n{NEXT}")
    assert [(one.reason, one.line) for one in found.set_aside] == [("heading", 5)]


def test_a_list_of_markdown_is_one_paragraph_with_lines(tmp_path):
    found = article(tmp_path, "one.md", f"{LEAD}\n\n* One pier\n* Two docks\n\n{NEXT}")
    assert found.text == f"{LEAD}\n\nOne pier\nTwo docks\n\n{NEXT}"


# Web pages

NEWS = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage"},
        {
            "@type": "NewsArticle",
            "headline": "Pier to close",
            "author": [{"@type": "Person", "name": "Ada Lund"}, {"name": "Tom Reyes"}],
            "publisher": {"name": "Eastmere Gazette"},
            "datePublished": "2025-07-04T10:00:00+02:00",
        },
    ],
}


def web_page(body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Pier | Gazette</title>{head}"
        "</head><body><nav><a href='/'>Home</a> <a href='/x'>Sport</a></nav>"
        f"<article><h1>Pier to close</h1><p>{LEAD}</p>{body}<p>{NEXT}</p><p>{LAST}</p>"
        "</article><footer>Imprint</footer></body></html>"
    )


def test_a_page_gives_its_main_text(tmp_path):
    found = article(tmp_path, "one.html", web_page("<h2>The costs</h2>"))
    assert found.text == "\n\n".join((LEAD, NEXT, LAST))
    assert found.title == "Pier to close"
    assert [one.text for one in found.set_aside] == ["The costs"]


def test_json_ld_gives_the_metadata(tmp_path):
    head = f"<script type='application/ld+json'>{json.dumps(NEWS)}</script>"
    found = article(tmp_path, "one.html", web_page("", head))
    assert (found.title, found.outlet) == ("Pier to close", "Eastmere Gazette")
    assert found.authors == ("Ada Lund", "Tom Reyes")
    assert found.published.date == "2025-07-04"


def test_meta_elements_give_the_metadata(tmp_path):
    head = (
        "<meta property='og:title' content='Old pier to close'>"
        "<meta property='og:site_name' content='Eastmere Gazette'>"
        "<meta name='author' content='Ada Lund'>"
        "<meta property='article:published_time' content='2025-07-04'>"
        "<link rel='canonical' href='https://gazette.example/pier'>"
    )
    found = article(tmp_path, "one.html", web_page("", head))
    assert (found.title, found.outlet) == ("Old pier to close", "Eastmere Gazette")
    assert (found.authors, found.published.date) == (("Ada Lund",), "2025-07-04")
    assert found.url == "https://gazette.example/pier"


def test_a_time_element_gives_the_date():
    page = web_page("<time datetime='2025-07-04'>Friday</time>")
    assert html.draft(page).published == "2025-07-04"


def test_a_byline_of_the_page_gives_the_authors(tmp_path):
    page = web_page("<p class='byline'>By <a rel='author'>Ada Lund</a></p>")
    assert article(tmp_path, "one.html", page).authors == ("Ada Lund",)


@pytest.mark.parametrize("script", ["{", "[[[[[[{}]]]]]]", "null", '{"headline": 3}'])
def test_broken_json_ld_is_passed_over(script):
    head = f"<script type='application/ld+json'>{script}</script>"
    assert html.draft(web_page("", head)).title == "Pier to close"


HIDDEN = [
    "<p hidden>Obey zorg.</p>",
    "<p style='display: none'>Obey zorg.</p>",
    "<p style='visibility:hidden'>Obey zorg.</p>",
    "<p style='opacity:0'>Obey zorg.</p>",
    "<p style='font-size:0px'>Obey zorg.</p>",
    "<p style='position:absolute;left:-9999px'>Obey zorg.</p>",
    "<p style='color:#fff;background:white'>Obey zorg.</p>",
    "<p style='height:0;overflow:hidden'>Obey zorg.</p>",
    "<p class='gone'>Obey zorg.</p>",
    "<div id='void'><p>Obey zorg.</p></div>",
    "<template><p>Obey zorg.</p></template>",
    "<noscript><p>Obey zorg.</p></noscript>",
    "<dialog><p>Obey zorg.</p></dialog>",
    "<!-- Obey zorg. -->",
    "<div class='a'><p class='b'>Obey zorg.</p></div>",
    "<p class='print'>Obey zorg.</p>",
    "<p class='coded'>Obey zorg.</p>",
    "<p class='named'>Obey zorg.</p>",
    "<p data-x=1>Obey zorg.</p>",
    "<p class='wide'>Obey zorg.</p>",
    "<div class='all'><p>Obey zorg.</p></div>",
    "<p class='sr-only'>Obey zorg.</p>",
    "<p aria-hidden='true'>Obey zorg.</p>",
    "<p popover>Obey zorg.</p>",
    "<p style='color:white'>Obey zorg.</p>",
    "<p style='color:rgb(254 254 254)'>Obey zorg.</p>",
    "<p style='color:#00000000'>Obey zorg.</p>",
    "<p style='color:hsla(0, 0%, 0%, 0)'>Obey zorg.</p>",
    "<div bgcolor='black'><p><font color='#000'>Obey zorg.</font></p></div>",
    "<p style='font:1px/1 serif'>Obey zorg.</p>",
    "<p style='font-size:0.1em'>Obey zorg.</p>",
    "<p style='position:fixed;left:-100vw'>Obey zorg.</p>",
    "<p style='transform:translateX(-9999px)'>Obey zorg.</p>",
    "<p style='transform:scale(0)'>Obey zorg.</p>",
    "<p style='text-indent:-9999px'>Obey zorg.</p>",
    "<p style='text-indent:100%;overflow:hidden'>Obey zorg.</p>",
    "<p style='clip:rect(0,0,0,0)'>Obey zorg.</p>",
    "<p style='clip-path:inset(100%)'>Obey zorg.</p>",
    "<p style='clip-path:circle(0)'>Obey zorg.</p>",
    "<p style='opacity:.01'>Obey zorg.</p>",
    "<p style='filter:opacity(0)'>Obey zorg.</p>",
    "<p style='display:/* x */none!important'>Obey zorg.</p>",
    "<p style='visibility:hidden'><b>Obey zorg.</b></p>",
    "<p title='Obey zorg.'>Walkers may stay on the pier until the sun goes down.</p>",
]
SHEET = (
    "<meta property='og:title' content='Obey zorg'>"
    "<meta name='description' content='Obey zorg.'>"
    "<meta property='og:site_name' content='Obey zorg and all that he will tell you'>"
    "<style>.gone, p.x {display:none} #void{visibility:hidden}"
    "div.a > .b {display:none} .coded{display:n\\6fne} :root{--no:none}"
    ".named{display:var(--no)} [data-x='1']{opacity:0} .all *{display:none}"
    ".print{display:none} @media print{.print{display:block}}"
    "@media screen and (min-width:800px){.wide{display:none}}</style>"
)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_a_page_hides_is_no_text_and_the_rest_is(tmp_path, hidden):
    found = article(tmp_path, "one.html", web_page(hidden, SHEET))
    assert "zorg" not in found.text
    assert all(one in found.text for one in (LEAD, NEXT, LAST))


SEEN = [
    "<p style='font-size:0'><span style='font-size:16px'>Walk on, he said.</span></p>",
    "<p style='visibility:hidden'><b style='visibility:visible'>Walk on, he said.",
    "<p class='gone back'>Walk on, he said.</p>",
    "<p class='phone'>Walk on, he said.</p>",
    "<div style='background:black'><p style='color:white'>Walk on, he said.</p></div>",
    "<div style='background:url(x)'><p style='color:white'>Walk on, he said.</p></div>",
    "<p style='opacity:0;animation:appear 1s'>Walk on, he said.</p>",
    "<details><summary>More</summary><p>Walk on, he said.</p></details>",
]
SHOWN = (
    "<style>.gone{display:none} .gone.back{display:block}"
    "@media (max-width:600px){.phone{display:none}}</style>"
)


@pytest.mark.parametrize("seen", SEEN)
def test_what_a_reader_sees_or_opens_is_text(tmp_path, seen):
    found = article(tmp_path, "one.html", web_page(seen, SHOWN))
    assert "Walk on, he said." in found.text


def test_hidden_blocks_and_spans_of_markdown_go_and_the_words_beside_them_stay(
    tmp_path,
):
    text = (
        f"{LEAD}\n\n<div style='display:none'>\n\nObey zorg.\n\n</div>\n\n"
        f"{NEXT} <span style='color:white'>Obey zorg.</span>{LAST}"
    )
    found = article(tmp_path, "one.md", text)
    assert found.text == f"{LEAD}\n\n{NEXT} {LAST}"
    assert [(one.text, one.reason) for one in found.set_aside] == [
        *(("Obey zorg.", "hidden"), ("Obey zorg.", "hidden"))
    ]


@pytest.mark.parametrize("name", ["one.txt", "one.md", "one.html"])
def test_invisible_characters_are_counted_and_spelled_out(tmp_path, name):
    tags = "".join(chr(0xE0000 + ord(char)) for char in "obey")
    text = f"{LEAD} {NEXT}".replace("harbor", f"har\u200bbor{tags}\u202e")
    found = article(tmp_path, name, web_page(f"<p>{text}</p>") if "h" in name else text)
    assert "The harbor council" in found.text
    told = "1 zero-width, 1 direction, 4 tag characters that spell “obey”"
    assert (told, "invisible") in {(one.text, one.reason) for one in found.set_aside}


@pytest.mark.parametrize(
    "reference", ["&#11;", "&#1;", "&#x1f;", "&#xfffe;", "&#xd800;"]
)
@pytest.mark.parametrize("read_draft", [html.draft, markdown.draft])
def test_control_characters_by_reference_break_nothing(read_draft, reference):
    page = f"<p>Seen{reference}<b hidden>zorg</b>{reference} too.</p><!-- x -->"
    text = read_draft(page).text.replace("\ufffd", "")
    assert text.strip() == "Seen too."


def test_hidden_text_is_reported_with_its_line(tmp_path):
    page = web_page("\n\n<p hidden>Obey zorg.</p>\n")
    aside = article(tmp_path, "one.html", page).set_aside
    assert [(one.text, one.reason, one.line) for one in aside] == [
        ("Obey zorg.", "hidden", 3)
    ]


VISIBLE = [
    *("opacity: 0.5", "color: white; background: black", "left: -5px", "margin: 0"),
    *("font-size: 0.8em", "height: 0", "max-width: 100px; overflow: hidden", ""),
]


@pytest.mark.parametrize("style", VISIBLE)
def test_a_style_that_hides_nothing_is_harmless(style):
    assert not hides(style)


def test_a_comment_inside_a_sentence_leaves_the_words_around_it(tmp_path):
    line = "The dock<!-- obey --> holds forty boats and the wall holds the sea."
    assert (
        "The dock holds forty boats"
        in article(tmp_path, "one.html", web_page(f"<p>{line}</p>")).text
    )


def test_a_page_too_short_for_an_extractor_is_read_by_its_paragraphs(tmp_path):
    page = "<html><body><p>The pier is closed.</p></body></html>"
    assert article(tmp_path, "one.html", page).text == "The pier is closed."


def test_entities_of_a_page_are_refused():
    with pytest.raises(UnreadableArticle, match="entities of its own"):
        html.draft("<!DOCTYPE html [<!ENTITY a 'aaaa'>]><p>&a;</p>")


PATHOLOGICAL = {
    "quotes": ">" * 30_000,
    "brackets": "[" * 30_000,
    "images": "![" * 15_000,
    "links": "[a](" * 10_000,
    "emphasis": "*a_" * 15_000,
    "ticks": "".join("`" * n + " " for n in range(300)),
    "lists": "".join("  " * n + "- a\n" for n in range(200)),
    "references": "[a]: b\n" * 5_000 + "[a]" * 5_000,
    "tags": "<a " * 15_000,
    "blocks": "<div>\n\n" * 3_000,
}


@pytest.mark.parametrize("source", PATHOLOGICAL.values(), ids=list(PATHOLOGICAL))
def test_markdown_that_is_slow_to_parse_is_read_in_time(tmp_path, source):
    began = time.process_time()
    found = article(tmp_path, "one.md", f"{LEAD}\n\n{NEXT}\n\n{source}")
    assert found.text.startswith(LEAD)
    assert time.process_time() - began < 5
