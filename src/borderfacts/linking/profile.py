"""What of an event mention is compared with others: small, so that those of many stories fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from borderfacts.lexicons.gazetteer import fold
from borderfacts.linking import words
from borderfacts.linking.days import Days, days_of, ordinal
from borderfacts.records import Event, PersonGroup, Place, Span
from borderfacts.records.head_count import counted, with_fate
from borderfacts.records.incident import Member
from borderfacts.vocabulary import Cause, Dimension, EventType, Fate, PartOfDay, PlaceKind, Role

# How far from its point on the map a happening may be that is reported of a place of a kind, in km.
REACH = {
    PlaceKind.CITY: 8, PlaceKind.PORT_OF_ENTRY: 8, PlaceKind.LANDMARK: 15, PlaceKind.OTHER: 15, PlaceKind.COUNTY: 50,
    PlaceKind.SECTOR: 150, PlaceKind.WATER: 200, PlaceKind.ADMIN1: 250, PlaceKind.COUNTRY: 700,
}  # fmt: skip
FINE = 15  # km: the reach of what counts as a spot on the map

T = TypeVar("T")

_EMPTY: frozenset[Any] = frozenset()
_MEASURED = (Dimension.LENGTH, Dimension.MASS, Dimension.TEMPERATURE, Dimension.DURATION, Dimension.SPEED)


class Range(NamedTuple):
    """A number of people as an interval; None where it is open."""

    low: int | None
    high: int | None
    is_about: bool

    @property
    def is_exact(self) -> bool:
        """Whether it is a single number, not hedged."""
        return self.low is not None and self.low == self.high and not self.is_about


class Site(NamedTuple):
    """A place as it is compared."""

    name: str
    reach: int
    lat: float | None
    lon: float | None

    @property
    def is_fine(self) -> bool:
        """Whether it is a spot on the map."""
        return self.reach <= FINE


@dataclass(slots=True)
class Profile:
    """An event mention as it is compared.

    Attributes:
        document: the id of the story.
        event: the id of the event.
        published: the day of publication as a proleptic ordinal.
        kind: the type of the event.
        days: when it was; None where nothing states it.
        minute: the clock time in minutes.
        part: the part of the day.
        sites: the places, the finest first.
        areas: the codes of the divisions and countries of the places; without any, those of the agencies and the route.
        numbers: numbers of people by what is counted: ``migrant dead``, ``migrant``, ``people``.
        nations: nationalities.
        ages: ages reported.
        agencies: short names.
        crafts: kinds of vessels and vehicles.
        words: rare words.
        goods: amounts in SI units by kind of thing seized; None for an amount that is not reported.
        measures: measurements in SI units.
        cause: of death, injury or distress.
        route: both ends, where both are reported.
        steps: words that speak of a later step: funeral, anniversary.
        sentences: where the sentences that report it begin in its story.
        mentions: where the words for its people begin in its story.
    """

    document: str
    event: str
    published: int | None
    kind: EventType
    days: Days | None
    minute: int | None
    part: PartOfDay | None
    sites: tuple[Site, ...]
    areas: frozenset[str]
    numbers: dict[str, Range]
    nations: frozenset[str]
    ages: frozenset[int]
    agencies: frozenset[str]
    crafts: frozenset[str]
    words: frozenset[str]
    goods: dict[str, float | None]
    measures: tuple[float, ...]
    cause: Cause | None
    route: tuple[str, str] | None
    steps: frozenset[str]
    sentences: frozenset[int]
    mentions: frozenset[int]

    def place_words(self) -> frozenset[str]:
        """Return the rare words of the names of its spots."""
        named = {word for site in self.sites if site.is_fine for word in words.words_of(site.name)}
        return frozenset(named - words.common())


def profile(member: Member) -> Profile:
    """Return a member as it is compared."""
    event = member.event
    published = ordinal(member.published) if member.published else None
    evidence = frozenset(word for span in event.evidence for word in words.words_of(span.text))
    when, route = event.when, event.route
    return Profile(
        document=member.document,
        event=event.id,
        published=published,
        kind=event.type,
        days=days_of(when, published),
        minute=_minute(when.time) if when and when.time else None,
        part=when.part if when else None,
        sites=_sites(event.places),
        areas=_areas(event),
        numbers=dict(_numbers(event.people)),
        nations=_set(code for group in event.people for code in group.nationalities),
        ages=_set(age for group in event.people for age in group.ages),
        agencies=_set(agency.short for agency in event.agencies),
        crafts=_set(words.crafts(evidence)),
        words=_set(evidence - words.common() - _named(event)),
        goods={each.kind.value: _amount(each.quantity) for each in event.seizures},
        measures=tuple(each for each in _measures(event)),
        cause=event.cause,
        route=(route.origin, route.destination) if route and route.origin and route.destination else None,
        steps=_set(words.steps(evidence)),
        sentences=_set(span.start for span in event.evidence),
        mentions=_set(span.start for group in event.people for span in _spans(group)),
    )


def _set(values: Iterable[T]) -> frozenset[T]:
    """Return a set; an empty one is always the same object, since most event mentions have several."""
    return frozenset(values) or _EMPTY


def _named(event: Event) -> frozenset[str]:
    """Return the words of names that are compared as places and agencies."""
    names = [place.name for place in event.places] + [place.span.text for place in event.places]
    names += [name for agency in event.agencies for name in (agency.name, agency.span.text)]
    return frozenset(words.singular(word) for name in names for word in fold(name).split())


def _spans(group: PersonGroup) -> tuple[Span, ...]:
    """Return the words for a group and its parts."""
    return group.span, *(part.span for part in group.parts)


def _areas(event: Event) -> frozenset[str]:
    codes = {code for place in event.places for code in (place.admin1, place.country) if code}
    ends = (event.route.origin, event.route.destination) if event.route else ()
    return frozenset(codes or {code for code in (*ends, *(agency.country for agency in event.agencies)) if code})


def _sites(places: Iterable[Place]) -> tuple[Site, ...]:
    sites = {Site(fold(place.name), REACH[place.kind], place.lat, place.lon) for place in places}
    return tuple(sorted(sites, key=lambda site: (site.reach, site.name, site.lat or 0, site.lon or 0)))


def _numbers(people: tuple[PersonGroup, ...]) -> Iterator[tuple[str, Range]]:
    everyone = counted(people)
    yield from _added("people", everyone)
    lost = [group for fate in (Fate.DEAD, Fate.MISSING) for group in with_fate(people, fate)]
    yield from _added("dead or missing", lost)
    for role in Role:
        groups = [group for group in people if group.role is role]
        if groups:
            yield from _added(role.value, [group for group in everyone if group.role is role])
            for fate in dict.fromkeys(fate for group in groups for fate in group.fates):
                yield from _added(f"{role.value} {fate.value}", with_fate(groups, fate))


def _added(name: str, groups: list[PersonGroup]) -> Iterator[tuple[str, Range]]:
    counts = [group.count for group in groups]
    known = [count for count in counts if count is not None]
    if not known:
        return
    lows = [count.min for count in known if count.min is not None]
    tops = [count.max for count in counts if count is not None and count.max is not None]
    high = sum(tops) if len(tops) == len(counts) else None
    yield name, Range(sum(lows) if lows else None, high, any(count.approximate for count in known))


def _amount(quantity: object) -> float | None:
    value = getattr(quantity, "si_value", None)
    return sum(value) / len(value) if isinstance(value, tuple) else value


def _measures(event: Event) -> Iterator[float]:
    for quantity in event.quantities:
        amount = _amount(quantity)
        if amount and quantity.dimension in _MEASURED:
            yield amount


def _minute(clock: str) -> int | None:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute) if hour.isdigit() and minute[:2].isdigit() else None
