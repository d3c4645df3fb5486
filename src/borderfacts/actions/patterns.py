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
    """

    action: ActionType
    rule: ActionRule
    lemma: str
    rest: tuple[frozenset[str], ...] = ()
    before: tuple[frozenset[str], ...] = ()
    negated: bool = False
    predicate: bool = False


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
                first, *rest = words[1:] if negated else words
                for lemma in first.split("|"):
                    pattern = Pattern(action, rule, lemma, _choices(rest), negated=negated)
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
                at = next((i - 1 for i, word in enumerate(words) if i and word in _AFTER_NOUN), len(words) - 1)
                for noun in words[at].split("|"):
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
    return tuple(frozenset(word.split("|")) for word in words)


def _add(table: dict[str, list[Pattern]], forms: tuple[str, ...], pattern: Pattern) -> None:
    for form in dict.fromkeys(forms):
        table.setdefault(form, []).append(pattern)


def _sorted(table: dict[str, list[Pattern]]) -> _Table:
    return {form: tuple(sorted(found, key=lambda p: -len(p.rest) - len(p.before))) for form, found in table.items()}
