import json
import sqlite3
from contextlib import closing

import pytest
from tests.written import event, group, story
from typer.testing import CliRunner

from borderfacts import cli
from borderfacts.linking import link
from borderfacts.records import Incident
from borderfacts.stores import open_store


def rescue(id, published):
    return story(id, published, event("rescue", "2025-03-04", "Portocava", people=(group(40, "rescued"),)))


MONDAY, TUESDAY = rescue("monday", "2025-03-04"), rescue("tuesday", "2025-03-05")


def run(*arguments):
    return CliRunner().invoke(cli.app, ["link", *map(str, arguments)])


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text("".join(f"{each.model_dump_json(by_alias=True)}\n" for each in (MONDAY, TUESDAY)))
    return path


def incidents(path):
    return [Incident.model_validate(each) for each in json.loads(path.read_text())]


def test_files_of_extractions_give_incidents(stories, tmp_path):
    done = run(stories, "-o", tmp_path / "incidents.json")
    assert (done.exit_code, done.output) == (0, "")
    assert incidents(tmp_path / "incidents.json") == link([MONDAY, TUESDAY])


def test_without_an_output_json_goes_to_standard_output(stories):
    assert json.loads(run(stories).stdout)[0]["members"][1]["document"] == "tuesday"


def test_incidents_of_yesterday_are_linked_with_todays_stories(tmp_path):
    first, second, known = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "incidents.json"
    first.write_text(MONDAY.model_dump_json(by_alias=True))
    second.write_text(TUESDAY.model_dump_json(by_alias=True))
    assert run(first, "-o", known).exit_code == 0
    assert run(known, second, "-o", known).exit_code == 0
    assert incidents(known) == link([MONDAY, TUESDAY])


def test_a_database_is_read(tmp_path):
    with open_store(tmp_path / "stories.sqlite") as store:
        store.add([MONDAY, TUESDAY])
    done = run(tmp_path / "stories.sqlite", "-o", tmp_path / "incidents.jsonl")
    assert done.exit_code == 0
    [line] = (tmp_path / "incidents.jsonl").read_text().splitlines()
    assert Incident.model_validate_json(line) == link([MONDAY, TUESDAY])[0]


def test_nothing_gives_an_empty_list(tmp_path):
    (tmp_path / "none.jsonl").write_text("")
    assert run(tmp_path / "none.jsonl").stdout == "[]\n"


def test_decisions_and_rules_are_taken(stories, tmp_path):
    (tmp_path / "decisions.csv").write_text("not the same,monday,tuesday\nsame,monday,gone\n")
    done = run(stories, "--decisions", tmp_path / "decisions.csv", "--rules", "rescued=largest")
    assert len(json.loads(done.stdout)) == 2
    assert done.stderr.startswith("borderfacts: ") and "line 2: gone: no story has it" in done.stderr


@pytest.mark.parametrize("content", ["{", '{"id": 5}', "[1]"])
def test_what_cannot_be_read_is_named_and_the_rest_is_linked(stories, tmp_path, content):
    (tmp_path / "broken.jsonl").write_text(content)
    done = run(stories, tmp_path / "broken.jsonl")
    assert (done.exit_code, len(json.loads(done.stdout))) == (1, 1)
    assert "broken.jsonl" in done.stderr


@pytest.mark.parametrize("rules", ["dead", "dead=average", "colour=latest"])
def test_wrong_rules_are_wrong_usage(stories, rules):
    assert run(stories, "--rules", rules).exit_code == 2


def test_tables_of_a_database_are_written_beside_an_output_or_instead(stories, tmp_path):
    done = run(stories, "--to", tmp_path / "linked.sqlite")
    assert (done.exit_code, done.output) == (0, "")
    run(stories, "--to", tmp_path / "both.sqlite", "-o", tmp_path / "incidents.json")
    assert incidents(tmp_path / "incidents.json") == link([MONDAY, TUESDAY])
    for name in ("linked", "both"):
        with closing(sqlite3.connect(tmp_path / f"{name}.sqlite")) as database:
            assert database.execute('SELECT stories FROM "incidents"').fetchall() == [(2,)]


def test_a_database_of_an_unknown_kind_is_refused(stories, tmp_path):
    done = run(stories, "--to", tmp_path / "linked.json")
    assert done.exit_code == 2
    assert "ends in none of" in done.output


def test_a_report_shows_who_reports_each_incident(stories, tmp_path):
    done = run(stories, "--report", tmp_path / "incidents.html")
    assert (done.exit_code, done.output) == (0, "")
    assert "Who reports it" in (tmp_path / "incidents.html").read_text()


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_a_row_an_incident_is_written_where_the_output_ends_so(stories, tmp_path, ending):
    output = tmp_path / f"incidents.{ending}"
    assert run(stories, "-o", output).exit_code == 0
    written = output.read_text()
    assert link([MONDAY, TUESDAY])[0].id in written
    assert written.startswith("id," if ending == "csv" else '{"type": "FeatureCollection"')


def test_an_output_of_an_unknown_ending_is_refused(stories, tmp_path):
    done = run(stories, "-o", tmp_path / "incidents.txt")
    assert done.exit_code == 2
    assert not (tmp_path / "incidents.txt").exists()


@pytest.mark.parametrize("name", ["pages", "stories.csv", "story.txt"])
def test_stories_in_the_place_of_records_are_refused_with_what_to_do(tmp_path, name):
    (tmp_path / "pages").mkdir()
    for file in ("stories.csv", "story.txt"):
        (tmp_path / file).write_text("text\nNine people crossed.\n")
    done = run(tmp_path / name)
    assert done.exit_code == 1
    assert f"run 'borderfacts extract {tmp_path / name} -o stories.jsonl' first" in done.output
