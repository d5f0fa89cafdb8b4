"""What page templates receive: plain values, ready to print.

Nothing here is escaped; that is the business of the templates.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefer import schema


@dataclass(frozen=True)
class Day:
    """A date or span as it is printed, and how it is known."""

    text: str
    """Such as `4 July 2025`; empty where nothing is known."""
    iso: str
    basis: schema.Basis
    words: str
    """The words of the source it was read from."""


@dataclass(frozen=True)
class Tally:
    """How often something occurs, and what it means."""

    name: str
    count: int
    meaning: str = ""


@dataclass(frozen=True)
class Source:
    """An article as lists and citations name it."""

    id: str
    slug: str
    """Its pages are `articles/<slug>.html`, `.md` and `.json`."""
    title: str
    """The first words of the text where the article has no title."""
    outlet: str
    """The agency where no outlet is known; empty where neither is."""
    authors: str
    agency: str
    url: str
    published: schema.When
    day: Day
    """The day of publication as stated or, failing that, as concluded; as printed."""
    language: str
    direction: str
    """`ltr` or `rtl`."""
    path: str
    also: tuple[str, ...]
    """Paths of further files with the very same text."""
    genre: schema.Genre
    sentences: int
    claims: int
    cited: int
    """Passages of it that the briefing cites."""
    set_aside: tuple[Tally, ...]
    """Passages set aside, by reason, the most frequent first."""


@dataclass(frozen=True)
class Passage:
    """Sentences of one article that the briefing cites, under one number."""

    number: int
    source: Source
    sentences: tuple[int, ...]
    text: str
    """The sentences; ` […] ` stands where some between them are left out."""
    where: str
    """`sentence 4` or `sentences 4–5, 9`."""
    certainty: tuple[str, ...]
    """How certain the claims that rest on it are, as `reported` or `denied`."""
    said_by: tuple[str, ...]
    """Speakers of the claims that rest on it, with whom the outlet has them from."""
    days: tuple[str, ...]
    """ISO dates of what those claims assert, in order of time."""
    verdict: schema.Verdict
    """The least favorable one of those claims."""
    claims: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Start and end of each sentence in the stored text, in characters."""
    excerpt: int
    """Number of the excerpt that shows it: that of the first passage in it."""

    @property
    def first(self) -> int:
        """Number of the first sentence, where a link into the article leads."""
        return self.sentences[0]


@dataclass(frozen=True)
class Piece:
    """A sentence of an excerpt."""

    text: str
    of: tuple[int, ...]
    """Numbers of the passages it belongs to; empty where it only stands next to one."""
    is_behind_gap: bool
    """Whether sentences of the article are left out before it."""


@dataclass(frozen=True)
class Excerpt:
    """Passages of one article that share sentences, with the sentences next to them."""

    passages: tuple[Passage, ...]
    pieces: tuple[Piece, ...]
    """In the order of the article."""

    @property
    def number(self) -> int:
        """That of its first passage."""
        return self.passages[0].number

    @property
    def source(self) -> Source:
        """The article."""
        return self.passages[0].source

    @property
    def first(self) -> int:
        """Number of the first cited sentence, where a link into the article leads."""
        return min(passage.first for passage in self.passages)


@dataclass(frozen=True)
class Line:
    """A statement with the passages it rests on."""

    text: str
    passages: tuple[Passage, ...]
    marks: tuple[str, ...]
    """Names of the checks that object, in words."""
    support: str
    """`single source`, `2 articles, 1 origin` or `3 articles`; empty for none."""
    verdict: schema.Verdict
    also: tuple[Source, ...]
    """Further articles that code found to carry the sentence."""


@dataclass(frozen=True)
class Entry:
    """A line of the timeline."""

    day: Day
    line: Line


@dataclass(frozen=True)
class Amount:
    """A line of the table of figures."""

    quantity: str
    value: str
    day: Day
    line: Line


@dataclass(frozen=True)
class Outlook:
    """A forecast of a source, or a judgment where `whose` is empty."""

    whose: str
    likelihood: str
    confidence: str
    line: Line


@dataclass(frozen=True)
class Group:
    """Lines under a heading: a story with its period, or an actor with a role."""

    title: str
    role: str
    day: Day
    lines: tuple[Line, ...]
    support: str


@dataclass(frozen=True)
class Side:
    """Who says it, and what."""

    who: str
    line: Line


@dataclass(frozen=True)
class Dispute:
    """A question that sources answer differently, and in which way they differ."""

    question: str
    kind: str
    meaning: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Open:
    """A question the articles leave open."""

    question: str
    searched: tuple[Source, ...]
    all_searched: bool


@dataclass(frozen=True)
class Dot:
    """An event on the axis of time, `up` above it."""

    x: int
    up: int
    day: str
    is_unsure: bool


@dataclass(frozen=True)
class Tick:
    """A label below the axis of time."""

    x: int
    text: str


@dataclass(frozen=True)
class Silence:
    """A long stretch of the axis without an event."""

    start: int
    end: int
    days: int


