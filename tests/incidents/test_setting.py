"""When and where an incident happened."""

import pytest

DETAINED = "Border Patrol agents detained six migrants near Pembina, North Dakota, {}."


def told_places(told):
    return [(place.name, place.inherited) for place in told.places]


def test_the_time_of_a_summing_up_is_inherited(events):
    found = events(
        "Two groups of migrants were rescued off Lampedusa on Monday in separate incidents.\n\n"
        "In the first, the coast guard pulled 20 migrants from a boat.\n\n"
        "In the second, a fishing boat saved 11 migrants."
    )
    assert [(each.when.start, each.when.inherited) for each in found] == [("2025-02-03", True), ("2025-02-03", True)]
    assert [told_places(each) for each in found] == [[("Lampedusa", True)], [("Lampedusa", True)]]


def test_a_place_of_its_own_is_not_inherited(event):
    assert told_places(event(DETAINED.format("on Monday"))) == [("Pembina", False), ("North Dakota", False)]


def test_a_place_of_the_dateline_is_inherited(event):
    told = event("LAREDO, Texas — Border Patrol agents found eight migrants in a truck on Monday.")
    assert told_places(told) == [("Laredo", True), ("Texas", True)]


def test_where_someone_is_from_is_not_where_it_happened(event):
    told = event("Police in Tapachula, Mexico, arrested a migrant from Houston on Monday.")
    assert [place.name for place in told.places] == ["Tapachula"]


def test_a_river_is_of_no_country(event):
    told = event("Two migrants drowned in the Rio Grande on Monday.")
    assert [(place.name, place.country) for place in told.places] == [("Rio Grande", None)]


def test_a_country_alone_is_the_place(event):
    told = event("Thirty migrants were arrested in Greece on Monday.")
    assert [(place.name, place.kind) for place in told.places] == [("Greece", "country")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ana Lima, 41, of Croydon, was arrested in Calais on Monday with six migrants.", ["Calais"]),
        ("Dwayne Kittle, 33, of Taylor, Mich., was arrested in Windsor on Monday with six migrants.", ["Windsor"]),
        ("Two men, both of Edinburg, were arrested near Falfurrias on Monday with six migrants.", ["Falfurrias"]),
        ("A resident of Tsawwassen was arrested in Blaine on Monday with four migrants.", ["Blaine"]),
        ("Two men from around Basildon were arrested in Dover on Monday with four migrants.", ["Dover"]),
        ("Six migrants were rescued off Gavdos on Monday and taken to a hospital in Heraklion.", ["Gavdos"]),
        ("Nine migrants were hospitalized in San Antonio on Monday after agents found them near Knippa.", ["Knippa"]),
        ("Forty migrants were rescued off Lampedusa on Monday, the ministry in Rome said.", ["Lampedusa"]),
        ("Police stopped 12 migrants at the Bangladesh border near Benapole on Monday.", ["Benapole"]),
        ("Agents of the Marysville Station stopped a van with seven migrants in Algonac on Monday.", ["Algonac"]),
        ("Fifteen migrants, all nationals of India, were detained near Maple Falls on Monday.", ["Maple Falls"]),
    ],
)
def test_homes_hospitals_and_offices_are_not_where_it_happened(event, text, places):
    assert [place.name for place in event(text).places] == places


@pytest.mark.parametrize(
    ("court", "town"),
    [
        ("Lewes Crown Court", "Lewes"), ("Dundalk District Court", "Dundalk"), ("Surrey Provincial Court", "Surrey"),
        ("Folkestone Magistrates' Court", "Folkestone"), ("Wexford Circuit Court", "Wexford"),
        ("Canterbury Crown Court", "Canterbury"),
    ],
)  # fmt: skip
def test_the_town_of_a_court_is_where_the_case_is_heard(event, court, town):
    told = event(f"A smuggler was sentenced at {court} on Monday to six years in prison.")
    assert [place.name for place in told.places] == [town]


@pytest.mark.parametrize("court", ["the Supreme Court", "U.S. District Court", "Federal District Court"])
def test_a_court_named_after_no_town_has_no_place(event, court):
    told = event(f"A smuggler was sentenced at {court} on Monday to six years in prison.")
    assert told.places == ()


@pytest.mark.parametrize("who", ["Two brothers from El Salvador", "A couple from El Salvador"])
def test_where_people_are_from_is_no_route(event, who):
    told = event(f"{who} drowned in a canal near Piedras Negras, Mexico, on Monday while fleeing migration agents.")
    assert told.route is None or told.route.origin != "SV"
