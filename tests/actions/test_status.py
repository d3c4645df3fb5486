"""How far an action came to pass, as its clause tells."""

from __future__ import annotations

import pytest
from spacy.language import Language

from borderfacts.annotations import ACTIONS
from borderfacts.vocabulary import ActionType, Status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The men were deported.", Status.OCCURRED),
        ("The men have been deported.", Status.OCCURRED),
        ("The men will be deported.", Status.PLANNED),
        ("The men are to be deported.", Status.PLANNED),
        ("The men are due to be deported in May.", Status.PLANNED),
        ("The minister said that the men would be deported on Friday.", Status.PLANNED),
        ("It took the officers six hours to deport the men.", Status.OCCURRED),
        ("Officers tried to deport the men.", Status.ATTEMPTED),
        ("Lawyers allege that the men were deported.", Status.ALLEGED),
        ("The agency is alleged to have deported 12 men.", Status.ALLEGED),
    ],
)
def test_status(nlp: Language, sentence: str, status: Status) -> None:
    assert [a.status for a in ACTIONS.read(nlp(sentence)) if a.type == ActionType.RETURN] == [status]


@pytest.mark.parametrize(
    "sentence",
    [
        "The men were not deported.",
        "Nobody was deported.",
        "None of the men was deported.",
        "The bridge was closed so that the officers who work there could help the police deport the men.",
        "The men left without being deported.",
        "The men could be deported.",
        "The men would have been deported if the court had not intervened.",
        "Unless a court steps in, the men may be deported.",
        "The agency deports migrants.",
        "Officers often deported migrants.",
        "The court asked whether the men had been deported.",
        "The minister wants to deport the men.",
        "The agency refused to deport the men.",
        "The agency has yet to deport the men.",
        "Anyone who is caught will be deported.",
    ],
)
def test_what_is_denied_supposed_or_general_is_dropped(nlp: Language, sentence: str) -> None:
    assert [a.type for a in ACTIONS.read(nlp(sentence)) if a.type == ActionType.RETURN] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He was charged with smuggling migrants.", []),
        ("He was arrested on suspicion of smuggling migrants.", []),
        ("He is wanted for smuggling migrants.", []),
        ("He was convicted of smuggling migrants.", []),
        ("He was charged with smuggling 12 migrants.", [Status.ALLEGED]),
        ("He was convicted of smuggling 12 migrants.", [Status.OCCURRED]),
    ],
)
def test_grounds_of_charges_tell_only_what_they_detail(nlp: Language, sentence: str, expected: list[Status]) -> None:
    assert [a.status for a in ACTIONS.read(nlp(sentence)) if a.type == ActionType.SMUGGLE] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("His trial is scheduled to open on Feb. 3.", {Status.PLANNED}),
        ("A hearing is set for Thursday.", {Status.PLANNED}),
        ("A hearing on bail is listed for 3 April in Brussels.", {Status.PLANNED}),
        ("The trial will start in May.", {Status.PLANNED}),
        ("His trial opened in Porto on Monday.", {Status.OCCURRED}),
        ("The trial was told that each had paid.", set()),
        ("The hearing was set aside.", set()),
    ],
)
def test_trials_and_hearings_have_a_day_in_court(nlp: Language, sentence: str, expected: set[Status]) -> None:
    assert {a.status for a in ACTIONS.read(nlp(sentence)) if a.type == ActionType.CHARGE} == expected


def test_a_sentencing_on_the_calendar_is_planned(nlp: Language) -> None:
    told = ACTIONS.read(nlp("Sentencing is set for June 5."))
    assert {(a.type, a.status) for a in told} == {(ActionType.SENTENCE, Status.PLANNED)}
