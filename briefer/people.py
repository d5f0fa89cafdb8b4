"""Who is who in a briefing: one name, one role and all spellings of each person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefer import names
from briefer.prompts import Person
from briefer.schema import ArticleSummary

QUOTATION = re.compile(r'("[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”])')

WORD = re.compile(r"\w+")
MOST_CHARACTERS = 12_000
"""Of all people in a request: 3,000 tokens, for about 200."""


def people(summaries: Iterable[ArticleSummary]) -> tuple[Person, ...]:
    """Everyone with a role or with several spellings, in alphabetical order.

    The role is the one most articles give. A surname alone is no other spelling.
    """
    counts: Counter[str] = Counter()
    roles: dict[str, Counter[str]] = {}
    for actor in (actor for summary in summaries for actor in summary.actors):
        counts[actor.name] += 1
        roles.setdefault(actor.name, Counter())[actor.role] += bool(actor.role)
    known: dict[str, Person] = {}
    for spelling, name in sorted(names.canonical(counts.items()).items()):
        person = known.get(name, Person(name))
        if not f" {name}".endswith(f" {spelling}"):
            person = replace(person, variants=(*person.variants, spelling))
        known[name] = person
        roles.setdefault(name, Counter()).update(
            roles[spelling] if spelling != name else ()
        )
    made = (replace(p, role=_usual(roles[p.name])) for p in known.values())
    return tuple(sorted((p for p in made if p.role or p.variants), key=_name_of))


def most_named(known: Sequence[Person], lines: Iterable[str]) -> tuple[Person, ...]:
    """All `known` where a request has room, else those whom most of `lines` name."""
    if sum(map(_length, known)) <= MOST_CHARACTERS:
        return tuple(known)
    words = Counter(word for line in lines for word in set(WORD.findall(line)))
    kept: list[Person] = []
    room = MOST_CHARACTERS
    for person in sorted(known, key=lambda p: (-words[_surname(p)], p.name)):
        if words[_surname(person)] and _length(person) <= room:
            room -= _length(person)
            kept.append(person)
    return tuple(sorted(kept, key=_name_of))


def _length(person: Person) -> int:
    return sum(map(len, (person.name, person.role, *person.variants)))


def _surname(person: Person) -> str:
    return WORD.findall(person.name)[-1] if WORD.search(person.name) else ""


def _usual(counted: Counter[str]) -> str:
    """The most frequent of `counted`; of equals the longest, then by alphabet."""
    ranked = sorted(
        counted.items(), key=lambda item: (-item[1], -len(item[0]), item[0])
    )
    return ranked[0][0] if ranked and ranked[0][1] else ""


def _name_of(person: Person) -> str:
    return person.name


def respelled(text: str, known: Sequence[Person]) -> str:
    """`text` with surnames outside quotations in the briefing's spelling.

    Only last words are replaced: a surname standing alone must not grow into a full
    name, and a full name must not have its first name doubled.
    """
    parts = QUOTATION.split(text)
    parts[::2] = [_respelled(part, known) for part in parts[::2]]
    return "".join(parts)


def _respelled(text: str, known: Sequence[Person]) -> str:
    for person in known:
        name = person.name.split()[-1]
        for variant in person.variants:
            other = variant.split()[-1]
            if other != name and names.fold(other) == names.fold(name):
                text = re.sub(rf"(?<!\w){re.escape(other)}(?!\w)", name, text)
    return text
