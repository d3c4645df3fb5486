"""CSV: one flat row an event, with a header; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMN_TYPES, COLUMNS, flat_rows
from borderfacts.records.spreadsheet import told_text, write_csv

SUFFIX = ".csv"

# The reader of the standard library stops at cells of 131,072 characters; evidence can be longer.
_LONGEST_CELL = 2**31 - 1


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write the flat rows; a cell of text that a spreadsheet would run as a formula gets an apostrophe before it."""
    write_csv(COLUMNS, flat_rows(extractions), stream)


def read(stream: BinaryIO) -> Iterator[dict[str, object]]:
    """Yield the flat rows that ``write`` wrote: numbers as numbers, None for an empty cell, without added apostrophes.

    Example:
        >>> stream = io.BytesIO()
        >>> write([], stream)
        >>> list(read(io.BytesIO(stream.getvalue())))
        []
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in csv.DictReader(text):
            yield {column: _value(cell, COLUMN_TYPES[column]) for column, cell in row.items()}
    finally:
        csv.field_size_limit(limit)
        text.detach()


def _value(cell: str, kind: type[str] | type[int] | type[float]) -> object:
    if not cell:
        return None
    return told_text(cell) if kind is str else kind(cell)
