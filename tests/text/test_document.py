from datetime import date

import pytest

from borderfacts import annotations
from borderfacts.records import Story
from borderfacts.text.document import make_doc

TEXTS = [
    "Nine people.\r\nOn foot.\n\n  Then\ttwo more.  ",
    "\x00\x01 odd \u2028 signs \ufeff\u200b 👨‍👩‍👧 🇺🇸 ",
    "a line " + "-" * 300 + "\n" + "=" * 1000 + " and on",
    "x" * 3000 + " (" * 100,
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_is_unchanged(nlp, text):
    assert make_doc(nlp, Story(text=text)).text == text


def test_a_long_run_of_punctuation_is_cut_and_the_words_around_it_are_whole(nlp):
    words = [token.text for token in make_doc(nlp, Story(text="The men " + "!" * 100 + " crossed."))]
    assert words[:2] == ["The", "men"]
    assert words[-2:] == ["crossed", "."]


def test_a_hundred_thousand_characters_are_tokenized(nlp):
    # Left to the tokenizer as they are, they would take many minutes.
    assert len(make_doc(nlp, Story(text="(" * 100_000))) > 1000


def test_the_reference_date_is_on_the_doc(nlp):
    doc = make_doc(nlp, Story(text="Nine people.", reference_date=date(2025, 2, 5)))
    assert annotations.reference_date(doc) == date(2025, 2, 5)


def test_without_a_reference_date_there_is_none_on_the_doc(nlp):
    assert annotations.reference_date(make_doc(nlp, Story(text="Nine people."))) is None
