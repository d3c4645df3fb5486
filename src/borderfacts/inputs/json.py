"""JSON: one record as in JSON Lines, or an array of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader

from borderfacts.errors import InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns, Placed, stories
from borderfacts.inputs.limits import LONGEST_JSON
from borderfacts.records import Story

SUFFIXES = (".json",)
ONE_STORY = False


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of each record."""
    return stories(_records(stream, name), name, columns)


def _records(stream: BufferedReader, name: str) -> Iterator[Placed]:
    try:
        content = json.loads(decoding.decode(decoding.whole(stream, LONGEST_JSON, "write it as JSON Lines")))
    except InputError as error:
        yield name, error
    except decoding.NotTextError as error:
        yield name, InputError(str(error))
    except (ValueError, RecursionError) as error:
        yield name, InputError(f"not JSON ({error})")
    else:
        if isinstance(content, list):
            yield from ((f"{name}, record {number}", record) for number, record in enumerate(content, start=1))
        else:
            yield name, content
