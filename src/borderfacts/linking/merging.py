"""One record out of several event mentions: each value as one of them has it, chosen by a rule."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from borderfacts.linking.claims import Heard, Rules, choose, claims, clash, conflicts, heard, values
from borderfacts.records import Action, Agency, Event, PersonGroup, Place, Reference, wording
from borderfacts.records.head_count import with_fate
from borderfacts.records.incident import Claim, Conflict, Member
from borderfacts.records.summary import summary
from borderfacts.vocabulary import ClaimField, EventType, Fate, Status

T = TypeVar("T")

_TYPES = tuple(EventType)
_SUREST_FIRST = (Status.OCCURRED, Status.ATTEMPTED, Status.ALLEGED, Status.PLANNED)


class Merged(NamedTuple):
    """What the event mentions of an incident come to."""

    record: Event
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]


def merge(members: Sequence[Member], identifier: str, rules: Rules) -> Merged:
    """Return the record, the claims and the conflicts of an incident, given its event mentions, the earliest first."""
    by_field = heard(members)
    if len(members) == 1:
        record = members[0].event.model_copy(update={"id": identifier})
        return Merged(record, tuple(claims(by_field, lambda each: True, members)), ())
    chosen = {field: choose(by_field[field], members, rule) for field, rule in rules.items() if field in by_field}
    _leave_out_found(chosen, members)
    record = _record(members, identifier, by_field, chosen)
    in_record = {(each.field, each.value) for each in values(record, None)}

    def is_shown(each: Heard) -> bool:
        field = each.value.field
        if field in rules and field is not ClaimField.PLACE:
            return chosen.get(field) is each
        return (field, each.value.value) in in_record

    return Merged(
        record, tuple(claims(by_field, is_shown, members)), tuple(conflicts(by_field, chosen, members, rules))
    )


def _leave_out_found(chosen: dict[ClaimField, Heard], members: Sequence[Member]) -> None:
    """Leave out a number of missing people where a later story reports more dead: they were found."""
    dead, missing = chosen.get(ClaimField.DEAD), chosen.get(ClaimField.MISSING)
    if dead is None or missing is None or dead.members[-1] <= missing.members[-1]:
        return
    then = with_fate(members[missing.members[-1]].event.people, Fate.DEAD)
    before = sum(group.count.min or 0 for group in then if group.count)
    if dead.value.number and (dead.value.number.min or 0) > before:
        del chosen[ClaimField.MISSING]


def _record(
    members: Sequence[Member],
    identifier: str,
    by_field: Mapping[ClaimField, Sequence[Heard]],
    chosen: Mapping[ClaimField, Heard],
) -> Event:
    events = [member.event for member in members]
    by_type = min(events, key=lambda event: _TYPES.index(event.type))
    by_status = _reporter(chosen, ClaimField.STATUS, members) or events[0]
    by_when, by_route, by_cause = (
        _reporter(chosen, field, members) for field in (ClaimField.WHEN, ClaimField.ROUTE, ClaimField.CAUSE)
    )
    agencies = _once((agency for event in events for agency in event.agencies), lambda each: each.short)
    people = _people(members, chosen)
    record = Event(
        id=identifier,
        type=by_type.type,
        status=by_status.status,
        actions=tuple(_actions(events, people, agencies)),
        when=by_when and by_when.when,
        places=tuple(_places(members, by_field, chosen)),
        route=by_route and by_route.route,
        people=tuple(people),
        agencies=tuple(agencies),
        seizures=tuple(_once((each for event in events for each in event.seizures), lambda each: each.kind)),
        cause=by_cause and by_cause.cause,
        quantities=tuple(_once((q for event in events for q in event.quantities), lambda q: (q.si_value, q.si_unit))),
        attribution=tuple(_once((each for event in events for each in event.attribution), lambda each: each.source)),
        evidence=tuple(_once((span for event in events for span in event.evidence), lambda span: span.text)),
        flags=tuple(dict.fromkeys(flag for event in events for flag in event.flags)),
        confidence=max(event.confidence for event in events),
        type_confidence=by_type.type_confidence,
        status_confidence=by_status.status_confidence,
        summary="",
    )
    return record.model_copy(update={"summary": summary(record)})


def _reporter(chosen: Mapping[ClaimField, Heard], field: ClaimField, members: Sequence[Member]) -> Event | None:
    """Return the record of the latest story that reports the chosen value of a field."""
    return members[chosen[field].members[-1]].event if field in chosen else None


def _once(items: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """Return the first of the items that are equal by a key, in order."""
    found: dict[Hashable, T] = {}
    for item in items:
        found.setdefault(key(item), item)
    return list(found.values())


def _places(
    members: Sequence[Member], by_field: Mapping[ClaimField, Sequence[Heard]], chosen: Mapping[ClaimField, Heard]
) -> Iterator[Place]:
    """Yield the places that can be where the chosen one is, in the order in which they are first reported."""
    if ClaimField.PLACE not in chosen:
        return
    shown = chosen[ClaimField.PLACE]
    fitting = {each.value.value for each in by_field[ClaimField.PLACE] if not clash(each, shown, members)}
    places = (place for member in members for place in member.event.places)
    yield from (place for place in _once(places, wording.place) if wording.place(place) in fitting)


def _people(members: Sequence[Member], chosen: Mapping[ClaimField, Heard]) -> list[PersonGroup]:
    """Return the groups of people: for each fate those of the story whose number is shown, and those without a fate."""
    people: list[PersonGroup] = []
    whole = _reporter(chosen, ClaimField.PEOPLE, members)
    if whole is not None:
        people += [group for group in whole.people if not group.fates]
    for fate in Fate:
        reporter = _reporter(chosen, ClaimField(fate.value), members)
        people += [group for group in reporter.people if fate in group.fates] if reporter else []
    groups = people or [group for member in members for group in member.event.people][:1]
    return [_completed(group, members) for group in dict.fromkeys(groups)]


def _completed(group: PersonGroup, members: Sequence[Member]) -> PersonGroup:
    """Return a group with the nationalities, ages and parts that another story reports, where its own has none."""
    alike = [
        other
        for member in members
        for other in member.event.people
        if other.role is group.role and set(other.fates) == set(group.fates) and other.count == group.count
    ]
    missing = {
        name: next((stated for other in alike if (stated := getattr(other, name))), ())
        for name in ("nationalities", "ages", "parts")
        if not getattr(group, name)
    }
    return group.model_copy(update=missing)


def _actions(events: Sequence[Event], people: Sequence[PersonGroup], agencies: Sequence[Agency]) -> Iterator[Action]:
    """Yield one action a kind: the first event mention of the surest."""
    actions = [(action, event) for event in events for action in event.actions]
    surest = sorted(actions, key=lambda each: _SUREST_FIRST.index(each[0].status))
    for action, event in _once(surest, lambda each: each[0].type):
        agents, patients = (
            tuple(_moved(each, event, people, agencies) for each in references)
            for references in (action.agents, action.patients)
        )
        yield action.model_copy(update={"agents": agents, "patients": patients})


def _moved(reference: Reference, event: Event, people: Sequence[PersonGroup], agencies: Sequence[Agency]) -> Reference:
    """Return a reference into the lists of the merged record; a bare span where they have nothing of the kind."""
    if reference.index is None:
        return reference
    if reference.to == "agencies":
        short = event.agencies[reference.index].short
        return reference.model_copy(update={"index": [each.short for each in agencies].index(short)})
    span = event.people[reference.index].span
    position = next((at for at, group in enumerate(people) if group.span == span), None)
    return reference.model_copy(update={"to": "people" if position is not None else None, "index": position})
