"""What users call: ``load``, ``make_doc``, ``extract``, ``extract_events`` and ``extract_many``."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import count
from typing import Any, NamedTuple, TypeVar, overload

from spacy.language import Language
from spacy.tokens import Doc

from borderfacts import extracting, pipeline, workers
from borderfacts.errors import ArgumentTypeError, ArgumentValueError, BorderfactsError
from borderfacts.gate import could_hold_incident
from borderfacts.readers import DEFAULT, checked
from borderfacts.reading.schema import Reader
from borderfacts.records import Event, Extraction, Story
from borderfacts.records.identity import document_id
from borderfacts.records.story import LONE_SURROGATE, RECORD_FORM, make_story, read_record
from borderfacts.records.threshold import above
from borderfacts.text import document
from borderfacts.values.dates.expressions import TimeExpression
from borderfacts.values.dates.finder import explain
from borderfacts.vocabulary import NoteCode

C = TypeVar("C")
_Answering = Callable[[Iterable[list[Story]]], Generator[list[Extraction], None, None]]
RecordLike = str | Mapping[str, Any] | Story

_log = logging.getLogger(__name__)

BATCH_SIZE = 64
# A batch also ends at this many characters, so that a run over long documents takes no more memory than one over short.
BATCH_CHARACTERS = 200_000
# And at so many records for each that may be read: where the gate passes over most, full batches are read all the same.
MOST_NOT_READ = 16


def load(*, reader: Reader | str = DEFAULT) -> Language:
    """Return the spaCy pipeline, whose Docs carry the records in ``doc._.events``.

    The pipeline of the default reader is built once; for any other each call builds a new one.

    Args:
        reader: as in ``extract``. A reader that is given by name comes back with a pipeline that is saved.

    Raises:
        ArgumentTypeError: ``reader`` is neither a name nor an object that reads.
        ArgumentValueError: there is no reader of that name.
    """
    if isinstance(reader, str) and reader == DEFAULT:
        return pipeline.build_pipeline()
    return pipeline.with_reader(reader)


def make_doc(nlp: Language, text: str, *, reference_date: date | str | None = None) -> Doc:
    """Return a Doc that knows its publication date, for ``nlp(doc)`` and ``nlp.pipe``.

    Examples:
        >>> nlp = load()
        >>> doc = nlp(make_doc(nlp, "Nine people crossed on Monday.", reference_date="2025-02-05"))

    Args:
        nlp: the pipeline.
        text: the text.
        reference_date: as in ``extract``.
    """
    return document.make_doc(nlp, make_story(text, reference_date=reference_date))


def extract(
    text: str,
    *,
    reference_date: date | str | None = None,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    keep_text: bool = False,
    threshold: float = 0.0,
    reader: Reader | str = DEFAULT,
) -> Extraction:
    """Return all that a text gives: incidents, statistics, facts, quantities, dates, places, agencies.

    An empty text, and one that does not look English, gives an empty extraction, whose ``notes`` say so.

    Args:
        text: the text of one story.
        reference_date: its publication date, against which relative and year-less dates are resolved: a ``date``, a
            ``datetime`` or an ISO 8601 string. Without it such dates stay partial.
        id: your own identifier of the text; by default a stable hash of it.
        title: its headline, passed through.
        url: its address, passed through.
        keep_text: whether the extraction carries the text, in ``Extraction.text``.
        threshold: the least confidence, 0 to 1, of events and of their values; what is below is left out.
        reader: what says what the text means: ``default``, the model that comes with borderfacts; the name of another
            reader (see "Readers"); or an object with ``read(text, values)``.

    Raises:
        ArgumentTypeError: an argument has the wrong type.
        ArgumentValueError: an argument has a value that cannot be used.
        ReaderError: a reader of your own gave no reading of the text.
    """
    _check_flag("keep_text", keep_text)
    _check_share("threshold", threshold)
    story = make_story(text, reference_date=reference_date, id=id, title=title, url=url)
    extraction = above(_logged(extracting.read(story, checked(reader))), threshold)
    return _with_text(extraction, story) if keep_text else extraction


def extract_events(
    text: str,
    *,
    reference_date: date | str | None = None,
    id: str | None = None,
    title: str | None = None,
    url: str | None = None,
    threshold: float = 0.0,
    reader: Reader | str = DEFAULT,
) -> list[Event]:
    """Return one record per incident that a text reports; arguments and errors as in ``extract``."""
    extraction = extract(
        text, reference_date=reference_date, id=id, title=title, url=url, threshold=threshold, reader=reader
    )
    return list(extraction.events)


def explain_dates(text: str, *, reference_date: date | str | None = None) -> list[TimeExpression]:
    """Return the dates of a text in order, each with what placed it on the calendar.

    An expression has the record (``mention``, one of ``extract(text).dates``), the ``cue`` that turned it (a verb or
    another word, ``last``, ``stated before``, ``year stated``...) and the ``anchor``, the date that it was counted
    from; both are empty where the words say all.

    Examples:
        >>> [found] = explain_dates("They were caught on Tuesday.", reference_date="2025-02-05")
        >>> found.mention.start, found.cue, found.anchor
        ('2025-02-04', 'caught', '2025-02-05')

    Args:
        text: the text of one story.
        reference_date: as in ``extract``.

    Raises:
        ArgumentTypeError: an argument has the wrong type.
        ArgumentValueError: an argument has a value that cannot be used.
    """
    nlp = pipeline.build_pipeline()
    return explain(nlp(make_doc(nlp, text, reference_date=reference_date)))


@overload
def extract_many(
    records: Iterable[RecordLike],
    *,
    n_process: int = 1,
    batch_size: int = BATCH_SIZE,
    keep_text: bool = False,
    threshold: float = 0.0,
    reader: Reader | str = DEFAULT,
    gate: bool = False,
) -> Iterator[Extraction]: ...


@overload
def extract_many(
    records: Iterable[tuple[RecordLike, C]],
    *,
    n_process: int = 1,
    batch_size: int = BATCH_SIZE,
    keep_text: bool = False,
    threshold: float = 0.0,
    reader: Reader | str = DEFAULT,
    gate: bool = False,
) -> Iterator[tuple[Extraction, C]]: ...


def extract_many(
    records: Iterable[Any],
    *,
    n_process: int = 1,
    batch_size: int = BATCH_SIZE,
    keep_text: bool = False,
    threshold: float = 0.0,
    reader: Reader | str = DEFAULT,
    gate: bool = False,
) -> Iterator[Any]:
    """Yield an extraction for each record, lazily and in order, in constant memory.

    A record that cannot be read gives an extraction with ``error`` set, and the run goes on.

    Args:
        records: strings; ``(text, context)`` pairs, for which ``(extraction, context)`` comes back; or mappings with
            ``text`` and optional ``id``, ``reference_date``, ``title`` and ``url``. A pair may hold a mapping, too.
        n_process: the number of processes; with more than one, each loads the pipeline once. They are started from 200
            stories on, and at once for a reader of your own.
        batch_size: the largest number of texts that are read together.
        keep_text: whether each extraction carries its text, in ``Extraction.text``.
        threshold: as in ``extract``.
        reader: as in ``extract``. With more than one process each has one of its own: made by its name where it is the
            default, and else by pickle.
        gate: whether texts that hardly speak of borders or migration are passed over, at the cost of reading their
            bytes: such a text gives an empty extraction whose ``notes`` say so, and every other one what it gives
            without the gate. For archives of news of all matters ("Long runs" has what it loses).

    Raises:
        ArgumentTypeError: an argument has the wrong type.
        ArgumentValueError: ``n_process`` or ``batch_size`` is below 1, ``threshold`` is not from 0 to 1, there is no
            reader of that name, or more than one process is asked of a reader that pickle cannot send.
    """
    if isinstance(records, (str, bytes, Mapping)) or not isinstance(records, Iterable):
        raise ArgumentTypeError("records", records, f"an iterable of records, each {RECORD_FORM}")
    _check_number("n_process", n_process)
    _check_number("batch_size", batch_size)
    _check_flag("keep_text", keep_text)
    _check_share("threshold", threshold)
    _check_flag("gate", gate)
    answering = _answering(reader, n_process)
    return _read_all(_batches(records, batch_size, gate), answering, keep_text, threshold)


def _check_flag(argument: str, value: object) -> None:
    if not isinstance(value, bool):
        raise ArgumentTypeError(argument, value, "True or False")


def _check_share(argument: str, value: object) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ArgumentTypeError(argument, value, "a number from 0 to 1")
    if not 0 <= value <= 1:
        raise ArgumentValueError(argument, value, "a number from 0 to 1")


def _check_number(argument: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ArgumentTypeError(argument, value, "a whole number of at least 1")
    if value < 1:
        raise ArgumentValueError(argument, value, "a whole number of at least 1")


class _Asked(NamedTuple):
    """A record as it came: its story if it has one, what it gives if that needs no reading, the context of a pair."""

    story: Story | None
    without_reading: Extraction | None
    is_pair: bool
    context: Any


def _logged(extraction: Extraction) -> Extraction:
    if extraction.error is not None:
        _log.warning("%s: %s", extraction.id, extraction.error)
    for note in extraction.notes:
        level = logging.INFO if note.code is NoteCode.PASSED_OVER else logging.WARNING  # which was asked for
        _log.log(level, "%s: %s", extraction.id, note.message)
    return extraction


def _with_text(extraction: Extraction, story: Story) -> Extraction:
    return extraction.model_copy(update={"text": story.text})


def _read_all(
    asked_for: Iterable[list[_Asked]], answering: _Answering, keep_text: bool, threshold: float
) -> Iterator[Any]:
    waiting: deque[list[_Asked]] = deque()

    def batches() -> Iterator[list[Story]]:
        for batch in asked_for:
            waiting.append(batch)
            yield [asked.story for asked in batch if asked.story is not None and asked.without_reading is None]

    with closing(answering(batches())) as answers:  # which ends the workers when the caller stops early, too
        for answer in answers:
            found = iter(answer)
            for asked in waiting.popleft():
                extraction = above(_logged(asked.without_reading or next(found)), threshold)
                if keep_text and asked.story is not None:
                    extraction = _with_text(extraction, asked.story)
                yield (extraction, asked.context) if asked.is_pair else extraction


def _answering(reader: Reader | str, n_process: int) -> _Answering:
    """Return what reads batches; a reader that cannot be used shows now, not with the first story."""
    made = checked(reader)
    if n_process == 1:
        return lambda batches: (extracting.read_batch(batch, made) for batch in batches)
    packed = workers.packed(made)
    return lambda batches: workers.read_in_processes(batches, n_process, packed)


def _batches(records: Iterable[Any], batch_size: int, gate: bool) -> Iterator[list[_Asked]]:
    batch: list[_Asked] = []
    to_read = characters = 0
    for number, record in zip(count(1), records):
        asked = _ask(record, number, gate)
        batch.append(asked)
        if asked.story is not None and asked.without_reading is None:
            to_read += 1
            characters += len(asked.story.text)
        most = MOST_NOT_READ * batch_size if gate else batch_size
        if to_read >= batch_size or characters >= BATCH_CHARACTERS or len(batch) >= most:
            yield batch
            batch, to_read, characters = [], 0, 0
    if batch:
        yield batch


def _ask(record: Any, number: int, gate: bool) -> _Asked:
    is_pair = isinstance(record, tuple) and len(record) == 2
    given, context = record if is_pair else (record, None)
    try:
        story = read_record(given)
    except BorderfactsError as error:
        return _Asked(None, Extraction(id=_id_of_failed(given, number), error=str(error)), is_pair, context)
    without_reading = extracting.passed_over(story) if gate and not could_hold_incident(story.text) else None
    return _Asked(story, without_reading, is_pair, context)


def _id_of_failed(record: object, number: int) -> str:
    """Return the identifier given with a record that cannot be read, or else one made of its text or its place."""
    fields = record if isinstance(record, Mapping) else {}
    for value, identify in ((fields.get("id"), str), (fields.get("text"), document_id)):
        if isinstance(value, str) and not LONE_SURROGATE.search(value):
            return identify(value)
    return f"record-{number}"
