"""One article in its own words: claims, the sentences that stand for it, actors."""

from __future__ import annotations

import pytest

from briefer.extract.summary import MODEL, MOST_CLAIMS, summary
from briefer.schema import Article, Evidence, When
from briefer.sources.sentences import split

FERRY = """Two ferries collided off the harbor of Karsk on Friday, the coast guard said.
Mayor Tovan Denvik told reporters that 12 people were rescued from the water.
“We will not close the harbor for a single ferry,” he added.
The ferries' owner, Norvik Lines, may lose its license, according to Denvik.

Sign up for our newsletter to get the latest news from Karsk.

Two More Ferries Collide As Fog Closes Harbor"""


def article(text: str, language: str = "en", **fields: object) -> Article:
    given = {"path": "a.txt", "digest": "", "text": text, "language": language}
    return Article(id="a1", sentences=split(text, language), **given | fields)  # type: ignore[arg-type]


FRIDAY = When(date="2025-07-05", basis="stated")


def test_every_sentence_of_a_summary_is_one_of_the_article():
    made = summary(article(FERRY))
    known = {article(FERRY).sentence(n) for n in range(1, 7)}
    assert {said.text for said in made.statements} <= known
    assert {claim.text for claim in made.claims} <= known


def test_a_dateline_is_no_part_of_a_claim():
    made = summary(article("KARSK, July 4 (Wire) - Two ferries collided in the fog."))
    assert made.claims[0].text == "Two ferries collided in the fog."


def test_calls_and_headlines_of_other_articles_are_never_taken():
    texts = [claim.text for claim in summary(article(FERRY)).claims]
    assert not any("newsletter" in text or "Fog" in text for text in texts)


def test_a_claim_knows_who_says_it_when_and_how_sure():
    first, second, *_, last = summary(article(FERRY, published=FRIDAY)).claims
    assert (first.who, first.certainty, first.when.date) == (
        "the coast guard",
        "reported",
        "2025-07-04",
    )
    assert (second.who, second.kind) == ("Tovan Denvik", "statement")
    assert (last.who, last.certainty, last.kind) == ("Denvik", "possible", "forecast")


def test_a_claim_by_a_pronoun_rests_on_the_name_too():
    third = summary(article(FERRY)).claims[2]
    assert (third.who, third.evidence) == (
        "Tovan Denvik",
        Evidence(article="a1", sentences=(2, 3)),
    )


def test_statements_rest_on_claims_and_come_in_the_order_of_the_article():
    made = summary(article(FERRY), sentences=2)
    order = [claim.id for claim in made.claims]
    cited = [said.claims[0] for said in made.statements]
    assert len(cited) == 2
    assert sorted(cited, key=order.index) == cited


def test_actors_carry_the_roles_the_article_gives_them():
    actors = {one.name: one.role for one in summary(article(FERRY)).actors}
    assert actors["Tovan Denvik"] == "Mayor"


def test_the_same_article_gives_the_same_summary():
    assert summary(article(FERRY)) == summary(article(FERRY))
    assert summary(article(FERRY)).model == MODEL


def test_an_article_without_sentences_gives_a_finding():
    made = summary(article(""))
    assert (made.statements, made.claims) == ((), ())
    assert [found.code for found in made.findings] == ["source-vanished"]


SHORT = ["Mayor Tovan Denvik opened the bridge in Karsk.", "Pictures of the day"]


@pytest.mark.parametrize("text", SHORT)
def test_one_sentence_is_its_own_summary(text):
    assert [said.text for said in summary(article(text)).statements] == [text]


def test_a_long_article_keeps_its_best_claims():
    text = " ".join(
        f"Denvik gave {n} euros to the town of Karsk{n}." for n in range(500)
    )
    made = summary(article(text))
    assert len(made.claims) == MOST_CLAIMS
    assert {i for said in made.statements for i in said.claims} <= {
        claim.id for claim in made.claims
    }


LANGUAGES = [
    ("de", "Bürgermeister Tovan Denvik eröffnete am Freitag die neue Brücke in Karsk."),
    (
        "uk",
        "Мер Тован Денвік заявив у пʼятницю, що новий міст відкриють наступного тижня.",
    ),
    (
        "ja",
        "市長は金曜日に新しい橋の開通式で記者団に対し、工事は順調に進んだと述べた。",
    ),
    ("th", "นายกรัฐมนตรีกล่าวว่ารัฐบาลจะจัดสรรงบประมาณเพิ่มเติมสำหรับภาคใต้"),
]


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_other_languages_and_scripts_give_a_summary(language, text):
    made = summary(article(text, language))
    assert [said.text for said in made.statements] == [text]
    assert made.claims[0].certainty == "reported"
