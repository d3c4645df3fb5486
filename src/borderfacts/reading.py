"""Read stories in this process: a batch of stories in, an extraction for each out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from borderfacts import annotations as layers
from borderfacts.pipeline import build_pipeline
from borderfacts.reader.model import model_name
from borderfacts.records import Extraction, Span, Story
from borderfacts.records.explanation import Explanation
from borderfacts.records.identity import document_id, event_id
from borderfacts.records.notes import note_of_parts, note_of_unread, notes_of_dates
from borderfacts.text.document import make_doc
from borderfacts.text.language import looks_english
from borderfacts.text.normalize import Normalized, normalized

# What is kept of a text while it is read takes a thousand times its length, so a longer one is read part by part. Few
# stories of the news are half as long.
LONGEST_PART = 50_000

_log = logging.getLogger(__name__)

# spaCy's memory zones belong to the vocabulary, which all threads share.
_ONE_AT_A_TIME = threading.Lock()


def read(story: Story) -> Extraction:
    """Return the records of one story; none where the text does not look English."""
    if not looks_english(story.text):
        return unread(story)
    [extraction] = _read_together(build_pipeline(), [story])
    return extraction


def read_batch(stories: Sequence[Story]) -> list[Extraction]:
    """Return the records of each story, in order; a story that cannot be read gives its error and stops no other."""
    english = {index: story for index, story in enumerate(stories) if looks_english(story.text)}
    if not english:
        return [unread(story) for story in stories]
    nlp = build_pipeline()
    try:
        found = dict(zip(english, _read_together(nlp, list(english.values())), strict=True))
    except Exception:
        _log.debug("a batch could not be read, so its stories are read one by one", exc_info=True)
        found = {index: _read_or_tell(story) for index, story in english.items()}
    return [found[index] if index in found else unread(story) for index, story in enumerate(stories)]


def unread(story: Story, error: str | None = None) -> Extraction:
    """Return the empty extraction of a story, with the error or else with the note why it is empty."""
    notes = (note_of_unread(story.text),) if error is None else ()
    return Extraction(**_told(story), error=error, notes=notes).explained_by(Explanation())


def from_doc(doc: Doc, story: Story) -> Extraction:
    """Return the records that the pipeline wrote on the Doc of a story."""
    return Extraction(
        **_told(story),
        model=model_name(),
        events=layers.EVENTS.read(doc),
        statistics=layers.STATISTICS.read(doc),
        facts=layers.FACTS.read(doc),
        quantities=layers.QUANTITIES.read(doc),
        dates=layers.DATES.read(doc),
        places=layers.PLACES.read(doc),
        agencies=layers.AGENCIES.read(doc),
    )


def _read_together(nlp: Language, stories: Sequence[Story]) -> list[Extraction]:
    with _memory_zone(nlp):
        return [_read_story(nlp, story) for story in stories]


def _read_story(nlp: Language, story: Story) -> Extraction:
    text = normalized(story.text)
    document = document_id(text.text)
    first, *others = [_read_part(nlp, story, document, at, part) for at, part in text.parts(LONGEST_PART)]
    found = first.joined(others, note_of_parts(1 + len(others))) if others else first
    notes = (*notes_of_dates(found.reference_date, found.dates), *found.notes)
    return found.model_copy(update={"notes": notes}) if notes else found


def _read_part(nlp: Language, story: Story, document: str, at: int, part: Normalized) -> Extraction:
    """Return the records of a part of a text, with their places in the text as given.

    Args:
        nlp: the pipeline.
        story: the story.
        document: the identifier of its whole text in its one form.
        at: where the part starts in that.
        part: the part.
    """
    doc = nlp(make_doc(nlp, story.model_copy(update={"text": part.text})))
    [explanation] = layers.EXPLANATIONS.read(doc)
    found, explanation = _named(document, at, from_doc(doc, story), explanation)
    return part.given_back(found).explained_by(part.given_back(explanation))


def _named(document: str, at: int, found: Extraction, explanation: Explanation) -> tuple[Extraction, Explanation]:
    """Return what a part of a text gave, its events named by their places in the whole text."""

    def moved(span: Span) -> Span:
        return Span(start=span.start + at, end=span.end + at, text=span.text)

    names = {event.id: event_id(document, event.type, map(moved, event.evidence)) for event in found.events}
    events = tuple(event.model_copy(update={"id": names[event.id]}) for event in found.events)
    values = tuple(each.model_copy(update={"event": names[each.event]}) for each in explanation.values)
    return found.model_copy(update={"events": events}), explanation.model_copy(update={"values": values})


def _read_or_tell(story: Story) -> Extraction:
    try:
        return read(story)
    except Exception as error:
        return unread(story, f"{type(error).__name__}: {error}")


def _told(story: Story) -> dict[str, Any]:
    return {
        "id": story.id if story.id is not None else document_id(story.text),
        "file": story.file,
        "title": story.title,
        "url": story.url,
        "reference_date": story.reference_date.isoformat() if story.reference_date else None,
    }


@contextmanager
def _memory_zone(nlp: Language) -> Iterator[None]:
    """Give back at the end what spaCy keeps of the words of a text, so that memory stays flat over a long run."""
    with _ONE_AT_A_TIME, nlp.memory_zone():
        yield
