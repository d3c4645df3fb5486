"""Readers by name, and what any reader says checked against the text that it read.

To add a reader, name it in the entry point group ``borderfacts.readers`` of your package; ``docs/readers.md`` says how.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from borderfacts.errors import ArgumentTypeError, ArgumentValueError, ReaderError
from borderfacts.gate import could_hold_incident
from borderfacts.reading.schema import Reader, Reading, Values

GROUP = "borderfacts.readers"
DEFAULT = "default"

# The readers of this package; here and not among the entry points, so that they are there in a checkout, too.
_OWN = {DEFAULT: "borderfacts.reading.model:default_reader", "chat": "borderfacts.chat:from_environment"}


def names() -> tuple[str, ...]:
    """Return the names of all readers, those of this package first."""
    return (*_OWN, *sorted(_others()))


def reader_of(given: Reader | str) -> Reader:
    """Return the reader of a name, or the one that is given; that of a name is made once.

    Raises:
        ArgumentTypeError: it is neither a name nor an object that reads.
        ArgumentValueError: there is no reader of that name.
    """
    if not isinstance(given, str):
        if isinstance(given, type) or not callable(getattr(given, "read", None)):
            takes = "the name of a reader, or an object with a method read(text, values)"
            raise ArgumentTypeError("reader", given, takes)
        return given
    return _named(given)


def checked(given: Reader | str) -> Reader | str:
    """Return the reader of a name, or the one that is given; the default stays a name until a text needs it.

    Raises:
        ArgumentTypeError: as ``reader_of`` does.
        ArgumentValueError: as ``reader_of`` does.
    """
    return DEFAULT if isinstance(given, str) and given == DEFAULT else reader_of(given)


@cache
def _named(name: str) -> Reader:
    point = _others().get(name)
    if name in _OWN:
        point = EntryPoint(name, _OWN[name], GROUP)
    if point is None:
        raise ArgumentValueError("reader", name, f"one of {', '.join(names())}")
    reader: Reader = point.load()()
    return reader


def name_of(given: Reader | str) -> str:
    """Return what ``Extraction.model`` says of a reader: its ``name``, and where it has none that of its class.

    The default reader is not loaded for it.
    """
    if isinstance(given, str) and given == DEFAULT:
        from borderfacts.reading.model import model_name

        return model_name()
    reader = reader_of(given)
    return str(getattr(reader, "name", None) or f"{type(reader).__module__}.{type(reader).__qualname__}")


def may_report(reader: Reader, text: str) -> bool:
    """Return whether incidents of a text are reported: a reader that is ``gated`` reports none of other matters."""
    return not getattr(reader, "gated", False) or could_hold_incident(text)


def parallel_of(reader: Reader) -> int:
    """Return how many stories a reader may be given at once: its ``parallel``, and where it has none one."""
    return int(getattr(reader, "parallel", 1))


def reading_by(reader: Reader, text: str, values: Values) -> Reading:
    """Return what a reader says of a text.

    Raises:
        ReaderError: it gave something else than a reading, or one that does not fit the text.
    """
    found: Any = reader.read(text, values)
    if not isinstance(found, Reading):
        raise ReaderError(f"{name_of(reader)}: gave {type(found).__name__}, and not a Reading")
    if fault := _fault(found, len(text), len(values.sentences)):
        raise ReaderError(f"{name_of(reader)}: {fault}")
    return found


def _fault(reading: Reading, characters: int, sentences: int) -> str | None:
    for number, mention in enumerate(reading.mentions):
        if mention.end > characters:
            return f"mention {number} ends at {mention.end} of a text of {characters} characters"
    if reading.sentences and len(reading.sentences) != sentences:
        return f"sentences: {len(reading.sentences)} given of {sentences}"
    for each in reading.silent:
        start, end = each.word
        if not (0 <= each.sentence < sentences and 0 <= start < end <= characters):
            return f"silent: sentence {each.sentence}, word {start} to {end}, which the text does not have"
    return None


def _others() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP) if point.name not in _OWN}
