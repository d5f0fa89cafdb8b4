"""Mistakes planted into claims and statements, one function for each class.

Each takes a probe and gives it back with one mistake in it, or None where the probe has
nothing of that class. What a model that made the mistake would also get wrong is
changed with it: a swapped speaker is swapped in `Claim.who` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from benchmarks.corpus import Fact, Sample
from benchmarks.telling import Part, Told, capital
from briefer.grounding import cases
from briefer.grounding.base import Case
from briefer.schema import Claim, Statement, When

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-z']+")
_FORMATS = ("%A, %d %B %Y", "%A, %B %d, %Y", "%d %B %Y", "%B %d, %Y", "%B %Y")
_WEEKDAYS = tuple(f"{date(2024, 1, day):%A}" for day in range(1, 8))
_TRIES = 40


@dataclass(frozen=True)
class Probe:
    """A claim or a statement as it is checked: its words and what it rests on."""

    sample: Sample
    told: Told
    claims: tuple[Claim, ...]
    """The claim itself, or those that a statement cites."""
    is_statement: bool = False

    @property
    def cited(self) -> str:
        """The cited sentences."""
        article = self.sample.article
        numbers = {n for claim in self.claims for n in claim.evidence.sentences}
        return " ".join(map(article.sentence, sorted(numbers)))


Corruption = Callable[[Probe, Random], Probe | None]


def probes(sample: Sample) -> list[Probe]:
    """Every claim and every statement of an article, all of them right."""
    claims = [Probe(sample, fact.wordings[0], (fact.claim,)) for fact in sample.facts]
    statements = [
        Probe(
            sample, told, tuple(sample.facts[place].claim for place in told.facts), True
        )
        for told in sample.statements
    ]
    return claims + statements


def case(probe: Probe) -> Case:
    """What the checks are given."""
    article = probe.sample.article
    if not probe.is_statement:
        return cases.of_claim(probe.claims[0], article)
    ids = tuple(claim.id for claim in probe.claims)
    statement = Statement(id=f"{article.id}.s1", text=probe.told.text, claims=ids)
    claims = dict(zip(ids, probe.claims, strict=True))
    return cases.of_statement(statement, claims, {article.id: article})


# Changing a probe


def _reworded(probe: Probe, part: Part, words: str, **fields: object) -> Probe:
    """The part replaced by other words; `fields` are those of a claim checked alone."""
    text = probe.told.text[: part.start] + words + probe.told.text[part.end :]
    told = replace(probe.told, text=capital(text.strip()), parts=())
    return _retold(probe, told, **fields)


def _retold(probe: Probe, told: Told, **fields: object) -> Probe:
    if probe.is_statement:
        return replace(probe, told=told)
    claim = probe.claims[0].model_copy(update={"text": told.text, **fields})
    return replace(probe, told=told, claims=(claim,))


def _exchanged(probe: Probe, one: Part, other: Part) -> Probe:
    """Two parts in each other's place."""
    first, second = sorted((one, other), key=lambda part: part.start)
    told, text = probe.told, probe.told.text
    words = told.words(second), text[first.end : second.start], told.words(first)
    changed = text[: first.start] + "".join(words) + text[second.end :]
    return _retold(probe, Told(capital(changed), (), told.facts))


def _any(probe: Probe, role: str, random: Random) -> Part | None:
    """One of the parts of this role."""
    parts = probe.told.all(role)
    return random.choice(parts) if parts else None


def _given(role: str, **fields: object) -> Corruption:
    """The corruption that puts what the template gives for this role."""

    def corrupt(probe: Probe, random: Random) -> Probe | None:
        part = _any(probe, role, random)
        return _reworded(probe, part, part.instead or "", **fields) if part else None

    return corrupt


# Numbers and units


def number_absent(probe: Probe, random: Random) -> Probe | None:
    """A number that stands nowhere in the article."""
    part = _any(probe, "number", random)
    if part is None:
        return None
    words, text = probe.told.words(part), probe.sample.article.text
    for _ in range(_TRIES):
        number = _NUMBER.sub(lambda found: _near(found[0], random), words, count=1)
        if _first(number) not in set(_NUMBER.findall(text)):
            return _reworded(probe, part, number)
    return None


