"""Settle which kinds of action an incident has, once its people are known, and make their records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.annotations import ActionMention
from borderfacts.incidents.group import Group
from borderfacts.incidents.persons import People
from borderfacts.incidents.tellings import Family, Telling
from borderfacts.records import Action, Agency, PersonGroup, Reference, Route, Seizure
from borderfacts.vocabulary import ActionType, EventType, Fate, Role, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HELD_OR_FOUND = frozenset(
    {ActionType.INTERCEPT, ActionType.DETECT, ActionType.ARREST, ActionType.DIE, ActionType.FLEE}
)
_PACKED = lexicons.story_words("packed")
_CUSTODY = frozenset({ActionType.INTERCEPT, ActionType.ARREST})
_ACROSS = frozenset({EventType.CROSSING, EventType.RESCUE, EventType.DEATH})
# Whose words tell an action that follows from others: a hospital tells of a rescue, a find in a truck of smuggling.
_TOLD_BY: dict[ActionType, tuple[ActionType, ...]] = {
    ActionType.SMUGGLE: (ActionType.INTERCEPT, ActionType.DETECT, ActionType.ARREST, ActionType.DIE, ActionType.FLEE),
    ActionType.RESCUE: (ActionType.TREAT,),
    ActionType.SEIZE: (ActionType.ARREST,),
    ActionType.CROSS: (ActionType.INTERCEPT, ActionType.RESCUE, ActionType.DIE, ActionType.DETECT, ActionType.RETURN),
    ActionType.ARREST: (ActionType.INTERCEPT,),
    ActionType.INTERCEPT: (ActionType.ARREST, ActionType.DETECT),
}


def settle_types(doc: Doc, group: Group, people: Sequence[PersonGroup], seizures: Sequence[Seizure]) -> set[ActionType]:
    """Return the kinds of action of a group, settled by what its people turned out to be."""
    types = set(group.types)
    if group.family != Family.HAPPENING:
        return types
    migrants = [p for p in people if p.role == Role.MIGRANT]
    held = {p.role for p in people if Fate.DETAINED in p.fates}
    if types & _CUSTODY:
        types |= {ActionType.ARREST} if Role.SUSPECT in held else set()
        types |= {ActionType.INTERCEPT} if Role.MIGRANT in held else set()
        if held == {Role.SUSPECT} and not types & {ActionType.CROSS, ActionType.SMUGGLE}:
            types.discard(ActionType.INTERCEPT)
        if held == {Role.MIGRANT}:
            types.discard(ActionType.ARREST)
    if migrants and types & _HELD_OR_FOUND and _in_vehicle(doc, group, driven=Role.SUSPECT in held):
        types.add(ActionType.SMUGGLE)
    if ActionType.ATTACK not in types and any(Fate.HOSPITALIZED in p.fates for p in migrants):
        types.add(ActionType.RESCUE)
    for action, fate in ((ActionType.RETURN, Fate.RETURNED), (ActionType.DIE, Fate.DEAD)):
        if action in types and people and not group.planned and not any(fate in p.fates for p in people):
            types.discard(action)
    if migrants and types == {ActionType.DETECT} and _found_by_force(group):
        types.add(ActionType.CROSS)
    if seizures:
        types.add(ActionType.SEIZE)
    else:
        types.discard(ActionType.SEIZE)
    return types


def with_crossing(types: set[ActionType], people: Sequence[PersonGroup], route: Route | None) -> set[ActionType]:
    """Add the crossing to an incident of migrants between two countries, or to their interception on the way."""
    if not any(p.role == Role.MIGRANT for p in people):
        return types
    kind = EventType.made_by(types)
    between = route is not None and route.origin is not None and route.destination is not None
    if kind == EventType.CROSSING or (between and kind in _ACROSS):
        return types | {ActionType.CROSS}
    return types


def _in_vehicle(doc: Doc, group: Group, *, driven: bool) -> bool:
    """People packed in a vehicle, or carried by a driver who is suspected or arrested (``driven``), are smuggled."""
    words = {doc[i].lower_ for t in group.tellings for i in range(t.start, t.end)}
    if driven and any(_stops_vehicle(doc, telling) for telling in group.tellings):
        return True
    suspected = any(m.role == Role.SUSPECT and not m.official for m in group.people)
    driver = suspected or bool(words & {"wheel", "passengers"})
    return bool(words & lexicons.classes()["truck"]) and (driver or bool(words & _PACKED))


def _found_by_force(group: Group) -> bool:
    """``Police found 40 migrants in a field``: they were on their way."""
    return any(t.agencies for t in group.tellings if ActionType.DETECT in t.types)


def _stops_vehicle(doc: Doc, telling: Telling) -> bool:
    """``arrested with six migrants in his car``, all in one sentence."""
    carried = any(m.role == Role.MIGRANT and m.count is not None and m.count.min != 1 for m in telling.people)
    words = {doc[i].lower_ for i in range(telling.start, telling.end)}
    return carried and bool(telling.types & _CUSTODY) and bool(words & lexicons.classes()["vehicle"])


def actions_of(
    doc: Doc, group: Group, types: set[ActionType], agencies: Sequence[Agency], people: People
) -> list[Action]:
    """Return one record per kind of action, at its first telling, in the order of the text."""
    told = [a for t in group.tellings for a in t.actions]
    found: dict[ActionType, Action] = {}
    for action in told:
        kind = action.type
        if kind in _CUSTODY and kind not in types:
            kind = next(iter(_CUSTODY - {kind}))
        if kind in types and kind not in found:
            found[kind] = _record(doc, kind, action, agencies, people)
    for kind in sorted(types - found.keys()):
        source = next((a for wanted in _TOLD_BY.get(kind, ()) for a in told if a.type == wanted), None)
        if source is not None:
            found[kind] = _record(doc, kind, source, agencies, people)
    return list(found.values())


def _record(doc: Doc, kind: ActionType, action: ActionMention, agencies: Sequence[Agency], people: People) -> Action:
    return Action(
        type=kind,
        status=action.status or Status.OCCURRED,
        span=action.span,
        agents=_references(doc, action.agents, agencies, people),
        patients=_references(doc, action.patients, agencies, people),
    )


def _references(doc: Doc, tokens: Iterable[int], agencies: Sequence[Agency], people: People) -> tuple[Reference, ...]:
    found: dict[tuple[object, ...], Reference] = {}
    for i in tokens:
        span = layers.span_of(doc, i, i + 1)
        agency = next((k for k, a in enumerate(agencies) if a.span.start <= span.start < a.span.end), None)
        groups = people.indices(i)
        if agency is not None:
            found.setdefault(("agencies", agency), Reference(to="agencies", index=agency, span=span))
        elif groups:
            for index in groups:
                found.setdefault(("people", index), Reference(to="people", index=index, span=span))
        else:
            found.setdefault((i,), Reference(span=span))
    return tuple(found.values())
