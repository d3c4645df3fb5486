"""Arithmetic of groups of people, on the groups themselves."""

import pytest

from borderfacts.annotations import PersonMention
from borderfacts.incidents.entities import Entity, add_parts
from borderfacts.incidents.totals import (
    joined_by_fate,
    with_descriptions,
    without_covered_totals,
    without_retold_parts,
)
from borderfacts.records import Count, Part, Span
from borderfacts.vocabulary import Fate, PartKind, Role

SPAN = Span(start=0, end=3, text="six")


def people(number, *fates, role=Role.MIGRANT, kind=None, nationalities=(), most=True):
    count = Count(min=number, max=number if most else None, text="six")
    mention = PersonMention(span=SPAN, head=0, left=0, right=1, count=count)
    entity = Entity([mention], count, role, nationalities=list(nationalities), fates=list(fates))
    entity.parts = [Part(kind=kind, count=count, span=SPAN)] if kind else []
    return entity


def sizes(entities):
    return [entity.count.min for entity in entities]


def test_a_total_told_apart_by_fate_is_dropped():
    kept = without_covered_totals([people(10, nationalities=["SY"]), people(4, Fate.DEAD), people(6, Fate.RESCUED)])
    assert sizes(kept) == [4, 6]
    assert [entity.nationalities for entity in kept] == [["SY"], ["SY"]]


@pytest.mark.parametrize(
    "others",
    [
        [people(4, Fate.DEAD)],
        [people(4, Fate.DEAD), people(5, Fate.RESCUED)],
        [people(4, Fate.DEAD), people(6, Fate.DETAINED, role=Role.SUSPECT)],
    ],
    ids=["some are not told", "it does not add up", "others are no migrants"],
)
def test_a_total_that_its_parts_do_not_cover_is_kept(others):
    assert sizes(without_covered_totals([people(10), *others])) == [10, *sizes(others)]


def test_a_total_with_a_fate_of_its_own_is_kept():
    kept = without_covered_totals([people(10, Fate.DETAINED), people(4, Fate.DEAD), people(6, Fate.RESCUED)])
    assert sizes(kept) == [10, 4, 6]


def test_a_group_told_again_in_parts_is_one_group():
    kept = without_retold_parts([people(24, Fate.DETAINED), people(11, Fate.DETAINED), people(13, Fate.DETAINED)])
    assert sizes(kept) == [24]


def test_parts_with_another_fate_are_no_retelling():
    kept = without_retold_parts([people(24, Fate.DETAINED), people(11, Fate.DEAD), people(13, Fate.DETAINED)])
    assert sizes(kept) == [24, 11, 13]


def test_people_without_a_fate_describe_the_group_that_holds_them():
    (whole,) = with_descriptions([people(9, Fate.DETAINED), people(2, kind=PartKind.CHILD)])
    assert (whole.count.min, [part.kind for part in whole.parts]) == (9, [PartKind.CHILD])


def test_more_people_than_the_group_has_describe_something_else():
    given = [people(9, Fate.DETAINED), people(5, kind=PartKind.CHILD), people(5, kind=PartKind.WOMAN)]
    assert with_descriptions(given) == given


def test_two_single_suspects_of_one_fate_are_a_group_of_two():
    first = people(1, Fate.DETAINED, role=Role.SUSPECT, kind=PartKind.MAN)
    second = people(1, Fate.DETAINED, role=Role.SUSPECT, kind=PartKind.MAN)
    (both,) = joined_by_fate([first, second])
    assert (both.count.min, both.count.max, both.parts[0].count.min) == (2, 2, 2)


def test_single_people_of_two_fates_stay_apart():
    assert sizes(joined_by_fate([people(1, Fate.DEAD), people(1, Fate.RESCUED)])) == [1, 1]


def test_parts_of_one_kind_are_added():
    two, three = (Part(kind=PartKind.CHILD, count=Count(min=n, max=n, text=str(n)), span=SPAN) for n in (2, 3))
    (part,) = add_parts([two], [three])
    assert (part.count.min, part.count.max) == (5, 5)


def test_an_open_part_stays_open():
    two = Part(kind=PartKind.CHILD, count=Count(min=2, max=2, text="two"), span=SPAN)
    some = Part(kind=PartKind.CHILD, count=Count(min=3, max=None, text="several"), span=SPAN)
    (part,) = add_parts([two], [some])
    assert (part.count.min, part.count.max) == (5, None)
