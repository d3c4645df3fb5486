"""The status of an incident, from its actions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from borderfacts import lexicons
from borderfacts.annotations import ActionMention
from borderfacts.records import Place
from borderfacts.vocabulary import ActionType, EventType, PlaceKind, Status


def status_of(
    kind: EventType,
    types: set[ActionType],
    actions: Sequence[ActionMention],
    places: Sequence[Place],
    words: Collection[str] = (),
) -> Status:
    """Return how far an incident came to pass: as its main action tells; a stopped crossing is ``attempted``.

    ``words`` are those of its sentences, in lower case: people stopped in a boat that has not landed are still on
    their way.
    """
    main = [a for a in actions if a.type in kind.triggers] or list(actions)
    if (
        kind == EventType.COURT
        and any(a.status == Status.PLANNED for a in main)
        and not any(a.type in _VERDICTS and a.status == Status.OCCURRED for a in main)
    ):
        return Status.PLANNED
    if kind == EventType.POLICY:
        main = [a for a in main if a.type != ActionType.ANNOUNCE] or main  # announced now, in force later: planned
        if all(a.type == ActionType.ANNOUNCE for a in main) and not _TO_COME.isdisjoint(words):
            return Status.PLANNED
    told = {a.status for a in main}
    if kind in (EventType.CROSSING, EventType.SMUGGLING) and ActionType.INTERCEPT in types:
        crossed = [a for a in actions if a.type == ActionType.CROSS]
        landed = not _LANDFALL.isdisjoint(words)
        afloat = not _VESSELS.isdisjoint(words) and not landed
        at_gate = any(p.kind == PlaceKind.PORT_OF_ENTRY for p in places)
        at_water = any(p.kind == PlaceKind.WATER for p in places) and _TRUCKS.isdisjoint(words) and not landed
        if any(a.status == Status.ATTEMPTED for a in crossed) or at_gate or at_water or afloat:
            return Status.ATTEMPTED
        if kind == EventType.CROSSING and not crossed and not landed:
            return Status.ATTEMPTED
    for status in (Status.OCCURRED, Status.ATTEMPTED, Status.ALLEGED, Status.PLANNED):
        if status in told:
            return status
    return Status.OCCURRED


_VERDICTS = frozenset({ActionType.PLEAD, ActionType.SENTENCE, ActionType.EXTRADITE})
_TO_COME = frozenset({"will", "would", "shall"})
_LANDFALL = lexicons.story_words("landfall")
_VESSELS = lexicons.classes()["craft"]
_TRUCKS = lexicons.classes()["truck"]
