"""The committed briefing in a real Chromium, and what the harness must hear."""

from __future__ import annotations

import json

import pytest

from briefer.render import render
from briefer.templating import shipped
from tests.browser import Heard, validated
from tests.conftest import ROOT
from tests.test_render import edition

BRIEFING = ROOT / "out" / "briefing.html"
ARTICLE = next((ROOT / "out" / "articles").glob("trump-says*.html"))
PAGES = (BRIEFING, ARTICLE)

NOISY = """<!doctype html>
<html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">
<title>Noise</title></head><body><img src="https://example.org/x.png">
<script>console.error("loud"); setTimeout(() => alert("hello")); nowhere();</script>
<script src="https://example.org/x.js"></script></body></html>"""


def test_the_harness_hears_requests_errors_dialogs_and_refusals(browser):
    tab = browser.open(NOISY)
    tab.page.wait_for_timeout(1)
    heard = tab.heard
    assert "https://example.org/x.png" in heard.requests
    assert {"loud", "nowhere is not defined"} <= set(heard.console)
    assert heard.dialogs == ["hello"]
    assert heard.refused == ["script-src-elem https://example.org/x.js"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
def test_a_page_asks_for_nothing_and_complains_of_nothing(browser, page):
    assert browser.open(page).heard == Heard()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize(
    "view",
    [
        {},
        {"scheme": "dark"},
        {"width": 360, "height": 740},
        {"media": "print"},
    ],
    ids=lambda view: "-".join(map(str, view.values())) or "light",
)
def test_axe_finds_nothing(browser, page, view):
    assert browser.open(page, **view).axe() == []


@pytest.mark.parametrize(("layer", "parts"), [("Short", 2), ("Medium", 5), ("Full", 9)])
def test_a_citation_opens_and_closes_by_keyboard_in_every_layer(browser, layer, parts):
    page = browser.open(BRIEFING).page
    page.get_by_role("radio", name=layer).check()
    assert page.locator("section[aria-labelledby^=part]:visible").count() == parts
    page.locator("sup button").first.focus()
    page.keyboard.press("Enter")
    passage = page.locator("[popover]:popover-open")
    assert passage.is_visible()
    page.keyboard.press("Escape")
    assert passage.count() == 0


STATE = """() => {
  const at = document.activeElement, open = document.querySelector(":popover-open");
  const target = at?.getAttribute("popovertarget") ?? "";
  return [target, open?.id ?? "", at === document.body];
}"""


def test_tab_enter_and_escape_go_through_all_citations_in_order(browser):
    page = browser.open(BRIEFING).page
    page.get_by_role("radio", name="Short").check()
    names = [
        cite.get_attribute("popovertarget")
        for cite in page.locator("sup button:visible").all()
    ]
    reached = []
    for _ in range(60 + len(names)):
        page.keyboard.press("Tab")
        target, open_, is_over = page.evaluate(STATE)
        if is_over:
            break
        if target:
            reached.append(target)
            page.keyboard.press("Enter")
            assert page.evaluate(STATE)[:2] == [target, target]
            page.keyboard.press("Escape")
            assert page.evaluate(STATE)[:2] == [target, ""]
        else:
            assert not open_
    assert reached == names


EACH = """passages => {
  for (const cite of document.querySelectorAll("sup button")) {
    const fail = why => { throw `${why}: ${cite.outerHTML}`; };
    cite.focus();
    if (document.activeElement !== cite) fail("takes no focus");
    if (cite.tabIndex) fail("out of the order of tabs");
    cite.click();
    const passage = passages[cite.textContent - 1];
    const open = document.querySelector(":popover-open") ?? fail("opens nothing");
    const marked = [...open.querySelectorAll("mark:not(.other)")];
    const words = marked.map(one => one.textContent).join(" ");
    if (words !== passage.words) fail("other words");
    if (passage.begins > 1 && !marked[0].previousElementSibling) fail("nothing before");
    const said = open.querySelectorAll("blockquote ~ p:not(.other)");
    if (said.length !== 1) fail("not one verdict");
    open.querySelector(".close").click();
    if (document.querySelector(":popover-open")) fail("stays open");
  }
}"""


def test_every_citation_takes_the_focus_and_opens_its_words_between_their_neighbors(
    browser,
):
    page = browser.open(BRIEFING).page
    cites = page.locator("sup button")
    assert cites.count() == page.locator("sup button:visible").count() > 100
    data = json.loads(BRIEFING.with_suffix(".json").read_text(encoding="utf-8"))
    given = [
        {"words": p["text"].replace(" […] ", " "), "begins": p["sentences"][0]}
        for p in data["passages"]
    ]
    page.evaluate(EACH, given)


PRINTED = """() => [...document.querySelectorAll("[popover] blockquote")].map(quote => {
  let text = "";
  for (const part of quote.children) {
    const before = getComputedStyle(part, "::before").content;
    if (part.localName === "mark") text += part.textContent + " ";
    else if (getComputedStyle(part).display !== "none" && before !== "none")
      text += "[…] ";
  }
  return text.trim();
})"""


def test_printed_evidence_is_what_is_cited_and_says_where_something_is_left_out(
    browser,
):
    page = browser.open(BRIEFING, media="print").page
    data = json.loads(BRIEFING.with_suffix(".json").read_text(encoding="utf-8"))
    told = {p["text"] for p in data["passages"]}
    printed = page.evaluate(PRINTED)
    alone = page.locator("[popover]:not(:has([data-of])) blockquote")
    assert len(set(printed) & told) >= alone.count() > 0


def test_a_citation_is_named_by_more_than_its_number(browser):
    page = browser.open(BRIEFING).page
    assert page.get_by_role("button", name="Evidence 2", exact=True).count()


def test_without_scripts_a_citation_still_opens_and_no_filter_shows(browser):
    page = browser.open(BRIEFING, java_script_enabled=False).page
    page.locator("sup button").first.click()
    shown = page.locator(":popover-open")
    assert shown.locator("blockquote mark").first.is_visible()
    assert shown.locator("blockquote span").first.is_visible()
    assert not page.get_by_text("Filter, or leave").is_visible()


def test_an_old_browser_jumps_to_the_passage_instead(browser):
    page = browser.open(BRIEFING).page
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.reload()
    cite = page.locator("sup button:not([popovertarget=e1])").first
    cite.click()
    target = cite.get_attribute("popovertarget")
    assert page.evaluate("location.hash") == f"#{target}"


def shown(page) -> str:
    return str(page.locator(".filters output").inner_text())


def test_filters_show_what_fits_them_and_say_how_much(browser):
    tab = browser.open(BRIEFING)
    page = tab.page
    page.get_by_text("Filter, or leave").click()
    lines = page.locator("sup:visible")
    whole = lines.count()
    for name in ("of", "by", "is"):
        page.locator(f"select[name={name}]").select_option(index=1)
        assert 0 < lines.count() < whole
        assert f"{lines.count()} of {whole} sentences shown" in shown(page)
        page.get_by_role("button", name="Show all").click()
        assert (lines.count(), shown(page)) == (whole, "")
    page.locator("[name=from]").fill("2025-10-01")
    late = lines.count()
    page.locator("[name=to]").fill("2025-10-13")
    assert 0 < lines.count() < late < whole
    assert tab.axe() == []
    assert tab.heard == Heard()


def test_leaving_an_outlet_out_shows_at_once_what_loses_its_support(browser):
    page = browser.open(BRIEFING).page
    page.get_by_text("Filter, or leave").click()
    boxes = page.locator(".filters [type=checkbox]")
    boxes.first.check()
    lost, weaker = page.locator(".lost").count(), page.locator(".weaker").count()
    assert lost
    assert shown(page).endswith(f"{lost} lose all support, {weaker} some of it.")
    for box in boxes.all():
        box.check()
    assert page.locator(".lost").count() == page.locator("sup").count()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
def test_nothing_is_wider_than_a_phone(browser, page):
    opened = browser.open(page, width=360).page
    assert opened.evaluate("document.documentElement.scrollWidth") == 360


def test_a_page_in_arabic_runs_from_right_to_left(browser):
    drafted = edition()
    briefing = drafted.briefing.model_copy(update={"language": "ar"})
    told = drafted.model_copy(update={"briefing": briefing})
    tab = browser.open(render(told, (shipped("templates"),))["briefing.html"])
    for css in ("h1", ".meta dd", ".nothing", ".lead h2"):
        place = tab.page.locator(css).first.evaluate(
            """node => { const range = document.createRange();
            range.selectNodeContents(node); const box = node.getBoundingClientRect();
            return box.right - range.getBoundingClientRect().right; }"""
        )
        assert place < 40
    assert tab.axe() == []


def test_the_sample_is_small():
    assert BRIEFING.stat().st_size <= 150_000


@pytest.mark.usefixtures("browser")
def test_the_pages_are_valid_html():
    assert validated(*PAGES) == []
