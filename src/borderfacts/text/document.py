"""From a story to a Doc: the text unchanged, the day of publication set on it."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from borderfacts import annotations as layers
from borderfacts.records import Story

# spaCy's tokenizer takes characters off a word one by one, each time looking at all the rest: a line of 50,000 dashes
# would take minutes. Cut into stretches, such a line costs as much as any other text of its length.
_LONG_RUN = re.compile(r"[^\w\s]{40}(?=\S)|\S{500}(?=\S)")


def make_doc(nlp: Language, story: Story) -> Doc:
    """Return the tokenized, not yet processed Doc of a story; give it to ``nlp(doc)`` or ``nlp.pipe([doc])``."""
    doc = _tokenize(nlp, story.text)
    layers.keep_text(doc, story.text)
    layers.set_reference_date(doc, story.reference_date)
    return doc


def _tokenize(nlp: Language, text: str) -> Doc:
    cuts = [found.end() for found in _LONG_RUN.finditer(text)]
    if not cuts:
        return nlp.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        for token in nlp.make_doc(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)
