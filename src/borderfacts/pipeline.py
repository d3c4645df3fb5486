"""The components, in order, and how they join to one pipeline."""

from __future__ import annotations

import sys
from functools import cache

import spacy
from spacy.language import Language

from borderfacts import factories  # noqa: F401  registers the components also where entry points are missing

VALUE_COMPONENTS = (
    "borderfacts_paragraphs",
    "sentencizer",
    "borderfacts_quantities",
    "borderfacts_dates",
    "borderfacts_places",
    "borderfacts_agencies",
    "borderfacts_facts",
)
COMPONENTS = (*VALUE_COMPONENTS, "borderfacts_reader", "borderfacts_entities")


@cache
def build_pipeline(components: tuple[str, ...] = COMPONENTS) -> Language:
    """Return the pipeline: spaCy's English tokenizer and the components; the same object each time."""
    nlp = spacy.blank("en")
    for name in components:
        nlp.add_pipe(name)
    nlp.max_length = sys.maxsize  # spaCy's limit guards its parser and entity recognizer; time and memory stay linear
    return nlp
