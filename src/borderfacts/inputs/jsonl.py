"""JSON Lines: one record a line, with ``text`` and optional ``id``, ``reference_date``, ``title`` and ``url``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from borderfacts.errors import BorderfactsError, InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns, missing, pick
from borderfacts.records import Story
from borderfacts.records.story import read_record

SUFFIXES = (".jsonl", ".ndjson")
ONE_STORY = False


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of each line; empty lines are passed over.

    An unknown key is an error, since it may be a misspelt one; with columns, other keys are passed over. A column may
    be missing from some lines, but not from all.
    """
    unseen = dict.fromkeys(columns.values())
    keys: dict[str, None] = {}
    for number, line in enumerate(decoding.lines(stream), start=1):
        if line.strip():
            place = f"{name}, line {number}"
            try:
                record = json.loads(decoding.decode(line))
                if isinstance(record, dict):
                    keys |= dict.fromkeys(record)
                    record = _told(record, columns)
                yield place, read_record(record)
            except BorderfactsError as error:
                yield place, InputError(f"{place}: {error}")
            except decoding.NotTextError as error:
                yield place, InputError(f"{place}: {error}")
            except (ValueError, RecursionError) as error:
                yield place, InputError(f"{place}: not JSON ({error})")
    unseen = {column: None for column in unseen if column not in keys}
    if unseen and keys:
        yield name, InputError(f"{name}: {missing(unseen, keys)}")


def _told(record: dict[str, Any], columns: Columns) -> dict[str, Any]:
    told = pick(record, columns)
    if not columns:
        told = record | told
    if type(told.get("id")) is int:  # as databases number their rows
        told["id"] = str(told["id"])
    return told
