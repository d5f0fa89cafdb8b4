"""From an edition to what its pages show: sections, lines, support and notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, takewhile

from briefer import dates, figures, schema, views
from briefer.dates import format_date, precision
from briefer.grounding.quantities import quantities
from briefer.grounding.words import content
from briefer.index import Index, day, direction, flat, in_order, place_of, said_by
from briefer.meanings import BANDS, CONFLICTS, MARKS
from briefer.prices import dollars
from briefer.schema import When
from briefer.settings import EXTRACTIVE
from briefer.views import Line, Source, Tally

SHORT = 2
"""Leading sections of the short layer: a bottom line and the key developments."""

MEDIUM = frozenset({"stories", "disagreements", "outlook"})
"""Shapes of the medium layer; the full one adds reference: timeline, figures, gaps."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def support(articles: int, origins: int) -> str:
    """How many articles and origins agree, in words; empty for none."""
    if articles < 2:
        return "single source" if articles else ""
    if origins == articles:
        return f"{articles} articles"
    return f"{articles} articles, {counted(origins, 'origin')}"


def counted(number: int, noun: str) -> str:
    """The number with its noun, as in `1 article` and `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def briefing_page(
    edition: schema.Edition, known: Index, formats: tuple[str, ...]
) -> views.BriefingPage:
    """What the page of the briefing shows, written in `formats`."""
    briefing = edition.briefing
    parts = briefing.sections
    lead, rest = _led(
        tuple(_section(part, known, _layer(parts, n)) for n, part in enumerate(parts))
    )
    sources = tuple(known.sources.values())
    return views.BriefingPage(
        title=flat(briefing.title),
        language=briefing.language,
        direction=direction(briefing.language),
        period=day(briefing.period),
        as_of=day(When(date=briefing.as_of, basis="stated")),
        generated=_minute(briefing.generated),
        counts=_counts(sources),
        lead=lead,
        sections=rest,
        passages=tuple(known.passages.values()),
        excerpts=known.excerpts,
        cited=tuple(source for source in sources if source.cited),
        uncited=tuple(source for source in sources if not source.cited),
        set_aside=tuple(source for source in sources if source.set_aside),
        copies=_copies(edition, known),
        stood_in=_stood_in(edition, known),
        failures=edition.failures,
        model=briefing.model,
        claims_by=", ".join(_models(edition.summaries)),
        stages=edition.stages,
        tokens=_tokens(edition.stages),
        price=_price(edition.stages),
        token_counts=edition.token_counts,
        dropped_claims=edition.dropped_claims,
        stale=_stale(edition),
        verdicts=_verdicts(briefing),
        marks=_marks(briefing),
        checks=_tallies(finding.code for finding in edition.findings),
        likelihoods=_likelihoods(briefing),
        formats=formats,
        version=edition.version,
    )


def _stood_in(edition: schema.Edition, known: Index) -> tuple[Source, ...]:
    """Articles whose summary is of their own sentences, as no model gave one."""
    return tuple(
        known.sources[summary.article]
        for summary in edition.summaries
        if any(finding.code == "extracted" for finding in summary.findings)
    )


def _stale(edition: schema.Edition) -> str:
    return ", ".join(stage.stage for stage in edition.stages if stage.stale)


def _models(summaries: Iterable[schema.ArticleSummary]) -> list[str]:
    named = {summary.model for summary in summaries} - {"", EXTRACTIVE}
    return sorted(named)


def _led(
    sections: tuple[views.Section, ...],
) -> tuple[views.Section | None, tuple[views.Section, ...]]:
    if sections and sections[0].shape == "statements":
        return sections[0], sections[1:]
    return None, sections


def _counts(sources: tuple[Source, ...]) -> str:
    outlets = {source.outlet.casefold() for source in sources if source.outlet}
    unnamed = sum(not source.outlet for source in sources)
    articles = counted(len(sources), "article")
    if not outlets:
        return f"{articles}, outlets not named"
    rest = f" ({unnamed:,} without a named outlet)" if unnamed else ""
    return f"{articles} from {counted(len(outlets), 'outlet')}{rest}"


def _minute(generated: str) -> str:
    date, _, time = generated.partition("T")
    return f"{format_date(date)}, {time[:5]} UTC" if time else format_date(date)


def _tokens(stages: tuple[schema.StageRecord, ...]) -> str:
    total = sum((stage.usage for stage in stages), schema.Usage())
    if not total.calls:
        return ""
    cached = f" ({total.cached_tokens:,} of them cached)" if total.cached_tokens else ""
    sent, received = f"{total.input_tokens:,}{cached}", f"{total.output_tokens:,}"
    return f"{sent} in and {received} out, in {counted(total.calls, 'call')}"


def _price(stages: tuple[schema.StageRecord, ...]) -> str:
    if not stages or any(not stage.price for stage in stages):
        return dollars(None)
    total = sum((Decimal(stage.price) for stage in stages), Decimal())
    return f"{dollars(total)} at list prices"


def _copies(edition: schema.Edition, known: Index) -> tuple[views.Copies, ...]:
    return tuple(
        views.Copies(tuple(known.sources[article] for article in o.articles), o.why)
        for o in sorted(edition.origins, key=lambda origin: origin.articles)
    )


def _verdicts(briefing: schema.Briefing) -> str:
    counts: Counter[str] = Counter(
        statement.verdict for statement in briefing.statements()
    )
    told = {
        "checked": "checked by code",
        "marked": "marked",
        "unchecked": "not checked",
    }
    parts = [f"{counts[v]:,} {words}" for v, words in told.items() if counts[v]]
    return f"{counted(counts.total(), 'statement')}: {', '.join(parts) or 'none'}"


def _marks(briefing: schema.Briefing) -> tuple[Tally, ...]:
    return _tallies(
        mark for line in briefing.statements() for mark in shown_marks(line)
    )


def _tallies(codes: Iterable[str]) -> tuple[Tally, ...]:
    counts = sorted(Counter(codes).items())
    return tuple(
        Tally(code.replace("-", " "), count, MARKS.get(code, ""))
        for code, count in counts
    )


def shown_marks(statement: schema.Statement) -> tuple[str, ...]:
    """The codes beside a statement; its count of sources says `single-source`."""
    return tuple(dict.fromkeys(m for m in statement.marks if m != "single-source"))


def _likelihoods(briefing: schema.Briefing) -> tuple[Tally, ...]:
    judged = (s for s in briefing.statements() if isinstance(s, schema.Judgment))
    words: list[str] = [judgment.likelihood for judgment in judged]
    if not BANDS.keys() & set(words):
        return ()
    return tuple(Tally(term, words.count(term), band) for term, band in BANDS.items())


def _section(section: schema.Section, known: Index, layer: int) -> views.Section:
    items = tuple(_item(item, known) for item in section.items)
    entries = [item for item in items if isinstance(item, views.Entry)]
    stories = [item for item in items if isinstance(item, views.Group)]
    outlets = (source.outlet for source in known.sources.values())
    is_told = section.shape == "stories"
    return views.Section(
        id=section.id,
        title=flat(section.title),
        shape=section.shape,
        items=items,
        layer=layer,
        axis=figures.axis(entries),
        matrix=figures.matrix(stories, outlets) if is_told else None,
        series=figures.series(_values(items, known.language)),
    )


def _values(items: Iterable[views.Item], language: str) -> Iterator[figures.Value]:
    """The figures of a day as numbers; one of unknown day or value is none."""
    for item in items:
        if not isinstance(item, views.Amount) or precision(item.day.iso) != "day":
            continue
        for found in quantities(item.value, language)[:1]:
            number, unit = found.readings[0]
            yield figures.Value(
                title=_undated(item.quantity),
                key=(content(_undated(item.quantity)), unit),
                day=item.day.iso[:10],
                number=float(number),
                text=item.value,
                printed=item.day.text,
            )


def _undated(quantity: str) -> str:
    """What a quantity names besides dates: the same for the same on another day."""
    for _, words in dates.find(quantity):
        date = rf"[,\s]*(?:\b(?:as of|on|in|by|of|for)\s+)?{re.escape(words)}"
        quantity = re.sub(date, "", quantity)
    return flat(quantity)


def _layer(sections: tuple[schema.Section, ...], place: int) -> int:
    """The layer of a section: statements that lead the page are in all of them."""
    leading = takewhile(lambda part: part.shape == "statements", sections)
    if place < min(len(tuple(leading)), SHORT):
        return 1
    return 2 if sections[place].shape in MEDIUM else 3


def _item(item: schema.Item, known: Index) -> views.Item:
    match item:
        case schema.Story() | schema.Position():
            return _group(item, known)
        case schema.Disagreement():
            return _dispute(item, known)
        case schema.Gap():
            searched = tuple(known.sources[article] for article in item.searched)
            every = len(searched) == len(known.sources)
            return views.Open(flat(item.question), searched, every)
    return _statement(item, known)


def _statement(item: schema.Statement, known: Index) -> views.Item:
    line = _line(item, known)
    match item:
        case schema.Event():
            return views.Entry(day(item.when), line)
        case schema.Figure():
            quantity, value = flat(item.quantity), flat(item.value)
            return views.Amount(quantity, value, day(item.when), line)
        case schema.Judgment():
            return views.Outlook(
                flat(item.whose), item.likelihood, item.confidence, line
            )
    return line


def _group(item: schema.Story | schema.Position, known: Index) -> views.Group:
    is_story = isinstance(item, schema.Story)
    return views.Group(
        title=flat(item.title if isinstance(item, schema.Story) else item.actor),
        role="" if isinstance(item, schema.Story) else flat(item.role),
        day=day(item.when if isinstance(item, schema.Story) else When()),
        lines=tuple(_line(statement, known) for statement in item.statements),
        support=_support(item.statements, known) if is_story else "",
    )


def _dispute(item: schema.Disagreement, known: Index) -> views.Dispute:
    label, meaning = CONFLICTS[item.conflict]
    sides = (views.Side(flat(s.who), _line(s.statement, known)) for s in item.sides)
    return views.Dispute(flat(item.question), label, meaning, tuple(sides))


def _line(statement: schema.Statement, known: Index) -> Line:
    places = (place_of(known.claims[claim].evidence) for claim in statement.claims)
    return Line(
        text=flat(statement.text),
        passages=tuple(known.passages[place] for place in dict.fromkeys(places)),
        marks=tuple(mark.replace("-", " ") for mark in shown_marks(statement)),
        support=_support((statement,), known),
        verdict=statement.verdict,
        also=tuple(
            known.sources[known.claims[claim].evidence.article]
            for claim in statement.also
        ),
    )


def _support(statements: Iterable[schema.Statement], known: Index) -> str:
    ids = {claim for statement in statements for claim in statement.claims}
    articles = {known.claims[claim].evidence.article for claim in ids}
    return support(len(articles), len({known.origins[article] for article in articles}))


@dataclass(frozen=True)
class Sheet:
    """All that the page of one article is made from."""

    article: schema.Article
    summary: schema.ArticleSummary
    source: Source
    briefing: str
    """Title of the briefing."""
    language: str
    """Of the briefing."""
    stale: str
    """Stages whose prompts have changed since, as the pages say it."""
    version: str
    cited: frozenset[int]
    """Numbers of the sentences that the briefing cites."""
    cited_claims: frozenset[str]


def sheets(edition: schema.Edition, known: Index) -> Iterator[Sheet]:
    """What the page of each article is made from."""
    cited: dict[str, set[int]] = defaultdict(set)
    for place in known.passages:
        cited[place.article].update(place.sentences)
    for article, summary in zip(edition.articles, edition.summaries, strict=True):
        yield Sheet(
            article=article,
            summary=summary,
            source=known.sources[article.id],
            briefing=flat(edition.briefing.title),
            language=edition.briefing.language,
            stale=_stale(edition),
            version=edition.version,
            cited=frozenset(cited[article.id]),
            cited_claims=frozenset(
                c.id for c in summary.claims if c.id in known.claims
            ),
        )


def article_page(sheet: Sheet) -> views.ArticlePage:
    """What the page of one article shows."""
    article, summary = sheet.article, sheet.summary
    claims = {claim.id: claim for claim in summary.claims}
    paragraphs = tuple(_paragraphs(sheet))
    return views.ArticlePage(
        source=sheet.source,
        briefing=sheet.briefing,
        language=sheet.language,
        direction=direction(sheet.language),
        summary=tuple(_summary_line(line, claims) for line in summary.statements),
        actors=summary.actors,
        ledger=tuple(
            _ledger_line(claim, is_cited=claim.id in sheet.cited_claims)
            for claim in summary.claims
        ),
        paragraphs=paragraphs,
        coverage=figures.coverage(paragraphs),
        set_aside=article.set_aside,
        findings=summary.findings,
        digest=article.digest,
        encoding=article.encoding,
        model=summary.model,
        stale=sheet.stale,
        version=sheet.version,
    )


def _summary_line(
    statement: schema.Statement, claims: Mapping[str, schema.Claim]
) -> views.SummaryLine:
    places = {n for claim in statement.claims for n in claims[claim].evidence.sentences}
    marks = (mark.replace("-", " ") for mark in shown_marks(statement))
    return views.SummaryLine(flat(statement.text), tuple(sorted(places)), tuple(marks))


def _ledger_line(claim: schema.Claim, *, is_cited: bool) -> views.LedgerLine:
    return views.LedgerLine(
        text=flat(claim.text),
        kind=claim.kind,
        day=day(claim.when),
        said_by=flat(said_by(claim)),
        certainty=claim.certainty,
        sentences=in_order(claim.evidence),
        is_cited=is_cited,
    )


def _paragraphs(sheet: Sheet) -> Iterator[tuple[views.Words, ...]]:
    article, cited = sheet.article, sheet.cited
    evidence = {n for claim in sheet.summary.claims for n in claim.evidence.sentences}
    numbered = enumerate(article.sentences, 1)
    for _, group in groupby(numbered, key=lambda pair: pair[1].paragraph):
        yield tuple(_words(n, article, n in evidence, n in cited) for n, _ in group)


def _words(
    number: int, article: schema.Article, is_evidence: bool, is_cited: bool
) -> views.Words:
    span = article.sentences[number - 1]
    end_before = article.sentences[number - 2].end if number > 1 else span.start
    return views.Words(
        number=number,
        text=article.text[span.start : span.end],
        before=article.text[end_before : span.start],
        is_evidence=is_evidence or is_cited,
        is_cited=is_cited,
        mark=str(number).translate(_SUPERSCRIPT),
    )
