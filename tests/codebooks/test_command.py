import csv
import io
import json

import pytest
from typer.testing import CliRunner

import borderfacts
from borderfacts import cli

pytestmark = pytest.mark.thorough

STORIES = [
    {"id": "a", "text": "Four migrants drowned off Lampedusa on Monday.", "reference_date": "2025-02-05"},
    {"id": "b", "text": "The RCMP arrested nine migrants near Emerson, Man., in 2024.", "reference_date": "2025-02-05"},
]


def run(*arguments):
    return CliRunner().invoke(cli.app, ["codebook", *map(str, arguments)])


@pytest.fixture(scope="module")
def stories(tmp_path_factory):
    path = tmp_path_factory.mktemp("codebook") / "stories.jsonl"
    path.write_text("\n".join(json.dumps(story) for story in STORIES), encoding="utf-8")
    return path


def expected(make, write):
    stream = io.BytesIO()
    getattr(make(borderfacts.extract_many(STORIES)), write)(stream)
    return stream.getvalue()


def test_rows_go_to_standard_output(stories):
    done = run("iom", stories)
    assert (done.exit_code, done.stdout_bytes, done.stderr_bytes) == (0, expected(borderfacts.to_iom, "to_csv"), b"")


def test_plover_is_json_lines(stories):
    assert run("plover", stories).stdout_bytes == expected(borderfacts.to_plover, "to_jsonl")


def test_rows_reasons_and_notes_go_to_files(stories, tmp_path):
    rows, left_out, notes = (tmp_path / name for name in ("rows.jsonl", "left-out.csv", "notes.csv"))
    done = run("iom", stories, "--output", rows, "--left-out", left_out, "--notes", notes, "--jobs", 2)
    assert (done.exit_code, done.stdout_bytes, done.stderr_bytes) == (0, b"", b"")
    assert rows.read_bytes() == expected(borderfacts.to_iom, "to_jsonl")
    assert left_out.read_bytes() == expected(borderfacts.to_iom, "left_out_to_csv")
    assert notes.read_bytes() == expected(borderfacts.to_iom, "notes_to_csv")


def test_a_reference_date_is_for_stories_without_one(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Four migrants drowned off Lampedusa on Monday.", encoding="utf-8")
    done = run("iom", path, "--reference-date", "2025-02-05")
    [row] = csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8")))
    assert row["Incident Date"] == "2025-02-03"


def test_an_unknown_codebook_is_reported_by_the_name_of_the_argument(stories):
    done = run("nosuch", stories)
    assert done.exit_code == 2
    assert b"Invalid value for 'CODEBOOK': 'nosuch' is not one of" in done.stderr_bytes
    assert all(name in done.stderr_bytes for name in (b"iom", b"acled", b"plover"))


def test_a_story_that_cannot_be_read_is_named(stories, tmp_path):
    done = run("acled", stories, tmp_path / "none.txt")
    assert done.exit_code == 1
    assert b"none.txt" in done.stderr_bytes
    assert done.stdout_bytes == expected(borderfacts.to_acled, "to_csv")


@pytest.mark.parametrize("arguments", [["gdelt", "x.txt"], ["iom", "x.txt", "--output", "rows.xml"], ["iom"]])
def test_wrong_usage_is_status_2(arguments):
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("option", ["--output", "--left-out", "--notes"])
def test_a_file_that_cannot_be_written_is_named_with_its_option(stories, tmp_path, option):
    done = run("iom", stories, option, tmp_path / "none" / "rows.csv")
    assert done.exit_code == 2
    message = (
        f"Invalid value for {option}: {tmp_path / 'none' / 'rows.csv'}: the folder {tmp_path / 'none'} is not there"
    )
    assert message.encode() in done.stderr_bytes


@pytest.mark.parametrize(("name", "start"), [("a", b"SQLite format 3\0"), ("b", b"12345678DUCK\x40\0\0\0")])
def test_a_database_is_told_apart_from_stories(tmp_path, name, start):
    (tmp_path / name).write_bytes(start + b"\0" * 5_000)
    done = run("iom", tmp_path / name)
    assert done.exit_code == 1
    assert f"{name}: a database, and stories are read here".encode() in done.stderr_bytes
