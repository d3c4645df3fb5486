"""Extractions to a data frame of pandas or polars: the flat rows, each column with the type that it has everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, overload

from borderfacts.errors import ArgumentValueError, MissingExtraError
from borderfacts.records.extraction import Given, each_extraction
from borderfacts.records.flat_row import COLUMN_TYPES, flat_rows

if TYPE_CHECKING:
    import pandas
    import polars

Library = Literal["pandas", "polars"]

# The types of pandas that keep a whole number whole beside a missing one.
PANDAS_TYPES = {str: "string", int: "Int64", float: "float64"}


@overload
def to_dataframe(extractions: Given, library: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...


@overload
def to_dataframe(extractions: Given, library: Literal["polars"]) -> polars.DataFrame: ...


def to_dataframe(extractions: Given, library: Library = "pandas") -> Any:
    """Return a data frame with one flat row per event of all extractions, in order.

    The columns are those of CSV and Parquet: text, whole numbers (``Int64``) and floating-point numbers. What a text
    does not say is missing (``NA``, in columns of floating-point numbers ``NaN``; in polars null).

    Examples:
        >>> import borderfacts
        >>> records = ["Four migrants drowned off Lampedusa on Monday."]
        >>> to_dataframe(borderfacts.extract_many(records))[["type", "dead"]].values.tolist()
        [['death', 4]]

    Args:
        extractions: what ``extract_many`` gives, or any other extractions; or a single one.
        library: ``"pandas"`` or ``"polars"``.

    Raises:
        ArgumentTypeError: ``extractions`` is neither an extraction nor an iterable of them.
        ArgumentValueError: ``library`` is none of the two.
        MissingExtraError: the library is not installed.
    """
    if library not in get_args(Library):
        raise ArgumentValueError("library", library, f"one of {', '.join(get_args(Library))}")
    rows = [tuple(row.values()) for row in flat_rows(each_extraction(extractions))]
    return _in_pandas(rows) if library == "pandas" else _in_polars(rows)


def _in_pandas(rows: list[tuple[object, ...]]) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError("pandas", "pandas", "to_dataframe()") from error
    # Column by column: a frame made of rows would guess the types, and turn whole numbers into others on the way.
    columns = zip(*rows, strict=True) if rows else [()] * len(COLUMN_TYPES)
    return pandas.DataFrame(
        {
            name: pandas.array(values, dtype=PANDAS_TYPES[kind])
            for (name, kind), values in zip(COLUMN_TYPES.items(), columns, strict=True)
        }
    )


def _in_polars(rows: list[tuple[object, ...]]) -> polars.DataFrame:
    try:
        import polars
    except ImportError as error:
        raise MissingExtraError("polars", "polars", 'to_dataframe("polars")') from error
    types = {str: polars.String, int: polars.Int64, float: polars.Float64}
    return polars.DataFrame(rows, schema={name: types[kind] for name, kind in COLUMN_TYPES.items()}, orient="row")
