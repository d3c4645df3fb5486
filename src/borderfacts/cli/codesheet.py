"""``borderfacts codesheet``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from borderfacts.cli import placing
from borderfacts.cli.messages import tell_empty
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
    list[Path],
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
    over, since someone may have worked on it.
    """
    asked = [field.strip() for field in fields.split(",")] if fields is not None else None
    if output.exists() and not placing.is_special(output):
        message = f"{output} is there already, and someone may have filled it in; name a new file"
        raise typer.BadParameter(message, param_hint="--output")
    found = list(records_in(records))
    if output.suffix.lower() == CSV:
        with placing.opened(output) as stream:
            to_codesheet(found, stream, fields=asked)
        return
    try:
        to_codesheet(found, output, fields=asked)
    except OSError as error:
        raise placing.unwritable(output, error) from error


def records_in(records: list[Path]) -> Iterator[Extraction | Incident]:
    """Yield what ``extract`` or ``link`` wrote into files; one that holds no records is named."""
    from borderfacts.written import read_records

    for path in records:
        found = read_records(path)
        if not found:
            tell_empty(path)
        yield from found
