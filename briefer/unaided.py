"""A whole edition with no model: sentences of the articles, chosen by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from briefer import verify
from briefer.errors import BrieferError
from briefer.extract.briefing import briefing as extracted
from briefer.extract.lines import unstamped
from briefer.extract.stories import words
from briefer.extract.summary import summary as extract
from briefer.extract.times import with_years
from briefer.grounding import wording
from briefer.grounding.base import Case
from briefer.grounding.check import check_all
from briefer.grounding.search import Index, told_by
from briefer.progress import Notify, Progress
from briefer.reading import Reading
from briefer.record import bind, frame_of
from briefer.schema import (
    Article,
    ArticleSummary,
    Briefing,
    Claim,
    Edition,
    Finding,
    Origin,
    Statement,
)
from briefer.settings import SectionSetting, Settings
from briefer.sources import origins
from briefer.summarize import Dated, dated, in_time
from briefer.tokens import Counter
from briefer.workers import Hands, applied

IN_SOURCE_WORDS = ("date-relative", "loaded-word", "sentence-long")
"""Codes that object to wording, which here is the articles' own."""


def edition(
    settings: Settings,
    sections: Sequence[SectionSetting],
    reading: Reading,
    counter: Counter,
    notify: Notify,
    by: Hands | None = None,
) -> Edition:
    """The edition of what was read, without a single call.

    Children that are there may do a part of it: `by`.
    """
    articles = with_years(reading.articles)
    progress = Progress(notify, "extract", len(articles))
    made = []
    prints: dict[str, origins.Print] = {}
    told: dict[str, str] = {}
    index = Index()
    looks = applied(_look, articles, by=by)
    for article, look in zip(articles, looks, strict=True):
        made.append(dated(article, look.summary))
        prints[article.id], told[article.id] = look.print, look.words
        # while children work
        index.add(article.id, map(str.split, look.sentences.split("\n")))
        progress.step(article.path)
    with ThreadPoolExecutor(1) as aside:
        # tiktoken counts beside Python, on a core that is idle now
        tokens = aside.submit(_tokens, articles, counter)
        made = in_time(made)
        copies = origins.group([one.article for one in made], prints)
        briefing = _briefing(settings, sections, made, copies, told, index)
        count = tokens.result().__getitem__
    return bind(reading, made, briefing, copies, counter.note, count)


def _tokens(articles: Sequence[Article], counter: Counter) -> dict[str, int]:
    """The tokens of each text."""
    return {article.text: counter.count(article.text) for article in articles}


def summarized(article: Article) -> Dated:
    """`article` with a summary of its own sentences.

    A sentence compared with itself has nothing against it; the checks look only at what
    is not the cited sentence to the letter, its dateline aside.
    """
    first = dated(article, extract(article, verdict="checked"))
    whole = {
        claim.id for claim in first.summary.claims if _is_cited_whole(claim, article)
    }
    if len(whole) == len(first.summary.claims):
        return first
    return Dated(first.article, _checked(first.summary, first.article, whole))


class _Look(NamedTuple):
    """What is found in one article, and what it is compared with others by."""

    summary: ArticleSummary
    print: origins.Print
    words: str
    """By which stories are told apart."""
    sentences: str
    """By which its sentences are found, each on a line."""


def _look(article: Article) -> _Look:
    made = summarized(article)
    told = "\n".join(" ".join(sorted(one)) for one in told_by(article))
    return _Look(made.summary, origins.fingerprint(article), words(made.article), told)


def _is_cited_whole(claim: Claim, article: Article) -> bool:
    numbers = claim.evidence.sentences
    if len(numbers) > 1:
        return False
    sentence = article.sentence(numbers[0])
    return claim.text in (sentence, unstamped(sentence).strip())


def _checked(made: ArticleSummary, article: Article, whole: set[str]) -> ArticleSummary:
    """`made` with the claims that are not a `whole` sentence checked, or left out."""
    rest = tuple(claim for claim in made.claims if claim.id not in whole)
    examined = verify.summary(
        made.model_copy(update={"claims": rest, "statements": ()}), article
    )
    lost = {item.case.id for item in examined.failing}
    fresh = {claim.id: claim for claim in examined.value.claims}
    claims = tuple(fresh.get(c.id, c) for c in made.claims if c.id not in lost)
    statements = tuple(s for s in made.statements if not lost & set(s.claims))
    return made.model_copy(update={"claims": claims, "statements": statements})


def stand_in(article: Article, error: BrieferError) -> Dated:
    """`summarized`, with a finding that says why no model did it."""
    made = summarized(article)
    finding = Finding(
        code="extracted",
        severity="warning",
        where=article.id,
        message=f"summarized without the model: {error.message}",
    )
    findings = (*made.summary.findings, finding)
    summary = made.summary.model_copy(update={"findings": findings})
    return Dated(made.article, summary)


def merged(
    settings: Settings,
    sections: Sequence[SectionSetting],
    made: Sequence[Dated],
    copies: Sequence[Origin],
    error: BrieferError,
) -> Briefing:
    """The briefing on summaries a model made, without the model that failed to merge.

    Its sentences are the claims of their ledgers. A finding says why.
    """
    briefing = _briefing(settings, sections, made, copies)
    finding = Finding(
        code="extracted",
        severity="warning",
        where="the briefing",
        message=f"put together without the model: {error.message}",
    )
    findings = (*briefing.findings, finding)
    return briefing.model_copy(update={"findings": findings})


def _briefing(
    settings: Settings,
    sections: Sequence[SectionSetting],
    made: Sequence[Dated],
    copies: Sequence[Origin],
    told: Mapping[str, str] | None = None,
    index: Index | None = None,
) -> Briefing:
    articles = [one.article for one in made]
    summaries = [one.summary for one in made]
    frame = frame_of(settings, articles)
    first = extracted(
        articles,
        summaries,
        copies,
        sections,
        title=frame.title,
        language=frame.language,
        period=frame.period,
        as_of=frame.as_of,
        told=told,
    )
    sources = verify.Sources(
        claims={claim.id: claim for one in summaries for claim in one.claims},
        articles={article.id: article for article in articles},
        origins=copies,
        actors=[actor for one in summaries for actor in one.actors],
        filled=index,
    )
    examined = verify.briefing(first, sources, _examined)
    kept = verify.settled(examined.value, examined.failing, drop=True)
    return verify.with_claims(verify.changed(kept, _own_words), sources)


def _examined(told: Sequence[Case]) -> list[tuple[Finding, ...]]:
    """What the checks find; of a sentence that is cited itself, only in its wording."""
    rest = [case for case in told if not _is_whole(case)]
    found = iter(check_all(rest))
    return [
        tuple(wording.check(case)) if _is_whole(case) else next(found) for case in told
    ]


def _is_whole(case: Case) -> bool:
    whole = {one.text for one in case.passages}
    whole |= {unstamped(text).strip() for text in whole}
    return case.text in whole


def _own_words(statement: Statement) -> Statement:
    """`statement` without marks that only object to how the source words it."""
    marks = tuple(mark for mark in statement.marks if mark not in IN_SOURCE_WORDS)
    verdict = "checked" if statement.marks and not marks else statement.verdict
    return statement.model_copy(update={"marks": marks, "verdict": verdict})
