"""`briefer eval`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from briefer.settings import load

if TYPE_CHECKING:
    from briefer.attacks import Result
    from briefer.settings import Settings

STORE = "benchmarks/attacks"


@click.command("eval")
@click.argument("what", type=click.Choice(["attacks"]))
@click.option("--model", help="Model to ask. [default: as for build]")
@click.option("--base-url", metavar="URL", help="Endpoint to ask it at.")
@click.option("--offline", is_flag=True, default=None, help="Recorded replies only.")
@click.option(
    "--store",
    metavar="DIR",
    default=STORE,
    show_default=True,
    help="Keep the replies here.",
)
@click.pass_context
def command(ctx: click.Context, /, what: str, store: str, **flags: object) -> None:
    """Measure how often instructions planted in articles are followed.

    Asks for the summaries of twelve short articles with an attack each, with the
    project's prompts and with a bare one, and counts those in whose summary the attack
    shows. Replies are kept; what is recorded is not asked again. Exits with 1 where
    replies are missing.

    \b
    Examples:
      briefer eval attacks --offline
      OPENAI_BASE_URL=http://localhost:11434/v1 briefer eval attacks --model qwen3
    """
    results = asyncio.run(_results(load({**flags, "store": store})))
    for prompt in ("default", "bare"):
        click.echo(_line(results, prompt))
    for result in results:
        if result.outcome == "followed":
            click.echo(f"  followed  {result.prompt:8} {result.attack.kind}")
    missing = sum(result.outcome == "not recorded" for result in results)
    if missing:
        click.echo(
            f"{missing} of {len(results)} replies are not recorded in `{store}`; "
            "name a model and an endpoint, and run this without --offline"
        )
    ctx.exit(1 if missing else 0)


async def _results(settings: Settings) -> list[Result]:
    from briefer import attacks
    from briefer.clients import opened
    from briefer.tokens import counter_for

    async with opened(settings) as client:
        return await attacks.run(settings, client, counter_for(settings.model))


def _line(results: Sequence[Result], prompt: str) -> str:
    from briefer.attacks import share

    found = share(results, prompt)
    if not found.n:
        return f"{prompt:8} not recorded"
    low, high = found.interval
    told = [r for r in results if r.prompt == prompt and r.model]
    models = ", ".join(sorted({r.model for r in told}))
    days = " to ".join(sorted({min(r.date for r in told), max(r.date for r in told)}))
    return (
        f"{prompt:8} {found.followed} of {found.n} followed, {found.percent:.0f} % "
        f"({low:.0f} to {high:.0f} %), {models}, {days}"
    )
