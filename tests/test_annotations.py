"""The layers of a Doc: written, read, packed and unpacked."""

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from borderfacts import annotations as layers
from borderfacts.records import Place, Span
from borderfacts.vocabulary import PlaceKind

TEXT = "The Border Patrol met the RCMP near Emerson and Pembina."
LAYERS = [each for each in vars(layers).values() if isinstance(each, layers.Layer)]


@pytest.fixture
def doc():
    return spacy.blank("en")(TEXT)


def place(name):
    return Place(
        name=name, kind=PlaceKind.CITY, country="CA", span=Span.of(TEXT, TEXT.index(name), TEXT.index(name) + len(name))
    )


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.attribute)
def test_a_layer_that_was_not_written_is_empty(doc, layer):
    assert layer.read(doc) == ()


def test_every_layer_has_an_attribute_of_its_own():
    assert len({layer.attribute for layer in LAYERS}) == len(LAYERS) == 8
    assert all(Doc.has_extension(layer.attribute) for layer in LAYERS)


def test_a_layer_gives_what_was_written_in_the_order_of_the_text(doc):
    layers.PLACES.write(doc, [place("Pembina"), place("Emerson")])
    assert [each.name for each in layers.PLACES.read(doc)] == ["Emerson", "Pembina"]
    assert layers.PLACES.read(doc) == doc._.borderfacts_places


def test_of_two_records_at_one_place_the_longer_comes_first(doc):
    long = Place(
        name="Emerson and", kind=PlaceKind.CITY, span=Span.of(TEXT, TEXT.index("Emerson"), TEXT.index(" Pembina"))
    )
    layers.PLACES.write(doc, [place("Emerson"), long])
    assert [each.name for each in layers.PLACES.read(doc)] == ["Emerson and", "Emerson"]


def test_writing_again_replaces(doc):
    layers.PLACES.write(doc, [place("Pembina")])
    layers.PLACES.write(doc, (each for each in [place("Emerson")]))
    assert [each.name for each in layers.PLACES.read(doc)] == ["Emerson"]


def test_one_layer_leaves_the_others_alone(doc):
    layers.PLACES.write(doc, [place("Pembina")])
    assert [layer.attribute for layer in LAYERS if layer.read(doc)] == [layers.PLACES.attribute]


def test_events_are_an_attribute_of_the_doc(nlp, doc):
    assert doc._.events == ()
    read = nlp("The Coast Guard rescued 20 migrants off Key West, Florida, on Feb. 3, 2025.")
    assert read._.events == layers.EVENTS.read(read)
    assert [each.type for each in read._.events] == ["rescue"]


def test_the_day_of_publication(doc):
    assert layers.reference_date(doc) is None
    layers.set_reference_date(doc, date(2025, 2, 5))
    assert layers.reference_date(doc) == date(2025, 2, 5)
    layers.set_reference_date(doc, None)
    assert layers.reference_date(doc) is None


def test_records_pass_a_doc_bin(doc):
    layers.PLACES.write(doc, [place("Pembina"), place("Emerson")])
    layers.set_reference_date(doc, date(2025, 2, 5))
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (after,) = DocBin().from_bytes(packed).get_docs(doc.vocab)
    assert layers.PLACES.read(after) == layers.PLACES.read(doc)
    assert layers.reference_date(after) == date(2025, 2, 5)


def test_a_whole_reading_passes_bytes(nlp):
    text = "The Coast Guard rescued 20 migrants off Key West, Florida, on Feb. 3, 2025. They came from Cuba."
    doc = nlp(text)
    after = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert after.text == text
    assert len(after._.events) == 1
    assert {layer.attribute: layer.read(after) for layer in LAYERS} == {
        layer.attribute: layer.read(doc) for layer in LAYERS
    }


def test_a_reading_leaves_no_phrases_on_the_doc(nlp):
    doc = nlp(TEXT)
    assert [key for key in doc.user_data if "phrases" in str(key) or "text" in str(key)] == []
