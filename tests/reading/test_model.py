"""The model that comes with the package."""

import hashlib
import json

import numpy as np
import pytest

from borderfacts.extracting import values_of_text
from borderfacts.reading.decoding import decode
from borderfacts.reading.model import CARD, DATA, ENCODER, LONGEST_SECTION, default_reader, model_name
from borderfacts.reading.schema import Values
from borderfacts.reading.tokens import tokens_of

TEXTS = [
    "Nine people were stopped near Emerson on Monday.",
    "The boat sank. " * 200,
    "No one was there.",
]


def test_the_files_have_the_sums_of_the_card():
    sums = json.loads((DATA / CARD).read_text(encoding="utf-8"))["sums"]
    assert {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in sums} == sums
    assert ENCODER in sums


def test_the_weights_are_no_more_than_40_megabytes():
    assert sum(len(path.read_bytes()) for path in DATA.iterdir()) < 40_000_000


def test_the_name_holds_the_sum():
    assert model_name().endswith(f"+{hashlib.sha256((DATA / CARD).read_bytes()).hexdigest()[:8]}")


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_has_a_vector_that_no_other_text_changes(text):
    reader, tokens = default_reader(), tokens_of(text, Values())
    first = reader.words(tokens)
    for other in TEXTS:
        reader.words(tokens_of(other, Values()))
    assert first.shape[0] == len(tokens.starts)
    assert np.isfinite(first).all()
    assert np.array_equal(first, reader.words(tokens))


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_a_text_without_words_means_nothing(text):
    reading = default_reader().read(text, Values())
    assert (reading.incidents, reading.links) == ((), ())


def test_a_text_longer_than_a_section_is_read_whole():
    sentence = "Border Patrol agents rescued five migrants near Sasabe.\n\n"
    text = sentence * (2 * LONGEST_SECTION // 9)
    reading = default_reader().read(text, Values())
    starts = [mention.start for mention in reading.mentions]
    assert min(starts) < len(sentence) < len(text) - 3 * len(sentence) < max(starts)


STORY = "Border Patrol agents arrested nine migrants near El Paso, Texas, on Monday. A smuggler was charged."
OTHER = 60 * "Voters in Ohio like the candidate, polls say, but the party doubts that he can win the primary of May. "


def test_windows_of_a_long_text_that_do_not_speak_of_borders_are_not_read():
    tokens = tokens_of(OTHER + STORY, values_of_text(OTHER + STORY))
    is_read = default_reader().words(tokens, default_reader().limits.window).any(axis=1)
    assert not is_read[0]
    assert is_read[-15:].all()
    assert default_reader().words(tokens).any(axis=1).all()


def test_what_is_not_read_says_nothing():
    reader, values = default_reader(), values_of_text(STORY)
    tokens = tokens_of(STORY, values)
    words = reader.words(tokens)
    found, nothing = (decode(reader.heads, [(tokens, each)], values, reader.limits) for each in (words, 0 * words))
    assert found.incidents
    assert (nothing.mentions, nothing.incidents) == ((), ())
