"""The command line: one module a command.

To add a command, add a module with a function of its name, and a line below.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from borderfacts.cli import codebook, codesheet, correct, diff, explain, extract, link, metadata, report, schema
from borderfacts.cli.messages import printable, tell
from borderfacts.cli.placing import let_go_of_standard_output
from borderfacts.errors import BorderfactsError

WRONG_USAGE = 2

# typer has no name of its own for the errors of usage, which come from a click beside it or within it.
_UsageError: Any = typer.BadParameter.__base__


class _Commands(TyperGroup):
    """The commands, whose errors are reported without a trace and without what could steer a terminal."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with _errors_reported(), _help_written():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _errors_reported():
            return super().invoke(ctx)


class _Command(TyperCommand):
    """A command, whose help is written as its results are."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with _help_written():
            return super().make_context(*args, **extra)


@contextmanager
def _help_written() -> Iterator[None]:
    """Give the error of a standard output that cannot take help or version, which are written as options are read."""
    try:
        yield
    except OSError as error:
        raise let_go_of_standard_output(error) or typer.Exit from error


@contextmanager
def _errors_reported() -> Iterator[None]:
    try:
        yield
    except BorderfactsError as error:  # what is missing or wrong, or went wrong, apart from single stories
        first, *others = str(error).split("\n")
        tell(first)
        for line in others:  # set in, so that it stands as what it is, whatever it says
            typer.echo(f"  {printable(line)}", err=True)
        raise typer.Exit(WRONG_USAGE) from error
    except _UsageError as error:  # without arguments it is the help, of many lines
        error.message = "\n".join(map(printable, error.message.removeprefix("Value error, ").split("\n")))
        if type(error) is typer.BadParameter:
            error.ctx = None  # its message says what to do: one line, without those on the usage
        raise


app = typer.Typer(
    cls=_Commands,
    name="borderfacts",
    help="News text on borders and migration in, one typed record per incident out.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    rich_markup_mode=None,  # plain text shows on any terminal and in any locale
    pretty_exceptions_enable=False,
)
for _command, _examples in (
    (extract.extract, extract.EXAMPLES),
    (codebook.codebook, codebook.EXAMPLES),
    (report.report, report.EXAMPLES),
    (codesheet.codesheet, codesheet.EXAMPLES),
    (correct.correct, correct.EXAMPLES),
    (link.link, link.EXAMPLES),
    (diff.diff, diff.EXAMPLES),
    (explain.explain, None),
    (schema.schema, None),
    (metadata.metadata, metadata.EXAMPLES),
):
    app.command(cls=_Command, epilog=_examples)(_command)


def main() -> None:
    """Run the command line."""
    if sys.stderr is None:  # closed by whoever started this
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  it stays open to the end
    app(prog_name="borderfacts")


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
