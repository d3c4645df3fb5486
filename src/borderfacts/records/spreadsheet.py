"""CSV that is safe to open in a spreadsheet, and back: the only place that knows what one would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike
from typing import BinaryIO

from borderfacts.errors import ArgumentTypeError

Target = str | PathLike[str] | BinaryIO

# A spreadsheet runs a cell that begins so as a formula, those of East Asian locales also with full-width ones; an
# apostrophe before it makes it text (OWASP, CSV injection). Cells that have one already get another, so that reading
# can take exactly one away.
_FORMULA = re.compile(r"^[ ']*[=+\-@\t\r\n＝＋－＠]")
# A number, or several with commas between them (coordinates), runs nothing and is left as it is.
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:, -?\d+(?:\.\d+)?)*")

DELIMITERS = ",;\t"
# The reader of the standard library stops at cells of 131,072 characters; evidence, and texts, can be longer. This is
# what it takes on every machine.
_LONGEST_CELL = 2**31 - 1


@contextmanager
def opened(argument: str, target: Target) -> Iterator[BinaryIO]:
    """Give the stream of bytes to write to: that of a path, or the caller's own, which stays open.

    Raises:
        ArgumentTypeError: the argument is neither.
    """
    if isinstance(target, str | PathLike):
        with open(target, "wb") as stream:
            yield stream
    elif isinstance(target, io.TextIOBase) or not hasattr(target, "write"):
        raise ArgumentTypeError(argument, target, "a path or a stream of bytes")
    else:
        yield target


def delimiter_of(header: str) -> str:
    """Return what separates the cells of a table: a comma, a semicolon or a tab, whichever its header has most of."""
    return max(DELIMITERS, key=header.count)


class CsvRows(Iterator[list[str]]):
    """The rows of CSV, with cells of any length; after a row that is broken (``csv.Error``) the next one comes."""

    def __init__(self, lines: Iterable[str], *, delimiter: str = ",", strict: bool = False) -> None:
        """Take the lines, with their ends; ``strict`` refuses what stands behind a closing quote."""
        self._rows = csv.reader(lines, delimiter=delimiter, strict=strict)

    def __next__(self) -> list[str]:
        limit = csv.field_size_limit(_LONGEST_CELL)  # which is the whole program's
        try:
            return next(self._rows)
        finally:
            csv.field_size_limit(limit)


def write_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], stream: BinaryIO, *, encoding: str = "utf-8"
) -> None:
    """Write a header and rows, each as it comes; the stream stays the caller's to close.

    A cell of text that a spreadsheet would run as a formula gets an apostrophe before it, which ``text_of_cell`` takes
    away.
    """
    text = io.TextIOWrapper(stream, encoding=encoding, newline="", write_through=True)
    try:
        written = csv.DictWriter(text, columns)
        written.writeheader()
        for row in rows:
            written.writerow({column: _harmless(value) for column, value in row.items()})
    finally:
        text.detach()


def text_of_cell(cell: str) -> str:
    """Return the text that a cell was written for.

    Examples:
        >>> text_of_cell("'=SUM(A1)")
        '=SUM(A1)'
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _harmless(value: object) -> object:
    runs = isinstance(value, str) and _FORMULA.match(value) and not _NUMBERS.fullmatch(value)
    return f"'{value}" if runs else value
