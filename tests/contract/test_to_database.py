import json
import sqlite3
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from borderfacts import cli, stores
from borderfacts.records import Extraction
from borderfacts.stores.store import BATCH

pytestmark = pytest.mark.thorough

STORIES = [
    {"id": f"story-{number}", "text": f"Border Patrol agents detained {number} migrants near Laredo on Monday."}
    for number in range(2, BATCH + 40)
]


def extract(*arguments):
    return CliRunner().invoke(cli.app, ["extract", "--quiet", *map(str, arguments)])


def write_stories(path, stories):
    path.write_text("".join(json.dumps(story) + "\n" for story in stories))
    return path


@pytest.fixture
def few(tmp_path):
    return write_stories(tmp_path / "few.jsonl", STORIES[:3])


@pytest.fixture(params=[".duckdb", ".sqlite"])
def database(request, tmp_path):
    return tmp_path / f"incidents{request.param}"


def records_of(stories_path):
    return [Extraction.model_validate_json(line) for line in extract(stories_path).stdout.splitlines()]


def test_what_is_read_goes_into_the_database_and_nowhere_else(few, database):
    done = extract(few, "--to", database)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert list(stores.read(database)) == records_of(few)


def test_a_second_run_changes_nothing(few, database):
    extract(few, "--to", database)
    first = list(stores.read(database))
    size = database.stat().st_size
    assert extract(few, "--to", database).exit_code == 0
    assert (list(stores.read(database)), database.stat().st_size) == (first, size)


