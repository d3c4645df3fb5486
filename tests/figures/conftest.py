from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from borderfacts import annotations, factories  # noqa: F401  the factories register themselves

FINDERS = (
    "borderfacts_paragraphs",
    "sentencizer",
    *(f"borderfacts_{name}" for name in ("quantities", "places", "facts")),
)


@pytest.fixture(scope="session")
def blank() -> Language:
    """The finders of facts and of the layers that they read."""
    nlp = spacy.blank("en")
    for finder in FINDERS:
        nlp.add_pipe(finder)
    return nlp


@pytest.fixture(scope="session")
def read(blank: Language) -> Callable[..., Doc]:
    """Read a text, published on a day."""

    def read(text: str, published: str | None = "2023-11-22") -> Doc:
        doc = blank.make_doc(text)
        annotations.set_reference_date(doc, date.fromisoformat(published) if published else None)
        for _, component in blank.pipeline:
            doc = component(doc)
        return doc

    return read
