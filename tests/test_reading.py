"""All files of a folder, read here or in children, with one answer."""

from __future__ import annotations

from pathlib import Path

from briefer.reading import each, gather
from briefer.schema import Article, Failure
from briefer.settings import Settings
from briefer.sources.walk import find
from briefer.workers import Limits

PARAGRAPH = "The ferry to Harl stopped on Monday because the pier is unsafe. "
PAGE = "<html><body><article><p>{}</p></article></body></html>"


def of(root: Path) -> Settings:
    return Settings(sources=(str(root),))


def test_many_files_give_what_they_give_one_by_one(folder):
    texts = {f"{n:03}.txt": f"Day {n}\n\n{PARAGRAPH}{n} left." for n in range(50)}
    root = folder({**texts, "007.txt": "", "008.txt": texts["009.txt"]})
    reading = gather(of(root))
    assert len(reading.articles) == 48
    assert [failure.path for failure in reading.failures] == ["articles/007.txt"]
    assert list(reading.copies) == ["articles/009.txt"]
    for article in reading.articles[::12]:
        [alone] = gather(of(root / Path(article.path).name)).articles
        assert alone.text == article.text


def test_pages_and_texts_come_in_the_order_of_files(folder):
    page = PAGE.format(PARAGRAPH * 3)
    root = folder(
        {"a.html": page, "b.txt": PARAGRAPH, "c.html": "", "d.txt": PARAGRAPH}
    )
    files, _ = find([root])
    with each(files) as outcomes:
        found = list(outcomes)
    assert [type(one) for one in found] == [Article, Article, Failure, Article]
    assert [one.path[-6:] for one in found] == ["a.html", "/b.txt", "c.html", "/d.txt"]


def test_a_page_that_breaks_its_reader_is_one_failure(folder):
    attributes = " ".join(f"a{n}=1" for n in range(200_000))
    bomb = f"<html><body><p {attributes}>The pier.</p></body></html>"
    files, _ = find([folder({"a.html": bomb, "b.txt": PARAGRAPH})])
    with each(files, Limits(seconds=1.5)) as outcomes:
        lost, read = outcomes
    assert isinstance(lost, Failure)
    assert lost.message == "reading it took longer than 1.5 seconds"
    assert isinstance(read, Article)


def test_files_that_are_not_utf8_are_read_as_the_setting_says(folder):
    root = folder({"a.txt": PARAGRAPH, "b.html": ""})
    (root / "b.html").write_bytes(PAGE.format("Рада закрила причал.").encode("cp1251"))
    settings = Settings(sources=(str(root),), encoding="cp1251")
    read = gather(settings).articles
    assert [article.encoding for article in read] == ["utf-8", "cp1251"]
    assert read[1].text == "Рада закрила причал."
