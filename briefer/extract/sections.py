"""The sections of a briefing by id and shape, and sections of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from briefer.extract import counts, narrative, stances
from briefer.extract.base import terms
from briefer.extract.desk import Desk
from briefer.extract.salience import Ranked
from briefer.schema import Item, Section
from briefer.settings import SectionSetting

TOPIC = 2
"""Points a sentence needs to belong to a section of the user's own: two for a word of
its title, one for a word of its instruction."""

Builder = Callable[[Desk, str], Iterator[Item]]
"""Makes the items of the section with this id."""

BY_ID: Mapping[str, Builder] = {
    "bottom_line": narrative.bottom_line,
    "key_developments": narrative.key_developments,
}
BY_SHAPE: Mapping[str, Builder] = {
    "statements": narrative.statements,
    "stories": narrative.stories,
    "timeline": narrative.timeline,
    "positions": stances.positions,
    "figures": counts.figures,
    "disagreements": counts.disagreements,
    "outlook": stances.outlook,
    "gaps": counts.gaps,
}
SHIPPED = frozenset({*BY_ID, "situation", *BY_SHAPE} - {"statements", "stories"})
"""Ids of the shipped sections, which are about everything."""

_ASKED = """sentence sentences entry entries list write each word words claim claims
article articles most few one section statement statements title instruction only what
which how keep short date report"""
_NO_TOPIC = frozenset(terms(_ASKED, "en"))
"""Words of instructions that are no topic."""


def section(desk: Desk, setting: SectionSetting) -> Section:
    """The section with all entries there are for it, before any limit."""
    if setting.id not in SHIPPED:
        desk = _on_topic(desk, setting)
    build = BY_ID.get(setting.id) or BY_SHAPE[setting.shape]
    return Section(
        id=setting.id,
        title=setting.title,
        shape=setting.shape,  # type: ignore[arg-type]
        items=tuple(build(desk, setting.id)),
    )


def _on_topic(desk: Desk, setting: SectionSetting) -> Desk:
    """The desk with nothing but what a section of the user's own is about.

    A section whose title and instruction name no topic is about everything.
    """
    title = set(terms(setting.title, desk.language)) - _NO_TOPIC
    asked = set(terms(setting.instruction, desk.language)) - _NO_TOPIC - title
    if not title | asked:
        return desk

    def fits(one: Ranked) -> bool:
        found = set(one.line.terms)
        return 2 * len(found & title) + len(found & asked) >= TOPIC

    told = [
        replace(
            told,
            ranked=tuple(filter(fits, told.ranked)),
            chosen=tuple(filter(fits, told.chosen)),
        )
        for told in desk.told
    ]
    return replace(desk, told=tuple(one for one in told if one.ranked))
