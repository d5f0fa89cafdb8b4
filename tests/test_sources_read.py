"""Folders to files, files to articles, and what a text says about itself."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from briefer.errors import EmptyArticle, NoArticles, UnreadableArticle
from briefer.sources.base import SourceFile
from briefer.sources.read import from_text, read
from briefer.sources.walk import find

LEAD = (
    "The harbor council of Eastmere voted on Monday to close the old pier, "
    "saying that repairs would cost more than the town earns in a year."
)
NEXT = "Mayor Ina Holm told residents that the pier would stay open until the fall."


def file(folder: Path, name: str, content: str | bytes) -> SourceFile:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return SourceFile(path, f"news/{name}")


def names(roots: list[Path]) -> list[str]:
    return [one.name for one in find(roots)[0]]


# The walk


def test_files_are_found_sorted_and_named_from_their_folder(tmp_path):
    folder = tmp_path / "news"
    (folder / "b").mkdir(parents=True)
    for name in ("b/two.md", "one.txt", "b/.hidden.txt", "three.HTML"):
        (folder / name).write_text("text", encoding="utf-8")
    assert names([folder]) == ["news/b/two.md", "news/one.txt", "news/three.HTML"]


def test_a_hidden_folder_is_skipped_in_silence(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "one.txt").write_text("text", encoding="utf-8")
    assert find([tmp_path]) == ((), ())


def test_a_file_as_root_goes_by_its_name_and_is_taken_once(tmp_path):
    one = file(tmp_path, "one.txt", "text").path
    assert names([one, one]) == ["one.txt"]


def test_a_file_without_a_reader_is_reported(tmp_path):
    file(tmp_path, "table.xlsx", "x")
    failure = find([tmp_path])[1][0]
    assert (failure.step, failure.code) == ("read", "no-reader")
    assert failure.path == f"{tmp_path.name}/table.xlsx"
    assert failure.message == "there is no reader for `.xlsx` files"


def test_links_and_pipes_are_reported_and_not_followed(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    files, failures = find([tmp_path])
    assert files == ()
    assert [one.message for one in failures] == [
        *("symbolic links are not followed", "symbolic links are not followed"),
        "it is not a regular file",
    ]


def test_a_missing_root_ends_the_run_with_a_hint(tmp_path):
    with pytest.raises(NoArticles, match="does not exist") as caught:
        find([tmp_path / "nowhere"])
    assert caught.value.hint == "name a file or a folder with articles"


def test_roots_of_one_name_are_told_apart_and_common_files_taken_once(tmp_path):
    for folder in ("a/news", "b/news", "a/other"):
        (tmp_path / folder).mkdir(parents=True)
        file(tmp_path / folder, "one.txt", "text")
    one, two = tmp_path / "a" / "news", tmp_path / "b" / "news"
    assert names([one, two]) == ["a/news/one.txt", "b/news/one.txt"]
    assert names([one, tmp_path / "a"]) == ["a/other/one.txt", "news/one.txt"]
    assert names([one, two / "one.txt"]) == ["news/one.txt", "one.txt"]


def test_a_pipe_in_the_place_of_a_file_is_no_article(tmp_path):
    os.mkfifo(tmp_path / "one.txt")
    with pytest.raises(UnreadableArticle, match="not a regular file"):
        read(SourceFile(tmp_path / "one.txt", "one.txt"))


def test_deep_folders_end_and_are_reported_once(tmp_path):
    folder = tmp_path
    for _ in range(70):
        folder = folder / "d"
        folder.mkdir()
    file(folder, "one.txt", "text")
    files, failures = find([tmp_path])
    assert files == ()
    assert [one.message for one in failures] == ["the folder is nested too deeply"]


def test_no_absolute_path_is_in_a_name(tmp_path, monkeypatch):
    file(tmp_path, "one.txt", "text")
    monkeypatch.chdir(tmp_path)
    assert names([Path()]) == [f"{tmp_path.name}/one.txt"]


# One file


def test_a_file_becomes_an_article(tmp_path):
    raw = f"Pier to close\n\n{LEAD}\n\n{NEXT}\n"
    article = read(file(tmp_path, "one.txt", raw))
    assert article.path == "news/one.txt"
    assert article.digest == hashlib.sha256(raw.encode()).hexdigest()
    assert (article.title, article.text) == ("Pier to close", f"{LEAD}\n\n{NEXT}")
    assert [article.sentence(n) for n in (1, 2)] == [LEAD, NEXT]
    assert (article.language, article.encoding) == ("en", "utf-8")


def test_a_rename_changes_no_id_and_another_word_does(tmp_path):
    one = read(file(tmp_path, "one.txt", LEAD))
    assert read(file(tmp_path, "two.txt", LEAD + "\n\n")).id == one.id
    assert read(file(tmp_path, "six.txt", LEAD + " No.")).id != one.id


def test_the_asked_language_wins(tmp_path):
    assert read(file(tmp_path, "one.txt", LEAD), language="de-AT").language == "de"


UNREADABLE = [
    ("gone.txt", None, "news/gone.txt: the file cannot be read: no such file"),
    ("one.txt", b"%PDF-1.4", "news/one.txt: the content is a PDF document, not text"),
    ("two.txt", b"\0\1\2\3", "news/two.txt: the content is binary data, not text"),
    (
        "six.txt",
        b"a" * (20 * 1024 * 1024 + 1),
        "news/six.txt: the file is larger than 20 MB",
    ),
    (
        "long.txt",
        b"It rained on the pier. " * 50_000,
        "news/long.txt: the text is longer than 1,000,000 characters",
    ),
    (
        "torn.txt",
        b"\xff\xfe" + b"\x00\xd8a\x00" * 99,
        "news/torn.txt: 99 characters of",
    ),
    (
        "late.html",
        b"<!-- x -->" * 9999 + b"<!DOCTYPE x [<!ENTITY a 'b'>]><p>Text.</p>",
        "news/late.html: the page defines",
    ),
    (
        "far.html",
        b"<p>x</p><!ENTITY a SYSTEM 'file:///etc/hosts'>",
        "news/far.html: the page defines",
    ),
    ("web.html", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", "news/web.html: the page defines"),
    ("void.html", b"", "news/void.html: the page cannot be parsed"),
]


@pytest.mark.parametrize(("name", "data", "message"), UNREADABLE)
def test_an_unreadable_file_is_named_with_the_reason(tmp_path, name, data, message):
    source = file(tmp_path, name, data) if data is not None else None
    with pytest.raises(UnreadableArticle) as caught:
        read(source or SourceFile(tmp_path / name, f"news/{name}"))
    assert caught.value.message.startswith(message)
    assert caught.value.hint


@pytest.mark.parametrize(
    "raw", ["", " \n\n", "Accept all cookies", "Advertisement\nShare"]
)
def test_a_file_without_an_article_is_empty(tmp_path, raw):
    with pytest.raises(EmptyArticle, match=r"news/one\.txt: nothing is left"):
        read(file(tmp_path, "one.txt", raw))


def test_a_text_at_hand_is_read_with_what_is_given():
    article = from_text(
        LEAD,
        title="Pier to close",
        outlet="Eastmere Gazette",
        authors=["Ada Lund"],
        published="July 4, 2025",
        url="https://gazette.example/pier",
    )
    assert (article.path, article.title, article.authors) == (
        *("text", "Pier to close"),
        ("Ada Lund",),
    )
    assert (article.published.date, article.published.basis) == ("2025-07-04", "stated")


# What the text states


def stated(*lines: str):
    return from_text("\n".join(("Pier to close", *lines)))


OUTLETS = [
    (("Share this @eastmere.example", LEAD, NEXT), "eastmere.example"),
    (("Share this @eastmere", LEAD, NEXT), ""),
    (("By Ada Lund | Eastmere Gazette", LEAD, NEXT), "Eastmere Gazette"),
    (("By Ada Lund, Eastmere Gazette News", LEAD, NEXT), "Eastmere Gazette News"),
    (("By Ada Lund | Staff Writer", LEAD, NEXT), ""),
    (("The Eastmere Gazette, 4 July 2025", LEAD, NEXT), "The Eastmere Gazette"),
    (("Eastmere Radio | July 4, 2025", LEAD, NEXT), "Eastmere Radio"),
    (("Eastmere, 4 July 2025", LEAD, NEXT), ""),  # a place, as in press releases
    (
        (LEAD, NEXT, "© 2025 Eastmere Gazette Ltd. All rights reserved."),
        "Eastmere Gazette",
    ),
    ((LEAD, NEXT, "© 2025 Thomson/Reuters. All rights reserved."), ""),
    ((LEAD, NEXT, "All rights reserved."), ""),
    ((LEAD, "He spoke to Westholt TV, the Gazette's local partner."), ""),
]


@pytest.mark.parametrize(("lines", "outlet"), OUTLETS)
def test_the_outlet_is_what_the_margins_name(lines, outlet):
    assert stated(*lines).outlet == outlet


BYLINES = [
    ("By Ada Lund", ("Ada Lund",)),
    ("By Ada Lund and Tom Reyes", ("Ada Lund", "Tom Reyes")),
    ("By Ada Lund, Tom Reyes and Jo van Dam", ("Ada Lund", "Tom Reyes", "Jo van Dam")),
    ("Von Ada Lund", ("Ada Lund",)),
    ("Par Ada Lund", ("Ada Lund",)),
    ("Por Ada Lund y Tom Reyes", ("Ada Lund", "Tom Reyes")),
    ("Автор: Ада Лунд", ("Ада Лунд",)),
    ("By Ada Lund | July 4, 2025", ("Ada Lund",)),
    ("By Reuters", ()),
]


@pytest.mark.parametrize(("line", "authors"), BYLINES)
def test_the_authors_are_those_of_the_byline(line, authors):
    article = stated(line, LEAD, NEXT)
    assert article.authors == authors
    assert article.set_aside[0].reason == "byline"


AGENCIES = [
    (("EASTMERE, July 4 (Reuters) - " + LEAD,), "Reuters"),
    (("EASTMERE (AP) — " + LEAD,), "AP"),
    (("AP — " + LEAD,), "AP"),
    (("Eastmere (dpa) - " + LEAD,), "dpa"),
    ((LEAD, NEXT + " (AFP)"), "AFP"),
    ((LEAD, "© 2025 Thomson/Reuters. All rights reserved."), "Reuters"),
    ((LEAD, "The Associated Press contributed to this report."), "AP"),
    (("By Reuters", LEAD), "Reuters"),
    ((LEAD, "The council spoke to Reuters on Monday."), ""),
    ((LEAD, "The pier at dusk. (Jo Park/Reuters)"), ""),
]


@pytest.mark.parametrize(("lines", "agency"), AGENCIES)
def test_the_agency_is_the_one_that_is_credited(lines, agency):
    assert stated(*lines, NEXT).agency == agency


DATES = [
    (("Published 4 July 2025", LEAD), "2025-07-04"),
    (("Updated July 6, 2025", "Published July 4, 2025", LEAD), "2025-07-04"),
    (("July 4, 2025, 10:30 a.m.", LEAD), "2025-07-04"),
    (("By Ada Lund | July 4, 2025", LEAD), "2025-07-04"),
    (("2025-07-04T10:30:00Z", LEAD), "2025-07-04"),
    (("The Eastmere Gazette, 4 July 2025", LEAD), "2025-07-04"),
    (("Eastmere, 4 July 2025", LEAD), "2025-07-04"),
    (("Veröffentlicht am 4. Juli 2025", LEAD), "2025-07-04"),
    (("EASTMERE, July 4, 2025 (Reuters) - " + LEAD,), "2025-07-04"),
    (("Eastmere, den 4. Juli 2025. " + LEAD,), "2025-07-04"),
    (("Eastmere, 4 July 2025. " + LEAD,), "2025-07-04"),
    (("EASTMERE, July 4 (Reuters) - " + LEAD,), ""),  # the year is not stated
    ((LEAD + " The pier was built on May 2, 1911.",), ""),
]


@pytest.mark.parametrize(("lines", "date"), DATES)
def test_the_date_is_stated_or_unknown(lines, date):
    published = stated(*lines, NEXT).published
    assert (published.date, published.basis) == (date, "stated" if date else "unknown")


@pytest.mark.parametrize(
    ("line", "outlet", "authors", "date"),
    [
        (
            "The Eastmere Gazette, 8 April 2026, Column by Ina Holm",
            "The Eastmere Gazette",
            ("Ina Holm",),
            "2026-04-08",
        ),
        (
            "Pier Weekly, 27 March 2026, Shipping desk",
            "Pier Weekly",
            (),
            "2026-03-27",
        ),
        (
            "Eastmere Evening Post, 13 October 2026, By Bo Lind at Corby Crown Court",
            "Eastmere Evening Post",
            ("Bo Lind",),
            "2026-10-13",
        ),
        (
            "Radio Eastmere, 1 December 2026 (updated 2 December), By Ina Holm",
            "Radio Eastmere",
            ("Ina Holm",),
            "2026-12-01",
        ),
        (
            "The Pier Review, Monday 6 April 2026, Live coverage by Ina Holm",
            "The Pier Review",
            ("Ina Holm",),
            "2026-04-06",
        ),
        (
            "The Pier Quarterly, May 2026, By Ina Holm",
            "The Pier Quarterly",
            ("Ina Holm",),
            "2026-05",
        ),
    ],
)
@pytest.mark.parametrize("title", ["Council shuts pier", "Why is the pier shut?"])
def test_outlet_date_and_author_may_share_a_line(title, line, outlet, authors, date):
    article = from_text(f"{title}\n{line}\n\n{LEAD}\n\n{NEXT}")
    assert (article.outlet, article.authors) == (outlet, authors)
    assert article.published.date == date
    assert article.sentence(1) == LEAD


def test_dates_of_captions_and_notices_are_in_the_margin():
    article = stated(
        LEAD,
        "The pier on Aug. 30, 2025. (Jo Park/Getty Images)",
        NEXT,
        "© 2024 Eastmere Gazette. All rights reserved.",
    )
    assert article.margin_dates == ("2025-08-30", "2024")
