"""When an incident happened."""

import pytest

DETAINED = "Border Patrol agents detained six migrants near Pembina, North Dakota, {}."


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


@pytest.mark.parametrize(
    ("text", "time", "part"),
    [
        (
            "Four Syrian migrants drowned when a dinghy sank off Kos, Greece, on Monday. The sinking came at about "
            "3.20am, a spokesman for the coast guard said.",
            "03:20",
            None,
        ),
        (
            "Border guards in Lithuania detained 14 Indian migrants near Salcininkai early on Monday.\n\nThe alarm was "
            "raised by a forester in Eisiskes, who noticed people in a clearing. He called the border guards at about "
            "5:40 a.m.",
            "05:40",
            "morning",
        ),
        (
            "Rescuers saved 31 migrants from a sinking trawler off Kalamata, Greece, on Monday night.\n\nThe call came "
            "at 9:10 p.m. from a phone on board. A tanker reached the trawler first.",
            "21:10",
            "night",
        ),
    ],
)
def test_the_clock_time_of_a_happening_told_again(event, text, time, part):
    when = event(text).when
    assert (when.start, when.time, when.part) == ("2025-02-03", time, part)


@pytest.mark.parametrize(
    "text",
    [
        "Officers found 40 cartons of cigarettes and nine migrants in a van near Cornwall, Ontario, on Monday, and a "
        "man died in the night.",
        "Police near Slavonski Brod, Croatia, found nine migrants in a van on Monday. Officers combed the fields until "
        "dawn.",
        "Border guards caught nine migrants near Presevo, Serbia, on Monday who had come over in the night.",
    ],
)
def test_the_part_of_the_day_of_something_else(event, text):
    assert event(text).when.part is None


def test_a_happening_some_hours_later_is_of_the_same_day(events):
    first, second = events(
        "Police in Kent arrested two men after a van carrying nine Vietnamese migrants was stopped on the M20 on "
        "Monday night. Hours later, officers in Essex found six Albanian migrants in a lorry and arrested its driver."
    )
    assert (first.when.start, first.when.part) == ("2025-02-03", "night")
    assert (second.when.start, second.when.part) == ("2025-02-03", None)


def test_parts_of_a_number_found_on_two_days(event):
    told = event(
        "Twenty migrants were found dead in two places near Ouargla, Algeria, police said on Wednesday. Nine were "
        "discovered on Monday at a well and the other 11 on Tuesday beside a track."
    )
    assert (told.when.start, told.when.end) == ("2025-02-03", "2025-02-04")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Poland will close the crossing at Terespol, the interior minister said on Monday. The closure takes "
            "effect on Friday and is to last until 1 March.",
            "2025-02-07",
            "2025-03-01",
        ),
        (
            "Denmark will introduce controls at its border with Germany, the justice minister said on Monday.\n\nThe "
            "measure takes effect on Friday and is to remain in force until 1 May.",
            "2025-02-07",
            "2025-05-01",
        ),
        ("Serbia closed the crossing at Horgos on Monday, with a helicopter hired until 1 March.", "2025-02-03", None),
        ("Finland decided on 3 February to extend the closure of its border until 14 April.", "2025-02-03", None),
    ],
)
def test_a_measure_lasts_up_to_its_end(event, text, start, end):
    when = event(text).when
    assert (when.start, when.end) == (start, end or start)


def test_a_fence_built_long_ago_dates_nothing(event):
    told = event("Guards at the fence that was built in 2016 near Roszke, Hungary, detained nine migrants.")
    assert told.when is None


def test_the_day_of_an_earlier_arrest_is_not_that_of_the_decision(event):
    told = event(
        "A Congolese woman who crossed into Quebec from New York on New Year's Eve has been granted refugee "
        "protection. The board's decision reached her on Monday night."
    )
    assert (told.when.start, told.when.part) == ("2025-02-03", "night")


def test_a_clock_time_without_a_day_takes_that_of_the_happening(event):
    told = event(
        "Soldiers pulled nine migrants from the Limpopo near Musina, South Africa, on Monday. By last night another "
        "had not been found. A patrol had heard their shouts at about 04h40."
    )
    assert (told.when.start, told.when.time) == ("2025-02-03", "04:40")


def test_a_clause_that_leaves_out_its_verb_tells_of_a_happening_of_its_own(events):
    found = events(
        "A migrant man's body was taken from the Rio Grande near Eagle Pass, Texas, on Sunday and a woman's on Monday."
    )
    assert [(each.type, each.when.start) for each in found] == [("death", "2025-02-02"), ("death", "2025-02-03")]


def test_an_announcement_is_not_dated_by_the_sentence_before_it(event):
    told = event(
        "By January the traffic of migrants had moved to Arizona. On Monday the chief of the Border Patrol in Tucson "
        "announced that checkpoints would close."
    )
    assert (told.type, told.when.start) == ("policy", "2025-02-03")


def test_how_a_story_began_years_ago_does_not_date_what_follows(event):
    told = event("An Eritrean migrant fled in 2015. In Toronto on Monday, he was granted asylum with his two sons.")
    assert (told.type, told.when.start) == ("asylum", "2025-02-03")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Rescuers brought 58 migrants ashore in Malta over the weekend.\n\nA tanker had taken them off a raft on "
            "Saturday. Doctors treated the 58 migrants.",
            "2025-02-01",
        ),
        (
            "A sloop with 158 Haitian migrants entered the harbor of Providenciales, Turks and Caicos Islands, on "
            "Tuesday. Police had stopped the sloop on Monday.",
            "2025-02-03",
        ),
        (
            "Critics recalled April 2020, when a trawler brought 51 migrants and five bodies to Tripoli, Libya.",
            "2020-04",
        ),
    ],
    ids=["a day of the weekend", "the day of the action", "a month recalled"],
)
def test_the_day_that_is_the_incident_s_own(event, text, day):
    told = event(text)
    assert (told.when.start, told.when.end) == (day, day)


def test_an_arrest_named_beside_a_plea_does_not_date_it(event):
    told = event("Marcos Vieira, arrested on June 3, 2023, pleaded guilty in Boston on Monday to smuggling migrants.")
    assert (told.type, told.when.start) == ("court", "2025-02-03")


def test_the_clock_time_of_a_call_told_beside_the_find(event):
    told = event(
        "A call that reached deputies at 2:05 p.m. on Monday sent Border Patrol agents into the Baboquivari Mountains, "
        "where they found two migrant brothers from Guatemala dead."
    )
    assert (told.when.start, told.when.time) == ("2025-02-03", "14:05")


def test_days_before_what_happened_do_not_date_it(event):
    told = event(
        "Polish border guards detained four Syrian migrants near Grodek who had crossed from Belarus two days before."
    )
    assert told.when is None


def test_what_was_reported_to_have_happened_on_a_day(event):
    told = event(
        "The Turkish Coast Guard reported separately that on Monday night it had stopped two boats with 52 Afghan "
        "migrants off Kusadasi."
    )
    assert (told.when.start, told.when.part) == ("2025-02-03", "night")


def test_the_clock_time_of_the_day_that_dates_it_goes_first(event):
    told = event(
        "A tug found a raft off Samos, Greece, in the dark. Its lights had been seen at 2 a.m. The crew rescued 31 "
        "migrants at 5:15 a.m. on Monday."
    )
    assert (told.when.start, told.when.time) == ("2025-02-03", "05:15")
