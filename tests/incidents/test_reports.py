"""What short stories tell, and what they do not: the day, the crossing, the way back, the fate."""

import pytest

from borderfacts import extract_events

REFERENCE = "2025-02-05"


def days(text):
    return [event.when and event.when.start for event in extract_events(text, reference_date=REFERENCE)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two migrants drowned in the Rio Grande near Eagle Pass, Texas, on Monday, the sheriff said.", "2025-02-03"),
        ("Nine migrants were arrested near Roma, Texas, on Monday, Border Patrol said.", "2025-02-03"),
        ("A smuggler was arrested in Laredo on Sunday, police said Tuesday.", "2025-02-02"),
        ("Nine migrants drowned near Eagle Pass, officials said on Monday.", None),
    ],
)
def test_the_day_of_the_report_is_not_that_of_the_incident(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize("verb", ["prevented", "stopped"])
def test_a_crossing_that_somebody_hindered_is_an_attempt(verb):
    [event] = extract_events(
        f"Police {verb} nine people from crossing into Canada near Emerson on Monday.", reference_date=REFERENCE
    )
    assert (event.type, event.status, event.route.destination) == ("crossing", "attempted", "CA")


@pytest.mark.parametrize(
    "text",
    [
        "Ottawa has sent more drones to the border to keep migrants from slipping into the United States.",
        "There was no evidence that migrants crossed into Canada near Emerson on Monday.",
        "Neither traveler was charged on Monday.",
    ],
)
def test_what_did_not_happen_is_no_incident(text):
    assert extract_events(text, reference_date=REFERENCE) == []


def test_those_pushed_back_go_over_the_border_and_not_home():
    [event] = extract_events(
        "Hungarian police stopped 23 Syrians near Roszke on 2 February and escorted them back to the Serbian side.",
        reference_date=REFERENCE,
    )
    assert event.route is None or event.route.destination != "SY"


@pytest.mark.parametrize("where", ["in a frozen marsh", "near a dead forest"])
def test_what_is_said_of_the_place_is_not_said_of_the_people(where):
    events = extract_events(f"Six Indian migrants were found {where} near Akwesasne in March 2023.")
    assert [group.fates for event in events for group in event.people] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Nine migrants were arrested near Roma, Texas, on Monday.</p>",
        "🚨 Nine migrants were arrested near Roma, Texas, on Monday.",
        "Nine migrants were arrested near Roma,\r\nTexas, on Monday.\r\n",
        "Nine migrants were\x07 arrested near Roma, Texas, on Monday.",
    ],
)
def test_marks_and_line_ends_leave_the_facts_as_they_are(text):
    [event] = extract_events(text, reference_date=REFERENCE)
    [group] = event.people
    assert (group.count.min, group.count.max) == (9, 9)
    assert [place.name for place in event.places] == ["Roma", "Texas"]
