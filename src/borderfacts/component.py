"""The component that reads: values of a Doc in, incidents and statistics out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts.annotations import EVENTS, EXPLANATIONS, STATISTICS, forget, text_of
from borderfacts.assembly import assemble, explain, statistics
from borderfacts.assembly.story import ReadStory
from borderfacts.reader.model import default_reader
from borderfacts.reader.values import values_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from borderfacts.reader import Reader


class StoryReader:
    """Component: writes the layers of events and statistics.

    Args:
        reader: what says what a story means; by default the learned reader that comes with borderfacts.
    """

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or default_reader()

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc."""
        values = values_of(doc)
        text = text_of(doc)
        reading = self.reader.read(text, values)
        story = ReadStory(text, values, reading)
        events = assemble(story)
        EVENTS.write(doc, events)
        EXPLANATIONS.write(doc, [explain(story, reading, events)])
        STATISTICS.write(doc, statistics(story))
        forget(doc)
        return doc
