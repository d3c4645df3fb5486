from itertools import pairwise

import pytest
import spacy

from borderfacts import factories  # noqa: F401  the factories register themselves
from borderfacts.text.paragraphs import LONGEST_SENTENCE, ParagraphSplitter, paragraph_starts


@pytest.fixture(scope="module")
def starts():
    """The tokens at which the splitter starts a sentence."""
    nlp = spacy.blank("en")
    nlp.add_pipe("borderfacts_paragraphs")
    return lambda text: [token.text for token in nlp(text) if token.i and token.is_sent_start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.", ["One line."]),
        ("One.\n\nTwo.", ["One.\n\n", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.\r\n\r\n", "Two."]),
        ("One\n \t\nTwo", ["One\n \t\n", "Two"]),
        ("A title without a stop\n\nTwo.", ["A title without a stop\n\n", "Two."]),
        ("One.\nTwo.", ["One.\n", "Two."]),
        ("“One.”\nTwo.", ["“One.”\n", "Two."]),
        ("a hard-wrapped\nline", ["a hard-wrapped\nline"]),
        ("", [""]),
    ],
)
def test_paragraphs_of_a_text(text, expected):
    offsets = [*paragraph_starts(text), len(text)]
    assert [text[start:end] for start, end in pairwise(offsets)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine men were held\n\nThey had walked", ["They"]),
        ("Nine men were held.\nThey had walked.", ["They"]),
        ("Nine men were\nheld there", []),
        ("\n\nNine men", ["Nine"]),
        ("Nine men\n\n", []),
        ("", []),
    ],
)
def test_a_paragraph_starts_a_sentence(starts, text, expected):
    assert starts(text) == expected


def test_an_endless_sentence_is_cut(starts):
    text = "men " * (3 * LONGEST_SENTENCE)
    assert len(starts(text)) == 2


def test_a_sentence_of_news_length_is_not_cut(starts):
    assert starts("men " * (LONGEST_SENTENCE - 1) + ". " + "men " * (LONGEST_SENTENCE - 1)) == []


def test_the_parser_keeps_the_paragraph(nlp):
    doc = nlp("RESCUE OFF LAMPEDUSA\n\nNine men were rescued on Monday")
    assert "Nine" in [sentence[0].text for sentence in doc.sents]


@pytest.mark.parametrize("text", ["", " ", "\x00\n\n\x1b", "🎉\n\n🎉", "\n" * 500, "\r\r\r"])
def test_odd_text_is_left_as_it_is(text):
    doc = spacy.blank("en")(text)
    assert ParagraphSplitter()(doc).text == text
