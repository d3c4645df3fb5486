import os
import sqlite3
import subprocess
import sys

import pytest

from borderfacts import stores
from borderfacts.errors import ArgumentTypeError, ArgumentValueError, MissingExtraError, StoreError
from borderfacts.records import Extraction
from borderfacts.records.flat_row import COLUMNS, flat_rows
from borderfacts.stores.store import BATCH
from borderfacts.stores.tables import tables

pytestmark = pytest.mark.thorough


def add(path, extractions, **fingerprints):
    with stores.open_store(path) as store:
        return store.add(extractions, **fingerprints)


def by_id(extractions):
    return sorted(extractions, key=lambda each: each.id.encode("utf-8"))


@pytest.fixture
def dump(ask):
    """All rows of all tables."""

    def rows(path):
        return {table.name: sorted(ask(path, f'SELECT * FROM "{table.name}"'), key=repr) for table in tables()}

    return rows


def changed(extraction):
    """The same document, corrected: without its last event, and under another headline."""
    return extraction.model_copy(update={"title": "Corrected", "events": extraction.events[:-1]})


def test_the_endings():
    assert stores.suffixes() == (".db", ".ddb", ".duckdb", ".sqlite", ".sqlite3")


@pytest.mark.parametrize("suffix", stores.suffixes())
def test_a_file_of_every_ending(suffix, tmp_path):
    add(tmp_path / f"Found{suffix.upper()}", [Extraction(id="a")])
    assert list(stores.read(tmp_path / f"Found{suffix.upper()}")) == [Extraction(id="a")]


def test_what_is_added_reads_back_equal(path, extractions):
    assert add(path, extractions) == []
    assert list(stores.read(path)) == by_id(extractions)


def test_one_extraction_or_many(path, extractions):
    assert add(path, extractions[0]) == []
    assert list(stores.read(path)) == [extractions[0]]


@pytest.mark.parametrize("wrong", ["text", 5, None, [None]])
def test_what_is_no_extraction_is_refused(path, wrong):
    with pytest.raises(
        ArgumentTypeError, match=r"^extractions: got .*, takes an Extraction or an Incident, or an iterable"
    ):
        add(path, wrong)


def test_a_new_store_is_empty(path):
    assert add(path, []) == []
    assert list(stores.read(path)) == []


def test_adding_the_same_again_changes_nothing(path, extractions, dump):
    add(path, extractions)
    once = dump(path)
    assert add(path, reversed(extractions)) == []
    assert dump(path) == once


def test_the_file_does_not_grow_when_the_same_is_added_again(path, extractions):
    add(path, extractions)
    size = path.stat().st_size
    for _ in range(3):
        add(path, extractions)
    assert path.stat().st_size == size


def test_a_changed_document_takes_the_place_of_the_old_one(path, extractions, dump, tmp_path):
    with_events = next(each for each in extractions if len(each.events) > 1)
    corrected = [changed(each) if each is with_events else each for each in extractions]
    add(path, extractions)
    assert add(path, corrected) == []
    anew = tmp_path / f"anew{path.suffix}"
    add(anew, corrected)
    assert dump(path) == dump(anew)
    assert list(stores.read(path)) == by_id(corrected)


def test_documents_of_several_runs_stand_side_by_side(path, extractions):
    add(path, extractions[:3])
    add(path, extractions[2:])
    assert list(stores.read(path)) == by_id(extractions)


def test_of_two_documents_with_one_id_the_first_stays_and_the_second_is_returned(path, extractions):
    first, second = extractions[0], changed(extractions[0])
    assert add(path, [first, second]) == [second]
    assert list(stores.read(path)) == [first]


def test_two_documents_with_one_id_are_told_apart_from_batch_to_batch(path, extractions):
    first, second = extractions[0], changed(extractions[0])
    others = [Extraction(id=str(number)) for number in range(BATCH)]
    with stores.open_store(path) as store:
        assert store.add([first, *others, second]) == [second]
        assert store.add([second]) == [second]
        assert store.add([first]) == []
    assert next(each for each in stores.read(path) if each.id == first.id) == first


def test_the_same_document_twice_in_a_run_is_one(path, extractions):
    assert add(path, [*extractions, *extractions]) == []
    assert list(stores.read(path)) == by_id(extractions)


def test_two_documents_with_the_same_text_have_their_own_rows(path, extractions, ask):
    [copy] = [extractions[0].model_copy(update={"id": "copy"})]
    assert add(path, [extractions[0], copy]) == []
    events = len(extractions[0].events)
    assert ask(path, "SELECT COUNT(*), COUNT(DISTINCT event_id) FROM events") == [(2 * events, events)]


