"""Read stories: one module a kind of file, chosen by the ending of its name.

To add a kind of file, add a module with ``SUFFIXES``, ``ONE_STORY`` and ``read``; nothing else names it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from borderfacts.errors import InputError
from borderfacts.inputs import folder, stdin
from borderfacts.records import Story

DASH = "-"

Found = tuple[str, Story | InputError]


class InputKind(Protocol):
    """What a module for a kind of file offers.

    Attributes:
        SUFFIXES: the endings of the names of such files, with their dot, in lower case.
        ONE_STORY: whether such a file holds a single story.
    """

    SUFFIXES: tuple[str, ...]
    ONE_STORY: bool

    def read(self, stream: BinaryIO, name: str) -> Iterator[Found]:
        """Yield the stories of a file, each with where it stands; for what cannot be read, the error that tells why.

        Args:
            stream: the open file.
            name: what to call the file in messages, and the story of a file that holds a single one.
        """


@cache
def _kinds() -> dict[str, InputKind]:
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {suffix: cast(InputKind, module) for module in modules for suffix in getattr(module, "SUFFIXES", ())}


def _kind_of(path: Path) -> InputKind:
    return _kinds().get(path.suffix.lower()) or _kinds()[".txt"]


def holds_one_story(inputs: Iterable[str]) -> bool:
    """Return whether the inputs are a single one that holds a single story, as far as its name tells."""
    told = list(inputs)
    if len(told) != 1:
        return False
    return _kinds()[stdin.suffix()].ONE_STORY if told[0] == DASH else not _is_of_many(Path(told[0]))


def _is_of_many(path: Path) -> bool:
    return path.is_dir() or not _kind_of(path).ONE_STORY


def read_inputs(inputs: Iterable[str]) -> Iterator[Found]:
    """Yield the stories of files, folders and standard input (``-``), each with where it stands, in order.

    A file is read by the ending of its name, and as plain text where that tells nothing. For what cannot be read the
    error that tells why is yielded, and the reading goes on.
    """
    for told in inputs:
        if told == DASH:
            yield from _kinds()[stdin.suffix()].read(stdin.stream(), stdin.NAME)
        elif Path(told).is_dir():
            files = folder.files(Path(told), tuple(_kinds()))
            if not files:
                yield told, InputError(f"{told}: no file here ends in {', '.join(_kinds())}")
            for path in files:
                yield from _read_file(path)
        else:
            yield from _read_file(Path(told))


def _read_file(path: Path) -> Iterator[Found]:
    try:
        with path.open("rb") as stream:
            yield from _kind_of(path).read(stream, str(path))
    except OSError as error:
        yield str(path), InputError(f"{path}: {error.strerror or error}")
