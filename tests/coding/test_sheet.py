import io

import pytest

from borderfacts.coding import read_codesheet, to_codesheet
from borderfacts.coding.fields import FIELDS, INCIDENT, KINDS
from borderfacts.coding.sheet import COLUMNS as SHEET
from borderfacts.errors import ArgumentTypeError, ArgumentValueError, InputError
from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS, flat_row

from .conftest import event, rows_of, sheet_of, span


def changed(rows, **cells):
    """The rows with these cells in the first line for ``type``, which is row 3 of the file."""
    assert rows[1]["field"] == "type"
    return [rows[0], {**rows[1], **cells}, *rows[2:]]


def fault_of(rows):
    with pytest.raises(InputError) as caught:
        sheet_of(rows)
    return str(caught.value)


def test_one_line_a_field_of_each_event(extractions):
    rows = rows_of(extractions)
    assert [(row["event_id"], row["field"]) for row in rows] == [(id, field) for id in ("e1", "e2") for field in FIELDS]


def test_every_column_of_the_flat_row_that_can_be_coded_is():
    assert set(FIELDS) == {INCIDENT, *COLUMNS} - {"id", "document_id", "evidence", "confidence"}
    assert set(KINDS) == set(FIELDS)


def test_a_line_has_the_words_and_the_proposal(extractions):
    cells = {row["field"]: (row["quote"], row["proposal"]) for row in rows_of(extractions)[: len(FIELDS)]}
    assert cells["incident"] == ("Nine people crossed and were caught on Feb. 3 at Emerson.", "yes")
    assert cells["actions"] == ("crossed … caught", "cross; intercept")
    assert cells["place"] == ("Emerson", "Emerson")
    assert cells["people_min"] == ("Nine people", "9")
    assert cells["detained"] == ("Nine people", "9")
    assert cells["dead"] == ("", "")


def test_what_is_worth_a_second_look_says_how_sure_it_is():
    when = {"start": "2025-02-03", "end": "2025-02-03", "resolved": True, "confidence": 0.4, "span": span("Feb. 3", 40)}
    unsure = event("e1", confidence=0.95, type_confidence=0.52, when=when)
    rows = {row["field"]: row["check"] for row in rows_of([Extraction(id="doc", events=(unsure,))])}
    assert (rows["incident"], rows["type"], rows["start"], rows["end"]) == ("", "0.52", "0.40", "0.40")
    assert rows["time"] == ""  # nothing is proposed, so there is nothing to check


def test_what_came_out_is_read_back(extractions):
    sheet = sheet_of(rows_of(extractions))
    proposed = [line.proposed for line in sheet.lines if line.event_id == "e1" and line.field != INCIDENT]
    flat = flat_row(extractions[0].events[0], document_id="doc")
    assert proposed == [flat[field] for field in FIELDS if field != INCIDENT]
    assert not any(line.is_judged for line in sheet.lines)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_files_hold_the_same_and_are_the_same_bytes_again(extractions, tmp_path, ending):
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    to_codesheet(extractions, first)
    to_codesheet(iter(extractions), str(second))
    assert first.read_bytes() == second.read_bytes()
    assert read_codesheet(first).lines == sheet_of(rows_of(extractions)).lines


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", ["=1+1", "'=1+1", "--02", "'quoted'", "@home", "Ciudad Juárez"])
def test_text_that_looks_like_a_formula_comes_back_unchanged(tmp_path, ending, name):
    place = {"name": name, "kind": "city", "span": {"start": 0, "end": 1, "text": "x"}}
    path = tmp_path / f"sheet{ending}"
    to_codesheet([Extraction(id="a", events=(event("e", places=[place]),))], path, fields=["place"])
    assert [line.proposal for line in read_codesheet(path).lines] == ["yes", name]