def test_an_output_beside_the_database_has_the_same_records(few, database, tmp_path):
    done = extract(few, "--to", database, "--output", tmp_path / "found.jsonl", "--text")
    assert (done.exit_code, done.stdout) == (0, "")
    lines = (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()
    assert list(stores.read(database)) == [Extraction.model_validate_json(line) for line in lines]
    assert [each.text for each in stores.read(database)] == [story["text"] for story in STORIES[:3]]


def test_what_is_there_already_is_passed_over(few, database):
    extract(few, "--to", database)
    done = extract(few, "--to", database, "--resume", "--verbose")
    assert (done.exit_code, done.stderr) == (0, f"borderfacts: passed over 3 stories that {database} has already\n")


def test_what_came_with_an_output_is_passed_over_too(few, database, tmp_path):
    extract(few, "--to", database, "--output", tmp_path / "found.csv")
    assert "passed over 3 stories" in extract(few, "--to", database, "--resume").stderr


@pytest.mark.parametrize(
    ("changed", "options"),
    [
        ({"text": "Border Patrol agents detained 99 migrants near Laredo on Monday."}, []),
        ({"title": "Migrants detained"}, []),
        ({"reference_date": "2025-02-05"}, []),
        ({}, ["--reference-date", "2025-02-05"]),
        ({}, ["--text"]),
    ],
)
def test_what_would_be_read_otherwise_is_read_again(changed, options, database, tmp_path):
    extract(write_stories(tmp_path / "one.jsonl", STORIES[:1]), "--to", database)
    again = write_stories(tmp_path / "one.jsonl", [{**STORIES[0], **changed}])
    done = extract(again, "--to", database, "--resume", *options)
    assert (done.exit_code, done.stderr) == (0, "")
    found = extract(again, *options)
    assert list(stores.read(database)) == [Extraction.model_validate_json(found.stdout)]


def test_a_story_that_moved_is_passed_over(few, database, tmp_path):
    extract(few, "--to", database)
    moved = write_stories(tmp_path / "moved.jsonl", reversed(STORIES[:3]))
    assert "passed over 3 stories" in extract(moved, "--to", database, "--resume").stderr


def test_stories_without_an_id_are_passed_over(database, tmp_path):
    bare = write_stories(tmp_path / "bare.jsonl", [{"text": story["text"]} for story in STORIES[:2]])
    extract(bare, "--to", database)
    assert "passed over 2 stories" in extract(bare, "--to", database, "--resume").stderr


def test_a_killed_run_that_is_resumed_ends_like_an_unbroken_one(tmp_path):
    many = write_stories(tmp_path / "many.jsonl", STORIES)
    path = tmp_path / "incidents.db"
    command = [sys.executable, "-m", "borderfacts", "extract", str(many), "--to", str(path)]
    process = subprocess.Popen(command)
    while process.poll() is None and count(path) < BATCH:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert count(path) >= BATCH
    done = extract(many, "--to", path, "--resume")
    assert (done.exit_code, "passed over" in done.stderr) == (0, True)
    extract(many, "--to", tmp_path / "unbroken.db")
    assert list(stores.read(path)) == list(stores.read(tmp_path / "unbroken.db"))


def count(path):
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT COUNT(*) FROM documents").fetchone()[0]
    except sqlite3.OperationalError:  # the tables are not made yet
        return 0
    finally:
        connection.close()


def test_a_second_document_of_an_id_is_named_and_the_first_stays(database, tmp_path):
    twice = write_stories(tmp_path / "twice.jsonl", [STORIES[0], {**STORIES[1], "id": "story-2"}, STORIES[2]])
    done = extract(twice, "--to", database)
    assert done.exit_code == 1
    assert (
        done.stderr == "borderfacts: document 'story-2': an earlier one of this run has that id; not in the database\n"
    )
    assert list(stores.read(database)) == [records_of(twice)[0], records_of(twice)[2]]


@pytest.fixture
def two_files(tmp_path):
    folder = tmp_path / "stories"
    (folder / "more").mkdir(parents=True)
    for name, story in (("a.txt", STORIES[0]), ("more/b.txt", STORIES[1])):
        (folder / name).write_text(story["text"])
    return folder


def test_a_folder_read_from_two_places_is_in_the_database_once(two_files, database, monkeypatch):
    extract(two_files, "--to", database)
    found = list(stores.read(database))
    assert sorted(each.file for each in found) == ["a.txt", "more/b.txt"]
    monkeypatch.chdir(two_files / "more")
    assert extract("..", "--to", database).exit_code == 0
    assert list(stores.read(database)) == found
    done = extract("b.txt", "--to", database, "--resume")
    assert (done.exit_code, done.stderr) == (0, f"borderfacts: passed over 1 stories that {database} has already\n")


def test_a_second_file_of_one_text_is_named_and_the_text_is_there_once(two_files, database):
    (two_files / "more" / "b.txt").write_text(STORIES[0]["text"])
    done = extract(two_files, "--to", database)
    [found] = stores.read(database)
    message = f"more/b.txt: document {found.id!r}: the same story came earlier; the database has it once"
    assert (found.file, done.exit_code, done.stderr) == ("a.txt", 0, f"borderfacts: {message}\n")


def test_a_text_with_another_headline_is_no_second_copy(two_files, database, tmp_path):
    page = "<html><head><title>{}</title></head><body><p>{}</p></body></html>"
    for name in ("a", "b"):
        text = f"{STORIES[0]['text']} They had walked for two days through the hills, and some of them were ill."
        (two_files / f"{name}.html").write_text(page.format(f"Headline {name}", text))
    done = extract(two_files / "a.html", two_files / "b.html", "--to", database)
    [found] = stores.read(database)
    assert (found.title, done.exit_code) == ("Headline a", 1)
    assert f"b.html: document {found.id!r}: an earlier one of this run has that id" in done.stderr


def test_what_cannot_be_read_is_named_and_the_others_are_written(few, database):
    few.write_text(few.read_text() + "{\n")
    done = extract(few, "--to", database)
    assert done.exit_code == 1
    assert f"{few}, line 4" in done.stderr
    assert len(list(stores.read(database))) == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--to", "incidents.xml"], "ends in none of .db, .ddb, .duckdb, .sqlite, .sqlite3"),
        (["--to", "incidents.db", "--format", "csv"], "takes --output beside --to"),
        (["--output", "incidents.duckdb"], "incidents.duckdb is a database: name it with --to"),
        (["--to", "no/such/folder/incidents.db"], "unable to open database file"),
    ],
)
def test_wrong_usage(few, options, message, tmp_path):
    command = [sys.executable, "-m", "borderfacts", "extract", str(few), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == [few]
