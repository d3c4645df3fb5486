import re
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

import borderfacts
from borderfacts import outputs, stores
from borderfacts.records import Agency, Event, Quantity, Seizure, Span
from borderfacts.stores.datasette import metadata
from borderfacts.stores.tables import FLAT, tables

from .snippets import ROOT, blocks_of

PAGE = ROOT / "docs" / "outputs.md"
TEXT = PAGE.read_text(encoding="utf-8")
QUESTIONS = [block.code for block in blocks_of(PAGE) if block.language == "sql"]


@pytest.fixture(scope="module")
def databases(extractions, tmp_path_factory):
    """A connection to each kind of database, with what whole stories gave."""
    folder = tmp_path_factory.mktemp("databases")
    for suffix in (".duckdb", ".db"):
        with stores.open_store(folder / f"incidents{suffix}") as store:
            store.add(extractions)
    lite = sqlite3.connect(folder / "incidents.db")
    duck = duckdb.connect(str(folder / "incidents.duckdb"))
    yield lite, duck
    lite.close()
    duck.close()


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_questions_give_the_same_answers_in_both_databases(query, databases):
    lite, duck = (connection.execute(query).fetchall() for connection in databases)
    assert lite
    assert sorted(map(repr, lite)) == sorted(map(repr, duck))


def test_what_two_agencies_seized_together_is_weighed_once(tmp_path):
    text = "CBP and USBP agents seized 520 kg of cocaine in a truck."
    span = Span.of(text, 0, len(text))
    weight = Quantity(value=520, unit="kilogram", dimension="mass", si_value=520, si_unit="kilogram", span=span)
    event = Event(
        id="e",
        type="seizure",
        status="occurred",
        agencies=[Agency(name=short, short=short, kind="border", span=span) for short in ("CBP", "USBP")],
        seizures=[Seizure(kind="cocaine", quantity=weight, span=span)],
        evidence=[span],
        confidence=1,
        summary="",
    )
    with stores.open_store(tmp_path / "incidents.db") as store:
        store.add(borderfacts.Extraction(id="a", events=[event]))
    with closing(sqlite3.connect(tmp_path / "incidents.db")) as connection:
        weighed = [connection.execute(query).fetchall() for query in QUESTIONS if "kilograms" in query]
    assert weighed == [[("cocaine", 520)]] * 2


def test_the_questions_are_those_that_datasette_shows():
    shown = metadata(Path("incidents.db"))["databases"]["incidents"]["queries"]
    assert [query["sql"].strip() for query in shown.values()] == [query.strip() for query in QUESTIONS]
    assert [query["title"] for query in shown.values() if f"{query['title']}:\n" not in TEXT] == []


def test_the_tables_are_listed_with_all_their_columns():
    listed = dict(re.findall(r"^\| `(\w+)` \| (`document_id`.*) \|$", TEXT, re.MULTILINE))
    found = {table.name: ", ".join(f"`{column.name}`" for column in table.columns) for table in tables()}
    found.pop(FLAT)
    assert listed == found


def test_the_formats_are_listed_with_their_endings():
    listed = re.findall(r"^\| `(\w+)` \| `(\.\w+)` \|", TEXT, re.MULTILINE)
    assert sorted(listed) == [(name, outputs.output_format(name).SUFFIX) for name in outputs.formats()]


def test_the_endings_of_databases_are_named():
    assert [suffix for suffix in stores.suffixes() if suffix not in TEXT] == []
