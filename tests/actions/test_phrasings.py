"""How many of the actions that 750 sentences of the news tell are found, and how many are made up."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from borderfacts.annotations import ACTIONS

TABLES = tomllib.loads(Path(__file__).with_name("phrasings.toml").read_text(encoding="utf-8"))
# What tells no happening: opinion, figures of a period, descriptions of work, sport and the arts.
NO_HAPPENING = ("talk", "figures", "jobs", "elsewhere")


@pytest.fixture(scope="module")
def readings(nlp: Language) -> list[tuple[str, str, set[str], set[str]]]:
    """Return table, sentence, what it tells and what was found, for each sentence."""
    cases = [(table, *case) for table, told in TABLES.items() for case in told.items()]
    docs = nlp.pipe(sentence for _, sentence, _ in cases)
    return [
        (table, sentence, _names(expected), {str(action.type) for action in ACTIONS.read(doc)})
        for (table, sentence, expected), doc in zip(cases, docs, strict=True)
    ]


def _names(expected: str) -> set[str]:
    return {name.split(":")[-1].strip() for name in expected.split(",") if name.strip()}


def test_most_actions_are_found_and_few_are_made_up(readings: list[tuple[str, str, set[str], set[str]]]) -> None:
    count = Counter[str]()
    for _, _, told, found in readings:
        count["right"] += len(told & found)
        count["made up"] += len(found - told)
        count["missed"] += len(told - found)
    assert count["right"] / (count["right"] + count["made up"]) > 0.95, [r for r in readings if r[3] - r[2]]
    assert count["right"] / (count["right"] + count["missed"]) > 0.94, [r for r in readings if r[2] - r[3]]


@pytest.mark.parametrize("table", NO_HAPPENING)
def test_what_tells_no_happening_gives_few_actions(
    readings: list[tuple[str, str, set[str], set[str]]], table: str
) -> None:
    sentences = [(sentence, found) for name, sentence, _, found in readings if name == table]
    wrong = [(sentence, found) for sentence, found in sentences if found]
    assert len(wrong) <= len(sentences) * 0.15, wrong
