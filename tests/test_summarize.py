"""Replies about one article become a summary, a ledger and findings."""

from __future__ import annotations

from typing import Any

import pytest

from briefer.exchange import Answer
from briefer.llm.base import Reply
from briefer.schema import Article, ArticleSummary, Chunk, When
from briefer.summarize import Summary, read, text_of
from tests.values import article, on

SENTENCES = ("It rained on Friday.", "Two roads closed.", "One opened.", "Rain is due.")
ARTICLE = article("a1", *SENTENCES)


def said(n: int, *sentences: int, **fields: Any) -> dict[str, Any]:
    base = {"n": n, "text": f"Claim {n}.", "kind": "event", "certainty": "confirmed"}
    return base | {"sentences": list(sentences)} | fields


def answer(*claims: dict[str, Any], summary=((1,),), published="") -> Answer[Summary]:
    value = {
        "published": {"date": published, "why": "It says so."},
        "actors": [{"name": "Ada", "role": "mayor"}, {"name": "Ada", "role": ""}],
        "claims": list(claims),
        "summary": [{"text": "It rained.", "claims": list(c)} for c in summary],
    }
    return Answer(Summary.model_validate(value), (Reply("", "m"),))


def summarized(*answers: Answer[Summary], of: Article = ARTICLE) -> ArticleSummary:
    size = len(of.sentences) // len(answers)
    chunks = [
        Chunk(article=of.id, first=i * size + 1, last=(i + 1) * size, tokens=1)
        for i in range(len(answers))
    ]
    return read(of, chunks, answers)


def codes(summary: ArticleSummary) -> list[str]:
    return [finding.code for finding in summary.findings]


def test_numbers_become_ids_and_sentences():
    summary = summarized(answer(said(1, 2), said(2, 3, 1), summary=[[2, 1]]))
    assert [(c.id, c.evidence.sentences) for c in summary.claims] == [
        ("a1.k1", (2,)),
        ("a1.k2", (1, 3)),
    ]
    assert summary.statements[0].claims == ("a1.k2", "a1.k1")


def test_a_second_part_counts_on_from_the_first():
    summary = summarized(answer(said(1, 2)), answer(said(1, 1), said(2, 3)))
    assert [(c.id, c.evidence.sentences) for c in summary.claims] == [
        ("a1.k1", (2,)),
        ("a1.k2", (3,)),
    ]
    assert codes(summary) == ["citation-unknown", "citation-missing"]


def test_what_cites_nothing_there_is_dropped_and_reported():
    summary = summarized(answer(said(1, 99), said(2, 1), summary=[[1], [2, 7]]))
    assert [c.text for c in summary.claims] == ["Claim 2."]
    assert [s.claims for s in summary.statements] == [("a1.k1",)]
    assert sorted(codes(summary)) == [
        "citation-missing",
        "citation-missing",
        "citation-unknown",
        "citation-unknown",
        "citation-unknown",
    ]


def test_evidence_is_three_sentences_at_most():
    summary = summarized(answer(said(1, 4, 3, 2, 1)))
    assert summary.claims[0].evidence.sentences == (2, 3, 4)


@pytest.mark.parametrize(
    ("words", "date", "published", "basis"),
    [
        ("on 4 July 2025", "2025-07-04", When(), "stated"),
        ("on Friday", "2025-07-04", on("2025-07-05"), "resolved"),
        ("on Friday", "2025-07-04", on("2025-07-05", basis="inferred"), "inferred"),
        ("on Friday", "2025-07-03", on("2025-07-05"), "inferred"),
        ("on Friday", "2025-07-04", When(), "inferred"),
        ("once", "", on("2025-07-05"), "unknown"),
        ("once", "soon", on("2025-07-05"), "unknown"),
        ("once", "2025-02-31", on("2025-07-05"), "unknown"),
    ],
)
def test_code_decides_how_a_date_is_known(words, date, published, basis):
    of = article("a1", *SENTENCES, published=published)
    made = summarized(answer(said(1, 1, date=date, date_words=words)), of=of)
    when = made.claims[0].when
    assert when.basis == basis
    assert when.date == (date if basis != "unknown" else "")


def test_a_planned_friday_lies_ahead():
    of = article("a1", *SENTENCES, published=on("2025-07-05"))
    reply = said(1, 4, date="2025-07-11", date_words="on Friday", certainty="planned")
    assert summarized(answer(reply), of=of).claims[0].when.basis == "resolved"


def test_a_span_of_days_is_read():
    reply = said(1, 1, date="2025-07-04/2025-07-06")
    when = summarized(answer(reply)).claims[0].when
    assert (when.date, when.end) == ("2025-07-04", "2025-07-06")


def test_a_night_is_of_two_days():
    of = article("a1", *SENTENCES, published=on("2025-07-05"))
    reply = said(1, 1, date="2025-07-04", date_words="overnight")
    when = summarized(answer(reply), of=of).claims[0].when
    assert (when.date, when.end, when.basis) == ("2025-07-04", "2025-07-05", "resolved")


@pytest.mark.parametrize(
    ("stated", "concluded", "expected"),
    [
        (on("2025-01-01"), "2025-02-02", on("2025-01-01")),
        (
            When(),
            "2025-02-02",
            When(date="2025-02-02", basis="inferred", words="It says so."),
        ),
        (When(), "last week", When()),
    ],
)
def test_a_stated_publication_date_wins_over_a_concluded_one(
    stated, concluded, expected
):
    of = article("a1", *SENTENCES, published=stated)
    made = summarized(answer(said(1, 1), published=concluded), of=of)
    assert made.published == expected


def test_an_actor_is_listed_once():
    [actor] = summarized(answer(said(1, 1))).actors
    assert (actor.name, actor.role) == ("Ada", "mayor")


def test_the_prompt_gets_a_part_numbered_from_one_with_what_came_before():
    text = text_of(ARTICLE, Chunk(article="a1", first=3, last=4, tokens=1))
    assert [(s.number, s.text) for s in text.sentences] == [
        (1, "One opened."),
        (2, "Rain is due."),
    ]
    assert (text.before, text.is_part) == ("Two roads closed.", True)


def test_a_reply_without_end_is_read_in_part_and_says_so():
    made = summarized(answer(*(said(n, 1) for n in range(1, 1_003))))
    assert len(made.claims) == 1_000
    assert codes(made) == ["reply-long"]
    assert made.findings[0].message == "2 entries beyond 1,000 were not read"
