"""Who is who in a story: the accused and their sentences, those who drive, those who only find or look on."""

import pytest


def told_groups(told):
    """Role, head count and fates of each group."""
    return [(str(g.role), g.count and (g.count.min, g.count.max), [str(f) for f in g.fates]) for g in told.people]


def test_every_step_of_a_case_knows_who_the_accused_is(events):
    found = events(
        "A 34-year-old Romanian man was arrested in Calais on 3 March 2024 with six migrants in his van.\n\n"
        "Ion Albu pleaded guilty at Lewes Crown Court on 5 May 2024. He will be sentenced on 6 June 2025.",
    )
    accused = [[g for g in told.people if g.role == "suspect"] for told in found]
    assert [[(g.ages, g.nationalities) for g in each] for each in accused] == [[((34,), ("RO",))]] * 3


@pytest.mark.parametrize("word", ["driver", "skipper", "boatman"])
def test_who_was_called_so_before_is_meant_and_not_who_was_told_of_last(event, word):
    told = event(
        f"A Syrian {word}, 41, was arrested near Edirne, Turkey, on Monday with 12 migrants. "
        f"A woman, 23, was taken to hospital. The {word} had demanded 900 euros a head."
    )
    ages = {str(g.role): g.ages for g in told.people}
    assert ages["suspect"] == (41,)


def test_her_husband_is_someone_new(event):
    told = event(
        "Ana Lima, 39, was rescued from the river near Roma, Texas, on Monday by Border Patrol agents. "
        "Her husband drowned."
    )
    assert [(g.ages, [str(f) for f in g.fates]) for g in told.people] == [((39,), ["rescued"]), ((), ["dead"])]


@pytest.mark.parametrize(
    "text",
    [
        "Two fishermen found the body of a migrant on a beach near Tarifa, Spain, on Monday.",
        "A farmer found the body of a migrant in a field near Horgos, Serbia, on Monday.",
        "Three hikers came across the body of a migrant near Bardonecchia, Italy, on Monday.",
        "A shepherd discovered the body of a migrant above Van, Turkey, on Monday.",
        "Two hunters found the body of a migrant near Falfurrias, Texas, on Monday.",
    ],
)
def test_those_who_only_find_are_not_of_the_incident(event, text):
    assert told_groups(event(text)) == [("migrant", (1, 1), ["dead"])]


@pytest.mark.parametrize(
    ("who", "count"),
    [
        ("A retired toolmaker", 1), ("A taxi driver", 1), ("Two fishermen", 2), ("A Tucson schoolteacher", 1),
        ("A travel agent", 1), ("A restaurateur", 1), ("Three mechanics", 3), ("A ferryman", 1),
    ],
)  # fmt: skip
def test_whoever_stands_before_a_court_is_a_suspect(event, who, count):
    verb = "was" if count == 1 else "were"
    told = event(f"{who} {verb} sentenced to six years in prison on Monday for smuggling migrants into Canada.")
    assert told_groups(told) == [("suspect", (count, count), ["convicted"])]


@pytest.mark.parametrize(
    "text",
    [
        "A Romanian woman who had four undocumented migrants with her was arrested near Douglas, Arizona, on Monday.",
        "A man was arrested near Windsor, Ontario, on Monday with four migrants in his car.",
        "Police arrested a teenager with four migrants in a van near Villach, Austria, on Monday.",
        "A driver was detained near Irun, Spain, on Monday with four migrants in his pickup.",
    ],
)
def test_who_drives_migrants_is_a_suspect_and_smuggles_them(event, text):
    told = event(text)
    assert told.type == "smuggling"
    assert ("suspect", (1, 1), ["detained"]) in told_groups(told)


@pytest.mark.parametrize("crew", ["A crew of three", "Its crew of three", "The crew of three, all Egyptians,"])
def test_a_counted_crew_is_arrested_like_others(event, crew):
    told = event(f"Forty migrants were rescued from a trawler off Crete on Monday. {crew} were arrested.")
    assert ("suspect", (3, 3), ["detained"]) in told_groups(told)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve migrants came ashore on Lesbos on Monday and gave themselves up to police.",
        "Twelve Cuban migrants landed at Key West, Florida, on Monday and surrendered to Border Patrol agents.",
        "Twelve migrants crossed the river near Roma, Texas, on Monday and turned themselves in.",
    ],
)
def test_who_gives_themselves_up_is_detained(event, text):
    assert told_groups(event(text)) == [("migrant", (12, 12), ["detained"])]


