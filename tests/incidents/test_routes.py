"""Which way people moved across a border."""

import pytest


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Smugglers took eight migrants from Turkey to Greece on Monday.", "TR", "GR"),
        ("Five migrants crossed the border from Mexico into Arizona on Sunday.", "MX", "US"),
        ("Nine migrants walked across the border from North Dakota to Manitoba on Monday.", "US", "CA"),
    ],
)
def test_a_route_as_told(event, text, origin, destination):
    route = event(text).route
    assert (route.origin, route.destination) == (origin, destination)


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Eight migrants crossed from Belarus on Monday and were detained near Hajnowka, Poland.", "BY", "PL"),
        ("Eight migrants crossed the border from Canada on Monday and were stopped near Champlain, New York.",
         "CA", "US"),
        ("Croatian police sent 20 migrants back to Bosnia on Monday.", "HR", "BA"),
    ],
)  # fmt: skip
def test_a_route_completed_by_the_place_of_the_incident(event, text, origin, destination):
    route = event(text).route
    assert (route.origin, route.destination) == (origin, destination)


def test_a_removal_with_one_end_told(event):
    route = event("Thirty migrants were deported to Honduras on Monday.").route
    assert (route.origin, route.destination) == (None, "HN")


def test_a_route_within_one_country_is_none(event):
    assert event("Police arrested a fugitive in El Paso, Texas, on Monday.").route is None


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("The coast guard rescued 52 migrants off Samos on Monday from a dinghy that had left Ayvalik, in Turkey.",
         "TR", "GR"),
        ("Coast guards recovered nine bodies on Sunday off Sfax, the port from which the migrants' boat had set out.",
         "TN", None),
        ("Police stopped a lorry near Szeged, Hungary, on Tuesday with 23 Afghan migrants inside, 12 km from the "
         "Serbian border over which it had come.", "RS", "HU"),
        ("Police in Kumanovo arrested two smugglers on Tuesday and found 31 migrants who were waiting to be driven to "
         "Serbia.", "MK", "RS"),
        ("The Turkish Coast Guard stopped a boat off Bodrum on Tuesday with 34 Afghans who were making for the Greek "
         "islands.", "TR", "GR"),
        ("Officers at Champlain, New York, searched a truck arriving from Quebec on Monday and found six migrants "
         "under blankets.", "CA", "US"),
        ("A pickup that was taking 12 migrants towards the Malaysian border overturned near Hat Yai, Thailand, on "
         "Monday, killing two of them.", "TH", "MY"),
        ("A court in Montreal will rule in March on the extradition of Jean Roy, 40, to the United States on charges "
         "of smuggling migrants.", "CA", "US"),
        ("Thirty Nigerian migrants were flown home from Libya on Tuesday.", "LY", "NG"),
    ],
)  # fmt: skip
def test_a_route_told_by_a_departure_an_adjective_or_a_goal(event, text, origin, destination):
    route = event(text).route
    assert (route.origin, route.destination) == (origin, destination)


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Five Iraqis were detained near Sokolka, Poland, on Monday after climbing the fence on the Belarusian side "
         "and were sent back to Belarus.", "BY", "PL"),
        ("RCMP officers stopped five migrants near Emerson, Man., on Monday and handed them to the U.S. Border "
         "Patrol.", "US", "CA"),
        ("Slovenian police returned 14 Pakistani migrants to Croatia on Monday after they were caught near Ilirska "
         "Bistrica.", "HR", "SI"),
        ("The Libyan Coast Guard intercepted a boat with 60 people off Zuwara on Monday and took them back to Libya.",
         "LY", None),
    ],
)  # fmt: skip
def test_those_who_are_sent_back_on_their_way_had_come_from_there(event, text, origin, destination):
    route = event(text).route
    assert (route.origin, route.destination) == (origin, destination)


@pytest.mark.parametrize(
    "text",
    [
        "Two brothers from Honduras were found dead in the desert near Sasabe, Arizona, on Saturday.",
        "Nine migrants who come from Mali, Guinea and Senegal were rescued near Rome on Monday.",
    ],
)
def test_where_people_are_from_is_no_departure(event, text):
    assert event(text).route is None


def test_a_goal_that_is_given_up_is_none(event):
    route = event(
        "Eleven migrants who no longer hoped to reach Saudi Arabia drowned off Obock, Djibouti, on Monday."
    ).route
    assert route is None or route.destination != "SA"


def test_an_authority_that_takes_people_over_at_home_is_no_goal(event):
    told = event(
        "A lifeboat took 58 migrants off a dinghy that had been launched near Dunkirk on Monday and landed them at "
        "Dover, where they were handed to Border Force."
    )
    assert (told.route.origin, told.route.destination) == ("FR", "GB")
