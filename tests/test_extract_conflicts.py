"""Numbers that two articles give differently."""

from __future__ import annotations

import pytest

from briefer.extract.conflicts import clashes
from briefer.extract.lines import lines
from briefer.extract.salience import rank
from briefer.extract.summary import summary
from briefer.schema import Article, When
from briefer.sources.sentences import split

FILLER = "The harbor of Karsk was closed. Shops near the market stayed open all day."


def article(name: str, sentence: str) -> Article:
    text = f"{sentence} {FILLER if name == 'a' else ''}".strip()
    day = When(date="2025-07-05", basis="stated")
    made = {"path": name, "digest": "", "text": text, "sentences": split(text)}
    return Article(id=name, published=day, **made)  # type: ignore[arg-type]


def shown(first: str, second: str, *, copies: bool = False) -> list[str]:
    """What the two sentences are found to disagree on."""
    known = article("a", first), article("b", second)
    claims = {
        (claim.evidence.article, claim.evidence.sentences[-1]): claim
        for one in known
        for claim in summary(one).claims
    }
    told = [line for one in known for line in lines(one)]
    ranked = rank([li for li in told if (li.article, li.number) in claims])
    home = {"a": "a", "b": "a" if copies else "b"}
    return [clash.phrase for clash in clashes(ranked, claims, home, "en")]


A_FIRE = "A fire in Karsk on Friday killed 27 people and wounded 53, Denvik said."

CLASHING = [
    (A_FIRE, "Denvik said a fire in Karsk on Friday killed 44 people and wounded 53."),
    (
        "Ostrel and Denvik talked by telephone in Karsk for 20 minutes on Friday.",
        "Ostrel and Denvik talked by telephone in Karsk for 35 minutes on Friday.",
    ),
]


@pytest.mark.parametrize(("first", "second"), CLASHING)
def test_one_quantity_of_one_event_with_two_values_is_shown(first, second):
    assert len(shown(first, second)) == 1


AGREEING = [
    (A_FIRE, A_FIRE.replace("said", "told reporters")),
    (A_FIRE, A_FIRE.replace("Friday", "Thursday").replace("27", "44")),  # other day
    (A_FIRE, A_FIRE.replace("Karsk", "Ondal").replace("27", "44")),  # other place
    (A_FIRE, A_FIRE.replace("27", "44").replace("53", "60")),  # nothing in common
    (A_FIRE.replace("27", "at least 20"), A_FIRE),  # within the limit
    (A_FIRE, "Parliament in Karsk passed the land act with 44 votes on Friday."),
]


@pytest.mark.parametrize(("first", "second"), AGREEING)
def test_other_events_and_compatible_values_are_no_disagreement(first, second):
    assert shown(first, second) == []


def test_copies_of_one_text_do_not_disagree():
    assert shown(*CLASHING[0], copies=True) == []
