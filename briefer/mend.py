"""The stage that asks once more for sentences whose evidence does not carry them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefer.exchange import ReplyModel, flat, schema_of
from briefer.grounding.base import Case
from briefer.llm.base import Request
from briefer.prompts import MendItem, Prompts
from briefer.schema import Finding
from briefer.settings import Settings


@dataclass(frozen=True)
class Failing:
    """A sentence, its evidence, and what is wrong with it."""

    case: Case
    findings: tuple[Finding, ...]
    can_mend: bool = True
    """Whether another text could take its place; a figure's cannot."""


class MendedReply(ReplyModel):
    n: int
    text: str


class Mended(ReplyModel):
    """What the `mend` prompt asks for."""

    sentences: tuple[MendedReply, ...]


SCHEMA = schema_of(Mended)


def request(
    failing: Sequence[Failing], label: str, prompts: Prompts, settings: Settings
) -> Request:
    """The one request to mend `failing`, each with the finding and its evidence."""
    items = [
        MendItem(
            number=number,
            text=item.case.text,
            problems=tuple(problem(finding) for finding in item.findings),
            evidence=evidence(item.case),
        )
        for number, item in enumerate(failing, 1)
    ]
    return Request(
        model=settings.model,
        messages=prompts.mend(items),
        schema=SCHEMA,
        max_tokens=settings.reply_tokens,
        temperature=settings.temperature,
        stage="mend",
        label=label,
    )


def read(failing: Sequence[Failing], reply: Mended) -> dict[str, str]:
    """The id of each sentence the reply gives to its text; empty to leave it out."""
    texts = {item.n: flat(item.text) for item in reply.sentences}
    return {
        item.case.id: texts[number]
        for number, item in enumerate(failing, 1)
        if number in texts
    }


def disputed(failing: Sequence[Failing], texts: Mapping[str, str]) -> frozenset[str]:
    """The ids of sentences that the reply gives back as they were."""
    return frozenset(
        item.case.id
        for item in failing
        if texts.get(item.case.id) == flat(item.case.text)
    )


def problem(finding: Finding) -> str:
    """`finding` in words for the model."""
    words = f" (`{finding.words}`)" if finding.words else ""
    return f"{finding.message}{words}"


def evidence(case: Case) -> tuple[str, ...]:
    """The words `case` may rest on: its claims with their dates, then the sentences."""
    claims = [
        f"[{claim.when.date}] {claim.text}" if claim.when.date else claim.text
        for claim in case.claims
    ]
    return (*claims, *(passage.text for passage in case.passages))
