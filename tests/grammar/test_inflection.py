from __future__ import annotations

import pytest

from borderfacts.grammar.inflection import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("arrest", ("arrest", "arrests", "arresting", "arrested")),
        ("rescue", ("rescue", "rescues", "rescuing", "rescued")),
        ("flee", ("flee", "flees", "fleeing", "fled")),
        ("free", ("free", "frees", "freeing", "freed")),
        ("carry", ("carry", "carries", "carrying", "carried")),
        ("convoy", ("convoy", "convoys", "convoying", "convoyed")),
        ("search", ("search", "searches", "searching", "searched")),
        ("stop", ("stop", "stops", "stopping", "stopped")),
        ("grab", ("grab", "grabs", "grabbing", "grabbed")),
        ("row", ("row", "rows", "rowing", "rowed")),
        ("haul", ("haul", "hauls", "hauling", "hauled")),
        ("run", ("run", "runs", "running", "ran")),
        ("get", ("get", "gets", "getting", "got", "gotten")),
        ("set", ("set", "sets", "setting")),
        ("die", ("die", "dies", "dying", "died")),
        ("find", ("find", "finds", "finding", "found")),
        ("expel", ("expel", "expels", "expelled", "expelling")),
    ],
)
def test_verb_forms(lemma: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(lemma) == forms


def test_be_has_its_own_forms() -> None:
    assert {"be", "am", "is", "are", "was", "were", "been"} <= set(verb_forms("be"))


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("rescue", ("rescue", "rescues")),
        ("search", ("search", "searches")),
        ("fatality", ("fatality", "fatalities")),
    ],
)
def test_noun_forms(noun: str, forms: tuple[str, ...]) -> None:
    assert noun_forms(noun) == forms
