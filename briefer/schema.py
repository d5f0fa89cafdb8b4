"""The values that stages hand each other: frozen, checked, and without any I/O.

Sentence numbers count from 1 within an article. Offsets are characters of
`Article.text`. Dates are ISO 8601 and as long as they are precise: `2025`,
`2025-07` or `2025-07-04`. Ids are opaque; reading-order numbers exist only on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar, dataclass_transform

from pydantic import BaseModel, ConfigDict, Field
from pydantic.dataclasses import dataclass

T = TypeVar("T")

Basis = Literal["stated", "resolved", "inferred", "unknown"]
"""How a date is known: the source states it; code resolved a word such as "Friday"
against a stated date; it was concluded from the text; it is not known."""

Kind = Literal["event", "statement", "figure", "position", "background", "forecast"]
Certainty = Literal["confirmed", "reported", "alleged", "denied", "planned", "possible"]
Genre = Literal["news", "analysis", "opinion", "other"]
Shape = Literal[
    "statements",
    "stories",
    "timeline",
    "positions",
    "figures",
    "disagreements",
    "outlook",
    "gaps",
]
Conflict = Literal[
    "conflict", "assessment", "update", "scope", "attribution", "translation"
]
Likelihood = Literal[
    "",
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
]
"""Words of ICD 203 in rising order (one of its two wordings); empty for none."""
Confidence = Literal["", "low", "moderate", "high"]
Verdict = Literal["checked", "marked", "unchecked"]
"""What the checks say of a sentence: nothing against it; something, named by its marks;
or that they could not run."""
Severity = Literal["error", "warning", "note"]


class Value(BaseModel):
    """Base of every value: immutable, and unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bulk(Value):
    """Base of values that hold many: they travel to other processes as plain data,
    in a fifth of the time their parts would take one by one."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).model_validate, (self.model_dump(),)


class Small:
    """Base of values that are there in great numbers: as strict as `Value`, in a fifth
    of the memory, because they have slots and keep nothing but their fields."""

    __slots__ = ()

    def model_copy(self: T, *, update: Mapping[str, Any]) -> T:
        """A copy with some fields changed, which are not checked again."""
        values = {name: getattr(self, name) for name in _names(type(self))}
        return _restored(type(self), tuple({**values, **update}.values()))

    def __reduce__(self) -> tuple[Any, ...]:
        kind = type(self)
        return _restored, (kind, tuple(getattr(self, n) for n in _names(kind)))


def _names(kind: Any) -> Iterable[str]:
    names: Iterable[str] = kind.__dataclass_fields__
    return names


def _restored(kind: type[T], values: tuple[object, ...]) -> T:
    """A value of a kind that was checked before."""
    made = object.__new__(kind)
    for name, value in zip(_names(kind), values, strict=True):
        object.__setattr__(made, name, value)
    return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
def small(kind: type[T]) -> type[T]:
    """Makes a class of `Small` values."""
    strict = ConfigDict(extra="forbid")
    made: Any = dataclass(kind, frozen=True, slots=True, kw_only=True, config=strict)
    checked: type[T] = made
    return checked


@small
class When(Small):
    """A date or a span of dates, as precise as it is known, and how it is known."""

    date: str = ""
    """ISO date, month or year; empty where unknown."""
    end: str = ""
    """Last day of a span; empty for a single date."""
    basis: Basis = "unknown"
    words: str = ""
    """The words of the source the date was read from."""


@small
class Sentence(Small):
    """One sentence as a span of the article's text."""

    start: int
    end: int
    paragraph: int
    """Number of the paragraph, from 1."""


@small
class SetAside(Small):
    """A passage that is not part of the article: kept, reported, never sent."""

    text: str
    reason: str
    """Why: `related`, `share`, `caption`, `notice`, `navigation`, `prompt`, ..."""
    line: int
    """Line of the decoded source, from 1."""


