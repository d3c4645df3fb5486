"""Read stories: one module a kind of file, chosen by the ending of its name.

To add a kind of file, add a module with ``SUFFIXES``, ``ONE_STORY`` and ``read``; nothing else names it.
"""

from __future__ import annotations

import gzip
import logging
import os
import pkgutil
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from io import BufferedReader, BytesIO
from itertools import chain
from pathlib import Path
from typing import Protocol, cast

from borderfacts.errors import InputError
from borderfacts.inputs import binary, folder, stdin, web
from borderfacts.inputs.columns import Columns
from borderfacts.inputs.limits import LONGEST_STORY
from borderfacts.records import Story

DASH = "-"
PACKED = ".gz"

# Up to this size the stories of a file are counted before they are read, which takes a second.
COUNTED_BYTES = 200_000_000

Found = tuple[str, Story | InputError]

_log = logging.getLogger(__name__)


class InputKind(Protocol):
    """What a module for a kind of file offers.

    Attributes:
        SUFFIXES: the endings of the names of such files, with their dot, in lower case.
        ONE_STORY: whether such a file holds a single story.
    """

    SUFFIXES: tuple[str, ...]
    ONE_STORY: bool

    def read(self, stream: BufferedReader, name: str, columns: Columns) -> Iterator[Found]:
        """Yield the stories of a file, each with where it stands; for what cannot be read, the error that says why.

        Args:
            stream: the open file.
            name: what to call the file in messages.
            columns: for each field of a story the name of the column or key that holds it, where it is not its own;
                of no use to a kind that has none.
        """


@cache
def _kinds() -> dict[str, InputKind]:
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {suffix: cast(InputKind, module) for module in modules for suffix in getattr(module, "SUFFIXES", ())}


def _kind_of(path: Path) -> InputKind:
    name = path.name.lower().removesuffix(PACKED)
    return _kinds().get(Path(name).suffix) or _kinds()[".txt"]


def holds_one_story(inputs: Iterable[str]) -> bool:
    """Return whether the inputs are a single one that holds a single story, as far as its name says."""
    names = list(inputs)
    if len(names) != 1:
        return False
    if names[0] == DASH:
        return stdin.is_closed() or _kinds()[stdin.suffix({})].ONE_STORY
    if web.is_address(names[0]) or web.is_list(names[0]):
        return web.is_address(names[0])
    return not Path(names[0]).is_dir() and _kind_of(Path(names[0])).ONE_STORY


def check(inputs: Iterable[str]) -> None:
    """Find out whether what the inputs need is there, before anything is read or written.

    Raises:
        MissingExtraError: there are web addresses among them, and the extra ``web`` is not installed.
    """
    if any(web.is_address(name) or web.is_list(name) for name in inputs):
        web.Fetcher()


def count(inputs: Iterable[str], columns: Columns) -> int | None:
    """Return how many stories the inputs hold; None where counting would take long, or would use them up."""
    files: list[Path] = []
    pages = 0
    for name in inputs:
        if web.is_address(name):
            pages += 1
        elif web.is_list(name) and Path(name).is_file():
            pages += sum(1 for _ in _listed(name))
        elif Path(name).is_dir():
            files += [path for path, _ in _files_of(name).read]
        else:
            files.append(Path(name))  # the dash is no file
    if not all(path.is_file() for path in files):
        return None
    rows = [path for path in files if not _kind_of(path).ONE_STORY]
    if sum(path.stat().st_size for path in rows) > COUNTED_BYTES:
        return None
    return pages + len(files) - len(rows) + sum(1 for path in rows for _ in _read_file(path, path.parent, columns))


def read_inputs(inputs: Iterable[str], columns: Columns | None = None) -> Iterator[Found]:
    """Yield the stories of files, folders, standard input (``-``) and web addresses, in order, each with its place.

    A file is read by the ending of its name, and as plain text where that says nothing; ``.gz`` may follow. A file
    that ends in ``.urls`` lists web addresses, one a line. For what cannot be read the error that says why is yielded,
    and the reading goes on. Places are paths as given; a story that is a file has its name relative to the folder
    given, or the bare name of a file given, so that what is written of it is the same from wherever it was read.

    Args:
        inputs: the names.
        columns: for each field of a story the name of the column or key that holds it, where it is not its own.

    Raises:
        MissingExtraError: there are web addresses, and the extra ``web`` is not installed.
    """
    columns = columns or {}
    fetcher = cache(web.Fetcher)  # made on first need, and one for all, so that it knows when a host was last asked
    for name in inputs:
        if name == DASH:
            yield from _read_stdin(columns)
        elif web.is_address(name):
            yield from _read_address(fetcher(), name)
        elif web.is_list(name):
            for address in _listed(name):
                yield from _read_address(fetcher(), address) if isinstance(address, str) else [(name, address)]
        elif Path(name).is_dir():
            yield from _read_folder(name, columns)
        else:
            yield from _read_file(Path(name), Path(name).parent, columns)