def test_a_workbook_has_no_formula(tmp_path):
    import openpyxl

    place = {"name": "=1+1", "kind": "city", "span": {"start": 0, "end": 1, "text": "=1+1"}}
    to_codesheet([Extraction(id="a", events=(event("e", places=[place]),))], tmp_path / "sheet.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "sheet.xlsx").active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_dates_and_numbers_that_a_spreadsheet_made_of_text_are_read(extractions, tmp_path):
    import datetime

    import openpyxl

    path = tmp_path / "sheet.xlsx"
    to_codesheet(extractions[:1], path, fields=["start", "time", "dead"])
    book = openpyxl.load_workbook(path)
    correction = SHEET.index("correction") + 1
    values = [datetime.datetime(2025, 2, 4), datetime.time(4, 50), 3.0]
    for row, value in enumerate(values, start=3):
        book.active.cell(row, correction, value)
    book.save(path)
    assert [line.truth for line in read_codesheet(path).lines[1:4]] == ["2025-02-04", "04:50", 3]


def test_only_the_fields_asked_for(extractions):
    assert [row["field"] for row in rows_of(extractions[:1], fields=["dead", "place"])] == [
        "incident", "dead", "place", "incident", "dead", "place",
    ]  # fmt: skip


def test_unknown_fields_and_endings_are_refused(extractions, tmp_path):
    with pytest.raises(ArgumentValueError, match="fields: 'deaths' is not one of incident, type"):
        to_codesheet(extractions, io.BytesIO(), fields=["deaths"])
    with pytest.raises(ArgumentValueError, match=r"is not a file ending in \.csv or \.xlsx"):
        to_codesheet(extractions, tmp_path / "sheet.ods")


@pytest.mark.parametrize(
    ("correction", "verdict", "judged", "truth"),
    [
        ("", "", False, "crossing"),
        ("", "right", True, "crossing"),
        ("crossing", "right", True, "crossing"),
        ("death", "wrong", True, "death"),
        ("death", "", True, "death"),
        ("", " Wrong ", True, None),
        ("", "unclear", False, "crossing"),
    ],
)
def test_what_a_coder_says(extractions, correction, verdict, judged, truth):
    line = sheet_of(changed(rows_of(extractions), correction=correction, verdict=verdict)).lines[1]
    assert (line.is_judged, line.truth) == (judged, truth)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"correction": "deaht"}, "correction 'deaht': type takes one of death, violence, rescue"),
        ({"verdict": "ok"}, "verdict 'ok' is not one of right, wrong, unclear, or empty"),
        ({"verdict": "right", "correction": "death"}, "the verdict is right, but the correction is 'death'"),
        ({"verdict": "unclear", "correction": "death"}, "the verdict is unclear, but the correction is 'death'"),
        ({"verdict": "wrong", "correction": "crossing"}, "the right value is the same as the proposal"),
        ({"field": "tpye"}, "field 'tpye' is not one of incident, type"),
        ({"event_id": ""}, "event_id is empty"),
        ({"field": "start", "proposal": "03/02/2025"}, "proposal '03/02/2025': start takes an ISO 8601 date"),
    ],
)
def test_a_bad_cell_is_named_with_its_row(extractions, cells, fault):
    message = fault_of(changed(rows_of(extractions, fields=["type"]), **cells))
    assert message.startswith("the stream, row 3: ")
    assert fault in message


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("actions", "cross; die", "cross, die"),
        ("start", "2024-02-29", "2025-02-29"),
        ("end", "--02", "--13-01"),
        ("time", "04:50", "4:50"),
        ("part", "night", "noon"),
        ("country", "FR", "FX"),
        ("nationalities", "SY; TD", "Syria"),
        ("admin1", "CA-MB", "Manitoba"),
        ("lat", "-12.5", "91"),
        ("lon", "180", "nan"),
        ("dead", "0", "three"),
        ("dead", "12", "1.5"),
    ],
)
def test_what_cells_take(extractions, field, good, bad):
    rows = rows_of(extractions, fields=[field])
    assert sheet_of([rows[0], {**rows[1], "correction": good}]).lines[1].is_judged
    assert f"correction {bad!r}: {field} takes" in fault_of([rows[0], {**rows[1], "correction": bad}])


