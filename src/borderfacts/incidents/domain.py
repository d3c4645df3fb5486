"""Whether a story, and each of its incidents, is about borders, migration or smuggling at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from borderfacts import lexicons
from borderfacts.incidents.persons import MANY
from borderfacts.lexicons.gazetteer import candidates, fold
from borderfacts.records import Event, Place
from borderfacts.vocabulary import ActionType, AgencyKind, EventType, Fate, PlaceKind, Role

# Four different words: a court report may have one or two of them (``scene``, ``camera``, ``points``).
ELSEWHERE = 4
# A long text is judged by its beginning, of the length of a story.
BEGINNING = 2500
# What sheepdogs and runners do as well.
_DOUBTFUL = frozenset({EventType.CROSSING, EventType.SMUGGLING, EventType.REMOVAL, EventType.VIOLENCE, EventType.OTHER})
# Border and coast guards at work show an incident to be ours even where no other word does.
_BORDER_FORCES = frozenset({AgencyKind.BORDER, AgencyKind.COAST_GUARD, AgencyKind.IMMIGRATION})
_FORCES = _BORDER_FORCES | {AgencyKind.POLICE, AgencyKind.CUSTOMS, AgencyKind.MILITARY}
_FORCEFUL = frozenset(
    {ActionType.INTERCEPT, ActionType.ARREST, ActionType.ATTACK, ActionType.RETURN, ActionType.PURSUE}
)
# What is done over a border, whatever else is told.
_OVER_A_BORDER = frozenset(
    {ActionType.CROSS, ActionType.SMUGGLE, ActionType.RETURN, ActionType.EXTRADITE, ActionType.CLAIM_ASYLUM}
)
_WHOLE_LAND = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})


class Domain:
    """Reads what world a story is of."""

    def __init__(self, text: str) -> None:
        lowered = text.lower()
        words = set(re.findall(r"[a-z]+(?:-[a-z]+)?", text[:BEGINNING].lower()))
        self.is_ours = any(start in lowered for start in lexicons.domain_starts())
        self.is_near = any(start in lowered for start in lexicons.domain_nearby())
        # a film, a book or a match: enough words of one such world are in its beginning
        self.is_elsewhere = any(len(world & words) >= ELSEWHERE for world in lexicons.elsewhere().values())

    def of(self, events: Iterable[Event]) -> list[Event]:
        """Leave out acts of policy without a setting, and what may be of another world than borders.

        Of a story with one incident that is ours, a death or a case in court is ours, too.
        """
        told = [e for e in events if e.type != EventType.POLICY or e.when is not None or (e.agencies and e.places)]
        if self.is_ours:
            return told
        doubtful = {e.id for e in told if e.type in _DOUBTFUL and not (_is_forceful(e) or _is_at_a_border(e))}
        told = [e for e in told if e.id not in doubtful]
        return told if self.is_near or any(map(_touches_a_border, told)) else []


def _touches_a_border(event: Event) -> bool:
    """Tell whether an incident is of people or goods from over a border, or happened at one."""
    done = {action.type for action in event.actions}
    return (
        event.type in _DOUBTFUL
        or bool(done & _OVER_A_BORDER)
        or bool(event.seizures)
        or any(group.nationalities for group in event.people)
        or any(agency.kind in _BORDER_FORCES for agency in event.agencies)
        or any(_is_on_a_border(place) for place in event.places)
    )


def _is_forceful(event: Event) -> bool:
    """Tell whether people from elsewhere are caught or found, or a border force is at work."""
    done = {action.type for action in event.actions}
    if done & (_FORCEFUL | {ActionType.DETECT}) and (_are_from_abroad(event) or _are_packed(event)):
        return True
    at_work = any(agency.kind in _BORDER_FORCES for agency in event.agencies)
    over_a_border = event.type == EventType.CROSSING and (event.route is not None or ActionType.RETURN in done)
    return (at_work or over_a_border) and bool(done & _FORCEFUL)


def _is_at_a_border(event: Event) -> bool:
    """Tell whether several people are held, driven or on their way at a place that is known for its border."""
    if not any(_is_on_a_border(place) for place in event.places):
        return False
    done = {action.type for action in event.actions}
    migrants = [group for group in event.people if group.role == Role.MIGRANT]
    held = any(Fate.DETAINED in group.fates for group in migrants) and _most(event) > 1
    if event.type == EventType.CROSSING:
        stopped = ActionType.INTERCEPT in done and held and _are_officers_at_work(event)
        return stopped or (ActionType.CROSS in done and _are_from_abroad(event))
    if event.type == EventType.SMUGGLING:
        driven = held and any(group.role == Role.SUSPECT for group in event.people)
        return driven or (_most(event) > 1 and ActionType.DETECT in done) or _are_packed(event)
    return event.type == EventType.REMOVAL and _most(event) > 1 and _are_officers_at_work(event)


def _are_officers_at_work(event: Event) -> bool:
    """Tell whether a force acts, by its name or as ``police`` and ``guards``."""
    officers = lexicons.classes()["force"]
    acting = (agent.span.text.lower() for action in event.actions for agent in action.agents)
    return any(agency.kind in _FORCES for agency in event.agencies) or any(word in officers for word in acting)


def _is_on_a_border(place: Place) -> bool:
    """Tell whether a place is one of those that matter on borders: a crossing, a border town, an island, a strait."""
    if place.kind in _WHOLE_LAND:
        return False
    same = (PlaceKind.PORT_OF_ENTRY, PlaceKind.SECTOR)
    return place.kind in same or any(
        known.by_hand and known.country == place.country and known.kind == place.kind
        for known in candidates(fold(place.name))
    )


def _are_from_abroad(event: Event) -> bool:
    """Tell whether those caught on the way, or who drove them, are of another country than where they were found."""
    moved = {n for group in event.people for n in group.nationalities}
    if event.type == EventType.REMOVAL:
        return bool(moved) and any(agency.country not in moved for agency in event.agencies)
    if event.type not in (EventType.SMUGGLING, EventType.CROSSING):
        return False
    return bool(moved) and moved.isdisjoint(p.country for p in event.places)


def _are_packed(event: Event) -> bool:
    """Tell whether many were found in a vehicle: no word of migration is needed for 33 people in a locked trailer."""
    return event.type == EventType.SMUGGLING and _most(event) >= MANY


def _most(event: Event) -> int:
    return max((group.count.min or 0 for group in event.people if group.count), default=0)
