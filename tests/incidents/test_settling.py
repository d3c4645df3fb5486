"""The actions of an incident, once its people are known: what follows, what falls away, who does them to whom."""

import pytest


def kinds(told):
    return [str(action.type) for action in told.actions]


def references(told, kind, side):
    (action,) = [each for each in told.actions if each.type == kind]
    return [(each.to, each.index, each.span.text) for each in getattr(action, side)]


def test_each_kind_of_action_is_given_once(event):
    told = event(
        "The Coast Guard rescued 20 migrants off Key West, Florida, on Monday. A crew rescued the migrants from a raft."
    )
    assert kinds(told).count("rescue") == 1


def test_an_action_stands_at_its_first_telling(event):
    text = "The Coast Guard rescued 20 migrants off Key West, Florida, on Monday. The rescue took two hours."
    told = event(text)
    assert [action.span.start for action in told.actions] == [text.index("rescued")]


def test_people_stopped_at_a_border_tried_to_cross_it(event):
    assert kinds(event("Border Patrol agents detained six migrants near Laredo, Texas, on Monday.")) == [
        "intercept",
        "cross",
    ]


def test_people_packed_in_a_truck_are_smuggled(event):
    told = event("Nine migrants were found hidden in a truck near Dover, England, on Monday.")
    assert kinds(told) == ["detect", "smuggle"]


def test_people_taken_to_hospital_are_rescued(event):
    assert "rescue" in kinds(event("Three migrants were taken to hospital in Laredo, Texas, on Monday."))


def test_a_suspect_is_arrested_and_migrants_are_intercepted(event):
    told = event(
        "Police stopped a truck near Presevo, Serbia, on Monday and found 14 migrants in the back. "
        "The driver was arrested."
    )
    assert {"arrest", "intercept"} <= set(kinds(told))


def test_migrants_arrested_for_crossing_are_intercepted_and_not_arrested(event):
    told = event("Border Patrol agents arrested six migrants near Laredo, Texas, on Monday.")
    assert "intercept" in kinds(told)
    assert "arrest" not in kinds(told)


def test_an_arrest_of_a_suspect_is_no_interception(event):
    assert kinds(event("Police arrested a fugitive in El Paso, Texas, on Monday.")) == ["arrest"]


def test_agents_and_patients_point_into_the_event(event):
    told = event("The Coast Guard rescued 20 migrants off Key West, Florida, on Monday.")
    assert [told.agencies[0].short, told.people[0].span.text] == ["USCG", "20 migrants"]
    assert references(told, "rescue", "agents") == [("agencies", 0, "Guard")]
    assert references(told, "rescue", "patients") == [("people", 0, "migrants")]


def test_a_pronoun_points_to_the_people_it_means(event):
    told = event("Twelve migrants crossed the river near Laredo, Texas, on Monday. Border Patrol agents rescued them.")
    assert references(told, "cross", "agents") == [("people", 0, "migrants")]
    assert references(told, "rescue", "patients") == [("people", 0, "them")]


def test_one_who_is_no_agency_and_none_of_the_people_is_a_span(event):
    told = event("A fishing boat rescued 11 migrants off Lampedusa on Monday.")
    assert references(told, "rescue", "agents") == [(None, None, "boat")]


@pytest.mark.parametrize(
    "text",
    [
        "The RCMP alerted the Border Patrol on Monday, and agents detained six migrants near Pembina, North Dakota.",
        "Police stopped a van near Presevo, Serbia, on Monday and found 14 migrants. The two drivers were arrested.",
        "A boat sank off Lampedusa on Monday. Four migrants drowned, seven were missing and 20 were rescued.",
    ],
)
def test_every_reference_points_to_an_entry(event, text):
    told = event(text)
    pointers = [each for action in told.actions for each in action.agents + action.patients]
    assert pointers
    for each in pointers:
        assert (each.to is None) == (each.index is None)
        assert each.to is None or 0 <= each.index < len(getattr(told, each.to))
