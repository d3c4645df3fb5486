"""The columns of Arrow tables: those of the flat row, and those of the whole record, made from the records."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from borderfacts.errors import MissingExtraError
from borderfacts.records.extraction import Extraction
from borderfacts.records.flat_row import COLUMN_TYPES

if TYPE_CHECKING:
    import pyarrow


def import_pyarrow(needed_for: str) -> Any:
    """Return the module.

    Args:
        needed_for: what the message says where it is not installed.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet", needed_for) from error
    return pyarrow


def schema_of_flat_rows() -> pyarrow.Schema:
    """Return the columns of the flat row."""
    import pyarrow

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    return pyarrow.schema([(column, types[kind]) for column, kind in COLUMN_TYPES.items()])


def schema_of_records() -> pyarrow.Schema:
    """Return the fields of an extraction as columns, named as in JSON.

    A record is a struct and a list a list. What JSON gives as a number or as a range is a list of one or two numbers,
    since a column has one type.
    """
    import pyarrow

    return pyarrow.schema(_fields(Extraction))


def to_arrow(value: Any, kind: pyarrow.DataType) -> Any:
    """Return a value of a record, as JSON has it, as a column of a type takes it."""
    from pyarrow import types

    if types.is_list(kind):
        values = value if isinstance(value, list) or value is None else [value]
        return values and [to_arrow(each, kind.value_type) for each in values]
    if types.is_struct(kind) and value is not None:
        return {name: to_arrow(each, kind.field(name).type) for name, each in value.items()}
    return value


def from_arrow(value: Any, kind: pyarrow.DataType) -> Any:
    """Return a value of a column of a type as JSON has it; the way back from ``to_arrow``."""
    from pyarrow import types

    if types.is_list(kind) and value is not None:
        values = [from_arrow(each, kind.value_type) for each in value]
        return values[0] if types.is_floating(kind.value_type) and len(values) == 1 else values
    if types.is_struct(kind) and value is not None:
        return {name: from_arrow(each, kind.field(name).type) for name, each in value.items()}
    return value


def _fields(model: type[BaseModel]) -> list[tuple[str, Any]]:
    return [(field.alias or name, _type(field.annotation)) for name, field in model.model_fields.items()]


def _type(annotation: Any) -> Any:
    import pyarrow

    if get_origin(annotation) is Literal:
        return pyarrow.string()
    if get_origin(annotation) is tuple:
        return pyarrow.list_(_type(get_args(annotation)[0]))
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
    if len(kinds) == 2:  # a number or a range
        return pyarrow.list_(pyarrow.float64())
    if kinds:  # that, or None
        return _type(kinds[0])
    if issubclass(annotation, BaseModel):
        return pyarrow.struct(_fields(annotation))
    types = {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    return next(kind for python, kind in types.items() if issubclass(annotation, python))
