"""``borderfacts report``."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

import typer

from borderfacts import readers
from borderfacts.cli import placing, recorded, running
from borderfacts.cli.messages import printable

EXAMPLES = """\b
Examples:
  borderfacts report story.txt --reference-date 2025-02-05 -o report.html
  borderfacts report stories/ -o report.html --title "Crossings in February" --jobs 4
  borderfacts report incidents.json -o report.html
"""

SUFFIXES = (".html", ".htm")


def report(
    files: running.Files,
    output: running.Output = None,
    title: Annotated[
        str | None, typer.Option(help="The heading of the page; by default that of the story.", show_default=False)
    ] = None,
    reference_date: running.ReferenceDate = None,
    columns: running.Columns = None,
    jobs: running.Jobs = 1,
    reader: running.Reader = readers.DEFAULT,
    quiet: running.Quiet = False,
    verbose: running.Verbose = False,
) -> None:
    """Show the incidents of news stories on one page of HTML that needs no network.

    What extract or link wrote is shown as it is, with its texts where extract kept them (--text).

    The exit status is 0 when everything was read, 1 when some stories could not be read (each is named on standard
    error and in the report), 2 for wrong usage, and 130 after Ctrl-C, with a report of what was read until then.
    """
    from borderfacts import inputs
    from borderfacts import report as pages

    if output is not None and output.suffix.lower() not in SUFFIXES and not placing.is_special(output):
        message = f"{output}: the report is a web page; end the file's name in {' or '.join(SUFFIXES)}"
        raise typer.BadParameter(message, param_hint="--output")
    records, stories = recorded.apart(files)
    run = running.Run(
        stories,
        running.day(reference_date),
        jobs,
        columns=running.columns_given(columns),
        keep_text=True,
        reader=reader,
        quiet=quiet,
        verbose=verbose,
    )
    with placing.opened(output) as stream:
        given = chain(recorded.records(records, run.fail), run.extractions(show_progress=not stream.isatty()))
        extractions = list(given)
        failures = [printable(inputs.shortened(each, files)) for each in run.failures]
        if run.interrupts.heard is not None:
            line = f"interrupted after {run.done:,} stories; the others are missing from the report"
            run.tell(line)
            failures = [*failures, line]
        pages.write(extractions, stream, title=title, failures=failures)
    run.end()
