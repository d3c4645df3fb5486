"""What each story reports of an incident, field by field, and where stories cannot all be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from borderfacts.linking import words
from borderfacts.linking.days import Days, days_of, ordinal
from borderfacts.linking.features import NEAR, separation
from borderfacts.linking.profile import REACH
from borderfacts.records import Count, Event, PersonGroup, Place, Span, wording
from borderfacts.records.addresses import host
from borderfacts.records.flat_row import finest_first
from borderfacts.records.head_count import counted, with_fate
from borderfacts.records.incident import Claim, Conflict, Member, Source
from borderfacts.vocabulary import ClaimField, Fate, Rule

Rules = Mapping[ClaimField, Rule]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# The fields that hold one value; of the others every value that is reported stands in the record.
RULES: Rules = {
    ClaimField.STATUS: Rule.MOST_REPORTED,
    ClaimField.WHEN: Rule.MOST_EXACT,
    ClaimField.PLACE: Rule.MOST_EXACT,
    ClaimField.ROUTE: Rule.MOST_EXACT,
    ClaimField.CAUSE: Rule.LATEST_OFFICIAL,
    ClaimField.PEOPLE: Rule.LATEST_OFFICIAL,
    **{ClaimField(fate.value): Rule.LATEST_OFFICIAL for fate in Fate},
}


class Value(NamedTuple):
    """A value that a member reports.

    Attributes:
        field: what it is a value of.
        value: the value in words.
        number: the value as a range, where it is a number of people.
        span: its words.
        exactness: how exactly it is reported; more is more exact.
    """

    field: ClaimField
    value: str
    number: Count | None = None
    span: Span | None = None
    exactness: float = 0.0


class Heard(NamedTuple):
    """A value as the members that report it have it, the earliest first.

    Attributes:
        members: their positions among the members of the incident.
        versions: the value as each of them has it.
    """

    members: tuple[int, ...]
    versions: tuple[Value, ...]

    @property
    def value(self) -> Value:
        """The value as the first of them has it."""
        return self.versions[0]


def values(event: Event, published: str | None) -> Iterator[Value]:
    """Yield the values of a record, field by field."""
    yield Value(ClaimField.TYPE, event.type.value)
    yield Value(ClaimField.STATUS, event.status.value)
    yield from _when(event, published)
    for place in finest_first(event.places):
        yield Value(ClaimField.PLACE, wording.place(place), span=place.span, exactness=-REACH[place.kind])
    if event.route:
        ends = sum(end is not None for end in (event.route.origin, event.route.destination))
        yield Value(ClaimField.ROUTE, wording.route(event.route), exactness=ends)
    yield from _numbers(event)
    for group in event.people:
        yield from (Value(ClaimField.NATIONALITIES, code, span=group.span) for code in group.nationalities)
        yield from (Value(ClaimField.AGES, str(age), span=group.span) for age in group.ages)
    yield from (Value(ClaimField.AGENCIES, agency.short, span=agency.span) for agency in event.agencies)
    yield from (Value(ClaimField.SEIZURES, wording.seizure(each), span=each.span) for each in event.seizures)
    if event.cause:
        yield Value(ClaimField.CAUSE, event.cause.value)


def _when(event: Event, published: str | None) -> Iterator[Value]:
    when, days = event.when, _days(event, published)
    if when is not None and when.start and days is not None and days.is_reported:
        exactness = -(days.last - days.first) + (0.5 if when.time else 0.25 if when.part else 0)
        yield Value(ClaimField.WHEN, wording.iso(when), span=when.span, exactness=exactness)


def _numbers(event: Event) -> Iterator[Value]:
    yield from _number(ClaimField.PEOPLE, counted(event.people))
    for fate in dict.fromkeys(fate for group in event.people for fate in group.fates):
        yield from _number(ClaimField(fate.value), with_fate(event.people, fate))


def _number(field: ClaimField, groups: Sequence[PersonGroup]) -> Iterator[Value]:
    counts = [group.count for group in groups if group.count]
    if not counts or any(count.min is None and count.max is None for count in counts):
        return
    lows = [count.min for count in counts if count.min is not None]
    tops = [count.max for count in counts if count.max is not None]
    total = Count(
        min=sum(lows) if lows else None,
        max=sum(tops) if len(tops) == len(groups) else None,
        approximate=any(count.approximate for count in counts),
        text=" + ".join(count.text for count in counts),
    )
    exactness = 1.0 if total.min == total.max and not total.approximate else 0.0
    yield Value(field, wording.count(total), total, groups[0].span, exactness)


def heard(members: Sequence[Member]) -> dict[ClaimField, list[Heard]]:
    """Return the values of an incident by field, in the order of ``ClaimField``, those reported first before others."""
    found: dict[ClaimField, dict[str, dict[int, Value]]] = {field: {} for field in ClaimField}
    for position, member in enumerate(members):
        for value in values(member.event, member.published):
            found[value.field].setdefault(value.value, {}).setdefault(position, value)
    return {
        field: [Heard(tuple(each), tuple(each.values())) for each in by_value.values()]
        for field, by_value in found.items()
        if by_value
    }


def choose(choices: Sequence[Heard], members: Sequence[Member], rule: Rule) -> Heard:
    """Return the value that a rule shows; where the rule leaves several, the latest of them."""

    def latest(each: Heard) -> tuple[str, int]:
        return max((members[position].published or "", position) for position in each.members)

    def official(each: Heard) -> str:
        return max((members[p].published or "0" for p in each.members if is_official(members[p])), default="")

    def size(each: Heard) -> float:
        count = each.value.number
        return max(filter(None, (count.min, count.max)), default=0) if count else 0

    keys: dict[Rule, Callable[[Heard], object]] = {
        Rule.LATEST_OFFICIAL: lambda each: (official(each), each.value.exactness, latest(each)),
        Rule.LATEST: lambda each: (latest(each)[0], each.value.exactness, latest(each)),
        Rule.FIRST: lambda each: -each.members[0],
        Rule.MOST_EXACT: lambda each: (each.value.exactness, len(each.members), latest(each)),
        Rule.MOST_REPORTED: lambda each: (len(each.members), each.value.exactness, latest(each)),
        Rule.LARGEST: lambda each: (size(each), latest(each)),
    }
    return max(choices, key=keys[rule])  # type: ignore[arg-type]  # the keys of one rule compare with each other


def is_official(member: Member) -> bool:
    """Return whether a story names an authority among its sources of an event."""
    agencies = [agency.span for agency in member.event.agencies]
    return any(
        words.officials().search(each.source)
        or any(span.start < each.span.end and each.span.start < span.end for span in agencies)
        for each in member.event.attribution
    )


def claims(
    by_field: Mapping[ClaimField, Sequence[Heard]], is_shown: Callable[[Heard], bool], members: Sequence[Member]
) -> Iterator[Claim]:
    """Yield the values of an incident as claims, each with the stories that report it."""
    for field, each_heard in by_field.items():
        for each in each_heard:
            yield Claim(
                field=field,
                value=each.value.value,
                count=each.value.number,
                is_shown=is_shown(each),
                sources=tuple(map(_source, (members[position] for position in each.members), each.versions)),
            )


def _source(member: Member, value: Value) -> Source:
    return Source(
        document=member.document,
        event=member.event.id,
        published=member.published,
        attribution=tuple(dict.fromkeys(each.source for each in member.event.attribution)),
        is_official=is_official(member),
        span=value.span,
    )


def conflicts(
    by_field: Mapping[ClaimField, Sequence[Heard]],
    chosen: Mapping[ClaimField, Heard],
    members: Sequence[Member],
    rules: Rules,
) -> Iterator[Conflict]:
    """Yield the fields of which a value that is reported cannot be right where the chosen one is."""
    for field, shown in chosen.items():
        if any(clash(each, shown, members) for each in by_field[field] if each is not shown):
            yield Conflict(
                field=field,
                rule=rules[field],
                shown=shown.value.value,
                summary=f"{wording.label(field)}: {', '.join(_attributed(each, members) for each in by_field[field])}",
            )


def clash(one: Heard, other: Heard, members: Sequence[Member]) -> bool:
    """Return whether two values of a field cannot both be right."""
    first, second = members[one.members[0]], members[other.members[0]]
    match one.value.field:
        case ClaimField.WHEN:
            return _days_clash(first, second)
        case ClaimField.PLACE:
            return _places_clash(one, first, other, second)
        case ClaimField.ROUTE:
            return _ends_clash(first.event, second.event)
        case ClaimField.STATUS | ClaimField.CAUSE:
            return True
    return bool(one.value.number and other.value.number and not _overlap(one.value.number, other.value.number))


def _days_clash(first: Member, second: Member) -> bool:
    here, there = _days(first.event, first.published), _days(second.event, second.published)
    return bool(here and there and max(here.first, there.first) > min(here.last, there.last))


def _days(event: Event, published: str | None) -> Days | None:
    return days_of(event.when, ordinal(published) if published else None)


def _places_clash(one: Heard, first: Member, other: Heard, second: Member) -> bool:
    if set(one.members) & set(other.members):
        return False  # a story that names both means both
    here, there = _place(one, first), _place(other, second)
    apart = separation(here.lat, here.lon, there.lat, there.lon)
    return apart is not None and apart - REACH[here.kind] - REACH[there.kind] > NEAR


def _place(reported: Heard, member: Member) -> Place:
    return next(each for each in member.event.places if wording.place(each) == reported.value.value)


def _ends_clash(first: Event, second: Event) -> bool:
    if first.route is None or second.route is None:
        return False
    ends = ((first.route.origin, second.route.origin), (first.route.destination, second.route.destination))
    return any(one and other and one != other for one, other in ends)


def _overlap(one: Count, other: Count) -> bool:
    slack = 1.15 if one.approximate or other.approximate else 1.0
    tops = [each.max for each in (one, other) if each.max is not None]
    return not tops or max(one.min or 0, other.min or 0) <= slack * min(tops)


def _attributed(reported: Heard, members: Sequence[Member]) -> str:
    first = members[reported.members[0]]
    sources = dict.fromkeys(name for position in reported.members for name in _named(members[position]))
    day = wording.day(first.published) if first.published else "undated"
    return f"{reported.value.value} ({', '.join([_weekday(first.published) + day, *list(sources)[:2]])})"


def _named(member: Member) -> list[str]:
    """Return whom a story names as its sources or, where it names none, the site that it stands on."""
    sources = [wording.squeezed(each.source) for each in member.event.attribution]
    site = host(member.url) if member.url else None
    return sources or ([site] if site else [])


def _weekday(published: str | None) -> str:
    day = ordinal(published) if published else None
    return f"{WEEKDAYS[date.fromordinal(day).weekday()]} " if day else ""
