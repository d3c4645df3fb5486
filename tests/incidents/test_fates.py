"""What becomes of the people of an incident."""

import pytest


def told_fates(told):
    return [(group.role, group.count.min if group.count else None, list(group.fates)) for group in told.people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A driver fled on foot on Monday near Passau but was caught and held; police found 28 migrants in his van.",
         ("suspect", 1, ["detained"])),
        ("Border guards turned back 14 migrants who attempted to enter Lithuania from Belarus near Varena on Monday.",
         ("migrant", 14, ["returned"])),
        ("Three Moroccan migrants say that Croatian police beat them with batons near Slunj on Monday and drove them "
         "to the Bosnian border.", ("migrant", 3, ["injured", "returned"])),
        ("Two Yemeni men with severe frostbite were found near Parikkala, Finland, on Sunday after crossing the border "
         "from Russia.", ("migrant", 2, ["injured"])),
        ("A soldier was struck in the face by a pole on Monday when 50 migrants stormed the fence near Bialowieza, "
         "Poland.", ("officer", 1, ["injured"])),
        ("Police arrested a travel agent, Adil Khan, in Lahore on Monday; he is accused of having smuggled 12 "
         "migrants.", ("suspect", 1, ["detained"])),
        ("Nine migrants found in a truck near Laredo, Texas, on Monday were treated on the spot for heat exhaustion.",
         ("migrant", 9, ["rescued"])),
    ],
)  # fmt: skip
def test_a_fate(event, text, expected):
    assert expected in told_fates(event(text))


def test_each_clause_has_its_own_people(event):
    told = event("After a migrant boat capsized off Obock on Monday, 21 people were drowned and 26 are missing.")
    assert told_fates(told) == [("migrant", 21, ["dead"]), ("migrant", 26, ["missing"])]


def test_the_dead_are_no_longer_in_hospital(event):
    told = event("A migrant who was taken to hospital from a boat off El Hierro on Monday died there an hour later.")
    assert told_fates(told) == [("migrant", 1, ["dead"])]


def test_an_uncertain_rest_is_not_the_whole_group(event):
    told = event(
        "A group of around 50 migrants stormed the border fence near Gródek, Poland, on Monday. Twelve of them were "
        "detained; the rest ran off into the forest."
    )
    assert told_fates(told) == [("migrant", 50, []), ("migrant", 12, ["detained"])]
