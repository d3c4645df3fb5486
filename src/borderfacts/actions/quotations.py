"""Which tokens stand in direct speech, where nothing is told in the voice of the story."""

from __future__ import annotations

from spacy.tokens import Doc

# A quoted word or name is no direct speech, and a quotation that never ends is a stray mark.
_SHORTEST = 5
_LONGEST = 200
_MARKS = frozenset({"“", "”", '"', "``", "''"})


def quoted_tokens(doc: Doc) -> frozenset[int]:
    """Return the indices of the tokens inside direct quotations that hold a clause."""
    inside: set[int] = set()
    opened: int | None = None
    for token in doc:
        if token.text in _MARKS:
            if opened is None:
                opened = token.i if token.text != "”" else None
            elif token.text == "“":
                opened = token.i
            else:
                if token.i - opened > _SHORTEST:
                    inside.update(range(opened, token.i))
                opened = None
        elif opened is not None and ((token.is_space and "\n" in token.text) or token.i - opened > _LONGEST):
            opened = None
    return frozenset(inside)
