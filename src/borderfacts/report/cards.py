"""Turn an incident into the fields of its card, each value with the spans that it jumps to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from borderfacts.coding.fields import FIELDS, INCIDENT
from borderfacts.records import Event, Span, wording
from borderfacts.records.checks import Check, checks
from borderfacts.vocabulary import Fate

# Characters of a sentence of evidence that a card shows; the whole stands in the story.
QUOTED = 110

FATES = tuple(fate.value for fate in Fate if fate.value in FIELDS)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field.

    Attributes:
        text: the value in words.
        spans: where it stands in the text; empty where it is worked out, not stated in one place.
        note: what else is to know: the fates of a group, or how sure a value is that is worth a second look.
        inherited: whether it is taken over from another sentence of the story.
        is_quote: whether the text is the story's own.
    """

    text: str
    spans: tuple[Span, ...] = ()
    note: str = ""
    inherited: bool = False
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a card with its values; a field without values is left out.

    Attributes:
        name: what the card calls it.
        values: its values.
        columns: the lines of the coding sheet in which a person judges it; empty where it is only for looking.
    """

    name: str
    values: tuple[Value, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """The card of an incident.

    Attributes:
        number: its place in the story, from 1.
        event: the record.
        heading: type and, where it did not simply occur, status.
        spans: the evidence.
        fields: what the text reports of it.
    """

    number: int
    event: Event
    heading: str
    spans: tuple[Span, ...]
    fields: tuple[Field, ...]


# What a person judges beside each field of a card, as the lines of a coding sheet.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "Type": ("type", "status"),
    "People": ("people_min", "people_max", "children", "women", "men", "nationalities", *FATES),
    "When": ("start", "end", "time", "part"),
    "Places": ("place", "admin1", "country", "lat", "lon"),
    "Route": ("from", "to"),
    "Actions": ("actions",),
    "Agencies": ("agencies",),
    "Seizures": ("seizures",),
    "Quantities": ("quantities", "temperature_c"),
    "Attribution": ("attribution",),
    "Evidence": (INCIDENT,),  # whether what stands there is an incident at all
}


def card(event: Event, number: int) -> Card:
    """Return the card of an incident."""
    filled = tuple(
        Field(name, values, COLUMNS.get(name, ())) for name, each in fields(event) if (values := tuple(each))
    )
    return Card(number, event, wording.heading(event), event.evidence, filled)


def fields(event: Event) -> Iterator[tuple[str, Iterable[Value]]]:
    """Yield every field that a card can have, with what an incident says of it."""
    yield "Type", [Value(wording.heading(event))]
    yield "People", _people(event)
    yield "When", _when(event)
    yield "Places", (Value(wording.place(place), (place.span,), inherited=place.inherited) for place in event.places)
    yield "Route", [Value(wording.route(event.route))] if event.route else []
    yield "Actions", (Value(wording.action(action, event), (action.span,)) for action in event.actions)
    yield "Agencies", (Value(wording.agency(agency), (agency.span,)) for agency in event.agencies)
    yield "Seizures", (Value(wording.seizure(seizure), (seizure.span,)) for seizure in event.seizures)
    yield "Cause", [Value(wording.label(event.cause))] if event.cause else []
    yield "Quantities", (Value(wording.quantity(each), (each.span,)) for each in event.quantities)
    yield "Attribution", (Value(wording.attribution(each), (each.span,)) for each in event.attribution)
    yield "Check this", (_check(each) for each in checks(event))
    yield "Evidence", (Value(_quote(span), (span,), is_quote=True) for span in event.evidence)


def _check(check: Check) -> Value:
    return Value(f"{check.field}: {check.value}", check.spans, note=f"{check.confidence:.2f}")


def _people(event: Event) -> Iterator[Value]:
    for group in event.people:
        spans = (group.span, *(part.span for part in group.parts))
        yield Value(wording.group(group), spans, note=wording.fates(group))


def _when(event: Event) -> Iterator[Value]:
    if event.when is not None and (words := wording.when(event.when)):
        yield Value(words, (event.when.span,), inherited=event.when.inherited)


def _quote(span: Span) -> str:
    words = wording.squeezed(span.text)
    if len(words) <= QUOTED:
        return f"“{words}”"
    return f"“{words[:QUOTED].rpartition(' ')[0] or words[:QUOTED]} …”"
