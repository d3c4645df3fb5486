"""Put the incidents of a story together: the steps, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from borderfacts import annotations
from borderfacts.annotations import ActionMention
from borderfacts.incidents import filling
from borderfacts.incidents.classification import event_type, status_of
from borderfacts.incidents.confidence import confidence, features
from borderfacts.incidents.grouping import Group, Grouper
from borderfacts.incidents.persons import People
from borderfacts.incidents.setting import Setting, dateline_places
from borderfacts.incidents.summary import summary
from borderfacts.incidents.tellings import Telling, read_tellings
from borderfacts.records import Action, Agency, Event, Reference, Span
from borderfacts.records.identity import document_id, event_id
from borderfacts.vocabulary import ActionType, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc


class IncidentAssembler:
    """Component: writes the events of the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the events and return the Doc."""
        annotations.EVENTS.write(doc, self._events(doc) if doc.has_annotation("DEP") else ())
        annotations.forget_phrases(doc)
        return doc

    def _events(self, doc: Doc) -> list[Event]:
        groups = Grouper(doc).group(read_tellings(doc))
        places = annotations.PLACES.read(doc)
        setting = Setting(doc, dateline_places(doc, places), places)
        found = [_event(doc, group, setting, is_main=i == 0) for i, group in enumerate(groups)]
        return [event for event in found if event is not None]


def _event(doc: Doc, group: Group, setting: Setting, *, is_main: bool) -> Event | None:
    people = People(doc, group.tellings)
    types = _types(group, people)
    groups = people.groups(types)
    when = setting.when(group)
    where = setting.places(group, is_main=is_main)
    route = setting.route(group)
    agencies = filling.agencies_of(doc, group)
    seizures = filling.seizures_of(group)
    kind = event_type(types)
    status = status_of(kind, types, [a for t in group.tellings for a in t.actions], where)
    evidence = filling.evidence_of(doc, group)
    told = features(group, when, where, groups, len(agencies))
    return Event(
        id=event_id(document_id(doc.text), kind, evidence),
        type=kind,
        status=status,
        actions=tuple(_actions(doc, group.tellings, types, agencies, people)),
        when=when,
        places=tuple(where),
        route=route,
        people=tuple(groups),
        agencies=tuple(agencies),
        seizures=tuple(seizures),
        cause=filling.cause_of(doc, group),
        quantities=tuple(filling.quantities_of(group, seizures)),
        attribution=tuple(filling.attributions_of(group)),
        evidence=tuple(evidence),
        confidence=confidence(told),
        summary=summary(kind, status, when, where, groups, agencies, route),
    )


def _types(group: Group, people: People) -> set[ActionType]:
    """Return the kinds of action of a group, with custody told by the role of those taken."""
    types = set(group.types)
    roles = {e.role for e in people.entities}
    if ActionType.INTERCEPT in types and roles == {Role.SUSPECT} and not types & {ActionType.CROSS, ActionType.SMUGGLE}:
        types = types - {ActionType.INTERCEPT} | {ActionType.ARREST}
    return types


def _actions(doc: Doc, tellings: Iterable[Telling], types: set[ActionType], agencies: list[Agency], people: People) -> list[Action]:
    found: dict[ActionType, Action] = {}
    for telling in tellings:
        for action in telling.actions:
            kind = action.type
            if kind == ActionType.INTERCEPT and kind not in types:
                kind = ActionType.ARREST
            if kind not in found:
                found[kind] = Action(
                    type=kind, status=action.status, span=action.span,
                    agents=_references(doc, action, action.agents, agencies), patients=_references(doc, action, action.patients, agencies),
                )  # fmt: skip
    return list(found.values())


def _references(doc: Doc, action: ActionMention, tokens: Iterable[int], agencies: list[Agency]) -> tuple[Reference, ...]:
    found = []
    for i in tokens:
        token = doc[i]
        span = Span.of(doc.text, token.idx, token.idx + len(token))
        known = next((k for k, a in enumerate(agencies) if a.span.start <= token.idx < a.span.end), None)
        found.append(Reference(to="agencies", index=known, span=span) if known is not None else Reference(span=span))
    return tuple(found)