def shortened(line: str, inputs: Iterable[str]) -> str:
    """Return a line that begins with the path of a file with that path as the stories of these inputs have it."""
    folders = [_written(folder) + os.sep for name in inputs for folder in (Path(name), Path(name).parent)]
    return line.removeprefix(max(filter(line.startswith, folders), key=len, default=""))


def _read_folder(name: str, columns: Columns) -> Iterator[Found]:
    files, others = _files_of(name)
    passed = f"{folder.listed(others)} passed over; save documents as .txt first" if others else ""
    if not files:
        yield name, InputError(f"{name}: no file here ends in {', '.join(_kinds())}{passed and f'; {passed}'}")
    elif passed:
        _log.warning("%s: %s", name, passed)
    for path, error in files:
        if error is None:
            yield from _read_file(path, Path(name), columns)
        else:
            yield str(path), error


def _files_of(name: str) -> folder.Files:
    endings = tuple(_kinds())
    return folder.files(Path(name), (*endings, *(ending + PACKED for ending in endings)))


def _read_stdin(columns: Columns) -> Iterator[Found]:
    try:
        kind = _kinds()[stdin.suffix(columns)]
        if kind.ONE_STORY and not columns:
            stdin.refuse_table()
        yield from _read(kind, stdin.stream(), stdin.NAME, columns)
    except InputError as error:
        yield stdin.NAME, error


def _listed(name: str) -> Iterator[str | InputError]:
    try:
        with Path(name).open("rb") as stream:
            yield from web.addresses(stream, name)
    except OSError as error:
        yield InputError(f"{name}: {error.strerror or error}")
    except InputError as error:
        yield InputError(f"{name}: a line is {error}")


def _read_address(fetcher: web.Fetcher, address: str) -> Iterator[Found]:
    try:
        page = fetcher.fetch(address)
    except InputError as error:
        yield address, error
        return
    stream: BufferedReader = BufferedReader(cast(BufferedReader, BytesIO(page.data)))
    for place, story in _read(_kinds()[page.ending], stream, address, {}):
        if isinstance(story, Story) and story.url is None:
            story = story.model_copy(update={"url": page.address})
        yield place, story


def _read_file(path: Path, folder: Path, columns: Columns) -> Iterator[Found]:
    name, kind = _written(path), _kind_of(path)
    file = _written(path.relative_to(folder)) if kind.ONE_STORY else None
    try:
        with path.open("rb") as stream:
            for place, story in _read(kind, stream, name, columns):
                yield place, story.model_copy(update={"file": file}) if isinstance(story, Story) else story
    except FileNotFoundError as error:
        yield name, InputError(f"{name}: {error.strerror}; check its name and folder")
    except OSError as error:
        yield name, InputError(f"{name}: {error.strerror or error}")


def _written(path: Path) -> str:
    """Return a path of any bytes as text that can be written."""
    return os.fsencode(path).decode("utf-8", "replace")


def _read(kind: InputKind, stream: BufferedReader, name: str, columns: Columns) -> Iterator[Found]:
    """Yield the stories of a stream, unpacked where it is packed."""
    if name.lower().endswith(PACKED) or stream.peek(2).startswith(stdin.GZIP):
        stream = BufferedReader(cast(BufferedReader, gzip.GzipFile(fileobj=stream)))
    try:
        reason = binary.kind_of(stream.peek(binary.LONGEST_START))
        if reason is not None:
            yield name, InputError(f"{name}: {reason}")
            return
        found = kind.read(stream, name, columns)
        first = next(found, None)
        if first is None:
            _log.warning("%s: holds no story; see whether it was saved whole", name)
        yield from map(_bounded, chain(filter(None, [first]), found))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield name, InputError(f"{name}: broken gzip ({error})")
    except UnicodeError as error:
        yield name, InputError(f"{name}: broken text ({error})")


def _bounded(found: Found) -> Found:
    place, story = found
    if isinstance(story, InputError) or len(story.text) <= LONGEST_STORY:
        return found
    return place, InputError(
        f"{place}: {len(story.text):,} characters; a story has at most {LONGEST_STORY:,}, so split it"
    )
