import csv
import io
import json

import pytest

from borderfacts import outputs
from borderfacts.errors import ArgumentValueError
from borderfacts.records import Attribution, Event, Extraction, Span
from borderfacts.records.flat_row import COLUMNS, flat_row

SPAN = Span(start=0, end=4, text="nine")


def extraction(id, *sources):
    told = [Attribution(source=source, verb="said", stance="asserts", span=SPAN) for source in sources]
    event = Event(id="e", type="crossing", status="occurred", attribution=told, confidence=0.5, summary="Ciudad Juárez")
    return Extraction(id=id, events=(event,))


def written(name, extractions):
    stream = io.BytesIO()
    outputs.output_format(name).write(extractions, stream)
    return stream.getvalue().decode("utf-8")


def test_the_formats():
    assert outputs.formats() == ("csv", "json", "jsonl")


@pytest.mark.parametrize("name", outputs.formats())
def test_every_format_offers_what_the_protocol_asks(name):
    module = outputs.output_format(name)
    assert module.SUFFIX.startswith(".")
    assert outputs.format_of_file(f"Found{module.SUFFIX.upper()}") == name


@pytest.mark.parametrize("name", outputs.formats())
def test_every_format_leaves_the_stream_open(name):
    stream = io.BytesIO()
    outputs.output_format(name).write([], stream)
    assert not stream.closed


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(ArgumentValueError, match="'xml' is not one of csv, json, jsonl"):
        outputs.output_format("xml")


def test_a_file_of_no_format():
    assert outputs.format_of_file("found.xml") is None


def test_json_lines_read_back():
    told = [extraction("a"), extraction("b")]
    assert [Extraction.model_validate_json(line) for line in written("jsonl", told).splitlines()] == told


def test_one_extraction_is_a_json_object():
    assert Extraction.model_validate_json(written("json", [extraction("a")])) == extraction("a")


@pytest.mark.parametrize("number", [0, 2, 3])
def test_several_extractions_are_a_json_array(number):
    told = [extraction(str(each)) for each in range(number)]
    assert [Extraction.model_validate(each) for each in json.loads(written("json", told))] == told


def test_csv_rows_are_the_flat_rows():
    told = extraction("a", "police")
    [row] = csv.DictReader(io.StringIO(written("csv", [told])))
    flat = flat_row(told.events[0], document_id="a")
    assert row == {column: "" if flat[column] is None else str(flat[column]) for column in COLUMNS}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(start):
    [row] = csv.DictReader(io.StringIO(written("csv", [extraction("a", f"{start}HYPERLINK(1)")]), newline=""))
    assert row["attribution"] == f"'{start}HYPERLINK(1)"


def test_a_number_below_zero_stays_a_number():
    text = extraction("a")
    [event] = text.events
    place = {"name": "Emerson", "kind": "city", "lat": 49.0, "lon": -97.2, "span": SPAN}
    placed = text.model_copy(update={"events": (Event.model_validate({**dict(event), "places": [place]}),)})
    [row] = csv.DictReader(io.StringIO(written("csv", [placed])))
    assert row["lon"] == "-97.2"
