"""CSV: one flat row an event, with a header; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS, flat_row

SUFFIX = ".csv"

# A spreadsheet runs a cell that begins so as a formula; an apostrophe before it makes it text (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write the flat rows; a cell of text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.DictWriter(text, COLUMNS)
        rows.writeheader()
        for extraction in extractions:
            for event in extraction.events:
                row = flat_row(event, document_id=extraction.id)
                rows.writerow({column: _harmless(value) for column, value in row.items()})
    finally:
        text.detach()  # the stream stays the caller's to close


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
