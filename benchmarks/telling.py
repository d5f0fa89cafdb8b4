"""Turns a drafted fact into a sentence of an article, and into claims about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from benchmarks.world import Draft, Person, Value

_TOKEN = re.compile(r"\{(\w+)\}|\[(\w+):([^|\]]*)\|([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_FIRST = re.compile(r"(?:\[\w+:)?(.)")
_SUBJECT = re.compile(r"(?:^|, )(\{speaker\})(?= \w)")
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PLACES = ("place", "place2", "country", "country2", "org", "firm", "newcomer", "other")
_ROLES = {
    **dict.fromkeys(_PLACES, "name"),
    **dict.fromkeys(("n", "m", "big", "share", "share2", "points"), "number"),
    **dict.fromkeys(("money", "span", "length", "votes"), "number"),
    **dict.fromkeys(("a", "b"), "side"),
    **{"speaker": "speaker", "quote": "quotation", "post": "title"},
    **{"day": "date", "future": "date", "month": "date"},
}
"""Slot to the class of corruptions that may change it."""
_UNITS = {"million": "billion", "billion": "million", "$": "€", "€": "$", "£": "$"} | {
    "minutes": "hours",
    "km": "miles",
}


PEOPLE = ("speaker", "other", "a", "b")
"""Slots that can hold a person."""


@dataclass(frozen=True)
class Part:
    """A span of a text that a corruption may change, and into what."""

    role: str
    start: int
    end: int
    instead: str | None = None
    """None where the corruption chooses."""

    def moved(self, by: int) -> Part:
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True)
class Told:
    """A sentence and its parts; `facts` are the places of the facts it tells."""

    text: str
    parts: tuple[Part, ...]
    facts: tuple[int, ...] = ()
    opening: str = ""
    """The first letter as it is within a sentence."""

    def words(self, part: Part) -> str:
        return self.text[part.start : part.end]

    def all(self, role: str) -> tuple[Part, ...]:
        """The parts of one role."""
        return tuple(part for part in self.parts if part.role == role)


def slots(line: str) -> set[str]:
    """The names of the slots of a template."""
    return set(_SLOT.findall(line))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


# Sentences


def takes_pronoun(line: str) -> bool:
    """Whether the speaker stands where `he` or `she` can."""
    return bool(_SUBJECT.search(line)) and line.count("{speaker}") == 1


def sentence(line: str, values: Mapping[str, str]) -> str:
    """The template with the article's words for each value."""
    return capital(_SLOT.sub(lambda slot: values[slot[1]], line))


def in_article(
    draft: Draft, published: date, met: set[str], random: Random
) -> dict[str, str]:
    """The words of an article for each value; people not in `met` come with title."""
    return {
        slot: _article_words(slot, value, published, met, random)
        for slot, value in draft.values.items()
    }


def _article_words(
    slot: str, value: Value, published: date, met: set[str], random: Random
) -> str:
    if isinstance(value, Person):
        return value.family if value.name in met else f"{value.title} {value.name}"
    if isinstance(value, date):
        return day_words(slot, value, published, random)
    if isinstance(value, int):
        is_word = value < len(_WORDS) and random.random() < 0.5
        return _WORDS[value] if is_word else f"{value:,}"
    return value


def day_words(slot: str, day: date, published: date, random: Random) -> str:
    """`on Tuesday`, `yesterday`, `on 3 March`, `in March`: as news write a date."""
    if slot == "month":
        return f"in {day:%B}"
    ago = (published - day).days
    if ago in (0, 1) and random.random() < 0.2:
        return ("today", "yesterday")[ago]
    if -7 < ago < 7 and random.random() < 0.85:
        return f"on {day:%A}"
    return random.choice((f"on {day.day} {day:%B}", f"on {day:%B} {day.day}"))


# Claims


def claim(line: str, draft: Draft, place: int, random: Random, titled: str) -> Told:
    """The claim a template makes of the fact; `titled` may be named with a title."""
    surfaces = {
        slot: _claim_words(slot, draft.values[slot], random, titled)
        for slot in sorted(slots(line))
    }
    told = _rendered(line, surfaces)
    first = _FIRST.match(line)
    is_literal = first is not None and first[1] not in '{"|'
    opening = told.text[:1].lower() if is_literal else told.text[:1]
    text = capital(told.text)
    return replace(told, text=text, facts=(place,), opening=opening)


def _rendered(line: str, surfaces: Mapping[str, Told]) -> Told:
    """The template filled in, and the parts where they have come to stand."""
    text, parts, at = "", [], 0
    for token in _TOKEN.finditer(line):
        text += line[at : token.start()]
        told = surfaces[token[1]] if token[1] else _bracket(token, surfaces)
        parts += [part.moved(len(text)) for part in told.parts]
        text, at = text + told.text, token.end()
    return Told(text + line[at:], tuple(parts))


def _bracket(token: re.Match[str], surfaces: Mapping[str, Told]) -> Told:
    told, instead = _rendered(token[3], surfaces), _rendered(token[4], surfaces)
    part = Part(token[2], 0, len(told.text), instead.text)
    return replace(told, parts=(part, *told.parts))


def _claim_words(slot: str, value: Value, random: Random, titled: str) -> Told:
    if isinstance(value, Person):
        return _person(slot, value, random, titled)
    if isinstance(value, date):
        return _date(slot, value, random)
    if slot in ("money", "span", "length"):
        return _quantity(str(value))
    text = f"{value:,}" if isinstance(value, int) else value
    role = _ROLES.get(slot)
    return Told(text, (Part(role, 0, len(text)),) if role else ())


def _person(slot: str, value: Person, random: Random, titled: str) -> Told:
    name = Part(_ROLES[slot], 0, len(value.name))
    if value.name != titled or random.random() < 0.5:
        return Told(value.name, (name,))
    title = Part("title", 0, len(value.title))
    text = f"{value.title} {value.name}"
    return Told(text, (title, name.moved(len(value.title) + 1)))


def _quantity(text: str) -> Told:
    units = (
        Part("unit", 0, len(text), text.replace(unit, instead))
        for unit, instead in _UNITS.items()
        if unit in text
    )
    return Told(text, (Part("number", 0, len(text)), *units))


def _date(slot: str, day: date, random: Random) -> Told:
    """The full date, one time in four with its weekday."""
    if slot == "month":
        return Told(f"in {day:%B %Y}", (Part("date", 3, len(f"in {day:%B %Y}")),))
    plain = random.choice((f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"))
    if random.random() < 0.75:
        return Told(f"on {plain}", (Part("date", 3, 3 + len(plain)),))
    weekday = f"{day:%A}"
    text = f"on {weekday}, {plain}"
    parts = Part("date", 3, len(text)), Part("weekday", 3, 3 + len(weekday))
    return Told(text, parts)


def joined(first: Told, second: Told) -> Told:
    """Two sentences as one, with `and` between them."""
    start = first.text.rstrip(".") + ", and "
    moved = tuple(part.moved(len(start)) for part in second.parts)
    rest = second.opening + second.text[1:]
    facts = first.facts + second.facts
    return Told(start + rest, first.parts + moved, facts, first.opening)
