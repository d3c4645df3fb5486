"""Put the corrections of a coding sheet into the flat rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from borderfacts.coding.fields import INCIDENT
from borderfacts.coding.sheet import Codesheet, CodesheetLine
from borderfacts.errors import InputError
from borderfacts.records import Extraction
from borderfacts.records.extraction import Given, each_extraction
from borderfacts.records.flat_row import COLUMNS, flat_row, flat_rows

Row = dict[str, object]


class Changes(NamedTuple):
    """What corrections change in the rows of records that stay.

    Attributes:
        changed: how many values are others, or are there where none was.
        emptied: how many values are there no more.
        records: in how many records.
    """

    changed: int
    emptied: int
    records: int


def apply_corrections(extractions: Given, sheet: Codesheet) -> list[Row]:
    """Return the flat rows with what a coder says in place of what was extracted.

    - A line that was judged gives its field the coder's value; what was not judged, or is unclear, stays as extracted.
    - A record that is no incident gives no row.
    - An incident that the coder added gives a row after those of its document, under the id that the coder gave it.
      Its evidence is the quote of its lines; its ``confidence`` is None.
    - Where ``place`` is corrected and ``lat`` or ``lon`` is not, these become None: they are of the wrong place.

    Args:
        extractions: the extractions or incidents that the sheet was made of, one or many.
        sheet: the sheet, from ``read_codesheet``.

    Raises:
        ArgumentTypeError: ``extractions`` is something else.
        InputError: a line names a document or an event that is not among the extractions.
    """
    documents = list(each_extraction(extractions))
    _check_known(documents, sheet)
    refused = sheet.refused()
    lines: dict[tuple[str, str], list[CodesheetLine]] = {}
    for line in sheet.lines:
        lines.setdefault(line.event, []).append(line)
    rows: list[Row] = []
    for extraction in documents:
        for event in extraction.events:
            key = (extraction.id, event.id)
            if key not in refused:
                rows.append(_corrected(flat_row(event, document_id=extraction.id), lines.get(key, [])))
        rows += [_added(own) for key, own in lines.items() if key[0] == extraction.id and own[0].is_added]
    return rows


def changes(extractions: Given, corrected: Iterable[Row]) -> Changes:
    """Count what rows that were corrected have otherwise than the extractions that they were made of."""
    extracted = {_key(row): row for row in flat_rows(each_extraction(extractions))}
    pairs = [(extracted[_key(row)], row) for row in corrected if _key(row) in extracted]
    others = [[row[column] for column in COLUMNS if row[column] != before[column]] for before, row in pairs]
    values = [value for each in others for value in each]
    emptied = sum(value is None for value in values)
    return Changes(len(values) - emptied, emptied, sum(map(bool, others)))


def _key(row: Row) -> tuple[object, object]:
    return row["document_id"], row["id"]


def _corrected(row: Row, lines: Iterable[CodesheetLine]) -> Row:
    judged = {line.field: line.truth for line in lines if line.is_judged and line.field != INCIDENT}
    if "place" in judged and judged["place"] != row["place"]:
        row |= {"lat": None, "lon": None}
    return row | judged


def _added(lines: list[CodesheetLine]) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    row |= {"id": lines[0].event_id, "document_id": lines[0].document_id}
    row["evidence"] = "; ".join(dict.fromkeys(line.quote for line in lines if line.quote)) or None
    return _corrected(row, lines)


def _check_known(extractions: Iterable[Extraction], sheet: Codesheet) -> None:
    documents = {extraction.id: {event.id for event in extraction.events} for extraction in extractions}
    for line in sheet.lines:
        if line.document_id not in documents:
            raise InputError(f"{sheet.name}, row {line.row}: no extraction has the id {line.document_id!r}")
        if not line.is_added and line.event_id not in documents[line.document_id]:
            raise InputError(
                f"{sheet.name}, row {line.row}: {line.document_id!r} has no event {line.event_id!r}; "
                "was the sheet made of these records?"
            )
