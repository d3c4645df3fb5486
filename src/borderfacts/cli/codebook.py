"""``borderfacts codebook``."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from borderfacts import codebooks, readers
from borderfacts.cli import placing, recorded, running

EXAMPLES = """\b
Examples:
  borderfacts codebook iom stories/ --output incidents.csv --left-out left-out.csv --notes notes.csv
  borderfacts codebook acled stories.jsonl > events.csv
  borderfacts codebook iom incidents.json --output incidents.csv
  borderfacts codebook plover stories.jsonl --output events.jsonl
"""

CSV = ".csv"
JSONL = ".jsonl"


class Codebook(StrEnum):
    """The codebooks."""

    IOM = "iom"
    ACLED = "acled"
    PLOVER = "plover"


MAKERS = {Codebook.IOM: codebooks.to_iom, Codebook.ACLED: codebooks.to_acled, Codebook.PLOVER: codebooks.to_plover}


def codebook(
    codebook: Annotated[
        Codebook, typer.Argument(metavar="CODEBOOK", help="One of iom, acled and plover.", show_default=False)
    ],
    files: running.Files,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            dir_okay=False,
            help="Write to this file, .csv or .jsonl; else to standard output, as CSV (plover as JSON Lines).",
            show_default=False,
        ),
    ] = None,
    left_out: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="Write the records without a row to this CSV file, each with its rule.",
            show_default=False,
        ),
    ] = None,
    notes: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="Write what to look at before the rows are used to this CSV file.",
            show_default=False,
        ),
    ] = None,
    reference_date: running.ReferenceDate = None,
    columns: running.Columns = None,
    jobs: running.Jobs = 1,
    reader: running.Reader = readers.DEFAULT,
    quiet: running.Quiet = False,
    verbose: running.Verbose = False,
) -> None:
    """Write the incidents of news stories as rows of a codebook: IOM Missing Migrants, ACLED or PLOVER.

    What extract or link wrote is taken as it is, and no story of it is read again. Of linked incidents a row
    has all sources.

    A row is a proposal for a coder. A record that the codebook does not count has none; --left-out says by which rule.
    The exit status is that of extract.
    """
    suffix = _suffix(output, codebook)
    named = running.columns_given(columns)
    records, stories = recorded.apart(files)
    run = running.Run(
        stories, running.day(reference_date), jobs, columns=named, reader=reader, quiet=quiet, verbose=verbose
    )
    show_progress = output is not None or not sys.stdout.isatty()
    with ExitStack() as opened:  # a file that cannot be written shows before the stories are read
        rows = opened.enter_context(placing.opened(output))
        others = [
            opened.enter_context(placing.opened(path, option)) if path else None
            for path, option in ((left_out, "--left-out"), (notes, "--notes"))
        ]
        given = chain(recorded.records(records, run.fail), run.extractions(show_progress=show_progress))
        sheet = MAKERS[codebook](given)
        (sheet.to_csv if suffix == CSV else sheet.to_jsonl)(rows)
        for stream, write in zip(others, (sheet.left_out_to_csv, sheet.notes_to_csv), strict=True):
            if stream is not None:
                write(stream)
    if run.interrupts.heard is not None:
        run.tell(f"interrupted after {run.done:,} stories; what they gave is written")
    run.end()


def _suffix(output: Path | None, codebook: Codebook) -> str:
    if output is None or placing.is_special(output):
        return JSONL if codebook is Codebook.PLOVER else CSV
    suffix = output.suffix.lower()
    if suffix not in (CSV, JSONL):
        raise typer.BadParameter(f"{output}: the file's name ends in neither .csv nor .jsonl", param_hint="--output")
    return suffix
