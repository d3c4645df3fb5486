"""The actions that single sentences tell, each class of text in a table of ``sentences.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from borderfacts.actions.finder import ActionFinder
from borderfacts.annotations import ACTIONS
from borderfacts.vocabulary import Status

SENTENCES = Path(__file__).with_name("sentences.toml")


def _cases() -> Iterator[tuple[str, str]]:
    for table in tomllib.loads(SENTENCES.read_text(encoding="utf-8")).values():
        yield from table.items()


def _told(doc: Doc) -> set[str]:
    return {
        str(action.type) if action.status == Status.OCCURRED else f"{action.status}:{action.type}"
        for action in ACTIONS.read(doc)
    }


@pytest.mark.parametrize(("sentence", "expected"), list(_cases()))
def test_actions_of_a_sentence(nlp: Language, sentence: str, expected: str) -> None:
    assert _told(nlp(sentence)) == {name.strip() for name in expected.split(",") if name.strip()}


@pytest.mark.parametrize(
    ("sentence", "action", "agents", "patients"),
    [
        ("Agents arrested two smugglers.", "arrest", ["Agents"], ["smugglers"]),
        ("Two smugglers were arrested by agents.", "arrest", ["agents"], ["smugglers"]),
        ("The people they pulled from the surf were Eritreans.", "rescue", ["they"], ["people"]),
        ("Soldiers saw two figures step across the line.", "detect", ["Soldiers"], ["figures"]),
        ("A crew came upon a raft.", "detect", ["crew"], ["raft"]),
        ("Hidden in the tyre were 12 kilograms of cocaine.", "seize", [], ["kilograms"]),
        ("Four men and a boy were missing.", "go_missing", [], ["men", "boy"]),
        ("Six made an attempt to cross the river.", "cross", ["Six"], ["river"]),
        ("Their rescue took five hours.", "rescue", [], ["Their"]),
        ("The driver, who had hidden nine men in a van, fled.", "smuggle", ["driver"], ["men"]),
    ],
)
def test_who_does_it_to_whom(nlp: Language, sentence: str, action: str, agents: list[str], patients: list[str]) -> None:
    doc = nlp(sentence)
    told = next(mention for mention in ACTIONS.read(doc) if mention.type == action)
    assert [doc[i].text for i in told.agents] == agents
    assert [doc[i].text for i in told.patients] == patients


def test_direct_speech_tells_nothing(nlp: Language) -> None:
    assert _told(nlp("“They shot at us, arrested my brother and sent me back,” she said.")) == set()


def test_a_quoted_word_is_no_direct_speech(nlp: Language) -> None:
    assert _told(nlp("Guards “pushed back” 40 people.")) == {"return"}


def test_spans_are_those_of_the_text(nlp: Language) -> None:
    text = "Agents took the two men, both of them Indians, into federal custody."
    (action,) = ACTIONS.read(nlp(text))
    assert text[action.span.start : action.span.end] == action.span.text
    assert action.span.text.startswith("took")
    assert action.span.text.endswith("custody")


@pytest.mark.parametrize("text", ["", " ", "🚤🚤", "\x00\x07", "arrested", "“" * 50, "found " * 300])
def test_odd_text_raises_nothing(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for action in ACTIONS.read(doc):
        assert text[action.span.start : action.span.end] == action.span.text


def test_without_a_parse_nothing_is_found() -> None:
    doc = ActionFinder()(spacy.blank("en")("Agents arrested two men."))
    assert ACTIONS.read(doc) == ()
