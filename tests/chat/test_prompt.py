from __future__ import annotations

import pytest
from tests.chat.stub import window_of

from borderfacts.chat.answers import NOTHING, accepted
from borderfacts.chat.prompt import _words, prompt_name, question
from borderfacts.extracting import values_of_text
from borderfacts.notation import parse, questions
from borderfacts.notation.parse import RULE
from borderfacts.vocabulary import ActionType, Cause, EventType, Fate, PartKind, Role, SeizureKind, Status

TEXT = (
    "The RCMP found 12 kg of cocaine [sic] near Emerson, Man., on 3 February 2025.\n\nIn 2024 some 23,721 Syrians came."
)
BREAK = TEXT.index("\n\n")


@pytest.mark.parametrize("example", _words().examples, ids=lambda example: example.draft.strip()[:20])
def test_the_examples_are_what_they_ask_for(example):
    draft, problems = parse(RULE + example.draft)
    assert problems == []
    accepted(example.answer, NOTHING, draft.text, 0, len(draft.text))
    assert list(questions(parse(f"\n{example.answer}")[0])) == []


@pytest.mark.parametrize("labels", [ActionType, Cause, EventType, Fate, PartKind, Role, SeizureKind, Status])
def test_the_prompt_names_every_label(labels):
    system = question("", values_of_text(""), 0, 0, NOTHING)[0]["content"]
    assert ", ".join(labels) in system
    assert "$" not in system


def test_the_values_of_the_window_are_proposed_and_no_others():
    first, second = (
        question(TEXT, values_of_text(TEXT), *span, NOTHING)[-1]["content"]
        for span in ((0, BREAK), (BREAK + 2, len(TEXT)))
    )
    assert TEXT[:BREAK] == window_of([{"role": "user", "content": first}])
    for line in (
        "date: 3 February 2025 = 2025-02-03",
        "place: Emerson = Emerson (CA)",
        "agency: RCMP = RCMP",
        r"\[sic\]",
    ):
        assert (line in first, line in second) == (True, False)
    assert "number: 3 " not in first
    for line in ("number: some 23,721 = 23721", "nationality: Syrians = SY", "[2024]{-}"):
        assert (line in first, line in second) == (False, True)


def test_the_name_has_version_and_sum():
    version, _, digest = prompt_name().partition("+")
    assert (version, len(digest)) == (f"prompt-{_words().version}", 8)
