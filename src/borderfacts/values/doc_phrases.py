"""Find the phrases of the lexicons in a Doc, and keep them on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts.annotations import PHRASES, text_of
from borderfacts.values.phrases import Hit, find_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc


def phrases(doc: Doc, lexicon: str) -> list[Hit]:
    """Return where the phrases of a lexicon stand in the Doc; all lexicons are found in one pass, on first need."""
    found = doc.user_data.get(PHRASES)
    if found is None:
        found = doc.user_data[PHRASES] = find_phrases(text_of(doc))
    return [Hit(start, end, tuple(keys)) for start, end, keys in found.get(lexicon, ())]
