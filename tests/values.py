"""Values for tests of stages, in a line each."""

from __future__ import annotations

from briefer.ledger import Context, Entry
from briefer.schema import (
    Actor,
    Article,
    ArticleSummary,
    Claim,
    Evidence,
    Sentence,
    Statement,
    When,
)


def article(name: str, *sentences: str, **fields: object) -> Article:
    """An article of one paragraph with these sentences."""
    text = " ".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(start=at, end=at + len(sentence), paragraph=1))
        at += len(sentence) + 1
    given = {"path": f"{name}.txt", "digest": "", "text": text} | fields
    return Article(id=name, sentences=tuple(spans), **given)  # type: ignore[arg-type]


def claim(name: str, text: str = "It rained.", **fields: object) -> Claim:
    """The claim `a1.k2` of article `a1`, resting on its first sentence."""
    evidence = Evidence(article=name.split(".")[0], sentences=(1,))
    given = {"kind": "event", "certainty": "confirmed", "evidence": evidence} | fields
    return Claim(id=name, text=text, **given)  # type: ignore[arg-type]


def on(date: str, **fields: object) -> When:
    """A stated date."""
    return When(date=date, **({"basis": "stated"} | fields))  # type: ignore[arg-type]


def summary(
    name: str, *claims: Claim, actors: tuple[Actor, ...] = ()
) -> ArticleSummary:
    """The summary of article `name` with these claims."""
    said = Statement(id=f"{name}.s1", text="It rained.", claims=(claims[0].id,))
    return ArticleSummary(
        article=name, statements=(said,), claims=claims, actors=actors
    )


def context(*summaries: ArticleSummary) -> Context:
    """What a ledger of these summaries needs to know."""
    return Context(
        {s.article: article(s.article, "It rained.") for s in summaries},
        {s.article: s for s in summaries},
    )


def ledger(known: Context) -> tuple[Entry, ...]:
    """Every claim as an entry, in order."""
    return tuple(Entry(c) for s in known.summaries.values() for c in s.claims)
