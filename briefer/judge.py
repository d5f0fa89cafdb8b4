"""The optional stage that asks a model whether sentences follow from what they cite.

It only ever adds a mark. What code found stands, whatever the judge says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from briefer.exchange import ReplyModel, schema_of
from briefer.grounding.base import Case
from briefer.llm.base import Request
from briefer.mend import evidence
from briefer.prompts import MendItem, Prompts
from briefer.schema import Finding, Severity
from briefer.settings import Settings

Ruling = Literal["supported", "partly", "not", "contradicted"]

BATCH = 20
"""Sentences in one request: enough to share its constant part, few enough to weigh."""

CODES: Mapping[str, tuple[str, Severity]] = {
    "partly": ("judged-partly", "note"),
    "not": ("judged-unsupported", "warning"),
    "contradicted": ("judged-contradicted", "warning"),
}


class RulingReply(ReplyModel):
    n: int
    verdict: Ruling


class Rulings(ReplyModel):
    """What the `judge` prompt asks for."""

    rulings: tuple[RulingReply, ...]


SCHEMA = schema_of(Rulings)


def batches(cases: Sequence[Case]) -> list[tuple[Case, ...]]:
    """`cases` in runs that one request takes."""
    return [tuple(cases[i : i + BATCH]) for i in range(0, len(cases), BATCH)]


def request(cases: Sequence[Case], prompts: Prompts, settings: Settings) -> Request:
    """The request to judge `cases`."""
    items = [
        MendItem(number, case.text, (), evidence(case))
        for number, case in enumerate(cases, 1)
    ]
    return Request(
        model=settings.model,
        messages=prompts.judge(items),
        schema=SCHEMA,
        max_tokens=settings.reply_tokens,
        temperature=settings.temperature,
        stage="judge",
        label=f"{len(cases)} statements",
    )


def read(cases: Sequence[Case], reply: Rulings) -> Iterator[Finding]:
    """A finding for each case the judge does not call supported."""
    rulings = {ruling.n: ruling.verdict for ruling in reply.rulings}
    for number, case in enumerate(cases, 1):
        if (verdict := rulings.get(number, "supported")) == "supported":
            continue
        code, severity = CODES[verdict]
        yield Finding(
            code=code,
            severity=severity,
            where=case.id,
            message="a model judged the sentence against the words it cites",
            words=case.text,
            evidence=case.evidence,
        )
