"""From records to a coding sheet and back, by the command line."""

import csv
import io
import json

import pytest
from tests.written import event, group, story
from typer.testing import CliRunner

from borderfacts import cli
from borderfacts.coding import read_codesheet
from borderfacts.outputs import csv as flat
from borderfacts.records.flat_row import flat_rows
from borderfacts.stores import open_store

EXTRACTIONS = [
    story("monday", "2025-03-04", event("rescue", "2025-03-04", "Portocava", people=(group(40, "rescued"),))),
    story("tuesday", "2025-03-05", event("death", "2025-03-05", "Marescale", people=(group(2, "dead"),))),
]


def run(*arguments):
    return CliRunner().invoke(cli.app, list(map(str, arguments)))


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{each.model_dump_json(by_alias=True)}\n" for each in EXTRACTIONS), encoding="utf-8")
    return path


def filled_in(path, said):
    """Write into a sheet what a coder says of fields of documents: a correction, or a verdict."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for row in rows:
        row |= said.get((row["document_id"], row["field"]), {})
    with path.open("w", encoding="utf-8", newline="") as stream:
        written = csv.DictWriter(stream, rows[0])
        written.writeheader()
        written.writerows(rows)


THREE = {
    ("monday", "type"): {"correction": "crossing"},
    ("monday", "people_min"): {"correction": "41"},
    ("tuesday", "place"): {"correction": "Marescale Bay"},
}


def test_three_values_are_corrected_and_the_rows_written_anew(records, tmp_path):
    sheet, corrected = tmp_path / "sheet.csv", tmp_path / "corrected.csv"
    made = run("codesheet", records, "-o", sheet)
    filled_in(sheet, THREE)
    done = run("correct", sheet, records, "-o", corrected)
    said = "borderfacts: 3 values changed, 2 emptied, in 2 records\n"  # with the coordinates of the place
    assert (made.exit_code, made.output, done.exit_code, done.stdout, done.stderr) == (0, "", 0, "", said)
    first, second = flat_rows(EXTRACTIONS)
    with corrected.open("rb") as stream:
        assert list(flat.read(stream)) == [
            {**first, "type": "crossing", "people_min": 41},
            {**second, "place": "Marescale Bay", "lat": None, "lon": None},
        ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "0 values changed, 0 emptied, in 0 records"),
        ({("monday", "type"): {"correction": "crossing"}}, "1 value changed, 0 emptied, in 1 record"),
        ({("monday", "women"): {"correction": "3"}}, "1 value changed, 0 emptied, in 1 record"),
        (
            {("monday", column): {"verdict": "wrong"} for column in ("people_min", "people_max", "rescued")},
            "0 values changed, 3 emptied, in 1 record",
        ),
        ({("monday", "type"): {"verdict": "right"}}, "0 values changed, 0 emptied, in 0 records"),
    ],
)
def test_what_a_sheet_changes_and_empties_is_told(records, tmp_path, said, told):
    sheet = tmp_path / "sheet.csv"
    run("codesheet", records, "-o", sheet)
    filled_in(sheet, said)
    assert run("correct", sheet, records).stderr == f"borderfacts: {told}\n"


def test_rows_are_json_lines_where_the_output_ends_so(records, tmp_path):
    sheet, corrected = tmp_path / "sheet.csv", tmp_path / "corrected.jsonl"
    run("codesheet", records, "-o", sheet)
    run("correct", sheet, records, "-o", corrected)
    lines = corrected.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(flat_rows(EXTRACTIONS))


def test_records_of_a_database_give_the_same_sheet_and_rows(records, tmp_path):
    database, one, other = tmp_path / "records.db", tmp_path / "one.csv", tmp_path / "other.csv"
    with open_store(database) as store:
        store.add(EXTRACTIONS)
    run("codesheet", records, "-o", one)
    run("codesheet", database, "-o", other)
    assert one.read_bytes() == other.read_bytes()
    assert run("correct", one, database).stdout == run("correct", one, records).stdout != ""


def test_a_record_that_cannot_be_read_is_named_and_the_others_are_coded(records, tmp_path):
    sheet, corrected = tmp_path / "sheet.csv", tmp_path / "corrected.csv"
    monday, tuesday = records.read_text(encoding="utf-8").splitlines()
    records.write_text(f"{monday}\n{{broken\n{tuesday}\n", encoding="utf-8")
    made = run("codesheet", records, tmp_path / "none.jsonl", "-o", sheet)
    named = made.stderr.splitlines()
    assert made.exit_code == 1
    assert [f"{records}, line 2" in named[0], "none.jsonl" in named[1], len(named)] == [True, True, 2]
    done = run("correct", sheet, records, "-o", corrected)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (1, named[0])
    with corrected.open("rb") as stream:
        assert list(flat.read(stream)) == list(flat_rows(EXTRACTIONS))


def test_some_fields_alone_are_asked_for(records, tmp_path):
    sheet = tmp_path / "sheet.xlsx"
    assert run("codesheet", records, "-o", sheet, "--fields", "type, dead").exit_code == 0
    assert [line.field for line in read_codesheet(sheet).lines] == ["incident", "type", "dead"] * 2


def test_a_sheet_that_is_there_is_left_alone(records, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("hours of work", encoding="utf-8")
    done = run("codesheet", records, "-o", sheet)
    assert done.exit_code == 2
    assert "sheet.csv is there already" in done.stderr
    assert sheet.read_text(encoding="utf-8") == "hours of work"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({("monday", "type"): {"correction": "picnic"}}, "'picnic'"),
        ({("monday", "type"): {"event_id": "other"}}, "'monday' has no event 'other'"),
    ],
)
def test_what_a_sheet_says_wrongly_is_named(records, tmp_path, said, message):
    sheet, corrected = tmp_path / "sheet.csv", tmp_path / "corrected.csv"
    run("codesheet", records, "-o", sheet)
    filled_in(sheet, said)
    done = run("correct", sheet, records, "-o", corrected)
    assert (done.exit_code, corrected.exists()) == (2, False)
    assert message in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["codesheet", "{records}", "-o", "sheet.txt"], ".csv or .xlsx"),
        (["codesheet", "{records}", "-o", "{folder}/s.csv", "--fields", "picnic"], "'picnic'"),
        (["codesheet", "{records}", "-o", "{folder}/none/s.xlsx"], "none/s.xlsx"),
        (["codesheet", "{folder}/none.jsonl", "-o", "{folder}/s.csv"], "none.jsonl"),
        (["correct", "{folder}/none.csv", "{records}"], "none.csv"),
        (["correct", "{records}", "{records}", "-o", "{folder}/rows.parquet"], ".csv or .jsonl"),
    ],
)
def test_wrong_usage_is_named(records, tmp_path, arguments, message):
    done = run(*(each.format(records=records, folder=tmp_path) for each in arguments))
    assert done.exit_code == 2
    assert message in done.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [("pages", "run 'borderfacts extract {path} -o stories.jsonl' first"), ("rows.csv", "give the .jsonl")],
)
def test_what_holds_no_records_is_refused_with_what_to_do(tmp_path, name, message):
    (tmp_path / "pages").mkdir()
    (tmp_path / "rows.csv").write_text("id,type\n1,death\n")
    done = run("codesheet", tmp_path / name, "-o", tmp_path / "sheet.csv")
    assert (done.exit_code, (tmp_path / "sheet.csv").exists()) == (2, False)
    assert message.format(path=tmp_path / name) in done.stderr


@pytest.mark.parametrize("command", ["codesheet", "link"])
def test_records_of_nothing_are_named(tmp_path, command):
    path = tmp_path / "records.jsonl"
    path.touch()
    done = run(command, path, "-o", tmp_path / "out.csv")
    assert (done.exit_code, done.stderr) == (0, f"borderfacts: {path}: holds no records\n")
