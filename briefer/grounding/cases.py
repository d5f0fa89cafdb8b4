"""Claims and statements as the cases that checks are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefer.grounding.base import Case, Passage
from briefer.grounding.quoted import is_within
from briefer.schema import Article, Claim, Judgment, Origin, Statement


def of_claim(claim: Claim, article: Article) -> Case:
    """`claim` against the sentences of `article` it cites."""
    return Case(
        id=claim.id,
        text=claim.text,
        passages=passages(article, claim.evidence.sentences),
        articles={article.id: article},
        when=(claim.when,),
        who=claim.who,
        via=claim.via,
        certainty=claim.certainty,
        language=article.language,
    )


def of_statement(
    statement: Statement,
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    origins: Sequence[Origin] = (),
    language: str = "en",
) -> Case:
    """`statement` against the claims it cites and their sentences."""
    cited = tuple(claims[i] for i in statement.claims)
    by_article = {c.evidence.article: articles[c.evidence.article] for c in cited}
    numbers: dict[str, dict[int, None]] = {name: {} for name in by_article}
    for claim in cited:
        numbers[claim.evidence.article] |= dict.fromkeys(claim.evidence.sentences)
    return Case(
        id=statement.id,
        text=statement.text,
        passages=tuple(
            passage
            for name, wanted in numbers.items()
            for passage in passages(by_article[name], sorted(wanted))
        ),
        articles=by_article,
        claims=cited,
        when=tuple(claim.when for claim in cited),
        language=language,
        origins=count_origins(by_article, origins),
        whose=statement.whose if isinstance(statement, Judgment) else "",
        is_judgment=isinstance(statement, Judgment) and not statement.whose,
    )


def passages(article: Article, numbers: Sequence[int]) -> tuple[Passage, ...]:
    """The sentences `numbers` of `article`, each with its neighbors."""
    last = len(article.sentences)
    return tuple(
        Passage(
            article=article.id,
            number=number,
            text=article.sentence(number),
            before=article.sentence(number - 1) if number > 1 else "",
            after=article.sentence(number + 1) if number < last else "",
            is_within=is_within(article.text, article.sentences[number - 1].start),
        )
        for number in numbers
    )


def count_origins(articles: Mapping[str, Article], origins: Sequence[Origin]) -> int:
    """How many independent texts `articles` are: copies of one text count once."""
    home = {i: number for number, o in enumerate(origins) for i in o.articles}
    return len({home.get(name, name) for name in articles})
