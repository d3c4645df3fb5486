"""JSON Lines: one extraction a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from borderfacts.records import Extraction

SUFFIX = ".jsonl"


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write the extractions, each as soon as it is there."""
    for extraction in extractions:
        stream.write(extraction.model_dump_json(by_alias=True).encode("utf-8") + b"\n")
