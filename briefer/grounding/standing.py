"""Whether a statement stands under the name of somebody it is about.

A position is told under an actor. Its words and claims must have this actor as the
speaker or by name: an actor of whom neither the statement, nor its claims, nor the
cited sentences say anything holds no such position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from briefer.grounding.aliases import groups
from briefer.grounding.mentions import folded_words
from briefer.schema import Actor, Article, Claim, Finding, Position, Section, Statement

_CAPITAL = re.compile(r"[^\W\d_a-z][\w.'’-]+")
_ROOT = 5
"""Letters by which a country and its people agree: `Ukrai`."""


def check(
    sections: Sequence[Section],
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    actors: Sequence[Actor] = (),
) -> Iterator[Finding]:
    """`actor-unsupported` (warning) for positions of somebody who is nowhere there.

    By the roles of `actors` a person there may speak for the body whose position it is.
    """
    for section in sections:
        for item in section.items:
            if isinstance(item, Position):
                known = _forms(f"{item.actor}, {item.role}")
                for statement in item.statements:
                    texts = list(_texts(statement, claims, articles))
                    if known and not _has(known, [*texts, *_roles(texts, actors)]):
                        yield _finding(item, statement)


@lru_cache(maxsize=1024)
def _forms(actor: str) -> tuple[str, ...]:
    """What the actor may be called, folded: whole words, or how a word begins."""
    words = [word for name in _CAPITAL.findall(actor) for word in folded_words(name)]
    whole = " ".join(folded_words(actor.partition(",")[0]))
    same = (form for word in (whole, *words) for form in groups(word))
    roots = (f" {word[:_ROOT]}" for word in words if len(word) >= _ROOT)
    return tuple(dict.fromkeys((*(f" {form} " for form in same), *roots)))


def _texts(
    statement: Statement, claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> Iterator[str]:
    yield statement.text
    for claim in (claims[name] for name in statement.claims if name in claims):
        yield f"{claim.text} {claim.who} {claim.via}"
        if article := articles.get(claim.evidence.article):
            yield from map(article.sentence, claim.evidence.sentences)


def _roles(texts: Sequence[str], actors: Sequence[Actor]) -> Iterator[str]:
    """The roles of those whom the texts name."""
    named = {word for text in texts for word in folded_words(text)}
    for actor in actors:
        if actor.role and named.issuperset(folded_words(actor.name)[-1:]):
            yield actor.role


def _has(forms: Sequence[str], texts: Sequence[str]) -> bool:
    found = (f" {' '.join(folded_words(text))} " for text in texts)
    return any(form in text for text in found for form in forms)


def _finding(item: Position, statement: Statement) -> Finding:
    return Finding(
        code="actor-unsupported",
        severity="warning",
        where=statement.id,
        message=f"neither it nor what it cites has `{item.actor}`",
        words=item.actor,
        evidence=statement.text,
    )
