"""Rows of IOM's Missing Migrants Project."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from enum import StrEnum

from borderfacts.codebooks import countries, reading, tables
from borderfacts.codebooks.sheet import Draft, Row, Sheet
from borderfacts.records import Event, Extraction, Part, PersonGroup, Statistic
from borderfacts.records.days import Days, between, days_of
from borderfacts.records.extraction import Given, each_extraction
from borderfacts.records.flat_row import finest_first
from borderfacts.records.head_count import LOST, added, counted, least, parts, with_fate
from borderfacts.records.identity import event_id
from borderfacts.vocabulary import ActionType, Cause, EventType, Fate, PartKind, PlaceKind, Role, Stance, Status

COLUMNS: tuple[str, ...] = (
    "Main ID", "Incident ID", "Incident Type", "Region of Incident", "Incident Date", "Incident Year", "Month",
    "Number of Dead", "Minimum Estimated Number of Missing", "Total Number of Dead and Missing", "Number of Survivors",
    "Number of Females", "Number of Males", "Number of Children", "Country of Origin", "Region of Origin",
    "Cause of Death", "Country of Incident", "Migration Route", "Location of Incident", "Coordinates",
    "UNSD Geographical Grouping", "Information Source", "URL", "Source Quality",
)  # fmt: skip

UNKNOWN = "Unknown"

# Actions by which people are dead or missing.
FATAL = frozenset({ActionType.DIE, ActionType.GO_MISSING})
# Fates of people who live, as far as is reported.
ALIVE = frozenset(Fate) - LOST
# Fates of people who have arrived: they live in the country, and their deaths are no longer on the way.
ARRIVED = frozenset({Fate.ASYLUM, Fate.RELEASED})
# Places whose coordinates say no more than the text does.
LOCATED = reading.POINTS | {PlaceKind.COUNTY}
# Places that make an undated event one incident rather than a toll.
SPOTS = frozenset(PlaceKind) - {PlaceKind.COUNTRY, PlaceKind.WATER}
# Where the clause of a death ends.
CLAUSE_END = re.compile(r"[,;:.]\s|\s(?:and|but|while|after|before)\s")


class IomRule(StrEnum):
    """Why a record is no incident of the Missing Migrants Project."""

    UNREAD = "unread"
    NO_DEAD_OR_MISSING = "no_dead_or_missing"
    NOT_A_MIGRANT = "not_a_migrant"
    NOT_A_FACT = "not_a_fact"
    IN_DETENTION = "in_detention"
    DURING_OR_AFTER_RETURN = "during_or_after_return"
    IN_DESTINATION_COUNTRY = "in_destination_country"
    NO_NUMBER = "no_number"
    TOLL = "toll"
    NO_PERIOD = "no_period"
    NO_PLACE = "no_place"
    NOT_SAID_TO_BE_MIGRANTS = "not_said_to_be_migrants"


def to_iom(extractions: Given) -> Sheet:
    """Return the rows of IOM's Missing Migrants Project: one an event in which migrants died or went missing.

    Source of the codebook: IOM, Missing Migrants Project, missingmigrants.iom.int/methodology (what is counted and
    what is not, the variables, source quality 1 to 5, cause of death in seven categories), with the 25 columns of the
    published file ``Missing_Migrants_Global_Figures_allData.csv`` of 2025. ``docs/codebooks.md`` says what each
    column is made of. A row is a proposal: the project's coders use several sources.

    Every event is either in ``rows`` or in ``left_out`` with the rule that forbids it (``IomRule``). Statistics of
    deaths give ``Cumulative Incident`` rows where the text says how many, when, where, and that they were migrants,
    and are in ``left_out`` else; other statistics are none of the codebook's business. ``notes`` says what to look
    at first: which clock a date is of, numbers that are not exact, groups that were added up.

    - ``Main ID`` and ``Incident ID`` are the event's ``id``; numbers of the project are never invented.
    - ``Number of Dead``, ``Minimum Estimated Number of Missing``: the least numbers of the migrants with that fate,
      added up without counting anyone twice; None where there are none. Who was missing and is found dead is dead.
    - ``Number of Survivors``: migrants of the event who live, by a fate that the text reports.
    - ``Number of Females``, ``Males``, ``Children``: parts of the dead and missing alone; girls and boys are counted
      under both. None where not reported.
    - ``Incident Date`` only where the text states the day; else year and month as far as they go.
    - ``Country of Origin``, ``Region of Origin``: nationalities of the dead and missing; ``Unknown`` where none is
      reported. Nothing is presumed, so no region is marked ``(P)``.
    - ``Cause of Death``: ``Mixed or unknown`` where none is reported, as the codebook says.
    - ``Migration Route``: None where the record does not show one, or fits several.
    - ``Coordinates``: of a named place that is a point; None for a province, a country or a sea.
    - ``Source Quality``: 5 an authority says so, 4 a humanitarian body (two of them 5), 2 witnesses alone, else 1; 3
      needs several reports.

    Args:
        extractions: one extraction, or an iterable of them.

    Raises:
        ArgumentTypeError: ``extractions`` is neither.

    Examples:
        >>> text = "Four migrants drowned off Lampedusa on Monday and 30 were rescued, the Italian coast guard said."
        >>> [row] = to_iom(borderfacts.extract(text, reference_date="2025-02-05")).rows
        >>> row["Number of Dead"], row["Cause of Death"], row["Migration Route"], row["Source Quality"]
        (4, 'Drowning', 'Central Mediterranean', 5)
    """
    draft = Draft(COLUMNS)
    for extraction in each_extraction(extractions):
        if extraction.error is not None:
            draft.leave_out(extraction, None, (), IomRule.UNREAD, f"The text could not be read: {extraction.error}")
        for event in extraction.events:
            forbidden = _why_not(event)
            if forbidden:
                draft.leave_out(extraction, event.id, event.evidence, *forbidden)
            else:
                draft.add(extraction, event.id, _row(event, extraction), _notes(event, extraction))
        for statistic in extraction.statistics:
            _add_statistic(draft, statistic, extraction)
    return draft.done()


def _victims(event: Event) -> tuple[list[PersonGroup], list[PersonGroup]]:
    """Return the groups of dead and of missing migrants, each to be added up."""
    migrants = [group for group in event.people if group.role is Role.MIGRANT]
    missing = [group for group in with_fate(migrants, Fate.MISSING) if Fate.DEAD not in group.fates]
    return with_fate(migrants, Fate.DEAD), missing


def _why_not(event: Event) -> tuple[IomRule, str] | None:
    """Return the rule that keeps an event out, and the sentence that says so."""
    dead, missing = _victims(event)
    victims = dead + missing
    if not victims:
        return _nobody(event)
    words = " and ".join(f"“{group.span.text}”" for group in victims)
    fatal = next((a for a in event.actions if a.type in FATAL), None)
    status = fatal.status if fatal else event.status
    if status in (Status.PLANNED, Status.ALLEGED):
        what = f"the action {fatal.type.value}" if fatal else "the event"
        return IomRule.NOT_A_FACT, f"The status of {what} is {status.value}, which is no established death ({words})."
    for group in victims:
        if reason := _excluded(event, group):
            return reason
    if reason := _of_death(event):
        return reason
    if added(least(group) for group in victims) is None:
        return IomRule.NO_NUMBER, f"The number of dead or missing is not reported ({words})."
    if event.when is None and not any(place.kind in SPOTS for place in event.places):
        return IomRule.TOLL, f"{words} is a toll: no date is reported, and no place finer than a country or a sea."
    return None


def _nobody(event: Event) -> tuple[IomRule, str]:
    others = [group for group in event.people if not LOST.isdisjoint(group.fates)]
    if others:
        named = ", ".join(f"“{group.span.text}” ({group.role.value})" for group in others)
        return IomRule.NOT_A_MIGRANT, f"Those dead or missing are not reported to be migrants: {named}."
    reason = f"Nobody in this event of type {event.type.value} was read as dead or missing"
    if any(action.type in FATAL for action in event.actions) or event.type is EventType.DEATH:
        reason += ", though it reports deaths or missing people: look at its evidence"
    return IomRule.NO_DEAD_OR_MISSING, f"{reason}."


def _excluded(event: Event, group: PersonGroup) -> tuple[IomRule, str] | None:
    words = f"“{group.span.text}”"
    if Fate.DETAINED in group.fates and not tables.iom().words.bodies.within(group.span.text):
        return IomRule.IN_DETENTION, f"{words} have the fates {_fates(group)}: IOM does not count deaths in detention."
    returns = [action for action in event.actions if action.type is ActionType.RETURN]
    returned = any(group is member for action in returns for member in reading.members(event, action.patients))
    if Fate.RETURNED in group.fates or returned or event.type is EventType.REMOVAL:
        return (
            IomRule.DURING_OR_AFTER_RETURN,
            f"{words} were returned: IOM does not count deaths during deportation or after forced return.",
        )
    if ARRIVED & set(group.fates):
        return (
            IomRule.IN_DESTINATION_COUNTRY,
            f"{words} have the fates {_fates(group)}: IOM does not count deaths after arrival in the country of "
            "destination.",
        )
    return None


def _fates(group: PersonGroup) -> str:
    return " and ".join(fate.value for fate in group.fates)


def _of_death(event: Event) -> tuple[IomRule, str] | None:
    """Return the rule that the words of a death bring in: a death, and in the rest of its clause where it was."""
    words = tables.iom().words
    for action in event.actions:
        for span in event.evidence if action.type is ActionType.DIE else ():
            if span.start <= action.span.start and action.span.end <= span.end:
                rest = CLAUSE_END.split(span.text[action.span.end - span.start :], maxsplit=1)[0]
                clause = f"“{action.span.text}{rest}”"
                if words.in_detention.within(rest):
                    return IomRule.IN_DETENTION, f"{clause} reports a death in detention, which IOM does not count."
                if words.in_return.within(rest):
                    reason = f"{clause} reports a death during or after a forced return, which IOM does not count."
                    return IomRule.DURING_OR_AFTER_RETURN, reason
    return None


def _row(event: Event, extraction: Extraction) -> Row:
    dead, missing = _victims(event)
    victims = dead + missing
    days = days_of(event.when)
    code = reading.country_of(event)
    region, route = _region_and_route(event, code)
    number_dead, number_missing = (added(least(group) for group in groups) for groups in (dead, missing))
    return {
        "Main ID": event.id,
        "Incident ID": event.id,
        "Incident Type": "Incident",
        "Region of Incident": region,
        "Incident Date": days.first.isoformat() if days and _states_day(event) else None,
        "Incident Year": days.first.year if days and days.first.year == days.last.year else None,
        "Month": _month(event),
        "Number of Dead": number_dead,
        "Minimum Estimated Number of Missing": number_missing,
        "Total Number of Dead and Missing": added((number_dead, number_missing)),
        "Number of Survivors": added(least(group) for group in counted(_living(event))),
        "Number of Females": _sex(victims, PartKind.WOMAN),
        "Number of Males": _sex(victims, PartKind.MAN),
        "Number of Children": parts(PartKind.CHILD, victims),
        **_origin(victims),
        "Cause of Death": _cause(event, victims),
        "Country of Incident": countries.iom_name(code) if code else None,
        "Migration Route": route,
        "Location of Incident": _location(event, code),
        "Coordinates": _coordinates(event),
        "UNSD Geographical Grouping": _grouping(event, code, region),
        "Information Source": _information_source(event, extraction),
        "URL": extraction.url,
        "Source Quality": _source_quality(event),
    }


def _states_day(event: Event) -> bool:
    return event.when is not None and len(event.when.start or "") == len("2025-02-03")


def _month(event: Event) -> str | None:
    """Return the month's English name, also where no year is reported; None where the days lie in several months."""
    days = days_of(event.when)
    if days:
        return calendar.month_name[days.first.month] if days.same_month else None
    partial = re.fullmatch(r"--(\d\d)(?:-\d\d)?", (event.when.start or "") if event.when else "")
    return calendar.month_name[int(partial.group(1))] if partial else None


