"""What a reader must hold to, as a check to run on one of your own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from borderfacts.errors import ReaderError
from borderfacts.extracting import values_of_text
from borderfacts.incidents import assemble, explain, statistics
from borderfacts.incidents.story import ReadStory
from borderfacts.readers import name_of, parallel_of, reader_of, reading_by
from borderfacts.reading.schema import Reader, Reading, Values
from borderfacts.records import Record, Span

# What readers stumble over: a plain story, several incidents, none, brackets and marks of the notation, words of other
# scripts, no sentence, nothing.
STORIES = (
    "EMERSON, Man. — Nine people were stopped near Emerson on Monday, the RCMP said. Four of them are children.",
    "Three men drowned off Lampedusa on 3 February.\n\nThe Italian coast guard rescued 46 others.\n\n"
    "In Calais a man of 34 was charged with smuggling on Tuesday. Some 23,721 people arrived in 2024.",
    "The ferry leaves at noon.",
    "A line\n---\nand [brackets]{A:die} and a \\ stood in the report of the border guard of Latvia.",
    "Border guards found 12 kilograms of cocaine in Ciudad Juárez; ‘ليبيا’ and 🛟 stood on the parcel.",
    "Photo",
    "",
)


def check_reader(reader: Reader | str, stories: Iterable[str] = STORIES) -> list[str]:
    """Return what a reader breaks of what every reader must hold to; nothing for a good one.

    A reader gives a ``Reading`` for every text, empty ones among them, whose offsets are those of the text; the same
    text gives the same reading, whatever is read before it or, with ``parallel`` above one, beside it; a reading can be
    written as JSON and read again; and records can be made of it whose spans are the text.

    Args:
        reader: the reader, or its name.
        stories: the texts to try it on; those here, or some of your own.

    Examples:
        >>> check_reader("default")
        []
    """
    made = reader_of(reader)
    given = [(text, values_of_text(text)) for text in stories]
    first = [_tried(made, *each) for each in given]
    faults = [
        fault
        for (text, values), outcome in zip(given, first, strict=True)
        for fault in _of_story(text, values, outcome)
    ]
    again = [_tried(made, *each) for each in reversed(given)][::-1]
    faults += _differing(given, first, again, "a second reading, in another order, says something else")
    if parallel_of(made) > 1:
        with ThreadPoolExecutor(parallel_of(made)) as pool:
            beside = list(pool.map(lambda each: _tried(made, *each), given))
        faults += _differing(given, first, beside, "a reading beside others says something else")
    return [*_of_name(made), *faults]


def _tried(reader: Reader, text: str, values: Values) -> Reading | Exception:
    try:
        return reading_by(reader, text, values)
    except Exception as error:  # whatever a reader raises is a fault of it, and reported
        return error


def _differing(
    given: list[tuple[str, Values]], one: list[Reading | Exception], other: list[Reading | Exception], what: str
) -> Iterator[str]:
    for (text, _), first, second in zip(given, one, other, strict=True):
        if isinstance(first, Reading) and first != second:
            yield f"{_short(text)}: {what}"


def _of_name(reader: Reader) -> Iterator[str]:
    name = name_of(reader)
    if not name.isprintable() or name != name_of(reader):
        yield f"name: {name!r} is not one line that stays the same"
    if parallel_of(reader) < 1:
        yield f"parallel: {parallel_of(reader)} is not a number of at least 1"


def _of_story(text: str, values: Values, outcome: Reading | Exception) -> Iterator[str]:
    if isinstance(outcome, Exception):
        what = str(outcome) if isinstance(outcome, ReaderError) else f"raised {type(outcome).__name__}: {outcome}"
        yield f"{_short(text)}: {what}"
        return
    try:
        again: object = Reading.model_validate_json(outcome.model_dump_json())
    except ValueError as error:
        again = error
    if again != outcome:
        yield f"{_short(text)}: the reading does not come back from JSON ({type(again).__name__})"
    try:
        story = ReadStory(text, values, outcome)
        events = assemble(story)
        figures = statistics(story)
        records = [*events, *figures, *explain(story, outcome, events, figures)]
    except Exception as error:
        yield f"{_short(text)}: no records can be made of the reading ({type(error).__name__}: {error})"
        return
    wrong = [span for record in records for span in _spans(record) if text[span.start : span.end] != span.text]
    if wrong:
        yield f"{_short(text)}: {len(wrong)} spans of the records are not the text, first {wrong[0]}"


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Record):
        for _, each in value:
            yield from _spans(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:38]} …")
