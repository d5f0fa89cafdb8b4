"""Sections about who says what: positions, and what sources expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from briefer.extract import phrases
from briefer.extract.desk import Desk, Told
from briefer.extract.salience import Ranked, by_score, can_open, fresh, substance
from briefer.schema import Claim, Item, Judgment, Position

ACTORS, EACH = 12, 3
"""Most actors with a position, and statements of each."""
AHEAD = 3
"""Forecasts from one story."""
TELLING = 0.25
"""Substance of a forecast: without names, days and numbers it is a phrase."""

_SAID = ("position", "forecast", "statement")
"""Kinds of claims that tell where a speaker stands, the clearest first."""


def positions(desk: Desk, section: str) -> Iterator[Item]:
    """What each named speaker says, those heard most first."""
    said, known = _speakers(desk)
    for key in sorted(said, key=lambda key: (-len(said[key]), key))[:ACTORS]:
        best = islice(fresh(_by_stance(desk, said[key])), EACH)
        name, role = known[key]
        yield Position(
            actor=name,
            role=role,
            statements=tuple(desk.statement(section, one) for one in best),
        )


def _speakers(
    desk: Desk,
) -> tuple[dict[str, list[Ranked]], dict[str, tuple[str, str]]]:
    """Sentences by the key of their speaker, and the speaker's name and role."""
    said: dict[str, list[Ranked]] = {}
    known: dict[str, tuple[str, str]] = {}
    for told in desk.told:
        for one in told.ranked:
            if _is_position(desk, one):
                name, key = desk.actor(told, desk.claim(one).who)
                said.setdefault(key, []).append(one)
                _, role = known.get(key, ("", ""))
                known[key] = name, role or told.roles.get(name, "")
    return said, known


def _is_position(desk: Desk, one: Ranked) -> bool:
    """Whether a single speaker with a name says it, and the sentence tells so."""
    claim = desk.claim(one)
    is_named = claim.who[:1].isupper() and " and " not in claim.who
    return is_named and claim.kind in _SAID and not one.line.is_spoken


def _by_stance(desk: Desk, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Positions before mere statements, the best of each first."""
    return sorted(
        ranked, key=lambda one: (_SAID.index(desk.claim(one).kind), -one.score)
    )


def outlook(desk: Desk, section: str) -> Iterator[Item]:
    """What sources announce and expect, as far as it is not past."""
    for told in desk.told:
        ahead = (one for one in by_score(told.ranked) if _is_ahead(desk, one))
        for one in islice(fresh(ahead), AHEAD):
            made = desk.statement(section, one)
            whose = answers(desk, told, desk.claim(one))
            yield Judgment(id=made.id, text=made.text, claims=made.claims, whose=whose)


def _is_ahead(desk: Desk, one: Ranked) -> bool:
    claim = desk.claim(one)
    is_past = bool(claim.when.date) and claim.when.date < desk.as_of[:10]
    is_told = can_open(one.line) and substance(one.line) >= TELLING
    return claim.kind == "forecast" and is_told and not is_past


def answers(desk: Desk, told: Told, claim: Claim) -> str:
    """Who answers for a claim: its speaker, else the outlet; never empty."""
    if claim.who:
        return desk.actor(told, claim.who)[0]
    outlets = {one.id: one.outlet or one.agency for one in told.articles}
    outlet = claim.via or outlets.get(claim.evidence.article, "")
    return outlet or phrases.phrase("the-article", desk.language)
