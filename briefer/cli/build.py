"""`briefer build`."""

from __future__ import annotations

import signal
from contextlib import nullcontext
from functools import partial
from itertools import islice
from os import walk
from typing import TYPE_CHECKING, Any

import click

from briefer.cli.messages import again, warn, warnings_told
from briefer.cli.stopping import run, terminated
from briefer.errors import MissingRecording, RunError, SettingsError
from briefer.settings import (
    EXTRACTIVE,
    FORMATS,
    Format,
    Settings,
    load,
    require_sources,
)
from briefer.unchanged import Told, unchanged

if TYPE_CHECKING:
    from briefer.plan import Plan
    from briefer.workers import Hands

HOLES = 3
WITHOUT_MODEL = (
    "note: no model is set and {why}\n"
    "      so the briefing holds the articles' own sentences; set OPENAI_API_KEY, or\n"
    "      OPENAI_BASE_URL to a local server, for a written one"
)
UNCHANGED = "nothing has changed: 0 calls made, {replies} replies recorded"


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path())
@click.option("-o", "--out", help="Folder for the briefing. [default: out]")
@click.option(
    "--encoding", metavar="NAME", help="Encoding of files that are not UTF-8."
)
@click.option(
    "--format", "formats", metavar="LIST", help="What to write. [default: md,html,json]"
)
@click.option("--title", help="Title of the briefing. [default: the period covered]")
@click.option("--language", metavar="CODE", help="Language to write in. [default: en]")
@click.option("--model", help=f"Model to ask. [default: {Settings.model}]")
@click.option(
    "--base-url", metavar="URL", help="OpenAI-compatible endpoint to ask it at."
)
@click.option("--concurrency", type=int, help="Calls in flight at once. [default: 16]")
@click.option("--requests-per-minute", type=int, help="Most requests in a minute.")
@click.option("--tokens-per-minute", type=int, help="Most tokens in a minute.")
@click.option("--max-calls", type=int, help="Make no more calls, repeated ones too.")
@click.option("--max-tokens", type=int, help="Send and receive no more tokens.")
@click.option("--max-cost", type=float, help="Spend no more US dollars.")
@click.option(
    "--offline", is_flag=True, default=None, help="Answer from recorded replies only."
)
@click.option(
    "--stale",
    is_flag=True,
    default=None,
    help="Offline, with replies to older prompts where there are no others.",
)
@click.option(
    "--dry-run", is_flag=True, help="Print calls, tokens and price; make no call."
)
@click.option(
    "--store", metavar="DIR", help="Keep replies here. [default: .briefer/replies]"
)
@click.option("--prompts", metavar="DIR", help="Your own prompts. [default: prompts]")
@click.option(
    "--templates", metavar="DIR", help="Your own page templates. [default: templates]"
)
@click.option(
    "--chunk-tokens", type=int, help="Most article tokens a call. [default: 6000]"
)
@click.option(
    "--merge-tokens", type=int, help="Most claim tokens a call. [default: 24000]"
)
@click.option(
    "--reply-tokens", type=int, help="Most tokens of a reply. [default: 16000]"
)
@click.option(
    "--unsupported",
    type=click.Choice(["drop", "mark"]),
    help="What to do with a sentence that fails its checks. [default: drop]",
)
@click.option(
    "--fallback",
    type=click.Choice(["extractive"]),
    help="Go on without the model where the endpoint fails.",
)
@click.option(
    "--judge", is_flag=True, default=None, help="Let the model judge statements too."
)
@click.option("--temperature", type=float, help="Sampling temperature.")
@click.option(
    "--deadline",
    "deadline_s",
    type=float,
    help="Seconds a call may take, all tries included. [default: 600]",
)
@click.option(
    "--stdout",
    "printed",
    type=click.Choice(FORMATS),
    help="Print the briefing too, in one of the formats.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 where there is a warning.")