def _living(event: Event) -> list[PersonGroup]:
    migrants = [group for group in event.people if group.role is Role.MIGRANT]
    return [group for group in migrants if group.fates and ALIVE.issuperset(group.fates)]


def _sex(victims: Sequence[PersonGroup], kind: PartKind) -> int | None:
    words = tables.iom().words
    child = words.girl if kind is PartKind.WOMAN else words.boy

    def is_of_sex(part: Part) -> bool:
        return part.kind is kind or (part.kind is PartKind.CHILD and child.within(part.span.text) is not None)

    return added(part.count.min for group in victims for part in group.parts if part.count and is_of_sex(part))


def _origin(victims: Sequence[PersonGroup]) -> Row:
    codes = dict.fromkeys(code for group in victims for code in group.nationalities)
    names = sorted(name for code in codes if (name := countries.iom_name(code)))
    regions = sorted({region for code in codes if (region := countries.iom_region(code))})
    return {"Country of Origin": ",".join(names) or UNKNOWN, "Region of Origin": ",".join(regions) or UNKNOWN}


def _cause(event: Event, victims: Sequence[PersonGroup]) -> str:
    table = tables.iom()
    if event.cause is Cause.SUFFOCATION and table.transport.within(reading.evidence_of(event)):
        return table.transport_cause
    if event.cause is not None:
        return table.causes.get(event.cause, table.unknown_cause)
    attacks = [action for action in event.actions if action.type is ActionType.ATTACK]
    attacked = [member for action in attacks for member in reading.members(event, action.patients)]
    if any(group is member for group in victims for member in attacked):
        return table.causes[Cause.VIOLENCE]
    return table.unknown_cause


