"""The record of one incident."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from borderfacts.records.base import Record, Span
from borderfacts.records.display import event_html
from borderfacts.records.mentions import Agency, Place, Quantity
from borderfacts.records.people import PersonGroup
from borderfacts.vocabulary import ActionType, Basis, Cause, EventType, Flag, PartOfDay, SeizureKind, Stance, Status


class Reference(Record):
    """One who acts or is acted on: an entry of the event's ``agencies`` or ``people``, or just a span.

    Attributes:
        to: the list of the event that ``index`` points into; None for a bare span.
        index: the position in that list; None for a bare span.
        span: the words.
    """

    to: Literal["agencies", "people"] | None = None
    index: int | None = None
    span: Span


class Action(Record):
    """A kind of action that happens in an incident, at its first mention.

    Attributes:
        type: the kind of action.
        agents: who does it.
        patients: to whom it is done.
        status: how far it came to pass.
        span: the word or words that report it.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    type: ActionType
    agents: tuple[Reference, ...] = ()
    patients: tuple[Reference, ...] = ()
    status: Status
    span: Span
    confidence: float | None = Field(default=None, ge=0, le=1)


class When(Record):
    """The time of an incident.

    Attributes:
        start: ISO 8601, as coarse as the text: ``2025-02-03``, ``2025-01``, ``2024``, ``--02-03`` without a year.
        end: the last day, in the same form.
        time: the clock time, ``"04:50"``.
        part: the part of the day.
        basis: the clock that it is of: that of the happening, of the finding, or of the announcement.
        resolved: whether start and end stand for calendar dates.
        inherited: taken over from another sentence of the story.
        span: where it stands in the text.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    start: str | None = None
    end: str | None = None
    time: str | None = None
    part: PartOfDay | None = None
    basis: Basis = Basis.HAPPENED
    resolved: bool
    inherited: bool = False
    span: Span
    confidence: float | None = Field(default=None, ge=0, le=1)


class Route(Record):
    """The direction of a movement across a border, ISO 3166-1 alpha-2 codes; JSON names ``from`` and ``to``.

    Attributes:
        origin: where it came from.
        destination: where it went.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    origin: str | None = Field(default=None, alias="from")
    destination: str | None = Field(default=None, alias="to")
    confidence: float | None = Field(default=None, ge=0, le=1)


class Seizure(Record):
    """Something seized.

    Attributes:
        kind: what it is.
        quantity: how much, in the unit of the text (``count`` for pieces); None where none is reported.
        street_value: the value the text gives it.
        span: where it stands in the text.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    kind: SeizureKind
    quantity: Quantity | None = None
    street_value: Quantity | None = None
    span: Span
    confidence: float | None = Field(default=None, ge=0, le=1)


class Attribution(Record):
    """Who says so.

    Attributes:
        source: the words that name the source.
        verb: the reporting verb, as the text has it.
        stance: asserts, alleges, estimates or denies.
        span: source and verb.
    """

    source: str
    verb: str
    stance: Stance
    span: Span


class Event(Record):
    """One incident: a concrete happening with its own time, place or group of people.

    Attributes:
        id: a stable hash; the same text gives the same id on every machine.
        type: the kind of incident.
        status: how far it came to pass.
        actions: what is done in it, one entry a kind of action.
        when: the time; None where the text gives none.
        places: the named places that locate it.
        route: the direction of movement across a border.
        people: the groups of people moved, suspected or harmed.
        agencies: the authorities that act in it.
        seizures: what was seized.
        cause: the cause of death, injury or distress.
        quantities: the measurements that describe it.
        attribution: who says so.
        evidence: the sentences or phrases that report it.
        flags: what does not add up in it.
        confidence: the calibrated chance, 0 to 1, that the record is an incident of the story.
        type_confidence: the calibrated chance that ``type`` is right; None where nothing judged it.
        status_confidence: the same of ``status``.
        summary: one generated line for people.
    """

    id: str
    type: EventType
    status: Status
    actions: tuple[Action, ...] = ()
    when: When | None = None
    places: tuple[Place, ...] = ()
    route: Route | None = None
    people: tuple[PersonGroup, ...] = ()
    agencies: tuple[Agency, ...] = ()
    seizures: tuple[Seizure, ...] = ()
    cause: Cause | None = None
    quantities: tuple[Quantity, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    evidence: tuple[Span, ...] = ()
    flags: tuple[Flag, ...] = ()
    confidence: float = Field(ge=0, le=1)
    type_confidence: float | None = Field(default=None, ge=0, le=1)
    status_confidence: float | None = Field(default=None, ge=0, le=1)
    summary: str

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        # A list of events stays readable in a console; model_dump() has all fields.
        return f"<Event {self.id} {self.summary!r}>"

    def _repr_html_(self) -> str:
        return event_html(self)
