"""The stage that turns one article into a summary and a ledger of claims."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from briefer import dates
from briefer.exchange import (
    Answer,
    Numbers,
    ReplyModel,
    flat,
    schema_of,
    statement_id,
    unique,
)
from briefer.llm.base import Request
from briefer.prompts import ArticleText, NumberedSentence, Prompts
from briefer.schema import (
    Actor,
    Article,
    ArticleSummary,
    Basis,
    Certainty,
    Chunk,
    Claim,
    Evidence,
    Finding,
    Genre,
    Kind,
    Statement,
    When,
)
from briefer.settings import Settings
from briefer.suspects import instruction_like

MOST_EVIDENCE = 3
"""Sentences a claim may cite; the narrower the evidence, the stronger the checks."""

MOST_ENTRIES = 1_000
"""Claims, and sentences, read of one reply; a request of 6,000 tokens gives some
hundred."""


class PublishedReply(ReplyModel):
    date: str = ""
    why: str = ""


class ActorReply(ReplyModel):
    name: str
    role: str = ""


class ClaimReply(ReplyModel):
    n: int
    text: str
    kind: Kind
    date: str = ""
    date_words: str = ""
    who: str = ""
    via: str = ""
    certainty: Certainty
    sentences: Numbers


class SentenceReply(ReplyModel):
    text: str
    claims: Numbers


class Summary(ReplyModel):
    """What the `summarize` prompt asks for."""

    published: PublishedReply
    genre: Genre = "news"
    actors: tuple[ActorReply, ...]
    claims: tuple[ClaimReply, ...]
    summary: tuple[SentenceReply, ...]


SCHEMA = schema_of(Summary)


def request(
    article: Article, chunk: Chunk, prompts: Prompts, settings: Settings
) -> Request:
    """The request for one chunk, in which its sentences are numbered from 1."""
    return Request(
        model=settings.model,
        messages=prompts.summarize(text_of(article, chunk)),
        schema=SCHEMA,
        max_tokens=settings.reply_tokens,
        temperature=settings.temperature,
        stage="summarize",
        label=article.path,
    )


def text_of(article: Article, chunk: Chunk) -> ArticleText:
    """The chunk as the prompt takes it."""
    numbers = range(chunk.first, chunk.last + 1)
    return ArticleText(
        title=article.title,
        outlet=article.outlet or article.agency,
        published=article.published.date,
        margin_dates=article.margin_dates,
        is_part=chunk.first > 1 or chunk.last < len(article.sentences),
        before=article.sentence(chunk.first - 1) if chunk.first > 1 else "",
        sentences=tuple(
            NumberedSentence(number, article.sentence(n))
            for number, n in enumerate(numbers, 1)
        ),
    )


def read(
    article: Article, chunks: Sequence[Chunk], answers: Sequence[Answer[Summary]]
) -> ArticleSummary:
    """The summary of `article` from the answers for its `chunks`, in order.

    Numbers become ids here. A number that stands for no sentence or claim is taken out
    and reported; a claim or statement left with none is dropped and reported.
    """
    published = _published(article, answers)
    reader = _Reader(article, published)
    for chunk, answer in zip(chunks, answers, strict=True):
        reader.take(chunk, answer.value)
    return ArticleSummary(
        article=article.id,
        statements=tuple(reader.statements),
        claims=tuple(reader.claims),
        actors=_actors(answers),
        published=published,
        genre=answers[0].value.genre,
        findings=(*instruction_like(article), *reader.findings),
        model=answers[0].model,
        replies=tuple(name for answer in answers for name in answer.entries),
    )


class _Reader:
    """Collects what the answers for one article say, under ids of their own."""

    def __init__(self, article: Article, published: When) -> None:
        self.article = article
        self.published = published
        self.claims: list[Claim] = []
        self.statements: list[Statement] = []
        self.findings: list[Finding] = []

    def take(self, chunk: Chunk, summary: Summary) -> None:
        claims, sentences = (
            summary.claims[:MOST_ENTRIES],
            summary.summary[:MOST_ENTRIES],
        )
        ids = {c.n: claim for c in claims if (claim := self._claim(chunk, c))}
        for sentence in sentences:
            self._statement(sentence, ids)
        unread = len(summary.claims) + len(summary.summary)
        if unread := unread - len(claims) - len(sentences):
            message = f"{unread:,} entries beyond {MOST_ENTRIES:,} were not read"
            self._report("reply-long", self.article.id, message, "")

    def _claim(self, chunk: Chunk, reply: ClaimReply) -> str:
        """The id of the claim made of `reply`; empty if it cites nothing there is."""
        name = f"{self.article.id}.k{len(self.claims) + 1}"
        length = chunk.last - chunk.first + 1
        cited = unique(reply.sentences)
        known = tuple(n for n in cited if 1 <= n <= length)
        self._report_unknown(name, len(cited) - len(known), reply.text)
        if not known or not reply.text:
            self._report(
                "citation-missing", name, "no sentence supports it", reply.text
            )
            return ""
        sentences = tuple(chunk.first + n - 1 for n in known[:MOST_EVIDENCE])
        claim = Claim(
            id=name,
            text=flat(reply.text),
            kind=reply.kind,
            when=_when(reply, self.published),
            who=flat(reply.who),
            via=flat(reply.via),
            certainty=reply.certainty,
            evidence=Evidence(
                article=self.article.id, sentences=tuple(sorted(sentences))
            ),
        )
        self.claims.append(claim)
        return name

    def _statement(self, reply: SentenceReply, ids: dict[int, str]) -> None:
        cited = unique(reply.claims)
        known = tuple(ids[n] for n in cited if n in ids)
        name = statement_id(self.article.id, reply.text, known)
        self._report_unknown(name, len(cited) - len(known), reply.text)
        if not known or not reply.text:
            self._report("citation-missing", name, "no claim supports it", reply.text)
            return
        self.statements.append(Statement(id=name, text=flat(reply.text), claims=known))

    def _report_unknown(self, where: str, number: int, text: str) -> None:
        if number:
            message = f"{number} cited that do not exist"
            self._report("citation-unknown", where, message, text)

    def _report(self, code: str, where: str, message: str, text: str) -> None:
        severity: Literal["error", "warning"] = (
            "error" if code == "citation-missing" else "warning"
        )
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                where=where,
                message=message,
                evidence=flat(text),
            )
        )


def _published(article: Article, answers: Sequence[Answer[Summary]]) -> When:
    """The stated date, else the first one that an answer concluded."""
    if article.published.date:
        return article.published
    for answer in answers:
        reply = answer.value.published
        if dates.is_date(reply.date):
            return When(date=reply.date, basis="inferred", words=flat(reply.why))
    return When()


def _when(reply: ClaimReply, published: When) -> When:
    """The date of a claim, and how it is known: that, code decides.

    The source states it; or a word such as "Friday" leads to it from the publication
    date, which makes it as good as that date is; or it was concluded.
    """
    date, _, end = reply.date.partition("/")
    if not dates.is_date(date):
        return When(words=flat(reply.date_words))
    words = flat(reply.date_words)
    if not (dates.is_date(end) and end > date):
        end = dates.night(words, date, published.date)
    return When(
        date=date, end=end, basis=_basis(reply, {date, end}, published), words=words
    )


def _basis(reply: ClaimReply, days: Set[str], published: When) -> Basis:
    if days & {iso for iso, _ in dates.find(reply.date_words)}:
        return "stated"
    ahead = reply.kind == "forecast" or reply.certainty in ("planned", "possible")
    anchored = published.basis == "stated" and dates.precision(published.date) == "day"
    meant = dates.resolve(reply.date_words, published.date, future=ahead)
    return "resolved" if anchored and meant and meant in days else "inferred"


def _actors(answers: Sequence[Answer[Summary]]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for answer in answers:
        for actor in answer.value.actors:
            name = flat(actor.name)
            if name and name not in found:
                found[name] = Actor(name=name, role=flat(actor.role))
    return tuple(found.values())


@dataclass(frozen=True)
class Dated:
    """An article whose publication date is as well known as it can be, its summary."""

    article: Article
    summary: ArticleSummary


def dated(article: Article, summary: ArticleSummary) -> Dated:
    """`article` with the publication date that its summary concluded."""
    update = {"published": summary.published}
    return Dated(article.model_copy(update=update), summary)


def in_time(made: Sequence[Dated]) -> list[Dated]:
    """`made` by the day of publication, those without one last."""
    return sorted(
        made, key=lambda one: (one.article.published.date or "9999", one.article.id)
    )
