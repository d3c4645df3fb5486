"""Write a coding sheet, as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from borderfacts.coding import workbook
from borderfacts.coding.fields import FIELDS, INCIDENT, YES, quote, sureness
from borderfacts.coding.sheet import COLUMNS
from borderfacts.errors import ArgumentValueError
from borderfacts.records import Event
from borderfacts.records.checks import checks
from borderfacts.records.extraction import Given, each_extraction
from borderfacts.records.flat_row import flat_row
from borderfacts.records.spreadsheet import Target, opened, write_csv

CSV = ".csv"


def to_codesheet(extractions: Given, path: Target, *, fields: Sequence[str] | None = None) -> None:
    """Write a coding sheet: one line per field of each event, with its quote and proposal, for a coder to judge.

    Coders fill the columns ``correction`` and ``verdict``; ``docs/checking.md`` says how. ``check`` holds the
    confidence of a proposal that is worth a second look. A text that was read twice is asked for once. The same records
    give the same bytes.

    Args:
        extractions: what was extracted, one or many.
        path: the file to write, ``.csv`` (UTF-8 with a byte order mark, as spreadsheets want it) or ``.xlsx`` (the
            extra ``coding``); or a binary stream, to which CSV is written.
        fields: the fields to ask for, columns of the flat row; None asks for all. ``incident`` is always asked.

    Raises:
        ArgumentTypeError: ``extractions`` or ``path`` is something else.
        ArgumentValueError: a field is unknown, or the ending of the file is.
        MissingExtraError: a workbook needs openpyxl.
    """
    asked = FIELDS if fields is None else (INCIDENT, *(field for field in fields if field != INCIDENT))
    unknown = [field for field in asked if field not in FIELDS]
    if unknown:
        raise ArgumentValueError("fields", unknown[0], f"one of {', '.join(FIELDS)}")
    lines = codesheet_lines(extractions, asked)
    ending = Path(path).suffix.lower() if isinstance(path, (str, PathLike)) else CSV
    if ending not in (CSV, workbook.SUFFIX):
        raise ArgumentValueError("path", str(path), f"a file ending in {CSV} or {workbook.SUFFIX}")
    if isinstance(path, (str, PathLike)) and ending == workbook.SUFFIX:
        workbook.write(COLUMNS, lines, Path(path))
        return
    with opened("path", path) as stream:
        _write_csv(lines, stream)


def codesheet_lines(extractions: Given, fields: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a coding sheet that nobody has filled in, each with a cell for every column of a sheet."""
    asked: set[tuple[str, Event]] = set()
    for extraction in each_extraction(extractions):
        for event in extraction.events:
            if (extraction.id, event) in asked:
                continue
            asked.add((extraction.id, event))
            proposals = {INCIDENT: YES, **flat_row(event, document_id=extraction.id)}
            unsure = checks(event)
            for field in fields:
                proposal = proposals[field]
                cell = "" if proposal is None else str(proposal)
                check = sureness(unsure, field) if cell else ""
                yield extraction.file or "", extraction.id, event.id, field, quote(event, field), cell, check, "", ""


def _write_csv(lines: Iterable[Sequence[str]], stream: BinaryIO) -> None:
    # With a byte order mark: Excel takes a CSV file without one for a file in the code page of the machine.
    write_csv(COLUMNS, (dict(zip(COLUMNS, line, strict=True)) for line in lines), stream, encoding="utf-8-sig")