@click.option("-v", "--verbose", is_flag=True, help="Tell each article, and findings.")
@click.option("-q", "--quiet", is_flag=True, help="Tell only warnings and errors.")
@click.option("--no-color", is_flag=True, help="No color; NO_COLOR does the same.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    dry_run: bool,
    printed: Format | None,
    strict: bool,
    verbose: bool,
    quiet: bool,
    no_color: bool,
    **flags: Any,
) -> None:
    """Build a briefing from SOURCES: files and folders of articles.

    Reads .txt, .md and .html, asks a model for a summary and a ledger of claims of each
    article, merges the ledgers into one briefing and writes it to the output folder:
    briefing.md, briefing.html, briefing.json, a page for each article, run.json, and
    what templates of your own make (`templates/briefing.txt.j2`: briefing.txt).

    A model is asked when OPENAI_API_KEY or a base URL (OPENAI_BASE_URL) is set. Every
    reply is kept, so that a second build asks only for what changed. Where no model is
    set and the replies are not recorded, and with --model extractive, the briefing is
    made of the articles' own sentences.

    After an edit of prompts, --offline says which recorded replies no longer answer
    them and in which line, and --stale builds with those, marked on every page.

    \b
    Settings come from flags, then from BRIEFER_* variables (BRIEFER_MODEL), then from
    briefer.toml or [tool.briefer] in pyproject.toml.

    \b
    Examples:
      briefer build my-articles
      briefer build my-articles --model gpt-5.4-mini --dry-run
      briefer build my-articles --stdout md | pandoc --from gfm -o briefing.docx
      OPENAI_BASE_URL=http://localhost:11434/v1 briefer build my-articles --model qwen3
    """
    if no_color:
        ctx.color = False
    settings = load(flags)
    _refuse(settings, printed)
    signal.signal(signal.SIGTERM, terminated)
    if dry_run:
        _print_plan(_planned(settings), settings)
        return
    told = unchanged(settings)
    if told is None:
        told = _built(ctx, settings, verbose=verbose, quiet=quiet)
    elif not quiet:
        click.echo(UNCHANGED.format(replies=told.replies), err=True)
    for line in (*told.warnings, *told.failures, *(told.findings if verbose else ())):
        warn(line)
    if told.unanswered:
        click.echo(WITHOUT_MODEL.format(why=told.unanswered), err=True)
    _print_result(settings, printed)
    if strict and (told.warnings or told.failures or told.findings):
        ctx.exit(1)
    if told.failures:
        ctx.exit(HOLES)


def _refuse(settings: Settings, printed: Format | None) -> None:
    """Raise `SettingsError` where there is nothing to read, or nothing to print."""
    require_sources(settings)
    if printed and printed not in settings.formats:
        text = f"`--stdout {printed}` asks for a format that is not written"
        raise SettingsError(
            text, hint=f"add `{printed}` to `formats`, or to `--format`"
        )


def _built(
    ctx: click.Context, settings: Settings, *, verbose: bool, quiet: bool
) -> Told:
    """What a build has to tell, once it is done; where it fails, what is kept."""
    by = _helpers(settings)  # before all else, so that they import at the same time
    from briefer.builds import build
    from briefer.cli.display import Tally, display
    from briefer.progress import waiting

    tally = Tally()
    try:
        with (
            by or nullcontext(),
            display(tally, verbose=verbose, quiet=quiet) as notify,
        ):
            tell = partial(waiting, notify)
            return build(settings, notify, run=partial(run, tell=tell), by=by).told
    except MissingRecording as error:
        if settings.stale:
            raise
        from briefer.staleness import explained

        raise explained(settings, error) from error
    except RunError as error:
        kept = sum(1 for _ in settings.path(settings.store).glob("*.json"))
        if tally.stages and kept:
            error.add_note(f"kept: {kept} replies in `{settings.store}`")
            error.add_note(f"to go on: {again(ctx)}")
        raise


def _helpers(settings: Settings) -> Hands | None:
    """Children for a build without a model; None where articles are few for them."""
    if settings.model != EXTRACTIVE:
        return None
    from briefer.workers import FEW, hands, prepare

    found = (
        name for one in settings.sources for *_, names in walk(one) for name in names
    )
    if len(list(islice(found, FEW + 1))) <= FEW:
        return None
    by = hands()
    prepare(by, "briefer.unaided", "briefer.render")
    return by


def _print_result(settings: Settings, printed: Format | None) -> None:
    """The briefing as it was written, or where it is."""
    folder = settings.path(settings.out)
    if printed:
        written = (folder / f"briefing.{printed}").read_bytes()
        click.echo(written, nl=False)
        return
    shown = "html" if "html" in settings.formats else settings.formats[0]
    click.echo(folder / f"briefing.{shown}")


def _planned(settings: Settings) -> Plan:
    from briefer.plan import plan

    with warnings_told():
        return run(plan(settings))


def _print_plan(plan: Plan, settings: Settings) -> None:
    from briefer.plan import told

    click.echo(f"{plan.articles} articles, {plan.source_tokens:,} tokens of text")
    click.echo("\n".join(told(plan, settings)))
    if plan.calls:
        click.echo(f"tokens are {plan.token_counts}; no call was made", err=True)
