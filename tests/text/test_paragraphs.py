from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc

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


def test_a_text_that_a_parser_has_read_is_refused():
    vocab = spacy.blank("en").vocab
    parsed = Doc(vocab, words=["They", "ran"], heads=[1, 1], deps=["nsubj", "ROOT"])
    with pytest.raises(ValueError, match="before the parser"):
        ParagraphSplitter()(parsed)


@pytest.mark.parametrize("text", ["", " ", "\x00\n\n\x1b", "🎉\n\n🎉", "\n" * 500, "\r\r\r"])
def test_odd_text_is_left_as_it_is(text):
    doc = spacy.blank("en")(text)
    assert ParagraphSplitter()(doc).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officers closed the bridge at 3 p.m. In Lukeville, they turned back cars.", ["In"]),
        ("They cut two bars of the fence at about 2.15 a.m. When a patrol came, they fled.", ["When"]),
        ("The van left Nogales at 7:30 a.m. It was stopped at a checkpoint.", ["It"]),
        ("At about 8 a.m. The Patria, a tanker, called for help.", []),
        ("A man on the bank called police at 11:20 p.m. Friday.", []),
        ("The boat left the island at 6 p.m. Eastern time.", []),
        ("It was about 4 a.m. Agents of the station drove there.", []),
    ],
)
def test_a_clock_time_ends_a_sentence_before_a_word_that_starts_one(starts, text, expected):
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("According to Staff Sgt. Lorne Roe, they ran.", "Lorne"),
        ("It was Lt. Cmdr. Ann Poe who said so.", "Ann"),
        ("The boat was found by Gov. Lee Doe.", "Lee"),
        ("A man on the bank called police at 11:20 p.m. Friday.", "Friday"),
        ("They crossed to a lane off 0 Avenue, in the dark.", "Avenue"),
    ],
)
def test_no_sentence_starts_after_a_title_or_within_a_time(text, word):
    nlp = spacy.blank("en")
    nlp.add_pipe("borderfacts_paragraphs")
    (token,) = [token for token in nlp(text) if token.text == word]
    assert token.is_sent_start is False
