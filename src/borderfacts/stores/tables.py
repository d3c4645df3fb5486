"""The tables of a database, made from the records: a list is a table, a record in a record is columns of its row.

A new field of a record is a new column, and a new list of records a new table, by itself; only names are chosen here.
A key has the same name in every table, so that tables join ``USING (document_id, event_id)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from borderfacts.records import Extraction, Span
from borderfacts.records.flat_row import COLUMN_TYPES, flat_rows

Kind = type[str] | type[int] | type[float] | type[bool]
Row = tuple[Any, ...]

DOCUMENTS = "documents"
FLAT = "flat"

# Tables are named after the list and the lists it stands in, without "events"; of the lists that an event has, too, the
# one of the whole text has a name of its own.
_TABLE_NAMES: dict[tuple[str, ...], str] = {
    ("quantities",): "document_quantities",
    ("dates",): "document_dates",
    ("places",): "document_places",
    ("agencies",): "document_agencies",
}
# The columns of lists that hold no records but values.
_VALUE_NAMES = {"nationalities": "nationality", "ages": "age", "fates": "fate", "flags": "flag"}
# Words that SQL would take for its own.
_COLUMN_NAMES = {"to": "refers_to", "index": "refers_to_position"}


class Column(NamedTuple):
    """A column.

    Attributes:
        name: its name.
        kind: what it holds.
        path: where the value stands in the record, as JSON has it.
        end: which end of a number or range it holds, 0 or 1; None for any other value.
    """

    name: str
    kind: Kind
    path: tuple[str, ...] = ()
    end: int | None = None

    def of(self, record: Any) -> Any:
        """Return the value of the column in the row of a record."""
        value = record
        for name in self.path:
            if value is None:
                return None
            value = value[name]
        if self.end is not None and isinstance(value, list):
            return value[self.end]
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the records of one list, one a row.

    Attributes:
        name: its name.
        above: the columns that say whose row it is.
        own: the columns that distinguish the rows of one record above: an id and a position in the list, or this alone.
        fields: the columns that hold the values of the record.
        key: the names of the primary key.
        parent: the table above, and the names of the columns that hold its key; None for the table of documents.
        lists: the tables of the record's own lists, by the names of the lists.
    """

    name: str
    above: tuple[Column, ...]
    own: tuple[Column, ...]
    fields: tuple[Column, ...]
    key: tuple[str, ...]
    parent: tuple[Table, tuple[str, ...]] | None
    lists: dict[str, Table] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in order."""
        return (*self.above, *self.own, *self.fields)


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables, each after the one above it."""
    identity = Column("document_id", str, ("id",))
    scalars = tuple(column for column in _columns(Extraction, "", ()) if column.path != identity.path)
    made = (Column("fingerprint", str, ("fingerprint",)), Column("record", str, ("record",)))
    documents = Table(DOCUMENTS, (), (), (identity, *scalars, *made), (identity.name,), None)
    _add_lists(documents, Extraction, (), (identity,))
    fields = tuple(Column(name, kind, (name,)) for name, kind in COLUMN_TYPES.items())
    key = ("document_id", "id")
    flat = Table(FLAT, (), (), fields, key, (documents.lists["events"], key))
    return (*_walk(documents), flat)


@cache
def layout() -> str:
    """Return a mark of all tables and columns; a file with another one holds tables of another version."""
    described = [
        (each.name, each.key, [(column.name, column.kind.__name__) for column in each.columns]) for each in tables()
    ]
    return sha256(repr(described).encode("utf-8")).hexdigest()[:16]


def document_row(extraction: Extraction, fingerprint: str | None) -> Row:
    """Return the row of an extraction in the table of documents."""
    documents = tables()[0]
    content = extraction.model_dump(mode="json", include=_scalars(documents))
    content |= {"fingerprint": fingerprint, "record": extraction.model_dump_json(by_alias=True, exclude={"text"})}
    return tuple(column.of(content) for column in documents.fields)


