"""The committed briefing in a real Chromium, and what the harness must hear."""

from __future__ import annotations

import pytest

from tests.browser import Heard, validated
from tests.conftest import ROOT

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
    page.get_by_label(layer).check()
    assert page.locator("section[aria-labelledby^=part]:visible").count() == parts
    page.locator(".cite").first.focus()
    page.keyboard.press("Enter")
    passage = page.locator(".passage:popover-open")
    assert passage.is_visible()
    page.keyboard.press("Escape")
    assert passage.count() == 0


def test_every_citation_is_reached_by_tab_and_opens_what_it_names(browser):
    page = browser.open(BRIEFING).page
    cites = page.locator(".cite")
    assert cites.count() == page.locator(".cite:visible").count() > 200
    page.evaluate(
        """() => { for (const cite of document.querySelectorAll(".cite")) {
          cite.focus(); if (document.activeElement !== cite) throw cite.outerHTML;
          cite.click(); const open = document.querySelector(":popover-open");
          if (open?.querySelector(".from b").textContent !== cite.textContent)
            throw cite.outerHTML;
          open.querySelector(".close").click();
          if (document.querySelector(":popover-open")) throw "stays open";
        } }"""
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.parent.name)
def test_nothing_is_wider_than_a_phone(browser, page):
    opened = browser.open(page, width=360).page
    assert opened.evaluate("document.documentElement.scrollWidth") == 360


def test_the_sample_is_small():
    assert BRIEFING.stat().st_size <= 150_000


@pytest.mark.usefixtures("browser")
def test_the_pages_are_valid_html():
    assert validated(*PAGES) == []