def test_all_bad_rows_are_named_at_once(extractions):
    rows = [{**row, "verdict": "?"} for row in rows_of(extractions)]
    lines = fault_of(rows).splitlines()
    assert len(lines) == 21
    assert lines[-1] == f"… and {len(rows) - 20} more"


def test_a_field_said_twice_is_refused(extractions):
    rows = rows_of(extractions)
    assert "row 4: says type of this event a second time, after row 3" in fault_of([*rows[:2], rows[1]])


def test_a_missing_column_is_named(extractions):
    rows = [{name: cell for name, cell in row.items() if name != "verdict"} for row in rows_of(extractions)]
    assert "has no column verdict; a coding sheet has document_id" in fault_of(rows)


def test_a_line_names_the_file_that_the_coder_opens_and_it_is_not_needed_back():
    rows = rows_of([Extraction(id="doc", file="more/a.txt", events=(event("e1"),))])
    assert {row["file"] for row in rows} == {"more/a.txt"}
    without = [{name: cell for name, cell in row.items() if name not in ("file", "check")} for row in rows]
    assert sheet_of(without).lines == sheet_of(rows).lines


def test_a_text_that_was_read_twice_is_asked_for_once(extractions):
    again = extractions[0].model_copy(update={"file": "again.txt"})
    assert rows_of([*extractions, again]) == rows_of(extractions)


def test_own_columns_and_empty_rows_are_not_read(extractions):
    rows = [{**row, "note": "x"} for row in rows_of(extractions)]
    blank = dict.fromkeys(rows[0], "")
    assert len(sheet_of([rows[0], blank, *rows[1:]]).lines) == len(rows)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_delimiters_of_spreadsheets(extractions, delimiter):
    import csv

    rows = rows_of(extractions)
    text = io.StringIO(newline="")
    written = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    written.writeheader()
    written.writerows(rows)
    assert read_codesheet(io.BytesIO(text.getvalue().encode())).lines == sheet_of(rows).lines


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "coded.csv"
    path.write_bytes("document_id,Juárez".encode("cp1252"))
    with pytest.raises(InputError, match=r"coded.csv: is not UTF-8; save it as"):
        read_codesheet(path)


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "coded.xlsx"
    path.write_bytes(b"document_id")
    with pytest.raises(InputError, match=r"coded\.xlsx: is no workbook"):
        read_codesheet(path)


def test_an_added_incident_needs_a_type_and_no_verdict(extractions):
    row = {**rows_of(extractions)[0], "event_id": "new-1", "field": "dead", "proposal": "", "quote": ""}
    assert fault_of([{**row, "correction": "2"}]) == "the stream, row 2: new-1 has no line for type"
    message = fault_of([{**row, "field": "type", "verdict": "unclear"}])
    assert "new-1 is an incident that you add: it takes corrections only" in message


def test_quotes_of_any_length_are_read_back():
    long = event("e1", evidence=[{"start": 0, "end": 200_000, "text": "x" * 200_000}])
    stream = io.BytesIO()
    to_codesheet(Extraction(id="doc", events=(long,)), stream)
    [line, *_] = read_codesheet(io.BytesIO(stream.getvalue())).lines
    assert line.quote == "x" * 200_000


@pytest.mark.parametrize("wrong", ["text", 5, None, [None]])
def test_what_is_no_extraction_is_refused(wrong):
    with pytest.raises(
        ArgumentTypeError, match=r"^extractions: got .*, takes an Extraction or an Incident, or an iterable"
    ):
        to_codesheet(wrong, io.BytesIO())


@pytest.mark.parametrize("wrong", [io.StringIO(), 5, None])
def test_what_cannot_be_written_to_is_refused(extractions, wrong):
    with pytest.raises(ArgumentTypeError, match=r"^path: got .*, takes a path or a stream of bytes"):
        to_codesheet(extractions, wrong)


def test_one_extraction_or_many(extractions):
    assert rows_of(extractions[0]) == rows_of(extractions[:1])
