import csv
import gzip
import io
import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import borderfacts
from borderfacts import cli, outputs
from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS
from borderfacts.records.identity import document_id
from borderfacts.records.schema import json_schema

pytestmark = pytest.mark.thorough

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
    (folder / "notes.bin").write_bytes(b"\0\1\2\3")
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    path = tmp_path_factory.mktemp("broken") / "stories.jsonl"
    path.write_text("\n".join([json.dumps(RECORD), "{", json.dumps({"text": 5}), json.dumps({"text": "", "by": "me"})]))
    return path


def test_one_story_gives_json(folder):
    done = run("extract", folder / "one.txt", "--reference-date", "2025-02-05")
    expected = borderfacts.extract(STORY, reference_date="2025-02-05").model_copy(update={"file": "one.txt"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert Extraction.model_validate_json(done.stdout) == expected


def test_standard_input_gives_json():
    done = run("extract", "-", stdin=STORY.encode())
    assert Extraction.model_validate_json(done.stdout) == borderfacts.extract(STORY)


def test_json_lines_on_standard_input_give_json_lines():
    done = run("extract", "-", stdin=json.dumps(RECORD).encode())
    assert Extraction.model_validate_json(done.stdout) == borderfacts.extract(**RECORD)


MORE = "The group had walked for hours through the snow of the prairie before they were seen."
PAGE = f"<!DOCTYPE html><html><head><title>Nine stopped</title></head><body><p>{STORY}</p><p>{MORE}</p></body></html>"
TABLE = f'slug;body;published\na;"{STORY}";2025-02-05\n'


@pytest.mark.parametrize(
    ("pack", "content", "options", "title", "id"),
    [
        (bytes, STORY, [], None, document_id(STORY)),
        (gzip.compress, PAGE, [], "Nine stopped", document_id(f"{STORY}\n\n{MORE}")),
        (gzip.compress, json.dumps([RECORD], indent=2), [], None, "a"),
        (gzip.compress, TABLE, ["--columns", "text=body,id=slug,reference_date=published"], None, "a"),
    ],
    ids=["text", "packed page", "packed json", "packed table"],
)
def test_standard_input_is_what_its_beginning_shows(pack, content, options, title, id):
    done = run("extract", "-", "--format", "jsonl", *options, stdin=pack(content.encode()))
    [found] = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
    assert (done.returncode, found.title, found.id) == (0, title, id)
    assert [event.type for event in found.events][:1] == [event.type for event in borderfacts.extract_events(STORY)][:1]


def test_the_text_that_offsets_refer_to_is_written_on_request(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    found = Extraction.model_validate_json(run("extract", path, "--text").stdout)
    assert found.text == f"{STORY}\n\n{MORE}"
    assert [found.text[place.span.start : place.span.end] for place in found.places] == [
        place.span.text for place in found.places
    ]


def test_a_folder_gives_json_lines_in_the_order_of_names(folder):
    done = run("extract", folder, "--jobs", 2, "--reference-date", "2025-02-05")
    found = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [extraction.id for extraction in found] == ["a", "b", document_id(STORY)]
    message = f"borderfacts: {folder}: 1 other file (.bin 1) passed over; save documents as .txt first\n"
    assert (done.returncode, done.stderr.decode()) == (0, message)


def test_two_files_of_one_text_are_both_written_under_its_id(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    done = run("extract", tmp_path)
    found = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [(each.file, each.id) for each in found] == [("a.txt", document_id(STORY)), ("b.txt", document_id(STORY))]


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
    done = run("extract", broken, tmp_path / "missing.txt", folder / "notes.bin", folder / "one.txt", "--quiet")
    found = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [extraction.id for extraction in found] == ["a", document_id(STORY)]
    lines = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        f"{broken}, line 2",
        f"{broken}, line 3",
        f"{broken}, line 4",
        str(tmp_path / "missing.txt"),
        str(folder / "notes.bin"),
    ]
    assert "'by' is not a known key" in lines[2]


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
        ["extract", "-", "--columns", "body=text"],
        ["extract", "-", "--output", "."],
        ["extract", "-", "--output", "/no/such/folder/out.json"],
        ["extract", "-", "--nonsense"],
        ["extract", "-", "--output", "found.xyz"],
        ["extract", "-", "--output", "found"],
        ["report", "-", "--output", "report.pdf"],
        ["nonsense"],
    ],
)
def test_wrong_usage(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_quiet_names_only_failures_and_verbose_what_each_story_gave(folder, tmp_path):
    arguments = [folder / "one.txt", tmp_path / "missing.txt"]
    failure = f"borderfacts: {tmp_path / 'missing.txt'}: No such file or directory; check its name and folder"
    assert run("extract", "--quiet", *arguments).stderr.decode().splitlines() == [failure]
    counts, note, *rest = run("extract", "-v", *arguments).stderr.decode().splitlines()
    assert counts.startswith(f"borderfacts: {folder / 'one.txt'}: ")
    assert ": 1 event, " in counts and counts.endswith(", 1 agency")
    assert note.startswith(f"borderfacts: {folder / 'one.txt'}: 'Monday' stays without a date; ")
    assert rest == [failure]


def test_a_reader_that_has_seen_enough_ends_the_run(folder):
    command = f"{sys.executable} -m borderfacts extract {folder} --quiet --format json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True)
    assert (done.returncode, len(done.stdout), done.stderr) == (0, 10, b"")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_reported_without_a_trace(folder, closed):
    files = "-" if closed == "<&-" else folder / "one.txt"
    command = f"{sys.executable} -m borderfacts extract {files} {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True)
    assert b"Traceback" not in done.stderr
    assert done.returncode == {"<&-": 1, ">&-": 2, "2>&-": 0}[closed]


def test_a_pipe_may_stand_for_a_file(folder, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = f"cat {pipe} & {sys.executable} -m borderfacts extract {folder / 'one.txt'} --output {pipe}; wait"
    done = subprocess.run(["bash", "-c", command], capture_output=True)
    assert done.stdout == run("extract", folder / "one.txt", "--format", "json").stdout
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_file_that_is_there_already_is_kept_until_the_new_one_is_whole(folder, tmp_path, monkeypatch):
    output = tmp_path / "found.jsonl"
    output.write_text("what was found before")
    output.chmod(0o640)

    def break_down(extractions, stream):
        if list(extractions):
            raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(outputs.output_format("jsonl"), "write", break_down)
        done = CliRunner().invoke(cli.app, ["extract", str(folder), "--output", str(output)])
        assert (done.exit_code, output.read_text()) == (2, "what was found before")
    done = CliRunner().invoke(cli.app, ["extract", str(folder), "--output", str(output), "--resume"])
    assert (done.exit_code, len(output.read_text().splitlines())) == (0, 3)
    assert output.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["extract", os.devnull, "--output"], ["explain"], ["report"], []],
)
def test_nothing_in_a_name_steers_the_terminal(arguments, tmp_path):
    done = CliRunner().invoke(cli.app, [*arguments, f"{tmp_path}/a\x1b[2J\x07/b.txt"])
    assert done.exit_code in (1, 2)
    assert r"a\x1b[2J\x07/b.txt" in done.output
    assert set(done.output) & set("\x1b\x07") == set()


def test_the_name_of_an_explained_story_does_not_steer_the_terminal_either(tmp_path):
    path = tmp_path / "a\x1b[2J.txt"
    path.write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["explain", str(path)])
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, r"a\x1b[2J.txt")


