"""Compare two event mentions: each feature is a name, a value from 0 to 1 or a little more, and what was compared.

What a feature weighs is in ``data/weights.json``, and its words are in ``data/features.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from borderfacts.linking import words
from borderfacts.linking.profile import Profile, Range, Site
from borderfacts.vocabulary import EventType, Role

DEGREE = 111.2  # km
SAME_SPOT, NEAR, SAME_AREA = 10, 40, 120  # km between spots, beyond the reach of both
CLOCK = 90  # minutes
ALIKE = 0.15  # the share by which two rounded numbers of one thing may differ
MISCOUNT = 0.02  # how far two exact numbers may be from each other and still be counts of the same people

YEAR, WEEK = 365.25, 7  # days
NEARLY = 0.4  # what a day of a week around counts beside the day itself, where years have gone by

COMMON_NAME = 0.6  # what the name of a place that many stories have counts beside one that few have

# Types that a single incident may bear, as more of it becomes known or less is reported.
RELATED = (
    {EventType.DEATH, EventType.RESCUE, EventType.CROSSING, EventType.SMUGGLING, EventType.VIOLENCE, EventType.OTHER},
    {EventType.SEIZURE, EventType.SMUGGLING, EventType.ARREST, EventType.CROSSING, EventType.VIOLENCE},
    {EventType.REMOVAL, EventType.CROSSING, EventType.RESCUE, EventType.ASYLUM, EventType.OTHER},
    {EventType.ARREST, EventType.CROSSING, EventType.OTHER},
    {EventType.POLICY, EventType.OTHER},
    {EventType.COURT, EventType.ARREST},
)


# Steps that are taken where an authority has its seat.
SEATED = (EventType.COURT, EventType.REMOVAL)


class Feature(NamedTuple):
    """Something that two event mentions have in common, or not.

    Attributes:
        name: the feature.
        value: how much of it there is.
        compared: what was compared.
    """

    name: str
    value: float
    compared: tuple[object, ...] = ()


def compare(one: Profile, other: Profile) -> Iterator[Feature]:
    """Yield the features of two event mentions; what one of them does not report gives none."""
    yield from _types(one, other)
    yield from _when(one, other)
    yield from shared(one, other)


class Together(NamedTuple):
    """How stories report two incidents at once.

    Attributes:
        alone: 1 where a story reports these two only; less, the more it reports.
        in_sentence: whether one sentence reports both.
        of_people: whether the same words stand for people of both.
    """

    alone: float
    in_sentence: bool
    of_people: bool

    @classmethod
    def of(cls, one: Profile, other: Profile, number: int) -> Together:
        """Return how a story reports two of its incidents.

        Args:
            one: the event mention of one of them.
            other: the event mention of the other.
            number: how many incidents the story reports.
        """
        return cls(1 / (number - 1), bool(one.sentences & other.sentences), bool(one.mentions & other.mentions))

    def or_else(self, other: Together | None) -> Together:
        """Return the stronger of this and what another story does."""
        if other is None:
            return self
        return Together(
            max(self.alone, other.alone), self.in_sentence or other.in_sentence, self.of_people or other.of_people
        )


def compare_steps(later: Profile, earlier: Profile, together: Together | None) -> Iterator[Feature]:
    """Yield the features of an event mention and one that it may follow.

    Args:
        later: the event mention of the later step.
        earlier: the event mention of what it may follow.
        together: how stories report both incidents; None where none does.
    """
    yield Feature(f"step_{later.kind.value}", 1.0, (later.kind.value,))
    yield Feature(f"after_{earlier.kind.value}", 1.0, (earlier.kind.value,))
    yield from (Feature(f"said_{step}", 1.0, (step,)) for step in sorted(later.steps))
    if together:
        yield Feature("told_together", together.alone)
        if together.in_sentence:
            yield Feature("sentence_same", 1.0)
        if together.of_people:
            yield Feature("people_same", 1.0)
    yield from _lag(later, earlier)
    yield from _step_place(later, earlier)
    yield from _shared_but_place(later, earlier)
    if Role.SUSPECT in later.numbers and Role.SUSPECT in earlier.numbers:
        yield Feature("suspect_both", 1.0)
        if "suspect escaped" in earlier.numbers and "suspect escaped" not in later.numbers:
            yield Feature("suspect_caught", 1.0)


def _step_place(later: Profile, earlier: Profile) -> Iterator[Feature]:
    """Yield what the places say: a step may be at home, and a court sits where it sits."""
    home = sorted(later.areas & earlier.nations - earlier.areas)
    if home:
        yield Feature("place_home", 1.0, (", ".join(home),))
    else:
        yield from _areas(later, earlier) if later.kind in SEATED else _where(later, earlier)
    named = sorted(later.words & earlier.place_words())
    if named:
        yield Feature("place_named", 1.0, (", ".join(named),))


def shared(one: Profile, other: Profile) -> Iterator[Feature]:
    """Yield the features that do not depend on when something was."""
    yield from _where(one, other)
    yield from _shared_but_place(one, other)


def _shared_but_place(one: Profile, other: Profile) -> Iterator[Feature]:
    """Yield the features that depend neither on when something was nor on where."""
    yield from _numbers(one, other)
    yield from _sets(one, other)
    yield from _goods(one, other)
    if one.cause and other.cause:
        same = one.cause is other.cause
        yield Feature("cause_same" if same else "cause_apart", 1.0, (one.cause.value, other.cause.value))
    if one.route and other.route:
        yield Feature("route_same" if one.route == other.route else "route_apart", 1.0, (one.route, other.route))
    rare = sorted(one.words & other.words)
    if rare and one.document != other.document:
        yield Feature("words_same", math.log2(1 + len(rare)) / 3, (", ".join(rare),))


def _types(one: Profile, other: Profile) -> Iterator[Feature]:
    kinds = (one.kind.value, other.kind.value)
    if one.kind is other.kind:
        yield Feature("type_same", 1.0, kinds)
    elif not any({one.kind, other.kind} <= family for family in RELATED):
        yield Feature("type_apart", 1.0, kinds)


def _when(one: Profile, other: Profile) -> Iterator[Feature]:
    if one.days is None or other.days is None:
        return
    gap = max(one.days.first, other.days.first) - min(one.days.last, other.days.last)
    days = (one.days, other.days)
    if not (one.days.is_reported and other.days.is_reported):
        yield Feature("day_untold", 1.0, days) if gap <= 0 else Feature("day_too_late", min(gap, 30) / 10, days)
    elif gap <= 0:
        yield Feature("day_same" if one.days.is_exact and other.days.is_exact else "day_within", 1.0, days)
    elif gap == 1:
        yield Feature("day_next", 1.0, days)
    else:
        yield Feature("days_apart", 0.5 + math.log2(min(gap, 16)) / 2, days)
    yield from _clock(one, other, gap)


def _clock(one: Profile, other: Profile, gap: int) -> Iterator[Feature]:
    if gap > 0:
        return
    if one.minute is not None and other.minute is not None:
        apart = abs(one.minute - other.minute)
        near = min(apart, 1440 - apart) <= CLOCK
        yield Feature("clock_same" if near else "clock_apart", 1.0, (one.minute, other.minute))
    elif one.part and other.part:
        yield Feature("part_same" if one.part is other.part else "part_apart", 1.0, (one.part.value, other.part.value))


def _lag(later: Profile, earlier: Profile) -> Iterator[Feature]:
    if later.days is None or earlier.days is None:
        return
    lag = later.days.last - earlier.days.first
    days = (earlier.days, later.days)
    if later.days.first <= earlier.days.last:
        if later.days.is_exact and earlier.days.is_exact:
            yield Feature("at_once", 1.0, days)
    else:
        yield Feature("after_weeks" if lag <= 60 else "after_months" if lag <= 400 else "after_years", 1.0, days)
    off = abs(lag - round(lag / YEAR) * YEAR)
    if later.kind is EventType.OTHER and later.days.is_exact and earlier.days.is_exact and lag > WEEK >= off:
        yield Feature("year_to_the_day", 1.0 if off < 2 else NEARLY, days)


def _where(one: Profile, other: Profile) -> Iterator[Feature]:
    same = next(
        (_named_alike(here, there) for here in one.sites for there in other.sites if _named_alike(here, there)), ""
    )
    if same:
        # Where so much happens that many stories name it, a place says less.
        yield Feature("place_same", COMMON_NAME if words.common() >= set(words.words_of(same)) else 1.0, (same,))
        return
    found = nearest(one, other)
    if found is not None and found.here.is_fine and found.there.is_fine:
        yield Feature(_spots(found.apart), 1.0, (found.here.name, found.there.name, round(found.apart)))
    elif one.areas and other.areas:
        yield from _areas(one, other)
    elif found is not None:
        within = found.apart <= 0
        name = "place_within" if within else "place_far"
        yield Feature(name, 1.0, (found.here.name, found.there.name, round(max(found.apart, 0))))


def _areas(one: Profile, other: Profile) -> Iterator[Feature]:
    """Yield whether two event mentions are of one division or country."""
    if one.areas and other.areas:
        found = nearest(one, other)
        divisions = sorted(code for code in one.areas & other.areas if "-" in code)
        if divisions:
            yield Feature("division_same", 1.0, (", ".join(divisions),))
        elif one.areas & other.areas:
            yield Feature("country_same", 1.0, (", ".join(sorted(one.areas & other.areas)),))
        elif found is None or found.apart > 0:
            yield Feature("country_apart", 1.0, (", ".join(sorted(one.areas)), ", ".join(sorted(other.areas))))


def _spots(apart: float) -> str:
    if apart <= SAME_SPOT:
        return "place_near"
    return "place_beside" if apart <= NEAR else "place_around" if apart <= SAME_AREA else "place_far"


def _named_alike(here: Site, there: Site) -> str:
    """Return the name that two spots share, whole or as the beginning of the other; empty where they share none."""
    if not (here.is_fine and there.is_fine):
        return ""
    short, long = sorted((here.name, there.name), key=len)
    return short if short and (long == short or long.startswith(short + " ")) else ""


class Distance(NamedTuple):
    """Two places and how far they are apart, in km, beyond what their reach allows."""

    here: Site
    there: Site
    apart: float


def nearest(one: Profile, other: Profile) -> Distance | None:
    """Return the two nearest spots of two event mentions, else of their coarser places; None without places."""
    found = [
        Distance(here, there, apart)
        for here in one.sites
        for there in other.sites
        if (apart := _apart(here, there)) is not None
    ]
    fine = [each for each in found if each.here.is_fine and each.there.is_fine]
    return min(fine or found, key=lambda each: each.apart, default=None)


def _apart(here: Site, there: Site) -> float | None:
    apart = separation(here.lat, here.lon, there.lat, there.lon)
    return None if apart is None else apart - here.reach - there.reach


def separation(lat: float | None, lon: float | None, other_lat: float | None, other_lon: float | None) -> float | None:
    """Return how far two points are apart, in km; None where one of them is not known."""
    if lat is None or lon is None or other_lat is None or other_lon is None:
        return None
    across = (lon - other_lon + 180) % 360 - 180
    return DEGREE * math.hypot(lat - other_lat, across * math.cos(math.radians((lat + other_lat) / 2)))


def _numbers(one: Profile, other: Profile) -> Iterator[Feature]:
    """Yield what the numbers of people say: the same, alike, grown from one day of reporting to the next, or apart."""
    both = [(name, number, other.numbers[name]) for name, number in one.numbers.items() if name in other.numbers]
    same = [(name, a, b) for name, a, b in both if a.is_exact and a == b]
    if same:
        name, number, _ = max(same, key=lambda each: (each[1].low or 0, each[0]))
        yield Feature("number_same", _surprise(number), (name, number))
    apart = [each for each in both if not _agree(each[1], each[2])]
    alike = [each for each in both if each not in same and each not in apart]
    if not same:
        yield from _numbers_elsewhere(one, other)
    if alike and not same:
        yield Feature("number_alike", min(map(_surprise, alike[0][1:])), alike[0])
    grown = [each for each in apart if _grew(one, other, *each[1:])]
    others = [each for each in apart if each not in grown and each[1].is_exact and each[2].is_exact]
    if others:
        yield Feature("number_other", min(len(others), 3) ** 0.5, others[0])
    if apart and not same:
        nearest_of = min(apart, key=lambda each: (_ratio(each[1], each[2]), each[0]))
        name = "number_grown" if nearest_of in grown else "number_apart"
        yield Feature(name, min(_ratio(*nearest_of[1:]), 2), nearest_of)


def _numbers_elsewhere(one: Profile, other: Profile) -> Iterator[Feature]:
    """Yield the largest number of both, whatever they count by it (``84 rescued``, ``84 detained``)."""
    here, there = ({count.low for count in each.numbers.values() if count.is_exact} for each in (one, other))
    common = [number for number in here & there if number]
    if common:
        yield Feature("number_elsewhere", min(math.log10(max(common)), 2) / 2, (max(common),))


def _surprise(number: Range) -> float:
    """Return how seldom two incidents have this number by chance: 0 for one, 1 for a hundred."""
    size = number.low if number.low is not None else number.high
    return min(math.log10(size), 2) / 2 if size else 0.0


def _agree(one: Range, other: Range) -> bool:
    slack = 1 + (ALIKE if one.is_about or other.is_about else MISCOUNT)
    low = max(one.low or 0, other.low or 0)
    return low <= slack * min(_top(one), _top(other))


def _ratio(one: Range, other: Range) -> float:
    low = max(one.low or 0, other.low or 0)
    return math.log((low + 0.5) / (min(_top(one), _top(other)) + 0.5))


def _top(number: Range) -> float:
    return math.inf if number.high is None else number.high


def _grew(one: Profile, other: Profile, first: Range, second: Range) -> bool:
    """Return whether the later of two stories reports the larger number."""
    if one.published is None or other.published is None or one.published == other.published:
        return False
    return ((first.low or 0) < (second.low or 0)) == (one.published < other.published)


def _sets(one: Profile, other: Profile) -> Iterator[Feature]:
    for name, here, there in (
        ("nation", one.nations, other.nations),
        ("agency", one.agencies, other.agencies),
        ("craft", one.crafts, other.crafts),
        ("age", frozenset(map(str, one.ages)), frozenset(map(str, other.ages))),
    ):
        if here and there:
            common = sorted(here & there)
            compared = (", ".join(common),) if common else (", ".join(sorted(here)), ", ".join(sorted(there)))
            yield Feature(f"{name}_same" if common else f"{name}_apart", min(len(common), 3) ** 0.5 or 1.0, compared)


def _goods(one: Profile, other: Profile) -> Iterator[Feature]:
    if one.goods and other.goods:
        common = sorted(one.goods.keys() & other.goods.keys())
        if not common:
            yield Feature("goods_apart", 1.0, (", ".join(sorted(one.goods)), ", ".join(sorted(other.goods))))
        for kind in common[:1]:
            a, b = one.goods[kind], other.goods[kind]
            if not a or not b:
                yield Feature("goods_same", 1.0, (kind,))
            else:
                close = max(a, b) / min(a, b) <= 1 + ALIKE
                yield Feature("amount_same" if close else "amount_apart", 1.0, (kind, a, b))
    measured = next((a for a in one.measures for b in other.measures if abs(a - b) <= 0.03 * abs(a)), None)
    if measured is not None:
        yield Feature("measure_same", 1.0, (measured,))
