"""`briefer try`."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.settings import load

if TYPE_CHECKING:
    from briefer.matching import Pair
    from briefer.schema import Claim, Finding
    from briefer.trial import Part, Trial

WIDE = 120
"""Columns from which on two answers stand side by side."""
SIGNS = {
    "same": "=",
    "re-worded": "~",
    "re-cited": "~",
    "lost": "-",
    "gained": "+",
}
COLORS = {"~": "yellow", "-": "red", "+": "green"}


@click.command("try")
@click.argument("stage")
@click.option(
    "--article",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The article to try it on.",
)
@click.option(
    "--against",
    metavar="DIR",
    help="Try the prompts of this folder too, or `shipped` ones, and compare.",
)
@click.option("--prompts", metavar="DIR", help="Your own prompts. [default: prompts]")
@click.option("--model", help="Model to ask. [default: as for build]")
@click.option("--base-url", metavar="URL", help="Endpoint to ask it at.")
@click.option("--offline", is_flag=True, default=None, help="Recorded replies only.")
@click.option("--store", metavar="DIR", help="Keep replies here, as build does.")
@click.option("--json", "as_json", is_flag=True, help="Print it all as JSON.")
def command(
    stage: str, article: Path, against: str | None, as_json: bool, **flags: Any
) -> None:
    """Try one STAGE on one article: its answer, its checks, tokens and cost.

    STAGE is summarize, mend, condense, merge or judge; those after summarize are given
    the ledger of this article alone, and what they need is asked for first. Replies
    come from the store where it has them and are kept there, so that a build does not
    pay for them again.

    \b
    Examples:
      briefer try summarize --article articles/a.txt
      briefer try summarize --article articles/a.txt --against shipped
      briefer try merge --article articles/a.txt --offline
    """
    from briefer.trial import run, with_prompts

    settings = load(flags)
    theirs = with_prompts(settings, against) if against else None
    trial = run(settings, stage, article)
    other = run(theirs, stage, article) if theirs else None
    if as_json:
        shown = [_as_json(one) for one in (trial, other) if one]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    width = shutil.get_terminal_size((88, 24)).columns
    lines = (
        _alone(trial, width)
        if other is None
        else _beside(other, trial, against or "", width)
    )
    click.echo("\n".join(lines))


def _alone(trial: Trial, width: int) -> Iterator[str]:
    for part in trial.parts:
        yield click.style(f"{part.title} ({len(part.rows)})", bold=True)
        for number, row in enumerate(part.rows, 1):
            yield from _wrapped(row.text, f"{number:3}  ", width)
            if row.about:
                yield from _wrapped(row.about, "     ", width, dim=True)
        yield ""
    yield from _findings(trial.findings, width)
    yield from _took(trial)


def _beside(old: Trial, new: Trial, name: str, width: int) -> Iterator[str]:
    """Both answers: side by side where there is room, else what changed in one."""
    yield click.style(f"{name} | {new.stage} with your prompts", bold=True)
    for sign, left, right in _compared(old, new):
        yield from _row(sign, left, right, width)
    yield ""
    for label, trial in ((name, old), ("yours", new)):
        yield click.style(label, bold=True)
        yield from _findings(trial.findings, width)
        yield from _took(trial)


def _compared(old: Trial, new: Trial) -> Iterator[tuple[str, str, str]]:
    """A sign and the text on each side, in the order of the new answer."""
    from briefer.matching import pairs

    if old.claims or new.claims:
        for pair in pairs(old.claims, new.claims):
            yield (*_of_pair(pair),)
        return
    for part in _titles(old.parts, new.parts):
        before, after = _texts(old.parts, part), _texts(new.parts, part)
        for text in before:
            yield ("=" if text in after else "-", text, text if text in after else "")
        yield from (("+", "", text) for text in after if text not in before)


def _of_pair(pair: Pair[Claim]) -> tuple[str, str, str]:
    left = pair.old.text if pair.old else ""
    right = pair.new.text if pair.new else ""
    cited = ""
    if pair.change == "re-cited" and pair.new:
        numbers = ", ".join(map(str, pair.new.evidence.sentences))
        cited = f" [now sentence {numbers}]"
    return SIGNS[pair.change], left, right + cited


def _titles(*answers: Sequence[Part]) -> list[str]:
    return list(dict.fromkeys(part.title for parts in answers for part in parts))


def _texts(parts: Sequence[Part], title: str) -> list[str]:
    return [row.text for part in parts if part.title == title for row in part.rows]


def _row(sign: str, left: str, right: str, width: int) -> Iterator[str]:
    color = COLORS.get(sign)
    if width >= WIDE:
        room = (width - 7) // 2
        columns = [textwrap.wrap(text, room) or [""] for text in (left, right)]
        for place in range(max(map(len, columns))):
            a, b = (c[place] if place < len(c) else "" for c in columns)
            shown = sign if place == 0 else " "
            yield click.style(f"{shown} {a:<{room}} | {b}".rstrip(), fg=color)
        return
    if sign == "~" and left != right:
        yield from _wrapped(left, "- ", width, "red")
        yield from _wrapped(right, "+ ", width, "green")
    else:
        yield from _wrapped(right or left, f"{sign} ", width, color)


def _findings(findings: Sequence[Finding], width: int) -> Iterator[str]:
    if not findings:
        yield "checks: nothing found"
    for one in findings:
        words = f" (`{one.words}`)" if one.words else ""
        text = f"{one.severity}: {one.code}: {one.message}{words}"
        yield from _wrapped(text, "", width, "yellow")
        if one.evidence:
            yield from _wrapped(one.evidence, "  > ", width)


def _took(trial: Trial) -> Iterator[str]:
    from decimal import Decimal

    from briefer.prices import dollars

    usage = trial.usage
    if not trial.replies:
        return
    paid = sum(not reply.is_recorded for reply in trial.replies)
    where = "asked now" if paid else "from the store: nothing paid now"
    cost = dollars(Decimal(trial.cost) if trial.cost else None)
    yield (
        f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out, {cost}, "
        f"{', '.join(sorted({r.model for r in trial.replies}))}, {where}"
    )
    asked = sum(not reply.is_recorded for reply in trial.before)
    if asked:
        more = "call was" if asked == 1 else "calls were"
        yield f"{asked} more {more} made for what the stage is given"


def _wrapped(
    text: str, start: str, width: int, color: str | None = None, *, dim: bool = False
) -> Iterator[str]:
    lines = textwrap.wrap(text, width - len(start)) or [""]
    for place, line in enumerate(lines):
        begun = start if place == 0 else " " * len(start)
        yield click.style(begun + line, fg=color, dim=dim or None)


def _as_json(trial: Trial) -> dict[str, object]:
    return {
        "stage": trial.stage,
        "article": trial.article,
        "prompts": dict(trial.prompts),
        "parts": [
            {
                "title": part.title,
                "rows": [{"text": r.text, "about": r.about} for r in part.rows],
            }
            for part in trial.parts
        ],
        "findings": [finding.model_dump() for finding in trial.findings],
        "usage": trial.usage.model_dump(),
        "cost": trial.cost,
        "is_paid": trial.is_paid,
    }
