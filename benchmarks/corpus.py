"""Fictional news articles with known gold: every fact, and where and how it is told.

    for sample in articles(seed=1, n=100):
        sample.article, sample.facts, sample.statements

The same arguments give the same articles. Up to three in a row report one event: they
share people, places and leading facts, told in other words (`Fact.key` is equal).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from benchmarks import telling
from benchmarks.telling import Told
from benchmarks.wordings import FactKind, Words, WordSet, words
from benchmarks.world import Draft, Person, World, draft, names, world
from briefer.schema import Article, Claim, Evidence, Sentence, When

STYLES = {
    "wire": (0.75, (1, 2)),
    "feature": (0.45, (3, 6)),
    "tabloid": (0.7, (1, 1)),
    "liveblog": (0.65, (1, 2)),
    "statements": (0.7, (1, 3)),
    "analysis": (0.5, (3, 5)),
}
"""Share of sentences that tell a fact, and sentences in a paragraph."""
STORY = 3
"""At most so many articles in a row report one event."""
_LIKED = {"statements": ("quote", "denial", "accusation"), "analysis": ("plan",)}


@dataclass(frozen=True)
class Fact:
    """A planted fact: a claim in words of its own, and the gold about it."""

    key: str
    """Equal where another article reports the same fact."""
    name: str
    """Of its kind, such as `casualties`."""
    claim: Claim
    wordings: tuple[Told, ...]
    """Ways to say it, the claim's own first."""
    is_lead: bool
    quotation: str = ""


@dataclass(frozen=True)
class Sample:
    """An article and everything that is known about it."""

    article: Article
    style: str
    event: str
    """Equal for the articles that report one event."""
    facts: tuple[Fact, ...]
    statements: tuple[Told, ...]
    """Sentences of a briefing about one or two of the facts."""
    people: tuple[Person, ...]
    names: tuple[tuple[str, ...], ...]
    """People, places, countries, organizations and companies in play."""
    strangers: tuple[tuple[str, ...], ...]
    """Names of the same sorts, in the same order, that the article knows nothing of."""
    offices: tuple[tuple[str, ...], ...]
    """All titles, and all posts, whether the article has them or not."""
    invented: tuple[str, ...]
    """Assertions about them that nothing in the article supports."""
    fabricated: tuple[str, ...]
    """Assertions without a name or number that nothing in the article supports."""


@dataclass
class Page:
    """An article while it is written."""

    world: World
    random: Random
    style: str
    published: date
    id: str
    sentences: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    """Names of people already introduced."""
    speaker: str = ""
    """Who spoke in the sentence before."""


def articles(seed: int, n: int, *, known: WordSet = "tuning") -> tuple[Sample, ...]:
    """`n` articles in the words of one set."""
    return tuple(_articles(seed, n, words(known)))


def digest(samples: Sequence[Sample]) -> str:
    """SHA-256 over texts and gold: which data a result was measured on."""
    whole = hashlib.sha256()
    for sample in samples:
        gold = [
            (fact.key, told.text, fact.claim.evidence.sentences, fact.claim.when.date)
            for fact in sample.facts
            for told in fact.wordings
        ]
        said = [(told.text, told.facts) for told in sample.statements]
        whole.update(f"{sample.article.text}\n{gold}\n{said}\n".encode())
    return whole.hexdigest()


def _articles(seed: int, n: int, known: Words) -> Iterator[Sample]:
    random = Random(f"{seed} {known.name}")
    made = 0
    while made < n:
        shared = world(f"e{made}", random, known)
        for _ in range(min(random.randint(1, STORY), n - made)):
            yield _sample(f"{seed} {known.name} {made}", shared, random)
            made += 1


def _sample(name: str, shared: World, random: Random) -> Sample:
    style = random.choice(sorted(STYLES.keys() & shared.words.fillers.keys()))
    published = shared.day + timedelta(days=random.choice((0, 0, 1)))
    id_ = f"a{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    page = Page(shared, random, style, published, id_)
    facts = _written(page, random.randint(*shared.words.lengths))
    return Sample(
        article=_article(page),
        style=style,
        event=shared.event,
        facts=facts,
        statements=tuple(_statements(facts, random)),
        people=shared.people,
        names=_known(shared),
        strangers=_strangers(shared),
        offices=(
            tuple(title for title, _ in shared.words.offices),
            shared.words.lists["posts"],
        ),
        invented=tuple(_fill(line, page) for line in shared.words.lists["invented"]),
        fabricated=shared.words.lists["fabricated"],
    )


