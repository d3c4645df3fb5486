"""Write a coding sheet, as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from borderfacts.coding import workbook
from borderfacts.coding.fields import FIELDS, INCIDENT, YES, quote
from borderfacts.coding.sheet import COLUMNS
from borderfacts.errors import ArgumentValueError
from borderfacts.records import Extraction
from borderfacts.records.flat_row import flat_row
from borderfacts.records.spreadsheet import write_csv


def to_codesheet(
    extractions: Iterable[Extraction], path: str | Path | BinaryIO, *, fields: Sequence[str] | None = None
) -> None:
    """Write a coding sheet: one line per field of each event, with its quote and proposal, for a coder to judge.

    Coders fill the columns ``correction`` and ``verdict``; ``docs/checking.md`` tells how. The same records give the
    same bytes.

    Args:
        extractions: what was extracted.
        path: the file to write, ``.csv`` (UTF-8 with a byte order mark, as spreadsheets want it) or ``.xlsx`` (the
            extra ``coding``); or a binary stream, to which CSV is written.
        fields: the fields to ask for, columns of the flat row; None asks for all. ``incident`` is always asked.

    Raises:
        ArgumentValueError: a field is unknown, or the ending of the file is.
        MissingExtraError: a workbook needs openpyxl.
    """
    asked = FIELDS if fields is None else (INCIDENT, *(field for field in fields if field != INCIDENT))
    unknown = [field for field in asked if field not in FIELDS]
    if unknown:
        raise ArgumentValueError("fields", unknown[0], f"one of {', '.join(FIELDS)}")
    lines = _lines(extractions, asked)
    if not isinstance(path, (str, Path)):
        _write_csv(lines, path)
        return
    ending = Path(path).suffix.lower()
    if ending not in (".csv", workbook.SUFFIX):
        raise ArgumentValueError("path", str(path), f"a file ending in .csv or {workbook.SUFFIX}")
    if ending == workbook.SUFFIX:
        workbook.write(COLUMNS, lines, Path(path))
        return
    with Path(path).open("wb") as stream:
        _write_csv(lines, stream)


def _lines(extractions: Iterable[Extraction], fields: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for extraction in extractions:
        for event in extraction.events:
            proposals = {INCIDENT: YES, **flat_row(event, document_id=extraction.id)}
            for field in fields:
                proposal = proposals[field]
                told = "" if proposal is None else str(proposal)
                yield extraction.id, event.id, field, quote(event, field), told, "", ""


def _write_csv(lines: Iterable[Sequence[str]], stream: BinaryIO) -> None:
    # With a byte order mark: Excel takes a CSV file without one for a file in the code page of the machine.
    write_csv(COLUMNS, (dict(zip(COLUMNS, line, strict=True)) for line in lines), stream, encoding="utf-8-sig")
