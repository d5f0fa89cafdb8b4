"""`briefer watch`."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from briefer.cli.build import WITHOUT_MODEL
from briefer.cli.messages import tell, warn
from briefer.cli.stopping import terminated

if TYPE_CHECKING:
    from briefer.desk import Turn


@click.command("watch")
@click.argument("sources", nargs=-1, type=click.Path())
@click.option("-o", "--out", help="Folder for the briefing. [default: out]")
@click.option("--model", help="Model to ask.")
@click.option(
    "--base-url", metavar="URL", help="OpenAI-compatible endpoint to ask it at."
)
@click.option(
    "--offline", is_flag=True, default=None, help="Answer from recorded replies only."
)
@click.option("--prompts", metavar="DIR", help="Your own prompts. [default: prompts]")
@click.option(
    "--templates", metavar="DIR", help="Your own page templates. [default: templates]"
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port to serve the page at. [default: a free one]",
)
@click.option("--spend", is_flag=True, help="Make the calls that a change needs.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def command(port: int, spend: bool, opened: bool, **flags: Any) -> None:
    """Show the briefing in the browser, and build it again as files change.

    Serves the output folder to this machine only, and reloads the page after a change
    of a page template, prompt, setting or article. Page templates are rendered at once,
    on the briefing in memory. A mistake in a template is shown over the page with file,
    line and column; the last good page stays.

    A change that needs calls to a model is not made unless you say so: what it would
    ask and cost is shown; press Enter to make these calls, or start with --spend.
    What recorded replies can answer costs nothing and is built at once. Ctrl-C ends it.

    \b
    Examples:
      briefer watch
      briefer watch my-articles --model gpt-5.4-mini --spend
      briefer watch --port 8000 --open
    """
    from briefer.cli.display import progress
    from briefer.desk import Desk, attend
    from briefer.lookout import Lookout
    from briefer.serving import Site, serving

    signal.signal(signal.SIGTERM, terminated)
    desk = Desk(flags, spend=spend, display=progress)
    site = Site(desk.settings.path(desk.settings.out))
    with suppress(KeyboardInterrupt), Lookout() as lookout, serving(site, port):
        if sys.stdin.isatty():
            lookout.listen(sys.stdin.fileno())
        click.echo(site.address)
        if opened:
            click.launch(site.address)
        attend(desk, lookout, site, _tell)
    click.echo(err=True)


def _tell(turn: Turn) -> None:
    from briefer.watching import listed

    about = f"{listed(turn.changed)}: " if turn.changed else ""
    if turn.error:
        tell(turn.error)
        return
    if turn.did == "held" and not turn.is_new:
        click.echo(f"{about}would ask the model, the page stays", err=True)
        click.echo("\n".join(f"  {line}" for line in turn.plan), err=True)
        click.echo(f"  {turn.why}", err=True)
        return
    told = turn.done.told if turn.done else None
    for line in (*told.warnings, *told.failures) if told else ():
        warn(line)
    if told and told.unanswered and turn.did == "built":
        click.echo(WITHOUT_MODEL.format(why=told.unanswered), err=True)
    did = "rendered" if turn.did == "held" else turn.did
    state = "the page is new" if turn.is_new else "the page is the same"
    waits = f"; {listed(turn.held)} still waits for its calls" if turn.held else ""
    click.echo(f"{about}{did} in {turn.seconds:.2f} s, {state}{waits}", err=True)
