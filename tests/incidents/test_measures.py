"""Which measurements belong to which incident."""

import pytest

import borderfacts

RESCUED = "Border Patrol agents rescued five migrants near Sasabe, Arizona, on Monday."


def measured(each):
    return [(quantity.value, quantity.unit) for quantity in each.quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Five migrants froze to death near Emerson, Manitoba, on Sunday. It was minus 31 C that night. They were "
            "found 12 metres from the border.",
            [(-31, "degC"), (12, "meter")],
        ),
        (
            "The Coast Guard rescued 22 Haitian migrants from a boat 14 miles south of Key Biscayne, Florida, on "
            "Monday. Winds reached 30 knots and waves were eight feet high.",
            [(14, "mile"), (30, "knot"), (8, "foot")],
        ),
        (
            "A van carrying eight migrants crashed near Douglas, Arizona, on Monday after a chase of 12 miles (19 km) "
            "at speeds of up to 110 mph.",
            [(12, "mile"), (110, "mile_per_hour")],
        ),
        (
            "A tunnel 600 metres long was found beneath a house in Tijuana, Mexico, on Monday. It was 12 metres deep. "
            "Three men were arrested.",
            [(600, "meter"), (12, "meter")],
        ),
        (
            "Border Patrol agents found 30 migrants in a trailer in Laredo, Texas, on Monday. The engine had been off "
            "for six hours. The driver was arrested.",
            [(6, "hour")],
        ),
    ],
)
def test_measurements_of_the_incident(event, text, expected):
    assert measured(event(text)) == expected


@pytest.mark.parametrize(
    "more",
    [
        "The crossing usually takes 12 hours.",
        "Nobody had ever stayed there longer than 48 hours.",
        "Prosecutors have 72 hours in which to bring them before a judge.",
        "Trials of this kind rarely last more than half an hour.",
        "A steel wall five metres high runs along 186 of the 400 kilometres of the border.",
    ],
)
def test_what_is_usual_or_stands_there_measures_no_incident(event, more):
    told = event(
        f"Polish border guards detained 12 migrants near Bialowieza on Monday after they crossed the border. {more}"
    )
    assert measured(told) == []


def test_a_standing_measurement_told_with_the_action_describes_it(event):
    told = event(
        "About 50 migrants broke through the steel barrier, which is 5.5 metres high, near Bialowieza, Poland, on "
        "Monday. Border guards detained twelve."
    )
    assert measured(told) == [(5.5, "meter")]


def test_how_long_several_happenings_took_together_measures_none(events):
    found = events(
        "In the space of 48 hours the river gave up the bodies of three migrants, police in Piedras Negras, Mexico, "
        "said. The body of a woman was found on Saturday near a bridge.\n\nOn Monday, the bodies of two men were found "
        "two miles downstream."
    )
    assert [measured(each) for each in found] == [[], [(2, "mile")]]


def test_heat_told_in_sum_is_that_of_each_and_other_measurements_that_of_the_first(events):
    first, second = events(
        "Border Patrol agents rescued 14 migrants in two separate incidents over the weekend, as temperatures climbed "
        "to 44 C in the desert, six of them after four days on foot.\n\nOn Saturday, agents rescued six migrants near "
        "Sasabe, Arizona.\n\nOn Sunday, agents rescued eight other migrants near Ajo, Arizona."
    )
    assert measured(first) == [(44, "degC"), (4, "day")]
    assert measured(second) == [(44, "degC")]


def test_the_weight_of_what_was_seized_measures_nothing_else(event):
    told = event(
        "Officers at the Peace Bridge in Buffalo, New York, seized 85 kilograms of cocaine on Monday. The bricks, "
        "which weighed 187 pounds, were hidden behind boxes. The search took four hours."
    )
    assert measured(told) == [(4, "hour")]


def test_what_was_seized_is_not_among_the_measurements(event):
    assert event("Officers seized 12.5 kilograms of cocaine in Laredo, Texas, on Monday.").quantities == ()


def test_a_temperature_describes_the_event(event):
    assert measured(event(f"{RESCUED} It was minus 20 degrees Celsius.")) == [(-20, "degC")]


def test_a_distance_describes_the_event(event):
    told = event("The Coast Guard rescued 20 migrants 30 miles off Key West, Florida, on Monday.")
    assert measured(told) == [(30, "mile")]


def test_the_length_of_a_border_is_a_fact_and_no_measurement_of_the_event():
    told = borderfacts.extract(
        f"{RESCUED} It was minus 20 degrees Celsius. "
        "The border between Mexico and the United States is 1,954 miles long.",
        reference_date="2025-02-05",
    )
    assert [measured(each) for each in told.events] == [[(-20, "degC")]]
    assert [(fact.subject, fact.quantity.value) for fact in told.facts] == [
        ("border between Mexico and the United States", 1954)
    ]


def test_a_sentence_imposed_is_a_measurement_and_a_possible_one_is_not(event):
    told = event(
        "The smuggler was sentenced to 30 months in prison in Laredo, Texas, on Monday. "
        "He could have received a maximum of ten years in prison."
    )
    assert measured(told) == [(30, "month")]


# --- terms of prison --------------------------------------------------------------------------------------------------

SENTENCED = (
    "A man from Tijuana was sentenced in San Diego, California, on Monday to 51 months in prison for smuggling. "
)


@pytest.mark.parametrize(
    "more",
    [
        "Luis Prado, who pleaded guilty on November 4, must also serve two years of supervised release.",
        "Luis Prado had pleaded guilty on November 4. Once he is out, he will be supervised for two years.",
        "Luis Prado pleaded guilty on November 4. The judge also ordered two years of probation.",
    ],
)
def test_supervision_belongs_to_the_sentence_and_not_to_the_plea(events, more):
    sentence, *others = events(SENTENCED + "\n\n" + more)
    assert measured(sentence) == [(51, "month"), (2, "year")]
    assert [measured(each) for each in others] == [[]] * len(others)


@pytest.mark.parametrize(
    "more",
    [
        "Prosecutors had asked for nine years.",
        "He had faced up to 10 years.",
        "The charge carries as much as 20 years.",
        "Each count is punishable by a maximum of five years in prison.",
        "His lawyer had wanted 12 months.",
    ],
)
def test_a_term_that_nobody_imposed_measures_nothing(events, more):
    assert measured(events(SENTENCED + more)[0]) == [(51, "month")]


def test_a_term_still_to_come_measures_nothing(events):
    text = (
        "Luis Prado pleaded guilty in San Diego on Monday. He is to be sentenced on May 23, when he could get 15 years."
    )
    assert [measured(each) for each in events(text)] == [[], []]
