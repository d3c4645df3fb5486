"""Plain text files in UTF-8: one story a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from borderfacts.errors import InputError
from borderfacts.records import Story

SUFFIXES = (".txt", ".text")
ONE_STORY = True


def read(stream: BinaryIO, name: str) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of a text file, by the name of the file; line ends stay, a byte order mark is left out."""
    try:
        yield name, Story(id=name, text=stream.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield name, InputError(f"{name}: not UTF-8 text (byte {error.start})")
