"""Fictional events: the people and places they share, and facts with drawn values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.wordings import FactKind, Words

LEADS = 5
"""Leading facts of an event, told by every article about it."""


@dataclass(frozen=True)
class Person:
    """Somebody who acts or speaks."""

    given: str
    family: str
    title: str
    office: str
    pronoun: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


Value = str | int | date | Person


@dataclass(frozen=True)
class Draft:
    """A fact before it is told: its kind and a value for every slot."""

    key: str
    kind: FactKind
    values: dict[str, Value]
    is_lead: bool = False


@dataclass(frozen=True)
class World:
    """What the articles about one event share."""

    event: str
    day: date
    """When the first article appeared."""
    words: Words
    people: tuple[Person, ...]
    lists: dict[str, tuple[str, ...]]
    """Places, countries, organizations and companies in play."""
    leads: tuple[Draft, ...] = ()


def world(event: str, random: Random, known: Words) -> World:
    """People, places and leading facts for one event."""
    sizes = {"places": 5, "countries": 3, "orgs": 4, "firms": 3}
    lists = {k: tuple(random.sample(known.lists[k], n)) for k, n in sizes.items()}
    families = random.sample(known.lists["families"], 7)
    people = tuple(_person(family, lists, random, known) for family in families)
    day = date(2025, 1, 5) + timedelta(days=random.randrange(700))
    made = World(event, day, known, people, lists)
    kinds = random.sample(known.kinds, LEADS)
    leads = (draft(kind, made, random, day) for kind in kinds)
    return replace(made, leads=tuple(replace(one, is_lead=True) for one in leads))


def _person(
    family: str, lists: dict[str, tuple[str, ...]], random: Random, known: Words
) -> Person:
    is_woman = random.random() < 0.5
    given = random.choice(known.lists["women" if is_woman else "men"])
    title, office = random.choice(known.offices)
    office = office.format(place=lists["places"][0], country=lists["countries"][0])
    return Person(given, family, title, office, "she" if is_woman else "he")


def draft(kind: FactKind, made: World, random: Random, published: date) -> Draft:
    """A fact of this kind with values of its own."""
    values = (
        names(made, random)
        | _amounts(random)
        | _days(random, published)
        | _things(made, random)
    )
    return Draft(f"{made.event}.{kind.name}.{random.getrandbits(32):08x}", kind, values)


def names(made: World, random: Random) -> dict[str, Value]:
    """People, places, countries, an organization and a company; pairs differ."""
    speaker, other, newcomer = random.sample(made.people, 3)
    place, place2 = random.sample(made.lists["places"], 2)
    country, country2 = random.sample(made.lists["countries"], 2)
    a, b = random.choice(((country, country2), (speaker, other)))
    return {
        **{"speaker": speaker, "other": other, "newcomer": newcomer.name},
        **{"place": place, "place2": place2, "country": country, "country2": country2},
        "org": random.choice(made.lists["orgs"]),
        "firm": random.choice(made.lists["firms"]),
        **{"a": a, "b": b},
    }


_THINGS = {
    **{"cause": "causes", "goal": "goals", "deed": "deeds", "goods": "goods"},
    **{"plan": "plans", "works": "works", "issue": "issues", "quote": "quotes"},
    "post": "posts",
}
"""Slot to word list."""


def _things(made: World, random: Random) -> dict[str, Value]:
    country = made.lists["countries"][0]
    return {
        slot: random.choice(made.words.lists[key]).replace("{country}", country)
        for slot, key in _THINGS.items()
    }


def _amounts(random: Random) -> dict[str, Value]:
    deaths, injured = random.sample(range(3, 98), 2)
    yes = random.randint(150, 300)
    share, share2 = _decimal(random, 2, 39), _decimal(random, 40, 78)
    hundreds, households = random.randint(12, 99) * 100, random.randint(1001, 98999)
    return {
        **{"n": deaths, "m": injured, "share": share, "share2": share2},
        "big": random.choice((hundreds, households)),
        "points": random.randint(2, 11),
        "money": _money(random),
        "span": f"{random.randint(2, 9) * 5} minutes",
        "length": f"{random.randint(14, 780)} km",
        "votes": f"{yes}-{random.randint(20, yes - 1)}",
    }


def _decimal(random: Random, least: int, most: int) -> str:
    tenths = random.choice(("", f".{random.randint(1, 9)}"))
    return f"{random.randint(least, most)}{tenths}"


def _money(random: Random) -> str:
    scale = random.choice(("million", "billion"))
    return f"{random.choice('$€£')}{_decimal(random, 2, 900)} {scale}"


def _days(random: Random, published: date) -> dict[str, Value]:
    """A day of the last weeks, one of the next days, a month of the last half year."""
    ago = random.choice((0, 1, 1, 2, 3, 4, 5, 6, random.randint(8, 60)))
    return {
        "day": published - timedelta(days=ago),
        "future": published + timedelta(days=random.randint(1, 6)),
        "month": published - timedelta(days=random.randint(32, 150)),
    }
