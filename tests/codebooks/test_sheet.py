import csv
import io
import json

import pytest

import borderfacts
from borderfacts.codebooks.sheet import LeftOut, Note
from borderfacts.errors import ArgumentTypeError
from borderfacts.records import Extraction

MAKERS = [borderfacts.to_iom, borderfacts.to_acled, borderfacts.to_plover]
STORY = (
    "Croatian police beat 12 Afghan migrants near Glina, Croatia, on Monday, an aid group said. Two migrants died in "
    "custody. Four others drowned in the Sava near Sisak on Tuesday."
)


@pytest.fixture(scope="module")
def extractions(read):
    return [
        read(STORY, id="a"),
        read("Four migrants drowned off Lampedusa on Monday.", id="b", url="https://example.org"),
    ]


def written(write):
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue().decode("utf-8")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def text_of(value):
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


@pytest.mark.parametrize("make", MAKERS)
def test_one_extraction_or_many(make, extractions):
    whole = make(extractions)
    assert whole == make(iter(extractions))
    assert whole.rows == make(extractions[0]).rows + make(extractions[1]).rows
    assert make(iter(())).rows == make([]).left_out == ()


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("wrong", ["a text", 5, None, [None], [{"id": "a"}]])
def test_anything_else_is_refused(make, wrong):
    with pytest.raises(
        ArgumentTypeError, match=r"extractions: got .*, takes an Extraction or an Incident, or an iterable"
    ):
        make(wrong)


@pytest.mark.parametrize("make", MAKERS)
def test_a_text_that_could_not_be_read_is_left_out_with_its_error(make):
    [left_out] = make(Extraction(id="a", error="no text")).left_out
    found = (left_out.document_id, left_out.event_id, left_out.rule, left_out.reason)
    assert found == ("a", None, "unread", "The text could not be read: no text")


@pytest.mark.parametrize("make", MAKERS)
def test_rows_come_back_from_csv(make, extractions):
    sheet = make(extractions)
    assert sheet.rows
    assert rows_of(written(sheet.to_csv)) == [
        {name: text_of(value) for name, value in row.items()} for row in sheet.rows
    ]


@pytest.mark.parametrize("make", MAKERS)
def test_rows_come_back_from_json_lines(make, extractions):
    sheet = make(extractions)
    assert [json.loads(line) for line in written(sheet.to_jsonl).splitlines()] == list(sheet.rows)


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_left_out_and_the_notes_come_back_from_csv(make, extractions):
    sheet = make([each.model_copy(update={"file": f"{each.id}.txt"}) for each in extractions])
    assert [LeftOut(**row) for row in rows_of(written(sheet.left_out_to_csv))] == list(sheet.left_out)
    assert [Note(**row) for row in rows_of(written(sheet.notes_to_csv))] == list(sheet.notes)
    assert [each for each in (*sheet.left_out, *sheet.notes) if each.file != f"{each.document_id}.txt"] == []


@pytest.mark.parametrize("make", MAKERS)
def test_a_data_frame_has_the_columns_and_rows(make, extractions):
    sheet = make(extractions)
    frame = sheet.to_dataframe()
    assert (tuple(frame.columns), len(frame)) == (sheet.columns, len(sheet.rows))
    assert tuple(make([]).to_dataframe().columns) == sheet.columns


def test_numbers_stay_whole_in_a_data_frame(read):
    frame = borderfacts.to_iom(
        read("Four migrants drowned off Lampedusa on Monday. Two women are missing.")
    ).to_dataframe()
    assert {str(frame.dtypes[name]) for name in ("Number of Dead", "Incident Year", "Source Quality")} == {"Int64"}


def test_a_path_is_written_to(extractions, tmp_path):
    sheet = borderfacts.to_iom(extractions)
    sheet.to_csv(tmp_path / "rows.csv")
    sheet.to_jsonl(str(tmp_path / "rows.jsonl"))
    assert (tmp_path / "rows.csv").read_bytes().decode("utf-8") == written(sheet.to_csv)
    assert (tmp_path / "rows.jsonl").read_bytes().decode("utf-8") == written(sheet.to_jsonl)


@pytest.mark.parametrize("wrong", [io.StringIO(), 5, None])
def test_another_target_is_refused(wrong):
    with pytest.raises(ArgumentTypeError, match=r"target: got .*, takes a path or a stream of bytes"):
        borderfacts.to_iom([]).to_csv(wrong)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@SUM(A1)", "+cmd|calc", "-2+3"])
def test_a_name_that_looks_like_a_formula_is_made_text(make, name):
    found = borderfacts.to_iom(Extraction(id=name, error="gone"))
    [row] = rows_of(written(found.left_out_to_csv))
    assert row["document_id"] == f"'{name}"
    assert [each.document_id for each in found.left_out] == [name]


def test_a_source_that_looks_like_a_formula_is_made_text(read):
    extraction = read("Four migrants drowned off Lampedusa on Monday, the coast guard said.")
    [event] = extraction.events
    source = event.attribution[0].model_copy(update={"source": "=HYPERLINK(1)"})
    changed = extraction.model_copy(update={"events": (event.model_copy(update={"attribution": (source,)}),)})
    [row] = rows_of(written(borderfacts.to_iom(changed).to_csv))
    assert row["Information Source"] == "'=HYPERLINK(1)"


def test_coordinates_south_of_the_equator_stay_coordinates(read):
    extraction = read("Four migrants drowned in the Limpopo River near Beitbridge, South Africa, on Monday.")
    [row] = rows_of(written(borderfacts.to_iom(extraction).to_csv))
    assert row["Coordinates"] == "-22.22, 30.0"
