"""What becomes of claims and statements once they are checked against their evidence.

Code mends what it can; what still has an error goes to one request of the model; what
then still has one is left out or marked, by its code and the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from briefer.grounding import cases, dating, reworded, standing, whole
from briefer.grounding.base import Case
from briefer.grounding.check import check, check_all
from briefer.grounding.codes import outcome
from briefer.grounding.offices import known_offices
from briefer.grounding.quotations import verbatim
from briefer.grounding.quoted import quotations
from briefer.grounding.search import Index
from briefer.grounding.wording import stale
from briefer.mend import Failing
from briefer.schema import (
    Actor,
    Article,
    ArticleSummary,
    Briefing,
    Claim,
    Disagreement,
    Evidence,
    Figure,
    Finding,
    Gap,
    Item,
    Origin,
    Section,
    Statement,
    Verdict,
)

V = TypeVar("V", ArticleSummary, Briefing)
Examine = Callable[[Sequence[Case]], Sequence[tuple[Finding, ...]]]
Change = Callable[[Statement], Statement | None]
"""A statement to what stands in its place; None leaves it out."""

MOST_EVIDENCE = 3
MOST_CLAIMS = 5
ONE_WEEK = 7
CARRIED = 0.6
"""Share of a sentence's weight that words must recall before the checks are asked
whether they carry it. Where coverage is graded, 0.38 is full; for naming a further
source, or another citation, more is asked."""


@dataclass(frozen=True)
class Examined(Generic[V]):
    """A summary or briefing whose sentences carry their verdicts."""

    value: V
    findings: tuple[Finding, ...]
    failing: tuple[Failing, ...]
    """Sentences with an error that code could not mend."""


@dataclass(frozen=True)
class Sources:
    """What a briefing's statements may rest on."""

    claims: Mapping[str, Claim]
    articles: Mapping[str, Article]
    origins: Sequence[Origin]
    actors: Sequence[Actor] = ()
    """Who is who by all articles: offices that another article gives."""
    filled: Index | None = None
    """All sentences of the articles, where they are indexed already."""

    @cached_property
    def index(self) -> Index:
        return self.filled or Index(tuple(self.articles.values()))

    @cached_property
    def original(self) -> Mapping[str, str]:
        """Each copy to the article taken for its original."""
        return {
            one: group.articles[0] for group in self.origins for one in group.articles
        }

    @cached_property
    def by_sentence(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Article and number of a sentence to the claims that rest on it."""
        found: dict[tuple[str, int], tuple[str, ...]] = {}
        for claim in self.claims.values():
            for number in claim.evidence.sentences:
                key = claim.evidence.article, number
                found[key] = (*found.get(key, ()), claim.id)
        return found


def summary(made: ArticleSummary, article: Article) -> Examined[ArticleSummary]:
    """`made` checked: citations repaired, quotations in the source's letters."""
    desk = _Desk()
    printed = [_printed(claim, article) for claim in made.claims]
    ledger = [case for _, case in printed]
    words = reworded.check_ledger(ledger)
    claims = tuple(
        desk.claim(claim, case, (*own, *further), article)
        for (claim, case), own, further in zip(
            printed, check_all(ledger), words, strict=True
        )
    )
    known = {claim.id: claim for claim in claims}
    articles = {article.id: article}

    def case_of(statement: Statement) -> Case:
        return cases.of_statement(statement, known, articles, (), article.language)

    told = [_dated(statement, case_of) for statement in made.statements]
    found = check_all([case for _, case in told])
    statements = tuple(
        desk.statement(statement, case, own)
        for (statement, case), own in zip(told, found, strict=True)
    )
    value = made.model_copy(update={"claims": claims, "statements": statements})
    return Examined(value, tuple(desk.findings), tuple(desk.failing))


def briefing(
    made: Briefing, sources: Sources, examine: Examine = check_all
) -> Examined[Briefing]:
    """`made` checked: citations repaired, further articles that agree listed.

    `examine` compares statements with what they cite.
    """
    desk = _Desk()
    told = {case.id: case for case in cases_of(made, sources)}
    seen = dict(zip(told, examine(tuple(told.values())), strict=True))

    def checked(statement: Statement) -> Statement:
        case = told[statement.id]
        found: Sequence[Finding] = seen[statement.id]
        if _errors(found):
            statement, case, found = _better_cited(statement, case, found, sources)
        found = known_offices(found, sources.actors, case.text)
        return _corroborated(desk.statement(statement, case, found), case, sources)

    value = changed(made, checked)
    old = [f for case in cases_of(value, sources) for f in stale(case, made.as_of)]
    known = sources.claims, sources.articles, sources.actors
    held = standing.check(value.sections, *known)
    found = (*whole.check(value.sections), *held, *old)
    findings = (*desk.findings, *found)
    return Examined(marked(value, found), findings, tuple(desk.failing))


def dated(made: Briefing, sources: Sources) -> Briefing:
    """`made` with `next year` and the like written out where code knows the year."""
    return changed(
        made, lambda s: _dated(s, lambda t: _case(t, sources, made.language))[0]
    )


def _dated(
    statement: Statement, case_of: Callable[[Statement], Case]
) -> tuple[Statement, Case]:
    """`statement` with its relative dates written out, and the case it makes."""
    case = case_of(statement)
    text = dating.dated(case)
    if text == statement.text:
        return statement, case
    statement = statement.model_copy(update={"text": text})
    return statement, case_of(statement)


def marked(made: Briefing, found: Sequence[Finding]) -> Briefing:
    """`made` with further findings shown beside the statements they are about."""
    marks: dict[str, tuple[str, ...]] = {}
    for finding in found:
        if _is_shown(finding):
            marks[finding.where] = (*marks.get(finding.where, ()), finding.code)

    def with_marks(statement: Statement) -> Statement:
        if statement.id not in marks:
            return statement
        own = tuple(dict.fromkeys((*statement.marks, *marks[statement.id])))
        return statement.model_copy(update={"marks": own, "verdict": "marked"})

    return changed(made, with_marks)


def cases_of(made: Briefing, sources: Sources) -> list[Case]:
    """The statements of `made` as cases, in reading order."""
    return [_case(s, sources, made.language) for s in made.statements()]


def with_claims(made: Briefing, sources: Sources) -> Briefing:
    """`made` with the claims its statements rest on, in the order of articles."""
    told = list(made.statements())
    cited = {name for s in told for name in (*s.claims, *s.also)}
    claims = tuple(c for name, c in sources.claims.items() if name in cited)
    return made.model_copy(update={"claims": claims})


def with_texts(made: V, texts: Mapping[str, str]) -> V:
    """`made` with the sentences a model mended; an empty text changes nothing yet."""

    def change(statement: Statement) -> Statement:
        text = texts.get(statement.id) or statement.text
        return statement.model_copy(update={"text": text})

    if isinstance(made, Briefing):
        return changed(made, change)
    claims = tuple(
        claim.model_copy(update={"text": texts.get(claim.id) or claim.text})
        for claim in made.claims
    )
    statements = tuple(change(statement) for statement in made.statements)
    return made.model_copy(update={"claims": claims, "statements": statements})


def settled(
    made: V,
    failing: Sequence[Failing],
    *,
    drop: bool,
    disputed: Set[str] = frozenset(),
) -> V:
    """`made` without what failed for good, or with it marked unless `drop`.

    What is `disputed`, by id, is only dropped for what letters and values show.
    """
    lost = {
        item.case.id
        for item in failing
        if drop and _is_lost(item.findings, is_disputed=item.case.id in disputed)
    }
    if isinstance(made, Briefing):
        return changed(made, lambda s: None if s.id in lost else s)
    claims = tuple(claim for claim in made.claims if claim.id not in lost)
    known = {claim.id for claim in claims}
    kept = (_resting_on(s, known) for s in made.statements if s.id not in lost)
    statements = tuple(statement for statement in kept if statement is not None)
    return made.model_copy(update={"claims": claims, "statements": statements})


class _Desk:
    """Where sentences are checked, one after the other."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.failing: list[Failing] = []

    def claim(
        self,
        claim: Claim,
        case: Case,
        found: Sequence[Finding],
        article: Article,
    ) -> Claim:
        """`claim` with its verdict, resting on better sentences where its own fail."""
        if _errors(found) and (other := _better_placed(claim, article)):
            self.findings.append(_repaired(claim.id, claim.text))
            claim, case = other, cases.of_claim(other, article)
            words = (one for one in found if one.code == reworded.CODE)
            found = (*check(case), *words)
        self._note(case, found)
        return claim.model_copy(update=_verdict(found))

    def statement(
        self, statement: Statement, case: Case, found: Sequence[Finding]
    ) -> Statement:
        """`statement` with the verdict that the findings amount to."""
        statement = _in_letters(statement, case)
        self._note(case, found, can_mend=not isinstance(statement, Figure))
        return statement.model_copy(update=_verdict(found))

    def _note(
        self, case: Case, found: Sequence[Finding], *, can_mend: bool = True
    ) -> None:
        self.findings += found
        if _errors(found):
            self.failing.append(Failing(case, tuple(_errors(found)), can_mend))


def changed(made: Briefing, change: Change) -> Briefing:
    """`made` with each statement changed; items left without one are left out."""
    sections = tuple(_section(section, change) for section in made.sections)
    return made.model_copy(update={"sections": sections})


def _section(section: Section, change: Change) -> Section:
    items = (_item(item, change) for item in section.items)
    kept = tuple(item for item in items if item is not None)
    return section.model_copy(update={"items": kept})


def _item(item: Item, change: Change) -> Item | None:
    if isinstance(item, Gap):
        return item
    if isinstance(item, Statement):
        return change(item)
    if isinstance(item, Disagreement):
        told = [(side, change(side.statement)) for side in item.sides]
        sides = tuple(s.model_copy(update={"statement": t}) for s, t in told if t)
        return item.model_copy(update={"sides": sides}) if len(sides) > 1 else None
    kept = tuple(s for old in item.statements if (s := change(old)) is not None)
    return item.model_copy(update={"statements": kept}) if kept else None


def _case(statement: Statement, sources: Sources, language: str) -> Case:
    return cases.of_statement(
        statement, sources.claims, sources.articles, sources.origins, language
    )


def _errors(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity == "error"]


def _is_shown(finding: Finding) -> bool:
    return finding.severity != "note" and outcome(finding.code) != "note"


def _is_lost(found: Iterable[Finding], *, is_disputed: bool) -> bool:
    return any(
        outcome(finding.code, is_disputed=is_disputed) == "drop" for finding in found
    )


def _verdict(found: Sequence[Finding]) -> dict[str, object]:
    """The verdict and marks that `found` amounts to."""
    marks = tuple(dict.fromkeys(f.code for f in found if _is_shown(f)))
    skipped = any(finding.code == "check-skipped" for finding in found)
    verdict: Verdict = "marked" if marks else "unchecked" if skipped else "checked"
    return {"verdict": verdict, "marks": marks}


S = TypeVar("S", Claim, Statement)


def _in_letters(sentence: S, case: Case) -> S:
    """`sentence` with its quotations in the source's own letters."""
    text = case.text
    for quotation in reversed(quotations(case.text)):
        printed = verbatim(case, quotation.words)
        if printed is not None:
            text = text[: quotation.start] + printed + text[quotation.end :]
    if text == sentence.text:
        return sentence
    return sentence.model_copy(update={"text": text})


def _printed(claim: Claim, article: Article) -> tuple[Claim, Case]:
    """`claim` with its quotations in the source's letters, and the case it makes."""
    case = cases.of_claim(claim, article)
    printed = _in_letters(claim, case)
    if printed is claim:
        return claim, case
    return printed, cases.of_claim(printed, article)


def _better_placed(claim: Claim, article: Article) -> Claim | None:
    """`claim` on sentences that carry it without an error; None if there are none."""
    for hit in Index((article,)).find(claim.text):
        if hit.score < CARRIED:
            continue
        together = sorted({*hit.sentences, *claim.evidence.sentences})
        for numbers in (hit.sentences, tuple(together)):
            if len(numbers) > MOST_EVIDENCE:
                continue
            evidence = Evidence(article=article.id, sentences=numbers)
            other = claim.model_copy(update={"evidence": evidence})
            if not _errors(check(cases.of_claim(other, article))):
                return other
    return None


def _better_cited(
    statement: Statement, case: Case, found: Sequence[Finding], sources: Sources
) -> tuple[Statement, Case, Sequence[Finding]]:
    """`statement` with a claim added that carries what its own do not; and what the
    checks find then."""
    for name in _carrying(statement, sources):
        claims = (*statement.claims, name)[-MOST_CLAIMS:]
        other = statement.model_copy(update={"claims": claims})
        better = _case(other, sources, case.language)
        if not _errors(now := check(better)):
            return other, better, now
    return statement, case, found


def _corroborated(statement: Statement, case: Case, sources: Sources) -> Statement:
    """`statement` with claims of further articles that carry it on their own.

    Copies of one text are not further to one another.
    """
    if statement.verdict != "checked":
        return statement
    told = {sources.original.get(name, name) for name in case.articles}
    also: dict[str, str] = {}
    for name in _carrying(statement, sources):
        article = sources.claims[name].evidence.article
        article = sources.original.get(article, article)
        if article in told or article in also:
            continue
        if not _is_of_one_time(sources.claims[name], case, sources):
            continue
        alone = statement.model_copy(update={"claims": (name,)})
        if not check(_case(alone, sources, case.language)):
            also[article] = name
    return statement.model_copy(update={"also": tuple(also.values())})


def _is_of_one_time(claim: Claim, case: Case, sources: Sources) -> bool:
    """Whether dates allow `claim` to be of the event that `case` tells of.

    Like events happen again and again, and words alone cannot tell them apart: the
    dates of the claims must agree, or, where these are not known, the articles be of
    one week.
    """
    told = [when.date for when in case.when if when.date]
    if claim.when.date and told:
        own = claim.when.date
        return any(own.startswith(one) or one.startswith(own) for one in told)
    theirs = sources.articles[claim.evidence.article].published.date
    ours = [article.published.date for article in case.articles.values()]
    return any(_days_apart(theirs, one) <= ONE_WEEK for one in ours)


def _days_apart(first: str, second: str) -> int:
    """Days between two ISO days; very many where one of them is no day."""
    if len(first) < len("2025-01-01") or len(second) < len("2025-01-01"):
        return 10_000
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


def _carrying(statement: Statement, sources: Sources) -> Iterator[str]:
    """Claims it does not cite, on sentences that recall much of `statement`."""
    for hit in sources.index.find(statement.text):
        if hit.score < CARRIED:
            continue
        for number in hit.sentences:
            names = sources.by_sentence.get((hit.article, number), ())
            yield from (name for name in names if name not in statement.claims)


def _resting_on(statement: Statement, known: set[str]) -> Statement | None:
    claims = tuple(name for name in statement.claims if name in known)
    return statement.model_copy(update={"claims": claims}) if claims else None


def _repaired(where: str, text: str) -> Finding:
    return Finding(
        code="citation-repaired",
        severity="note",
        where=where,
        message="the sentences cited did not carry it; others do and are cited",
        evidence=text,
    )
