import sqlite3
from contextlib import closing

import pytest
from tests.written import event, group, story

import borderfacts
from borderfacts.linking import link
from borderfacts.stores import open_store, read, write_incidents


def drowning(id, published, dead, by, url=None):
    record = event("death", "2025-03-04", "Portocava", people=(group(40, "rescued"), group(dead, "dead")), by=by)
    return story(id, published, record).model_copy(update={"url": url, "title": f"Story {id}"})


MONDAY = drowning("monday", "2025-03-04", 3, "police", "https://example.org/1")
TUESDAY = drowning("tuesday", "2025-03-05", 5, "the coast guard", "https://example.org/2")


@pytest.fixture(params=[".sqlite", ".duckdb"])
def path(request, tmp_path):
    return tmp_path / f"stories{request.param}"


def asked(path, question):
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            return database.execute(question).fetchall()
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(path)) as database:
        return database.execute(question).fetchall()


def test_incidents_members_and_claims_stand_beside_the_stories(path):
    incidents = link([MONDAY, TUESDAY])
    with open_store(path) as store:
        store.add([MONDAY, TUESDAY])
    write_incidents(path, incidents)
    assert list(read(path)) == [MONDAY, TUESDAY]
    [incident] = incidents
    assert asked(path, 'SELECT incident_id, stories, place, dead, rescued FROM "incidents"') == [
        (incident.id, 2, "Portocava", 5, 40)
    ]
    assert asked(path, 'SELECT document_id, published, title, url FROM "members" ORDER BY position') == [
        ("monday", "2025-03-04", "Story monday", "https://example.org/1"),
        ("tuesday", "2025-03-05", "Story tuesday", "https://example.org/2"),
    ]
    question = "SELECT value_min, is_shown, document_id, attribution FROM claims WHERE field = 'dead' ORDER BY position"
    assert sorted(asked(path, question)) == [
        (3, False, "monday", "police"),
        (5, True, "tuesday", "the coast guard"),
    ]


def test_another_run_takes_the_place_of_the_one_before(path):
    write_incidents(path, link([MONDAY, TUESDAY]))
    write_incidents(path, link([MONDAY]))
    assert asked(path, 'SELECT stories, dead FROM "incidents"') == [(1, 3)]
    assert asked(path, "SELECT count(*) FROM members") == [(1,)]


def test_nothing_is_lost_where_a_run_ends_in_the_midst(path):
    write_incidents(path, link([MONDAY]))

    def broken():
        yield from link([TUESDAY])
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError, match="gone"):
        write_incidents(path, broken())
    assert asked(path, 'SELECT dead FROM "incidents"') == [(3,)]


def test_a_row_of_a_codebook_or_table_is_an_incident_with_the_addresses_of_all_its_stories():
    incidents = link([MONDAY, TUESDAY])
    [row] = borderfacts.to_iom(incidents).rows
    assert (row["Number of Dead"], row["URL"]) == (5, "https://example.org/1, https://example.org/2")
    frame = borderfacts.to_dataframe(incidents[0])
    assert frame[["document_id", "dead"]].to_numpy().tolist() == [[incidents[0].id, 5]]
