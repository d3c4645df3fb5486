"""The type and status of an incident, from its actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from borderfacts.annotations import ActionMention
from borderfacts.records import Place
from borderfacts.vocabulary import ActionType, EventType, PlaceKind, Status


def event_type(actions: Iterable[ActionType]) -> EventType:
    """Return the first type, in the order of the vocabulary, that one of the actions makes.

    Example:
        >>> event_type([ActionType.INTERCEPT, ActionType.SEIZE])
        <EventType.SEIZURE: 'seizure'>
    """
    told = frozenset(actions)
    return next((kind for kind in EventType if kind.triggers & told), EventType.OTHER)


def status_of(
    kind: EventType, types: set[ActionType], actions: Sequence[ActionMention], places: Sequence[Place]
) -> Status:
    """Return how far an incident came to pass: as its main action tells; a stopped crossing is ``attempted``."""
    main = [a for a in actions if a.type in kind.triggers] or list(actions)
    if (
        kind == EventType.COURT
        and any(a.status == Status.PLANNED for a in main)
        and not any(a.type in _VERDICTS and a.status == Status.OCCURRED for a in main)
    ):
        return Status.PLANNED
    if kind == EventType.POLICY:
        main = [a for a in main if a.type != ActionType.ANNOUNCE] or main  # announced now, in force later: planned
    told = {a.status for a in main}
    if kind in (EventType.CROSSING, EventType.SMUGGLING) and ActionType.INTERCEPT in types:
        crossed = [a for a in actions if a.type == ActionType.CROSS]
        if any(a.status == Status.ATTEMPTED for a in crossed) or any(p.kind in _AT_THE_LINE for p in places):
            return Status.ATTEMPTED
        if kind == EventType.CROSSING and not crossed:
            return Status.ATTEMPTED
    for status in (Status.OCCURRED, Status.ATTEMPTED, Status.ALLEGED, Status.PLANNED):
        if status in told:
            return status
    return Status.OCCURRED


_VERDICTS = frozenset({ActionType.PLEAD, ActionType.SENTENCE, ActionType.EXTRADITE})
_AT_THE_LINE = frozenset({PlaceKind.PORT_OF_ENTRY, PlaceKind.WATER})
