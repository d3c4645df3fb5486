"""CSV that is safe to open in a spreadsheet: the only place that knows what one would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

# A spreadsheet runs a cell that begins so as a formula; an apostrophe before it makes it text (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]], stream: BinaryIO) -> None:
    """Write a header and rows in UTF-8, each as it comes; the stream stays the caller's to close.

    A cell of text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        written = csv.DictWriter(text, columns)
        written.writeheader()
        for row in rows:
            written.writerow({column: _harmless(value) for column, value in row.items()})
    finally:
        text.detach()


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
