"""A position stands under the name of somebody it is about."""

from __future__ import annotations

import pytest

from briefer.grounding.standing import check
from briefer.schema import Actor, Article, Claim, Evidence, Position, Section, Sentence
from briefer.schema import Statement as Told

TEXT = "The Kremlin rejects the plan, its spokesman said."
ARTICLE = Article(
    id="a",
    path="a.txt",
    digest="0",
    text=TEXT,
    sentences=(Sentence(start=0, end=len(TEXT), paragraph=1),),
)
ACTORS = (Actor(name="Dag Royle", role="chief executive of Nordline Ferries"),)


def codes(actor: str, text: str, who: str = "", role: str = "") -> list[str]:
    claim = Claim(
        id="a.k1",
        text=text,
        kind="position",
        who=who,
        certainty="reported",
        evidence=Evidence(article="a", sentences=(1,)),
    )
    told = Told(id="p.s1", text=text, claims=("a.k1",))
    item = Position(actor=actor, role=role, statements=(told,))
    section = Section(id="p", title="Positions", shape="positions", items=(item,))
    known = {"a.k1": claim}, {"a": ARTICLE}, ACTORS
    return [one.code for one in check((section,), *known)]


@pytest.mark.parametrize("actor", ["Kremlin", "Russian government", "Moscow"])
def test_an_actor_may_be_called_by_another_name(actor):
    assert codes(actor, "Russia rejects the plan.") == []


def test_an_actor_may_be_the_speaker_of_the_claim_alone():
    assert codes("Ann Lee", "The plan is good.", who="Ann Lee") == []


def test_a_position_of_somebody_who_is_nowhere_there_is_marked():
    assert codes("Ann Lee", "Russia rejects the plan.") == ["actor-unsupported"]
    assert codes("Ann Lee", "It is good.", who="Bo Holm") == ["actor-unsupported"]


def test_who_holds_an_office_in_a_body_speaks_for_it():
    assert codes("Nordline Ferries", "Royle, its chief executive, is sorry.") == []
    assert codes("Pellworth", "Royle is sorry.") == ["actor-unsupported"]