def _at_sea(event: Event) -> bool:
    return tables.iom().words.at_sea.within(reading.evidence_of(event)) is not None


def _region_and_route(event: Event, code: str | None) -> tuple[str | None, str | None]:
    table = tables.iom()
    fitting = [route for route in table.routes if _fits(route, event)]
    route = fitting[0] if len(fitting) == 1 else None
    if route and route.region:
        return route.region, route.name
    sea = _sea(event)
    if sea:
        return sea.region, route.name if route else None
    region = None if _has_no_region(event) or code is None else countries.iom_region(code)
    return region, route.name if route else None


def _pair(event: Event) -> str | None:
    if event.route is None or event.route.origin is None or event.route.destination is None:
        return None
    return f"{event.route.origin} {event.route.destination}"


def _fits(route: tables.RouteEntry, event: Event) -> bool:
    if route.at_sea and not _at_sea(event):
        return False
    pair = _pair(event)
    if pair in route.pairs or any(place.name in route.places for place in event.places):
        return True
    divisions = any(place.admin1 in route.admin1 for place in event.places)
    if route.to is not None:
        acting = any(agency.short in route.agencies for agency in event.agencies)
        leads = event.route.destination == route.to if event.route else acting
        return divisions and leads and (event.route is None or event.route.origin not in _neighbours_elsewhere(route))
    return pair is None and (divisions or any(place.country in route.countries for place in event.places))