def test_shells_can_complete_the_formats():
    done = run(
        "extract", _BORDERFACTS_COMPLETE="complete_bash", COMP_WORDS="borderfacts extract --format ", COMP_CWORD="3"
    )
    assert done.stdout.decode().split() == list(outputs.formats())


def test_the_schema_is_printed():
    done = run("schema")
    assert json.loads(done.stdout) == json_schema()


def test_the_version_is_printed():
    assert run("--version").stdout.decode().strip() == f"borderfacts {borderfacts.__version__}"


def test_an_ending_that_names_no_format_is_refused_with_those_that_do(tmp_path):
    done = CliRunner().invoke(cli.app, ["extract", "-", "--output", str(tmp_path / "found.xlsx")])
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    message = (
        "found.xlsx: the file's name ends in none of .csv, .geojson, .json, .jsonl, .parquet; rename it, or name a"
    )
    [line] = done.stderr.splitlines()
    assert message in line


@pytest.mark.parametrize("options", [[], ["--format", "csv"], ["--format", "json"]])
def test_where_nothing_could_be_read_nothing_is_written(options, tmp_path):
    done = CliRunner().invoke(cli.app, ["extract", str(tmp_path / "none.txt"), *options])
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_what_was_read_and_needs_a_look_is_named_in_a_line(tmp_path):
    for name, text in {
        "a.txt": STORY,
        "b.txt": STORY,
        "c.txt": "La policía detuvo a nueve migrantes en la frontera.",
        "d.txt": "",
        "e.jsonl": "",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cli.app, ["extract", str(tmp_path)])
    lines = [line.removeprefix("borderfacts: ").removeprefix(f"{tmp_path}/") for line in done.stderr.splitlines()]
    assert [line.split("; ")[0] for line in lines] == [
        "e.jsonl: holds no story",
        "a.txt: 'Monday' stays without a date",
        "c.txt: the text does not look English, so it was not read",
        "d.txt: the text is empty, so there are no records",
        "no reference date in 2 stories, of which the first is named above",
    ]
    found = [Extraction.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [[note.code for note in each.notes] for each in found] == [
        ["no reference date"],
        ["no reference date"],
        ["not english"],
        ["empty"],
    ]
    assert done.exit_code == 0
    assert CliRunner().invoke(cli.app, ["extract", "-q", str(tmp_path)]).stderr == ""
