"""Which column of a table, or key of a record, holds which part of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from borderfacts.errors import ArgumentValueError, BorderfactsError, InputError
from borderfacts.records import Story
from borderfacts.records.flat_row import NO_STORIES, are_flat
from borderfacts.records.story import FIELDS, read_record

Columns = Mapping[str, str]
# What every record that borderfacts writes has, and no story.
WRITTEN = "schema_version"
Placed = tuple[str, Any]  # where a record stands, and the record, or the error that it could not be read for

_WRITTEN_HERE = (
    "it holds records that borderfacts wrote, and stories are read here; name the files of the stories, or give the "
    "records to 'borderfacts link', 'report', 'codebook' or 'codesheet', or to the functions of Python"
)


def parse(pairs: str) -> dict[str, str]:
    """Return the columns of a list such as ``text=body,reference_date=published``: the name of each for a field.

    Raises:
        ArgumentValueError: it is no such list, or names a field that stories do not have, or names one twice.
    """
    found: dict[str, str] = {}
    for pair in pairs.split(","):
        field, equals, name = (part.strip() for part in pair.partition("="))
        if not (equals and name):
            raise ArgumentValueError("columns", pair, "a pair such as text=body")
        if field not in FIELDS:
            raise ArgumentValueError("columns", field, f"a part of a story; those are {', '.join(FIELDS)}")
        if field in found:
            raise ArgumentValueError("columns", field, "named once")
        found[field] = name
    return found


def stories(records: Iterable[Placed], name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of each record of a file.

    An unknown key is an error, since it may be a misspelt one; with columns, other keys are passed over. A column may
    be missing from some records, but not from all. A file of extractions, incidents or their rows is reported once.
    """
    keys: dict[str, None] = {}
    for place, record in records:
        try:
            if isinstance(record, InputError):
                raise record
            if isinstance(record, dict):
                if no_stories := _no_stories(record, columns):
                    yield place, InputError(f"{name}: {no_stories}")
                    return
                keys |= dict.fromkeys(record)
                record = _picked(record, columns)
            yield place, read_record(record)
        except BorderfactsError as error:
            yield place, InputError(f"{place}: {error}")
    absent = [column for column in columns.values() if column not in keys]
    if absent and keys:
        yield name, InputError(f"{name}: {missing(absent, keys)}")


def pick(record: Mapping[str, Any], columns: Columns) -> dict[str, Any]:
    """Return the fields of a story that a record has; a field without a column of its own goes by its own name.

    Raises:
        InputError: there is no text among them.
    """
    names = {field: columns.get(field, field) for field in FIELDS}
    if names["text"] not in record:
        raise missing([names["text"]], record)
    return {field: record[name] for field, name in names.items() if name in record}


def missing(names: Iterable[str], there: Iterable[str]) -> InputError:
    """Return the error that says which columns are missing, and which are there."""
    names, there = list(names), list(there)
    if "text" in names and are_flat(there):
        return InputError(NO_STORIES)
    hint = "say which they are with --columns, such as text=body"
    return InputError(f"{_listed(names)} is missing, only {_listed(there)} is there; {hint}")


def _no_stories(record: Mapping[str, Any], columns: Columns) -> str | None:
    """Return what to do with a file whose record is one that borderfacts wrote, or a row; None for a story."""
    if "text" in columns:
        return None
    return _WRITTEN_HERE if WRITTEN in record else NO_STORIES if are_flat(record) else None


def _picked(record: Mapping[str, Any], columns: Columns) -> dict[str, Any]:
    picked = pick(record, columns)
    if not columns:
        picked = {**record, **picked}
    if type(picked.get("id")) is int:  # as databases number their rows
        picked["id"] = str(picked["id"])
    return picked


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names)) or "nothing"
