"""spaCy's tokenizer for many texts: what stands between spaces is cut once, as most of it stood in a text before."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # spaCy has no stub of it
from spacy.tokens import Doc

_RUN = re.compile(r"\s+|\S+")
_KEPT = 16_384  # runs of characters whose tokens are kept
_LONGEST = 40  # characters; longer runs hardly come twice


class CachedTokenizer:
    """Cuts texts as spaCy's tokenizer does, which within a memory zone keeps nothing of the texts before.

    Args:
        tokenizer: spaCy's tokenizer of a pipeline.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._tokens_of = lru_cache(_KEPT)(self._cut)

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text."""
        words: list[str] = []
        spaces: list[bool] = []  # for each token whether a space follows
        for run in _RUN.findall(text):
            if run[0].isspace():
                if words and run[0] == " ":
                    spaces[-1] = True
                    run = run[1:]
                tokens: tuple[str, ...] = (run,) if run else ()
            else:
                tokens = self._tokens_of(run) if len(run) <= _LONGEST else self._cut(run)
            words += tokens
            spaces += [False] * len(tokens)
        return Doc(self._tokenizer.vocab, words=words, spaces=spaces)

    def _cut(self, run: str) -> tuple[str, ...]:
        return tuple(token.text for token in self._tokenizer(run))
