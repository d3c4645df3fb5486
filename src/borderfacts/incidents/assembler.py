"""Put the incidents of a story together: the steps, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.annotations import ActionMention
from borderfacts.incidents import filling
from borderfacts.incidents.classification import event_type, status_of
from borderfacts.incidents.confidence import confidence, features
from borderfacts.incidents.grouping import Group, Grouper
from borderfacts.incidents.persons import People, Story
from borderfacts.incidents.setting import Setting, dateline_places
from borderfacts.incidents.summary import summary
from borderfacts.incidents.tellings import Family, Telling, read_tellings
from borderfacts.records import Action, Agency, Event, PersonGroup, Place, Reference, Seizure
from borderfacts.records.identity import document_id, event_id
from borderfacts.vocabulary import ActionType, EventType, Fate, Role, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc


_HELD_OR_FOUND = frozenset({ActionType.INTERCEPT, ActionType.DETECT, ActionType.ARREST, ActionType.DIE, ActionType.FLEE})
_PACKED = frozenset({"hidden", "concealed", "sealed", "locked", "packed", "crammed", "squeezed", "trapped", "bolted", "shut", "suffocating", "suffocated", "inside"})
_CUSTODY = frozenset({ActionType.INTERCEPT, ActionType.ARREST})
# What sheepdogs and runners do as well.
_DOUBTFUL = frozenset({EventType.CROSSING, EventType.REMOVAL, EventType.VIOLENCE, EventType.OTHER})
# What can happen without a word on the people it happens to.
_WITHOUT_PEOPLE = frozenset({ActionType.ATTACK, ActionType.CLOSE, ActionType.OPEN, ActionType.DEPLOY, ActionType.ANNOUNCE})


class IncidentAssembler:
    """Component: writes the events of the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the events and return the Doc."""
        layers.EVENTS.write(doc, self._events(doc) if doc.has_annotation("DEP") else ())
        layers.forget_phrases(doc)
        return doc

    def _events(self, doc: Doc) -> list[Event]:
        places = layers.PLACES.read(doc)
        dateline = dateline_places(doc, places)
        grouper = Grouper(doc)
        groups = grouper.group(read_tellings(doc, dateline))
        setting = Setting(doc, dateline, places)
        text = doc.text
        if filling.is_elsewhere(text):
            return []
        story = Story(layers.PEOPLE.read(doc))
        identity = document_id(text)
        found: list[Event | None] = []
        shared: Sequence[Place] = setting.places_of(grouper.summary) if grouper.summary else ()
        for group in groups:
            near = group.family == Family.HAPPENING and not grouper.is_flashback(group)
            event = _event(doc, text, identity, group, setting, People(doc, text, group.tellings, story), shared if near else (), first=not found)
            if event is not None and not shared and group.family == Family.HAPPENING:
                shared = event.places
            found.append(event)
        in_domain = filling.is_of_domain(text)
        return [e for e in found if e is not None and (in_domain or e.type not in _DOUBTFUL)]


def _event(doc: Doc, text: str, identity: str, group: Group, setting: Setting, people: People, shared: Sequence[Place], *, first: bool) -> Event | None:
    seizures = filling.seizures_of(group)
    groups = people.groups(group.types)
    types = _types(doc, group, groups, seizures)
    if not _is_incident(group, types, groups, seizures):
        return None
    kind = event_type(types)
    when = setting.when(group, kind)
    where = setting.places(group, shared, first=first)
    agencies = filling.agencies_of(doc, setting.starts, group)
    route = setting.route(group, where, groups, agencies)
    status = status_of(kind, types, [a for t in group.tellings for a in t.actions], where)
    evidence = filling.evidence_of(text, group)
    told = features(group, when, where, groups, len(agencies))
    return Event(
        id=event_id(identity, kind, evidence),
        type=kind,
        status=status,
        actions=tuple(_actions(doc, group.tellings, types, agencies)),
        when=when,
        places=tuple(where),
        route=route,
        people=tuple(groups),
        agencies=tuple(agencies),
        seizures=tuple(seizures),
        cause=filling.cause_of(text, group),
        quantities=tuple(filling.quantities_of(text, group)),
        attribution=tuple(filling.attributions_of(group)),
        evidence=tuple(evidence),
        confidence=confidence(told),
        summary=summary(kind, status, when, where, groups, agencies, route),
    )


def _is_incident(group: Group, types: set[ActionType], people: list[PersonGroup], seizures: list[Seizure]) -> bool:
    """A happening needs people or goods; people on their way to something planned are no happening."""
    if group.family != Family.HAPPENING:
        return True
    if not people and not seizures and not types & _WITHOUT_PEOPLE:
        return False
    told = {a.status for t in group.tellings for a in t.actions}
    return told != {Status.PLANNED} or bool(types & {ActionType.RETURN})


def _types(doc: Doc, group: Group, people: list[PersonGroup], seizures: list[Seizure]) -> set[ActionType]:
    """Return the kinds of action of a group, settled by what its people turned out to be."""
    types = set(group.types)
    held = {p.role for p in people if Fate.DETAINED in p.fates}
    if types & {ActionType.INTERCEPT, ActionType.ARREST}:
        types |= {ActionType.ARREST} if Role.SUSPECT in held else set()
        types |= {ActionType.INTERCEPT} if Role.MIGRANT in held else set()
        if held == {Role.SUSPECT} and not types & {ActionType.CROSS, ActionType.SMUGGLE}:
            types.discard(ActionType.INTERCEPT)
        if held == {Role.MIGRANT}:
            types.discard(ActionType.ARREST)
    if Role.MIGRANT in {p.role for p in people} and types & _HELD_OR_FOUND and _in_vehicle(doc, group):
        types.add(ActionType.SMUGGLE)
    if ActionType.RETURN in types and people and not any(Fate.RETURNED in p.fates for p in people):
        types.discard(ActionType.RETURN)
    if ActionType.DIE in types and not any(Fate.DEAD in p.fates for p in people):
        types.discard(ActionType.DIE)
    if ActionType.SEIZE in types and not seizures:
        types.discard(ActionType.SEIZE)
    return types


def _in_vehicle(doc: Doc, group: Group) -> bool:
    """People packed in a vehicle, or carried by a driver who is suspected, are smuggled."""
    words = {doc[i].lower_ for t in group.tellings for i in range(t.start, t.end)}
    driven = any(m.role == Role.SUSPECT and not m.official for m in group.people) or bool(words & {"wheel", "passengers"})
    return bool(words & lexicons.classes()["truck"]) and (driven or bool(words & _PACKED))


def _actions(doc: Doc, tellings: Iterable[Telling], types: set[ActionType], agencies: list[Agency]) -> list[Action]:
    found: dict[ActionType, Action] = {}
    for telling in tellings:
        for action in telling.actions:
            kind = action.type
            if kind in _CUSTODY and kind not in types:
                kind = ActionType.ARREST if kind == ActionType.INTERCEPT else ActionType.INTERCEPT
            if kind in types and kind not in found:
                found[kind] = Action(
                    type=kind, status=action.status, span=action.span,
                    agents=_references(doc, action, action.agents, agencies), patients=_references(doc, action, action.patients, agencies),
                )  # fmt: skip
    return list(found.values())


def _references(doc: Doc, action: ActionMention, tokens: Iterable[int], agencies: list[Agency]) -> tuple[Reference, ...]:
    found = []
    for i in tokens:
        token = doc[i]
        span = layers.span_of(doc, i, i + 1)
        known = next((k for k, a in enumerate(agencies) if a.span.start <= token.idx < a.span.end), None)
        found.append(Reference(to="agencies", index=known, span=span) if known is not None else Reference(span=span))
    return tuple(found)
