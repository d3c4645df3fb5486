"""The journal of a run that writes to a file: one line a story, so that an interrupted run can go on where it ended.

It stands beside the output under the name of it with ``.partial`` on top. The first line says what the run was asked;
each further line says what one story gave, in the order of the stories, failures included. The output is written from
it, so that a resumed run gives the bytes of an unbroken one. A process that is killed, or a disk that is full, leaves
at worst a torn last line, which is cut off. A story that was lost with the process or server that read it is tried
again by a resumed run; what it gives then comes as a further line, which says whose place it takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import typer

from borderfacts.cli import placing
from borderfacts.errors import InputError, OutputError
from borderfacts.records import Extraction, Story

ANEW = "to start anew, leave out --resume"
GO_ON = "the same command with --resume goes on from there"


class Given(NamedTuple):
    """What a story gave.

    Attributes:
        extraction: its records.
        fingerprint: what distinguishes the story from any other.
    """

    extraction: Extraction
    fingerprint: str


class Entry(NamedTuple):
    """A story that is done.

    Attributes:
        place: where the story stands.
        fingerprint: what distinguishes it from any other.
        failure: why it could not be read; None where it could.
        extraction: what it gave; None where it could not be read.
        is_lost: whether the process that read it ended, which is no fault of the story.
        again: the number, from 0, of the lost story that this one is; None for one that is tried for the first time.
    """

    place: str
    fingerprint: str
    failure: str | None
    extraction: Extraction | None
    is_lost: bool = False
    again: int | None = None


def fingerprint(story: Story | InputError) -> str:
    """Return what distinguishes a story from any other, wherever it stands and whatever its file is called."""
    content = str(story) if isinstance(story, InputError) else story.model_dump_json(exclude={"file"})
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def path_beside(output: Path) -> Path:
    """Return where the journal of an output stands."""
    return output.with_name(f"{output.name}.partial")


@contextmanager
def resumable(path: Path) -> Iterator[None]:
    """Report what the system refuses in the writing of a file as an end of the run from which it can go on."""
    try:
        yield
    except OSError as error:
        message = f"{path}: {error.strerror or error}; what was read so far is kept, and {GO_ON}"
        raise OutputError(message) from error


class Journal:
    """The journal of a run that has its output for itself; a context that closes its file.

    Attributes:
        path: its file.
        done: the number of stories in it when it was opened.
        lost: the numbers, from 0, of the stories that were lost with the process or server that read them, and not read
            since.
    """

    def __init__(self, output: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        """Open the journal beside an output; a new one, or with ``resume`` that of an interrupted run if there is one.

        Raises:
            typer.BadParameter: it is the journal of a run that was asked something else, or cannot be opened.
            OutputError: it cannot be written.
        """
        self.path = path_beside(output)
        self.lost: set[int] = set()
        self._again: dict[int, int] = {}  # where the line stands that takes the place of that of a lost story
        self._count = 0
        self._start = 0
        with ExitStack() as closing:
            try:
                # Without a buffer, as what a full disk leaves in one would be written, and fail, once more at the end.
                self._stream = closing.enter_context(_file(self.path, resume=resume))
                self._end = self._take_up(settings)
            except OSError as error:
                raise placing.unwritable(output, error) from error
            self.done = self._count
            if not self._start:
                self._write(_line(settings))
                self._start = self._end
            closing.pop_all()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def add(self, entry: Entry) -> None:
        """Write an entry; it outlasts the process.

        Raises:
            OutputError: it cannot be written; what was written before stays.
        """
        fields: dict[str, Any] = {"place": entry.place, "story": entry.fingerprint, "failure": entry.failure}
        if entry.is_lost:
            fields["lost"] = True
        if entry.again is not None:
            fields["again"] = entry.again
        line = _line(fields)
        if entry.extraction is not None:
            record = entry.extraction.model_dump_json(by_alias=True).encode("utf-8")
            line = line[:-2] + b', "extraction": ' + record + b"}\n"
        at = self._end
        self._write(line)
        self._note(fields, at)

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries that were there when the journal was opened, in the order of the stories."""
        return islice(self._entries(), self.done)

    def given(self) -> Iterator[Given]:
        """Yield what the stories gave, all of them, in their order."""
        for entry in self._entries():
            if "extraction" in entry:
                yield Given(Extraction.model_validate(entry["extraction"]), entry["story"])

    def remove(self) -> None:
        """Delete the journal of a run that came to its end."""
        self._stream.close()
        self.path.unlink()

    def _entries(self) -> Iterator[dict[str, Any]]:
        with self.path.open("rb") as stream, self.path.open("rb") as ahead:
            stream.seek(self._start)
            number = 0
            for line in stream:
                entry = json.loads(line)
                if "again" in entry:
                    continue
                if number in self._again:
                    ahead.seek(self._again[number])
                    entry = json.loads(ahead.readline())
                yield entry
                number += 1

    def _take_up(self, settings: Mapping[str, Any]) -> int:
        """Note what the whole lines say and cut off the rest; return where the next line starts."""
        end = 0
        with self.path.open("rb") as lines:
            for line_end, fields in _whole_lines(lines):
                if end:
                    self._note(fields, end)
                else:
                    self._check(fields, settings)
                    self._start = line_end
                end = line_end
        self._stream.seek(end)
        self._stream.truncate()
        return end

    def _note(self, fields: Mapping[str, Any], at: int) -> None:
        number = fields.get("again")
        if number is None:
            number = self._count
            self._count += 1
        else:
            self._again[number] = at
        if "lost" in fields:
            self.lost.add(number)
        else:
            self.lost.discard(number)

    def _write(self, line: bytes) -> None:
        left = memoryview(line)
        with resumable(self.path):
            while left:
                left = left[self._stream.write(left) :]
        self._end += len(line)

    def _check(self, old: dict[str, Any], settings: Mapping[str, Any]) -> None:
        if old.keys() != settings.keys():
            raise typer.BadParameter(f"{self.path} is no journal of this command; {ANEW}", param_hint="--resume")
        other = [f"{key} was {old[key]!r}, now {settings[key]!r}" for key in settings if old[key] != settings[key]]
        if other:
            message = f"{self.path} is the journal of another run ({'; '.join(other)}); {ANEW}"
            raise typer.BadParameter(message, param_hint="--resume")


def _file(path: Path, *, resume: bool) -> FileIO:
    if resume and path.exists():
        return open(path, "r+b", buffering=0, opener=placing.not_through_a_link)
    path.unlink(missing_ok=True)  # a link goes, and what it leads to stays
    return path.open("xb", buffering=0)


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields).encode("ascii") + b"\n"


def _whole_lines(stream: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what each line says, up to the first torn one, with where the next line starts."""
    end = 0
    for line in stream:
        try:
            fields = json.loads(line)
        except ValueError:
            return
        if not (line.endswith(b"\n") and isinstance(fields, dict)):
            return
        end += len(line)
        yield end, fields
