"""Replies of the merge become values: what is kept, mended, dropped and reported."""

from __future__ import annotations

from typing import Any

import pytest

from briefer.briefing_reply import reply_model
from briefer.exchange import Answer, schema_of
from briefer.ledger import Entry
from briefer.llm.base import Reply
from briefer.merge import Frame, read, span
from briefer.people import people, respelled
from briefer.prompts import Person
from briefer.schema import Actor, Briefing, When, statements_of
from briefer.settings import SectionSetting
from tests.values import claim, context, ledger, on, summary

KNOWN = context(
    summary("a1", claim("a1.k1", when=on("2025-03-02")), claim("a1.k2")),
    summary(
        "a2",
        claim("a2.k1", when=on("2025-03-01")),
        claim("a2.k2", when=on("2025-03")),
        actors=(Actor(name="Ada Novak", role="mayor"),),
    ),
)
FRAME = Frame("Title", "en", When(), "")


def merged(shape: str, *items: dict[str, Any], limit: int = 0, also=()) -> Briefing:
    """The briefing of one section `x` that holds `items`."""
    section = SectionSetting("x", "X", shape, "Write it.", limit)
    value = reply_model([section]).model_validate({"x": list(items)})
    answer = Answer(value, (Reply("", "m"),))
    entries = [*ledger(KNOWN), *also]
    return read(entries, KNOWN, answer, FRAME, [section])


def items(briefing: Briefing) -> list[Any]:
    """Items of the one section, of whatever kind they are."""
    return list(briefing.sections[0].items)


def said(text: str, *numbers: int) -> dict[str, Any]:
    return {"text": text, "claims": list(numbers)}


def codes(briefing: Briefing) -> list[str]:
    return [finding.code for finding in briefing.findings]


def test_numbers_become_claims_in_the_order_of_the_reply():
    briefing = merged("statements", said("It rained.", 3, 1))
    [statement] = briefing.statements()
    assert statement.claims == ("a2.k1", "a1.k1")


def test_numbers_that_stand_for_nothing_are_taken_out_and_reported():
    briefing = merged("statements", said("It rained.", 99, 0, 1, 1))
    [statement] = briefing.statements()
    assert statement.claims == ("a1.k1",)
    assert codes(briefing) == ["citation-unknown"]
    assert briefing.findings[0].message == "2 cited that do not exist"


@pytest.mark.parametrize("numbers", [(), (99,)])
def test_a_statement_without_support_is_dropped_and_reported(numbers):
    briefing = merged("statements", said("It rained.", *numbers))
    assert list(briefing.statements()) == []
    assert "citation-missing" in codes(briefing)


def test_a_claim_brings_those_it_stands_for_and_five_are_enough():
    joined = Entry(claim("a1.k1"), also=("a1.k2", "a2.k1", "a2.k2"))
    briefing = merged("statements", said("It rained.", 5), also=[joined])
    [statement] = briefing.statements()
    assert statement.claims == ("a1.k1", "a1.k2", "a2.k1", "a2.k2")


def test_the_timeline_takes_its_dates_from_claims_and_is_sorted():
    briefing = merged("timeline", said("Later.", 1), said("First.", 3), said("Mid.", 2))
    events = items(briefing)
    assert [(e.when.date, e.text) for e in events] == [
        ("2025-03-01", "First."),
        ("2025-03-02", "Later."),
    ]
    assert codes(briefing) == ["date-unresolved"]


def test_of_several_dates_the_most_exact_one_counts():
    [event] = items(merged("timeline", said("It rained.", 4, 1)))
    assert event.when.date == "2025-03-02"


def test_positions_of_one_actor_are_one_entry():
    briefing = merged(
        "positions",
        {"actor": "Ada Novak", "role": "mayor", "statements": [said("She wants.", 1)]},
        {"actor": "Bea", "role": "", "statements": [said("Lost.", 99)]},
        {"actor": "Ada Nóvak", "role": "", "statements": [said("She rejects.", 2)]},
    )
    [position] = items(briefing)
    assert [s.text for s in position.statements] == ["She wants.", "She rejects."]


def test_a_figure_is_a_statement_of_quantity_and_value():
    reply = {"quantity": "Rain", "value": "at least 20 mm", "claims": [1]}
    [figure] = items(merged("figures", reply))
    assert (figure.text, figure.when.date) == ("Rain: at least 20 mm", "2025-03-02")