def _near(number: str, random: Random) -> str:
    """Another number of about the same size and form, never one that has a word."""
    whole, point, tenths = number.replace(",", "").partition(".")
    other = random.randint(max(11, int(whole) // 2), 2 * int(whole) + 20)
    return f"{other:,}" + (f".{random.randint(1, 9)}" if point and tenths else "")


def number_of_article(probe: Probe, random: Random) -> Probe | None:
    """A number that another sentence of the article gives for something else."""
    part = _any(probe, "number", random)
    if part is None:
        return None
    words, near = probe.told.words(part), _NUMBER.findall(probe.cited)
    fitting = [
        other
        for other in _all(probe.sample.facts, "number")
        if _shape(other) == _shape(words) and _is_other(_first(other), near)
    ]
    return _reworded(probe, part, random.choice(fitting)) if fitting else None


def _is_other(number: str, near: list[str]) -> bool:
    """Whether it is none of these, nor one that may be written as a word."""
    return number not in near and len(number) > 1


def _first(words: str) -> str:
    found = _NUMBER.search(words)
    return found[0] if found else ""


def _all(facts: Sequence[Fact], role: str) -> list[str]:
    """The words of every part of this role in the claims of an article."""
    return [
        fact.wordings[0].words(part)
        for fact in facts
        for part in fact.wordings[0].all(role)
    ]


def _shape(words: str) -> str:
    """`#,# households`, `$#.# million`: what may stand in whose place."""
    return re.sub(r"\d+", "#", words)


def number_in_sentence(probe: Probe, random: Random) -> Probe | None:
    """Two numbers of one fact in each other's place: the dead and the injured."""
    plain = [
        part
        for part in probe.told.all("number")
        if _NUMBER.fullmatch(probe.told.words(part))
    ]
    if len(plain) != 2 or len(probe.told.facts) != 1:
        return None
    return _exchanged(probe, *plain)


# Dates


def date_shifted(probe: Probe, random: Random) -> Probe | None:
    """A date some days or months away, with the right weekday for it."""
    part = _any(probe, "date", random)
    if part is None:
        return None
    form, day = _read(probe.told.words(part))
    gold = {claim.when.date for claim in probe.claims}
    step = 31 if form == "%B %Y" else 1
    for _ in range(_TRIES):
        days = step * random.randint(1, 20) * random.choice((-1, 1))
        other = day + timedelta(days=days)
        iso = other.isoformat()[: 7 if step == 31 else 10]
        if iso not in gold and not day.isoformat().startswith(iso):
            when = When(date=iso, basis="resolved", words=probe.claims[0].when.words)
            return _reworded(probe, part, _written(form, other), when=when)
    return None


def _read(words: str) -> tuple[str, date]:
    """A written date and the form it has; every gold date has one of the forms."""
    for form in _FORMATS:
        try:
            return form, datetime.strptime(words, form).date()
        except ValueError:
            continue
    message = f"`{words}` has none of the forms of a gold date"
    raise ValueError(message)


def _written(form: str, day: date) -> str:
    return re.sub(r"\b0(?=\d\b)", "", day.strftime(form))


def weekday(probe: Probe, random: Random) -> Probe | None:
    """Another weekday before the same date."""
    part = _any(probe, "weekday", random)
    if part is None:
        return None
    others = [day for day in _WEEKDAYS if day != probe.told.words(part)]
    return _reworded(probe, part, random.choice(others))


# Quotations


def quotation_word(probe: Probe, random: Random) -> Probe | None:
    """A quotation in which one word is another."""
    part = _any(probe, "quotation", random)
    if part is None:
        return None
    words = probe.told.words(part)
    place = random.choice(list(_WORD.finditer(words)))
    pool = {word for quote in _pool(probe.sample) for word in _WORD.findall(quote)}
    others = sorted(pool - set(_WORD.findall(words)) - {"I"})
    new = words[: place.start()] + random.choice(others) + words[place.end() :]
    return _reworded(probe, part, new)


def _pool(sample: Sample) -> list[str]:
    """Sentences to take words from."""
    return [
        sample.article.sentence(n + 1) for n in range(len(sample.article.sentences))
    ]


def quotation_gap(probe: Probe, random: Random) -> Probe | None:
    """A quotation from whose middle a word is missing."""
    part = _any(probe, "quotation", random)
    if part is None:
        return None
    words = probe.told.words(part).split()
    del words[random.randrange(1, len(words) - 1)]
    return _reworded(probe, part, " ".join(words))


# Names


def speaker(probe: Probe, random: Random) -> Probe | None:
    """Words put into the mouth of somebody else in the article."""
    part = _any(probe, "speaker", random)
    if part is None:
        return None
    others = _elsewhere(probe, probe.sample.names[0])
    name = random.choice(others) if others else ""
    return _reworded(probe, part, name, who=name) if name else None


def _elsewhere(probe: Probe, names: Sequence[str]) -> list[str]:
    """Those of the names that the article has, but neither text nor citation."""
    near, text = probe.cited + probe.told.text, probe.sample.article.text
    return [name for name in names if _key(name) in text and _key(name) not in near]


def _key(name: str) -> str:
    """The last word, by which an article goes on to call a person or a body."""
    return name.split()[-1]


def name_of_article(probe: Probe, random: Random) -> Probe | None:
    """Another person, place or body of the article."""
    return _renamed(
        probe, random, lambda place: _elsewhere(probe, probe.sample.names[place])
    )


def name_absent(probe: Probe, random: Random) -> Probe | None:
    """A person, place or body that the article does not have."""
    text = probe.sample.article.text
    return _renamed(
        probe,
        random,
        lambda place: [n for n in probe.sample.strangers[place] if _key(n) not in text],
    )


def _renamed(
    probe: Probe, random: Random, others: Callable[[int], list[str]]
) -> Probe | None:
    """One of the names replaced by one of the same sort."""
    part = _any(probe, "name", random)
    if part is None:
        return None
    words = probe.told.words(part).casefold()
    for place, names in enumerate(probe.sample.names):
        if words in map(str.casefold, names) and (pool := others(place)):
            return _reworded(probe, part, random.choice(pool))
    return None


def title(probe: Probe, random: Random) -> Probe | None:
    """Another title or post."""
    part = _any(probe, "title", random)
    if part is None:
        return None
    words = probe.told.words(part)
    is_title = words in probe.sample.offices[0]
    pool = probe.sample.offices[0 if is_title else 1]
    others = [one for one in pool if one not in probe.cited and "{" not in one]
    return _reworded(probe, part, random.choice(others)) if others else None


# Meaning


def sides(probe: Probe, random: Random) -> Probe | None:
    """Who did it and whom it was done to in each other's place."""
    parts = probe.told.all("side")
    kinds = {probe.sample.facts[place].name for place in probe.told.facts}
    if len(parts) != 2 or "accusation" not in kinds:
        return None
    return _exchanged(probe, *parts)


def invented(probe: Probe, random: Random) -> Probe | None:
    """An assertion about names of the article that it does not make."""
    return _retold(probe, Told(random.choice(probe.sample.invented), ()))


def fabricated(probe: Probe, random: Random) -> Probe | None:
    """An assertion of common words alone that the article does not make."""
    return _retold(probe, Told(random.choice(probe.sample.fabricated), ()))


def wrong_citation(probe: Probe, random: Random) -> Probe | None:
    """The right words with the sentences of another fact."""
    used = {fact.name for fact in probe.sample.facts if fact.claim in probe.claims}
    others = [fact.claim for fact in probe.sample.facts if fact.name not in used]
    if not others:
        return None
    other = random.choice(others)
    if probe.is_statement:
        return replace(probe, claims=(other,))
    claim = probe.claims[0].model_copy(update={"evidence": other.evidence})
    return replace(probe, claims=(claim,))


CLASSES: dict[str, Corruption] = {
    "number absent from the article": number_absent,
    "number of another sentence": number_of_article,
    "numbers of the sentence swapped": number_in_sentence,
    "unit": _given("unit"),
    "date": date_shifted,
    "weekday": weekday,
    "quotation, one word changed": quotation_word,
    "quotation, one word dropped": quotation_gap,
    "speaker swapped": speaker,
    "name of another sentence": name_of_article,
    "name absent from the article": name_absent,
    "title or role": title,
    "negation dropped": _given("negation"),
    "negation added": _given("negated"),
    "hedge dropped": _given("hedge", certainty="confirmed"),
    "quantifier dropped": _given("quantifier"),
    "allegation as fact": _given("alleged", certainty="confirmed"),
    "attribution dropped": _given("attribution", who=""),
    "sides swapped": sides,
    "invented fact": invented,
    "invented fact without names": fabricated,
    "wrong citation": wrong_citation,
}
"""What is planted, by the name under which it is reported."""

BEYOND = frozenset({"sides swapped", "invented fact"})
"""Made of words the evidence has: no comparison of words finds them for sure."""
