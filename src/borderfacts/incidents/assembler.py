"""Put the incidents of a story together: the steps, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from borderfacts import annotations as layers
from borderfacts import lexicons
from borderfacts.incidents import filling
from borderfacts.incidents.cast import identify
from borderfacts.incidents.classification import status_of
from borderfacts.incidents.confidence import confidence, features
from borderfacts.incidents.domain import Domain
from borderfacts.incidents.entities import Story
from borderfacts.incidents.group import Group
from borderfacts.incidents.grouping import Grouper
from borderfacts.incidents.measures import Measures
from borderfacts.incidents.persons import People
from borderfacts.incidents.routes import Routes
from borderfacts.incidents.setting import Setting
from borderfacts.incidents.settling import actions_of, settle_types, with_crossing
from borderfacts.incidents.summary import summary
from borderfacts.incidents.tellings import Family, Telling, dateline_end, read_tellings
from borderfacts.incidents.timing import Timing
from borderfacts.records import Agency, Event, PersonGroup, Place, Seizure
from borderfacts.records.identity import document_id, event_id
from borderfacts.vocabulary import ActionType, EventType, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What can happen without a word on the people it happens to.
_WITHOUT_PEOPLE = frozenset(
    {ActionType.ATTACK, ActionType.CLOSE, ActionType.OPEN, ActionType.DEPLOY, ActionType.ANNOUNCE}
)

# Incidents of which a case is made.
_BROUGHT_TO_COURT = frozenset(
    {
        ActionType.SMUGGLE,
        ActionType.SEIZE,
        ActionType.CROSS,
        ActionType.RESCUE,
        ActionType.DIE,
        ActionType.ARREST,
        ActionType.INTERCEPT,
    }
)
_SINKING = lexicons.story_words("sinking")
# Beside a surer one, a record that is more likely wrong than right is left out.
LEAST_CONFIDENCE = 0.5
# Goods with their amounts, taken from someone caught, speak for it even without a day.
LEAST_WITH_GOODS = 0.4


class IncidentAssembler:
    """Component: writes the events of the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the events and return the Doc."""
        layers.EVENTS.write(doc, _Reading(doc).events() if doc.has_annotation("DEP") else ())
        layers.forget_phrases(doc)
        return doc


class _Reading:
    """One reading of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.identity = document_id(self.text)
        places = layers.PLACES.read(doc)
        end = dateline_end(doc)
        self.setting = Setting(doc, [p for p in places if p.span.end <= end], places)
        self.routes = Routes(doc, places)
        self.timing = Timing(doc)
        self.story = Story(layers.PEOPLE.read(doc))
        self.domain = Domain(self.text)

    def events(self) -> list[Event]:
        """Return the incidents of the story, in the order of their first telling."""
        if self.domain.is_elsewhere:
            return []
        grouper = Grouper(self.doc)
        tellings = read_tellings(self.doc)
        identify(self.doc, tellings, self.story)
        groups = grouper.group(tellings)
        measures = Measures(self.text, groups, grouper.summary, layers.FACTS.read(self.doc))
        shared: Sequence[Place] = self.setting.places_of(grouper.summary) if grouper.summary else ()
        self.investigators = self._investigators(tellings, groups)
        found: list[Event] = []
        for position, group in enumerate(groups):
            near = group.family == Family.HAPPENING and not grouper.is_flashback(group)
            event = self._event(group, measures, shared if near else (), first=position == 0)
            if event is None:
                continue
            if not shared and group.family == Family.HAPPENING:
                shared = event.places
            found.append(event)
        found = self.domain.of(found)
        sure = [e for e in found if e.confidence >= (LEAST_WITH_GOODS if _has_goods(e) else LEAST_CONFIDENCE)]
        return sure or found

    def _investigators(self, tellings: list[Telling], groups: list[Group]) -> tuple[Group | None, list[Agency]]:
        """Return who built the case of the story's first incident of people or goods, as the story tells apart."""
        placed = {id(t) for g in groups for t in g.tellings if t.actions}
        apart = [t for t in tellings if id(t) not in placed]
        agencies = [a for t in apart for a in filling.investigators(self.doc, self.setting.starts, t)]
        cases = [g for g in groups if g.types & _BROUGHT_TO_COURT]
        return max(cases, key=lambda g: (g.time is not None, g.biggest), default=None), agencies

    def _with_investigators(self, agencies: list[Agency], group: Group) -> list[Agency]:
        target, more = self.investigators
        known = {a.short for a in agencies}
        return [*agencies, *(a for a in more if a.short not in known)] if group is target else agencies

    def _event(self, group: Group, measures: Measures, shared: Sequence[Place], *, first: bool) -> Event | None:
        doc, text, setting = self.doc, self.text, self.setting
        people = People(doc, text, group.tellings, self.story)
        seizures = filling.seizures_of(group)
        groups = people.groups(group.types)
        types = settle_types(doc, group, groups, seizures)
        if not _is_incident(group, types, groups, seizures):
            return None
        where = setting.places(group, shared, first=first)
        agencies = self._with_investigators(filling.agencies_of(doc, setting.starts, group), group)
        route = self.routes.route(group, where, groups, agencies)
        types = with_crossing(types, groups, route)
        kind = EventType.made_by(types)
        words = {doc[i].lower_ for t in group.tellings for i in range(t.start, t.end)}
        record = Event(
            id=event_id(self.identity, kind, evidence := filling.evidence_of(text, group)),
            type=kind,
            status=status_of(kind, types, [a for t in group.tellings for a in t.actions], where, words),
            actions=tuple(actions_of(doc, group, types, agencies, people)),
            when=self.timing.when(group, kind),
            places=tuple(where),
            route=route,
            people=tuple(groups),
            agencies=tuple(agencies),
            seizures=tuple(seizures),
            cause=filling.cause_of(text, group),
            quantities=tuple(measures.of(group)),
            attribution=tuple(filling.attributions_of(group)),
            evidence=tuple(evidence),
            confidence=0,
            summary="",
        )
        return record.model_copy(update={"confidence": confidence(features(record)), "summary": summary(record)})


def _has_goods(event: Event) -> bool:
    caught = any(group.fates for group in event.people)
    return caught and any(seizure.quantity is not None for seizure in event.seizures)


def _is_incident(group: Group, types: set[ActionType], people: list[PersonGroup], seizures: list[Seizure]) -> bool:
    """A happening needs people or goods; people on their way to something planned are no happening."""
    if group.family != Family.HAPPENING:
        return True
    if not people and not seizures and not types & _WITHOUT_PEOPLE and not _loses_boat(group):
        return False
    told = {a.status for t in group.tellings for a in t.actions}
    if types == {ActionType.DETECT} and _only_were_there(group):
        return False
    return told != {Status.PLANNED} or bool(types & {ActionType.RETURN})


def _only_were_there(group: Group) -> bool:
    """``On 30 April there were 64 people``: a count of those present is no find."""
    telling = [t for t in group.tellings if t.actions]
    found_by = any(t.agencies for t in telling)
    return not found_by and all(a.span.text.lower() in ("was", "were") for t in telling for a in t.actions)


def _loses_boat(group: Group) -> bool:
    """``The migrant boat sank``: a crossing failed, even where no word tells who was on board."""
    told = [a for t in group.tellings for a in t.actions if a.type == ActionType.CROSS]
    return any(not _SINKING.isdisjoint(a.span.text.lower().split()) for a in told)
