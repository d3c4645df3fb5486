"""What Datasette shows of a database file beside its rows: meanings, facets and questions, as a ``metadata.json``."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from borderfacts.errors import ArgumentValueError
from borderfacts.records.schema import json_schema
from borderfacts.stores import sqlite
from borderfacts.stores.tables import DOCUMENTS, Table, tables

# Which end of a number or range a column holds.
_ENDS = {None: "", 0: "the least: ", 1: "the largest: "}


def metadata(path: Path) -> dict[str, Any]:
    """Return the metadata of a database file, for ``datasette --metadata``.

    Args:
        path: a SQLite file that ``--to`` or ``open_store`` makes; it need not be there yet.

    Raises:
        ArgumentValueError: it is no SQLite file by its name; Datasette opens no others.
    """
    if path.suffix.lower() not in sqlite.SUFFIXES:
        raise ArgumentValueError("path", str(path), f"a file that ends in {', '.join(sqlite.SUFFIXES)}")
    content = tomllib.loads((files(__package__) / "data" / "datasette.toml").read_text(encoding="utf-8"))
    meanings = _meanings()
    described = {name: {**each, "columns": meanings.get(name, {})} for name, each in content.pop("tables").items()}
    return {**content, "databases": {path.stem: {"tables": described, "queries": content.pop("queries")}}}


def _meanings() -> dict[str, dict[str, str]]:
    """Return for each table what its columns mean, in the words of the JSON Schema."""
    schema = json_schema()
    found: dict[str, dict[str, str]] = {}

    def record(node: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of the record that a field, or a list in a field, holds."""
        for each in (node, *node.get("anyOf", ()), node.get("items", {})):
            if "$ref" in each:
                return dict(schema["$defs"][each["$ref"].rpartition("/")[2]])
        return {}

    def describe(table: Table, model: dict[str, Any]) -> None:
        properties = model.get("properties", {})
        found[table.name] = {}
        for column in table.fields:
            *above, last = column.path or ("",)
            holder = properties
            for name in above:
                holder = record(holder[name]).get("properties", {})
            if last in holder and holder[last].get("description"):
                found[table.name][column.name] = _ENDS[column.end] + holder[last]["description"]
        for name, below in table.lists.items():
            describe(below, record(properties[name]))

    describe(next(table for table in tables() if table.name == DOCUMENTS), schema)
    return found
