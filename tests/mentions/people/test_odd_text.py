"""The people layer on text that is no news, and without the components it reads from."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from spacy.language import Language

from borderfacts.annotations import PEOPLE
from borderfacts.mentions.people import PeopleFinder

ODD = [
    "",
    " ",
    "\x00\x01",
    "🚤 🚤",
    ", 34" * 200,
    "of 46 " * 200,
    "a group of " * 200,
    "the body of " * 200,
    "he " * 200,
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:12]))
def test_spans_are_exact(nlp: Language, text: str) -> None:
    for mention in PEOPLE.read(nlp(text)):
        assert text[mention.span.start : mention.span.end] == mention.span.text


@pytest.mark.parametrize("text", [*ODD, "Nine people crossed. Juan Perez, 34, fled."], ids=lambda text: repr(text[:12]))
def test_an_untagged_doc_has_no_people(text: str) -> None:
    assert PEOPLE.read(PeopleFinder()(spacy.blank("en").make_doc(text))) == ()


def test_mentions_stand_in_order_and_do_not_overlap(nlp: Language) -> None:
    doc = nlp(
        "Nine people, three of them children, were found by Sgt. Dale Pruitt. "
        "The driver, Juan Perez, 34, fled with two men."
    )
    mentions = PEOPLE.read(doc)
    assert len(mentions) > 3
    assert all(first.right <= second.left for first, second in pairwise(mentions))
