"""The phrases of a Doc: found once, kept, forgotten."""

import pytest
import spacy

from borderfacts.annotations import forget
from borderfacts.values import doc_phrases
from borderfacts.values.doc_phrases import phrases
from borderfacts.values.phrases import find_phrases

TEXT = "The Border Patrol met the RCMP near Emerson and Pembina."


@pytest.fixture
def doc():
    return spacy.blank("en")(TEXT)


def test_phrases_are_looked_for_once(doc, monkeypatch):
    asked = []

    def count(text):
        asked.append(text)
        return find_phrases(text)

    monkeypatch.setattr(doc_phrases, "find_phrases", count)
    agencies = phrases(doc, "agencies")
    assert [(TEXT[hit.start : hit.end], hit.keys) for hit in agencies] == [
        ("Border Patrol", ("USBP",)),
        ("RCMP", ("RCMP",)),
    ]
    assert phrases(doc, "agencies") == agencies
    assert phrases(doc, "no such lexicon") == []
    assert asked == [TEXT]


def test_forgotten_phrases_are_found_again(doc):
    before = phrases(doc, "agencies")
    forget(doc)
    forget(doc)
    assert phrases(doc, "agencies") == before