def test_a_batch_is_written_wholly_or_not_at_all(path, extractions):
    add(path, extractions[:2])
    [broken] = [extractions[2].model_copy(update={"events": extractions[2].events[:1] * 2})]  # one id for two events
    with stores.open_store(path) as store:
        with pytest.raises(StoreError, match=str(path)):
            store.add([changed(extractions[0]), *extractions[3:6], broken])
        assert store.add([extractions[6]]) == []
    assert list(stores.read(path)) == by_id([*extractions[:2], extractions[6]])


def test_a_run_that_ends_with_an_error_keeps_the_batches_before(path):
    def run():
        yield from (Extraction(id=str(number)) for number in range(BATCH + 1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(path, run())
    assert len(list(stores.read(path))) == BATCH


def test_a_killed_process_leaves_whole_documents(path, tmp_path):
    code = f"""if True:
        import os
        from borderfacts import stores
        from borderfacts.records import Extraction, Statistic, Count, Span
        span = Span(start=0, end=4, text="nine")
        statistics = [Statistic(measure="m", count=Count(min=9, max=9, text="nine"), span=span)] * 3
        def run():
            yield from (Extraction(id=str(number), statistics=statistics) for number in range({BATCH} + 1))
            os._exit(9)
        with stores.open_store({str(path)!r}) as store:
            store.add(run())
    """
    assert subprocess.run([sys.executable, "-c", code], env=os.environ).returncode == 9
    assert len(list(stores.read(path))) == BATCH


def test_what_a_store_holds_is_known_by_its_fingerprint(path):
    add(path, [Extraction(id="a"), Extraction(id="b", error="unread")], fingerprints=["of a", "of b"])
    add(path, [Extraction(id="c")])
    with stores.open_store(path) as store:
        asked = [("a", "of a"), ("a", "of b"), ("b", "of b"), ("c", "of a"), ("d", "of a")]
        assert [store.holds(*each) for each in asked] == [True, False, False, False, False]


def test_a_text_that_was_asked_for_is_kept(path, ask):
    records = [Extraction(id="a", text="a\0b\r\n'; --"), Extraction(id="b")]
    add(path, records)
    assert list(stores.read(path)) == records
    assert ask(path, "SELECT document_id, text FROM documents ORDER BY 1") == [("a", "a\0b\r\n'; --"), ("b", None)]


def test_the_flat_table_holds_the_flat_rows(path, extractions, ask):
    add(path, extractions)
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    rows = ask(path, f"SELECT {columns} FROM flat")
    assert sorted(rows, key=repr) == sorted((tuple(row.values()) for row in flat_rows(extractions)), key=repr)


def test_the_tables_hold_what_the_records_say(path, extractions, ask):
    add(path, extractions)

    def count(statement):
        [row] = ask(path, statement)
        return row

    events = [event for each in extractions for event in each.events]
    groups = [group for event in events for group in event.people]
    spans = [action.span for event in events for action in event.actions]
    assert count("SELECT COUNT(*), COUNT(when_start), COUNT(route_to) FROM events") == (
        len(events),
        sum(event.when is not None and event.when.start is not None for event in events),
        sum(event.route is not None and event.route.destination is not None for event in events),
    )
    assert count("SELECT COUNT(*), SUM(count_min), SUM(count_max) FROM people") == (
        len(groups),
        sum(group.count.min for group in groups if group.count and group.count.min is not None),
        sum(group.count.max for group in groups if group.count and group.count.max is not None),
    )
    assert count("SELECT COUNT(*), SUM(span_start), SUM(span_end) FROM actions") == (
        len(spans),
        sum(span.start for span in spans),
        sum(span.end for span in spans),
    )
    assert count("SELECT COUNT(*), SUM(age) FROM people_ages") == (
        sum(len(group.ages) for group in groups),
        sum(age for group in groups for age in group.ages),
    )
    ranges = [quantity for each in extractions for quantity in each.quantities if isinstance(quantity.value, tuple)]
    assert ranges
    assert count("SELECT COUNT(*) FROM document_quantities WHERE value_min < value_max") == (len(ranges),)
    assert count("SELECT COUNT(*) FROM document_dates WHERE resolved") == (
        sum(date.resolved for each in extractions for date in each.dates),
    )


def test_rows_are_joined_by_ids(path, extractions, ask):
    add(path, extractions)
    found = ask(
        path,
        """
        SELECT document_id, event_id, people_position, fate, count_min
        FROM events
        JOIN people USING (document_id, event_id)
        JOIN people_fates USING (document_id, event_id, people_position)
        """,
    )
    assert sorted(found, key=repr) == sorted(
        (
            (each.id, event.id, position, fate.value, group.count.min if group.count else None)
            for each in extractions
            for event in each.events
            for position, group in enumerate(event.people)
            for fate in group.fates
        ),
        key=repr,
    )


def test_who_acts_is_found_by_position(path, extractions, ask):
    add(path, extractions)
    found = ask(
        path,
        """
        SELECT document_id, event_id, type, short
        FROM actions
        JOIN actions_agents USING (document_id, event_id, actions_position)
        JOIN agencies USING (document_id, event_id)
        WHERE refers_to = 'agencies' AND refers_to_position = agencies_position
        """,
    )
    expected = [
        (each.id, event.id, action.type.value, event.agencies[agent.index].short)
        for each in extractions
        for event in each.events
        for action in event.actions
        for agent in action.agents
        if agent.to == "agencies"
    ]
    assert expected
    assert sorted(found) == sorted(expected)


def test_every_list_of_the_records_has_a_table():
    assert [table.name for table in tables()] == [
        "documents",
        "events",
        "actions",
        "actions_agents",
        "actions_patients",
        "places",
        "people",
        "people_parts",
        "people_nationalities",
        "people_ages",
        "people_fates",
        "agencies",
        "seizures",
        "quantities",
        "attribution",
        "evidence",
        "flags",
        "statistics",
        "facts",
        "document_quantities",
        "document_dates",
        "document_places",
        "document_agencies",
        "notes",
        "flat",
    ]


def test_a_file_with_other_tables_is_left_alone(path, ask, extractions):
    ask(path, "CREATE TABLE events (id INTEGER)")
    with pytest.raises(StoreError, match=r"incidents\.\w+: it holds other tables \(events\); name a new file"):
        add(path, extractions)
    with pytest.raises(StoreError, match="it holds other tables"):
        list(stores.read(path))
    assert ask(path, "SELECT * FROM events") == []


def test_a_file_that_is_no_database_is_left_alone(path, extractions):
    path.write_text("Nine people crossed. " * 500, encoding="utf-8")
    with pytest.raises(StoreError, match=str(path)):
        add(path, extractions)
    assert path.read_text(encoding="utf-8") == "Nine people crossed. " * 500


def test_tables_of_another_version_are_left_alone(path, ask, extractions, dump):
    add(path, extractions)
    ask(path, "UPDATE borderfacts SET schema_version = '0.9', layout = 'other'")
    before = dump(path)
    with pytest.raises(StoreError, match=r"another version of borderfacts \(records 0\.9; this version writes "):
        add(path, [])
    assert dump(path) == before


def test_own_tables_and_views_beside_ours_do_no_harm(path, ask, extractions):
    add(path, extractions[:1])
    ask(path, "CREATE VIEW deaths AS SELECT * FROM flat WHERE dead > 0")
    ask(path, "CREATE TABLE remarks (event_id VARCHAR, note VARCHAR)")
    add(path, extractions)
    assert list(stores.read(path)) == by_id(extractions)


def test_a_file_that_is_not_there_cannot_be_read(path):
    with pytest.raises(StoreError, match=str(path)):
        list(stores.read(path))
    assert not path.exists()


def test_a_file_in_a_folder_that_is_not_there(tmp_path, path):
    with pytest.raises(StoreError, match="no-such-folder"):
        add(tmp_path / "no-such-folder" / path.name, [])


def test_a_name_with_marks_of_addresses(tmp_path, path, extractions):
    odd = tmp_path / f"a?mode=ro #%20 é{path.suffix}"
    add(odd, extractions[:1])
    assert list(stores.read(odd)) == [extractions[0]]
    assert odd.exists()


def test_a_sqlite_file_that_another_program_writes_is_named(tmp_path, monkeypatch):
    path = tmp_path / "incidents.db"
    add(path, [])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(stores.sqlite, "SECONDS_TO_WAIT", 0.01)
    with pytest.raises(StoreError, match=r"incidents\.db: database is locked"):
        add(path, [])
    other.close()


def test_a_duckdb_file_that_another_program_has_open_is_named(tmp_path):
    path = tmp_path / "incidents.duckdb"
    code = f"import duckdb; c = duckdb.connect({str(path)!r}); print('open', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match=r"incidents\.duckdb: .*lock"):
            add(path, [])
        other.communicate(b"\n")


def test_duckdb_that_is_missing_is_named_with_its_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"needs duckdb: pip install '\.\[duckdb\]'"):
        add(tmp_path / "incidents.duckdb", [])
    assert list(tmp_path.iterdir()) == []


def test_a_path_of_no_database_names_the_endings():
    with pytest.raises(
        ArgumentValueError, match=r"path: 'found\.xml' is not a file that ends in \.db, \.ddb, \.duckdb"
    ):
        add("found.xml", [])


@pytest.mark.parametrize("wrong", [5, None, b"x.db"])
def test_what_is_no_path(wrong):
    with pytest.raises(ArgumentTypeError, match=r"^path: got .* takes the path of a file"):
        add(wrong, [])
