"""Parquet: one flat row an event, the columns typed alike whatever the rows hold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

from borderfacts.records import Extraction
from borderfacts.records.arrow_schema import import_pyarrow, schema_of_flat_rows
from borderfacts.records.flat_row import flat_rows

SUFFIX = ".parquet"

# Some megabytes: enough to compress and to skip by, and no more than fits into memory however long the run.
ROWS_IN_A_GROUP = 5_000


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write the flat rows, a row group at a time; without any row the file holds the columns alone.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pyarrow = import_pyarrow("writing Parquet")
    from pyarrow.parquet import ParquetWriter

    schema = schema_of_flat_rows()
    rows = flat_rows(extractions)
    with ParquetWriter(stream, schema) as writer:
        while group := list(islice(rows, ROWS_IN_A_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
