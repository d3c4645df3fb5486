"""Plain text files: one story a file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from borderfacts.errors import InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns
from borderfacts.records import Story

SUFFIXES = (".txt", ".text")
ONE_STORY = True


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of a text file; line ends stay, a byte order mark is left out."""
    try:
        yield name, Story(text=decoding.decode(stream.read()))
    except decoding.NotTextError as error:
        yield name, InputError(f"{name}: {error}")
