"""JSON Lines: one record a line, with ``text`` and optional ``id``, ``reference_date``, ``title`` and ``url``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from borderfacts.errors import InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns, Placed, stories
from borderfacts.inputs.limits import LONGEST_RECORD
from borderfacts.records import Story

SUFFIXES = (".jsonl", ".ndjson")
ONE_STORY = False


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of each line; empty lines are passed over."""
    return stories(_records(stream, name), name, columns)


def _records(stream: BufferedReader, name: str) -> Iterator[Placed]:
    number = 0
    try:
        for number, line in enumerate(decoding.lines(stream, LONGEST_RECORD), start=1):
            if line.strip():
                yield f"{name}, line {number}", _record(line)
    except InputError as error:
        yield f"{name}, line {number + 1}", error


def _record(line: bytes) -> Any:
    try:
        return json.loads(decoding.decode(line))
    except decoding.NotTextError as error:
        return InputError(str(error))
    except (ValueError, RecursionError) as error:
        return InputError(f"not JSON ({error})")
