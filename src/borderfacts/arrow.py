"""Stories and records as Arrow tables, for engines that hand out batches of rows: Ray, Spark, DuckDB, polars.

Every function takes a table to a table and keeps nothing in between, so that an engine may cut the rows as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack, get_type_hints

from borderfacts.api import extract_many
from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.linking.blocking import Block, blocks_of
from borderfacts.reading.schema import Reader
from borderfacts.records import Extraction
from borderfacts.records.arrow_schema import (
    from_arrow,
    import_pyarrow,
    schema_of_flat_rows,
    schema_of_records,
    to_arrow,
)
from borderfacts.records.flat_row import flat_rows
from borderfacts.records.story import FIELDS

if TYPE_CHECKING:
    import pyarrow

T = TypeVar("T", "pyarrow.Table", "pyarrow.RecordBatch")

ERROR = "error"

# What of a story the flat row has no place for; the row names its story by the column document_id.
_READ = ("text", "id", "reference_date")
_NEEDED_FOR = "reading stories from Arrow tables"


class How(TypedDict, total=False):
    """How stories are read: what ``extract_many`` takes of the same name, which gets all of it.

    Attributes:
        threshold: the least confidence of what is given.
        reader: what says what the text means.
        gate: whether texts that hardly speak of borders or migration are passed over.
    """

    threshold: float
    reader: Reader | str
    gate: bool


def extract_batch(table: T, *, nested: bool = False, **how: Unpack[How]) -> T:
    """Return what the stories of a table give as a table, or of a record batch as a record batch.

    A row is a story. Its columns ``text``, ``id``, ``reference_date``, ``title`` and ``url`` are read, of which only
    ``text`` has to be there; ids may be whole numbers. All other columns are kept and stand first. The last column,
    ``error``, says why a story could not be read, which stops no other.

    Examples:
        >>> import pyarrow
        >>> stories = pyarrow.table({"text": ["Four migrants drowned off Lampedusa on Monday."], "paper": ["Wire"]})
        >>> extract_batch(stories).select(["paper", "type", "dead"]).to_pylist()
        [{'paper': 'Wire', 'type': 'death', 'dead': 4}]

    Args:
        table: the stories.
        nested: False gives flat rows: a row an event, with the columns and values of CSV and Parquet and also title
            and url, and a row for each story that could not be read. True gives a row a story, whose columns are the
            fields of the record, as in the JSON Schema.
        how: ``threshold``, ``reader`` and ``gate``, as in ``extract_many``.

    Raises:
        ArgumentTypeError: ``table`` is neither a table nor a record batch.
        ArgumentValueError: it has no column ``text``, two of one name, or one more that the result has, too.
        MissingExtraError: pyarrow is not installed.
    """
    arrow = import_pyarrow(_NEEDED_FOR)
    if not isinstance(table, arrow.Table | arrow.RecordBatch):
        raise ArgumentTypeError("table", table, "a pyarrow Table or RecordBatch")
    schema = output_schema(table.schema, nested=nested)
    stories = _stories(table)
    places: list[int] = []
    rows: list[dict[str, Any]] = []
    for extraction, place in extract_many(zip(stories, range(len(stories)), strict=True), **how):
        for row in _rows(extraction, stories[place], schema, nested=nested):
            places.append(place)
            rows.append(row)
    return _joined(table, _kept(table.schema, nested=nested), places, rows, schema)


def output_schema(schema: pyarrow.Schema, *, nested: bool = False) -> pyarrow.Schema:
    """Return the columns that ``extract_batch`` gives for a table with these columns, as Spark wants to know before.

    Raises:
        ArgumentValueError: as ``extract_batch`` does.
        MissingExtraError: pyarrow is not installed.
    """
    arrow = import_pyarrow(_NEEDED_FOR)
    if "text" not in schema.names:
        raise ArgumentValueError("table", schema.names, "a table with a column 'text'")
    columns = schema_of_records() if nested else schema_of_flat_rows().append(arrow.field(ERROR, arrow.string()))
    kept = _kept(schema, nested=nested)
    for name in schema.names:
        if schema.names.count(name) > 1 or (name in kept and name in columns.names):
            raise ArgumentValueError("table", name, "a column that may be twice in the result; give it another name")
    return arrow.schema([*(schema.field(name) for name in kept), *columns])


def extractions(table: pyarrow.Table | pyarrow.RecordBatch) -> Iterator[Extraction]:
    """Yield the records of a table that ``extract_batch(..., nested=True)`` gave, for ``link``, databases and pages."""
    schema = schema_of_records()
    rows = table.select(schema.names).to_pylist()
    for number, row in enumerate(rows, 1):
        row["id"] = row["id"] if row["id"] is not None else f"record-{number}"
        yield Extraction.model_validate(
            {name: from_arrow(value, schema.field(name).type) for name, value in row.items()}
        )


def linking_blocks(table: T) -> T:
    """Return the blocks of linking to which the events of nested rows belong: a row for each event and block.

    Two event mentions are compared where they meet in a block within ``linking.blocking.WINDOW`` places, the rows of a
    block in the order of all columns but ``block``; a group-by over ``block`` in any engine therefore gives the pairs
    that ``link`` compares. A story must be there once.
    """
    arrow = import_pyarrow("linking in Arrow tables")
    types = {int: arrow.int64(), str: arrow.string()}
    schema = arrow.schema([(name, types[kind]) for name, kind in get_type_hints(Block).items()])
    return type(table).from_pylist([block._asdict() for block in blocks_of(extractions(table))], schema=schema)


def _joined(table: T, kept: list[str], places: list[int], rows: list[dict[str, Any]], schema: pyarrow.Schema) -> T:
    """Return rows, each beside what is kept of the row of the table that it is from.

    Args:
        table: the stories.
        kept: the columns of it that are kept, which stand first.
        places: the row of the table for each row.
        rows: the rows.
        schema: the columns of both.
    """
    import pyarrow

    beside = table.select(kept).take(pyarrow.array(places, pyarrow.int64()))
    results = type(table).from_pylist(rows, schema=pyarrow.schema(list(schema)[len(kept) :]))
    return type(table).from_arrays(beside.columns + results.columns, schema=schema)


def _kept(schema: pyarrow.Schema, *, nested: bool) -> list[str]:
    read = FIELDS if nested else _READ
    return [name for name in schema.names if name not in read]


def _stories(table: pyarrow.Table | pyarrow.RecordBatch) -> list[dict[str, Any]]:
    stories: list[dict[str, Any]] = table.select([name for name in FIELDS if name in table.schema.names]).to_pylist()
    for story in stories:
        if isinstance(story.get("id"), int):
            story["id"] = str(story["id"])
    return stories


def _rows(
    extraction: Extraction, story: Mapping[str, Any], schema: pyarrow.Schema, *, nested: bool
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a story, without what is kept of it."""
    # Without text and id a story is known by its place among the others, which here is chance.
    id = None if extraction.error and story.get("id") is None and story["text"] is None else extraction.id
    if nested:
        fields = {**extraction.model_dump(mode="json", by_alias=True), "id": id}
        yield {name: to_arrow(value, schema.field(name).type) for name, value in fields.items()}
    elif extraction.error is not None:
        yield {"document_id": id, ERROR: extraction.error}
    else:
        yield from flat_rows([extraction])
