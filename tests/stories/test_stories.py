import json
from datetime import date
from pathlib import Path

import pytest

from borderfacts.vocabulary import ActionType, EventType, Fate, PartKind, Role, SeizureKind, Status

PATHS = sorted(Path(__file__).parent.glob("*/*.json"))


@pytest.fixture(params=PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def story(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def test_there_are_enough_stories():
    assert len(PATHS) >= 40
    assert sum(path.parent.name in ("first_look", "second_look") for path in PATHS) >= 40


def test_names_are_used_once():
    names = [json.loads(path.read_text(encoding="utf-8"))["id"] for path in PATHS]
    assert names == [path.stem for path in PATHS]
    assert len(set(names)) == len(names)


def test_every_phrase_stands_in_the_text(story):
    phrases = [each["text"] for key in ("quantities", "dates", "statistics") for each in story[key]]
    phrases += [phrase for event in story["events"] for phrase in event["evidence"]]
    assert [phrase for phrase in phrases if phrase not in story["text"]] == []


def test_every_label_is_known(story):
    date.fromisoformat(story["published"])
    for event in story["events"]:
        EventType(event["type"])
        Status(event["status"])
        assert len(set(event["actions"])) == len([ActionType(action) for action in event["actions"]])
        for group in event["people"]:
            Role(group["role"])
            assert [Fate(fate) for fate in group["fates"]] == group["fates"]
            assert [PartKind(part["kind"]) for part in group["parts"]] == [part["kind"] for part in group["parts"]]
        assert [SeizureKind(each["kind"]) for each in event["seizures"]] == [each["kind"] for each in event["seizures"]]