def side(who: str, number: int) -> dict[str, Any]:
    return {"who": who, "text": f"{who} says so.", "claims": [number]}


def test_a_disagreement_needs_two_supported_sides():
    both = {"question": "Did it rain?", "conflict": "conflict"}
    briefing = merged(
        "disagreements",
        both | {"sides": [side("One", 1), side("Two", 3)]},
        both | {"sides": [side("One", 1), side("Two", 99)]},
    )
    [item] = items(briefing)
    assert [s.who for s in item.sides] == ["One", "Two"]
    assert codes(briefing)[-1] == "disagreement-one-sided"


def test_a_forecast_of_a_source_carries_no_likelihood_of_ours():
    reply = said("Rain is due.", 1) | {"likelihood": "likely", "confidence": "low"}
    own, theirs = items(
        merged("outlook", reply | {"whose": ""}, reply | {"whose": "The mayor"})
    )
    assert (own.likelihood, own.confidence) == ("likely", "low")
    assert (theirs.likelihood, theirs.confidence) == ("", "")


def test_a_gap_names_the_articles_that_were_searched():
    [gap] = items(merged("gaps", {"question": "Why?", "claims": [1, 2, 3]}))
    assert gap.searched == ("a1", "a2")
    assert statements_of(gap) == ()


def test_a_story_spans_the_dates_of_its_claims():
    reply = {"title": "Rain", "statements": [said("A.", 1), said("B.", 3)]}
    [story] = items(merged("stories", reply))
    assert (story.when.date, story.when.end) == ("2025-03-01", "2025-03-02")


def test_a_limit_of_a_section_holds_and_is_reported():
    briefing = merged("statements", said("A.", 1), said("B.", 1), limit=1)
    assert [s.text for s in briefing.statements()] == ["A."]
    assert codes(briefing) == ["section-long"]


def test_equal_statements_have_equal_ids_wherever_they_stand():
    one = merged("statements", said("A.", 1), said("B.", 3))
    other = merged("statements", said("B.", 3), said("A.", 1))
    assert {s.id for s in one.statements()} == {s.id for s in other.statements()}


def test_the_short_parts_are_written_last():
    sections = [
        SectionSetting("bottom", shape="statements"),
        SectionSetting("key", shape="statements"),
        SectionSetting("story", shape="stories"),
        SectionSetting("gaps", shape="gaps"),
    ]
    schema = schema_of(reply_model(sections)).text
    order = [schema.rindex(f'"{s}":{{') for s in ("story", "gaps", "key", "bottom")]
    assert order == sorted(order)


def test_a_span_with_an_inferred_date_is_inferred():
    covered = span([on("2025-03-01"), on("2025-02-01", basis="inferred")])
    assert covered == When(date="2025-02-01", end="2025-03-01", basis="inferred")
    assert span([]) == When()


def test_people_have_one_name_one_role_and_all_spellings():
    actors = [
        ("Olha Novakenko", "envoy"),
        ("Olha Novakenko", "special envoy"),
        ("Olha Novakenko", "special envoy"),
        ("Novakenko", ""),
        ("Ólha Novakenkó", "envoy"),
        ("the council", ""),
    ]
    made = tuple(Actor(name=name, role=role) for name, role in actors)
    assert people([summary("a1", claim("a1.k1"), actors=made)]) == (
        Person("Olha Novakenko", "special envoy", ("Ólha Novakenkó",)),
    )


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Zelenskij spoke.", "Zelenskyy spoke."),
        ("Zelenskij's call", "Zelenskyy's call"),
        ("Volodymyr Zelenskij", "Volodymyr Zelenskyy"),
        ('He said "Zelenskij" twice, Zelenskij did.', None),
        ("Zelenskijs are not he", "Zelenskijs are not he"),
    ],
)
def test_names_outside_quotations_get_one_spelling(text, spelled):
    known = [Person("Volodymyr Zelenskyy", "", ("Volodymyr Zelenskij",))]
    expected = spelled or 'He said "Zelenskij" twice, Zelenskyy did.'
    assert respelled(text, known) == expected


def test_a_reply_without_end_is_read_in_part_and_says_so():
    story = {"title": "Rain", "statements": [said("It rained.", 1)] * 1_200}
    briefing = merged("stories", story, story)
    [read_part] = items(briefing)
    assert len(read_part.statements) == 999
    assert codes(briefing) == ["reply-long"]
    assert briefing.findings[0].message.startswith("202 entries beyond 1,000")
