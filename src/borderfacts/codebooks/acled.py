"""Rows of ACLED, the Armed Conflict Location & Event Data project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from borderfacts.codebooks import countries, reading, tables
from borderfacts.codebooks.sheet import Draft, Row, Sheet
from borderfacts.records import Action, Agency, Event, Extraction, PersonGroup
from borderfacts.records.days import days_of
from borderfacts.records.extraction import Given, each_extraction
from borderfacts.records.flat_row import finest_first
from borderfacts.records.head_count import added, least, with_fate
from borderfacts.vocabulary import ActionType, Fate, PlaceKind, Role, Status

COLUMNS: tuple[str, ...] = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

# The longest stretch of days that a date precision covers.
WEEK = 7
MONTH = 31

# Places as exactly as ACLED's geo-precision codes state them: 1 a town, 2 a part of a region, 3 a region.
GEO_PRECISION = {
    PlaceKind.CITY: 1, PlaceKind.PORT_OF_ENTRY: 1, PlaceKind.LANDMARK: 1, PlaceKind.OTHER: 1,
    PlaceKind.COUNTY: 2, PlaceKind.SECTOR: 2, PlaceKind.WATER: 2,
    PlaceKind.ADMIN1: 3, PlaceKind.COUNTRY: 3,
}  # fmt: skip

VIOLENCE = "Violence against civilians"
BATTLES = "Battles"
ATTACK = "Attack"
ARMED_CLASH = "Armed clash"

CIVILIANS = frozenset({Role.MIGRANT, Role.OTHER})


class AcledRule(StrEnum):
    """Why a record is no event of ACLED."""

    UNREAD = "unread"
    NO_ACLED_TYPE = "no_acled_type"
    ORDINARY_LAW_ENFORCEMENT = "ordinary_law_enforcement"
    PLANNED = "planned"
    ONLY_ALLEGED = "only_alleged"
    NO_ATTACKER = "no_attacker"
    NO_VICTIM = "no_victim"
    NOT_POLITICAL_VIOLENCE = "not_political_violence"
    NO_DATE = "no_date"
    NO_LOCATION = "no_location"


@dataclass(frozen=True, slots=True)
class Attack:
    """Who attacks whom."""

    action: Action
    agents: Sequence[Agency | PersonGroup]
    patients: Sequence[Agency | PersonGroup]
    event_type: str
    sub_event: str


def to_acled(extractions: Given) -> Sheet:
    """Return the rows of ACLED: one an event in which people are attacked, and both sides are reported.

    Source of the codebook: ACLED, Armed Conflict Location & Event Data (ACLED) Codebook, 2023 (event and sub-event
    types, 'Inter' codes, time and spatial precision, fatalities), with the 31 columns of its exports since the same
    year (``disorder_type``, ``civilian_targeting`` and ``tags`` added). ``docs/codebooks.md`` says what each column
    is made of. A row is a proposal: ACLED's coders use several sources, and its lists of actors.

    Every event is either in ``rows`` or in ``left_out`` with the rule that forbids it (``AcledRule``). Most of what
    this library reads is none of ACLED's business: crossings, rescues, drownings, courts and ordinary arrests.
    ``notes`` says what to look at first, and so does the column ``notes``.

    - ``event_id_cnty`` is the event's ``id``; numbers of the project are never invented. ``timestamp``,
      ``source_scale``, ``admin3`` and ``tags`` are the project's own and stay None.
    - ``event_date`` is the day, with ``time_precision`` 1; the middle of some days within a week with 2; the middle
      of up to a month with 3. Anything coarser is left out.
    - ``event_type`` is ``Violence against civilians`` where migrants or other people are attacked (``Sexual
      violence`` and ``Abduction/forced disappearance`` by the words of the evidence, ``Attack`` else), and
      ``Battles`` (``Armed clash``) where people attack officers with firearms.
    - ``actor1`` attacks, ``actor2`` is attacked: agencies by name and country, migrants as ``Civilians`` with
      ``Migrants`` as associated actor, with their nationality where there is one. 'Inter' codes are numbers: 1 a
      force of the country, 8 one abroad, 7 civilians; None for a group that only ACLED's lists can place.
    - ``geo_precision``: 1 town, port of entry or landmark; 2 county, sector or water; 3 province or country.
    - ``fatalities``: the least number of dead of all roles; 0 where the text reports none, as ACLED has it; None
      where it reports dead without a number.

    Args:
        extractions: one extraction, or an iterable of them.

    Raises:
        ArgumentTypeError: ``extractions`` is neither.

    Examples:
        >>> text = "Border guards shot at migrants near Melilla, Spain, on Monday and wounded three of them."
        >>> [row] = to_acled(borderfacts.extract(text, reference_date="2025-02-05")).rows
        >>> row["sub_event_type"], row["actor1"], row["actor2"], row["interaction"], row["iso"]
        ('Attack', 'Spanish border guards (Spain)', 'Civilians', 17, 724)
    """
    draft = Draft(COLUMNS)
    for extraction in each_extraction(extractions):
        if extraction.error is not None:
            draft.leave_out(extraction, None, (), AcledRule.UNREAD, f"The text could not be read: {extraction.error}")
        for event in extraction.events:
            found = _attack(event)
            if isinstance(found, Attack):
                found = _why_not_placed(event) or found
            if isinstance(found, Attack):
                notes = _notes(event, extraction, found)
                draft.add(extraction, event.id, _row(event, extraction, found, notes), notes)
            else:
                draft.leave_out(extraction, event.id, event.evidence, *found)
    return draft.done()


def _attack(event: Event) -> Attack | tuple[AcledRule, str]:
    """Return who attacks whom; else the rule that keeps the event out, and the sentence that says so."""
    action = next(iter(reading.attacks(event)), None)
    if action is None:
        return _not_an_attack(event)
    words = f"“{action.span.text}”"
    status = event.status if event.status is Status.PLANNED else action.status
    if status is Status.PLANNED:
        return AcledRule.PLANNED, f"The attack {words} is still to come."
    if status is Status.ALLEGED:
        return AcledRule.ONLY_ALLEGED, f"The attack {words} is only alleged."
    agents = reading.members(event, action.agents) or reading.forces_meant(event, action.agents)
    if not agents:
        named = ", ".join(f"“{reference.span.text}”" for reference in action.agents) or "nobody"
        return AcledRule.NO_ATTACKER, f"Who attacked is not reported as a group or an authority ({words} has {named})."
    patients = [member for member in reading.members(event, action.patients) if member not in agents]
    patients = patients or [group for group in _harmed(event) if group not in agents]
    if not patients:
        return AcledRule.NO_VICTIM, f"Who was attacked is not reported as a group or an authority ({words})."
    return _typed(event, action, agents, patients)


def _not_an_attack(event: Event) -> tuple[AcledRule, str]:
    arrests = [a for a in event.actions if a.type in (ActionType.ARREST, ActionType.INTERCEPT)]
    if arrests:
        return (
            AcledRule.ORDINARY_LAW_ENFORCEMENT,
            f"The event has no attack; “{arrests[0].span.text}” ({arrests[0].type.value}) is law enforcement, which "
            "ACLED codes only with a political edge.",
        )
    actions = ", ".join(action.type.value for action in event.actions) or "none"
    return (
        AcledRule.NO_ACLED_TYPE,
        f"An event of type {event.type.value} with the actions {actions} has no event type in ACLED.",
    )


def _harmed(event: Event) -> list[PersonGroup]:
    return [group for group in event.people if {Fate.DEAD, Fate.INJURED}.intersection(group.fates)]


def _typed(
    event: Event, action: Action, agents: Sequence[Agency | PersonGroup], patients: Sequence[Agency | PersonGroup]
) -> Attack | tuple[AcledRule, str]:
    table = tables.acled()
    sentence = reading.sentence_of(event, action)
    civilians = [each for each in patients if isinstance(each, PersonGroup) and each.role in CIVILIANS]
    if civilians:
        manner = next((manner.sub_event for manner in table.manners if manner.words.within(sentence)), ATTACK)
        return Attack(action, agents, civilians, VIOLENCE, manner)
    on_force = [each for each in patients if isinstance(each, Agency) or each.role is Role.OFFICER]
    if on_force and table.armed.within(sentence):
        acting = reading.forces(event)  # the officers are those of the only force that acts
        return Attack(action, agents, acting if len(acting) == 1 else on_force, BATTLES, ARMED_CLASH)
    targets = ", ".join(f"“{each.span.text}”" for each in patients)
    weapon = "no firearms are reported" if on_force else "they are neither civilians nor officers"
    return AcledRule.NOT_POLITICAL_VIOLENCE, f"The attack “{action.span.text}” is on {targets}, and {weapon}."


def _why_not_placed(event: Event) -> tuple[AcledRule, str] | None:
    days = days_of(event.when)
    if days is None or days.length > MONTH:
        why = f"“{event.when.span.text}” names no month of a year" if event.when else "no date is reported"
        return AcledRule.NO_DATE, f"ACLED needs at least the month, and {why}."
    if not event.places:
        return AcledRule.NO_LOCATION, "ACLED needs a location, and the event has no named place."
    return None


def _row(event: Event, extraction: Extraction, attack: Attack, notes: Sequence[str]) -> Row:
    code = reading.country_of(event)
    inter1, inter2 = (_inter(side, code) for side in (attack.agents, attack.patients))
    return {
        "event_id_cnty": event.id,
        **_date(event),
        "disorder_type": "Political violence",
        "event_type": attack.event_type,
        "sub_event_type": attack.sub_event,
        "actor1": _actor(attack.agents),
        "assoc_actor_1": _associated(attack.agents),
        "inter1": inter1,
        "actor2": _actor(attack.patients),
        "assoc_actor_2": _associated(attack.patients),
        "inter2": inter2,
        "interaction": _interaction(inter1, inter2),
        "civilian_targeting": "Civilian targeting" if attack.event_type == VIOLENCE else None,
        "iso": countries.iso_numeric(code) if code else None,
        "region": countries.acled_region(code) if code else None,
        "country": countries.acled_name(code) if code else None,
        **_where(event),
        "source": "; ".join(reading.hosts(extraction) or reading.sources(event)) or None,
        "source_scale": None,
        "notes": " ".join([f"{event.summary}.", *notes]),
        "fatalities": _fatalities(event),
        "tags": None,
        "timestamp": None,
    }


def _date(event: Event) -> Row:
    days = days_of(event.when)
    if days is None:  # _why_not_placed keeps such events out
        return {"event_date": None, "year": None, "time_precision": None}
    precision = 1 if days.length == 1 else 2 if days.length <= WEEK else 3
    return {"event_date": days.middle.isoformat(), "year": days.middle.year, "time_precision": precision}


def _where(event: Event) -> Row:
    places = finest_first(event.places)
    located = reading.place_of(event, PlaceKind)
    country = reading.country_of(event)
    division = next((place.admin1 for place in places if place.admin1 and place.country == country), None)
    return {
        "admin1": countries.division(division) if division else None,
        "admin2": next((place.name for place in places if place.kind is PlaceKind.COUNTY), None),
        "admin3": None,
        "location": located.name if located else places[0].name,
        "latitude": located.lat if located else None,
        "longitude": located.lon if located else None,
        "geo_precision": GEO_PRECISION[(located or places[0]).kind],
    }


def _actor(side: Sequence[Agency | PersonGroup]) -> str:
    return "; ".join(dict.fromkeys(_name(each) for each in side))


def _name(each: Agency | PersonGroup) -> str:
    if isinstance(each, Agency):
        return f"{each.name}{_of(each.country)}"
    return f"Civilians{_nationality(each)}" if each.role in CIVILIANS else each.span.text


def _associated(side: Sequence[Agency | PersonGroup]) -> str | None:
    migrants = [each for each in side if isinstance(each, PersonGroup) and each.role is Role.MIGRANT]
    return "; ".join(dict.fromkeys(f"Migrants{_nationality(group)}" for group in migrants)) or None


def _nationality(group: PersonGroup) -> str:
    return _of(group.nationalities[0]) if len(group.nationalities) == 1 else ""


def _of(code: str | None) -> str:
    name = countries.acled_name(code) if code else None
    return f" ({name})" if name else ""


def _inter(side: Sequence[Agency | PersonGroup], country: str | None) -> int | None:
    """Return the 'Inter' code of a side; None where only ACLED's lists of actors can give it."""
    codes = tables.acled().inter
    first = side[0]
    if isinstance(first, Agency):
        if first.country is None or country is None:
            return None
        return codes.state if first.country == country else codes.external
    return {Role.OFFICER: codes.state}.get(first.role, codes.civilians if first.role in CIVILIANS else None)


