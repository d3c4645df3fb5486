"""CSV with a header: one story a row, columns as the fields of a story or as named; other columns are passed over."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper

from borderfacts.errors import BorderfactsError, InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns, missing, pick
from borderfacts.inputs.limits import LONGEST_RECORD
from borderfacts.records import Story
from borderfacts.records.spreadsheet import CsvRows, delimiter_of
from borderfacts.records.story import FIELDS, read_record

SUFFIXES = (".csv", ".tsv")
ONE_STORY = False


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of each row, with the line it starts on; empty rows are passed over.

    The delimiter is a comma, a semicolon or a tab, whichever the first line has most of. An empty cell says nothing.
    """
    text = decoding.text(stream)
    try:
        yield from _rows(text, name, columns)
    except UnicodeDecodeError:
        yield name, InputError(f"{name}: holds what is not {decoding.TAKES}")
    finally:
        text.detach()


def _rows(text: TextIOWrapper, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    rows = _Rows(text)
    header: list[str] = []
    while True:
        place = f"{name}, line {rows.line + 1}"
        rows.taken = 0
        try:
            row = next(rows.cells, None)
            if row is None:
                break
            if not header:
                header = _checked(row, columns)
            elif any(row):
                yield place, _story(row, header, columns)
        except _EndlessRow as error:
            yield place, InputError(f"{place}: {error}")
            return
        except BorderfactsError as error:
            yield place, InputError(f"{place}: {error}")
        except csv.Error as error:
            yield place, InputError(f"{place}: the row that starts here is broken ({error})")
        if not header:
            return
    if not header:
        yield name, InputError(f"{name}: is empty, takes a line with the names of the columns")


def _checked(header: list[str], columns: Columns) -> list[str]:
    needed = dict.fromkeys([columns.get("text", "text"), *columns.values()])
    absent = [name for name in needed if name not in header]
    if absent:
        raise missing(absent, header)
    twice = [name for name in (*needed, *FIELDS) if header.count(name) > 1]
    if twice:
        raise InputError(f"two columns are called {twice[0]!r}")
    return header


def _story(row: list[str], header: list[str], columns: Columns) -> Story:
    if len(row) != len(header):
        raise InputError(f"the row that starts here has {len(row)} cells, the header {len(header)}")
    picked = pick(dict(zip(header, row, strict=True)), columns)
    return read_record({field: cell if field == "text" else cell or None for field, cell in picked.items()})


class _EndlessRow(InputError):
    """A row is longer than any that holds a story."""


class _Rows:
    """The rows of a table.

    Attributes:
        cells: the cells of each row.
        line: the number of lines that the rows took so far.
        taken: the number of characters that the present row took so far.
    """

    def __init__(self, text: TextIOWrapper) -> None:
        self.line = self.taken = 0
        first = text.readline(LONGEST_RECORD + 1)
        self.cells = CsvRows(self._lines(first, text), delimiter=delimiter_of(first), strict=True)

    def _lines(self, first: str, text: TextIOWrapper) -> Iterator[str]:
        line = first
        while line:
            self.line += 1
            self.taken += len(line)
            if self.taken > LONGEST_RECORD:
                raise _EndlessRow(
                    f"the row that starts here has more than {LONGEST_RECORD:,} characters, so the file is not read "
                    "from here on; see whether a quote is never closed"
                )
            yield line
            line = text.readline(LONGEST_RECORD + 1)
