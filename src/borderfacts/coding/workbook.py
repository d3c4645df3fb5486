"""Workbooks (.xlsx): cells that stay text, so that no spreadsheet turns a date or a code into something else."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from borderfacts.errors import InputError, MissingExtraError
from borderfacts.vocabulary import Verdict

SUFFIX = ".xlsx"

_WIDTHS = {"file": 30, "document_id": 20, "event_id": 20, "quote": 70, "proposal": 30, "correction": 30}
_LONGEST = 32_000  # a cell holds 32,767 characters
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip file can state


def write(columns: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> None:
    """Write a workbook of one sheet of text, with the verdicts to choose from; the same rows give the same bytes."""
    openpyxl = _openpyxl()
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "codesheet"
    sheet.freeze_panes = "A2"
    for number, row in enumerate([columns, *rows], start=1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            cell = sheet.cell(number, place, ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST] or None)
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="top", wrap_text=column == "quote")
            if number == 1:
                cell.font = Font(bold=True)
            if value:
                cell.data_type = "s"  # text, whatever it begins with: never a formula
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = _WIDTHS.get(column, 14)
    choice = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1=f'"{",".join(Verdict)}"')
    letter = openpyxl.utils.get_column_letter(columns.index("verdict") + 1)
    choice.add(f"{letter}2:{letter}1048576")
    sheet.add_data_validation(choice)
    book.properties.creator = "borderfacts"
    path.write_bytes(_without_clock(book))


def read(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the first sheet as text, the header first.

    Raises:
        InputError: the file is no workbook.
    """
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise InputError(f"{path.name}: is no workbook that can be read") from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    """Return the text of a cell, also of one that a spreadsheet has made a date or a number of."""
    match value:
        case None:
            return ""
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.time():
            return value.isoformat("minutes")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _without_clock(book: Any) -> bytes:
    """Return the bytes of a workbook that says nothing of when it was made."""
    created = datetime.datetime(*_EPOCH)
    made = io.BytesIO()
    book.save(made)
    book.properties.created = book.properties.modified = created
    from openpyxl.xml.functions import tostring

    undated = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(undated, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            # openpyxl writes the present time into this part when it saves.
            content = tostring(book.properties.to_tree()) if name == "docProps/core.xml" else source.read(name)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return undated.getvalue()


def _openpyxl() -> Any:
    try:
        import openpyxl
        import openpyxl.worksheet.datavalidation
    except ImportError as error:
        raise MissingExtraError("openpyxl", "coding", "a workbook (.xlsx)") from error
    return openpyxl
