"""Sections about numbers and what is missing: figures, disagreements, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefer.exchange import statement_id
from briefer.extract import phrases
from briefer.extract.conflicts import clashes
from briefer.extract.desk import Desk, Told
from briefer.extract.figures import Found
from briefer.extract.figures import figures as found_in
from briefer.extract.lines import unstamped
from briefer.extract.salience import Ranked, by_score
from briefer.extract.stances import answers
from briefer.schema import Article, Claim, Disagreement, Figure, Gap, Item, Side

FIGURES, CLASHES = 5, 3
"""Figures and disagreements of one story."""

_UNSURE = ("alleged", "denied", "possible")
"""Claims whose numbers do not stand without the hedge."""


def figures(desk: Desk, section: str) -> Iterator[Item]:
    """The numbers of each story, every value of it once."""
    known: set[str] = set()
    for told in desk.told:
        found = (one for one in _of_story(desk, section, told) if one.text not in known)
        for one in islice(_once(found), FIGURES):
            known.add(one.text)
            yield one


def _of_story(desk: Desk, section: str, told: Told) -> Iterator[Figure]:
    for one in by_score(told.ranked):
        claim = desk.claim(one)
        has_digit = any(char.isdigit() for char in one.line.text)
        if claim.certainty in _UNSURE or not has_digit or not one.line.is_prose:
            continue
        text = unstamped(one.line.text)
        for found in found_in(text, desk.language):
            if _is_whose(claim, text, found):
                yield _figure(desk, section, claim, found)


def _is_whose(claim: Claim, text: str, found: Found) -> bool:
    """Whether a number stands in the part of a sentence that its speaker says."""
    parts = text.split(";")
    if len(parts) == 1 or not claim.who:
        return True
    before = text[: found.quantity.start].count(";")
    return claim.who in parts[before]


def _once(found: Iterator[Figure]) -> Iterator[Figure]:
    known: set[str] = set()
    for one in found:
        if one.value not in known:
            known.add(one.value)
            yield one


def _figure(desk: Desk, section: str, claim: Claim, found: Found) -> Figure:
    """The quantity as an item: the words it consists of, and whose they are."""
    quantity = found.phrase
    whose = claim.who or claim.via
    if whose and whose not in quantity:
        quantity = phrases.phrase("according", desk.language, quantity, whose)
    text = f"{quantity}: {found.value}"
    return Figure(
        id=statement_id(section, text, (claim.id,)),
        text=text,
        claims=(claim.id,),
        quantity=quantity,
        value=found.value,
        when=claim.when,
    )


def disagreements(desk: Desk, section: str) -> Iterator[Item]:
    """Numbers that two origins of one story give differently."""
    for told in desk.told:
        if len(told.articles) > 1:
            yield from islice(_clashing(desk, section, told), CLASHES)


def _clashing(desk: Desk, section: str, told: Told) -> Iterator[Item]:
    seen: set[int] = set()
    for clash in clashes(told.ranked, desk.claims, desk.home, desk.language):
        if seen.isdisjoint(map(id, clash.sides)):
            seen |= set(map(id, clash.sides))
            yield Disagreement(
                question=phrases.phrase("values", desk.language, clash.phrase),
                conflict="conflict",
                sides=tuple(_side(desk, section, told, one) for one in clash.sides),
            )


def _side(desk: Desk, section: str, told: Told, one: Ranked) -> Side:
    who = answers(desk, told, desk.claim(one))
    return Side(who=who, statement=desk.statement(section, one))


def gaps(desk: Desk, section: str) -> Iterator[Item]:
    """Articles without a date, and stories that a single source tells."""
    undated = [one for one in desk.articles if not one.published.date]
    if undated:
        heads = dict.fromkeys(_head(desk, one) for one in undated)
        question = phrases.phrase("no-date", desk.language, "; ".join(heads))
        yield Gap(question=question, searched=tuple(one.id for one in undated))
    if len({desk.home[one.id] for one in desk.articles}) > 1:
        yield from (_single(desk, one) for one in desk.told if len(one.articles) == 1)


def _single(desk: Desk, told: Told) -> Gap:
    question = phrases.phrase("one-source", desk.language, told.title)
    return Gap(question=question, searched=(told.articles[0].id,))


def _head(desk: Desk, article: Article) -> str:
    """What an article is called: by its headline, else as its story is."""
    home = desk.home[article.id]
    homes = (t for t in desk.told if any(one.id == home for one in t.articles))
    told = next(homes, None)
    if article.title or told is None:
        return article.title or phrases.phrase("untitled", desk.language)
    return told.title
