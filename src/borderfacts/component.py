"""The component that reads: values of a Doc in, incidents and statistics out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from borderfacts.annotations import EVENTS, EXPLANATIONS, STATISTICS, forget, place_of, text_of
from borderfacts.errors import ReaderError
from borderfacts.incidents import assemble, explain, statistics
from borderfacts.incidents.story import ReadStory
from borderfacts.readers import may_report, name_of, reading_by
from borderfacts.reading.values import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from borderfacts.reading import Reader, Values
    from borderfacts.records import Event, Statistic
    from borderfacts.records.explanation import Explanation


class Records(NamedTuple):
    """What a reader says of a text, as records.

    Attributes:
        model: the name of what read it.
        events: the incidents.
        statistics: the figures of a period or area.
        explanations: why these, in pieces that are made when they are asked for.
    """

    model: str
    events: list[Event]
    statistics: list[Statistic]
    explanations: Iterator[Explanation]


def records_of(reader: Reader, text: str, values: Values, *, reports: bool) -> Records:
    """Return the records of a text whose values are known, as a reader understands it.

    Args:
        reader: what says what it means.
        text: the text.
        values: what the grammars found in it.
        reports: whether its incidents are reported; without them its statistics are.

    Raises:
        ReaderError: the reader gave no reading, or one that does not fit the text.
    """
    reading = reading_by(reader, text, values)
    if not reports:
        reading = reading.without_incidents()
    story = ReadStory(text, values, reading)
    events = assemble(story)
    figures = sorted(statistics(story), key=place_of)
    return Records(reading.model or name_of(reader), events, figures, explain(story, reading, events, figures))


class StoryReader:
    """Component: writes the layers of events and statistics.

    Args:
        reader: what says what a story means; None in a pipeline that was saved with a reader of one's own, which has
            to be given to ``reader`` once more before it reads.
    """

    def __init__(self, reader: Reader | None) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc."""
        if self.reader is None:
            raise ReaderError(
                "this pipeline was saved with a reader of its own, which no file holds: give it to reader="
            )
        text = text_of(doc)
        records = records_of(self.reader, text, values_of(doc), reports=may_report(self.reader, text))
        EVENTS.write(doc, records.events)
        EXPLANATIONS.write(doc, records.explanations)
        STATISTICS.write(doc, records.statistics)
        forget(doc)
        return doc
