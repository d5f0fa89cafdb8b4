"""`briefer explain`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from briefer.explain import Explanation, Ground
    from briefer.llm.recordings import Store


@click.command("explain")
@click.argument("sentence")
@click.option(
    "--briefing",
    default="out",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of the briefing.",
)
@click.option("--prompts", is_flag=True, help="Print the rendered prompts too.")
def command(sentence: str, briefing: Path, prompts: bool) -> None:
    """Walk one SENTENCE of a briefing back to the words it rests on.

    Prints the statement, its claims, the passages with their offsets in the stored
    text, and the store entries that hold what was asked and answered. SENTENCE is a
    sentence of the briefing, some words of one, or its id.

    \b
    Examples:
      briefer explain "320 drones"
      briefer explain "320 drones" --prompts
    """
    from briefer.clients import store_of
    from briefer.explain import explain
    from briefer.recheck import read_back
    from briefer.settings import load

    explanation = explain(read_back(briefing), sentence)
    click.echo("\n".join(_lines(explanation)))
    if prompts:
        _print_prompts(explanation, store_of(load({})))


def _lines(explanation: Explanation) -> list[str]:
    statement = explanation.statement
    marks = f" ({', '.join(statement.marks)})" if statement.marks else ""
    lines = [
        f"statement {statement.id}",
        f"  {statement.text}",
        f"  section: {explanation.section.title}",
        f"  verdict: {statement.verdict}{marks}",
        f"  written by: {', '.join(explanation.replies)}",
    ]
    for ground in explanation.grounds:
        lines += _ground(ground)
    return lines


def _ground(ground: Ground) -> list[str]:
    claim, article = ground.claim, ground.article
    about = [claim.kind, claim.certainty, claim.when.date, claim.who, claim.via]
    lines = [
        "",
        f"claim {claim.id}",
        f"  {claim.text}",
        f"  {'; '.join(part for part in about if part)}",
        f"  written by: {', '.join(ground.replies)}",
        f"  article: {article.outlet or article.agency}, {article.path}",
    ]
    for passage in ground.passages:
        place = f"sentence {passage.number}, characters {passage.start}-{passage.end}"
        lines += [f"  {place}:", f"    {passage.text}"]
    return lines


def _print_prompts(explanation: Explanation, store: Store) -> None:
    from briefer.explain import exchange

    names = [*explanation.replies]
    names += [name for ground in explanation.grounds for name in ground.replies]
    for name in dict.fromkeys(names):
        kept = exchange(store, name)
        click.echo(f"\n{name}" + ("" if kept else ": not in the store"))
        for message in kept["asked"]["messages"] if kept else ():
            click.echo(f"--- {message['role']}")
            click.echo("\n".join(message["content"]))
        if kept:
            click.echo("--- reply")
            click.echo("\n".join(kept["reply"]["text"]))
