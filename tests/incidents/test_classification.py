"""The type of an incident and how far it came to pass."""

import pytest

from borderfacts.incidents.classification import status_of
from borderfacts.vocabulary import ActionType, EventType, Status


@pytest.mark.parametrize(
    ("actions", "kind"),
    [
        ({ActionType.DIE, ActionType.RESCUE}, EventType.DEATH),
        ({ActionType.ATTACK, ActionType.TREAT}, EventType.VIOLENCE),
        ({ActionType.RESCUE, ActionType.SEIZE}, EventType.RESCUE),
        ({ActionType.TREAT}, EventType.RESCUE),
        ({ActionType.SEIZE, ActionType.SMUGGLE}, EventType.SEIZURE),
        ({ActionType.SMUGGLE, ActionType.CROSS}, EventType.SMUGGLING),
        ({ActionType.INTERCEPT}, EventType.CROSSING),
        ({ActionType.CROSS, ActionType.RETURN}, EventType.CROSSING),
        ({ActionType.RETURN, ActionType.CLAIM_ASYLUM}, EventType.REMOVAL),
        ({ActionType.CLAIM_ASYLUM, ActionType.ARREST}, EventType.ASYLUM),
        ({ActionType.ARREST, ActionType.CHARGE}, EventType.ARREST),
        ({ActionType.CHARGE, ActionType.ANNOUNCE}, EventType.COURT),
        ({ActionType.CLOSE}, EventType.POLICY),
        ({ActionType.DETECT, ActionType.ALERT}, EventType.OTHER),
        (set(), EventType.OTHER),
    ],
)
def test_the_first_type_that_applies(actions, kind):
    assert EventType.made_by(actions) is kind


def test_an_incident_without_a_status_of_its_own_occurred():
    assert status_of(EventType.OTHER, set(), [], []) is Status.OCCURRED


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Agents intercepted five migrants as they tried to cross the Rio Grande near Laredo, Texas, on Monday.",
         "crossing", "attempted"),
        ("Five migrants crossed the border from Mexico into Arizona on Sunday. Border Patrol agents arrested them in "
         "Phoenix, Arizona, on Monday.", "crossing", "occurred"),
        ("Two migrants drowned in the Rio Grande near Eagle Pass, Texas, on Monday.", "death", "occurred"),
        ("Smugglers threw stones at Border Patrol agents near Roma, Texas, on Monday.", "violence", "occurred"),
        ("The Coast Guard rescued 20 migrants off Key West, Florida, on Monday.", "rescue", "occurred"),
        ("Three migrants were taken to hospital in Laredo, Texas, on Monday.", "rescue", "occurred"),
        ("Officers seized 12.5 kilograms of cocaine in Laredo, Texas, on Monday.", "seizure", "occurred"),
        ("Police stopped a truck near Presevo, Serbia, on Monday and found 14 migrants hidden in the back.",
         "smuggling", "occurred"),
        ("Thirty migrants were deported to Honduras on Monday.", "removal", "occurred"),
        ("A man from Syria claimed asylum in Helsinki, Finland, on Monday.", "asylum", "occurred"),
        ("Police arrested a fugitive in El Paso, Texas, on Monday.", "arrest", "occurred"),
        ("A grand jury in Laredo, Texas, indicted two men on Monday for smuggling migrants.", "court", "occurred"),
        ("The government closed the border crossing at Coutts, Alberta, on Monday.", "policy", "occurred"),
        ("Finland will close the border crossing at Vaalimaa on Friday.", "policy", "planned"),
        ("The minister announced on Monday that the army will send 200 soldiers to the border on March 1.",
         "policy", "planned"),
        ("Prosecutors allege that a man from Ohio smuggled nine migrants across the border in January.",
         "smuggling", "alleged"),
    ],
)  # fmt: skip
def test_type_and_status_of_a_story(event, text, kind, status):
    told = event(text)
    assert (told.type, told.status) == (kind, status)


def test_what_is_announced_and_to_come_has_the_date_of_its_effect(event):
    told = event("The minister announced on Monday that the army will send 200 soldiers to the border on March 1.")
    assert told.when.start == "2025-03-01"
    assert {str(action.type): str(action.status) for action in told.actions} == {
        "announce": "occurred",
        "deploy": "planned",
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Guardia Civil intercepted a dinghy with 56 migrants off Lanzarote on Saturday; all were taken into "
         "custody.", "attempted"),
        ("The Turkish Coast Guard stopped two inflatables off Bodrum on Monday with 52 Afghans who were making for the "
         "Greek islands.", "attempted"),
        ("Officers at the Champlain port of entry found eight migrants in a truck on Monday and detained them.",
         "attempted"),
        ("Six Cuban migrants who had landed at Marathon, Florida, on a homemade raft were detained on Monday.",
         "occurred"),
        ("Around 26 migrants were rounded up on a beach near Providenciales on Monday after their sloop ran aground.",
         "occurred"),
        ("A Russian migrant walked across the frozen Pasvik River to Norway on Monday and was detained.", "occurred"),
        ("Police stopped a cattle truck near the Suchiate River in Guatemala on Monday and detained 28 migrants hidden "
         "among the animals.", "occurred"),
        ("The German Interior Ministry announced on Monday that border controls would be introduced in Saxony from 16 "
         "October.", "planned"),
    ],
)  # fmt: skip
def test_who_is_stopped_afloat_or_at_the_gate_has_not_crossed(event, text, status):
    assert event(text).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Were she to be arrested near the border, as volunteers who help migrants can be, she would plead not guilty.",
        "On 30 January there were 64 migrants on Nauru.",
    ],
)
def test_a_condition_and_a_count_of_those_present_are_no_incident(events, text):
    assert events(text) == ()
