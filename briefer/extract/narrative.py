"""Sections told in sentences: bottom line, developments, stories and timeline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefer.extract.desk import Desk, Told, span
from briefer.extract.salience import Ranked, by_score, can_open, fresh
from briefer.schema import Event, Item, Story

BOTTOM_LINE = (3, 75)
"""Most sentences and words of it."""
KEY_WORDS = 35
"""Words up to which a key development reads well."""
DATED = 6
"""Entries of the timeline from one story."""


def bottom_line(desk: Desk, section: str) -> Iterator[Item]:
    """The best sentence of each of the stories that lead, as many as there is room for.

    Stories that more sources report come first, then the newest.
    """
    for one in _leads(desk):
        yield desk.statement(section, one)


def _leads(desk: Desk) -> list[Ranked]:
    most, room = BOTTOM_LINE
    found: list[Ranked] = []
    for told in _leading(desk)[:most]:
        fitting = (one for one in told.chosen if one.line.words <= room)
        if one := next(fitting, None):
            found.append(one)
            room -= one.line.words
    return found


def key_developments(desk: Desk, section: str) -> Iterator[Item]:
    """The best sentence of each story that the bottom line does not have.

    Stories that more sources report come first, then the newest.
    """
    taken = {id(one) for one in _leads(desk)}
    for told in _leading(desk):
        left = [one for one in told.chosen if id(one) not in taken] or told.chosen
        short = (one for one in left if one.line.words <= KEY_WORDS)
        if one := next(short, next(iter(left), None)):
            yield desk.statement(section, one)


def _leading(desk: Desk) -> list[Told]:
    """The stories that more sources report first, then the newest."""
    return sorted(desk.told, key=lambda told: len(told.articles), reverse=True)


def statements(desk: Desk, section: str) -> Iterator[Item]:
    """The sentences of all stories, one story after the other."""
    for told in desk.told:
        for one in told.chosen:
            yield desk.statement(section, one)


def stories(desk: Desk, section: str) -> Iterator[Item]:
    """Each story in the order of its articles and their sentences."""
    for told in desk.told:
        order = {article.id: place for place, article in enumerate(told.articles)}
        chosen = sorted(
            told.chosen, key=lambda one: (order[one.line.article], one.line.number)
        )
        dates = [a.published for a in told.articles if len(a.published.date) > 4]
        yield Story(
            title=told.title,
            when=span(dates),
            statements=tuple(desk.statement(section, one) for one in chosen),
        )


def timeline(desk: Desk, section: str) -> Iterator[Item]:
    """The best dated sentences of each story, all in order of time."""
    dated = (
        one for told in desk.told for one in islice(fresh(_dated(desk, told)), DATED)
    )
    for one in sorted(dated, key=lambda one: desk.claim(one).when.date):
        made = desk.statement(section, one)
        when = desk.claim(one).when
        yield Event(id=made.id, text=made.text, claims=made.claims, when=when)


def _dated(desk: Desk, told: Told) -> Iterator[Ranked]:
    for one in by_score(told.ranked):
        if can_open(one.line) and len(desk.claim(one).when.date) >= len("2025-01"):
            yield one
