"""What becomes of claims and statements once their evidence has been looked at."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefer import verify
from briefer.llm.base import Request
from briefer.llm.scripted import Scripted
from briefer.pipeline import Built, build
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Claim,
    Disagreement,
    Evidence,
    Gap,
    Item,
    Origin,
    Section,
    Side,
    Statement,
    Story,
    When,
)
from briefer.settings import Settings
from tests.faithful import answer
from tests.values import article, claim, summary

FLOOD = (
    "The river Aller flooded 14 villages on 3 March 2025.",
    'Mayor Ada Novak said: "We will rebuild the bridge in Rethem."',
    "The province promised 20 million euros for new dikes.",
)
TEXT = "The Aller flood\n\n" + " ".join(FLOOD)


def resting(name: str, text: str, *sentences: int, **fields: object) -> Claim:
    evidence = Evidence(article="a1", sentences=sentences)
    return claim(name, text, evidence=evidence, **fields)


def examined(*claims: Claim) -> verify.Examined[ArticleSummary]:
    return verify.summary(summary("a1", *claims), article("a1", *FLOOD))


def codes(found: verify.Examined[ArticleSummary]) -> set[str]:
    return {f.code for f in found.findings if f.where.startswith("a1.k")}


def test_a_claim_its_sentence_carries_is_checked():
    made = examined(resting("a1.k1", "The river Aller flooded 14 villages.", 1))
    assert made.value.claims[0].verdict == "checked"
    assert made.failing == ()


def test_a_claim_on_the_wrong_sentence_is_moved_to_the_right_one():
    wrong = resting("a1.k1", "The river Aller flooded 14 villages on 3 March 2025.", 3)
    made = examined(wrong)
    assert made.value.claims[0].evidence.sentences == (1,)
    assert made.value.claims[0].verdict == "checked"
    assert "citation-repaired" in codes(made)


def test_a_claim_no_sentence_carries_fails():
    made = examined(resting("a1.k1", "The river Aller flooded 15 villages.", 1))
    assert made.value.claims[0].verdict == "marked"
    assert [item.case.id for item in made.failing if item.case.is_claim] == ["a1.k1"]
    assert "number-unsupported" in codes(made)


def test_quotations_are_printed_in_the_letters_of_the_source():
    curly = "Ada Novak said: “We will rebuild the bridge in Rethem”."
    made = examined(resting("a1.k1", curly, 2, who="Ada Novak"))
    assert "We will rebuild the bridge in Rethem" in made.value.claims[0].text
    assert made.failing == ()


def test_what_fails_for_good_is_dropped_or_marked_by_the_setting():
    good = resting("a1.k1", "The river Aller flooded 14 villages.", 1)
    bad = resting("a1.k2", "The river Aller flooded 15 villages.", 1)
    made = examined(good, bad)
    dropped = verify.settled(made.value, made.failing, drop=True)
    marked = verify.settled(made.value, made.failing, drop=False)
    assert [c.id for c in dropped.claims] == ["a1.k1"]
    assert [c.marks for c in marked.claims] == [(), ("number-unsupported",)]


def said(name: str, text: str, *claims: str) -> Statement:
    return Statement(id=name, text=text, claims=claims)


def briefing(*items: Item, shape: str = "statements") -> Briefing:
    section = Section(id="x", title="X", shape=shape, items=items)  # type: ignore[arg-type]
    return Briefing(
        title="T",
        language="en",
        period=When(),
        as_of="",
        generated="",
        model="m",
        sections=(section,),
        claims=(),
    )


def sources(*claims: Claim, also: tuple[Article, ...] = ()) -> verify.Sources:
    articles = (article("a1", *FLOOD), *also)
    return verify.Sources({c.id: c for c in claims}, {a.id: a for a in articles}, ())


def test_a_statement_is_given_the_claim_that_carries_it():
    wrong = resting("a1.k1", "The province promised 20 million euros.", 3)
    right = resting("a1.k2", "The river Aller flooded 14 villages.", 1)
    told = said("x.s1", "The river Aller flooded 14 villages.", "a1.k1")
    made = verify.briefing(briefing(told), sources(wrong, right))
    [statement] = made.value.statements()
    assert "a1.k2" in statement.claims
    assert statement.verdict == "checked"


FLOODED = "The river Aller flooded 14 villages."
DAY = When(date="2025-03-03", basis="stated")


@pytest.mark.parametrize(
    ("theirs", "listed"),
    [(DAY, ("a2.k1",)), (When(), ()), (When(date="2024-03-03", basis="stated"), ())],
)
def test_an_article_that_says_the_same_of_the_same_day_is_listed(theirs, listed):
    other = article("a2", "On 3 March 2025 the river Aller flooded 14 villages.")
    own = resting("a1.k1", FLOODED, 1, when=DAY)
    told = said("x.s1", FLOODED, "a1.k1")
    known = sources(own, claim("a2.k1", FLOODED, when=theirs), also=(other,))
    made = verify.briefing(briefing(told), known)
    [statement] = made.value.statements()
    assert statement.also == listed
    carried = verify.with_claims(made.value, known)
    assert [c.id for c in carried.claims] == ["a1.k1", *listed]


def test_copies_are_not_listed_as_further_articles():
    own = resting("a1.k1", FLOODED, 1, when=DAY)
    copies = [article(f"a{n}", *FLOOD) for n in (2, 3, 4)]
    claims = [claim(f"a{n}.k1", FLOODED, when=DAY) for n in (2, 3, 4)]
    known = replace(
        sources(own, *claims, also=tuple(copies)),
        origins=(Origin(articles=("a1", "a2")), Origin(articles=("a3", "a4"))),
    )
    told = said("x.s1", FLOODED, "a1.k1")
    [statement] = verify.briefing(briefing(told), known).value.statements()
    assert statement.also in (("a3.k1",), ("a4.k1",))


def test_an_article_with_another_number_is_not_listed():
    other = article("a2", "On 3 March 2025 the river Aller flooded 16 villages.")
    own = resting("a1.k1", "The river Aller flooded 14 villages.", 1)
    theirs = claim("a2.k1", "The river Aller flooded 16 villages.")
    told = said("x.s1", "The river Aller flooded 14 villages.", "a1.k1")
    made = verify.briefing(briefing(told), sources(own, theirs, also=(other,)))
    [statement] = made.value.statements()
    assert statement.also == ()


def test_the_same_sentence_twice_in_a_section_is_marked():
    own = resting("a1.k1", "The river Aller flooded 14 villages.", 1)
    one = said("x.s1", "The river Aller flooded 14 villages.", "a1.k1")
    two = said("x.s2", "The river Aller flooded 14 villages", "a1.k1")
    made = verify.briefing(briefing(one, two), sources(own))
    assert [s.marks for s in made.value.statements()] == [(), ("duplicate-statement",)]


def side(number: int) -> Side:
    return Side(who="W", statement=said(f"x.s{number}", f"Side {number}.", "a1.k1"))


@pytest.mark.parametrize(
    ("item", "left"),
    [
        (said("x.s1", "A.", "a1.k1"), []),
        (
            Story(
                title="T",
                when=When(),
                statements=(said("x.s1", "A.", "k"), said("x.s2", "B.", "k")),
            ),
            ["B."],
        ),
        (
            Disagreement(question="Q", conflict="conflict", sides=(side(1), side(2))),
            [],
        ),
        (
            Disagreement(
                question="Q", conflict="conflict", sides=(side(1), side(2), side(3))
            ),
            ["Side 2.", "Side 3."],
        ),
        (Gap(question="Q", searched=("a1",)), None),
    ],
)
def test_leaving_a_statement_out_leaves_no_hole(item, left):
    made = verify.changed(briefing(item), lambda s: None if s.id == "x.s1" else s)
    assert [s.text for s in made.statements()] == (left or [])
    assert bool(made.sections[0].items) == (left is None or left != [])


def built(tmp_path: Path, script, **settings: object) -> Built:
    (tmp_path / "articles").mkdir(exist_ok=True)
    (tmp_path / "articles" / "a.txt").write_text(TEXT)
    made = Settings(sources=(str(tmp_path / "articles"),), folder=tmp_path, **settings)  # type: ignore[arg-type]
    return asyncio.run(build(made, Scripted(script)))


def wrong_number(mended: str):
    """A model that tells one number wrong, and answers `mended` when asked again."""

    def script(request: Request) -> str:
        if request.stage == "mend":
            asked = request.messages[1].content
            assert "`15` is not in" in asked
            count = asked.count("`15` is not in")
            told = [{"n": n, "text": mended} for n in range(1, count + 1)]
            return json.dumps({"sentences": told})
        text = answer(request)
        return text.replace("14", "15") if request.stage == "summarize" else text

    return script


def test_a_failing_claim_is_asked_about_once_and_mended(tmp_path):
    right = "The river Aller flooded 14 villages on 3 March 2025."
    edition = built(tmp_path, wrong_number(right)).edition
    assert edition.summaries[0].claims[0].text == right
    assert edition.summaries[0].claims[0].verdict == "checked"
    assert [s.stage for s in edition.stages] == ["summarize", "mend", "merge"]


@pytest.mark.parametrize("mended", ["", "The river Aller flooded 16 villages."])
def test_a_claim_that_cannot_be_mended_is_left_out_and_reported(tmp_path, mended):
    edition = built(tmp_path, wrong_number(mended)).edition
    texts = [c.text for s in edition.summaries for c in s.claims]
    assert all("15" not in text and "16" not in text for text in texts)
    assert "number-unsupported" in {f.code for f in edition.findings}


def test_or_shown_with_a_mark_on_every_page(tmp_path):
    edition = built(tmp_path, wrong_number(""), unsupported="mark").edition
    [first, *_] = edition.briefing.statements()
    assert first.verdict == "marked"
    for page in ("briefing.md", "briefing.html"):
        text = (tmp_path / "out" / page).read_text(encoding="utf-8")
        assert "number unsupported" in text


ADDED = "The province did not promise 20 million euros for new dikes."


def standing_by(told: str, source: str):
    """A model that tells a sentence otherwise, and stands by it when asked again."""

    def script(request: Request) -> str:
        if request.stage == "mend":
            count = request.messages[1].content.count(f" {told}\n- ")
            said = [{"n": n, "text": told} for n in range(1, count + 1)]
            return json.dumps({"sentences": said})
        text = answer(request)
        return text.replace(source, told) if request.stage == "summarize" else text

    return script


def test_what_a_model_stands_by_is_shown_with_a_mark_where_wordings_differ(tmp_path):
    edition = built(tmp_path, standing_by(ADDED, FLOOD[2])).edition
    [claim] = [c for c in edition.summaries[0].claims if c.text == ADDED]
    assert (claim.verdict, claim.marks) == ("marked", ("negation-changed",))
    assert "negation changed" in (tmp_path / "out" / "briefing.md").read_text("utf-8")


def test_no_model_stands_by_a_number_against_its_source(tmp_path):
    told = "The province promised 30 million euros for new dikes."
    edition = built(tmp_path, standing_by(told, FLOOD[2])).edition
    assert told not in [c.text for c in edition.summaries[0].claims]


def test_a_judge_may_add_a_mark_and_nothing_else(tmp_path):
    def script(request: Request) -> str:
        if request.stage != "judge":
            return answer(request)
        rulings = [{"n": 1, "verdict": "not"}, {"n": 2, "verdict": "partly"}]
        return json.dumps({"rulings": rulings})

    edition = built(tmp_path, script, judge=True).edition
    told = list(edition.briefing.statements())
    assert [s.marks for s in told if s.marks] == [("judged-unsupported",)]
    assert {"judged-unsupported", "judged-partly"} <= {f.code for f in edition.findings}


def test_a_judge_that_cannot_answer_leaves_the_briefing_as_it_is(tmp_path):
    def script(request: Request) -> str:
        return "no" if request.stage == "judge" else answer(request)

    edition = built(tmp_path, script, judge=True).edition
    assert all(s.verdict == "checked" for s in edition.briefing.statements())
    assert "check-skipped" in {f.code for f in edition.findings}
