"""When and where an incident happened, and which way people moved."""

import pytest

DETAINED = "Border Patrol agents detained six migrants near Pembina, North Dakota, {}."


def told_places(told):
    return [(place.name, place.inherited) for place in told.places]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Monday", "2025-02-03", "2025-02-03"),
        ("on Feb. 3", "2025-02-03", "2025-02-03"),
        ("yesterday", "2025-02-04", "2025-02-04"),
        ("last week", "2025-01-27", "2025-02-02"),
        ("in January", "2025-01", "2025-01"),
        ("on March 7, 2024", "2024-03-07", "2024-03-07"),
    ],
)
def test_day(event, words, start, end):
    told = event(DETAINED.format(words))
    assert (told.when.start, told.when.end, told.when.resolved) == (start, end, True)
    assert told.when.span.text in DETAINED.format(words)


def test_a_day_without_a_year_stays_without_one(event):
    told = event(DETAINED.format("on Feb. 3"), None)
    assert (told.when.start, told.when.end, told.when.resolved) == ("--02-03", "--02-03", False)


def test_a_full_date_needs_no_day_of_publication(event):
    told = event(DETAINED.format("on Feb. 3, 2024"), None)
    assert (told.when.start, told.when.resolved) == ("2024-02-03", True)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("early on Monday", "morning"), ("on Monday morning", "morning"), ("on Monday afternoon", "afternoon"),
        ("on Monday evening", "evening"), ("on Monday night", "night"), ("on Monday", None),
    ],
)  # fmt: skip
def test_part_of_the_day(event, words, part):
    assert event(DETAINED.format(words)).when.part == part


@pytest.mark.parametrize(
    ("words", "time"),
    [("at 4:50 a.m. on Monday", "04:50"), ("at 16:30 on Monday", "16:30"), ("on Monday", None)],
)
def test_clock(event, words, time):
    when = event(DETAINED.format(words)).when
    assert (when.start, when.time) == ("2025-02-03", time)


def test_a_clock_time_gives_no_part_of_the_day(event):
    assert event(DETAINED.format("at 4:50 a.m. on Monday")).when.part is None


def test_a_body_is_dated_by_its_finding(event):
    told = event("The body of a migrant was found in the Rio Grande near Eagle Pass, Texas, on Monday.")
    assert (told.type, told.when.basis) == ("death", "found")


def test_the_day_of_a_report_is_not_the_day_of_the_incident(event):
    told = event(DETAINED.format("on Sunday") + " The agency said on Tuesday that it was cold.")
    assert told.when.start == "2025-02-02"


def test_an_act_dated_by_its_announcement(event):
    told = event("The government announced on Monday the closure of the border crossing at Vaalimaa, Finland.")
    assert (told.type, told.when.start, told.when.basis) == ("policy", "2025-02-03", "announced")


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
    ("text", "day"),
    [
        (
            "Two Guatemalan brothers were found dead in a ravine near Sasabe, Arizona, on Monday. They had disappeared "
            "on January 12 after they set out from Altar, Sonora.",
            "2025-02-03",
        ),
        (
            "Nineteen migrants were rescued off Samos on Sunday. Boats searched until dawn for two others. On Tuesday "
            "the search was called off.",
            "2025-02-02",
        ),
        (
            "The crew of a tug found nine Iraqi migrants in a dinghy near Ventspils, Latvia, on Monday. They had left "
            "Klaipeda on January 28 and were taken to hospital.",
            "2025-02-03",
        ),
    ],
)
def test_departures_disappearances_and_searches_have_days_of_their_own(event, text, day):
    told = event(text)
    assert (told.when.start, told.when.end) == (day, day)


def test_a_departure_dates_what_has_no_other_date(event):
    told = event(
        "Nine migrants who had left Klaipeda, Lithuania, on Monday were rescued from a dinghy off Gotland, Sweden."
    )
    assert told.when.start == "2025-02-03"


@pytest.mark.parametrize(
    "text",
    [
        "Since Christmas, families have been turned back at the bridge in Laredo, Texas, lawyers say.",
        "Migrants have been detained at the port of entry in Lewiston, New York, since mid-January, a lawyer said.",
    ],
)
def test_what_goes_on_since_a_date_is_no_incident(events, text):
    assert events(text) == ()


def test_a_sentence_that_leads_up_to_a_find_gives_its_time(event):
    told = event(
        "Officers of the State Border Guard opened a lorry near Terehova, Latvia, on Monday. The lorry had drawn up at "
        "the crossing at 4:40 a.m. A dog barked at it. Inside were 12 Vietnamese citizens, who were detained."
    )
    assert (told.when.start, told.when.time) == ("2025-02-03", "04:40")
