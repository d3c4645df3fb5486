"""People who are a part of one group and a group of their own are counted once."""

import pytest

from borderfacts.reading.doubles import without_doubles
from borderfacts.reading.schema import Group, Incident, Link, Mention, Reading
from borderfacts.vocabulary import EventType, Fate, Role, Status, Use

FOUR, GIRL, HER, BOY = (0, 11), (24, 37), (24, 30), (40, 45)


def read(*groups, links):
    """Return a reading of one incident, of groups by name with their fates, and of links by words, name and use."""
    places = list(dict.fromkeys(place for place, _, _ in links))
    return Reading(
        mentions=tuple(Mention(start=start, end=end) for start, end in places),
        incidents=(Incident(name="A", type=EventType.DEATH, status=Status.OCCURRED),),
        groups=tuple(Group(name=name, incident="A", role=Role.MIGRANT, fates=fates) for name, fates in groups),
        links=tuple(
            Link(mention=places.index(place), to=to, use=use, label="child" if use is Use.PART else None)
            for place, to, use in links
        ),
    )


LINKS = ((FOUR, "A1", Use.MENTION), (HER, "A1", Use.PART), (GIRL, "A2", Use.MENTION))
DEAD, SAVED = (Fate.DEAD,), (Fate.RESCUED,)


@pytest.mark.parametrize("fates", [DEAD, ()])
def test_a_part_of_a_group_is_no_group_of_its_own(fates):
    found = without_doubles(read(("A1", DEAD), ("A2", fates), links=LINKS))
    assert [group.name for group in found.groups] == ["A1"]
    assert [(link.to, link.use) for link in found.links] == [("A1", Use.MENTION), ("A1", Use.PART), ("A1", Use.SOME)]


def test_one_whose_fate_the_others_lack_is_a_group_of_her_own():
    reading = read(("A1", DEAD), ("A2", SAVED), links=LINKS)
    assert without_doubles(reading) == reading


def test_a_group_that_is_named_elsewhere_as_well_stays():
    reading = read(("A1", DEAD), ("A2", DEAD), links=(*LINKS, (BOY, "A2", Use.MENTION)))
    assert without_doubles(reading) == reading


def test_groups_whose_words_are_no_part_of_another_stay():
    reading = read(("A1", DEAD), ("A2", DEAD), links=(LINKS[0], LINKS[2]))
    assert without_doubles(reading) == reading


def test_of_two_groups_that_are_parts_of_each_other_one_stays():
    links = (*LINKS, ((2, 4), "A2", Use.PART))
    assert [group.name for group in without_doubles(read(("A1", DEAD), ("A2", DEAD), links=links)).groups] == ["A2"]
