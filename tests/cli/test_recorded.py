"""Commands that read stories and take records, too."""

import csv
import io

import pytest
from tests.written import event, group, story
from typer.testing import CliRunner

from borderfacts import cli
from borderfacts.linking import link
from borderfacts.stores import open_store


def drowning(id, published, dead):
    record = event("death", "2025-03-04", "Portocava", people=(group(dead, "dead"),), by="police")
    return story(id, published, record).model_copy(update={"url": f"https://{id}.example/1", "title": f"Story {id}"})


@pytest.fixture
def incidents(tmp_path):
    """A file of incidents: one that two stories report, and one that a third does."""
    stories = [drowning("monday", "2025-03-04", 3), drowning("tuesday", "2025-03-05", 3)]
    fire = story("fire", "2025-06-02", event("death", "2025-06-01", "Altavilla", people=(group(2, "dead"),)))
    path = tmp_path / "incidents.json"
    path.write_text(f"[{','.join(each.model_dump_json(by_alias=True) for each in link([*stories, fire]))}]")
    return path


def run(*arguments):
    return CliRunner().invoke(cli.app, [*map(str, arguments)])


def test_a_codebook_takes_incidents_with_the_sources_of_all_their_stories(incidents):
    done = run("codebook", "iom", incidents)
    assert (done.exit_code, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff"))))
    assert [row["URL"] for row in rows] == ["https://monday.example/1, https://tuesday.example/1", ""]


def test_a_codebook_takes_a_database(tmp_path):
    with open_store(tmp_path / "stories.sqlite") as store:
        store.add([drowning("monday", "2025-03-04", 3)])
    done = run("codebook", "iom", tmp_path / "stories.sqlite")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [row["Number of Dead"] for row in csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff")))] == ["3"]


def test_a_report_takes_incidents(incidents, tmp_path):
    done = run("report", incidents, "-o", tmp_path / "report.html")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "3 stories, 2 incidents" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_coding_sheet_of_incidents_corrects_them(incidents, tmp_path):
    assert run("codesheet", incidents, "-o", tmp_path / "sheet.csv", "--fields", "dead").exit_code == 0
    sheet = (tmp_path / "sheet.csv").read_text(encoding="utf-8-sig")
    with (tmp_path / "filled.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(io.StringIO(sheet)))
        writer = csv.DictWriter(stream, lines[0].keys())
        writer.writeheader()
        writer.writerows(
            {**line, "verdict": "wrong", "correction": "4"} if line["field"] == "dead" else line for line in lines
        )
    done = run("correct", tmp_path / "filled.csv", incidents)
    assert done.exit_code == 0, done.stderr
    assert [row["dead"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["4", "4"]


def test_records_that_cannot_be_read_are_named_and_the_others_shown(incidents, tmp_path):
    lines = tmp_path / "records.jsonl"
    good = drowning("monday", "2025-03-04", 3).model_dump_json(by_alias=True)
    lines.write_text(f'{good}\n{{"schema_version": 5}}\n')
    done = run("codebook", "iom", lines)
    assert done.exit_code == 1
    assert "records.jsonl, line 2" in done.stderr
    assert done.stdout.count("https://monday.example/1") == 1