def _neighbours_elsewhere(route: tables.RouteEntry) -> set[str]:
    """Return the origins from which other routes lead to the same country."""
    others = [pair for other in tables.iom().routes if other is not route for pair in other.pairs]
    return {pair.split()[0] for pair in others if pair.endswith(f" {route.to}")} | {"CA"}


def _sea(event: Event) -> tables.SeaEntry | None:
    for sea in tables.iom().seas:
        if any(place.name in sea.places for place in event.places) or (_pair(event) in sea.pairs and _at_sea(event)):
            return sea
    return None


def _has_no_region(event: Event) -> bool:
    return any(place.admin1 in tables.iom().no_region.admin1 for place in event.places)


def _grouping(event: Event, code: str | None, region: str | None) -> str | None:
    mediterranean = next(sea for sea in tables.iom().seas if sea.grouping)
    if region == mediterranean.region:
        return mediterranean.grouping
    return None if code is None or _has_no_region(event) else countries.unsd_grouping(code)


def _location(event: Event, code: str | None) -> str | None:
    names = [place.name for place in finest_first(event.places) if place.kind is not PlaceKind.COUNTRY]
    country = countries.iom_name(code) if code else None
    return ", ".join(dict.fromkeys([*names, *([country] if country else [])])) or None


def _coordinates(event: Event) -> str | None:
    place = reading.place_of(event, LOCATED)
    return f"{place.lat}, {place.lon}" if place else None


def _information_source(event: Event, extraction: Extraction) -> str | None:
    return ", ".join(filter(None, [*reading.sources(event), *reading.hosts(extraction)])) or None


def _source_quality(event: Event) -> int:
    words = tables.iom().sources
    named = list(dict.fromkeys(each.source for each in event.attribution if each.stance is not Stance.DENIES))
    humanitarian = [source for source in named if words.humanitarian.within(source)]
    agencies = [name for agency in event.agencies for name in (agency.name, agency.short)]
    others = [source for source in named if source not in humanitarian]
    if any(words.official.within(source) or any(name in source for name in agencies) for source in others):
        return 5
    if humanitarian:
        return 5 if len(humanitarian) > 1 else 4
    return 2 if any(words.witness.within(source) for source in named) else 1


