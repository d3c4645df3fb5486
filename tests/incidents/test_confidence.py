"""How sure the library is of a record."""

import pytest

from borderfacts.incidents.confidence import confidence, features

STORIES = [
    "Border Patrol agents detained six migrants near Pembina, North Dakota, at 4:50 a.m. on Monday.",
    "Migrants were rescued off Lampedusa on Monday.",
    "The government closed the border crossing at Coutts, Alberta, on Monday.",
    "A grand jury in Laredo, Texas, indicted two men on Monday for smuggling migrants.",
    "Prosecutors allege that a man from Ohio smuggled nine migrants across the border in January.",
]


@pytest.mark.parametrize("text", STORIES)
def test_confidence_is_a_probability_with_two_decimals(event, text):
    told = event(text)
    assert 0 <= told.confidence <= 1
    assert told.confidence == round(told.confidence, 2)


def test_a_record_told_in_full_is_surer_than_a_bare_one(event):
    full = event(
        "Border Patrol agents detained six migrants near Pembina, North Dakota, on Monday after they crossed the "
        "border from Canada. The six were taken to hospital. One of them had walked for two days."
    )
    bare = event("Migrants were rescued in January.")
    assert full.confidence > bare.confidence


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_whatever_the_record_the_estimate_stays_within_bounds(event, value):
    names = features(event(STORIES[0]))
    assert names
    assert 0 <= confidence(dict.fromkeys(names, value)) <= 1


@pytest.mark.parametrize("text", STORIES)
def test_the_estimate_is_that_of_the_record(event, text):
    told = event(text)
    assert confidence(features(told)) == told.confidence
