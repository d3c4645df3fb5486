"""What in a marked story should be looked at once more: marks that do not go together, and words without a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from borderfacts.notation.labels import read_label
from borderfacts.notation.story import MarkedStory
from borderfacts.reading.schema import Incident, Values
from borderfacts.records import Span
from borderfacts.vocabulary import ActionType, Dimension, EventType, Factuality, Fate, TimexType, Use

# Phrases longer than this mostly carry a clause with them.
_LONGEST_PHRASE = 14
# What bears nothing, by the guide of the corpus: possessives, relatives, first persons, nobody; pronouns for agencies.
_NO_PEOPLE = re.compile(r"his|their|its|who|whose|i|me|we|us|my|our|nobody|none|no one", re.IGNORECASE)
_NO_AGENCY = re.compile(r"it|its|they|them|their|he|him|his|she|her|we|us|our|i|who|which", re.IGNORECASE)
_OF_PEOPLE = frozenset({Use.MENTION, Use.SOME, Use.PART})
_OF_AGENCIES = frozenset({Use.AGENCY, Use.SOURCE})
_FATES: dict[Fate, frozenset[ActionType]] = {
    Fate.DEAD: frozenset({ActionType.DIE}),
    Fate.MISSING: frozenset({ActionType.GO_MISSING}),
    Fate.RESCUED: frozenset({ActionType.RESCUE}),
    Fate.RETURNED: frozenset({ActionType.RETURN}),
    Fate.RELEASED: frozenset({ActionType.RELEASE}),
    Fate.CHARGED: frozenset({ActionType.CHARGE}),
    Fate.ASYLUM: frozenset({ActionType.CLAIM_ASYLUM}),
    Fate.INJURED: frozenset({ActionType.INJURE, ActionType.ATTACK, ActionType.TREAT}),
}
_NO_MEASURES = frozenset({Dimension.RATIO, Dimension.AGE, Dimension.COUNT})


def questions(story: MarkedStory) -> Iterator[str]:
    """Yield what may be a slip: a type that the actions do not make, a fate without its action, a long phrase."""
    links = [(mark, link) for mark in story.marks if (link := read_label(mark.label)) is not None]
    actions: dict[str, set[ActionType]] = {incident.name: set(incident.also) for incident in story.incidents}
    reported: set[str] = set()
    for _, link in links:
        if link.use is Use.ACTION and link.factuality is not Factuality.DENIED and link.to in actions:
            reported.add(link.to)
            actions[link.to] |= {ActionType(link.label)} if link.label in set(ActionType) else set()
    for incident in story.incidents:
        yield from _of_incident(incident, actions[incident.name], incident.name in reported)
    mentioned = {link.to for _, link in links if link.use is Use.MENTION}
    for group in story.groups:
        if group.name not in mentioned:
            yield f"{group.name}: no mention of the whole group is marked"
        for fate in group.fates:
            if fate in _FATES and not actions.get(group.incident, set()) & _FATES[fate]:
                yield f"{group.name}: fate {fate.value}, but {group.incident} has no action {_listed(_FATES[fate])}"
    for mark, link in links:
        words = story.text[mark.start : mark.end]
        if "\n" in words:
            yield f"{mark.label} on {words!r}: runs over lines"
        if link.use is Use.MENTION and len(words.split()) > _LONGEST_PHRASE:
            yield f"{mark.label} on {words!r}: a long phrase; without its clause?"
        if link.use in _OF_PEOPLE and _NO_PEOPLE.fullmatch(words):
            yield f"{mark.label} on {words!r}: possessives, relatives, first persons and nobody are not marked"
        if link.use in _OF_AGENCIES and _NO_AGENCY.fullmatch(words):
            yield f"{mark.label} on {words!r}: agencies and sources are not marked on pronouns"


def _listed(actions: Iterable[ActionType]) -> str:
    return ", ".join(sorted(actions))


def _of_incident(incident: Incident, actions: set[ActionType], is_reported: bool) -> Iterator[str]:
    if not actions and not is_reported:
        yield f"{incident.name}: no word reports an action (other where no label fits)"
    made = EventType.made_by(actions)
    if made is not incident.type:
        yield f"{incident.name}: type {incident.type.value}, but its actions ({_listed(actions)}) make {made.value}"


def unmarked(story: MarkedStory, values: Values) -> Iterator[tuple[str, Span]]:
    """Yield each date, place, agency, measurement and number of people without a mark, with what it is."""
    covered = [(mark.start, mark.end) for mark in story.marks]

    def is_free(span: Span) -> bool:
        return not any(start < span.end and span.start < end for start, end in covered)

    candidates = [
        *(("date", d.span) for d in values.dates if d.start and d.type in (TimexType.DATE, TimexType.TIME)),
        *(("place", place.span) for place in values.places),
        *(("agency", agency.span) for agency in values.agencies),
        *(("measurement", q.span) for q in values.quantities if q.dimension not in _NO_MEASURES),
    ]
    yield from ((kind, span) for kind, span in candidates if is_free(span))