def _interaction(inter1: int | None, inter2: int | None) -> int | None:
    """Return ACLED's number for two kinds of actors: both codes, the smaller first."""
    return None if inter1 is None or inter2 is None else int("".join(map(str, sorted((inter1, inter2)))))


def _fatalities(event: Event) -> int | None:
    dead = with_fate(event.people, Fate.DEAD)
    return added(least(group) for group in dead) if dead else 0


def _notes(event: Event, extraction: Extraction, attack: Attack) -> list[str]:
    dead = with_fate(event.people, Fate.DEAD)
    notes = reading.date_notes(event, extraction) + reading.country_notes(event) + reading.count_notes(dead)
    if attack.action.status is Status.ATTEMPTED:
        notes.append(f"The attack “{attack.action.span.text}” was tried and did not succeed.")
    for side, column in ((attack.agents, "actor1"), (attack.patients, "actor2")):
        if _inter(side, reading.country_of(event)) is None:
            words = isinstance(side[0], PersonGroup)
            why = "is in the words of the text, and its kind is not reported" if words else "may act abroad or at home"
            notes.append(f"{column} {why}, so it has no 'Inter' code.")
    if all(place.kind is PlaceKind.COUNTRY for place in event.places):
        notes.append("No place within the country is reported; its middle stands for it.")
    return notes
