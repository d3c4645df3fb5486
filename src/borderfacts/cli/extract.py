"""``borderfacts extract``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from borderfacts import inputs, outputs
from borderfacts.cli import running

EXAMPLES = """\b
Examples:
  borderfacts extract story.txt --reference-date 2025-02-05
  borderfacts extract stories/ --output incidents.csv --jobs 4
  cat stories.jsonl | borderfacts extract - > records.jsonl
"""


def _known_format(name: str | None) -> str | None:
    if name is not None and name not in outputs.formats():
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(outputs.formats())}")
    return name


def extract(
    files: running.Files,
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
    reference_date: running.ReferenceDate = None,
    jobs: running.Jobs = 1,
    text: Annotated[bool, typer.Option("--text", help="Write the text of each story into its record, too.")] = False,
) -> None:
    """Extract the incidents of news stories.

    Results go to standard output only. The exit status is 0 when everything was read, 1 when some stories could not be
    read (each is named on standard error, the others are written), and 2 for wrong usage.
    """
    run = running.Run(files, running.day(reference_date), jobs, keep_text=text)
    if format is None and output is not None:
        format = outputs.format_of_file(output.name)  # noqa: A001
    if format is None:
        format = "json" if inputs.holds_one_story(files) else "jsonl"  # noqa: A001
    # A bar among the results on the same terminal would garble both.
    show_progress = output is not None or not sys.stdout.isatty()
    with running.opened(output) as stream:
        outputs.output_format(format).write(run.extractions(show_progress=show_progress), stream)
    run.end()
