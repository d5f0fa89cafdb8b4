"""What people are, by trade or office, without a name: `the guard` for `the driver`.

`offices` and `roles` compare what named people are; here a word for a person that the
cited sentences do not have is held against one of theirs that the text does without and
that stands near the same words. A base of the check on names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.base import TEXTS, Case
from briefer.grounding.mentions import mentions
from briefer.grounding.words import Word, all_words, beside, rows

BESIDE = 4
"""Words before and behind that tell the place of a word."""
_SAME = """spokesman spokeswoman spokesperson spokespeople
president|premier|chancellor|minister ministers|secretary|ambassador|envoy|governor
mayor|councillor councillors|senator senators|commissioner|treasurer|ombudsman
lawmaker lawmakers legislator legislators mp mps parliamentarian parliamentarians
director directors|chairman chairwoman chairperson|board-member|shareholder
shareholders|investor investors|creditor creditors|donor donors|founder founders
manager managers|supervisor supervisors|foreman|consultant consultants|auditor auditors
accountant accountants|notary|contractor contractors|supplier suppliers
manufacturer manufacturers maker makers|dealer dealers trader traders|breeder breeders
buyer buyers|seller sellers vendor|owner owners|tenant tenants renter renters
landlord landlords|employer employers|cashier|shopkeeper shopkeepers
judge judges magistrate|prosecutor prosecutors|juror jurors|defendant defendants
lawyer lawyers attorney attorneys solicitor solicitors barrister barristers counsel
inspector inspectors|investigator investigators
detective detectives|technician technicians|engineer engineers|controller controllers
operator operators|driver drivers|guard guards|captain
soldier soldiers troops|colonel|admiral|commander commanders
rebel rebels|hostage hostages|prisoner prisoners|refugee refugees|migrant migrants
farmer farmers|miner miners|docker dockers|fisherman fishermen|sailor sailors
teacher teachers|pupil pupils|student students|rector|professor professors
nurse nurses|doctor doctors physician physicians|surgeon surgeons|dentist dentists
vet vets veterinarian veterinarians|midwife|pharmacist pharmacists
economist economists|analyst analysts|historian historians|archaeologist archaeologists
journalist journalists reporter reporters|editor editors|author authors|actor actors
coach|agent agents|player players|referee referees|fan fans|spotter
bishop bishops|priest priests|imam|firefighter firefighters|volunteer volunteers"""
_FAMILY = """son sons|daughter daughters|wife|husband|widow|mother|father|sister|brother
cousin
nephew|niece|uncle|aunt"""
_OF_OFFICES = """chief chiefs|deputy deputies|executive executives|head heads|dean deans
adviser advisers advisor advisors|officer officers|representative representatives
insurer insurers|architect architects|steward stewards|mediator mediators
reviewer reviewers|clerk clerks|surveyor surveyors|prime|foreign|interior|justice
defence defense"""
"""Words that stand in titles, and often for other things."""


def _firsts(words: str) -> dict[str, str]:
    """Each word to the first of its row."""
    return {word: row[0] for row in rows(words) for word in row}


_ROW = _firsts(f"{_SAME}\n{_FAMILY}")
_TITLES = _ROW | _firsts(_OF_OFFICES)
_MEMBERS = {
    "judges": "court tribunal",
    "lawmakers": "parliament assembly senate congress",
    "officers": "police",
    "farmers": "harvest crop wheat",
    "volunteers": "trial study",
    "soldiers": "army",
}
"""Whom a body or a thing stands for: `the court` for judges."""
_STEM = 5
"""Letters that words of one origin share, one less where the shorter has no more:
`council` and `councillor`, `dock` and `docker`."""
_KIN = frozenset(_ROW[word] for word in re.findall(r"\w+", _FAMILY))


class Person(NamedTuple):
    """A word for a person, and the stems of those beside it."""

    word: str
    row: str
    """The first of the words that mean the same."""
    near: frozenset[str]
    names: frozenset[str]
    """The last words of names right beside it."""


def mistaken(case: Case) -> Iterator[tuple[str, str, str]]:
    """Words for people that stand where a cited sentence has another one.

    The word, that of the source, and the sentence.
    """
    if not case.is_english or not (new := _new(case)):
        return
    told = _rows(case.text)
    named = frozenset(one.folded[-1] for one in mentions(case.text)) - {"the"}
    for one in persons(case.text):
        is_new = one.row in new and one.word.islower()
        if not is_new or _is_of_name(one, case):
            continue
        for passage in case.passages:
            for other in persons(passage.text):
                if other.row not in told and _is_instead(one, other, named):
                    yield one.word, other.word, passage.text
                    return


def unheard(case: Case) -> Iterator[str]:
    """Words for people and offices that stand nowhere in the cited articles."""
    own = [word for word in all_words(case.text) if word.text in _TITLES]
    if not own or not case.is_english:
        return
    whole = [f"{article.title}\n{article.text}" for article in case.articles.values()]
    heard = frozenset[str]().union(*map(_heard, (*whole, *_texts(case))))
    for word in own:
        begun = (word.text[:_STEM], word.text[: _STEM - 1])
        if heard.isdisjoint((word.text, _TITLES[word.text], *begun)):
            yield case.text[word.start : word.end]


@lru_cache(maxsize=TEXTS)
def _heard(text: str) -> frozenset[str]:
    """The rows of the words of `text`, how its words begin, and whom it means."""
    found = frozenset(re.findall("[a-z]+", text.lower()))
    begun = frozenset(word[:_STEM] for word in found if len(word) >= _STEM - 1)
    meant = {who for who, bodies in _MEMBERS.items() if found & {*bodies.split()}}
    return begun | meant | {_TITLES[word] for word in found & _TITLES.keys()}


def _new(case: Case) -> set[str]:
    """The rows of the text that nothing else has."""
    new = set(_rows(case.text))
    for text in _texts(case) if new else ():
        new -= _rows(text)
        if not new:
            break
    return new


def _is_instead(one: Person, other: Person, named: frozenset[str]) -> bool:
    """Whether it stands where a sentence has the other, whom the text does not name."""
    is_title = not other.word.islower()
    is_named = is_title or (other.names & named) - one.names
    is_kin = (one.row in _KIN) == (other.row in _KIN)
    return is_kin and not is_named and bool(one.near & other.near)


@lru_cache(maxsize=TEXTS)
def persons(text: str) -> tuple[Person, ...]:
    """The words for people in `text`; those with a capital belong to a name, often."""
    names = mentions(text) if _found(text) else ()
    return tuple(
        Person(
            text[word.start : word.end],
            _ROW[word.text],
            beside(text, word.start, word.end, BESIDE),
            frozenset(
                one.folded[-1]
                for one in names
                if -3 <= one.start - word.end <= 3 or -3 <= word.start - one.end <= 8
            ),
        )
        for word in _found(text)
    )


@lru_cache(maxsize=TEXTS)
def _found(text: str) -> tuple[Word, ...]:
    known = (word for word in all_words(text) if word.text in _ROW)
    return tuple(word for word in known if text[word.start - 1] != "-")


def _rows(text: str) -> frozenset[str]:
    return frozenset(_ROW[word.text] for word in _found(text))


def _texts(case: Case) -> Iterator[str]:
    """What may have the word: the cited sentences, those before, and who says it."""
    for passage in case.passages:
        yield passage.text
        yield passage.before
    for claim in case.claims:
        yield from (claim.text, claim.who, claim.via)
    yield from (case.who, case.via)


def _is_of_name(one: Person, case: Case) -> bool:
    """Whether an article gives the word to the name beside it."""
    return bool(one.names) and any(
        other.row == one.row and other.names & one.names
        for article in case.articles.values()
        for other in persons(article.text)
    )
