"""Extractions in and out of a database: what is the same for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice, repeat
from pathlib import Path
from typing import Any, Protocol

from borderfacts.errors import StoreError
from borderfacts.records import SCHEMA_VERSION, Extraction
from borderfacts.records.extraction import each_extraction
from borderfacts.stores.tables import DOCUMENTS, Kind, Row, Table, document_row, layout, rows_below, tables

# Documents that are written together: enough that a transaction costs little, few enough that little is read again
# after a run that ended in the midst of some.
BATCH = 128

# The table, of a single row, that says whose file it is.
_MARK = "borderfacts"
# The ids that were added since the file was opened; on disk, as a run has no end of them.
_ADDED = "added"


class Database(Protocol):
    """An open database file; its errors are StoreErrors.

    Attributes:
        path: the file.
        types: the type of a column for each kind of value.
    """

    path: Path
    types: Mapping[Kind, str]

    def constraints(self, table: Table) -> list[str]:
        """Return what is said of the keys of a table where it is made."""

    def names(self) -> list[str]:
        """Return the names of the tables and views in it."""

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return what it gives."""

    def stream(self, statement: str) -> Iterator[Row]:
        """Run a statement and yield what it gives, a part at a time."""

    def insert(self, table: str, kinds: Sequence[Kind], rows: Sequence[Row]) -> None:
        """Insert rows, with a value for each column of the table."""

    def transaction(self) -> AbstractContextManager[None]:
        """Do what is in it wholly or not at all."""

    def close(self) -> None:
        """Close the file."""


class Store:
    """Extractions in a database file, each a document that its id distinguishes from all others."""

    def __init__(self, database: Database) -> None:
        """Take up an open database file; a new one gets its tables.

        Raises:
            StoreError: it holds something else, or tables of another version, or cannot be written.
        """
        self._database = database
        with database.transaction():
            if not _is_ours(database):
                self._make_tables()
            database.run(f'CREATE TEMPORARY TABLE "{_ADDED}" (id {database.types[str]} PRIMARY KEY)')

    def add(
        self, extractions: Extraction | Iterable[Extraction], *, fingerprints: Iterable[str | None] = repeat(None)
    ) -> list[Extraction]:
        """Write extractions, some at a time, each time wholly or not at all; return those that were left out.

        A document that is there already is replaced by what came of it now, with all its rows; where nothing of it has
        changed, nothing is written. Of two different documents with one id that are added before the store is closed,
        the first stays, and the second is left out.

        Args:
            extractions: what ``extract_many`` gives, or any other extractions; or a single one.
            fingerprints: for each, a mark of what it was made from, for ``holds``.

        Raises:
            ArgumentTypeError: ``extractions`` is neither an extraction nor an iterable of them.
            StoreError: the database cannot be written; what was written before stays.
        """
        left_out: list[Extraction] = []
        pairs = zip(each_extraction(extractions), fingerprints, strict=False)
        while batch := list(islice(pairs, BATCH)):
            with self._database.transaction():
                left_out += self._add([(extraction, document_row(extraction, mark)) for extraction, mark in batch])
        return left_out

    def holds(self, document_id: str, fingerprint: str) -> bool:
        """Return whether a document was added, at any time, that could be read and was made from this."""
        asked = f'SELECT 1 FROM "{DOCUMENTS}" WHERE document_id = ? AND fingerprint = ? AND error IS NULL'
        return bool(self._database.run(asked, (document_id, fingerprint)))

    def _add(self, batch: Sequence[tuple[Extraction, Row]]) -> list[Extraction]:
        ids = list(dict.fromkeys(extraction.id for extraction, _ in batch))
        among = f"IN ({', '.join('?' * len(ids))})"
        there = self._database.run(f'SELECT * FROM "{DOCUMENTS}" WHERE document_id {among}', ids)
        stored = {row[0]: row for row in there}
        added = {id for (id,) in self._database.run(f'SELECT id FROM "{_ADDED}" WHERE id {among}', ids)}
        rows = {id: stored[id] for id in added}
        new: list[tuple[Extraction, Row]] = []
        left_out: list[Extraction] = []
        for extraction, row in batch:
            kept = rows.setdefault(extraction.id, row)
            if row != kept:
                left_out.append(extraction)
            elif row is kept and row != stored.get(extraction.id):
                new.append((extraction, row))
        self._delete([extraction.id for extraction, _ in new if extraction.id in stored])
        self._insert(new)
        self._database.insert(_ADDED, [str], [(id,) for id in ids if id not in added])
        return left_out

    def _insert(self, documents: Sequence[tuple[Extraction, Row]]) -> None:
        rows: dict[str, list[Row]] = {DOCUMENTS: [row for _, row in documents]}
        for extraction, _ in documents:
            for name, below in rows_below(extraction).items():
                rows.setdefault(name, []).extend(below)
        for table in tables():
            self._database.insert(table.name, [column.kind for column in table.columns], rows.get(table.name, []))

    def _delete(self, ids: Sequence[str]) -> None:
        if ids:
            for table in reversed(tables()):  # what refers before what is referred to
                among = ", ".join("?" * len(ids))
                self._database.run(f'DELETE FROM "{table.name}" WHERE document_id IN ({among})', ids)

    def _make_tables(self) -> None:
        for table in tables():
            make_table(self._database, table)
        text = self._database.types[str]
        self._database.run(f'CREATE TABLE "{_MARK}" (schema_version {text}, layout {text})')
        self._database.insert(_MARK, [str, str], [(SCHEMA_VERSION, layout())])


def make_table(database: Database, table: Table) -> None:
    """Make an empty table."""
    columns = [f'"{column.name}" {database.types[column.kind]}' for column in table.columns]
    definitions = ", ".join(columns + database.constraints(table))
    database.run(f'CREATE TABLE "{table.name}" ({definitions})')


def read(database: Database) -> Iterator[Extraction]:
    """Yield the extractions in a database file, in the order of their ids.

    Raises:
        StoreError: it holds something else, or tables of another version.
    """
    if _is_ours(database):
        for record, text in database.stream(f'SELECT record, text FROM "{DOCUMENTS}" ORDER BY document_id'):
            extraction = Extraction.model_validate_json(record)
            yield extraction if text is None else extraction.model_copy(update={"text": text})


def _is_ours(database: Database) -> bool:
    """Return whether the file holds our tables; False where it is empty."""
    names = database.names()
    if not names:
        return False
    if _MARK not in names:
        raise StoreError(f"{database.path}: it holds other tables ({', '.join(sorted(names)[:5])}); name a new file")
    [(version, mark)] = database.run(f'SELECT schema_version, layout FROM "{_MARK}"')
    if mark != layout():
        raise StoreError(
            f"{database.path}: its tables are those of another version of borderfacts (records {version}; this version "
            f"writes {SCHEMA_VERSION}); name a new file"
        )
    return True