def rows_below(extraction: Extraction) -> dict[str, list[Row]]:
    """Return the rows of an extraction in all tables but that of documents, by the names of the tables."""
    documents = tables()[0]
    found: dict[str, list[Row]] = {table.name: [] for table in tables()[1:]}
    content = extraction.model_dump(mode="json", by_alias=True, exclude=_scalars(documents))
    _collect(documents, content, (extraction.id,), found)
    found[FLAT] = [tuple(row.values()) for row in flat_rows([extraction])]
    return found


def _scalars(documents: Table) -> set[str]:
    return {column.path[0] for column in documents.fields}


def _collect(table: Table, record: Any, key: Row, found: dict[str, list[Row]]) -> None:
    for name, below in table.lists.items():
        for position, item in enumerate(record[name]):
            own = (item["id"], position) if len(below.own) == 2 else (position,)
            found[below.name].append((*key, *own, *(column.of(item) for column in below.fields)))
            if below.lists:
                _collect(below, item, (*key, own[0]), found)


def _walk(table: Table) -> Iterator[Table]:
    yield table
    for below in table.lists.values():
        yield from _walk(below)


def _add_lists(table: Table, model: type[BaseModel], path: tuple[str, ...], above: tuple[Column, ...]) -> None:
    """Add the tables of the lists of a record, and of their lists; ``above`` holds the key of the table in them."""
    for name, item in _lists(model):
        here = (*path, name)
        if not issubclass(item, BaseModel):
            fields: tuple[Column, ...] = (Column(_VALUE_NAMES[name], _kind(item)),)
        else:
            fields = tuple(_columns(item, "span_" if item is Span else "", ()))
        named = _table_name(here)
        own: tuple[Column, ...] = (Column(f"{named}_position", int),)
        if any(column.path == ("id",) for column in fields):
            own = (Column(f"{named.removesuffix('s')}_id", str, ("id",)), *own)
            fields = tuple(column for column in fields if column.path != ("id",))
        inherited = tuple(column.name for column in above)
        below = Table(named, above, own, fields, (*inherited, own[0].name), (table, inherited))
        table.lists[name] = below
        if issubclass(item, BaseModel):
            _add_lists(below, item, here, (*above, own[0]))


def _table_name(path: tuple[str, ...]) -> str:
    return _TABLE_NAMES.get(path) or "_".join(path[1:] if path[0] == "events" and path[1:] else path)


def _lists(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Yield the lists of a record with what they hold."""
    for name, kinds in _fields(model):
        if len(kinds) == 1 and get_origin(kinds[0]) is tuple:
            yield name, get_args(kinds[0])[0]


def _columns(model: type[BaseModel], prefix: str, path: tuple[str, ...]) -> Iterator[Column]:
    for name, kinds in _fields(model):
        here = (*path, name)
        column = prefix + (name if prefix else _COLUMN_NAMES.get(name, name))
        if len(kinds) == 2:  # a number or a range
            yield Column(f"{column}_min", float, here, 0)
            yield Column(f"{column}_max", float, here, 1)
        elif isinstance(kinds[0], type) and issubclass(kinds[0], BaseModel):
            yield from _columns(kinds[0], f"{column}_", here)
        elif get_origin(kinds[0]) is not tuple:
            yield Column(column, _kind(kinds[0]), here)


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the fields of a record by their names in JSON, with what they can hold beside None."""
    for name, info in model.model_fields.items():
        union = get_args(info.annotation) if get_origin(info.annotation) not in (tuple, Literal) else ()
        yield info.alias or name, tuple(kind for kind in union or (info.annotation,) if kind is not NoneType)


def _kind(annotation: Any) -> Kind:
    if get_origin(annotation) is Literal:
        return str
    kinds: tuple[Kind, ...] = (bool, int, float, str)  # bool first: it is an int, too
    return next(kind for kind in kinds if issubclass(annotation, kind))
