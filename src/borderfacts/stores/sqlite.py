"""SQLite files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from borderfacts.errors import StoreError
from borderfacts.stores.tables import Kind, Row, Table

SUFFIXES = (".db", ".sqlite", ".sqlite3")

# For another program that is writing into the file.
SECONDS_TO_WAIT = 10.0


def connect(path: Path, *, read_only: bool) -> SqliteFile:
    """Open a SQLite file."""
    return SqliteFile(path, read_only=read_only)


class SqliteFile:
    """An open SQLite file."""

    types: Mapping[Kind, str] = MappingProxyType({str: "TEXT", int: "INTEGER", float: "REAL", bool: "BOOLEAN"})

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        with self._errors_reported():
            self._connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=SECONDS_TO_WAIT)
        self.run("PRAGMA foreign_keys = ON")

    def constraints(self, table: Table) -> list[str]:
        """Return the primary key of a table, and the foreign key to the table above it."""
        primary = f"PRIMARY KEY ({', '.join(table.key)})"
        if table.parent is None:
            return [primary]
        above, columns = table.parent
        return [primary, f'FOREIGN KEY ({", ".join(columns)}) REFERENCES "{above.name}" ({", ".join(above.key)})']

    def names(self) -> list[str]:
        """Return the names of the tables and views in it."""
        return [name for (name,) in self.run("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return what it gives."""
        with self._errors_reported():
            return self._connection.execute(statement, values).fetchall()

    def stream(self, statement: str) -> Iterator[Row]:
        """Run a statement and yield what it gives, a part at a time."""
        with self._errors_reported(), closing(self._connection.execute(statement)) as cursor:
            yield from cursor

    def insert(self, table: str, kinds: Sequence[Kind], rows: Sequence[Row]) -> None:
        """Insert rows, with a value for each column of the table."""
        if rows:
            with self._errors_reported():
                self._connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(kinds))})', rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what is in it wholly or not at all."""
        self.run("BEGIN IMMEDIATE")  # which waits for its turn now, not in the midst of the work
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.run("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _errors_reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {error}") from error
