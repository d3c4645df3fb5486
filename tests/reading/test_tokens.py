"""A story as the model is given it."""

import numpy as np
import pytest

from borderfacts.reading.schema import Codes, Values
from borderfacts.reading.tokens import KINDS, PAIR_FEATURES, Node, Words, pair_features, tokens_of
from borderfacts.records import Span

TEXT = "Two Syrians fled.\n\nTheir boat sank, police in Izmir said."


def tokens(text=TEXT):
    syrians = text.find("Syrians")
    codes = (Codes(codes=("SY",), span=Span.of(text, syrians, syrians + 7)),) if syrians >= 0 else ()
    breaks = [0, *(i + 2 for i in range(len(text)) if text[i : i + 2] == "\n\n")]
    sentences = tuple(
        Span.of(text, start, end).model_copy()
        for start, end in zip(breaks, [*breaks[1:], len(text)], strict=True)
        if end > start
    )
    return tokens_of(text, Values(sentences=sentences, nationalities=codes))


def test_words_stand_where_they_say():
    assert tokens().forms[:5] == ["Two", "Syrians", "fled", ".", "Their"]
    assert [TEXT[start:end] for start, end in zip(tokens().starts, tokens().ends, strict=True)] == tokens().forms


@pytest.mark.parametrize(
    ("start", "end", "inside"), [(4, 11, (1, 1)), (0, 11, (0, 1)), (5, 6, (1, 1)), (17, 19, None), (3, 4, None)]
)
def test_a_stretch_covers_the_words_that_it_shares_a_sign_with(start, end, inside):
    assert Words(TEXT).inside(start, end) == inside


def test_what_the_grammars_know_of_a_word_is_a_feature():
    features = tokens().features
    assert features[1, KINDS.index("nationality")] == 1
    assert features[:, KINDS.index("nationality")].sum() == 1
    first_of_paragraph = np.flatnonzero(features[:, -1])
    assert [tokens().forms[i] for i in first_of_paragraph] == ["Two", "Their"]


def test_a_long_story_is_cut_at_its_paragraphs():
    sections = list(tokens().sections(9))
    assert [section.forms[0] for section in sections] == ["Two", "Their"]
    assert [word for section in sections for word in section.forms] == tokens().forms
    assert [node.codes for section in sections for node in section.candidates] == [("SY",)]
    assert all(section.paragraph[0] == section.sentence[0] == 0 for section in sections)


@pytest.mark.parametrize("longest", [1, 2, 3, 100])
def test_no_section_is_too_long_and_no_word_is_lost(longest):
    sections = list(tokens().sections(longest))
    assert max(len(section.starts) for section in sections) <= longest
    assert [start for section in sections for start in section.starts] == list(tokens().starts)


def test_pairs_of_stretches_know_how_far_apart_they_are():
    story = tokens()
    nodes = [Node(1, 1, "nationality"), Node(2, 2, "action"), Node(6, 6, "action")]
    features = pair_features(nodes, nodes, story)
    assert features.shape == (3, 3, PAIR_FEATURES)
    assert (features[0, 1] != features[0, 2]).any()
    assert pair_features([], nodes, story).shape == (0, 3, PAIR_FEATURES)
