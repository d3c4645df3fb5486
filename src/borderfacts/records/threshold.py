"""Leave out what is less sure than a user asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from borderfacts.records.event import Event
from borderfacts.records.extraction import Extraction
from borderfacts.records.summary import summary


class _Judged(Protocol):
    @property
    def confidence(self) -> float | None:
        """The chance that it is right."""


J = TypeVar("J", bound=_Judged)
_LISTS = ("actions", "places", "people", "agencies", "seizures", "quantities")


def above(extraction: Extraction, threshold: float) -> Extraction:
    """Return an extraction without the events, and without the values of events, whose confidence is below a threshold.

    Args:
        extraction: what a text gave.
        threshold: the least confidence, 0 to 1; a value that nothing judged stays.
    """
    if threshold <= 0:
        return extraction
    kept = tuple(_sure(event, threshold) for event in extraction.events if event.confidence >= threshold)
    return extraction.model_copy(update={"events": kept})


def _sure(event: Event, threshold: float) -> Event:
    lists = {name: _kept(getattr(event, name), threshold) for name in _LISTS}
    single = {
        name: next(iter(_kept([told], threshold)), None) for name in ("when", "route") if (told := getattr(event, name))
    }
    left = event.model_copy(update={**lists, **single})
    return left.model_copy(update={"summary": summary(left)})


def _kept(values: Iterable[J], threshold: float) -> tuple[J, ...]:
    return tuple(each for each in values if each.confidence is None or each.confidence >= threshold)
