"""The component that writes the quantities of a Doc."""

from __future__ import annotations

import spacy

from borderfacts import factories  # noqa: F401
from borderfacts.annotations import QUANTITIES
from borderfacts.values.quantities.finder import QuantityFinder


def test_it_works_in_a_blank_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("borderfacts_quantities")
    doc = nlp("They walked six miles at minus 29 Celsius and paid $500.")
    found = [(q.span.text, q.value, q.unit) for q in QUANTITIES.read(doc)]
    assert found == [("six miles", 6.0, "mile"), ("minus 29 Celsius", -29.0, "degC"), ("$500", 500.0, "USD")]


def test_it_returns_the_doc_it_was_given() -> None:
    doc = spacy.blank("en")("They walked six miles.")
    assert QuantityFinder()(doc) is doc


def test_text_without_quantities_gives_an_empty_layer() -> None:
    doc = QuantityFinder()(spacy.blank("en")("Nine people were found on Highway 75."))
    assert QUANTITIES.read(doc) == ()


def test_the_country_can_be_given() -> None:
    doc = QuantityFinder(country="CA")(spacy.blank("en")("The fine was $500."))
    assert [q.unit for q in QUANTITIES.read(doc)] == ["CAD"]


def test_records_survive_bytes() -> None:
    nlp = spacy.blank("en")
    doc = QuantityFinder()(nlp("They walked 5 to 6 miles."))
    copy = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert QUANTITIES.read(copy) == QUANTITIES.read(doc)