@pytest.mark.parametrize(
    "text",
    [
        "The coast guard turned back a boat with 60 migrants aboard off Zuwara, Libya, on Monday.",
        "The Royal Thai Navy pushed back a boat carrying 60 Rohingya off Phuket on Monday.",
        "Greek coast guards forced back a dinghy with 60 migrants off Samos on Monday.",
    ],
)
def test_a_boat_turned_back_has_people_in_it(event, text):
    assert told_groups(event(text)) == [("migrant", (60, 60), ["returned"])]


def test_passives_share_their_auxiliary(event):
    told = event("Seven bodies were recovered and 40 people rescued after a dinghy sank off Calais on Monday.")
    assert told_groups(told) == [("migrant", (7, 7), ["dead"]), ("migrant", (40, 40), ["rescued"])]


@pytest.mark.parametrize("words", ["a father of two", "a mother of three", "a grandfather of five", "a dad of 4"])
def test_how_many_children_someone_has_is_no_age(event, words):
    told = event(f"Ion Albu, {words}, was sentenced on Monday to six years in prison for smuggling migrants.")
    assert [g.ages for g in told.people] == [()]


def test_two_of_them_critically_are_no_group_of_their_own(event):
    told = event(
        "A crash near Brooks, Texas, on Monday left four migrants dead and nine injured, two of them critically."
    )
    assert told_groups(told) == [("migrant", (4, 4), ["dead"]), ("migrant", (9, 9), ["injured"])]


@pytest.mark.parametrize(
    "outcome",
    [
        "Two men, both Zimbabweans, were arrested on suspicion of arranging the journey.",
        "Police are holding two Moldovans, suspected of having steered the boat.",
        "Two suspected smugglers were arrested.",
        "Police arrested two men in connection with the tragedy.",
        "Two drivers were arrested in Izmir.",
    ],
)
def test_those_arrested_for_it_are_of_the_incident(event, outcome):
    told = event(f"Thirty migrants were rescued from a sinking boat off Bodrum, Turkey, on Monday.\n\n{outcome}")
    assert told_groups(told) == [("migrant", (30, 30), ["rescued"]), ("suspect", (2, 2), ["detained"])]


def test_others_in_the_crash_are_of_the_same_incident(event):
    told = event(
        "A pickup crashed near Falfurrias, Texas, on Monday, killing three migrants. "
        "Five other passengers were flown to hospitals in Corpus Christi."
    )
    assert told_groups(told) == [("migrant", (3, 3), ["dead"]), ("migrant", (5, 5), ["hospitalized", "rescued"])]


def test_a_court_date_still_to_come_in_a_relative_clause_is_an_event_of_its_own(events):
    found = events(
        "Maltese police arrested four suspected smugglers on Monday, who are to be arraigned in Valletta on Friday."
    )
    assert [(str(told.type), str(told.status), told.when.start) for told in found] == [
        ("arrest", "occurred", "2025-02-03"),
        ("court", "planned", "2025-02-07"),
    ]
    assert told_groups(found[1]) == [("suspect", (4, 4), ["charged"])]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Police found 34 Kurds in a lorry near Szeged, Hungary, on Monday and arrested its driver, a Moldovan.",
            "smuggling",
        ),
        (
            "A driver fled but was caught; his eight passengers, all from Honduras, were held near Nogales on Monday.",
            "crossing",
        ),
    ],
)
def test_foreigners_caught_on_the_way_need_no_word_of_migration(events, text, kind):
    assert [str(told.type) for told in events(text)] == [kind]


def test_a_migrant_who_is_maimed_is_an_incident(event):
    told = event(
        "A migrant from Guatemala lost both legs on Monday when he fell from a freight train in Celaya, Mexico."
    )
    assert told_groups(told) == [("migrant", (1, 1), ["injured"])]


@pytest.mark.parametrize(
    "text",
    [
        "Both drivers were arrested after police found 21 Syrian migrants in two vans near Edirne, Turkey, on Monday.",
        "Both suspects were arrested near Edirne, Turkey, on Monday with 21 Syrian migrants in two vans.",
    ],
)
def test_both_are_two(event, text):
    assert ("suspect", (2, 2), ["detained"]) in told_groups(event(text))


def test_many_in_a_locked_trailer_need_no_word_of_migration(event):
    told = event("Police found 33 people inside a locked tractor-trailer in Laredo, Texas, on Monday.")
    assert told.type == "smuggling"
