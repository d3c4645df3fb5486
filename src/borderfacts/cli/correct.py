"""``borderfacts correct``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from borderfacts.cli import placing, recorded
from borderfacts.cli.codesheet import Records
from borderfacts.cli.messages import tell
from borderfacts.coding import apply_corrections, read_codesheet
from borderfacts.coding.corrections import Changes, changes
from borderfacts.outputs import csv, jsonl
from borderfacts.records.flat_row import COLUMNS
from borderfacts.records.spreadsheet import write_csv
from borderfacts.records.wording import plural

EXAMPLES = """\b
Examples:
  With a sheet that codesheet made, or that was downloaded from a report of the same stories:
    borderfacts correct sheet.csv records.jsonl --output corrected.csv
    borderfacts correct sheet.xlsx incidents.db --output gold.jsonl
"""


def correct(
    sheet: Annotated[
        Path, typer.Argument(help="The sheet that a person filled in, .csv or .xlsx.", dir_okay=False, exists=True)
    ],
    records: Records,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            dir_okay=False,
            help="Write to this file, .csv or .jsonl; else to standard output, as CSV.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write one flat row an incident, with what a coding sheet says in place of what was extracted.

    Nothing is read again, so it takes a moment. What the sheet says of no field stays; an incident that is none gives
    no row; one that was added gives a row. In the end it says on standard error how many values were changed, and how
    many were emptied: a wrong value without a right one, or the coordinates of a place that was corrected. The exit
    status is 1 where some records could not be read (each is named on standard error, and the others have rows), and 2
    where the sheet cannot be used: each row that is wrong is named.
    """
    suffix = csv.SUFFIX if output is None or placing.is_special(output) else output.suffix.lower()
    if suffix not in (csv.SUFFIX, jsonl.SUFFIX):
        message = f"{output}: takes a file ending in {csv.SUFFIX} or {jsonl.SUFFIX}"
        raise typer.BadParameter(message, param_hint="--output")
    filled_in = read_codesheet(sheet)
    with recorded.read(records) as found:
        rows = apply_corrections(found, filled_in)
        with placing.opened(output) as stream:
            if suffix == csv.SUFFIX:
                write_csv(COLUMNS, rows, stream)
            else:
                stream.write("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode("utf-8"))
        tell(_gist(changes(found, rows)))


def _gist(made: Changes) -> str:
    values = f"{made.changed:,} {plural('value', made.changed)} changed, {made.emptied:,} emptied"
    return f"{values}, in {made.records:,} {plural('record', made.records)}"
