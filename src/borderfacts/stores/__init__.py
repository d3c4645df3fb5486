"""Keep extractions in a database file that is asked in SQL: one module a database, chosen by the ending of the file.

    with open_store("incidents.duckdb") as store:
        store.add(borderfacts.extract_many(records))

To add a database, add a module with ``SUFFIXES`` and ``connect``; nothing else names it. The tables are described in
docs/outputs.md.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Protocol, cast

from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.records import Extraction, Incident
from borderfacts.stores import incidents as linked
from borderfacts.stores import store
from borderfacts.stores.store import Database, Store

__all__ = ["Database", "DatabaseKind", "Store", "open_store", "read", "suffixes", "write_incidents"]


class DatabaseKind(Protocol):
    """What a module for a database offers.

    Attributes:
        SUFFIXES: the endings of its files, with their dot, in lower case.
    """

    SUFFIXES: tuple[str, ...]

    def connect(self, path: Path, *, read_only: bool) -> Database:
        """Open a file, a new one where there is none.

        Raises:
            StoreError: it cannot be opened, or is no such database.
            MissingExtraError: what reads and writes it is not installed.
        """


@contextmanager
def open_store(path: str | PathLike[str]) -> Iterator[Store]:
    """Give the store in a file, to add extractions to; a new one where there is no such file.

    Args:
        path: a file whose name ends in one of ``suffixes()``.

    Raises:
        ArgumentTypeError: ``path`` is no path.
        ArgumentValueError: it ends otherwise.
        StoreError: the file cannot be written, is in use, or holds something else.
        MissingExtraError: what reads and writes such files is not installed.
    """
    with closing(_connect(path, read_only=False)) as database:
        yield Store(database)


def read(path: str | PathLike[str]) -> Iterator[Extraction]:
    """Yield the extractions in a file, in the order of their ids, equal to those that were added.

    Args:
        path: a file that ``open_store`` made.

    Raises:
        ArgumentTypeError, ArgumentValueError, StoreError, MissingExtraError: as in ``open_store``.
    """
    with closing(_connect(path, read_only=True)) as database:
        yield from store.read(database)


def write_incidents(path: str | PathLike[str], incidents: Iterable[Incident]) -> None:
    """Write incidents into a file, in the place of those that are in it; its extractions stay.

    The tables are ``incidents``, ``members`` and ``claims``, described in docs/linking.md.

    Args:
        path: a file that ``open_store`` made, or a new one.
        incidents: what ``borderfacts.link`` gives.

    Raises:
        ArgumentTypeError, ArgumentValueError, StoreError, MissingExtraError: as in ``open_store``.
    """
    with closing(_connect(path, read_only=False)) as database:
        Store(database)
        linked.write(database, incidents)


@cache
def suffixes() -> tuple[str, ...]:
    """Return the endings of the files that hold a store, in alphabetical order."""
    return tuple(sorted(_kinds()))


@cache
def _kinds() -> dict[str, DatabaseKind]:
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return {suffix: cast(DatabaseKind, module) for module in modules for suffix in getattr(module, "SUFFIXES", ())}


def _connect(path: str | PathLike[str], *, read_only: bool) -> Database:
    if not isinstance(path, (str, PathLike)):
        raise ArgumentTypeError("path", path, "the path of a file")
    kind = _kinds().get(Path(path).suffix.lower())
    if kind is None:
        raise ArgumentValueError("path", str(path), f"a file that ends in {', '.join(suffixes())}")
    return kind.connect(Path(path), read_only=read_only)