class Article(Bulk):
    """One article: its text as stored, its sentences, and where it comes from."""

    id: str
    """`a` and hexadecimal digits, derived from what the article says."""
    path: str
    """Relative to where it was read, with forward slashes. Never part of a request."""
    digest: str
    """SHA-256 of the original bytes."""
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    """A news agency credited by the text."""
    url: str = ""
    published: When = When()
    language: str = "en"
    encoding: str = "utf-8"
    text: str
    sentences: tuple[Sentence, ...]
    set_aside: tuple[SetAside, ...] = ()
    margin_dates: tuple[str, ...] = ()
    """ISO dates read from set-aside captions and notices, which help to date it."""

    def sentence(self, number: int) -> str:
        """The text of sentence `number`, line breaks flattened to spaces."""
        span = self.sentences[number - 1]
        return " ".join(self.text[span.start : span.end].split())


class Chunk(Value):
    """A run of whole sentences of one article that fits into one request."""

    article: str
    first: int
    last: int
    """Sentence numbers, both included."""
    tokens: int


@small
class Evidence(Small):
    """The sentences of one article that a claim rests on."""

    article: str
    sentences: tuple[int, ...]


@small
class Claim(Small):
    """One self-contained assertion of one article and the sentences it rests on."""

    id: str
    text: str
    kind: Kind
    when: When = When()
    who: str = ""
    """The original speaker; empty for what the outlet reports in its own voice."""
    via: str = ""
    """Through whom the outlet has it, as in "Axios, citing an unnamed official"."""
    certainty: Certainty
    evidence: Evidence
    verdict: Verdict = "unchecked"
    marks: tuple[str, ...] = ()
    """Codes of findings that stand against the claim."""


@small
class Statement(Small):
    """One sentence of a summary or briefing and the claims it rests on."""

    shape: Literal["statement"] = "statement"
    id: str
    text: str
    claims: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Claims of further articles that code found to carry the sentence too."""
    verdict: Verdict = "unchecked"
    marks: tuple[str, ...] = ()
    """Codes of findings the reader should see beside the sentence."""


@small
class Event(Statement):
    """An entry of the timeline; its date is that of the claims it rests on."""

    shape: Literal["event"] = "event"  # type: ignore[assignment]
    when: When


@small
class Figure(Statement):
    """A quantity and its value as a source gives it."""

    shape: Literal["figure"] = "figure"  # type: ignore[assignment]
    quantity: str
    value: str
    when: When


@small
class Judgment(Statement):
    """A look ahead: a source's forecast, or a judgment of the briefing's own."""

    shape: Literal["judgment"] = "judgment"  # type: ignore[assignment]
    whose: str
    """The source that predicts; empty for the briefing's own judgment."""
    likelihood: Likelihood = ""
    """Only for the briefing's own judgment."""
    confidence: Confidence = ""


class Story(Value):
    """One situation among those the articles report, told in a few sentences."""

    shape: Literal["story"] = "story"
    title: str
    when: When
    statements: tuple[Statement, ...]


class Position(Value):
    """What one actor holds, wants or denies."""

    shape: Literal["position"] = "position"
    actor: str
    role: str = ""
    statements: tuple[Statement, ...]


class Side(Value):
    """One side of a disagreement: who says it, and what."""

    who: str
    statement: Statement


class Disagreement(Value):
    """A question that sources answer differently."""

    shape: Literal["disagreement"] = "disagreement"
    question: str
    conflict: Conflict
    sides: tuple[Side, ...]


class Gap(Value):
    """A question the articles leave open, and the articles searched for an answer."""

    shape: Literal["gap"] = "gap"
    question: str
    searched: tuple[str, ...]


Item = Annotated[
    Statement | Event | Figure | Judgment | Story | Position | Disagreement | Gap,
    Field(discriminator="shape"),
]


def statements_of(item: Item) -> tuple[Statement, ...]:
    """The statements an item is made of, in reading order; none for a gap."""
    if isinstance(item, Statement):
        return (item,)
    if isinstance(item, Story | Position):
        return item.statements
    if isinstance(item, Disagreement):
        return tuple(side.statement for side in item.sides)
    return ()


class Section(Value):
    """A titled part of the briefing; an empty one says that nothing was reported."""

    id: str
    title: str
    shape: Shape
    items: tuple[Item, ...] = ()


@small
class Actor(Small):
    """A person or organization that acts or speaks in an article."""

    name: str
    role: str = ""


