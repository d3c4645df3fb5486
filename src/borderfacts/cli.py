"""The command line: ``borderfacts extract`` and ``borderfacts schema``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from tqdm import tqdm

from borderfacts import inputs, outputs
from borderfacts.errors import BorderfactsError, InputError
from borderfacts.records import Extraction, Story
from borderfacts.records.story import parse_date

app = typer.Typer(
    name="borderfacts",
    help="News text on borders and migration in, one typed record per incident out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain text shows on any terminal and in any locale
    pretty_exceptions_enable=False,
)

SOME_FAILED = 1

EXAMPLES = """\b
Examples:
  borderfacts extract story.txt --reference-date 2025-02-05
  borderfacts extract stories/ --output incidents.csv --jobs 4
  cat stories.jsonl | borderfacts extract - > records.jsonl
"""


def main() -> None:
    """Run the command line."""
    app()


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


def _known_format(name: str | None) -> str | None:
    if name is not None and name not in outputs.formats():
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(outputs.formats())}")
    return name


def _day(told: str | None) -> date | None:
    try:
        return parse_date(told)
    except BorderfactsError as error:
        raise typer.BadParameter(str(error)) from error


@app.command(epilog=EXAMPLES)
def extract(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Text files (.txt), JSON Lines (.jsonl), folders of them, or - for standard input.",
            show_default=False,
        ),
    ],
    format: Annotated[  # noqa: A002  the name of the option
        str | None,
        typer.Option(
            callback=_known_format,
            metavar="|".join(outputs.formats()),
            help="The output format; by default that of --output, else json for one story and jsonl for many.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write to this file, not to standard output.")
    ] = None,
    reference_date: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="The publication date of stories that tell none themselves.", show_default=False
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="The number of processes.")] = 1,
) -> None:
    """Extract the incidents of news stories.

    Results go to standard output only. The exit status is 0 when everything was read, 1 when some stories could not be
    read (each is named on standard error, the others are written), and 2 for wrong usage.
    """
    day = _day(reference_date)
    if format is None and output is not None:
        format = outputs.format_of_file(output.name)  # noqa: A001
    if format is None:
        format = "json" if inputs.holds_one_story(files) else "jsonl"  # noqa: A001
    failures: list[str] = []
    with _opened(output) as stream:
        outputs.output_format(format).write(_extractions(files, day, jobs, output, failures), stream)
    if failures:
        raise typer.Exit(SOME_FAILED)


@app.command()
def schema() -> None:
    """Print the JSON Schema of an extraction."""
    told = json.dumps(Extraction.model_json_schema(by_alias=True, mode="serialization"), indent=2)
    sys.stdout.buffer.write(told.encode("utf-8") + b"\n")


def _extractions(
    files: list[str], day: date | None, jobs: int, output: Path | None, failures: list[str]
) -> Iterator[Extraction]:
    """Yield what the stories give; those that cannot be read are named on standard error and kept in ``failures``."""
    from borderfacts.api import extract_many

    def tell(failure: str) -> None:
        failures.append(failure)
        bar.write(f"borderfacts: {failure}", file=sys.stderr)

    def stories() -> Iterator[tuple[Story, str]]:
        for place, story in inputs.read_inputs(files):
            if isinstance(story, InputError):
                tell(str(story))
            elif story.reference_date is None and day is not None:
                yield story.model_copy(update={"reference_date": day}), place
            else:
                yield story, place

    # A bar among the results on the same terminal would garble both.
    quiet = not sys.stderr.isatty() or (output is None and sys.stdout.isatty())
    with tqdm(unit=" stories", disable=quiet, file=sys.stderr) as bar:
        for extraction, place in extract_many(stories(), n_process=jobs):
            bar.update()
            if extraction.error is None:
                yield extraction
            else:
                tell(f"{place}: {extraction.error}")


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    if output is not None:
        try:
            file = output.open("wb")
        except OSError as error:
            raise typer.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error
        with file:
            yield file
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has seen enough (``| head``); nothing more may be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
