"""The command line: one module a command.

To add a command, add a module with a function of its name, and a line below.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from borderfacts.cli import codebook, explain, extract, report, schema
from borderfacts.errors import BorderfactsError

WRONG_USAGE = 2

app = typer.Typer(
    name="borderfacts",
    help="News text on borders and migration in, one typed record per incident out.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    rich_markup_mode=None,  # plain text shows on any terminal and in any locale
    pretty_exceptions_enable=False,
)
app.command(epilog=extract.EXAMPLES)(extract.extract)
app.command(epilog=codebook.EXAMPLES)(codebook.codebook)
app.command(epilog=report.EXAMPLES)(report.report)
app.command()(explain.explain)
app.command()(schema.schema)


def main() -> None:
    """Run the command line."""
    if sys.stderr is None:  # closed by whoever started this
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  it stays open to the end
    try:
        app(prog_name="borderfacts")
    except BorderfactsError as error:  # what is missing or wrong before any story is read
        typer.echo(f"borderfacts: {error}", err=True)
        raise SystemExit(WRONG_USAGE) from error


def _version(asked: bool) -> None:
    if asked:
        from borderfacts import __version__

        typer.echo(f"borderfacts {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass
