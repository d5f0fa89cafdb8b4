"""Heads as texts have them that were pasted or saved from papers, wires and pages."""

from __future__ import annotations

import pytest

from briefer.sources.base import SourceFile
from briefer.sources.heads import is_dated, outlet, split
from briefer.sources.read import from_text, read

BODY = """The bridge over the Tarn was closed to lorries on Monday, the council said.

Engineers found rust in three of its cables. It will open again in May, they hope."""

HEADS = {
    "outlet, section, headline, deck, byline, date": (
        """The Tarn Courier
Business > Transport
Council shuts bridge as cables rust
Repairs may take until May, engineers hope
By Ann Lee, Transport Correspondent
Published 14 March 2025, 06:30 GMT | Updated 09:12
3 min read""",
        ("Council shuts bridge as cables rust", "The Tarn Courier", "2025-03-14"),
    ),
    "capitals, a code and a wire's headline": (
        """TRANSMAR PRESS AGENCY
TPA-0417 | Tarn-Bridge, 3rd Lead | 2025-03-14 10:52 GMT
By ANN LEE and JO RAY

Bridge in Tarn valley closed to lorries""",
        (
            "Bridge in Tarn valley closed to lorries",
            "Transmar Press Agency",
            "2025-03-14",
        ),
    ),
    "a label above the headline, what it says above the label": (
        """THE LANTERN REVIEW
A magazine of ideas and affairs

EXPLAINER

The Bridge That Eats Its Cables

Words: Ann Lee
Published Friday 14 March 2025 · Updated 16.20 · 6 min read""",
        ("The Bridge That Eats Its Cables", "The Lantern Review", "2025-03-14"),
    ),
    "edition and page on the line of the outlet": (
        """TARN EVENING POST  *  Since 1891  *  Late edition, 14.03.2025  *  Page 1
"I heard it groan, and then it was shut"
Words: Ann Lee / Pictures: Jo Ray""",
        ('"I heard it groan, and then it was shut"', "Tarn Evening Post", "2025-03-14"),
    ),
    "a live page": (
        """TNB News 6 › Live
Tarn bridge closed: lorries sent back as search for rust goes on
LIVE | Fri, March 14, 2025 | Updated 6:40 p.m.
With Ann Lee in the studio and Jo Ray at the scene""",
        (
            "Tarn bridge closed: lorries sent back as search for rust goes on",
            "TNB News 6",
            "2025-03-14",
        ),
    ),
    "all on one line": (
        "Tarn Valley Echo | Local | Bridge closed to lorries over rust | 14 March 2025",
        ("Bridge closed to lorries over rust", "Tarn Valley Echo", "2025-03-14"),
    ),
    "the outlet behind the headline": (
        "Bridge closed to lorries over rust — The Tarn Times",
        ("Bridge closed to lorries over rust", "The Tarn Times", ""),
    ),
    "a letter that is read in a browser": (
        """THE HARBOUR BRIEF — No. 212 — Friday, 14 March 2025
Your five-minute catch-up from the waterfront
[View in browser] [Forward to a friend]
Bridge closed to lorries over rust""",
        ("Bridge closed to lorries over rust", "The Harbour Brief", "2025-03-14"),
    ),
    "fields of a database": (
        """3 of 17 DOCUMENTS
The Tarn Independent
March 14, 2025 Friday
Bridge closed to lorries over rust
BYLINE: Ann Lee
SECTION: NEWS; Pg. 22
BODY:""",
        ("Bridge closed to lorries over rust", "The Tarn Independent", "2025-03-14"),
    ),
    "widgets between headline and byline": (
        """Bridge closed to lorries over rust
▶ Listen to this article · 4:11 min
Learn more
By Ann Lee
The Tarn Standard
March 14, 2025, 5:00 a.m. ET""",
        ("Bridge closed to lorries over rust", "The Tarn Standard", "2025-03-14"),
    ),
    "a service that reviews the press": (
        """MEDIAVISTRA PRESS REVIEW | Item 7 of 31
Source: The Tarn Examiner
Date: 14 March 2025
Page: 5
Headline: Bridge closed to lorries over rust""",
        ("Bridge closed to lorries over rust", "The Tarn Examiner", "2025-03-14"),
    ),
    "a letter with its day on the second line": (
        """TARN INSIDER
Bridge Weekly | Friday, March 14, 2025
View in browser · Forward to a friend
Bridge closed to lorries over rust""",
        ("Bridge closed to lorries over rust", "Tarn Insider", "2025-03-14"),
    ),
    "the outlet behind the day": (
        """Bridge closed to lorries over rust
By Ann Lee, legal affairs editor
Friday March 14 2025, 5.30pm, The Western Beacon""",
        ("Bridge closed to lorries over rust", "The Western Beacon", "2025-03-14"),
    ),
    "lines that only the article can tell from a headline": (
        """From The Tarn Times
World / Marenza

Felix Auberon, Castrevo

Bridge over the Tarn closed as cables rust""",
        ("Bridge over the Tarn closed as cables rust", "The Tarn Times", ""),
    ),
    "a headline in capitals among lines of a tabloid": (
        """DAILY COMET    Fri Mar 14
BRIDGE IS CLOSED AT LAST!
Lorries sent round for weeks""",
        ("BRIDGE IS CLOSED AT LAST!", "Daily Comet", ""),
    ),
    "a release of an office": (
        """BRIDGE INSPECTION OFFICE
Kingdom of Velmark

PRESS RELEASE - FOR IMMEDIATE USE
Date of issue: 14 March 2025, 14:00
CLOSURE OF THE BRIDGE OVER THE TARN""",
        (
            "CLOSURE OF THE BRIDGE OVER THE TARN",
            "Bridge Inspection Office",
            "2025-03-14",
        ),
    ),
    "a paper's page": (
        """THE TARN STATESMAN
Friday March 14 2025
Business & Markets, page 21
Council closes bridge to lorries""",
        ("Council closes bridge to lorries", "The Tarn Statesman", "2025-03-14"),
    ),
    "codes of a wire": (
        """VNA-7714  URGENT  4th lead
BRIDGE-TARN/UPDATE 3
Bridge closed to lorries over rust""",
        ("Bridge closed to lorries over rust", "", ""),
    ),
    "a headline of its own": (
        "Bridge closed to lorries over rust",
        ("Bridge closed to lorries over rust", "", ""),
    ),
    "a headline that speaks of the post": (
        """Post office workers strike over rust
Union says that no letter crosses the bridge""",
        ("Post office workers strike over rust", "", ""),
    ),
}


