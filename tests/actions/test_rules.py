"""The rules of ``actions.toml``: what they refer to exists, and every word of them is compiled."""

from __future__ import annotations

import pytest

from borderfacts import lexicons
from borderfacts.actions.patterns import adjective_patterns, noun_patterns, verb_patterns
from borderfacts.lexicons.schema import ActionRule
from borderfacts.vocabulary import ActionType

# What other layers give: see actions/word_classes.py.
OF_LAYERS = {
    "people", "migrant", "suspect", "officer", "agency", "place", "country", "state", "goods", "date", "quantity",
}  # fmt: skip
RULES = [(action, rule) for action, entry in lexicons.actions().items() for rule in entry.rules]


@pytest.mark.parametrize(("action", "rule"), RULES)
def test_classes_of_a_rule_exist(action: ActionType, rule: ActionRule) -> None:
    named = {
        *rule.patient, *rule.patient_not, *rule.agent, *rule.agent_not, *rule.complement, *rule.complement_not,
    }  # fmt: skip
    assert named - OF_LAYERS - set(lexicons.classes()) == set()


@pytest.mark.parametrize(("action", "rule"), RULES)
def test_a_rule_has_words(action: ActionType, rule: ActionRule) -> None:
    assert rule.verbs or rule.nouns or rule.predicates


@pytest.mark.parametrize("action", ActionType)
def test_each_action_is_told_by_verbs(action: ActionType) -> None:
    assert any(pattern.action == action for patterns in verb_patterns().values() for pattern in patterns)


def test_alternatives_are_compiled_to_choices() -> None:
    patterns = [p for p in verb_patterns()["brought"] if p.action == ActionType.INTERCEPT and p.rest]
    assert frozenset({"into", "in"}) in {p.rest[0] for p in patterns}


def test_longest_pattern_comes_first() -> None:
    lengths = [len(pattern.rest) for pattern in verb_patterns()["took"]]
    assert lengths == sorted(lengths, reverse=True)


def test_words_after_a_preposition_follow_the_noun() -> None:
    pattern = next(p for p in noun_patterns()["calls"] if p.rest and p.rest[0] == {"for"})
    assert pattern.lemma == "call"
    assert "help" in pattern.rest[1]


def test_predicates_of_one_word_stand_beside_nouns_too() -> None:
    assert [p.action for p in adjective_patterns()["missing"]] == [ActionType.GO_MISSING]
    assert "custody" not in adjective_patterns()
