"""What of an incident is worth a second look before it is published: its least sure values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from borderfacts.records import wording

if TYPE_CHECKING:
    from borderfacts.records.base import Span
    from borderfacts.records.event import Event

# Below this confidence a value is worth a second look: on stories that nobody had read, one of three values was, and
# half of those were wrong.
SURE = 0.6


class Check(NamedTuple):
    """A value that is not sure.

    Attributes:
        field: the field of the event, ``incident`` for whether it is one at all.
        value: the value in words.
        confidence: the calibrated chance, 0 to 1, that it is right.
        spans: where it stands in the text; empty where it has no words of its own.
    """

    field: str
    value: str
    confidence: float
    spans: tuple[Span, ...] = ()


def checks(event: Event, below: float = SURE) -> list[Check]:
    """Return the values of an event that are less sure than a limit, the least sure first.

    Args:
        event: the record.
        below: the limit, 0 to 1.
    """
    unsure = [each for each in _judged(event) if each.confidence < below]
    return sorted(unsure, key=lambda each: each.confidence)


def _judged(event: Event) -> Iterator[Check]:
    """Yield each value whose chance is known."""
    yield Check("incident", wording.heading(event), event.confidence, event.evidence)
    if event.type_confidence is not None:
        yield Check("type", wording.label(event.type), event.type_confidence)
    if event.status_confidence is not None:
        yield Check("status", event.status.value, event.status_confidence)
    if event.when is not None and event.when.confidence is not None:
        yield Check("when", wording.when(event.when), event.when.confidence, (event.when.span,))
    if event.route is not None and event.route.confidence is not None:
        yield Check("route", wording.route(event.route), event.route.confidence)
    for group in event.people:
        if group.confidence is not None:
            yield Check("people", wording.people(group), group.confidence, (group.span,))
    for field, entries in (
        ("actions", [(wording.action(each, event), each) for each in event.actions]),
        ("places", [(wording.place(each), each) for each in event.places]),
        ("agencies", [(wording.agency(each), each) for each in event.agencies]),
        ("seizures", [(wording.seizure(each), each) for each in event.seizures]),
        ("quantities", [(wording.quantity(each), each) for each in event.quantities]),
    ):
        for words, each in entries:
            if each.confidence is not None:
                yield Check(field, words, each.confidence, (each.span,))
