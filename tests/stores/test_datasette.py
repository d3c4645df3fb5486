"""A database as Datasette opens it with the metadata that comes with it."""

import asyncio
import json
from pathlib import Path

import pytest
from datasette.app import Datasette
from typer.testing import CliRunner

from borderfacts import cli, stores
from borderfacts.errors import ArgumentValueError
from borderfacts.records import Extraction
from borderfacts.stores.datasette import metadata
from borderfacts.stores.tables import tables

TEXT = "Four people drowned off Tarvos on Monday."
SPAN = {"start": 0, "end": len(TEXT), "text": TEXT}
EVENT = {
    "id": "e1",
    "type": "death",
    "status": "occurred",
    "when": {"start": "2025-02-03", "end": "2025-02-03", "resolved": True, "span": SPAN},
    "places": [{"name": "Tarvos", "kind": "city", "country": "GR", "span": SPAN}],
    "people": [{"role": "migrant", "count": {"min": 4, "max": 4, "text": "Four"}, "fates": ["dead"], "span": SPAN}],
    "evidence": [SPAN],
    "confidence": 0.5,
    "summary": "Death, 2025-02-03, Tarvos: 4 migrants (dead)",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What Datasette answers to each of some addresses, over a database of one incident."""
    path = tmp_path_factory.mktemp("store") / "incidents.db"
    with stores.open_store(path) as store:
        store.add(Extraction(id="d1", title="Four drown", events=(EVENT,)))
    described = metadata(path)["databases"]["incidents"]
    wanted = ["/incidents", *(f"/incidents/{name}.json" for name in described["tables"]), "/incidents/places"]
    wanted += [f"/incidents/{name}.json?_shape=array" for name in described["queries"]]

    async def ask():
        datasette = Datasette([str(path)], metadata=metadata(path))
        found = {address: await datasette.client.get(address) for address in wanted}
        assert {address: answer.status_code for address, answer in found.items() if answer.status_code != 200} == {}
        return {address: answer.text for address, answer in found.items()}

    return asyncio.run(ask())


def test_every_table_is_described_with_columns_that_it_has():
    described = metadata(Path("incidents.db"))["databases"]["incidents"]["tables"]
    columns = {table.name: {column.name for column in table.columns} for table in tables()}
    assert set(described) == set(columns)
    for name, each in described.items():
        named = {*each.get("facets", ()), *each["columns"], each.get("sort_desc"), each.get("label_column")} - {None}
        assert (name, named - columns[name]) == (name, set())
        assert each["description"]
    assert described["places"]["columns"]["country"].startswith("ISO 3166-1 alpha-2")
    assert described["people"]["columns"]["count_min"] == "the least number that fits the text; null where it is open."
    assert described["seizures"]["columns"]["quantity_value_max"].startswith("the largest: the number")
    assert described["events"]["columns"]["route_from"] == "where it came from."


def test_the_facets_are_shown(answers):
    found = json.loads(answers["/incidents/flat.json"])
    assert set(found["facet_results"]) == {"type", "status", "country", "from", "to"}
    assert [each["value"] for each in found["facet_results"]["country"]["results"]] == ["GR"]


def test_the_meaning_of_a_column_is_shown(answers):
    assert "null at sea or where the text leaves it open" in answers["/incidents/places"]


def test_the_questions_are_answered(answers):
    assert json.loads(answers["/incidents/fates_by_country_and_month.json?_shape=array"]) == [
        {"country": "GR", "month": "2025-02", "dead": 4, "missing": None, "rescued": None}
    ]
    [row] = json.loads(answers["/incidents/check_first.json?_shape=array"])
    assert (row["document_id"], row["evidence"]) == ("d1", TEXT)


def test_the_command_prints_it_of_a_file_that_is_there(tmp_path):
    path = tmp_path / "incidents.sqlite"
    missing = CliRunner().invoke(cli.app, ["metadata", str(path)])
    assert (missing.exit_code, missing.stdout, "does not exist" in missing.stderr) == (2, "", True)
    path.touch()
    done = CliRunner().invoke(cli.app, ["metadata", str(path)])
    assert json.loads(done.stdout) == metadata(Path("incidents.sqlite"))


def test_datasette_opens_no_other_database():
    with pytest.raises(ArgumentValueError, match=r"'incidents.duckdb' is not a file that ends in \.db, \.sqlite"):
        metadata(Path("incidents.duckdb"))
    assert CliRunner().invoke(cli.app, ["metadata", "incidents.duckdb"]).exit_code == 2