def _notes(event: Event, extraction: Extraction) -> list[str]:
    dead, missing = _victims(event)
    notes = reading.date_notes(event, extraction) + reading.country_notes(event)
    notes += reading.count_notes(dead + missing)
    survivors = counted(_living(event))
    for groups, fate in ((dead, "dead"), (missing, "missing"), (survivors, "survivors")):
        if len(groups) > 1:
            numbers = [(group.span.text, least(group)) for group in groups]
            terms = " + ".join(f"“{words}” ({'no number' if n is None else n})" for words, n in numbers)
            notes.append(f"The number of {fate} adds up {terms}; see that nobody is counted twice.")
    notes += [
        f"“{group.span.text}” have the fates {_fates(group)}; see that they died."
        for group in dead
        if Fate.RESCUED in group.fates and not tables.iom().words.bodies.within(group.span.text)
    ]
    among = [group for group in _living(event) if not any(group is each for each in survivors)]
    if among:
        named = ", ".join(f"“{group.span.text}”" for group in among)
        notes.append(f"The number of survivors takes others to include {named}.")
    total = added(least(group) for group in dead + missing) or 0
    by_kind = {kind: parts(kind, dead + missing) or 0 for kind in (PartKind.WOMAN, PartKind.MAN, PartKind.CHILD)}
    if sum(by_kind.values()) > total:
        listed = ", ".join(f"{kind.value} {number}" for kind, number in by_kind.items())
        notes.append(f"The parts of the dead and missing ({listed}) are more than their number, {total}.")
    return notes


def _add_statistic(draft: Draft, statistic: Statistic, extraction: Extraction) -> None:
    column = tables.iom().measures.get(statistic.measure)
    if column is None:
        return
    identifier = event_id(extraction.id, "statistic", [statistic.span])
    words = f"“{statistic.span.text}” ({statistic.measure})"
    days = between(statistic.period.start, statistic.period.end) if statistic.period else None
    if statistic.count.min is None:
        reason = IomRule.NO_NUMBER, f"{words} gives no least number."
    elif days is None:
        reason = IomRule.NO_PERIOD, f"No period with a year is reported for {words}."
    elif statistic.place is None:
        reason = IomRule.NO_PLACE, f"No place is reported for {words}."
    elif not tables.iom().figures.migrants.within(f"{statistic.measure} {statistic.span.text} {statistic.place}"):
        reason = IomRule.NOT_SAID_TO_BE_MIGRANTS, f"The words {words} do not say that these were migrants."
    else:
        note = (
            f"{words} is a figure for {days.first} to {days.last}: see that its deaths are not coded one by one, too."
        )
        notes = [note, *reading.count_notes([statistic])]
        draft.add(extraction, identifier, _cumulative(statistic, days, column, identifier, extraction), notes)
        return
    draft.leave_out(extraction, identifier, [statistic.span], *reason)


def _cumulative(statistic: Statistic, days: Days, column: str, identifier: str, extraction: Extraction) -> Row:
    number = statistic.count.min
    sea = next((sea for sea in tables.iom().seas if statistic.place in sea.places), None)
    return {
        **dict.fromkeys(COLUMNS),
        "Region of Incident": sea.region if sea else None,
        "UNSD Geographical Grouping": sea.grouping if sea else None,
        "Main ID": identifier,
        "Incident ID": identifier,
        "Incident Type": "Cumulative Incident",
        "Incident Year": days.first.year if days.first.year == days.last.year else None,
        "Month": calendar.month_name[days.first.month] if days.same_month else None,
        "Number of Dead": number if column == "dead" else None,
        "Minimum Estimated Number of Missing": number if column == "missing" else None,
        "Total Number of Dead and Missing": number,
        "Country of Origin": UNKNOWN,
        "Region of Origin": UNKNOWN,
        "Cause of Death": tables.iom().unknown_cause,
        "Location of Incident": statistic.place,
        "Information Source": ", ".join(reading.hosts(extraction)) or None,
        "URL": extraction.url,
        "Source Quality": 1,
    }
