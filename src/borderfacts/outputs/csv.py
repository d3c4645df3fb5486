"""CSV: one flat row an event, with a header; safe to open in a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMN_TYPES, COLUMNS, flat_rows
from borderfacts.records.spreadsheet import CsvRows, text_of_cell, write_csv

SUFFIX = ".csv"


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write the flat rows; a cell of text that a spreadsheet would run as a formula gets an apostrophe before it."""
    write_csv(COLUMNS, flat_rows(extractions), stream)


def read(stream: BinaryIO) -> Iterator[dict[str, object]]:
    """Yield the flat rows that ``write`` wrote: numbers as numbers, None for an empty cell, without added apostrophes.

    Examples:
        >>> stream = io.BytesIO()
        >>> write([], stream)
        >>> list(read(io.BytesIO(stream.getvalue())))
        []
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        rows = CsvRows(text)
        header = next(rows, [])
        for row in rows:
            yield {column: _value(cell, COLUMN_TYPES[column]) for column, cell in zip(header, row, strict=True)}
    finally:
        text.detach()


def _value(cell: str, kind: type[str] | type[int] | type[float]) -> object:
    if not cell:
        return None
    return text_of_cell(cell) if kind is str else kind(cell)
