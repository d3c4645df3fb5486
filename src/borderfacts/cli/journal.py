"""The journal of a run that writes to a file: one line a story, so that an interrupted run can go on where it ended.

It stands beside the output under the name of it with ``.partial`` on top. The first line tells what the run was asked;
each further line tells what one story gave, in the order of the stories, failures included. The output is written from
it, so that a resumed run gives the bytes of an unbroken one. A process that is killed leaves at worst a torn last line,
which is cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import typer

from borderfacts.errors import InputError
from borderfacts.records import Extraction, Story

ANEW = "to start anew, leave out --resume"


class Given(NamedTuple):
    """What a story gave.

    Attributes:
        extraction: its records.
        fingerprint: what tells the story from any other.
    """

    extraction: Extraction
    fingerprint: str


class Entry(NamedTuple):
    """A story that is done.

    Attributes:
        place: where the story stands.
        fingerprint: what tells it from any other.
        failure: why it could not be read; None where it could.
        extraction: what it gave; None where it could not be read.
    """

    place: str
    fingerprint: str
    failure: str | None
    extraction: Extraction | None


def fingerprint(story: Story | InputError) -> str:
    """Return what tells a story from any other, wherever it stands."""
    told = str(story) if isinstance(story, InputError) else story.model_dump_json()
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def path_beside(output: Path) -> Path:
    """Return where the journal of an output stands."""
    return output.with_name(f"{output.name}.partial")


class Journal:
    """The journal of a run; a context that closes its file.

    Attributes:
        path: its file.
        done: the number of stories in it when it was opened.
    """

    def __init__(self, output: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        """Open the journal beside an output; a new one, or with ``resume`` that of an interrupted run if there is one.

        Raises:
            typer.BadParameter: it is the journal of a run that was asked something else, or cannot be written.
        """
        self.path = path_beside(output)
        self.done = 0
        header = _line(settings)
        try:
            self._stream = self.path.open("r+b" if resume and self.path.exists() else "w+b")
            self._start = self._take_up(settings) if resume else 0
            if not self._start:
                self._stream.write(header)
                self._stream.flush()
                self._start = len(header)
        except OSError as error:
            message = f"{output}: {error.strerror or error}"
            raise typer.BadParameter(message, param_hint="--output") from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def add(self, entry: Entry) -> None:
        """Write an entry; it outlasts the process."""
        told = {"place": entry.place, "story": entry.fingerprint, "failure": entry.failure}
        line = _line(told)
        if entry.extraction is not None:
            record = entry.extraction.model_dump_json(by_alias=True).encode("utf-8")
            line = line[:-2] + b', "extraction": ' + record + b"}\n"
        self._stream.write(line)
        self._stream.flush()

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries that were there when the journal was opened, without what their stories gave."""
        with self.path.open("rb") as stream:
            stream.seek(self._start)
            for line in islice(stream, self.done):
                yield json.loads(line)

    def given(self) -> Iterator[Given]:
        """Yield what the stories gave, all of them."""
        with self.path.open("rb") as stream:
            stream.seek(self._start)
            for line in stream:
                entry = json.loads(line)
                if "extraction" in entry:
                    yield Given(Extraction.model_validate(entry["extraction"]), entry["story"])

    def remove(self) -> None:
        """Delete the journal of a run that came to its end."""
        self._stream.close()
        self.path.unlink()

    def _take_up(self, settings: Mapping[str, Any]) -> int:
        """Count the whole lines and cut off the rest; return where the first entry starts, 0 where no line is whole."""
        lines = _whole_lines(self._stream)
        first = next(lines, None)
        if first is None:
            self._stream.seek(0)
            self._stream.truncate()
            return 0
        start, told = first
        self._check(told, settings)
        end = start
        for entry_end, _ in lines:
            end = entry_end
            self.done += 1
        self._stream.seek(end)
        self._stream.truncate()
        return start

    def _check(self, told: dict[str, Any], settings: Mapping[str, Any]) -> None:
        if told.keys() != settings.keys():
            raise typer.BadParameter(f"{self.path} is no journal of this command; {ANEW}", param_hint="--resume")
        other = [f"{key} was {told[key]!r}, now {settings[key]!r}" for key in settings if told[key] != settings[key]]
        if other:
            message = f"{self.path} is the journal of another run ({'; '.join(other)}); {ANEW}"
            raise typer.BadParameter(message, param_hint="--resume")


def _line(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told).encode("ascii") + b"\n"


def _whole_lines(stream: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what each line tells, up to the first torn one, with where the next line starts."""
    end = 0
    for line in stream:
        try:
            told = json.loads(line)
        except ValueError:
            return
        if not (line.endswith(b"\n") and isinstance(told, dict)):
            return
        end += len(line)
        yield end, told