class Usage(Value):
    """Tokens of one or more calls, as the endpoint counted them."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    """The part of `input_tokens` the endpoint had cached."""

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
        )


class Finding(Value):
    """What a check found: where, how bad, and the words it looked at."""

    code: str
    severity: Severity
    where: str
    """Id of the statement, claim or article."""
    message: str
    words: str = ""
    """The words objected to, as they stand in the checked text."""
    evidence: str = ""
    """The words looked at."""


class ArticleSummary(Bulk):
    """What one article says: a few statements and the ledger they rest on."""

    article: str
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...] = ()
    published: When = When()
    """The publication date concluded from the text, with the words that led to it."""
    genre: Genre = "news"
    findings: tuple[Finding, ...] = ()
    model: str = ""
    """The model that wrote it."""
    replies: tuple[str, ...] = ()
    """Names of the store entries it was read from."""


class Failure(Value):
    """An article that is not in the briefing, and why."""

    path: str
    step: Literal["read", "summarize"]
    code: str
    message: str


class Origin(Value):
    """Articles that go back to one text: copies are counted once."""

    articles: tuple[str, ...]
    """Article ids, the one taken for the original first."""
    why: str = ""


class Briefing(Value):
    """The merged briefing: sections of statements, and the claims they cite."""

    title: str
    language: str
    period: When
    """First to last publication date of the articles."""
    as_of: str
    """Publication date of the newest article; empty where none is known."""
    generated: str
    """UTC, to the second: when the newest reply was given, not when this was run."""
    model: str
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    """The cited claims, in the order of articles."""
    replies: tuple[str, ...] = ()
    """Names of the store entries it was read from."""
    findings: tuple[Finding, ...] = ()

    def statements(self) -> Iterator[Statement]:
        """Every statement of every section, in reading order."""
        for section in self.sections:
            for item in section.items:
                yield from statements_of(item)


class SourceRecord(Value):
    """What became of one file."""

    path: str
    digest: str
    article: str = ""
    """The article's id; empty where none could be made."""
    title: str = ""
    outlet: str = ""
    published: When = When()
    encoding: str = ""
    sentences: int = 0
    tokens: int = 0
    claims: int = 0
    cited: int = 0
    """How many of its claims the briefing cites."""
    set_aside: tuple[SetAside, ...] = ()


class StageRecord(Value):
    """What one stage asked for and what it cost in tokens."""

    stage: str
    model: str
    prompts: dict[str, str]
    """Template file to SHA-256 of its text."""
    usage: Usage
    price: str = ""
    """US dollars at the list prices of the time of the replies; empty if not known."""
    stale: int = 0
    """How many of its replies were given to another request, before prompts changed."""


class Edition(Value):
    """Everything the pages of one build are made of."""

    version: str
    """Of briefer."""
    briefing: Briefing
    articles: tuple[Article, ...]
    summaries: tuple[ArticleSummary, ...]
    """One for each article, in the same order."""
    sources: tuple[SourceRecord, ...]
    origins: tuple[Origin, ...] = ()
    """Groups of two and more; an article in no group is its own origin."""
    stages: tuple[StageRecord, ...] = ()
    failures: tuple[Failure, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What all stages reported, those of the briefing included."""
    token_counts: str = "exact"
    """`exact`, or how they were estimated."""
    dropped_claims: int = 0
    """Claims that the merge tree left out, by the rule of `merge`."""


class RunRecord(Value):
    """`run.json`: how the files beside it came about. The same for the same inputs."""

    version: str
    """Of briefer."""
    format: int = 1
    status: Literal["complete", "holes"]
    title: str
    generated: str
    settings: dict[str, str]
    token_counts: str
    sources: tuple[SourceRecord, ...]
    origins: tuple[Origin, ...]
    stages: tuple[StageRecord, ...]
    dropped_claims: int
    failures: tuple[Failure, ...]
    findings: tuple[Finding, ...]
    files: dict[str, str]
    """Every other file of the output to its SHA-256."""
    unnoted: tuple[str, ...] | None = None
    """Digests of the lines of the Markdown page that have no footnote, from which those
    added by hand are told; None where there is no such page."""
