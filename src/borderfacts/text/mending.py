"""Mend what taggers get wrong in the shortest sentences: ``A migrant froze to death`` without a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Past tenses of what is done to nobody: as participle or noun they would be wrong.
_PASTS = lexicons.story_words("pasts")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class TagMender:
    """Component: makes the one verb of a sentence a verb where the tagger found none."""

    def __call__(self, doc: Doc) -> Doc:
        """Mend the tags of the Doc and return it."""
        if doc.has_annotation("DEP"):
            for sentence in doc.sents:
                _mend(sentence)
        return doc


def _mend(sentence: Span) -> None:
    if not any(t.lower_ in _PASTS for t in sentence) or any(t.tag_ in _FINITE for t in sentence):
        return
    root = sentence.root
    if root.lower_ in _PASTS:
        if root.i > sentence.start and root.nbor(-1).head.i == root.i:
            _make_verb(root, root.nbor(-1))
        return
    for child in root.rights:
        if child.dep_ == "acl" and child.lower_ in _PASTS:
            child.tag_ = "VBD"  # "Three migrants suffocated in a lorry": the noun it hangs on is its subject


def _make_verb(verb: Token, subject: Token) -> None:
    for word in list(verb.lefts):
        if word.i != subject.i:
            word.head = subject
    verb.tag_ = "VBD"
    subject.dep_ = "nsubj"
    if subject.tag_ == "JJ":
        subject.tag_ = "NN"
