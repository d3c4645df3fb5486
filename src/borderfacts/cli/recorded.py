"""Files of records among the files that a command is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer

from borderfacts import written
from borderfacts.cli.messages import tell, tell_empty
from borderfacts.cli.running import SOME_FAILED
from borderfacts.errors import BorderfactsError, InputError
from borderfacts.records import Extraction, Incident


def apart(files: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the files that hold records, as ``extract`` and ``link`` write them, and those that hold stories."""
    recorded: list[str] = []
    stories: list[str] = []
    for name in files:
        (recorded if written.holds_records(name) else stories).append(name)
    return recorded, stories


def records(files: Iterable[str], fail: Callable[[str], None]) -> Iterator[Extraction | Incident]:
    """Yield the records in files, in order; a file that holds none is named.

    Args:
        files: the files.
        fail: takes a line for each record and each file that cannot be read.
    """
    for name in files:
        place = None
        try:
            for place, found in written.records(name):
                if isinstance(found, InputError):
                    fail(f"{place}: {found}")
                else:
                    yield found
            if place is None:
                tell_empty(name)
        except BorderfactsError as error:
            fail(str(error))


@contextmanager
def read(files: Iterable[str]) -> Iterator[list[Extraction | Incident]]:
    """Give the records in files, for a command that needs all of them at once, and name in the end what is none.

    Raises:
        InputError: there are none, and some could not be read.
        typer.Exit: with status 1, after the context, where some could not.
    """
    failures: list[str] = []
    found = list(records(files, failures.append))
    if failures and not found:
        raise InputError("; ".join(failures))
    yield found
    for line in failures:
        tell(line)
    if failures:
        raise typer.Exit(SOME_FAILED)
