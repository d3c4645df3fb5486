"""Read a coding sheet that a coder has filled in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from borderfacts.coding import workbook
from borderfacts.coding.fields import FIELDS, read_value
from borderfacts.coding.sheet import COLUMNS, NOT_READ, Codesheet, CodesheetLine
from borderfacts.errors import InputError
from borderfacts.records.spreadsheet import CsvRows, delimiter_of, text_of_cell
from borderfacts.vocabulary import Verdict

MOST_FAULTS = 20

_READ = tuple(column for column in COLUMNS if column not in NOT_READ)


def read_codesheet(path: str | PathLike[str] | BinaryIO) -> Codesheet:
    """Return the sheet that a coder has filled in; every cell that counts is checked.

    Columns beyond those of ``to_codesheet`` are the coder's own and are not read. CSV may have commas, semicolons or
    tabs between its cells.

    Args:
        path: a ``.csv`` or ``.xlsx`` file, or a binary stream of CSV.

    Raises:
        InputError: a column is missing, or cells cannot be used; the message names each row and what is wrong there.
        MissingExtraError: a workbook needs openpyxl.
    """
    name = Path(path).name if isinstance(path, (str, PathLike)) else str(getattr(path, "name", "the stream"))
    rows = _rows(path, name)
    header = [cell.strip() for cell in next(rows, [])]
    missing = [column for column in _READ if column not in header]
    if missing:
        raise InputError(f"{name}: has no column {', '.join(missing)}; a coding sheet has {', '.join(_READ)}")
    lines: list[CodesheetLine] = []
    faults: list[str] = []
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(header, row, strict=False))
        entries = {column: cells.get(column, "").strip() for column in _READ}
        if not any(entries.values()):
            continue
        key = (entries["document_id"], entries["event_id"], entries["field"])
        try:
            if key in seen:
                raise ValueError(f"says {entries['field']} of this event a second time, after row {seen[key]}")
            lines.append(_line(number, entries))
        except ValueError as error:
            faults.append(f"row {number}: {error}")
        seen.setdefault(key, number)
    faults += _untyped(lines)
    if faults:
        more = f"\n… and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        raise InputError("\n".join(f"{name}, {fault}" for fault in faults[:MOST_FAULTS]) + more)
    return Codesheet(name=name, lines=tuple(lines))


def _line(number: int, entries: dict[str, str]) -> CodesheetLine:
    for column in ("document_id", "event_id"):
        if not entries[column]:
            raise ValueError(f"{column} is empty")
    if entries["field"] not in FIELDS:
        raise ValueError(f"field {entries['field']!r} is not one of {', '.join(FIELDS)}")
    verdict = _verdict(entries["verdict"])
    if verdict is None and entries["correction"]:
        verdict = Verdict.WRONG
    line = CodesheetLine.model_validate({**entries, "row": number, "verdict": verdict})
    for column in ("proposal", "correction"):
        try:
            read_value(line.field, entries[column])
        except ValueError as error:
            raise ValueError(f"{column} {entries[column]!r}: {error}") from error
    if line.is_added and (line.proposal or (verdict is not Verdict.WRONG)):
        raise ValueError(f"{line.event_id} is an incident that you add: it takes corrections only")
    corrected = read_value(line.field, line.correction)
    if verdict is Verdict.RIGHT and corrected not in (None, line.proposed):
        raise ValueError(f"the verdict is right, but the correction is {line.correction!r}")
    if verdict is Verdict.WRONG and line.truth == line.proposed:
        raise ValueError("the verdict is wrong, but the right value is the same as the proposal")
    if verdict is Verdict.UNCLEAR and line.correction:
        raise ValueError(f"the verdict is unclear, but the correction is {line.correction!r}")
    return line


def _verdict(cell: str) -> Verdict | None:
    try:
        return Verdict(cell.lower()) if cell else None
    except ValueError as error:
        raise ValueError(f"verdict {cell!r} is not one of {', '.join(Verdict)}, or empty") from error


def _untyped(lines: Sequence[CodesheetLine]) -> list[str]:
    """Return the faults of added incidents that have no type."""
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.is_added:
            first.setdefault(line.event, line.row)
    typed = {line.event for line in lines if line.field == "type"}
    return [f"row {row}: {event[1]} has no line for type" for event, row in first.items() if event not in typed]


def _rows(path: str | PathLike[str] | BinaryIO, name: str) -> Iterator[list[str]]:
    if isinstance(path, (str, PathLike)):
        if Path(path).suffix.lower() == workbook.SUFFIX:
            yield from workbook.read(Path(path))
            return
        content = Path(path).read_bytes()
    else:
        content = path.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not UTF-8; save it as “CSV UTF-8” or as {workbook.SUFFIX}") from error
    for row in CsvRows(io.StringIO(text, newline=""), delimiter=delimiter_of(text.partition("\n")[0])):
        yield [text_of_cell(cell) for cell in row]
