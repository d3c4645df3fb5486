import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from borderfacts import outputs, stores
from borderfacts.stores.tables import FLAT, tables

TEXT = (Path(__file__).parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language):
    return [code for name, code in BLOCK.findall(TEXT) if name == language]


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


@pytest.mark.parametrize("query", blocks("sql"))
def test_the_questions_give_the_same_answers_in_both_databases(query, databases):
    lite, duck = (connection.execute(query).fetchall() for connection in databases)
    assert lite
    assert sorted(map(repr, lite)) == sorted(map(repr, duck))


@pytest.mark.parametrize("code", blocks("python"))
def test_the_code_runs(code, tmp_path):
    path = os.pathsep.join([str(Path(each).resolve()) for each in sys.path if each])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_tables_are_told_with_all_their_columns():
    told = dict(re.findall(r"^\| `(\w+)` \| (`document_id`.*) \|$", TEXT, re.MULTILINE))
    found = {table.name: ", ".join(f"`{column.name}`" for column in table.columns) for table in tables()}
    found.pop(FLAT)
    assert told == found


def test_the_formats_are_told_with_their_endings():
    told = re.findall(r"^\| `(\w+)` \| `(\.\w+)` \|", TEXT, re.MULTILINE)
    assert sorted(told) == [(name, outputs.output_format(name).SUFFIX) for name in outputs.formats()]


def test_the_endings_of_databases_are_told():
    assert [suffix for suffix in stores.suffixes() if suffix not in TEXT] == []
