"""Put the incidents of a story together: the steps, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts.incidents import filling
from borderfacts.incidents.classification import event_type, status_of
from borderfacts.incidents.confidence import confidence, features
from borderfacts.incidents.entities import Story
from borderfacts.incidents.group import Group
from borderfacts.incidents.grouping import Grouper
from borderfacts.incidents.persons import People
from borderfacts.incidents.setting import Setting, dateline_places
from borderfacts.incidents.settling import actions_of, settle_types, with_crossing
from borderfacts.incidents.summary import summary
from borderfacts.incidents.tellings import Family, read_tellings
from borderfacts.records import Event, PersonGroup, Place, Seizure
from borderfacts.records.identity import document_id, event_id
from borderfacts.vocabulary import ActionType, EventType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What can happen without a word on the people it happens to.
_WITHOUT_PEOPLE = frozenset(
    {ActionType.ATTACK, ActionType.CLOSE, ActionType.OPEN, ActionType.DEPLOY, ActionType.ANNOUNCE}
)
# What sheepdogs and runners do as well.
_DOUBTFUL = frozenset({EventType.CROSSING, EventType.REMOVAL, EventType.VIOLENCE, EventType.OTHER})


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
            event = _event(
                doc,
                text,
                identity,
                group,
                setting,
                People(doc, text, group.tellings, story),
                shared if near else (),
                first=not found,
            )
            if event is not None and not shared and group.family == Family.HAPPENING:
                shared = event.places
            found.append(event)
        in_domain = filling.is_of_domain(text)
        return [e for e in found if e is not None and (in_domain or e.type not in _DOUBTFUL)]


def _event(
    doc: Doc,
    text: str,
    identity: str,
    group: Group,
    setting: Setting,
    people: People,
    shared: Sequence[Place],
    *,
    first: bool,
) -> Event | None:
    seizures = filling.seizures_of(group)
    groups = people.groups(group.types)
    types = settle_types(doc, group, groups, seizures)
    if not _is_incident(group, types, groups, seizures):
        return None
    where = setting.places(group, shared, first=first)
    agencies = filling.agencies_of(doc, setting.starts, group)
    route = setting.route(group, where, groups, agencies)
    types = with_crossing(types, groups, route)
    kind = event_type(types)
    when = setting.when(group, kind)
    status = status_of(kind, types, [a for t in group.tellings for a in t.actions], where)
    evidence = filling.evidence_of(text, group)
    actions = actions_of(doc, group, types, agencies, people)
    told = features(
        kind=kind,
        when=when,
        places=where,
        route=route,
        people=groups,
        agencies=agencies,
        actions=actions,
        evidence=evidence,
    )
    return Event(
        id=event_id(identity, kind, evidence),
        type=kind,
        status=status,
        actions=tuple(actions),
        when=when,
        places=tuple(where),
        route=route,
        people=tuple(groups),
        agencies=tuple(agencies),
        seizures=tuple(seizures),
        cause=filling.cause_of(text, group),
        quantities=tuple(filling.quantities_of(text, group, layers.FACTS.read(doc))),
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
