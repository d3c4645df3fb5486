"""Who says so."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from borderfacts.annotations import ATTRIBUTIONS
from borderfacts.mentions.attributions import AttributionFinder
from borderfacts.vocabulary import Stance

BLANK = spacy.blank("en")
FINDER = AttributionFinder()


def parsed(words: list[str], tags: list[str], heads: list[int], deps: list[str]) -> Doc:
    return Doc(BLANK.vocab, words=words, tags=tags, heads=heads, deps=deps)


def told(doc: Doc) -> list[tuple[str, str, Stance]]:
    return [(a.source, a.verb, a.stance) for a in ATTRIBUTIONS.read(FINDER(doc))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody was hurt, the railroad said.", [("the railroad", "said", Stance.ASSERTS)]),
        ("According to the consulate, he died.", [("the consulate", "According to", Stance.ASSERTS)]),
        ("The ministry denied the report.", [("The ministry", "denied", Stance.DENIES)]),
        ("Prosecutors alleged that he drove.", [("Prosecutors", "alleged", Stance.ALLEGES)]),
        ("It is cold there.", []),
        ("", []),
    ],
)
def test_patterns_find_the_source_without_a_parse(text: str, expected: list[tuple[str, str, Stance]]) -> None:
    assert told(BLANK.make_doc(text)) == expected


def test_parse_gives_the_subject_as_source() -> None:
    doc = parsed(
        ["The", "agency", "believes", "they", "left", "."],
        ["DT", "NN", "VBZ", "PRP", "VBD", "."],
        [1, 2, 2, 4, 2, 2],
        ["det", "nsubj", "ROOT", "nsubj", "ccomp", "punct"],
    )
    assert told(doc) == [("The agency", "believes", Stance.ESTIMATES)]


def test_inverted_order_gives_the_subject_as_source() -> None:
    doc = parsed(
        ["They", "left", ",", "said", "Ana", "Ruiz", "."],
        ["PRP", "VBD", ",", "VBD", "NNP", "NNP", "."],
        [1, 3, 3, 3, 5, 3, 3],
        ["nsubj", "ccomp", "punct", "ROOT", "compound", "nsubj", "punct"],
    )
    assert told(doc) == [("Ana Ruiz", "said", Stance.ASSERTS)]


def test_passive_without_a_source_is_left_out() -> None:
    doc = parsed(
        ["It", "is", "alleged", "they", "left", "."],
        ["PRP", "VBZ", "VBN", "PRP", "VBD", "."],
        [2, 2, 2, 4, 2, 2],
        ["nsubjpass", "auxpass", "ROOT", "nsubj", "ccomp", "punct"],
    )
    assert told(doc) == []


def test_what_is_not_said_has_no_source() -> None:
    doc = parsed(
        ["Police", "did", "not", "say", "."],
        ["NNS", "VBD", "RB", "VB", "."],
        [3, 3, 3, 3, 3],
        ["nsubj", "aux", "neg", "ROOT", "punct"],
    )
    assert told(doc) == []


def test_span_holds_source_and_verb() -> None:
    text = "Nobody was hurt, the railroad said."
    (found,) = ATTRIBUTIONS.read(FINDER(BLANK.make_doc(text)))
    assert text[found.span.start : found.span.end] == found.span.text == "the railroad said"
