"""The rules of ``actions.toml``, compiled to a table from the written form of a word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain

from borderfacts import lexicons
from borderfacts.grammar.inflection import noun_forms, verb_forms
from borderfacts.lexicons.schema import ActionRule
from borderfacts.vocabulary import ActionType

# Stands for any possessive in a phrase: "lose one's life".
POSSESSIVE = "one's"
_ADVERBS = frozenset({"last", "fatally"})
_TIGHT_MARK = "+"
_CLASS_MARK = "@"
_AFTER_NOUN = frozenset({"of", "for", "from", "to", "at", "on", "in", "with", "by"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words that tell an action, and the rule they belong to.

    Attributes:
        action: what they tell.
        rule: the rule.
        lemma: the verb or noun; the first word of a predicate.
        before: the words before a noun, each as the set of words that may stand there.
        rest: the words that must follow, likewise.
        negated: the verb tells the action only where it is negated (``did not survive``).
        predicate: said with a copula (``was missing``).
        adverb: the word that must stand with the verb (``last seen``).
        tight: the second word follows the verb at once (``+sight`` of ``catch sight``).
    """

    action: ActionType
    rule: ActionRule
    lemma: str
    rest: tuple[frozenset[str], ...] = ()
    before: tuple[frozenset[str], ...] = ()
    negated: bool = False
    predicate: bool = False
    adverb: str = ""
    tight: bool = False


_Table = dict[str, tuple[Pattern, ...]]


@cache
def verb_patterns() -> _Table:
    """Return the verb patterns by each form of their first word, the longest pattern first."""
    table: dict[str, list[Pattern]] = {}
    for action, entry in lexicons.actions().items():
        for rule in entry.rules:
            for written in rule.verbs:
                words = written.lower().split()
                negated = words[0] == "not"
                adverb = words[0] if words[0] in _ADVERBS else ""
                first, *rest = words[1:] if negated or adverb else words
                tight = bool(rest) and rest[0].startswith(_TIGHT_MARK)
                rest = [word.removeprefix(_TIGHT_MARK) for word in rest]
                for lemma in first.split("|"):
                    pattern = Pattern(action, rule, lemma, _choices(rest), negated=negated, adverb=adverb, tight=tight)
                    _add(table, verb_forms(lemma), pattern)
            for written in rule.predicates:
                rest = written.lower().split()
                for lemma in sorted(lexicons.classes()["copula"]):
                    pattern = Pattern(action, rule, lemma, _choices(rest), predicate=True)
                    _add(table, verb_forms(lemma), pattern)
    return _sorted(table)


@cache
def noun_patterns() -> _Table:
    """Return the noun patterns by each form of their noun: the last word, or the one before a preposition."""
    table: dict[str, list[Pattern]] = {}
    for action, entry in lexicons.actions().items():
        for rule in entry.rules:
            for written in rule.nouns:
                words = written.lower().split()
                at = next(
                    (i - 1 for i, word in enumerate(words) if i and word.split("|")[0] in _AFTER_NOUN), len(words) - 1
                )
                for noun in sorted(_choices([words[at]])[0]):
                    pattern = Pattern(action, rule, noun, _choices(words[at + 1 :]), _choices(words[:at]))
                    _add(table, noun_forms(noun), pattern)
    return _sorted(table)


@cache
def adjective_patterns() -> _Table:
    """Return the predicates of one word, which may also stand beside a noun: ``three missing``, ``the injured men``."""
    table: dict[str, list[Pattern]] = {}
    for action, entry in lexicons.actions().items():
        for rule in entry.rules:
            for word in chain.from_iterable(
                written.lower().split("|") for written in rule.predicates if " " not in written
            ):
                _add(table, (word,), Pattern(action, rule, word))
    return _sorted(table)


def _choices(words: list[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(chain.from_iterable(_written(word) for word in place.split("|"))) for place in words)


def _written(word: str) -> frozenset[str]:
    """Return a word, or all words of the class that stands for them (``@bodypart``)."""
    return lexicons.classes()[word[1:]] if word.startswith(_CLASS_MARK) else frozenset({word})


def _add(table: dict[str, list[Pattern]], forms: tuple[str, ...], pattern: Pattern) -> None:
    for form in dict.fromkeys(forms):
        table.setdefault(form, []).append(pattern)


def _sorted(table: dict[str, list[Pattern]]) -> _Table:
    return {form: tuple(sorted(found, key=lambda p: -len(p.rest) - len(p.before))) for form, found in table.items()}
