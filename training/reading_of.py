"""A marked story as the assembly sees it: its values, its reading, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from borderfacts.incidents import assemble, statistics
from borderfacts.incidents.story import ReadStory
from borderfacts.notation import MarkedStory, to_reading
from borderfacts.pipeline import VALUE_COMPONENTS, build_pipeline
from borderfacts.reading.schema import Values
from borderfacts.reading.values import values_of
from borderfacts.records import Event, Record, Story
from borderfacts.text.document import make_doc


def values(story: MarkedStory) -> Values:
    """Return what the grammars find in the text of a story."""
    day = story.meta.get("published")
    published = date.fromisoformat(day) if day else None
    nlp = build_pipeline(VALUE_COMPONENTS)
    with nlp.memory_zone():
        return values_of(nlp(make_doc(nlp, Story(text=story.text, reference_date=published))))


def read(story: MarkedStory, found: Values | None = None) -> ReadStory:
    """Return a story with its values and the reading that its marks give."""
    found = found or values(story)
    return ReadStory(story.text, found, to_reading(story, found.sentences))


def records(story: MarkedStory) -> list[Event]:
    """Return the records that the marks of a story give."""
    return assemble(read(story))


def extraction(story: MarkedStory) -> dict[str, Any]:
    """Return the events and statistics that the marks of a story give, in the JSON form of an Extraction."""
    found = values(story)
    readable = read(story, found)
    lists: dict[str, Sequence[Record]] = {
        "events": assemble(readable),
        "statistics": statistics(readable),
        "quantities": found.quantities,
        "dates": found.dates,
    }
    return {name: [one.model_dump(mode="json", by_alias=True) for one in each] for name, each in lists.items()}
