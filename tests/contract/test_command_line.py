import csv
import io
import json
import subprocess
import sys

import pytest

import borderfacts
from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS

STORY = "Nine people were stopped near Emerson, Man., on Monday, the RCMP said – “in the cold”."
RECORD = {"text": STORY, "id": "a", "reference_date": "2025-02-05"}


def run(*arguments, stdin=b"", **environment):
    return subprocess.run(
        [sys.executable, "-m", "borderfacts", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    (folder / "one.txt").write_text(STORY, encoding="utf-8")
    (folder / "more").mkdir()
    (folder / "more" / "two.jsonl").write_text(json.dumps(RECORD) + "\n\n" + json.dumps({**RECORD, "id": "b"}) + "\n")
    (folder / "notes.bin").write_bytes(b"\xff\xfe")
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    path = tmp_path_factory.mktemp("broken") / "stories.jsonl"
    path.write_text("\n".join([json.dumps(RECORD), "{", json.dumps({"text": 5}), json.dumps({"text": "", "by": "me"})]))
    return path


def test_one_story_gives_json(folder):
    done = run("extract", folder / "one.txt", "--reference-date", "2025-02-05")
    expected = borderfacts.extract(STORY, reference_date="2025-02-05", id=str(folder / "one.txt"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert Extraction.model_validate_json(done.stdout) == expected


def test_standard_input_gives_json():
    done = run("extract", "-", stdin=STORY.encode())
    assert Extraction.model_validate_json(done.stdout) == borderfacts.extract(STORY, id="stdin")


def test_json_lines_on_standard_input_give_json_lines():
    done = run("extract", "-", stdin=json.dumps(RECORD).encode())
    assert Extraction.model_validate_json(done.stdout) == borderfacts.extract(**RECORD)


def test_a_folder_gives_json_lines_in_the_order_of_names(folder):
    done = run("extract", folder, "--jobs", 2)
    found = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [extraction.id for extraction in found] == ["a", "b", str(folder / "one.txt")]
    assert (done.returncode, done.stderr) == (0, b"")


def test_csv_has_the_columns_of_the_contract(folder):
    done = run("extract", folder, "--format", "csv")
    header, *rows = csv.reader(io.StringIO(done.stdout.decode("utf-8")))
    assert tuple(header) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in rows)


def test_output_goes_to_a_file_in_the_format_of_its_ending(folder, tmp_path):
    done = run("extract", folder, "--output", tmp_path / "found.json")
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))) == 3


def test_output_is_utf_8_in_any_locale(folder):
    done = run("extract", folder / "one.txt", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stdout == run("extract", folder / "one.txt").stdout


def test_what_fails_is_named_and_the_others_are_written(folder, broken, tmp_path):
    done = run("extract", broken, tmp_path / "missing.txt", folder / "notes.bin", folder / "one.txt")
    found = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [extraction.id for extraction in found] == ["a", str(folder / "one.txt")]
    told = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in told] == [
        f"{broken}, line 2",
        f"{broken}, line 3",
        f"{broken}, line 4",
        str(tmp_path / "missing.txt"),
        str(folder / "notes.bin"),
    ]
    assert "'by' is not a known key" in told[2]


def test_a_folder_without_stories_is_a_failure(tmp_path):
    done = run("extract", tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert str(tmp_path) in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "-", "--format", "xml"],
        ["extract", "-", "--reference-date", "soon"],
        ["extract", "-", "--jobs", "0"],
        ["extract", "-", "--output", "/no/such/folder/out.json"],
        ["extract", "-", "--nonsense"],
        ["nonsense"],
    ],
)
def test_wrong_usage(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_the_schema_is_printed():
    done = run("schema")
    assert json.loads(done.stdout) == Extraction.model_json_schema(by_alias=True, mode="serialization")


def test_the_version_is_printed():
    assert run("--version").stdout.decode().strip() == f"borderfacts {borderfacts.__version__}"
