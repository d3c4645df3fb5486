"""Start a sentence at each paragraph and mend what parsers get wrong, before the parser reads the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from borderfacts import lexicons
from borderfacts.annotations import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A blank line, or a line end after what can end a sentence: lines of a hard-wrapped text do not break a sentence.
_BREAK = re.compile(r"\r\n?[ \t]{0,20}\r\n?|\n[ \t]{0,20}\n|(?<=[.!?:”\"'*)\]…])[ \t]{0,20}[\r\n]")

# 400 tokens: no sentence of the news is longer; a text without full stops is cut there so that cost stays linear.
LONGEST_SENTENCE = 400
# A clock time so near the start opens its sentence: ``At about 8 a.m. Border Patrol agents saw ...``.
_OPENING = 6
_INNER_MARKS = frozenset(",;")
_MARKS = _INNER_MARKS | frozenset(".:)”\"'’")
_FEW_MARKS = 3  # between a full stop and a small letter: ``, Man.), on Monday``

_TITLES = lexicons.story_words("titles")
_AFTER_CLOCK = lexicons.story_words("after_clock")
_OPENERS = lexicons.story_words("openers")
_ROADS = lexicons.story_words("roads")


class ParagraphSplitter:
    """Component: presets ``is_sent_start`` at paragraph starts and in endless sentences."""

    def __call__(self, doc: Doc) -> Doc:
        """Preset the sentence starts of the Doc and return it.

        Raises:
            ValueError: if a parser has read the Doc before: its trees would cross the starts of sentences.
        """
        if len(doc) and doc.has_annotation("DEP"):
            raise ValueError(
                "borderfacts_paragraphs got a Doc that a parser has read; add the component before the parser, as in"
                ' nlp.add_pipe("borderfacts_paragraphs", first=True)'
            )
        text = text_of(doc)
        breaks = [match.end() for match in _BREAK.finditer(text)]
        following = 0
        since = 0
        tokens = doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).tolist()
        words = [text[start : start + length] for start, length, _ in tokens]
        # Word by word spaCy would look through all words each time, whether a parser has run.
        presets = doc.to_array(["SENT_START"])
        preset = presets.view("int64")
        for i, (start, _, is_space) in enumerate(tokens):
            crossed = False
            while following < len(breaks) and breaks[following] <= start:
                following += 1
                crossed = True
            if i and not is_space and (crossed or since >= LONGEST_SENTENCE):
                preset[i] = 1
                since = 0
            elif (starts := _starts_sentence(words, i, since)) is not None:
                preset[i] = 1 if starts else -1
                since = 0 if starts else since
            since = 0 if words[i] in ".!?" else since + 1
        return doc.from_array(["SENT_START"], presets)  # type: ignore[arg-type]  # spaCy's stub wants two dimensions


def _starts_sentence(words: list[str], i: int, since: int) -> bool | None:
    """Return whether a word starts a sentence where a full stop alone misleads; None elsewhere.

    ``p.m.`` and titles end none, nor does a stop before a comma or a small letter: ``near Emerson, Man., on Monday``.
    """
    word = words[i]
    if i < 2 or not word[:1].isalnum():
        return None
    if not word[:1].isupper() and not word[:1].isdigit():
        return False if words[i - 1] in _MARKS and "." in words[i - _FEW_MARKS : i] else None
    if words[i - 1] in _INNER_MARKS and words[i - 2] == ".":
        return False
    if words[i - 1] in ("a.m.", "p.m."):
        if word.rstrip(".") in _AFTER_CLOCK:
            return False
        return True if word.lower() in _OPENERS and since > _OPENING else None
    if (words[i - 1] == "." and words[i - 2] in _TITLES) or words[i - 1].removesuffix(".") in _TITLES:
        return False
    return False if word in _ROADS and words[i - 1].isdigit() else None


def paragraph_starts(text: str) -> list[int]:
    """Return the character offsets at which paragraphs start; the first is 0."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]
