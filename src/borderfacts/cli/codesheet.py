"""``borderfacts codesheet``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from borderfacts.cli import placing, recorded
from borderfacts.coding import to_codesheet
from borderfacts.coding.writing import CSV
from borderfacts.records import Extraction, Incident

EXAMPLES = """\b
Examples:
  borderfacts extract stories/ --output records.jsonl
  borderfacts codesheet records.jsonl --output sheet.xlsx --fields type,start,place,dead
  (fill in the columns correction and verdict)
  borderfacts correct sheet.xlsx records.jsonl --output corrected.csv
"""

Records = Annotated[
    list[str],
    typer.Argument(
        metavar="RECORDS...",
        help="What extract or link wrote: JSON (.json), JSON Lines (.jsonl), or, of extract, a database.",
        show_default=False,
    ),
]


def codesheet(
    records: Records,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", dir_okay=False, help="The sheet to write, .csv or .xlsx; a new file.", show_default=False
        ),
    ],
    fields: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD,...",
            help="The columns of the flat row to ask for: type,start,dead. By default all that can be coded.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a coding sheet: a line for each field of each incident, for a person to judge and to correct.

    What is filled in is put into the rows by ``borderfacts correct``. A sheet that is there already is never written
    over, since someone may have worked on it. The exit status is 1 where some records could not be read (each is named
    on standard error, and the sheet has the others), and 2 for wrong usage.
    """
    asked = [field.strip() for field in fields.split(",")] if fields is not None else None
    if output.exists() and not placing.is_special(output):
        message = f"{output} is there already, and someone may have filled it in; name a new file"
        raise typer.BadParameter(message, param_hint="--output")
    with recorded.read(records) as found:
        _write(found, output, asked)


def _write(records: list[Extraction | Incident], output: Path, fields: list[str] | None) -> None:
    if output.suffix.lower() == CSV:
        with placing.opened(output) as stream:
            to_codesheet(records, stream, fields=fields)
        return
    try:
        to_codesheet(records, output, fields=fields)
    except OSError as error:
        raise placing.unwritable(output, error) from error
