"""However a story is laid out, the text that is read is the same, and all records come from that text alone."""

from __future__ import annotations

import json
import random
import re
import textwrap
import unicodedata
from pathlib import Path

import pytest

from borderfacts.text.normalize import normalized

STORIES = sorted((Path(__file__).parents[1] / "stories").glob("*/*.json"))
ROUNDS = 3
SAME_WIDTH = (" ", " ", " ", "\u00a0", "\u202f", "\u2009", "\u3000")
SPACES = (*SAME_WIDTH, "  ", "\t", " \u200b", "\u2060 \u00a0", "\ufeff ", "\u00a0 \u00ad ")
UNSEEN = ("\u00ad", "\u200b", "\u200d", "\u2060")
LINE_ENDS = ("\n", "\r\n", "\r")
BETWEEN_PARAGRAPHS = ("\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\n\n\n", "\u2029", "\u2028\u2028", "\u00a0\n\u200b\n ")


def in_one_form(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text)]


def laid_out(chance: random.Random, paragraphs: list[str]) -> str:
    """A story with all that nobody sees in it changed: its spaces, characters in its words, its accents, its breaks."""
    parts = []
    for paragraph in paragraphs:
        words = [hyphened(chance, word) for word in paragraph.split(" ")]
        parts.append(words[0] + "".join(chance.choice(SPACES) + word for word in words[1:]))
    between = chance.choice(BETWEEN_PARAGRAPHS)
    return (
        chance.choice(("", "\n\n \n", "\ufeff", "\u200b ")) + between.join(parts) + chance.choice(("", "\n", " \r\n"))
    )


def hyphened(chance: random.Random, word: str) -> str:
    if len(word) > 6 and word.isalpha() and chance.random() < 0.5:
        at = chance.randrange(2, len(word) - 2)
        word = word[:at] + chance.choice(UNSEEN) + word[at:]
    return unicodedata.normalize(chance.choice(("NFC", "NFD")), word)


def wrapped(chance: random.Random, paragraphs: list[str]) -> str:
    """A story whose lines are broken at a width, each with the same line end; spaces keep their width."""
    width, end = chance.randint(50, 120), chance.choice(LINE_ENDS)
    lines = [
        textwrap.wrap(paragraph, width, break_on_hyphens=False, break_long_words=False) for paragraph in paragraphs
    ]
    text = (end * 2).join(end.join(part) for part in lines)
    return re.sub(" ", lambda space: chance.choice(SAME_WIDTH), text)


@pytest.mark.parametrize("change", [laid_out, wrapped])
def test_the_text_that_is_read_is_the_same(change) -> None:
    other = {}
    for path in STORIES:
        paragraphs = in_one_form(json.loads(path.read_text(encoding="utf-8"))["text"])
        for number in range(ROUNDS):
            text = change(random.Random(f"{path.stem}-{number}"), paragraphs)
            assert text != "\n\n".join(paragraphs)
            if normalized(text).text.rstrip() != "\n\n".join(paragraphs):
                other[f"{path.stem}-{number}"] = text
    assert list(other) == []


def test_each_word_leads_back_to_where_it_stands() -> None:
    for path in STORIES:
        paragraphs = in_one_form(json.loads(path.read_text(encoding="utf-8"))["text"])
        form = normalized(laid_out(random.Random(path.stem), paragraphs))
        for word in re.finditer(r"\S+", form.text):
            given = form.given[form.starts[word.start()] : form.ends[word.end() - 1]]
            assert normalized(given).text == word.group()
