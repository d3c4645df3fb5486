"""What the codebooks read off an event in the same way: days, places, who acts, who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from borderfacts.codebooks import tables
from borderfacts.records import (
    Action,
    Agency,
    Count,
    Event,
    Extraction,
    PersonGroup,
    Place,
    Reference,
    Span,
    Statistic,
    When,
)
from borderfacts.records.addresses import host
from borderfacts.records.days import days_of
from borderfacts.records.flat_row import finest_first
from borderfacts.vocabulary import ActionType, Basis, Cause, Flag, PlaceKind

# How exactly a place says where: points on a map, areas within a country, countries.
POINTS = frozenset({PlaceKind.CITY, PlaceKind.PORT_OF_ENTRY, PlaceKind.LANDMARK, PlaceKind.OTHER})
AREAS = frozenset({PlaceKind.COUNTY, PlaceKind.SECTOR, PlaceKind.WATER, PlaceKind.ADMIN1})
TIERS = (POINTS, AREAS, frozenset({PlaceKind.COUNTRY}))


def date_notes(event: Event, extraction: Extraction) -> list[str]:
    """Return what a coder should know about the date of an event."""
    when = event.when
    if when is None:
        published = f"; the story is of {extraction.reference_date}" if extraction.reference_date else ""
        return [f"The text states no date{published}."]
    reported = f"The date is reported as “{when.span.text}”"
    notes = []
    if days_of(when) is None:
        notes.append(f"{reported}, without its year.")
    elif when.start != when.end and when.end:
        notes.append(_days_note(event, when, extraction))
    if when.basis is Basis.FOUND:
        notes.append(f"{reported} and is that of the finding.")
    elif when.basis is Basis.ANNOUNCED:
        notes.append(f"{reported} and is that of the announcement.")
    if when.inherited:
        notes.append(f"{reported} in another sentence of the story.")
    return notes


def _days_note(event: Event, when: When, extraction: Extraction) -> str:
    """Return the note on the days of an event that are several, with the words of all dates that make them."""
    if Flag.SEVERAL_DAYS not in event.flags:
        return f"The date is reported as “{when.span.text}”, which is {when.start} to {when.end}."
    words = dict.fromkeys(
        date.span.text
        for date in extraction.dates
        if (date.start == when.start or date.end == when.end) and _in_evidence(event, date.span)
    )
    named = f": {', '.join(f'“{each}”' for each in words)}" if len(words) > 1 else ""
    return f"The days {when.start} to {when.end} are those from the first to the last of several dates{named}."


def _in_evidence(event: Event, span: Span) -> bool:
    return any(each.start <= span.start and span.end <= each.end for each in event.evidence)


def country_of(event: Event) -> str | None:
    """Return the country of the places that say most exactly where; None where these lie in several."""
    for kinds in TIERS:
        codes = {place.country for place in event.places if place.kind in kinds and place.country}
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None


def country_notes(event: Event) -> list[str]:
    """Return a note where the places of an event lie in several countries."""
    codes = sorted({place.country for place in event.places if place.country})
    if len(codes) < 2:
        return []
    names = ", ".join(f"{place.name} ({place.country})" for place in event.places if place.country)
    chosen = country_of(event)
    choice = f"the row has {chosen}" if chosen else "the row has none of them"
    return [f"The places named lie in several countries, and {choice}: {names}."]


def place_of(event: Event, kinds: Iterable[PlaceKind]) -> Place | None:
    """Return the finest place of these kinds that has coordinates; None where the places lie in several countries."""
    country = country_of(event)
    for place in finest_first(event.places):
        located = place.lat is not None and place.lon is not None
        if place.kind in kinds and located and place.country in (None, country):
            return place
    return None


def evidence_of(event: Event) -> str:
    """Return the evidence of an event as one text."""
    return "\n".join(span.text for span in event.evidence)


def sentence_of(event: Event, action: Action) -> str:
    """Return the evidence that reports an action; the action's own words where no evidence holds it."""
    for span in event.evidence:
        if span.start <= action.span.start and action.span.end <= span.end:
            return span.text
    return action.span.text


def attacks(event: Event) -> list[Action]:
    """Return the attacks of an event; where none is reported as one, the killings of people by authorities."""
    found = [action for action in event.actions if action.type is ActionType.ATTACK]
    return found or [action for action in event.actions if _is_killing(event, action)]


def _is_killing(event: Event, action: Action) -> bool:
    if action.type is not ActionType.DIE or event.cause not in (None, Cause.VIOLENCE):
        return False
    authorities = [each for each in members(event, action.agents) if isinstance(each, Agency)]
    return bool(authorities and action.patients) and tables.actors().killing.are(action.span.text)


def members(event: Event, references: Sequence[Reference]) -> list[Agency | PersonGroup]:
    """Return the agencies and groups of people that references point to."""
    lists: dict[str | None, Sequence[Agency | PersonGroup]] = {"agencies": event.agencies, "people": event.people}
    return [lists[each.to][each.index] for each in references if each.to in lists and each.index is not None]


def forces(event: Event) -> list[Agency]:
    """Return the forces that act in an event: police, coast guards, armies and the like."""
    return [agency for agency in event.agencies if agency.kind in tables.actors().force_kinds]


def forces_meant(event: Event, references: Sequence[Reference]) -> list[Agency]:
    """Return the one force of the event where bare words stand for its members (``officers``)."""
    words = tables.actors().forces
    bare = any(reference.to is None and words.within(reference.span.text) for reference in references)
    acting = forces(event)
    return acting if bare and len(acting) == 1 else []


def sources(event: Event) -> list[str]:
    """Return the sources that the text names, without pronouns."""
    names = dict.fromkeys(attribution.source.removeprefix("the ") for attribution in event.attribution)
    return [source for source in names if not tables.actors().nobody.are(source)]


def hosts(extraction: Extraction) -> list[str]:
    """Return the hosts of a story's address, or of those of all stories of an incident, without ``www.``."""
    return list(dict.fromkeys(filter(None, map(host, (extraction.url or "").split(", ")))))


def count_notes(groups: Iterable[PersonGroup | Statistic]) -> list[str]:
    """Return a note for each number that the text does not give exactly."""
    return [note for group in groups if (note := _count_note(group.count, group.span.text))]


def _count_note(count: Count | None, words: str) -> str | None:
    if count is None or count.min is None:
        return f"“{count.text if count else words}” gives no least number and is not counted."
    if count.min == count.max and not count.approximate:
        return None
    return f"“{count.text}” is not exact; the row has the least number, {count.min}."
