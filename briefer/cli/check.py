"""`briefer check`."""

from __future__ import annotations

from pathlib import Path

import click

FORMATS = ("text", "json", "sarif", "github")


@click.command("check")
@click.argument("briefing", default="out", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, sarif and github for build servers.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.pass_context
def command(ctx: click.Context, briefing: Path, form: str, strict: bool) -> None:
    """Check a finished BRIEFING again: its folder or a file of it. [default: out]

    Every statement is checked against the sentences it cites, with no model and no
    network, and so is every sentence of briefing.md that was edited or added by hand.
    Articles that changed or vanished since the build are reported. Exits with 1 on
    errors.

    \b
    Examples:
      briefer check
      briefer check out/briefing.json --format sarif > briefer.sarif
    """
    from briefer.recheck import recheck
    from briefer.reports import FORMATS as WRITERS

    report = recheck(briefing)
    text = WRITERS[form](report)
    if text:
        click.echo(text)
    warnings = sum(i.finding.severity == "warning" for i in report.located)
    told = f"{report.statements} statements checked: {report.errors} errors, "
    click.echo(f"{told}{warnings} warnings", err=True)
    ctx.exit(1 if report.errors or (strict and warnings) else 0)
