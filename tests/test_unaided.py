"""Builds with no model: every sentence is an article's own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from briefer.errors import NoArticles
from briefer.index import index
from briefer.llm.base import Reply, Request
from briefer.pages import article_page, sheets
from briefer.pipeline import Built, build
from briefer.schema import Figure, Story
from briefer.settings import EXTRACTIVE, Settings
from briefer.templating import Templates, shipped
from briefer.workers import FEW
from tests.conftest import ROOT

SENTENCES = (
    "The river Aller flooded 14 villages near Rethem on 3 March 2025.",
    'Mayor Ada Novak said: "We will rebuild the old bridge in the spring."',
    "The province promised 20 million euros for new dikes along the river.",
    "Farmers in the valley lost about 300 cattle in the flood, officials said.",
)


PLAIN = tuple(
    f"The station at Dorf {n} counted {n * 7 % 90 + 10} trucks on its road that day."
    for n in range(20)
)


class Silent:
    """A client that must not be asked."""

    async def complete(self, request: Request) -> Reply:
        raise AssertionError(f"asked for {request.stage}")

    def reject(self, request: Request) -> None:
        raise AssertionError("rejected")


def built(sources: Path, **settings: object) -> Built:
    made = Settings(
        sources=(str(sources),),
        out=str(sources.parent / "out"),
        model=EXTRACTIVE,
        **settings,  # type: ignore[arg-type]
    )
    return asyncio.run(build(made))


def test_every_sentence_is_a_sentence_of_an_article(folder):
    edition = built(folder({"a.txt": "The flood\n\n" + " ".join(SENTENCES)})).edition
    texts = " ".join(article.text for article in edition.articles)
    told = [s for s in edition.briefing.statements() if not isinstance(s, Figure)]
    assert len(told) > 3
    for statement in told:
        assert statement.text.strip('"') in texts
        assert statement.claims


def test_the_pages_of_many_articles_are_printed_as_those_of_few(folder):
    texts = {
        f"{n}.txt": f"Flood {n}\n\n"
        + " ".join(f"{s} That was day {n}." for s in SENTENCES)
        for n in range(FEW + 1)
    }
    made = built(folder(texts))
    markdown = Templates([shipped("templates")], "markdown")
    for sheet in sheets(made.edition, index(made.edition)):
        page = markdown.render("article.md.j2", {"page": article_page(sheet)})
        assert made.files[f"articles/{sheet.source.slug}.md"] == page.strip() + "\n"


def test_the_four_situations_of_the_seeds_are_kept_apart(tmp_path):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    edition = built(tmp_path / "seeds").edition
    names = {article.id: Path(article.path).name[:3] for article in edition.articles}
    claims = {claim.id: claim for claim in edition.briefing.claims}
    stories = [
        {names[claims[i].evidence.article] for s in item.statements for i in s.claims}
        for section in edition.briefing.sections
        for item in section.items
        if isinstance(item, Story)
    ]
    assert sorted(map(sorted, stories)) == [["000"], ["001"], ["002"], ["003", "004"]]


def test_the_same_articles_give_the_same_bytes(folder):
    source = folder({"a.txt": "The flood\n\n" + " ".join(SENTENCES)})
    assert dict(built(source).files) == dict(built(source).files)


@pytest.mark.parametrize(
    "files",
    [
        {"one.txt": SENTENCES[0]},
        {"short.txt": "Rain."},
        {"article.txt": "The flood\n\n3 March 2025\n\n" + " ".join(SENTENCES)},
        {"numbers.txt": "12 34 56"},
        {"a.txt": " ".join(SENTENCES), "b.txt": " ".join(SENTENCES)},
        {"long.txt": " ".join(f"Station {n} measured {n} units." for n in range(5000))},
        {"zh.txt": "三月三日，河水淹没了十四个村庄。市长说，今年春天将重建大桥。"},
        {"ja.txt": "川が氾濫し、十四の村が浸水した。市長は春に橋を再建すると述べた。"},
        {"th.txt": "แม่น้ำท่วมหมู่บ้านสิบสี่แห่งเมื่อวันที่ 3 มีนาคม รัฐบาลสัญญาจะให้เงินยี่สิบล้านยูโร"},
        {"ar.txt": "غمرت مياه النهر أربع عشرة قرية. وقال رئيس البلدية إن الجسر سيبنى."},
    ],
    ids=lambda files: next(iter(files)),
)
def test_odd_folders_give_a_sensible_page(folder, files):
    made = built(folder(files))
    assert made.edition.failures == ()
    assert "Made without a model" in made.files["briefing.md"]
    assert "# Briefing" in made.files["briefing.md"]


@pytest.mark.parametrize("change", ["", " The paper of town {} has it too."])
def test_copies_of_one_text_count_once(folder, change):
    text = "The flood\n\n{}\n\n" + " ".join(SENTENCES + PLAIN) + change
    days = [f"{n} March 2025" if change else "3 March 2025" for n in range(3, 15)]
    files = {f"{n:02}.txt": text.format(day, n) for n, day in enumerate(days)}
    made = built(folder(files))
    known = {origin.articles for origin in made.edition.origins}
    assert [len(one) for one in known] == ([12] if change else [])
    assert len(made.edition.articles) == (12 if change else 1)
    page = made.files["briefing.md"]
    assert "single source; also" not in page
    assert all(s.also == () for s in made.edition.briefing.statements())


def test_a_file_without_a_sentence_beside_others_is_listed(folder):
    made = built(folder({"a.txt": " ".join(SENTENCES), "b.txt": "", "c.txt": "***"}))
    assert [failure.path for failure in made.edition.failures] == [
        "articles/b.txt",
        "articles/c.txt",
    ]
    assert "nothing is left of the article" in made.files["briefing.md"]


def test_a_folder_without_a_sentence_is_said(folder):
    with pytest.raises(NoArticles):
        built(folder({"a.txt": ""}))
