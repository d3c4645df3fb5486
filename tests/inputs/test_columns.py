import json

import pytest

from borderfacts.errors import ArgumentValueError
from borderfacts.inputs import columns, read_inputs


def test_columns_are_named_in_pairs():
    assert columns.parse("text=body, reference_date = date published ,id=a=b") == {
        "text": "body",
        "reference_date": "date published",
        "id": "a=b",
    }


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "a pair such as text=body"),
        ("text", "a pair such as text=body"),
        ("text=", "a pair such as text=body"),
        ("body=text", "columns: 'body' is not a part of a story; those are text, id, reference_date, title, url"),
        ("text=a,text=b", "'text' is not named once"),
    ],
)
def test_what_is_no_such_pair(given, message):
    with pytest.raises(ArgumentValueError, match="columns") as error:
        columns.parse(given)
    assert message in str(error.value)


def test_what_borderfacts_wrote_is_named_once_and_not_line_by_line(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text('{"schema_version": "2.0", "id": "a", "events": []}\n' * 3)
    [(_, error)] = read_inputs([str(path)])
    assert "'borderfacts link'" in str(error)


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_rows_of_incidents_are_named_once_and_not_line_by_line(ending, tmp_path):
    path = tmp_path / f"rows.{ending}"
    row = {"id": "e", "document_id": "a", "type": "death", "status": "occurred"}
    cells = ",".join(row) + "\n" + 3 * (",".join(row.values()) + "\n")
    path.write_text(cells if ending == "csv" else 3 * (json.dumps(row) + "\n"))
    [(_, error)] = read_inputs([str(path)])
    assert "these are rows of incidents" in str(error)
