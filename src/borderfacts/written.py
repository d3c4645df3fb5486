"""Records that borderfacts wrote, read again one by one: from JSON, from JSON Lines, or from a database."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from borderfacts import stores
from borderfacts.errors import InputError
from borderfacts.records import Extraction, Incident
from borderfacts.records.flat_row import NO_STORIES, are_flat

STDIN = "-"
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".parquet")
# How a file of records begins: with the first key of each record, in a list or not.
_BEGINNING = re.compile(rb'\s{0,40}(?:\[\s{0,40})?\{\s{0,40}"schema_version"')
_BETWEEN_CELLS = re.compile(r"[,;\t]")  # of the first line of a table
_LONGEST_BEGINNING = 200  # bytes

# Where a record stands, and the record, or why it cannot be read.
Found = tuple[str, Extraction | Incident | InputError]


def records(name: str | os.PathLike[str]) -> Iterator[Found]:
    """Yield what ``borderfacts extract`` or ``borderfacts link`` wrote, as it stands in the file, each with its place.

    A record that cannot be read is an ``InputError`` in its place, and those after it are read. A database is known by
    its ending, JSON and JSON Lines by what stands in them.

    Args:
        name: the file; ``-`` for standard input.

    Raises:
        InputError: the file cannot be read, or holds something else.
        StoreError: it is a database that cannot be read.
        MissingExtraError: it is one, and what reads it is not installed.
    """
    path = os.fspath(name)
    if Path(path).suffix.lower() in stores.suffixes():
        yield from ((f"{path}, {each.id}", each) for each in stores.read(path))
        return
    try:
        with nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb") as stream:
            for place, value in _values(stream, path):
                if isinstance(value, dict) and are_flat(value):
                    raise InputError(f"{path}: {NO_STORIES}")
                yield place, _record(value)
    except IsADirectoryError as error:
        raise _no_records(path, "a folder") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def holds_records(name: str | os.PathLike[str]) -> bool:
    """Return whether a file holds what ``borderfacts extract`` or ``borderfacts link`` wrote, as far as it begins so.

    Standard input is not looked at, and a file that cannot be read holds none.
    """
    path = Path(name)
    if os.fspath(name) == STDIN or not path.is_file():
        return False
    if path.suffix.lower() in stores.suffixes():
        return True
    try:
        with path.open("rb") as stream:
            return _BEGINNING.match(stream.read(_LONGEST_BEGINNING)) is not None
    except OSError:
        return False


def read_extractions(name: str | os.PathLike[str]) -> list[Extraction]:
    """Return the extractions in a file that ``borderfacts extract`` wrote: JSON, JSON Lines, or a database.

    Args:
        name: the file; ``-`` for standard input.

    Raises:
        InputError: it cannot be read, or holds something else, be it in one place or an incident of several stories.
        StoreError: it is a database that cannot be read.
        MissingExtraError: it is one, and what reads it is not installed.
    """
    found: list[Extraction] = []
    for number, (place, each) in enumerate(records(name), start=1):
        if isinstance(each, InputError):
            raise InputError(f"{place}: {each}")
        if isinstance(each, Incident):
            raise InputError(f"{name}, record {number}: an incident of several stories, where extractions are taken")
        found.append(each)
    return found


def _values(stream: BinaryIO, name: str) -> Iterator[tuple[str, object]]:
    """Yield the values of a file: of each line, or of the whole where its first line is no value by itself."""
    lines: Iterator[tuple[int, bytes]] = enumerate(stream, start=1)
    start, first = next(((number, line) for number, line in lines if line.strip()), (0, b""))
    if start and isinstance(_parsed(first), InputError):
        content = first + stream.read()
        if not isinstance(whole := _parsed(content), InputError):
            yield from _each(name, whole)
            return
        if are_flat(_BETWEEN_CELLS.split(first.decode("utf-8-sig", "replace").strip())):
            raise InputError(f"{name}: {NO_STORIES}")
        if Path(name).suffix.lower() not in _LINES:
            raise _no_records(name, str(whole))
        lines = enumerate(content.splitlines(), start)
    else:
        lines = chain([(start, first)], lines)
    for number, line in lines:
        if line.strip():
            value = _parsed(line)
            yield from _each(name, value) if isinstance(value, list) else [(f"{name}, line {number}", value)]


def _no_records(name: str, what: str) -> InputError:
    advice = f"of stories, run 'borderfacts extract {name} -o stories.jsonl' first"
    if Path(name).suffix.lower() in _TABLES:
        advice = f"a table of rows cannot be read back: give the .jsonl of the same stories; {advice}"
    return InputError(f"{name}: no records, as JSON or JSON Lines ({what}); {advice}")


def _each(name: str, value: object) -> Iterator[tuple[str, object]]:
    values = value if isinstance(value, list) else [value]
    yield from ((f"{name}, record {number}", each) for number, each in enumerate(values, start=1))


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        return InputError(f"not JSON ({error})")


def _record(value: object) -> Extraction | Incident | InputError:
    if isinstance(value, InputError):
        return value
    kind = Incident if isinstance(value, dict) and "members" in value else Extraction
    try:
        return kind.model_validate(value, strict=False)
    except ValidationError as error:
        return InputError(f"neither an extraction nor an incident ({error.error_count()} fields are wrong)")
