import csv
import importlib
import io
import json
import struct
import sys

import pytest

from borderfacts import outputs
from borderfacts.errors import ArgumentValueError, MissingExtraError
from borderfacts.outputs.csv import read as read_csv
from borderfacts.outputs.parquet import ROWS_IN_A_GROUP
from borderfacts.records import Attribution, Event, Extraction, Span
from borderfacts.records.flat_row import COLUMNS, flat_row, flat_rows

SPAN = Span(start=0, end=4, text="nine")


def extraction(id, *sources):
    attribution = [Attribution(source=source, verb="said", stance="asserts", span=SPAN) for source in sources]
    event = Event(
        id="e", type="crossing", status="occurred", attribution=attribution, confidence=0.5, summary="Ciudad Juárez"
    )
    return Extraction(id=id, events=(event,))


def written(name, extractions):
    stream = io.BytesIO()
    outputs.output_format(name).write(extractions, stream)
    return stream.getvalue()


def records_of_json(data):
    return [Extraction.model_validate(each) for each in json.loads(data)]


def records_of_jsonl(data):
    return [Extraction.model_validate_json(line) for line in data.split(b"\n")[:-1]]


def rows_of_csv(data):
    return list(read_csv(io.BytesIO(data)))


def rows_of_geojson(data):
    return [feature["properties"] for feature in json.loads(data)["features"]]


def rows_of_parquet(data):
    import pyarrow.parquet

    return pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()


READ = {
    "csv": rows_of_csv,
    "geojson": rows_of_geojson,
    "json": records_of_json,
    "jsonl": records_of_jsonl,
    "parquet": rows_of_parquet,
}


def test_the_formats():
    assert outputs.formats() == tuple(READ)


@pytest.mark.parametrize("name", outputs.formats())
def test_what_is_written_reads_back_equal(name, extractions):
    expected = list(extractions) if name in ("json", "jsonl") else list(flat_rows(extractions))
    assert READ[name](written(name, extractions)) == expected


@pytest.mark.parametrize("name", outputs.formats())
def test_an_empty_run_reads_back_empty(name):
    assert READ[name](written(name, [])) == []


@pytest.mark.parametrize("name", outputs.formats())
def test_the_same_records_give_the_same_bytes(name, extractions):
    assert written(name, extractions) == written(name, iter(extractions))


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


@pytest.mark.parametrize("name", ["csv", "geojson", "jsonl"])
def test_a_record_is_written_before_the_next_is_asked_for(name):
    stream = io.BytesIO()
    seen = []

    def run():
        yield extraction("a")
        seen.append(stream.getvalue())
        yield extraction("b")

    outputs.output_format(name).write(run(), stream)
    [before] = seen
    assert b'"a"' in before or b",a," in before


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(ArgumentValueError, match="'xml' is not one of csv, geojson, json, jsonl, parquet"):
        outputs.output_format("xml")


def test_a_file_of_no_format():
    assert outputs.format_of_file("found.xml") is None


def test_one_extraction_is_a_json_object():
    assert Extraction.model_validate_json(written("json", [extraction("a")])) == extraction("a")


@pytest.mark.parametrize("number", [0, 2, 3])
def test_several_extractions_are_a_json_array(number):
    records = [extraction(str(each)) for each in range(number)]
    assert records_of_json(written("json", records)) == records


def test_csv_cells_are_the_flat_rows():
    record = extraction("a", "police")
    [row] = csv.DictReader(io.StringIO(written("csv", [record]).decode("utf-8")))
    flat = flat_row(record.events[0], document_id="a")
    assert row == {column: "" if flat[column] is None else str(flat[column]) for column in COLUMNS}


def test_csv_has_its_header_without_any_row():
    assert written("csv", []).decode("utf-8") == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "'="])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(start):
    text = written("csv", [extraction("a", f"{start}HYPERLINK(1)")]).decode("utf-8")
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert row["attribution"] == f"'{start}HYPERLINK(1)"


