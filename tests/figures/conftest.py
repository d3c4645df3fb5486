from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from borderfacts import annotations, factories  # noqa: F401  the factories register themselves

FINDERS = ("quantities", "dates", "places", "agencies", "statistics", "facts")


@pytest.fixture(scope="session")
def blank() -> Language:
    """A pipeline without any model: the finders of figures need the layers below them and no more."""
    nlp = spacy.blank("en")
    for finder in FINDERS:
        nlp.add_pipe(f"borderfacts_{finder}")
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
