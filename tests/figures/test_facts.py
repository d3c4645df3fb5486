import pytest

from borderfacts.annotations import FACTS

CASES = [
    ("Canada and the United States patrol the 5,525-mile border between the two nations.",
     "border between Canada and the United States", "length", 5525, "mile"),
    ("They came over Finland's 1,300-kilometre (800-mile) border with Russia.",
     "border between Finland and Russia", "length", 1300, "kilometer"),
    ("Men patrol the frontier, 243 miles (391 kilometres) long, between Haiti and the Dominican Republic.",
     "border between the Dominican Republic and Haiti", "length", 243, "mile"),
    ("The 4,096-kilometre India-Bangladesh border is fenced.",
     "border between Bangladesh and India", "length", 4096, "kilometer"),
    ("The U.S.-Mexico border runs for 1,954 miles.",
     "border between Mexico and the United States", "length", 1954, "mile"),
    ("Vehicles stop at the 30-foot wall.", "wall", "height", 30, "foot"),
    ("They cut a gate into a 5-metre-high fence.", "fence", "height", 5, "meter"),
    ("The whole barrier, 200 kilometres long, was paid for by the state.", "barrier", "length", 200, "kilometer"),
    ("The strait is 14 kilometres wide.", "strait", "width", 14, "kilometer"),
    ("The river is 30 feet deep there.", "river", "depth", 30, "foot"),
    ("Lampedusa, about 145 km from Tunisia, is small.", "Lampedusa to Tunisia", "distance", 145, "kilometer"),
    ("Dover lies 33 km from Calais.", "Dover to Calais", "distance", 33, "kilometer"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "attribute", "value", "unit"), CASES)
def test_a_standing_measure_is_a_fact_of_its_subject(read, text, subject, attribute, value, unit):
    (fact,) = FACTS.read(read(text))
    assert (fact.subject, fact.attribute, fact.quantity.value, fact.quantity.unit) == (subject, attribute, value, unit)
    assert text[fact.span.start : fact.span.end] == fact.span.text


@pytest.mark.parametrize(
    "text",
    [
        "The boat, 46 feet long, sank 30 miles off Delimara.",
        "Agents walked six miles along the border.",
        "They were found 11 kilometres from the border.",
        "The river there stood three metres deep after 90 mm of rain.",
        "It was minus 17 degrees at the border and the snow was 2 feet deep.",
        "A further 8.5 kilometres of fence, 4.5 metres in height, were put up on Monday.",
        "A boat was stopped off Lampedusa, 145 km from Tunisia.",
        "A place in a boat from the coast costs 2,000 euros, and the journey, 150 nautical miles long, takes 20 hours.",
        "A patrol of the 12-mile border area began.",
        "",
    ],
)
def test_a_measure_of_an_incident_is_no_fact(read, text):
    assert FACTS.read(read(text)) == ()


def test_a_fact_stated_twice_is_given_once(read):
    text = (
        "The 5,525-mile border between Canada and the United States is long. "
        "Nobody can guard the 5,525-mile border between the two nations."
    )
    assert len(FACTS.read(read(text))) == 1


def test_a_border_in_a_story_that_names_no_country_is_a_border(read):
    (fact,) = FACTS.read(read("The 120-mile border is open."))
    assert fact.subject == "border"


def test_a_border_whose_countries_are_not_clear_is_not_given_two(read):
    text = "France, Spain, Italy and Malta met. Their ministers spoke for hours. " + "Nobody moved. " * 20
    (fact,) = FACTS.read(read(text + "The 120-mile border is open."))
    assert fact.subject == "border"


@pytest.mark.parametrize("text", ["5-mile border, the " * 3000, "Aa " * 20000 + "border 5 miles long"])
def test_a_text_without_an_end_is_read(read, text):
    assert len(FACTS.read(read(text))) <= 1
