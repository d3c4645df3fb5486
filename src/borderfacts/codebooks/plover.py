"""Rows of PLOVER, the Political Language Ontology for Verifiable Event Records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from borderfacts.codebooks import countries, reading, tables
from borderfacts.codebooks.sheet import Draft, Row, Sheet
from borderfacts.records import Action, Agency, Event, Extraction, PersonGroup
from borderfacts.records.days import days_of
from borderfacts.records.extraction import Given, each_extraction
from borderfacts.records.flat_row import finest_first
from borderfacts.vocabulary import ActionType, AgencyKind, Dimension, Fate, PlaceKind, Role, Status

COLUMNS: tuple[str, ...] = (
    "id", "date", "enddate", "actor", "recipient", "event", "mode", "context", "event_loc", "event_text", "text_info",
    "quad_code", "comment",
)  # fmt: skip

Actor = dict[str, str | None]

# What is alleged is an accusation by who alleges it.
ALLEGED = tables.PloverAction(event="ACCUSE", mode="allege", context=("legal",), recipient=True)


class PloverRule(StrEnum):
    """Why a record is no event of PLOVER."""

    UNREAD = "unread"
    NO_CATEGORY = "no_category"
    NO_ACTOR = "no_actor"
    NO_RECIPIENT = "no_recipient"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Act:
    """One PLOVER event: an action of an event as a category, with who acts and who is acted on."""

    action: Action
    category: str
    mode: str | None
    context: tuple[str, ...]
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str | None, tuple[str | None, ...]]:
        """What makes two acts of one event the same: category, mode, and who is acted on."""
        return self.category, self.mode, tuple(each["actor_text"] for each in self.recipient)


Refusal = tuple[PloverRule, str]


def to_plover(extractions: Given) -> Sheet:
    """Return the rows of PLOVER: one for each category and mode that the actions of an event stand for.

    Source of the codebook: Open Event Data Alliance, *PLOVER: Political Language Ontology for Verifiable Event
    Records*, ``PLOVER_MANUAL.tex`` and ``CAMEO2PLOVER-2021.txt`` (github.com/openeventdata/PLOVER), with the names of
    modes of the 2022 revision (categories, modes, contexts, sectors of actors, quad codes, JSON fields).
    ``docs/codebooks.md`` says what each field is made of.

    Every event gives one row or more, or is in ``left_out`` with the rule that forbids it (``PloverRule``):
    drownings, crossings and searches have no category, and PLOVER codes nothing without an actor, or without a date.

    - ``id`` is the event's ``id``, with the number of the row.
    - ``date`` and ``enddate``: the first and the last day; a month or a year is all its days. ``enddate`` is None for
      a day.
    - ``actor`` and ``recipient``: lists of objects with ``code`` (ISO 3166-1 alpha-3), ``sector`` and ``actor_text``.
      An agency has its country and sector; several agencies of one country, where the action names none, are that
      country. A group of people has its nationality where there is one, and the sector ``REF`` for migrants, ``CRM``
      for suspects.
    - ``event``, ``mode``, ``context``, ``quad_code``: from ``codebooks/data/plover.toml``. ``context`` holds
      ``future`` for what is planned. What is alleged is ``ACCUSE`` by who alleges it.
    - ``event_loc``: the finest place, with the field names of GeoNames. ``event_text``: the evidence. ``text_info``:
      the story, and where the action stands in it. ``comment``: what a coder should look at.

    Args:
        extractions: one extraction, or an iterable of them.

    Raises:
        ArgumentTypeError: ``extractions`` is neither.

    Examples:
        >>> text = "The RCMP arrested nine Haitian migrants near Emerson, Man., on Monday."
        >>> [row] = to_plover(borderfacts.extract(text, reference_date="2025-02-05")).rows
        >>> row["event"], row["mode"], row["actor"][0]["code"], row["recipient"][0]["code"], row["quad_code"]
        ('COERCE', 'arrest', 'CAN', 'HTI', 4)
    """
    draft = Draft(COLUMNS)
    for extraction in each_extraction(extractions):
        if extraction.error is not None:
            draft.leave_out(extraction, None, (), PloverRule.UNREAD, f"The text could not be read: {extraction.error}")
        for event in extraction.events:
            found = _coded(event)
            if isinstance(found, tuple):
                draft.leave_out(extraction, event.id, event.evidence, *found)
                continue
            for number, act in enumerate(found, start=1):
                notes = _notes(event, extraction, act)
                row = _row(event, extraction, act, notes)
                draft.add(extraction, event.id, {**row, "id": f"{event.id}-{number}"}, notes)
    return draft.done()


def _coded(event: Event) -> list[Act] | Refusal:
    """Return what the actions of an event stand for; else the rule that keeps it out, and the sentence that says so."""
    acts: dict[object, Act] = {}
    refusals: list[Refusal] = []
    for action in event.actions:
        found = _code(event, action)
        if isinstance(found, Act):
            acts.setdefault(found.key, found)
            if action.type is ActionType.SENTENCE and _is_prison(event):
                prison = replace(found, category="COERCE", mode="arrest")
                acts.setdefault(prison.key, prison)
        elif found:
            refusals.append(found)
    if not acts:
        return refusals[0] if refusals else _no_category(event)
    if days_of(event.when) is None:
        why = f"“{event.when.span.text}” has no year" if event.when else "none is reported"
        return PloverRule.NO_DATE, f"PLOVER requires a date, and {why}."
    return list(acts.values())


def _no_category(event: Event) -> Refusal:
    actions = ", ".join(action.type.value for action in event.actions) or "none"
    return PloverRule.NO_CATEGORY, f"No action of this event of type {event.type.value} has a category ({actions})."


def _is_prison(event: Event) -> bool:
    return any(quantity.dimension is Dimension.DURATION for quantity in event.quantities)


def _code(event: Event, action: Action) -> Act | Refusal | None:
    """Return an action as an act; a refusal where the codebook forbids it; None where it has no category."""
    kind = ActionType.ATTACK if action in reading.attacks(event) else action.type
    entry = tables.plover().actions.get(kind)
    if entry is None:
        return None
    words = f"“{action.span.text}” ({action.type.value})"
    if action.status is Status.ALLEGED and entry.event != ALLEGED.event:
        patients = reading.members(event, action.agents)
        actor, remarks = _alleging(event), [f"What is alleged is {words}."]
        entry = ALLEGED
    else:
        patients = _acted_on(event, action, entry)
        actor, remarks = _acting(event, action, entry)
    if not actor:
        return PloverRule.NO_ACTOR, f"PLOVER requires an actor, and the text does not say whose act {words} is."
    if entry.recipient and not patients:
        return PloverRule.NO_RECIPIENT, f"{entry.event} requires a recipient, and none is reported of {words}."
    bars = entry.barring is not None and entry.barring.within(action.span.text) is not None
    barred = entry.barred if (bars or event.status is Status.ATTEMPTED) and _is_group(patients) else None
    return Act(
        action,
        category=barred or entry.event,
        mode=None if barred else _mode(event, action, entry, actor),
        context=_context(event, action, entry),
        actor=tuple(actor),
        recipient=_destination(event) if entry.acting == "people" else tuple(_object(each) for each in patients),
        remarks=tuple(remarks),
    )


def _is_group(patients: Sequence[Agency | PersonGroup]) -> bool:
    return any(isinstance(each, PersonGroup) and (each.count is None or each.count.max != 1) for each in patients)


def _acting(event: Event, action: Action, entry: tables.PloverAction) -> tuple[list[Actor], list[str]]:
    """Return who acts, and what to say about it."""
    named = reading.members(event, action.agents) or reading.forces_meant(event, action.agents)
    if entry.acting in ("court", "justice"):
        court = next((r.span.text for r in action.agents if tables.actors().courts.within(r.span.text)), None)
        if court:
            return [_made(_alpha_3(reading.country_of(event)), "JUD", court)], []
        named = [each for each in named if isinstance(each, Agency)]
        if not named and entry.acting == "justice":
            named = [agency for agency in event.agencies if agency.kind is AgencyKind.JUSTICE]
    if entry.acting == "people":
        named = named or reading.members(event, action.patients) or _with_fates(event, entry)
    if named or entry.acting != "agency":
        return [_object(each) for each in named], []
    return _authorities(event)


def _authorities(event: Event) -> tuple[list[Actor], list[str]]:
    """Return the only authority of an event, or the country of several."""
    names = ", ".join(agency.short for agency in event.agencies)
    remark = f"The action names no actor; the event's authorities stand for it ({names})."
    if len(event.agencies) == 1:
        return [_object(event.agencies[0])], [remark]
    nations = {agency.country for agency in event.agencies}
    if len(nations) != 1 or None in nations:
        return [], []
    sectors = {tables.plover().sectors.agencies.get(agency.kind) for agency in event.agencies}
    code, sector = _alpha_3(nations.pop()), sectors.pop() if len(sectors) == 1 else None
    return [_made(code, sector, names)], [remark]


def _alleging(event: Event) -> list[Actor]:
    found = []
    for source in reading.sources(event):
        agency = next((each for each in event.agencies if each.name in source or each.short in source), None)
        court = "JUD" if tables.actors().courts.within(source) else None
        found.append(_object(agency) if agency else _made(None, court, source))
    return found


def _acted_on(event: Event, action: Action, entry: tables.PloverAction) -> list[Agency | PersonGroup]:
    agents = reading.members(event, action.agents)
    patients = reading.members(event, action.patients) or _with_fates(event, entry)
    if entry.event != "ASSAULT":  # nothing else is done to the dead
        patients = [each for each in patients if isinstance(each, Agency) or Fate.DEAD not in each.fates]
    return [each for each in patients if each not in agents]


def _with_fates(event: Event, entry: tables.PloverAction) -> list[Agency | PersonGroup]:
    return [group for group in event.people if entry.fates.intersection(group.fates)]


def _destination(event: Event) -> tuple[Actor, ...]:
    code = event.route.destination if event.route else None
    return (_made(_alpha_3(code), None, countries.acled_name(code)),) if code else ()


def _object(each: Agency | PersonGroup) -> Actor:
    sectors = tables.plover().sectors
    if isinstance(each, Agency):
        return _made(_alpha_3(each.country), sectors.agencies.get(each.kind), each.name)
    code = each.nationalities[0] if len(each.nationalities) == 1 else None
    return _made(_alpha_3(code), sectors.people[each.role], each.span.text)


def _made(code: str | None, sector: str | None, text: str | None) -> Actor:
    return {"code": code, "sector": sector, "actor_text": text}


def _alpha_3(code: str | None) -> str | None:
    return countries.alpha_3(code) if code else None


def _mode(event: Event, action: Action, entry: tables.PloverAction, actor: Sequence[Actor]) -> str | None:
    if entry.event == "ASSAULT":
        sentence = reading.sentence_of(event, action)
        return next((mode for mode, words in tables.plover().attack_modes.items() if words.within(sentence)), None)
    if entry.event == "MOBILIZE":
        return {"MIL": "troops", "COP": "police"}.get(actor[0]["sector"] or "")
    return entry.mode


def _context(event: Event, action: Action, entry: tables.PloverAction) -> tuple[str, ...]:
    table = tables.plover().contexts
    found = list(entry.context)
    if event.type in table.migration or any(group.role is Role.MIGRANT for group in event.people):
        found.append("migration")
    if any(each.type in table.trafficking for each in event.actions):
        found.append("trafficking")
    if any(seizure.kind in table.illegal_drugs for seizure in event.seizures):
        found.append("illegal_drugs")
    if Status.PLANNED in (action.status, event.status):
        found.append("future")
    return tuple(dict.fromkeys(found))


def _row(event: Event, extraction: Extraction, act: Act, notes: Sequence[str]) -> Row:
    days = days_of(event.when)
    return {
        "date": days.first.isoformat() if days else None,
        "enddate": days.last.isoformat() if days and days.length > 1 else None,
        "actor": list(act.actor),
        "recipient": list(act.recipient),
        "event": act.category,
        "mode": act.mode,
        "context": list(act.context),
        "event_loc": _location(event),
        "event_text": [span.text for span in event.evidence],
        "text_info": {
            "document_id": extraction.id,
            "url": extraction.url,
            "title": extraction.title,
            "start": act.action.span.start,
            "end": act.action.span.end,
        },
        "quad_code": tables.plover().quad_codes[act.category],
        "comment": " ".join(notes) or None,
    }


def _location(event: Event) -> Row | None:
    places = finest_first(event.places)
    if not places:
        return None
    place = reading.place_of(event, PlaceKind) or places[0]
    return {
        "geonameid": place.geonames_id,
        "name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "country code": place.country,
        "cc3": _alpha_3(place.country),
        "admin1 code": place.admin1,
    }


def _notes(event: Event, extraction: Extraction, act: Act) -> list[str]:
    notes = [*act.remarks, *reading.date_notes(event, extraction), *reading.country_notes(event)]
    if act.action.status is Status.ATTEMPTED:
        notes.append(f"The action “{act.action.span.text}” was tried and did not succeed.")
    return notes
