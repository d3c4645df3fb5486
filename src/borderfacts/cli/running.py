"""What the commands that read stories share: their arguments, and the run with its progress."""

from __future__ import annotations

import logging
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from tqdm import tqdm

from borderfacts import inputs, outputs, readers, stores
from borderfacts.cli import placing
from borderfacts.cli.interrupts import Interrupts
from borderfacts.cli.journal import ANEW, Entry, Given, Journal, fingerprint
from borderfacts.cli.messages import passed_on, printable
from borderfacts.errors import BorderfactsError, InputError, ServerError
from borderfacts.inputs import columns
from borderfacts.records import Extraction, Note, Story
from borderfacts.records.identity import document_id
from borderfacts.records.story import parse_date
from borderfacts.records.wording import plural
from borderfacts.vocabulary import NoteCode

# What many stories of a run have, and one answer mends in all: reported for the first, and counted at the end.
_REPORTED_ONCE = {NoteCode.NO_REFERENCE_DATE}
# What was asked for, and most stories have: only how many they were is reported, at the end.
_COUNTED = {NoteCode.PASSED_OVER}

SOME_FAILED = 1
KILLED_BY = 128  # plus the number of the signal, as shells report it

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Text (.txt), saved web pages (.html), CSV (.csv), JSON or JSON Lines (.json, .jsonl), each also with "
        ".gz; folders of them; - for standard input; a web address, or a list of some (.urls).",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", dir_okay=False, help="Write to this file, not to standard output.", show_default=False
    ),
]
ReferenceDate = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD", help="The publication date of stories that state none themselves.", show_default=False
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=NAME,...",
        help="Which column of a CSV file, or key of JSON records, holds the text, id, reference_date, title or url of "
        "a story: text=body,reference_date=published.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, help="The number of processes; they are started from 200 stories on.")
]
Threshold = Annotated[
    float,
    typer.Option(
        min=0.0,
        max=1.0,
        help="Leave out events and values of events whose confidence is below this.",
        show_default=True,
    ),
]
Reader = Annotated[
    str,
    typer.Option(
        autocompletion=readers.names,
        help="What reads the stories: default, the model that comes with borderfacts, or another by its name.",
        show_default=True,
    ),
]
Gate = Annotated[
    bool,
    typer.Option(
        "--gate",
        help="Pass over stories that hardly speak of borders or migration, at the cost of reading their bytes; how "
        "many they were is reported at the end. For archives of news of all matters.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress and no notes; report failures only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Report what each story gave, on standard error.")]


def day(option: str | None) -> date | None:
    """Return the reference date of the option; a wrong one is wrong usage."""
    try:
        return parse_date(option)
    except BorderfactsError as error:
        message = f"{option!r} is no date; write year, month and day, as in 2025-02-05"
        raise typer.BadParameter(message, param_hint="--reference-date") from error


def columns_given(option: str | None) -> dict[str, str]:
    """Return the columns of the option; wrong ones are wrong usage."""
    try:
        return columns.parse(option) if option is not None else {}
    except BorderfactsError as error:
        raise typer.BadParameter(str(error), param_hint="--columns") from error


def _known_reader(name: str) -> str:
    try:
        readers.checked(name)
    except BorderfactsError as error:
        raise typer.BadParameter(str(error), param_hint="--reader") from error
    return name


# Stories that one process reads together: the progress bar moves once for each batch.
_FEW = 8


def _batch_size(reader: str, *, is_many: bool) -> int:
    """Return how many stories are read together.

    Args:
        reader: of one of the user's, which may be slow, as few as go at once.
        is_many: whether processes share the batches, or the gate passes over most of their stories.
    """
    from borderfacts.api import BATCH_SIZE

    if reader != readers.DEFAULT:
        return readers.parallel_of(readers.reader_of(reader))
    return BATCH_SIZE if is_many else _FEW


class _Found(NamedTuple):
    place: str
    story: Story | InputError
    again: int | None = None  # the number of the lost story that it is

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.story)


def known_database(path: Path | None) -> Path | None:
    """Return the path of a database where its ending is that of one.

    Raises:
        typer.BadParameter: it is not.
    """
    if path is not None and path.suffix.lower() not in stores.suffixes():
        raise typer.BadParameter(f"{path}: the file's name ends in none of {', '.join(stores.suffixes())}")
    return path


