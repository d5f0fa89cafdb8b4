"""Prompts rendered on marked values: does what must reach the model reach it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from briefer.llm.base import Message
from briefer.prompts import (
    MARK_DIGITS,
    ArticleText,
    ClaimGroup,
    ClaimLine,
    LedgerText,
    MendItem,
    NumberedSentence,
    Person,
    Prompts,
)

_NUMBERS = (7001, 7002, 7003)
_MARK = re.compile(rf"\b[0-9a-f]{{{MARK_DIGITS}}}\b")


def _letters(number: int) -> str:
    """A word of its own for a number, in which the number does not stand."""
    return "x" * (number - _NUMBERS[0] + 1)


@dataclass(frozen=True)
class Marked:
    """A value that must reach the prompt, and how a template comes by it."""

    value: str
    path: str
    """As in `sentence.text`."""
    field: str
    """The field behind it, as `inference` notes it: `NumberedSentence.text`."""
    number: int = 0
    """The number it is cited by, which must stand on its line; 0 for none."""
    is_fenced: bool = True
    """Whether it is material, which must stand between the marks."""


@dataclass(frozen=True)
class Proof:
    """A stage's messages for the sample, and what must stand in the user message."""

    messages: tuple[Message, ...]
    marked: tuple[Marked, ...]
    mark: str
    """How the template comes by the mark of the fence, as in `article.mark`."""

    @property
    def user(self) -> str:
        """The user message."""
        return self.messages[-1].content


def _summarize(prompts: Prompts) -> Proof:
    article = ArticleText(
        title="zqtitle",
        outlet="zqoutlet",
        published="zqpublished",
        margin_dates=("zqmargin",),
        is_part=True,
        before="zqbefore",
        sentences=tuple(
            NumberedSentence(n, f"zqsentence{_letters(n)}") for n in _NUMBERS
        ),
    )
    marked = [
        Marked(s.text, "sentence.text", "NumberedSentence.text", s.number)
        for s in article.sentences
    ]
    return Proof(prompts.summarize(article), tuple(marked), "article.mark")


def _ledger() -> LedgerText:
    claims = [ClaimLine(n, ("zqabout",), f"zqclaim{_letters(n)}") for n in _NUMBERS]
    first, *rest = claims
    return LedgerText((ClaimGroup("zqone", (first,)), ClaimGroup("zqtwo", tuple(rest))))


def _claims(ledger: LedgerText) -> tuple[Marked, ...]:
    return tuple(
        Marked(claim.text, "claim.text", "ClaimLine.text", claim.number)
        for group in ledger.groups
        for claim in group.claims
    )


def _condense(prompts: Prompts) -> Proof:
    ledger = _ledger()
    return Proof(prompts.condense(ledger, 70), _claims(ledger), "ledger.mark")


def _merge(prompts: Prompts) -> Proof:
    ledger = _ledger()
    people = (Person("zqname", "zqrole", ("zqvariant",)),)
    return Proof(prompts.merge(ledger, people), _claims(ledger), "ledger.mark")


def _items() -> list[MendItem]:
    return [
        MendItem(
            number=n,
            text=f"zqitem{_letters(n)}",
            problems=(f"zqproblem{_letters(n)}",),
            evidence=(f"zqwords{_letters(n)}",),
        )
        for n in _NUMBERS
    ]


def _of_items(items: Sequence[MendItem]) -> Iterator[Marked]:
    for item in items:
        yield Marked(item.text, "item.text", "MendItem.text", item.number)
        yield Marked(item.evidence[0], "each of item.evidence", "MendItem.evidence")


def _mend(prompts: Prompts) -> Proof:
    items = _items()
    problems = [
        Marked(item.problems[0], "each of item.problems", "MendItem.problems")
        for item in items
    ]
    return Proof(prompts.mend(items), (*_of_items(items), *problems), "mark")


def _judge(prompts: Prompts) -> Proof:
    items = _items()
    return Proof(prompts.judge(items), tuple(_of_items(items)), "mark")


def _repair(prompts: Prompts) -> Proof:
    asked = (Message("system", "zqsystem"), Message("user", "zqasked"))
    marked = (
        Marked("zqreply", "reply", "reply"),
        Marked("zqasked", "asked", "asked", is_fenced=False),
        Marked("zqproblem", "each of problems", "problems", is_fenced=False),
    )
    return Proof(prompts.repair(asked, "zqreply", ("zqproblem",)), marked, "mark")


@dataclass(frozen=True)
class Failing:
    """What is wrong with a prompt."""

    what: str
    role: str
    path: str = ""
    """What the template should print; empty where that is not one thing."""
    field: str = ""


PROOFS: Mapping[str, Callable[[Prompts], Proof]] = MappingProxyType(
    {
        "summarize": _summarize,
        "condense": _condense,
        "merge": _merge,
        "mend": _mend,
        "judge": _judge,
        "repair": _repair,
    }
)
"""Each stage to its prompt for the sample; raises `TemplateError` as rendering does."""


def failing(proof: Proof) -> Iterator[Failing]:
    """What is empty, lost, without its number or outside the fence."""
    lines = proof.user.split("\n")
    for message in proof.messages:
        if not message.content.strip():
            yield Failing(f"the {message.role} message is empty", message.role)
    for value in proof.marked:
        holding = [line for line in lines if _has(line, value.value)]
        if not holding:
            what = f"`{value.path}` does not reach the prompt"
            yield Failing(what, "user", value.path, value.field)
        elif value.number and not any(_has(x, str(value.number)) for x in holding):
            path, field = (
                words.replace(".text", ".number") for words in (value.path, value.field)
            )
            what = f"`{path}` does not stand on the line of its text"
            yield Failing(what, "user", path, field)
    if not _is_fenced(proof):
        what = f"the text does not stand between two `{proof.mark}`"
        yield Failing(what, "user", proof.mark)


def repeated(proof: Proof) -> bool:
    """Whether text stands in the prompt twice, and so is paid for twice."""
    return sum(_has(line, proof.marked[0].value) for line in proof.user.split("\n")) > 1


def _has(line: str, value: str) -> bool:
    return re.search(rf"\b{re.escape(value)}(?!\w)", line) is not None


def _is_fenced(proof: Proof) -> bool:
    """Whether all that is there of the text stands between two marks."""
    marks = [found.start() for found in _MARK.finditer(proof.user)]
    places = [proof.user.find(value.value) for value in proof.marked if value.is_fenced]
    found = [place for place in places if place >= 0]
    if not found:
        return True
    return bool(marks) and min(marks) < min(found) and max(found) < max(marks)