def _known(shared: World) -> tuple[tuple[str, ...], ...]:
    people = tuple(person.name for person in shared.people)
    return people, *shared.lists.values()


def _strangers(shared: World) -> tuple[tuple[str, ...], ...]:
    """Names from the word lists that are not in play."""
    lists = shared.words.lists
    used = {person.family for person in shared.people}
    families = (name for name in lists["families"] if name not in used)
    men = lists["men"]
    people = tuple(f"{men[i % len(men)]} {name}" for i, name in enumerate(families))
    others = (tuple(set(lists[k]) - set(v)) for k, v in shared.lists.items())
    return people, *(tuple(sorted(names)) for names in others)


# The text


def _written(page: Page, length: int) -> tuple[Fact, ...]:
    """Fill the page up to `length` sentences; leading facts come first."""
    coming = _drafts(page)
    facts: list[Fact] = []
    share, sizes = STYLES[page.style]
    paragraph, left = 0, 0
    while len(page.sentences) < length:
        if not left:
            paragraph, left = paragraph + 1, page.random.randint(*sizes)
        page.paragraphs.append(paragraph)
        left -= 1
        if page.sentences and page.random.random() >= share:
            _write(_filler(page), page)
        else:
            facts.append(_fact(next(coming), len(facts), page))
    return tuple(facts)


def _write(text: str, page: Page, line: Line | None = None) -> None:
    """Put the sentence on the page, with what its style sets before it."""
    is_first = page.paragraphs.count(page.paragraphs[-1]) == 1
    if page.style == "wire" and not page.sentences:
        text = _dateline(page) + text
    if page.style == "liveblog" and is_first:
        text = f"{page.random.randint(6, 22):02}:{page.random.randrange(60):02} {text}"
    page.sentences.append(text)
    page.speaker = line.speaker if line and not line.is_pronoun else ""


def _dateline(page: Page) -> str:
    place, day = page.world.lists["places"][0].upper(), page.published
    outlet = page.world.words.lists["outlets"][1]
    return f"{place}, {day:%B} {day.day} ({outlet}) — "


def _drafts(page: Page) -> Iterator[Draft]:
    """The leading facts of the event in a random order, then facts of its own."""
    yield from page.random.sample(page.world.leads, len(page.world.leads))
    while True:
        yield draft(_kind(page), page.world, page.random, page.published)


def _kind(page: Page) -> FactKind:
    """A kind of fact; statements and plans fill articles of some styles."""
    kinds = page.world.words.kinds
    liked = [kind for kind in kinds if kind.name in _LIKED.get(page.style, ())]
    return page.random.choice(liked if liked and page.random.random() < 0.4 else kinds)


def _filler(page: Page) -> str:
    lines = page.world.words.fillers
    pool = [_fill(line, page) for line in lines["any"] + 3 * lines[page.style]]
    fresh = [line for line in pool if line not in page.sentences]
    return page.random.choice(fresh or pool)


def _fill(line: str, page: Page) -> str:
    """A template without a fact, filled with names of the event."""
    drawn = names(page.world, page.random)
    plain = {k: v.name if isinstance(v, Person) else str(v) for k, v in drawn.items()}
    plain["goods"] = page.random.choice(page.world.words.lists["goods"])
    return telling.sentence(line, plain)


def _article(page: Page) -> Article:
    text, before = "", 0
    spans = []
    for sentence, paragraph in zip(page.sentences, page.paragraphs, strict=True):
        text += "" if not text else " " if paragraph == before else "\n\n"
        start, end = len(text), len(text) + len(sentence)
        spans.append(Sentence(start=start, end=end, paragraph=paragraph))
        text, before = text + sentence, paragraph
    return Article(
        id=page.id,
        path=f"{page.style}-{page.id}.txt",
        digest=hashlib.sha256(text.encode()).hexdigest(),
        title=_title(page),
        outlet=page.random.choice(page.world.words.lists["outlets"]),
        published=When(date=page.published.isoformat(), basis="stated"),
        text=text,
        sentences=tuple(spans),
    )


def _title(page: Page) -> str:
    line = page.random.choice(page.world.words.lists["titles"])
    values = page.world.leads[0].values
    return telling.sentence(line, {slot: str(value) for slot, value in values.items()})


