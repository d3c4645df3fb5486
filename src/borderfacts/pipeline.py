"""The components, in order, and how they join to one pipeline."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, cast

import spacy
from spacy.language import Language

from borderfacts import factories  # noqa: F401  registers the components also where entry points are missing
from borderfacts.readers import reader_of

if TYPE_CHECKING:
    from borderfacts.component import StoryReader
    from borderfacts.reading import Reader

VALUE_COMPONENTS = (
    "borderfacts_paragraphs",
    "sentencizer",
    "borderfacts_quantities",
    "borderfacts_dates",
    "borderfacts_places",
    "borderfacts_agencies",
    "borderfacts_facts",
)
READER = "borderfacts_reader"
COMPONENTS = (*VALUE_COMPONENTS, READER, "borderfacts_entities")


@cache
def build_pipeline(components: tuple[str, ...] = COMPONENTS) -> Language:
    """Return the pipeline: spaCy's English tokenizer and the components; the same object each time."""
    nlp = _blank()
    for name in components:
        nlp.add_pipe(name)
    return nlp


def with_reader(reader: Reader | str) -> Language:
    """Return a new pipeline with all components, read by a reader.

    A named reader is named in the settings of the pipeline, and so comes back with one that is saved.
    """
    nlp = _blank()
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"reader": reader if isinstance(reader, str) else None} if name == READER else {})
    component = cast("StoryReader", nlp.get_pipe(READER))
    component.reader = component.reader or reader_of(reader)
    return nlp


def _blank() -> Language:
    nlp = spacy.blank("en")
    nlp.max_length = sys.maxsize  # spaCy's limit guards its parser and entity recognizer; time and memory stay linear
    return nlp
