"""Where results are written: standard output, or a file that one run at a time makes, put in place once it is whole.

Beside an output ``x.csv`` stand, while a run writes it, ``.x.csv.lock`` and ``.x.csv.new``. None of them is ever opened
through a link, and what a killed run left of them is no hindrance to the next, which clears it away.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import BinaryIO

import typer

from borderfacts.errors import OutputError

if sys.platform == "win32":
    import msvcrt

    # What is locked cannot be read by others there, so it is a byte far behind the words that say who holds the file.
    _LOCKED_BYTE = 1 << 30

    def _lock(file: FileIO) -> None:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error

    def _let_go(path: Path, file: FileIO) -> None:
        file.close()  # an open file cannot be deleted there
        with suppress(OSError):  # another run holds it by now
            path.unlink()

else:
    import fcntl

    def _lock(file: FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(path: Path, file: FileIO) -> None:
        with suppress(OSError):  # what stays there is locked by no one
            path.unlink()
        file.close()


@contextmanager
def opened(output: Path | None, option: str = "--output") -> Iterator[BinaryIO]:
    """Give the stream of the file that an option names, or standard output.

    A file is put in place once it is whole; until then one of the same name stays as it is.

    Raises:
        OutputError: another run is writing the file, or standard output cannot be written.
        typer.BadParameter: the file cannot be written.
    """
    if output is None:
        if sys.stdout is None:
            raise typer.BadParameter("standard output is closed", param_hint=option)
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except OSError as error:
            failure = let_go_of_standard_output(error)
            if failure is not None:
                raise failure from error
        return
    try:
        if is_special(output):
            with output.open("wb") as stream:
                yield stream
        else:
            with alone(output, option), replaced(output) as stream:
                yield stream
    except OSError as error:
        raise unwritable(output, error, option) from error


def let_go_of_standard_output(error: OSError) -> OutputError | None:
    """Write nothing more to standard output, which cannot be written, and return the error to report.

    There is none where its reader has seen enough (``| head``).
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more may be flushed at exit
    return None if isinstance(error, BrokenPipeError) else OutputError(f"standard output: {error.strerror or error}")


def is_special(output: Path) -> bool:
    """Return whether a path is a pipe, a device or the like, which can be written to and not replaced."""
    return output.exists() and not output.is_file()


def unwritable(output: Path, error: OSError, option: str = "--output") -> typer.BadParameter:
    """Return the error of an option that names a file which cannot be written."""
    why = error.strerror or str(error)
    if isinstance(error, FileNotFoundError) and not output.parent.exists():
        why = f"the folder {output.parent} is not there; make it first"
    return typer.BadParameter(f"{output}: {why}", param_hint=option)


@contextmanager
def alone(output: Path, option: str = "--output") -> Iterator[None]:
    """Keep other runs from an output. The system ends that with the process, however the process ends.

    Raises:
        OutputError: another run is writing it.
        typer.BadParameter: nothing can be written beside it.
    """
    path = _beside(output, "lock")
    try:
        held = _held(path, output)
    except OSError as error:
        raise unwritable(output, error, option) from error
    try:
        yield
    finally:
        _let_go(path, held)


@contextmanager
def replaced(output: Path) -> Iterator[BinaryIO]:
    """Give the stream of a new file that takes the place of an output once it is whole; for who has it ``alone``."""
    path = output.resolve()  # what a link leads to is replaced, not the link
    new = _beside(output, "new")
    new.unlink(missing_ok=True)  # a killed run left it
    try:
        with new.open("xb") as stream:
            if path.exists():
                shutil.copymode(path, new)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def not_through_a_link(path: str, flags: int) -> int:
    """Open a file for ``open``, and no file that a link in its place leads to."""
    if os.path.islink(path):
        raise OSError(errno.ELOOP, f"{path} is a symbolic link, which is not followed")
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _beside(output: Path, ending: str) -> Path:
    path = output.resolve()
    return path.with_name(f".{path.name}.{ending}")


def _held(path: Path, output: Path) -> FileIO:
    while True:
        with ExitStack() as closing:
            file = closing.enter_context(open(path, "a+b", buffering=0, opener=not_through_a_link))
            try:
                _lock(file)
            except BlockingIOError:
                raise OutputError(f"{output}: {_holder(file)} is writing it; wait for its end, or end it") from None
            if sys.platform == "win32" or _stands_at(path, file):
                closing.pop_all()
                break
    with suppress(OSError):  # a full disk has no room to say so, and the file is held all the same
        file.truncate(0)
        now = datetime.now().astimezone().isoformat(" ", "seconds")
        file.write(f"the run with process id {os.getpid()}, begun at {now},".encode("ascii"))
    return file


def _holder(file: FileIO) -> str:
    file.seek(0)
    return file.read(200).decode("ascii", "replace") or "another run"


def _stands_at(path: Path, file: FileIO) -> bool:
    """Return whether a file is still the one at its path; who held it may have deleted it just before it was locked."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