@pytest.mark.parametrize(("head", "known"), HEADS.values(), ids=HEADS)
def test_headline_outlet_and_day_are_found_whatever_stands_round_them(head, known):
    article = from_text(f"{head}\n\n{BODY}\n")
    assert (article.title, article.outlet, article.published.date) == known


@pytest.mark.parametrize("head", [head for head, _ in HEADS.values()], ids=HEADS)
def test_the_article_itself_stays(head):
    article = from_text(f"{head}\n\n{BODY}\n")
    for sentence in BODY.replace("\n\n", " ").split(". "):
        assert sentence.rstrip(".") in article.text


def test_where_it_first_appeared_may_stand_below():
    below = "First published in the Tarn Post, 14 March 2025"
    text = f"Bridge closed over rust\n\n{BODY}\n\n{below}"
    article = from_text(text)
    assert (article.outlet, article.published.date) == ("Tarn Post", "2025-03-14")


@pytest.mark.parametrize(
    ("address", "body", "outlet"),
    [
        ("https://thelantern.example/a", "The Lantern has seen it.", "The Lantern"),
        ("www.tarn-post.example/1", "It told the Tarn Post so.", "Tarn Post"),
        ("https://www.dailytarn.example/a", "It said so.", "dailytarn.example"),
        ("tarnpost.co.example/a", "The firm is Lee & Co.", "tarnpost.co.example"),
    ],
)  # fmt: skip
def test_an_address_tells_the_outlet(address, body, outlet):
    article = from_text(f"{address}\n\nBridge closed over rust\n\n{BODY} {body}")
    assert (article.title, article.outlet) == ("Bridge closed over rust", outlet)


def test_a_wire_tells_its_name_in_the_dateline():
    text = f"Bridge closed over rust\n\nTARN, Mar. 14 (VNA) - {BODY}"
    assert from_text(text).outlet == "VNA"


def test_an_outlet_without_another_headline_below_is_the_headline():
    article = from_text(f"The Daily Struggle\n\n{BODY}\n")
    assert article.title == "The Daily Struggle"


@pytest.mark.parametrize(
    "line",
    [
        "Three killed in Tarn on 14 March 2025",
        "Council: bridge closed | what we know about it so far | 14 March 2025",
        "Budget 2025",
    ],
)
def test_a_headline_with_a_date_in_it_is_no_date_line(line):
    assert not is_dated(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("A14 • LATE • SUNDAY, MAY 4, 2025 • THE STAR-BEACON", "The Star-Beacon"),
        ("Rolling coverage from the Northern Sentinel", "Northern Sentinel"),
        ("North-west reporter, Unity Broadcasting", "Unity Broadcasting"),
        ("**Source:** The Pellam Dispatch", "The Pellam Dispatch"),
        ("Post office workers strike", ""),
        ("The news is bad", ""),
    ],
)  # fmt: skip
def test_an_outlet_is_known_by_its_last_word_or_its_capitals(line, name):
    assert outlet(line) == name


def test_a_line_is_taken_apart_only_round_a_headline():
    assert split("Corvo | Halden | Tarn") == ["Corvo | Halden | Tarn"]
    assert split("He said it – and left – on 4 March 2025") == [
        "He said it – and left – on 4 March 2025"
    ]


def test_a_line_that_was_bold_loses_its_marks_in_a_file(tmp_path):
    file = tmp_path / "bold.txt"
    file.write_text(f"Bridge closed\n\n**Lorries must go round, it says.**\n\n{BODY}")
    assert "Lorries must go round" in read(SourceFile(file, "bold.txt")).text
    assert "**" not in read(SourceFile(file, "bold.txt")).text
