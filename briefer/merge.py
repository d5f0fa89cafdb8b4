"""The stage that turns claims into the briefing, and its reply into values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefer import dates, names
from briefer.briefing_reply import (
    DisagreementReply,
    FigureReply,
    GapReply,
    JudgmentReply,
    PositionReply,
    StatementReply,
    StoryReply,
)
from briefer.exchange import Answer, flat, statement_id, unique
from briefer.ledger import Context, Entry, show
from briefer.llm.base import ReplySchema, Request
from briefer.people import most_named, people, respelled
from briefer.prompts import Person, Prompts
from briefer.schema import (
    Briefing,
    Claim,
    Disagreement,
    Event,
    Figure,
    Finding,
    Gap,
    Item,
    Judgment,
    Position,
    Section,
    Severity,
    Shape,
    Side,
    Statement,
    Story,
    When,
)
from briefer.settings import SectionSetting, Settings

MOST_CLAIMS = 5
"""Citations of one statement; more of them no reader follows."""

MOST_ENTRIES = 1_000
"""Entries and statements read of one reply: five times those of a long briefing, and
some seconds of checks."""


def request(
    ledger: Sequence[Entry],
    context: Context,
    prompts: Prompts,
    settings: Settings,
    schema: ReplySchema,
) -> Request:
    """The request for the briefing."""
    everyone = people(context.summaries.values())
    known = most_named(everyone, (entry.claim.text for entry in ledger))
    return Request(
        model=settings.model,
        messages=prompts.merge(show(ledger, context), known),
        schema=schema,
        max_tokens=settings.reply_tokens,
        temperature=settings.temperature,
        stage="merge",
        label="the briefing",
    )


@dataclass(frozen=True)
class Frame:
    """What a briefing has besides the reply: all of it known before the reply is."""

    title: str
    language: str
    period: When
    as_of: str


def read(
    ledger: Sequence[Entry],
    context: Context,
    answer: Answer[Any],
    frame: Frame,
    sections: Sequence[SectionSetting],
) -> Briefing:
    """The briefing in the answer, each number turned into the ids it stands for.

    Its claims are filled in once its statements are verified.
    """
    claims = {c.id: c for s in context.summaries.values() for c in s.claims}
    reader = _Reader(ledger, claims, people(context.summaries.values()))
    made = tuple(reader.section(s, getattr(answer.value, s.id)) for s in sections)
    reader.report_unread()
    return Briefing(
        title=frame.title,
        language=frame.language,
        period=frame.period,
        as_of=frame.as_of,
        generated="",
        model=answer.model,
        replies=answer.entries,
        sections=made,
        claims=(),
        findings=tuple(reader.findings),
    )


@dataclass
class _Reader:
    """Makes items of a reply, and notes what it had to take out."""

    ledger: Sequence[Entry]
    claims: dict[str, Claim]
    people: tuple[Person, ...]
    findings: list[Finding] = field(default_factory=list)
    room: int = MOST_ENTRIES

    def section(self, setting: SectionSetting, replies: Sequence[Any]) -> Section:
        make: Callable[[str, Any], Item | None] = getattr(self, f"_{setting.shape}")
        read = (make(setting.id, reply) for reply in replies if self._has_room())
        items = [item for item in read if item is not None]
        if setting.shape == "timeline":
            items.sort(key=_date_of)
        if setting.shape == "positions":
            items = list(_one_per_actor(items))
        if setting.limit and len(items) > setting.limit:
            message = f"{len(items) - setting.limit} entries over the limit left out"
            self._report("section-long", "note", setting.id, message)
            items = items[: setting.limit]
        shape: Shape = setting.shape  # type: ignore[assignment]
        return Section(
            id=setting.id, title=setting.title, shape=shape, items=tuple(items)
        )

    def report_unread(self) -> None:
        """A note of what the reply has beyond the room for it."""
        if self.room < 0:
            message = f"{-self.room:,} entries beyond {MOST_ENTRIES:,} were not read"
            self._report("reply-long", "warning", "the briefing", message)

    def _has_room(self) -> bool:
        self.room -= 1
        return self.room >= 0

    def _statements(self, place: str, reply: StatementReply) -> Statement | None:
        return self._statement(place, reply.text, reply.claims)

    def _stories(self, place: str, reply: StoryReply) -> Story | None:
        made = self._all(place, reply.statements)
        if not made:
            return None
        return Story(
            title=self._spell(reply.title), when=self._period(made), statements=made
        )

    def _timeline(self, place: str, reply: StatementReply) -> Event | None:
        made = self._statement(place, reply.text, reply.claims)
        if made is None:
            return None
        when = self._when(made.claims)
        if not when.date:
            self._report(
                "date-unresolved", "warning", made.id, "no claim dates it", made.text
            )
            return None
        return Event(id=made.id, text=made.text, claims=made.claims, when=when)

    def _positions(self, place: str, reply: PositionReply) -> Position | None:
        made = self._all(place, reply.statements)
        if not made:
            return None
        actor = self._spell(reply.actor)
        return Position(actor=actor, role=flat(reply.role), statements=made)

    def _figures(self, place: str, reply: FigureReply) -> Figure | None:
        quantity, value = flat(reply.quantity), flat(reply.value)
        made = self._statement(place, f"{quantity}: {value}", reply.claims)
        if made is None:
            return None
        return Figure(
            id=made.id,
            text=made.text,
            claims=made.claims,
            quantity=self._spell(quantity),
            value=value,
            when=self._when(made.claims),
        )

    def _disagreements(
        self, place: str, reply: DisagreementReply
    ) -> Disagreement | None:
        sides = []
        for side in (side for side in reply.sides if self._has_room()):
            made = self._statement(place, side.text, side.claims)
            if made is not None:
                sides.append(Side(who=self._spell(side.who), statement=made))
        if len(sides) < 2:
            text = flat(reply.question)
            self._report(
                "disagreement-one-sided", "warning", place, "fewer than two sides", text
            )
            return None
        question = self._spell(reply.question)
        return Disagreement(
            question=question, conflict=reply.conflict, sides=tuple(sides)
        )

    def _outlook(self, place: str, reply: JudgmentReply) -> Judgment | None:
        made = self._statement(place, reply.text, reply.claims)
        if made is None:
            return None
        whose = self._spell(reply.whose)
        return Judgment(
            id=made.id,
            text=made.text,
            claims=made.claims,
            whose=whose,
            likelihood="" if whose else reply.likelihood,
            confidence="" if whose else reply.confidence,
        )

    def _gaps(self, place: str, reply: GapReply) -> Gap | None:
        ids = self._ids(place, reply.claims, reply.question)
        searched = dict.fromkeys(self.claims[i].evidence.article for i in ids)
        if not searched:
            return None
        return Gap(question=self._spell(reply.question), searched=tuple(searched))

    def _all(
        self, place: str, replies: Sequence[StatementReply]
    ) -> tuple[Statement, ...]:
        read = (reply for reply in replies if self._has_room())
        made = (self._statement(place, r.text, r.claims) for r in read)
        return tuple(statement for statement in made if statement is not None)

    def _statement(
        self, place: str, text: str, numbers: Sequence[int]
    ) -> Statement | None:
        """The statement, or None where no claim is left to support it."""
        text = self._spell(text)
        ids = self._ids(place, numbers, text)
        name = statement_id(place, text, ids)
        if not ids or not text:
            self._report(
                "citation-missing", "error", name, "no claim supports it", text
            )
            return None
        if len(ids) > MOST_CLAIMS:
            message = f"{len(ids) - MOST_CLAIMS} claims beyond {MOST_CLAIMS} left out"
            self._report("citation-many", "note", name, message, text)
        return Statement(id=name, text=text, claims=ids[:MOST_CLAIMS])

    def _ids(self, place: str, numbers: Sequence[int], text: str) -> tuple[str, ...]:
        """The claims behind `numbers`; those they stand for come last."""
        known = [n for n in unique(numbers) if 1 <= n <= len(self.ledger)]
        if missing := len(unique(numbers)) - len(known):
            message = f"{missing} cited that do not exist"
            self._report("citation-unknown", "warning", place, message, flat(text))
        cited = [self.ledger[n - 1] for n in known]
        first = [entry.claim.id for entry in cited]
        return tuple(dict.fromkeys(first + [i for e in cited for i in e.also]))

    def _period(self, told: Sequence[Statement]) -> When:
        """The days of what is told as news: of background and outlook only if alone."""
        cited = [self.claims[i] for statement in told for i in statement.claims]
        days = [c for c in cited if dates.precision(c.when.date) == "day"]
        news = [c.when for c in days if c.kind not in ("background", "forecast")]
        return span(news or [c.when for c in days])

    def _when(self, ids: Sequence[str]) -> When:
        """The date of the first of the claims that has one, the most exact first."""
        dated = [self.claims[i].when for i in ids if self.claims[i].when.date]
        return max(dated, key=lambda when: len(when.date), default=When())

    def _spell(self, text: str) -> str:
        return respelled(flat(text), self.people)

    def _report(
        self, code: str, severity: Severity, where: str, message: str, text: str = ""
    ) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                where=where,
                message=message,
                evidence=text,
            )
        )


def span(dated: Sequence[When]) -> When:
    """From the first to the last of `dated`; unknown if there are none."""
    if not dated:
        return When()
    first = min(dated, key=lambda when: when.date)
    last = max(when.end or when.date for when in dated)
    inferred = any(when.basis == "inferred" for when in dated)
    return When(
        date=first.date,
        end=last if last > first.date else "",
        basis="inferred" if inferred else first.basis,
    )


def _date_of(item: Item) -> str:
    return item.when.date if isinstance(item, Event) else ""


def _one_per_actor(items: Iterable[Item]) -> Iterator[Item]:
    """Positions of one actor under one heading, where the actor comes first."""
    merged: dict[str, Position] = {}
    for item in items:
        assert isinstance(item, Position)
        fold = names.fold(item.actor)
        if known := merged.get(fold):
            statements = (*known.statements, *item.statements)
            item = known.model_copy(update={"statements": statements})
        merged[fold] = item
    yield from merged.values()
