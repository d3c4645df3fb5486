"""CSV: one flat row an event, with a header; safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS, flat_row
from borderfacts.records.spreadsheet import write_csv

SUFFIX = ".csv"


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write the flat rows; a cell of text that a spreadsheet would run as a formula gets an apostrophe before it."""
    rows = (flat_row(event, document_id=extraction.id) for extraction in extractions for event in extraction.events)
    write_csv(COLUMNS, rows, stream)
