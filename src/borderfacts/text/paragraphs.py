"""Start a sentence at each paragraph, before the parser reads the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A blank line, or a line end after what can end a sentence: lines of a hard-wrapped text do not break a sentence.
_BREAK = re.compile(r"\r\n?[ \t]{0,20}\r\n?|\n[ \t]{0,20}\n|(?<=[.!?:”\"'*)\]…])[ \t]{0,20}[\r\n]")

# 400 tokens: no sentence of the news is longer; a text without full stops is cut there so that cost stays linear.
LONGEST_SENTENCE = 400


class ParagraphSplitter:
    """Component: presets ``is_sent_start`` at paragraph starts and in endless sentences."""

    def __call__(self, doc: Doc) -> Doc:
        """Preset the sentence starts of the Doc and return it."""
        breaks = [match.end() for match in _BREAK.finditer(doc.text)]
        following = 0
        since = 0
        for token in doc:
            crossed = False
            while following < len(breaks) and breaks[following] <= token.idx:
                following += 1
                crossed = True
            if token.i and not token.is_space and (crossed or since >= LONGEST_SENTENCE):
                token.is_sent_start = True
                since = 0
            since = 0 if token.text in ".!?" else since + 1
        return doc


def paragraph_starts(text: str) -> list[int]:
    """Return the character offsets at which paragraphs start; the first is 0."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]
