"""What only shows when a briefing is looked at as a whole: its lead, and repetition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.grounding.base import fold
from briefer.schema import Finding, Section, Severity, Statement, statements_of

LEAD_SENTENCES = 3
LEAD_WORDS = 75
"""A bottom line is at most three sentences and 75 words."""


def check(sections: Sequence[Section]) -> Iterator[Finding]:
    """Findings about statements that stand in the wrong place or twice.

    `bottom-line-long`, `bottom-line-new` and `duplicate-statement`, all warnings. The
    bottom line is the first section where it is made of statements.
    """
    if sections and sections[0].shape == "statements":
        yield from _lead(_told(sections[0]), sections[1:])
    for section in sections:
        yield from _repeated(_told(section))


def _told(section: Section) -> list[Statement]:
    return [s for item in section.items for s in statements_of(item)]


def _lead(lead: Sequence[Statement], rest: Sequence[Section]) -> Iterator[Finding]:
    words = 0
    below = {i for section in rest for s in _told(section) for i in s.claims}
    for number, statement in enumerate(lead, 1):
        words += len(statement.text.split())
        if number > LEAD_SENTENCES or words > LEAD_WORDS:
            yield _finding("bottom-line-long", statement, "the bottom line runs on")
        if rest and not below & set(statement.claims):
            message = "no section below rests on any of its claims"
            yield _finding("bottom-line-new", statement, message)


def _repeated(told: Sequence[Statement]) -> Iterator[Finding]:
    seen: set[str] = set()
    for statement in told:
        key = fold(statement.text).casefold().rstrip(".")
        if key in seen:
            yield _finding("duplicate-statement", statement, "it stands here twice")
        seen.add(key)


def _finding(code: str, statement: Statement, message: str) -> Finding:
    severity: Severity = "warning"
    return Finding(
        code=code,
        severity=severity,
        where=statement.id,
        message=message,
        words=statement.text,
    )