@dataclass(frozen=True)
class Axis:
    """The timeline to scale."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    silences: tuple[Silence, ...]
    height: int
    """Of the highest pile of dots."""
    earlier: int
    """Entries left out because they lie far before all others."""
    undated: int
    """Entries left out because they have no date."""


@dataclass(frozen=True)
class Point:
    """A value of a series at its day; labels are empty where there is no room."""

    x: int
    y: int
    value: str
    day: str


@dataclass(frozen=True)
class Series:
    """One quantity at several dates, to scale."""

    title: str
    told: str
    """All of its days and values in words."""
    points: tuple[Point, ...]


@dataclass(frozen=True)
class MatrixRow:
    """A story and, for each outlet of the matrix, the passages it rests on there."""

    title: str
    passages: tuple[int, ...]


@dataclass(frozen=True)
class Matrix:
    """Which outlet reports which story, and which is silent."""

    outlets: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    left_out: int
    """Outlets without a column, those least cited."""


@dataclass(frozen=True)
class Part:
    """The sentences of one use in the strip that shows what of an article is used."""

    kind: str
    """`cited` by the briefing, `claimed` in the ledger only, or `unused`."""
    path: str
    """A rectangle for each sentence, as the data of an SVG path."""


@dataclass(frozen=True)
class Coverage:
    """What the briefing uses of an article."""

    sentences: int
    """How many the article has."""
    cited: tuple[int, ...]
    """Numbers of those that the briefing cites."""
    claimed: tuple[int, ...]
    """Numbers of those that only claims rest on."""
    parts: tuple[Part, ...]


Item = Line | Entry | Amount | Outlook | Group | Dispute | Open


@dataclass(frozen=True)
class Section:
    """A part of the briefing; its items are all of the kind its shape names."""

    id: str
    title: str
    shape: schema.Shape
    items: tuple[Item, ...]
    layer: int
    """1 for what the short form of the page shows too, 2 for the medium one, else 3."""
    axis: Axis | None = None
    """Of a timeline."""
    matrix: Matrix | None = None
    """Of stories."""
    series: tuple[Series, ...] = ()
    """Of figures that give one quantity at several dates."""


@dataclass(frozen=True)
class Copies:
    """Articles that go back to one text, the one taken for the original first."""

    sources: tuple[Source, ...]
    why: str


@dataclass(frozen=True)
class BriefingPage:
    """Everything `briefing.html.j2`, `briefing.md.j2` and pages of one's own show."""

    title: str
    language: str
    direction: str
    period: Day
    as_of: Day
    generated: str
    counts: str
    """Such as `5 articles from 4 outlets`."""
    lead: Section | None
    """The first section where it is made of statements: the bottom line."""
    sections: tuple[Section, ...]
    """The sections behind the lead."""
    passages: tuple[Passage, ...]
    """Numbered from 1 in this order."""
    excerpts: tuple[Excerpt, ...]
    """The same passages in their context, those that share sentences together."""
    cited: tuple[Source, ...]
    uncited: tuple[Source, ...]
    set_aside: tuple[Source, ...]
    """Articles of which something was set aside."""
    copies: tuple[Copies, ...]
    stood_in: tuple[Source, ...]
    """Articles whose own sentences stand in where the endpoint failed."""
    failures: tuple[schema.Failure, ...]
    model: str
    claims_by: str
    """The models that took the claims from the articles; empty where none did."""
    stages: tuple[schema.StageRecord, ...]
    tokens: str
    price: str
    """Of all replies, new and recorded, such as `$0.0123 at list prices`."""
    token_counts: str
    dropped_claims: int
    stale: str
    """Stages whose replies were given before their prompts changed, if any."""
    verdicts: str
    """What the checks say of all statements, such as `90 statements: 88 checked`."""
    marks: tuple[Tally, ...]
    """The marks that stand beside statements, in words, and what they mean."""
    checks: tuple[Tally, ...]
    """What all checks reported, by code."""
    likelihoods: tuple[Tally, ...]
    """The yardstick, in rising order, where the briefing uses a word of it."""
    formats: tuple[str, ...]
    """Those written beside the page, of `md`, `html` and `json`."""
    version: str


@dataclass(frozen=True)
class Words:
    """A sentence of an article's page."""

    number: int
    text: str
    before: str
    """The white space that parts it from the sentence before."""
    is_evidence: bool
    is_cited: bool
    """Whether a claim rests on it, and whether the briefing cites such a claim."""
    mark: str
    """Its number in superscript digits."""


@dataclass(frozen=True)
class SummaryLine:
    """A statement of an article's summary and the sentences it rests on."""

    text: str
    sentences: tuple[int, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class LedgerLine:
    """A claim as the ledger of an article's page shows it."""

    text: str
    kind: str
    day: Day
    said_by: str
    certainty: str
    sentences: tuple[int, ...]
    is_cited: bool


@dataclass(frozen=True)
class ArticlePage:
    """Everything `article.html.j2` and `article.md.j2` may show."""

    source: Source
    briefing: str
    """Title of the briefing the page belongs to."""
    language: str
    direction: str
    """Of the briefing, hence of the summary and the claims."""
    summary: tuple[SummaryLine, ...]
    actors: tuple[schema.Actor, ...]
    ledger: tuple[LedgerLine, ...]
    paragraphs: tuple[tuple[Words, ...], ...]
    coverage: Coverage
    set_aside: tuple[schema.SetAside, ...]
    findings: tuple[schema.Finding, ...]
    digest: str
    encoding: str
    model: str
    stale: str
    """As on the page of the briefing."""
    version: str
