"""The components, in order, and how they join to one pipeline."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, cast

import spacy
from spacy.attrs import IS_PUNCT, IS_SPACE  # type: ignore[import-not-found]  # spaCy has no stub of it
from spacy.language import Language

from borderfacts import factories  # noqa: F401  registers the components also where entry points are missing
from borderfacts.readers import reader_of
from borderfacts.text.tokenizer import CachedTokenizer

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
# What these ask of a word; of each new one spaCy would work out twenty things more.
_ASKED = (IS_PUNCT, IS_SPACE)
READER = "borderfacts_reader"
COMPONENTS = (*VALUE_COMPONENTS, READER, "borderfacts_entities")


@cache
def build_pipeline(components: tuple[str, ...] = COMPONENTS) -> Language:
    """Return the pipeline: spaCy's English tokenizer and the components; the same object each time."""
    nlp = _blank()
    for name in components:
        nlp.add_pipe(name)
    if components == VALUE_COMPONENTS:  # no Doc of it is given to users, who may ask for more
        getters = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]  # spaCy's stub lacks it
        nlp.vocab.lex_attr_getters = {each: getters[each] for each in _ASKED}  # type: ignore[attr-defined]
        nlp.tokenizer = CachedTokenizer(nlp.tokenizer)
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
