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
from borderfacts.reader.model import model_name
from borderfacts.records import Extraction, Story
from borderfacts.records.explanation import Explanation
from borderfacts.records.identity import document_id
from borderfacts.text.document import make_doc
from borderfacts.text.language import looks_english
from borderfacts.text.normalize import normalized

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
        found = {index: _read_or_tell(story) for index, story in english.items()}
    return [found[index] if index in found else unread(story) for index, story in enumerate(stories)]


def unread(story: Story, error: str | None = None) -> Extraction:
    """Return the empty extraction of a story."""
    return Extraction(**_told(story), error=error).explained_by(Explanation())


def from_doc(doc: Doc, story: Story) -> Extraction:
    """Return the records that the pipeline wrote on the Doc of a story."""
    [explanation] = layers.EXPLANATIONS.read(doc)
    extraction = Extraction(
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
    return extraction.explained_by(explanation)


def _read_together(nlp: Language, stories: Sequence[Story]) -> list[Extraction]:
    texts = [normalized(story.text) for story in stories]
    with _memory_zone(nlp):
        docs = nlp.pipe(
            [
                make_doc(nlp, story.model_copy(update={"text": text.text}))
                for story, text in zip(stories, texts, strict=True)
            ]
        )
        found = [from_doc(doc, story) for doc, story in zip(docs, stories, strict=True)]
    return [
        text.given_back(extraction).explained_by(text.given_back(extraction.explain()))
        for text, extraction in zip(texts, found, strict=True)
    ]


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