def format_of(output: Path | None, advice: str) -> str | None:
    """Return the name of the format that an output ends in; None for standard output and special files.

    Args:
        output: the file.
        advice: what to do where it ends in none.

    Raises:
        typer.BadParameter: it ends in none, or is a database.
    """
    if output is None:
        return None
    if output.suffix.lower() in stores.suffixes():
        raise typer.BadParameter(f"{output} is a database: name it with --to", param_hint="--output")
    format_name = outputs.format_of_file(output.name)
    if format_name is None and not placing.is_special(output):
        endings = ", ".join(outputs.output_format(name).SUFFIX for name in outputs.formats())
        message = f"{output}: the file's name ends in none of {endings}; {advice}"
        raise typer.BadParameter(message, param_hint="--output")
    return format_name


class Run:
    """A run over stories: yields what they give, and reports on standard error what cannot be read.

    Attributes:
        failures: a line for each story that could not be read, so far.
        done: the number of stories done so far, those that could not be read among them.
        interrupts: hears Ctrl-C, after which no more stories are read.
    """

    def __init__(
        self,
        files: list[str],
        reference_date: date | None,
        jobs: int,
        *,
        columns: Mapping[str, str] | None = None,
        keep_text: bool = False,
        threshold: float = 0.0,
        reader: str = readers.DEFAULT,
        gate: bool = False,
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        inputs.check(files)
        self.failures: list[str] = []
        self.done = 0
        self.interrupts = Interrupts()
        self._files = files
        self._day = reference_date
        self._jobs = jobs
        self._columns = columns or {}
        self._keep_text = keep_text
        self._threshold = threshold
        self._reader = _known_reader(reader)
        self._gate = gate
        self._quiet = quiet
        self._verbose = verbose
        self._bar: tqdm[None] = tqdm(disable=True)
        self._noted: Counter[NoteCode] = Counter()

    def extractions(self, *, show_progress: bool) -> Iterator[Extraction]:
        """Return what the stories give, in their order; those that cannot be read are reported and left out."""
        given = self.given(show_progress=show_progress)
        return (each.extraction for each in given)

    def given(self, *, show_progress: bool, is_done: Callable[[str, str], bool] | None = None) -> Iterator[Given]:
        """Return what the stories give, in their order; those that are done, by id and fingerprint, are passed over."""
        stories = self._stories() if is_done is None else self._stories_not(is_done)
        return self._given(self.interrupts.until(self._entries(stories)), show_progress)

    def _given(self, entries: Iterator[Entry], show_progress: bool) -> Iterator[Given]:
        with self._progress(shown=show_progress):
            for entry in entries:
                self._count(entry)
                if entry.extraction is not None:
                    yield Given(entry.extraction, entry.fingerprint)

    def fill(self, journal: Journal, *, show_progress: bool) -> None:
        """Read the stories that are not in the journal yet or were lost, and write what they give into it."""
        with self._progress(shown=show_progress):
            for entry in self.interrupts.until(self._entries(self._remaining(journal))):
                self._count(entry)
                journal.add(entry)

    def settings(self) -> dict[str, Any]:
        """Return all that the records of the run depend on, beside the stories themselves."""
        return {
            **self.reader(),
            "files": self._files,
            "reference_date": self._day.isoformat() if self._day else None,
            "columns": dict(self._columns),
        }

    def reader(self) -> dict[str, Any]:
        """Return all that the records of a story depend on, beside the story itself."""
        from importlib.metadata import version

        from borderfacts.gate import card
        from borderfacts.records.extraction import SCHEMA_VERSION

        return {
            "borderfacts": version("borderfacts"),
            "schema_version": SCHEMA_VERSION,
            "model": readers.name_of(self._reader),
            "gate": card().name if self._gate else None,
            "text": self._keep_text,
            "threshold": self._threshold,
        }

    def end(self) -> None:
        """Leave with the exit status of the run."""
        if self.interrupts.heard is not None:
            raise typer.Exit(KILLED_BY + self.interrupts.heard)
        if self.failures:
            raise typer.Exit(SOME_FAILED)

    def fail(self, failure: str) -> None:
        """Report what could not be done, on standard error and by the exit status."""
        self.failures.append(failure)
        self.tell(failure)

    def tell(self, message: str) -> None:
        """Write a message on standard error, above the progress bar."""
        self._bar.write(f"borderfacts: {printable(message)}", file=sys.stderr)

    def _stories(self) -> Iterator[_Found]:
        for place, story in inputs.read_inputs(self._files, self._columns):
            if isinstance(story, Story) and story.reference_date is None and self._day is not None:
                story = story.model_copy(update={"reference_date": self._day})
            yield _Found(place, story)

    def _stories_not(self, is_done: Callable[[str, str], bool]) -> Iterator[_Found]:
        for found in self._stories():
            if isinstance(found.story, Story):
                id = found.story.id if found.story.id is not None else document_id(found.story.text)
                if is_done(id, found.fingerprint):
                    continue
            yield found

    def _remaining(self, journal: Journal) -> Iterator[_Found]:
        stories = self._stories()
        for number, entry in enumerate(journal.entries()):
            found = next(stories, None)
            if found is None or (found.place, found.fingerprint) != (entry["place"], entry["story"]):
                now = f"it is now that of {found.place}, or its content changed" if found else "there is none now"
                message = f"{journal.path}: story {number + 1} was {entry['place']}; {now}; {ANEW}"
                raise typer.BadParameter(message, param_hint="--resume")
            if number in journal.lost:
                yield found._replace(again=number)
            else:
                self._count(Entry(entry["place"], entry["story"], entry["failure"], None))
                notes = entry.get("extraction", {}).get("notes", ())
                self._tell_notes(entry["place"], map(Note.model_validate, notes))
        yield from stories

    def _entries(self, stories: Iterator[_Found]) -> Iterator[Entry]:
        """Yield what each story gives, in order, also where reading runs ahead."""
        from borderfacts.api import extract_many
        from borderfacts.workers import LOST

        unread: deque[tuple[int, _Found]] = deque()
        number = 0

        def readable() -> Iterator[tuple[Story, tuple[int, _Found]]]:
            nonlocal number
            for found in stories:
                if isinstance(found.story, InputError):
                    unread.append((number, found))
                else:
                    yield found.story, (number, found)
                number += 1

        extractions = extract_many(
            readable(),
            n_process=self._jobs,
            batch_size=_batch_size(self._reader, is_many=self._jobs > 1 or self._gate),
            keep_text=self._keep_text,
            threshold=self._threshold,
            reader=self._reader,
            gate=self._gate,
        )
        for extraction, (at, found) in extractions:
            while unread and unread[0][0] < at:
                yield _failed(unread.popleft()[1])
            if extraction.error is None:
                yield Entry(found.place, found.fingerprint, None, extraction, again=found.again)
            else:
                failure = f"{found.place}: {extraction.error}"
                is_lost = extraction.error == LOST or extraction.error.startswith(f"{ServerError.__name__}: ")
                yield Entry(found.place, found.fingerprint, failure, None, is_lost, found.again)
        for _, found in unread:
            yield _failed(found)

    def _count(self, entry: Entry) -> None:
        self.done += 1
        self._bar.update()
        if entry.failure is not None:
            self.fail(entry.failure)
        elif entry.extraction is not None:
            if self._verbose:
                self.tell(f"{entry.place}: {_gist(entry.extraction)}")
            self._tell_notes(entry.place, entry.extraction.notes)

    def _tell_notes(self, place: str, notes: Iterable[Note]) -> None:
        if self._quiet:
            return
        for note in notes:
            self._noted[note.code] += 1
            is_reported_later = note.code in _COUNTED or (note.code in _REPORTED_ONCE and self._noted[note.code] > 1)
            if not is_reported_later:
                self.tell(f"{place}: {note.message}")

    @contextmanager
    def _progress(self, *, shown: bool) -> Iterator[None]:
        shown = shown and not self._quiet and sys.stderr.isatty()
        total = inputs.count(self._files, self._columns) if shown else None
        heard = [] if self._quiet else [("borderfacts.inputs", logging.WARNING)]
        heard += [("borderfacts.chat", logging.INFO)] if self._verbose else []
        with tqdm(total=total, unit=" stories", disable=not shown, file=sys.stderr) as self._bar, ExitStack() as stack:
            for logger, level in heard:
                stack.enter_context(passed_on(logger, level, self.tell))
            yield
        for code in sorted(_REPORTED_ONCE):
            if self._noted[code] > 1:
                counted = f"{code.value} in {self._noted[code]:,} stories, of which the first is named above"
                self.tell(f"{counted}; the notes of the records say which")
        if passed := self._noted[NoteCode.PASSED_OVER]:
            counted = f"the gate passed over {passed:,} of {self.done:,} stories"
            self.tell(f"{counted}; JSON and JSON Lines name them, in notes")


def _failed(found: _Found) -> Entry:
    return Entry(found.place, found.fingerprint, str(found.story), None)


def _gist(extraction: Extraction) -> str:
    kinds = ("event", "statistic", "fact", "quantity", "date", "place", "agency")
    numbers = [(kind, len(getattr(extraction, plural(kind, None)))) for kind in kinds]
    return ", ".join(f"{number} {plural(kind, number)}" for kind, number in numbers)