def test_a_number_below_zero_stays_a_number():
    text = extraction("a")
    [event] = text.events
    place = {"name": "Emerson", "kind": "city", "lat": 49.0, "lon": -97.2, "span": SPAN}
    placed = text.model_copy(update={"events": (Event.model_validate({**dict(event), "places": [place]}),)})
    [row] = csv.DictReader(io.StringIO(written("csv", [placed]).decode("utf-8")))
    assert row["lon"] == "-97.2"


def test_reading_csv_leaves_the_limit_of_cells_as_it_was(extractions):
    limit = csv.field_size_limit()
    list(read_csv(io.BytesIO(written("csv", extractions))))
    assert csv.field_size_limit() == limit


def test_parquet_has_the_same_typed_columns_with_and_without_rows(extractions):
    import pyarrow.parquet

    schemas = [
        pyarrow.parquet.read_schema(io.BytesIO(written("parquet", records)))
        for records in ([], [extraction("a")], extractions)
    ]
    assert tuple(schemas[0].names) == COLUMNS
    assert schemas[0] == schemas[1] == schemas[2]
    types = [str(schemas[0].field(name).type) for name in ("id", "people_min", "lat")]
    assert types == ["string", "int64", "double"]


def test_parquet_is_written_in_row_groups():
    import pyarrow.parquet

    rows = ROWS_IN_A_GROUP + 1
    data = written("parquet", (extraction(str(number)) for number in range(rows)))
    file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
    assert [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)] == [ROWS_IN_A_GROUP, 1]
    assert file.read(["document_id"])["document_id"].to_pylist() == [str(number) for number in range(rows)]


def test_parquet_without_pyarrow_names_the_extra_before_anything_is_read(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    stories = iter([extraction("a")])
    with pytest.raises(MissingExtraError, match=r"writing Parquet needs pyarrow: pip install '\.\[parquet\]'"):
        outputs.output_format("parquet").write(stories, io.BytesIO())
    assert next(stories) == extraction("a")


def test_a_feature_stands_at_the_place_of_its_row(extractions):
    collection = json.loads(written("geojson", extractions))
    assert collection["type"] == "FeatureCollection"
    rows = list(flat_rows(extractions))
    points = [row["lat"] and {"type": "Point", "coordinates": [row["lon"], row["lat"]]} for row in rows]
    assert None in points
    assert collection["features"] == [
        {"type": "Feature", "id": row["id"], "geometry": point, "properties": row}
        for row, point in zip(rows, points, strict=True)
    ]


def test_gdal_reads_geojson_with_every_event_at_its_point(extractions, tmp_path):
    records = [each for each in extractions if "\0" not in each.id]  # where GDAL's strings end
    fields, points, values = read_by_gdal(tmp_path / "found.geojson", records)
    rows = list(flat_rows(records))
    assert [point and struct.unpack("<2d", point[5:]) for point in points] == [
        row["lat"] and (row["lon"], row["lat"]) for row in rows
    ]
    assert fields == COLUMNS
    for column, found in zip(COLUMNS, values, strict=True):
        expected = [row[column] for row in rows]
        if column == "time":  # which GDAL makes a type of its own
            expected = [value and f"{value}:00" for value in expected]
            found = [value and value.isoformat() for value in found]
        assert [None if value != value else value for value in found] == expected


def test_gdal_reads_geojson_without_any_event(tmp_path):
    fields, points, _ = read_by_gdal(tmp_path / "found.geojson", [])
    assert (fields, len(points)) == ((), 0)


def read_by_gdal(path, extractions):
    from pyogrio.raw import read

    path.write_bytes(written("geojson", extractions))
    meta, _, points, values = read(path)
    assert meta["crs"] == "EPSG:4326"
    return tuple(meta["fields"]), list(points), [list(column) for column in values]


@pytest.mark.parametrize("name", outputs.formats())
def test_a_format_is_loaded_without_what_it_needs_to_write(name, monkeypatch):
    for heavy in ("pyarrow", "pandas", "polars", "duckdb"):
        monkeypatch.setitem(sys.modules, heavy, None)
    importlib.reload(outputs.output_format(name))
