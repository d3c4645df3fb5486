"""DuckDB files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from borderfacts.errors import MissingExtraError, StoreError
from borderfacts.stores.tables import Kind, Row, Table

SUFFIXES = (".ddb", ".duckdb")

_ROWS_AT_A_TIME = 64


def connect(path: Path, *, read_only: bool) -> DuckdbFile:
    """Open a DuckDB file.

    Raises:
        MissingExtraError: duckdb is not installed.
    """
    return DuckdbFile(path, read_only=read_only)


class DuckdbFile:
    """An open DuckDB file."""

    types: Mapping[Kind, str] = MappingProxyType({str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"})

    def __init__(self, path: Path, *, read_only: bool) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise MissingExtraError("duckdb", "duckdb", "a DuckDB file") from error
        self.path = path
        self._error = duckdb.Error
        with self._errors_reported():
            self._connection = duckdb.connect(str(path), read_only=read_only)

    def constraints(self, table: Table) -> list[str]:
        """Return the primary key of a table whose rows have ids, and no foreign key.

        An index of all positions makes the file four times as large. A foreign key is checked too early to replace a
        document in one transaction: what has referred to it and is deleted still counts.
        """
        return [f"PRIMARY KEY ({', '.join(table.key)})"] if table.key[-1].endswith("id") else []

    def names(self) -> list[str]:
        """Return the names of the tables and views in it."""
        asked = "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database()"
        return [name for (name,) in self.run(asked)]

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return what it gives."""
        with self._errors_reported():
            rows: list[Row] = self._connection.execute(statement, list(values)).fetchall()
            return rows

    def stream(self, statement: str) -> Iterator[Row]:
        """Run a statement and yield what it gives, a part at a time."""
        with self._errors_reported():
            cursor = self._connection.execute(statement)
            while rows := cursor.fetchmany(_ROWS_AT_A_TIME):
                yield from rows

    def insert(self, table: str, kinds: Sequence[Kind], rows: Sequence[Row]) -> None:
        """Insert rows, with a value for each column of the table."""
        if rows:
            # A list a column: a statement for each row takes DuckDB some hundred times as long.
            values = ", ".join(f"unnest(?::{self.types[kind]}[])" for kind in kinds)
            self.run(f'INSERT INTO "{table}" SELECT {values}', [list(column) for column in zip(*rows, strict=True)])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what is in it wholly or not at all."""
        self.run("BEGIN TRANSACTION")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(StoreError):  # DuckDB has ended the transaction itself where committing failed
                self.run("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _errors_reported(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise StoreError(f"{self.path}: {error}") from error