# The gold


@dataclass(frozen=True)
class Line:
    """A sentence of the article that tells a fact."""

    template: str
    values: dict[str, str]
    speaker: str
    """Name of the person who speaks; empty for none."""
    is_pronoun: bool


def _fact(fact: Draft, place: int, page: Page) -> Fact:
    """Write the sentence that tells the fact, and keep the claims that say it."""
    line = _line(fact, page)
    titled = line.speaker if line.speaker not in page.met else ""
    text = telling.sentence(line.template, line.values)
    _write(_opened(line.template, text, page), page, line)
    page.met |= {_named(line.template, fact, one) for one in telling.PEOPLE}
    said = _claims(line.template, fact, page)
    wordings = tuple(
        telling.claim(one, fact, place, page.random, titled) for one in said
    )
    return Fact(
        key=fact.key,
        name=fact.kind.name,
        claim=_claim(wordings[0], line, fact, page),
        wordings=wordings,
        is_lead=fact.is_lead,
        quotation=line.values["quote"] if "{quote}" in line.template else "",
    )


def _line(fact: Draft, page: Page) -> Line:
    template = page.random.choice(fact.kind.tell)
    values = telling.in_article(fact, page.published, page.met, page.random)
    speaker = _named(template, fact, "speaker")
    person = fact.values["speaker"]
    is_pronoun = (
        isinstance(person, Person)
        and speaker == page.speaker != ""
        and telling.takes_pronoun(template)
        and page.random.random() < 0.6
    )
    if is_pronoun and isinstance(person, Person):
        values["speaker"] = person.pronoun
    return Line(template, values, speaker, is_pronoun)


def _named(template: str, fact: Draft, slot: str) -> str:
    """The name of the person in this slot of the template, if there is one."""
    value = fact.values[slot]
    has_slot = f"{{{slot}}}" in template
    return value.name if has_slot and isinstance(value, Person) else ""


def _opened(template: str, text: str, page: Page) -> str:
    """One sentence in five opens with a link to what stands before."""
    if not template[0].isalpha() or not page.sentences or page.random.random() > 0.2:
        return text
    opener = page.random.choice(page.world.words.lists["openers"])
    return opener + text[0].lower() + text[1:]


def _claims(template: str, fact: Draft, page: Page) -> list[str]:
    """The claim templates that say no more than the sentence does, in any order."""
    given = telling.slots(template)
    said = [claim for claim in fact.kind.claim if telling.slots(claim) <= given]
    return page.random.sample(said, len(said))


def _claim(told: Told, line: Line, fact: Draft, page: Page) -> Claim:
    last = len(page.sentences)
    cited = (last - 1, last) if line.is_pronoun else (last,)
    return Claim(
        id=f"{page.id}.k{told.facts[0] + 1}",
        text=told.text,
        kind=fact.kind.kind,
        when=_when(line, fact),
        who=_who(line.template, fact),
        certainty=fact.kind.certainty,
        evidence=Evidence(article=page.id, sentences=cited),
    )


def _who(template: str, fact: Draft) -> str:
    """The original speaker: a person, or the body that gives a figure."""
    if fact.kind.sides:
        return _named(template, fact, "a") or str(fact.values["a"])
    if fact.kind.kind == "figure" and "{org}" in template:
        return str(fact.values["org"])
    return _named(template, fact, "speaker")


def _when(line: Line, fact: Draft) -> When:
    """The date the sentence gives: of a month for figures, else of a day."""
    for slot in ("month", "future", "day"):
        day = fact.values[slot]
        if f"{{{slot}}}" in line.template and isinstance(day, date):
            iso = day.isoformat()[: 7 if slot == "month" else 10]
            return When(date=iso, basis="resolved", words=line.values[slot])
    return When()


def _statements(facts: Sequence[Fact], random: Random) -> Iterator[Told]:
    """Sentences of a briefing: one fact in four alone, one in six with the next."""
    for fact, following in pairwise(facts):
        draw = random.random()
        if draw < 0.25:
            yield _again(fact, random)
        elif draw < 0.42:
            yield telling.joined(_again(fact, random), _again(following, random))


def _again(fact: Fact, random: Random) -> Told:
    """The fact in other words than its claim's, where there are some."""
    return random.choice(fact.wordings[1:] or fact.wordings)
