"""Words cut into the pieces of the encoder's vocabulary, and a story laid out in windows of a length that it takes."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from borderfacts.reading.tokens import Floats, Ints, Tokens

_LONGEST, _STEP = 510, 382  # pieces in a window, and from the start of one window to the next
_KEPT = 16_384  # words whose pieces are kept: most words of a text stood in those before it


class Window(NamedTuple):
    """A stretch of a story that the encoder sees at once, with the encoder's marks for start and end around it.

    Attributes:
        ids: its pieces.
        features: what is known of the word of each piece, pieces by features.
        words: for each piece the index of its word; -1 for the marks of start and end.
    """

    ids: Ints
    features: Floats
    words: Ints


class Pieces:
    """Cuts words into pieces of the encoder's vocabulary, which a file of the ``tokenizers`` library describes.

    Attributes:
        ends: the encoder's marks for the start and the end of a window.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        first, last = self._tokenizer.encode("").ids
        self.ends: tuple[int, int] = first, last
        self._pieces_of = lru_cache(_KEPT)(self._cut)

    def windows(self, story: Tokens) -> list[Window]:
        """Return the windows of a story; they overlap, so that each word stands well inside one of them."""
        if not story.starts:
            return []
        cut = [self._pieces_of(word) for word in story.forms]
        ids = np.fromiter(chain.from_iterable(cut), dtype=np.int64)
        words = np.repeat(np.arange(len(cut)), [len(pieces) for pieces in cut])
        features = story.features[words]
        starts = range(0, max(len(ids) - _LONGEST + _STEP, 1), _STEP)
        return [
            self._window(ids[at : at + _LONGEST], features[at : at + _LONGEST], words[at : at + _LONGEST])
            for at in starts
        ]

    def _cut(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids)

    def _window(self, ids: Ints, features: Floats, words: Ints) -> Window:
        first, last = self.ends
        return Window(
            np.concatenate([[first], ids, [last]]),
            np.pad(features, ((1, 1), (0, 0))),
            np.pad(words, 1, constant_values=-1),
        )
