"""What spaCy's own tools see: entities and spans of a Doc, for displaCy, the scorer and annotation tools."""

import pytest
import spacy
from spacy import displacy
from spacy.scorer import Scorer
from spacy.tokens import DocBin, Span
from spacy.training import Example

from borderfacts.entities import SPANS
from borderfacts.records import Story
from borderfacts.text.document import make_doc

TEXT = (
    "Nine people were stopped near Emerson, Man., on Monday morning, the RCMP said. It was minus 17 degrees "
    "Fahrenheit, and the driver carried $4,000."
)


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(make_doc(nlp, Story(text=TEXT)))


def labels(spans):
    return [(span.text, span.label_) for span in spans]


def test_the_entities_have_the_labels_of_spacys_own_models(doc):
    assert labels(doc.ents) == [
        ("Emerson", "GPE"),
        ("Man.", "GPE"),
        ("Monday morning", "TIME"),
        ("RCMP", "ORG"),
        ("minus 17 degrees Fahrenheit", "QUANTITY"),
        ("$4,000", "MONEY"),
    ]


def test_a_place_carries_its_id_in_geonames(doc):
    places = {place.span.text: str(place.geonames_id or "") for place in doc._.borderfacts_places}
    assert places
    assert {entity.text: entity.kb_id_ for entity in doc.ents if entity.label_ == "GPE"} == places


def test_the_span_group_holds_what_overlaps_and_says_to_which_event_it_belongs(doc):
    [event] = doc._.events
    spans = doc.spans[SPANS]
    assert {("Emerson", "PLACE"), ("RCMP", "AGENCY"), ("$4,000", "QUANTITY")} <= set(labels(spans))
    of_event = [span for span in spans if span.id_ == event.id]
    assert [span.text for span in of_event if span.label_ == "PEOPLE"] == [group.span.text for group in event.people]
    assert [span.text for span in of_event if span.label_ == "EVIDENCE"] == [span.text for span in event.evidence]
    assert [span.text for span in of_event if span.label_ == "ACTION"] == [act.span.text for act in event.actions]


def test_displacy_shows_entities_and_spans(doc):
    assert displacy.render(doc, style="ent", jupyter=False).count("<mark") == len(doc.ents)
    assert "EVIDENCE" in displacy.render(doc, style="span", jupyter=False, options={"spans_key": SPANS})


def test_the_scorer_compares_with_marks_by_hand(nlp, doc):
    by_hand = nlp.make_doc(TEXT)
    by_hand.ents = [by_hand.char_span(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents[:5]]
    scores = Scorer.score_spans([Example(doc, by_hand)], "ents")
    assert (scores["ents_r"], scores["ents_p"]) == (1.0, 5 / 6)


def test_entities_and_spans_pass_a_docbin(nlp, doc):
    [again] = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    assert labels(again.ents) == labels(doc.ents)
    assert labels(again.spans[SPANS]) == labels(doc.spans[SPANS])


def test_entities_that_are_there_stay():
    nlp = spacy.blank("en")
    for name in ("borderfacts_quantities", "borderfacts_entities"):
        nlp.add_pipe(name)
    doc = nlp.make_doc("The load of 43 kilograms was worth $1.2 million.")
    doc.ents = [Span(doc, 2, 4, "MINE")]
    assert labels(nlp(doc).ents) == [("of 43", "MINE"), ("$1.2 million", "MONEY")]
    assert labels(doc.spans[SPANS]) == [("43 kilograms", "QUANTITY"), ("$1.2 million", "QUANTITY")]


def test_a_doc_in_which_nothing_is_found_has_an_empty_group(nlp):
    doc = nlp("The ferry leaves.")
    assert (list(doc.ents), list(doc.spans[SPANS])) == ([], [])
