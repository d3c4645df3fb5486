from __future__ import annotations

import json

import pytest
from tests.written import event, group, story
from typer.testing import CliRunner

from borderfacts.cli import app
from borderfacts.errors import InputError
from borderfacts.linking import link
from borderfacts.outputs import output_format
from borderfacts.records import Extraction, Incident
from borderfacts.stores import open_store
from borderfacts.written import holds_records, read_extractions, records


def rescue(id, published):
    return story(id, published, event("rescue", "2025-03-04", "Portocava", people=(group(40, "rescued"),)))


RECORDS = [rescue("monday", "2025-03-04"), rescue("tuesday", "2025-03-05")]


def file_of(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", ["records.json", "records.jsonl", "records"])
@pytest.mark.parametrize("written", ["json", "jsonl"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_extract_writes_is_read_whatever_the_file_is_called(name, written, number, tmp_path):
    with (tmp_path / name).open("wb") as stream:
        output_format(written).write(RECORDS[:number], stream)
    assert read_extractions(tmp_path / name) == RECORDS[:number]


def test_a_database_is_read(tmp_path):
    with open_store(tmp_path / "records.sqlite") as store:
        store.add(RECORDS)
    assert read_extractions(tmp_path / "records.sqlite") == RECORDS


def test_incidents_stand_among_the_records_and_are_no_extractions(tmp_path):
    [incident] = link(RECORDS)
    path = file_of(tmp_path / "records.json", f"[{incident.model_dump_json(by_alias=True)}]")
    assert [type(found) for _, found in records(path)] == [Incident]
    with pytest.raises(InputError, match=r"record 1: .*incident of several stories"):
        read_extractions(path)


def test_a_line_that_cannot_be_read_costs_no_other(tmp_path):
    good = RECORDS[0].model_dump_json(by_alias=True)
    path = file_of(tmp_path / "records.jsonl", f'{{"id": \n{good}\n\n{{"id": 5}}\n{good}\n')
    found = list(records(path))
    assert [place.removeprefix(str(path)) for place, _ in found] == [", line 1", ", line 2", ", line 4", ", line 5"]
    assert [type(each) for _, each in found] == [InputError, Extraction, InputError, Extraction]


@pytest.mark.parametrize(
    "content", [b"\xff", b"{}", b"[1]", b"5", b'{"id": "a"}\nnonsense', b"The ferry leaves at noon.", b"[" * 100_000]
)
def test_a_file_of_something_else_is_named(content, tmp_path):
    path = file_of(tmp_path / "records", content)
    with pytest.raises(InputError, match=rf"^{path}"):
        read_extractions(path)


@pytest.mark.parametrize("format_name", ["csv", "jsonl"])
def test_rows_of_incidents_are_told_from_records_once(format_name, tmp_path):
    path = tmp_path / f"rows.{format_name}"
    row = {"id": "e", "document_id": "a", "type": "death", "status": "occurred"}
    line = json.dumps(row) if format_name == "jsonl" else ",".join(row)
    file_of(path, f"{line}\n{line}\n")
    with pytest.raises(InputError, match=rf"^{path}: these are rows of incidents"):
        list(records(path))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.json: No such file"):
        read_extractions(tmp_path / "none.json")


@pytest.mark.parametrize("command", ["link", "diff"])
@pytest.mark.parametrize("written", ["json", "jsonl"])
def test_standard_input_is_read_as_a_file_is(command, written, tmp_path):
    with (tmp_path / "records").open("wb") as stream:
        output_format(written).write(RECORDS, stream)
    other = [str(tmp_path / "records")] if command == "diff" else []
    done = CliRunner().invoke(app, [command, "-", *other], input=(tmp_path / "records").read_bytes())
    assert (done.exit_code, done.stderr) == (0, "")
    assert ("tuesday" if command == "link" else "A: 2 documents") in done.stdout


@pytest.mark.parametrize("written", ["json", "jsonl"])
def test_a_file_of_records_is_told_from_one_of_stories(written, tmp_path):
    for name, content in (("one", RECORDS[:1]), ("two", RECORDS)):
        with (tmp_path / f"{name}.json").open("wb") as stream:
            output_format(written).write(content, stream)
        assert holds_records(tmp_path / f"{name}.json")
    assert not holds_records(file_of(tmp_path / "stories.json", '[{"id": "a", "text": "\\"schema_version\\""}]'))
    assert not holds_records(tmp_path / "none.json")
    assert not holds_records("-")
