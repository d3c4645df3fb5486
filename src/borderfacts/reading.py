"""Read stories in this process: a batch of stories in, an extraction for each out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from borderfacts import annotations as layers
from borderfacts.pipeline import build_pipeline
from borderfacts.records import Extraction, Story
from borderfacts.records.identity import document_id
from borderfacts.text.document import make_doc
from borderfacts.text.language import looks_english

# spaCy's memory zones belong to the vocabulary, which all threads share.
_ONE_AT_A_TIME = threading.Lock()


def read(story: Story) -> Extraction:
    """Return the records of one story; none where the text does not look English."""
    if not looks_english(story.text):
        return unread(story)
    nlp = build_pipeline()
    with _memory_zone(nlp):
        return from_doc(nlp(make_doc(nlp, story)), story, model_name(nlp))


def read_batch(stories: Sequence[Story]) -> list[Extraction]:
    """Return the records of each story, in order; a story that cannot be read gives its error and stops no other."""
    english = {index: story for index, story in enumerate(stories) if looks_english(story.text)}
    if not english:
        return [unread(story) for story in stories]
    nlp = build_pipeline()
    try:
        found = dict(zip(english, _read_together(nlp, list(english.values())), strict=True))
    except Exception:
        found = {index: _read_or_tell(story) for index, story in english.items()}
    return [found[index] if index in found else unread(story) for index, story in enumerate(stories)]


def unread(story: Story, error: str | None = None) -> Extraction:
    """Return the empty extraction of a story."""
    return Extraction(**_told(story), error=error)


def from_doc(doc: Doc, story: Story, model: str) -> Extraction:
    """Return the records that the pipeline wrote on the Doc of a story."""
    return Extraction(
        **_told(story),
        model=model,
        events=layers.EVENTS.read(doc),
        statistics=layers.STATISTICS.read(doc),
        facts=layers.FACTS.read(doc),
        quantities=layers.QUANTITIES.read(doc),
        dates=layers.DATES.read(doc),
        places=layers.PLACES.read(doc),
        agencies=layers.AGENCIES.read(doc),
    )


def model_name(nlp: Language) -> str:
    """Return the name and version of the model under a pipeline, such as ``en_core_web_sm-3.8.0``."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


def _read_together(nlp: Language, stories: Sequence[Story]) -> list[Extraction]:
    model = model_name(nlp)
    with _memory_zone(nlp):
        docs = nlp.pipe([make_doc(nlp, story) for story in stories])
        return [from_doc(doc, story, model) for doc, story in zip(docs, stories, strict=True)]


def _read_or_tell(story: Story) -> Extraction:
    try:
        return read(story)
    except Exception as error:
        return unread(story, f"{type(error).__name__}: {error}")


def _told(story: Story) -> dict[str, Any]:
    return {
        "id": story.id if story.id is not None else document_id(story.text),
        "title": story.title,
        "url": story.url,
        "reference_date": story.reference_date.isoformat() if story.reference_date else None,
    }


@contextmanager
def _memory_zone(nlp: Language) -> Iterator[None]:
    """Give back at the end what spaCy keeps of the words of a text, so that memory stays flat over a long run."""
    with _ONE_AT_A_TIME, nlp.memory_zone():
        yield
