"""Read stories in this process: a batch of stories in, an extraction for each out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

from spacy.language import Language

from borderfacts import annotations as layers
from borderfacts.component import records_of
from borderfacts.pipeline import VALUE_COMPONENTS, build_pipeline
from borderfacts.readers import may_report, parallel_of, reader_of
from borderfacts.reading.schema import Reader, Values
from borderfacts.reading.values import values_of
from borderfacts.records import Event, Extraction, Fact, Record, Story
from borderfacts.records.explanation import Explanation
from borderfacts.records.identity import document_id, event_ids
from borderfacts.records.notes import (
    Note,
    note_of_gate,
    note_of_other_matter,
    note_of_parts,
    note_of_unread,
    notes_of_dates,
)
from borderfacts.text.document import make_doc
from borderfacts.text.language import looks_english
from borderfacts.text.normalize import Normalized, normalized

# What is kept of a text while it is read takes 210 to 340 times its length, so a longer one is read part by part. Files
# give no longer story.
LONGEST_PART = 1_000_000

# spaCy's memory zones belong to the vocabulary, which all threads share.
_ONE_AT_A_TIME = threading.RLock()

R = TypeVar("R", bound=Record)


def read(story: Story, reader: Reader | str) -> Extraction:
    """Return the records of one story; none where the text does not look English."""
    return _read_story(story, reader_of(reader)) if looks_english(story.text) else unread(story)


def read_batch(stories: Sequence[Story], reader: Reader | str) -> list[Extraction]:
    """Return the records of each story, in order; a story that cannot be read gives its error and stops no other."""
    made = reader_of(reader)

    def extraction_of(story: Story) -> Extraction:
        return _read_safely(story, made)

    if parallel_of(made) == 1:
        with _memory_zone(build_pipeline(VALUE_COMPONENTS)):
            return list(map(extraction_of, stories))
    with ThreadPoolExecutor(parallel_of(made)) as pool:
        return list(pool.map(extraction_of, stories))


def values_of_text(text: str) -> Values:
    """Return what the grammars find in a text without a day of publication, for trying a reader out."""
    values, _ = _valued(Story(text=text))
    return values


def unread(story: Story, error: str | None = None) -> Extraction:
    """Return the empty extraction of a story, with the error or else with the note why it is empty."""
    return _empty(story, error, () if error is not None else (note_of_unread(story.text),))


def passed_over(story: Story) -> Extraction:
    """Return the empty extraction of a story that the gate passed over; one without any text is noted as such."""
    return _empty(story, None, (note_of_gate() if story.text.strip() else note_of_unread(story.text),))


def _empty(story: Story, error: str | None, notes: tuple[Note, ...]) -> Extraction:
    return Extraction(**_given(story), error=error, notes=notes).explained_by([])


def _read_safely(story: Story, reader: Reader) -> Extraction:
    try:
        return read(story, reader)
    except Exception as error:
        return unread(story, f"{type(error).__name__}: {error}")


def _read_story(story: Story, reader: Reader) -> Extraction:
    text = normalized(story.text)
    document = document_id(text.text)
    reports = may_report(reader, story.text)
    first, *others = [
        part.given_back(_as_read(story, reader, document, at, part, reports))  # of a long text there is room for one
        for at, part in text.parts(LONGEST_PART)
    ]
    found = first.joined(others, note_of_parts(1 + len(others))) if others else first
    own = () if reports else (note_of_other_matter(),)
    notes = (*own, *notes_of_dates(found.reference_date, found.dates), *found.notes)
    return found.model_copy(update={"notes": notes}) if notes else found


def _as_read(story: Story, reader: Reader, document: str, at: int, part: Normalized, reports: bool) -> Extraction:
    """Return the records of a part of a text, with their places in it; what else was found in it ends here.

    Args:
        story: the story.
        reader: what says what it means.
        document: the identifier of its whole text in its one form.
        at: where the part starts in that.
        part: the part.
        reports: whether its incidents are reported.
    """
    values, facts = _valued(story.model_copy(update={"text": part.text}))
    records = records_of(reader, part.text, values, reports=reports)
    names = _other_names(document, at, records.events)
    found = Extraction(
        **_given(story),
        model=records.model,
        events=tuple(_renamed(event, "id", names) for event in records.events),
        statistics=tuple(records.statistics),
        facts=facts,
        quantities=values.quantities,
        dates=values.dates,
        places=values.places,
        agencies=values.agencies,
    )
    return found.explained_by(part.given_back(_of_events(each, names)) for each in records.explanations)


def _valued(story: Story) -> tuple[Values, tuple[Fact, ...]]:
    """Return what the grammars find in a text that is in its one form."""
    nlp = build_pipeline(VALUE_COMPONENTS)
    with _memory_zone(nlp):
        doc = nlp(make_doc(nlp, story))
        return values_of(doc), layers.FACTS.read(doc)


def _other_names(document: str, at: int, events: Sequence[Event]) -> dict[str, str]:
    """Return for events of a part of a text their ids by their places in the whole text, where these are others."""
    places = ((event.type, [span.moved(at) for span in event.evidence]) for event in events)
    return {event.id: name for event, name in zip(events, event_ids(document, places), strict=True) if name != event.id}


def _of_events(explanation: Explanation, names: Mapping[str, str]) -> Explanation:
    """Return a piece of an explanation with the ids that its events have."""
    return explanation.model_copy(update={"values": tuple(_renamed(v, "event", names) for v in explanation.values)})


def _renamed(record: R, field: str, names: Mapping[str, str]) -> R:
    name = names.get(getattr(record, field))
    return record if name is None else record.model_copy(update={field: name})


def _given(story: Story) -> dict[str, Any]:
    return {
        "id": story.id if story.id is not None else document_id(story.text),
        "file": story.file,
        "title": story.title,
        "url": story.url,
        "reference_date": story.reference_date.isoformat() if story.reference_date else None,
    }


@contextmanager
def _memory_zone(nlp: Language) -> Iterator[None]:
    """Give back at the end what spaCy keeps of the words of texts, so that memory stays flat over a long run."""
    with _ONE_AT_A_TIME:
        inside: bool = nlp.vocab.in_memory_zone  # type: ignore[attr-defined]  # spaCy's stub lacks it
        with nullcontext() if inside else nlp.memory_zone():
            yield
