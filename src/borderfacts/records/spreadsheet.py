"""CSV that is safe to open in a spreadsheet: the only place that knows what one would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

# A spreadsheet runs a cell that begins so as a formula, those of East Asian locales also with full-width signs; an
# apostrophe before it makes it text (OWASP, CSV injection). Cells that have one already get another, so that reading
# can take exactly one away.
_FORMULA = re.compile(r"[ ']*[=+\-@\t\r\n＝＋－＠]")
# A number, or several with commas between them (coordinates), runs nothing and is left as it is.
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:, -?\d+(?:\.\d+)?)*")


def write_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], stream: BinaryIO, *, encoding: str = "utf-8"
) -> None:
    """Write a header and rows, each as it comes; the stream stays the caller's to close.

    A cell of text that a spreadsheet would run as a formula gets an apostrophe before it; ``told_text`` takes it away.
    """
    text = io.TextIOWrapper(stream, encoding=encoding, newline="", write_through=True)
    try:
        written = csv.DictWriter(text, columns)
        written.writeheader()
        for row in rows:
            written.writerow({column: _harmless(value) for column, value in row.items()})
    finally:
        text.detach()


def told_text(cell: str) -> str:
    """Return the text that a cell was written for.

    Example:
        >>> told_text("'=SUM(A1)")
        '=SUM(A1)'
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def _harmless(value: object) -> object:
    runs = isinstance(value, str) and _FORMULA.match(value) and not _NUMBERS.fullmatch(value)
    return f"'{value}" if runs else value
