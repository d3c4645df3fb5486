from datetime import date

import pyarrow as pa
import pytest
from tests.marked_reader import MARKED, STORY, MarkedReader

import borderfacts
from borderfacts.arrow import extract_batch, extractions, output_schema
from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.records.flat_row import COLUMNS, flat_rows

READER = MarkedReader(MARKED)  # two events in STORY, none in any other text
CALM = "The ferry leaves at noon, and it comes back at five."
ROWS = [
    {"text": STORY, "id": "a", "reference_date": "2025-02-05", "title": "Nine", "paper": "Wire"},
    {"text": CALM, "id": "b", "reference_date": None, "title": None, "paper": "Post"},
    {"text": None, "id": "c", "reference_date": None, "title": None, "paper": "Post"},
    {"text": CALM, "id": "d", "reference_date": "soon", "title": None, "paper": "Wire"},
    {"text": None, "id": None, "reference_date": None, "title": None, "paper": "Sun"},
    {"text": STORY, "id": None, "reference_date": None, "title": None, "paper": None},
]
TABLE = pa.Table.from_pylist(ROWS)
BATCH = TABLE.to_batches()[0]
ERRORS = ["text: got NoneType, takes a string", "reference_date: 'soon'", "text: got NoneType, takes a string"]


def stories():
    return [{name: value for name, value in row.items() if name != "paper"} for row in ROWS]


def read(table, **options):
    return extract_batch(table, reader=READER, **options)


@pytest.fixture(scope="module")
def expected():
    return [*borderfacts.extract_many(stories(), reader=READER)]


def test_the_flat_rows_are_those_of_csv_each_with_what_is_kept_of_its_story(expected):
    found = read(TABLE)
    assert found.schema.names == ["title", "paper", *COLUMNS, "error"]
    events = [row for row in found.to_pylist() if row["error"] is None]
    assert [{name: row[name] for name in COLUMNS} for row in events] == [*flat_rows(expected)]
    assert [(row["document_id"], row["title"], row["paper"]) for row in events] == [
        *[("a", "Nine", "Wire")] * 2,
        *[(expected[-1].id, None, None)] * 2,
    ]


def test_what_cannot_be_read_is_a_row_with_its_error():
    found = [row for row in read(TABLE).to_pylist() if row["error"]]
    assert [(row["document_id"], row["paper"]) for row in found] == [("c", "Post"), ("d", "Wire"), (None, "Sun")]
    assert [row["error"][: len(error)] for row, error in zip(found, ERRORS, strict=True)] == ERRORS
    assert {row["id"] for row in found} == {None}


def test_the_nested_rows_are_the_whole_records(expected):
    found = read(TABLE, nested=True)
    assert found["paper"].to_pylist() == [row["paper"] for row in ROWS]
    nameless = [each.id for each in expected].index("record-5")
    assert found["id"].to_pylist()[nameless] is None
    assert [*extractions(found)] == expected


@pytest.mark.parametrize("nested", [False, True])
def test_rows_cut_anywhere_give_the_same(nested):
    whole = read(TABLE, nested=nested)
    parts = [read(TABLE.slice(at, 1), nested=nested) for at in range(len(ROWS))]
    assert pa.concat_tables(parts).to_pylist() == whole.to_pylist()


@pytest.mark.parametrize("nested", [False, True])
def test_a_record_batch_gives_a_record_batch(nested):
    found = read(BATCH, nested=nested)
    assert isinstance(found, pa.RecordBatch)
    assert found.to_pylist() == read(TABLE, nested=nested).to_pylist()


@pytest.mark.parametrize("nested", [False, True])
def test_the_columns_are_known_before(nested):
    asked = output_schema(TABLE.schema, nested=nested)
    for table in (TABLE, BATCH, TABLE.slice(0, 0), TABLE.slice(1, 1)):
        assert read(table, nested=nested).schema.equals(asked)


def test_columns_of_any_type_are_kept_as_they_are():
    kept = {
        "tags": pa.array([["a"], None, []]),
        "paper": pa.array(["Wire", "Wire", "Post"]).dictionary_encode(),
        "seen": pa.array([1, None, 3], pa.timestamp("ns")),
    }
    table = pa.table({"text": pa.array([CALM, STORY, None], pa.large_string()), **kept})
    found = read(table)
    assert found.select([*kept]).equals(table.select([*kept]).take([1, 1, 2]).combine_chunks())


def test_numbers_are_ids_and_dates_are_dates():
    table = pa.table({"text": [STORY], "id": [7], "reference_date": [date(2025, 2, 5)]})
    row, _ = read(table).to_pylist()
    assert (row["document_id"], row["start"]) == ("7", "2025-02-03")


def test_stories_are_read_as_the_arguments_say():
    assert set(read(TABLE, nested=True)["model"].to_pylist()) == {None, "marked-1.0"}
    with pytest.raises(ArgumentValueError, match="threshold: 2"):
        read(TABLE, threshold=2)


def test_the_gate_passes_over_what_is_on_another_matter():
    texts = ["Voters in Ohio like the candidate, but his party doubts that he can win the primary.", STORY]
    found = read(pa.table({"text": texts}), nested=True, gate=True)
    assert [note["code"] for note in found["notes"].to_pylist()[0]] == ["passed over"]
    assert [len(events) for events in found["events"].to_pylist()] == [0, 2]


@pytest.mark.parametrize(
    ("table", "error", "message"),
    [
        ([STORY], ArgumentTypeError, "table: got list"),
        (pa.table({"body": [STORY]}), ArgumentValueError, r"\['body'\] is not a table with a column 'text'"),
        (pa.table({"text": [STORY], "country": ["CA"]}), ArgumentValueError, "'country'"),
        (pa.table([[STORY], ["a"], ["b"]], names=["text", "paper", "paper"]), ArgumentValueError, "'paper'"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(table, error, message):
    with pytest.raises(error, match=message):
        read(table)
