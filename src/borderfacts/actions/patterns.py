"""The rules of ``actions.toml``, compiled to a table from the written form of a verb or noun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.grammar.inflection import noun_forms, verb_forms
from borderfacts.lexicons.schema import ActionRule
from borderfacts.vocabulary import ActionType


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb or noun with the words that must follow it, and the rule it belongs to."""

    action: ActionType
    rule: ActionRule
    lemma: str
    rest: tuple[str, ...]
    negated: bool = False


@cache
def verb_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Return the verb patterns by each form of their first word, the longest pattern first."""
    table: dict[str, list[Pattern]] = {}
    for action, entry in lexicons.actions().items():
        for rule in entry.rules:
            for written in rule.verbs:
                words = written.lower().split()
                negated = words[0] == "not"
                lemma, *rest = words[1:] if negated else words
                pattern = Pattern(action, rule, lemma, tuple(rest), negated)
                for form in verb_forms(lemma):
                    table.setdefault(form, []).append(pattern)
    return {form: tuple(sorted(found, key=lambda p: -len(p.rest))) for form, found in table.items()}


@cache
def noun_patterns() -> dict[str, tuple[Pattern, ...]]:
    """Return the noun patterns by each form of their last word; ``rest`` are the words before it."""
    table: dict[str, list[Pattern]] = {}
    for action, entry in lexicons.actions().items():
        for rule in entry.rules:
            for written in rule.nouns:
                *before, last = written.lower().split()
                pattern = Pattern(action, rule, last, tuple(before))
                for form in noun_forms(last):
                    table.setdefault(form, []).append(pattern)
    return {form: tuple(sorted(found, key=lambda p: -len(p.rest))) for form, found in table.items()}
