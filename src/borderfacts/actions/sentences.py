"""What is asked of whole sentences: where they end, which words they hold, whether they tell of a film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from borderfacts.actions.clauses import SUBJECTS
from borderfacts.actions.patterns import POSSESSIVE, Pattern

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POSSESSIVES = frozenset({"PRP$", "POS", "WP$"})
_TOLD_IN = frozenset({"in", "of"})


class Sentences:
    """The sentences of one Doc, read once."""

    def __init__(self, doc: Doc, fiction: frozenset[str]) -> None:
        self._of: list[int] = []
        self._ends: list[int] = []
        self._words: list[set[str]] = []
        self._unreal: list[bool] = []
        for token in doc:
            if token.is_sent_start or not self._words:
                self._words.append(set())
                self._unreal.append(False)
                self._ends.append(token.i)
            words = self._words[-1]
            word = token.lower_
            words.add(word)
            if token.tag_ == "NNS":
                words.add(word[:-1])
            elif token.tag_ in _POSSESSIVES:
                words.add(POSSESSIVE)
            if word in fiction and _leads_sentence(token):
                self._unreal[-1] = True
            self._of.append(len(self._words) - 1)
            self._ends[-1] = token.i + 1

    def end(self, token: Token) -> int:
        """Return the token index after the sentence of a token."""
        return self._ends[self._of[token.i]]

    def is_unreal(self, token: Token) -> bool:
        """Tell whether the sentence of a token is about a film, a book or an exercise."""
        return self._unreal[self._of[token.i]]

    def may_hold(self, token: Token, pattern: Pattern) -> bool:
        """Tell whether the sentence of a token holds a word for each place of a pattern."""
        words = self._words[self._of[token.i]]
        return not any(choice.isdisjoint(words) for choice in pattern.rest)


def _leads_sentence(noun: Token) -> bool:
    """``the film follows``, ``in the novel a boy``: the noun is what the sentence is about."""
    head = noun.head
    if noun.dep_ in SUBJECTS:
        return head.dep_ == "ROOT"
    if noun.dep_ != "pobj" or head.lower_ not in _TOLD_IN:
        return False
    return head.head.dep_ == "ROOT" and head.i < head.head.i
