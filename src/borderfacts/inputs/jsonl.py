"""JSON Lines: one record a line, with ``text`` and optional ``id``, ``reference_date``, ``title`` and ``url``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from borderfacts.errors import BorderfactsError, InputError
from borderfacts.records import Story
from borderfacts.records.story import read_record

SUFFIXES = (".jsonl", ".ndjson")
ONE_STORY = False


def read(stream: BinaryIO, name: str) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of each line; empty lines are passed over."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            place = f"{name}, line {number}"
            try:
                yield place, read_record(json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8")))
            except BorderfactsError as error:
                yield place, InputError(f"{place}: {error}")
            except (ValueError, RecursionError) as error:
                yield place, InputError(f"{place}: not JSON in UTF-8 ({error})")
