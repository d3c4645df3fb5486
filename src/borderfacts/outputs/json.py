"""JSON: a single extraction as an object, several as an array of objects."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import BinaryIO

from borderfacts.records import Extraction

SUFFIX = ".json"


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write the extractions, indented by two spaces."""
    rest = iter(extractions)
    first = list(islice(rest, 2))
    if len(first) == 1:
        stream.write(_object(first[0]) + b"\n")
        return
    stream.write(b"[")
    for number, extraction in enumerate(chain(first, rest)):
        stream.write(b",\n" if number else b"\n")
        stream.write(_object(extraction))
    stream.write(b"\n]\n" if first else b"]\n")


def _object(extraction: Extraction) -> bytes:
    return extraction.model_dump_json(by_alias=True, indent=2).encode("utf-8")
