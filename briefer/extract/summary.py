"""One article without a model: its claims and the sentences that stand for it."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.exchange import statement_id
from briefer.extract import salience, speech, times
from briefer.extract.actors import actors
from briefer.extract.base import terms
from briefer.extract.lines import Line, lines, unstamped
from briefer.extract.salience import Ranked
from briefer.extract.speech import Said
from briefer.schema import (
    Article,
    ArticleSummary,
    Claim,
    Evidence,
    Finding,
    Statement,
    Verdict,
    When,
)
from briefer.suspects import instruction_like

MODEL = "extractive"
"""What stands where the name of a model does."""
MOST_CLAIMS = 32
"""Claims of one article; of longer ones the best. A news article of 700 words has some
30 sentences; with more claims 10,000 articles would not fit into 1 GB."""


def summary(
    article: Article, *, sentences: int = 5, verdict: Verdict = "unchecked"
) -> ArticleSummary:
    """What `article` says in its own words: at most `sentences` of its sentences.

    A claim holds one sentence, as it stands but for a dateline, and for the quotation
    marks of a longer quotation it was cut from; who says it, when it happened and how
    sure it is are read from cue words. Claims come in the order of the article,
    statements too. An article without a sentence gives none, and a finding that says
    so. `verdict` is that of all of them.
    """
    told = lines(article)
    voices = speech.voices(told, article.language)
    ranked = salience.rank(told, terms(article.title, article.language))
    worth = _worth(ranked)
    chosen = salience.pick(worth, sentences) or worth[:1]
    published = times.published(article)
    claims = {
        one.line.number: _claim(
            f"{article.id}.k{place}",
            one.line,
            voices[one.line.number - 1],
            published,
            article,
            verdict,
        )
        for place, one in enumerate(_best(worth, chosen), 1)
    }
    missing = () if worth else (_empty(article),)
    return ArticleSummary(
        article=article.id,
        statements=tuple(
            _statement(article, claims[number])
            for number in sorted(one.line.number for one in chosen)
        ),
        claims=tuple(claims.values()),
        actors=actors(told, voices),
        published=published,
        findings=(*instruction_like(article), *missing),
        model=MODEL,
    )


def _worth(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Lines worth a claim; where none is prose, the best of what there is."""
    prose = [one for one in ranked if one.line.is_prose]
    if prose:
        return prose
    return sorted((one for one in ranked if one.line.terms), key=_score)[-1:]


def _score(one: Ranked) -> tuple[float, int]:
    return one.score, -one.line.number


def _best(worth: Sequence[Ranked], chosen: Sequence[Ranked]) -> list[Ranked]:
    """The lines that become claims, those of the summary among them, in order."""
    ranked = [*chosen, *sorted(worth, key=_score, reverse=True)]
    first = {one.line.number: one for one in ranked[: MOST_CLAIMS + len(chosen)]}
    return sorted(list(first.values())[:MOST_CLAIMS], key=lambda one: one.line.number)


def _claim(
    name: str,
    line: Line,
    said: Said,
    published: When,
    article: Article,
    verdict: Verdict,
) -> Claim:
    found = times.when(line, published, article.language)
    sure = speech.certainty(line, said, article.language)
    is_old = times.is_old(found, published)
    return Claim(
        id=name,
        text=unstamped(line.text).strip(),
        kind=speech.kind(line, said, sure, is_old=is_old),
        when=found,
        who=said.who,
        via=said.via,
        certainty=sure,
        evidence=Evidence(
            article=article.id,
            sentences=tuple(sorted({said.named_in or line.number, line.number})),
        ),
        verdict=verdict,
    )


def _statement(article: Article, claim: Claim) -> Statement:
    name = statement_id(article.id, claim.text, (claim.id,))
    return Statement(
        id=name, text=claim.text, claims=(claim.id,), verdict=claim.verdict
    )


def _empty(article: Article) -> Finding:
    return Finding(
        code="source-vanished",
        severity="warning",
        where=article.id,
        message="no sentence could be taken from the article",
    )
