import json
from pathlib import Path

import pytest
import spacy

from borderfacts.text.tokenizer import CachedTokenizer

OPEN_STORIES = Path(__file__).parents[1] / "stories" / "open"
TEXTS = [
    "Agents in the U.S. don't stop at 5 a.m. (or so): the 5,525-mile border's \"quiet\", he said.",
    "  Two  spaces,\n\na line,\ta tab,\u00a0one that does not break.  ",
    " ",
    "a line " + "5-year-old-" * 30,
    "\n \n",
    "",
]


@pytest.fixture(scope="module")
def tokenizer():
    return spacy.blank("en").tokenizer


@pytest.mark.parametrize("text", TEXTS)
def test_the_tokens_of_a_text_are_those_of_spacy_however_often_it_is_cut(tokenizer, text):
    cached = CachedTokenizer(tokenizer)
    wanted = [(token.text, token.idx, token.whitespace_) for token in tokenizer(text)]
    for _ in range(2):
        assert [(token.text, token.idx, token.whitespace_) for token in cached(text)] == wanted


def test_the_tokens_of_stories_are_those_of_spacy(tokenizer):
    cached = CachedTokenizer(tokenizer)
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in OPEN_STORIES.glob("*.json")]
    assert stories
    for text in (story["text"] for story in stories):
        assert [token.text_with_ws for token in cached(text)] == [token.text_with_ws for token in tokenizer(text)]
