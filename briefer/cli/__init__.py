"""The command line: a command parses, calls one function and prints."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from briefer.cli.messages import ARGUMENTS, tell
from briefer.errors import BrieferError, Interrupted

COMMANDS = {
    "init": "Start a project: settings, sample articles, prompts to edit.",
    "build": "Build a briefing from a folder of articles.",
    "watch": "Show the briefing in the browser, and rebuild as files change.",
    "check": "Check a finished briefing against its articles again.",
    "runs": "List past runs: model, calls, cost, and what differed.",
    "explain": "Walk one sentence back to the words it rests on.",
    "try": "Try one stage on one article, beside other prompts.",
    "compare": "Compare two folders of prompts, revisions or models.",
    "prompts": "List, show and compare the prompts in force.",
    "eval": "Measure how often planted instructions are followed.",
}
"""Each command and its one-line help, known without importing it."""

MODULES = {"try": "trying"}
"""Commands whose names Python does not allow for modules."""

EPILOG = """\b
Exit codes:
  0  complete
  1  the run failed; the old briefing is as it was
  2  usage, settings or templates
  3  built with holes: some article failed
  4  no article survived
  130, 143  interrupted
"""


class Commands(click.Group):
    """Loads a command when it is called, and tells our errors with their hints."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(
            f"briefer.cli.{MODULES.get(cmd_name, cmd_name)}"
        ).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        ctx.meta[ARGUMENTS] = tuple(rest)
        return name, command, rest

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrieferError as error:
            tell(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            tell(Interrupted("interrupted"))
            ctx.exit(Interrupted.exit_code)


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="briefer", message="%(prog)s %(version)s")
def group() -> None:
    """Compile articles into a situational briefing.

    Every sentence of it can be walked back to the words it rests on.

    \b
    Start with a folder of .txt, .md or .html files:
      briefer build my-articles
    """


def main() -> None:
    """The `briefer` command."""
    group.main(args=sys.argv[1:], prog_name="briefer")
