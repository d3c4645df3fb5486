"""The tellings of one happening."""

from __future__ import annotations

from dataclasses import dataclass, field

from borderfacts.annotations import PersonMention
from borderfacts.grammar.timex import clock_of
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.incidents.times import Interval, interval_of_mention
from borderfacts.records import DateMention, Place
from borderfacts.vocabulary import ActionType, PlaceKind


@dataclass(slots=True, eq=False)
class Group:
    """The tellings of one happening.

    Attributes:
        tellings: in the order of the text.
        repeats: word-for-word repeats of its tellings elsewhere in the text.
        family: what sort of happening.
        time: the date it happened, as first told.
        time_inherited: the date was carried over from another sentence.
        before: the group that was told right before it.
    """

    family: Family
    tellings: list[Telling] = field(default_factory=list)
    repeats: list[Telling] = field(default_factory=list)
    time: DateMention | None = None
    interval: Interval | None = None
    time_inherited: bool = False
    before: Group | None = None

    def add(self, telling: Telling) -> None:
        """Take in a telling, and its date when the group has none yet."""
        self.tellings.append(telling)
        if telling.time is not None and (self.time is None or self.time_inherited or _sharper(telling, self)):
            self.time, self.interval, self.time_inherited = telling.time, telling.interval, False

    @property
    def people(self) -> list[PersonMention]:
        """All mentions of people in it."""
        return [m for t in self.tellings for m in t.people]

    @property
    def planned(self) -> bool:
        """Whether all it tells is still to come."""
        told = [t for t in self.tellings if t.actions]
        return bool(told) and all(t.planned for t in told)

    @property
    def towns(self) -> set[str]:
        """The names of its towns and other small places."""
        return {p.name for t in self.tellings for p in t.places if is_small(p)}

    @property
    def clocks(self) -> set[str]:
        """The clock times told in it."""
        return {clock for t in self.tellings for clock in clocks_of(t)}

    @property
    def steps(self) -> list[Interval]:
        """The days of its departures, disappearances and searches."""
        return [step for t in self.tellings for d in t.steps if (step := interval_of_mention(d)) is not None]

    @property
    def types(self) -> set[ActionType]:
        """The kinds of action told."""
        return {a for t in self.tellings for a in t.types}

    @property
    def biggest(self) -> int:
        """The largest head count told of anyone in it."""
        return max((m.count.max or m.count.min or 0 for m in self.people if m.count), default=0)


def is_small(place: Place) -> bool:
    """Tell whether a place is smaller than a country or its divisions."""
    return place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)


def _sharper(telling: Telling, group: Group) -> bool:
    """A day inside the month or week that the group has so far is the better date."""
    new, old = telling.interval, group.interval
    if new is None or old is None or not old.overlaps(new):
        return False
    weekend = group.time is not None and group.time.value.endswith("-WE")
    return new.length < old.length and (old.length > 2 or weekend)


def towns_of(telling: Telling) -> set[str]:
    """Return the names of the towns and other small places of a telling."""
    return {p.name for p in telling.places if is_small(p)}


def clocks_of(telling: Telling) -> set[str]:
    """Return the clock times of a telling."""
    return {clock for d in telling.clocks if (clock := clock_of(d.value)) is not None}
