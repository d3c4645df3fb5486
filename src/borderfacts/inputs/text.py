"""Plain text files: one story a file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from borderfacts.errors import InputError
from borderfacts.inputs import decoding
from borderfacts.inputs.columns import Columns
from borderfacts.inputs.limits import LONGEST_STORY, LONGEST_TEXT
from borderfacts.records import Story

SUFFIXES = (".txt", ".text")
ONE_STORY = True

_ADVICE = f"a story has at most {LONGEST_STORY:,} characters, so split it into its stories"


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[tuple[str, Story | InputError]]:
    """Yield the story of a text file; line ends stay, a byte order mark is left out."""
    try:
        yield name, Story(text=decoding.decode(decoding.whole(stream, LONGEST_TEXT, _ADVICE)))
    except (InputError, decoding.NotTextError) as error:
        yield name, InputError(f"{name}: {error}")
