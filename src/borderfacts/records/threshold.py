"""Leave out what is less sure than a user asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from borderfacts.records.event import Action, Event, Reference
from borderfacts.records.extraction import Extraction
from borderfacts.records.summary import summary


class _Judged(Protocol):
    @property
    def confidence(self) -> float | None:
        """The chance that it is right."""


J = TypeVar("J", bound=_Judged)
_REFERRED = ("people", "agencies")
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
        name: next(iter(_kept([value], threshold)), None)
        for name in ("when", "route")
        if (value := getattr(event, name))
    }
    moved = _moved(event, threshold)
    lists["actions"] = tuple(_led(action, moved) for action in lists["actions"])
    left = event.model_copy(update={**lists, **single})
    return left.model_copy(update={"summary": summary(left)})


def _moved(event: Event, threshold: float) -> dict[str, dict[int, int]]:
    """Return for each list that actions refer to where its entries stand once those that are not kept are gone."""
    kept = {name: [i for i, each in enumerate(getattr(event, name)) if _is_kept(each, threshold)] for name in _REFERRED}
    return {name: {old: new for new, old in enumerate(places)} for name, places in kept.items()}


def _led(action: Action, moved: Mapping[str, Mapping[int, int]]) -> Action:
    """Return an action whose references lead to where the entries stand now; to one that is gone, only to its words."""
    sides = {
        side: tuple(_reference(reference, moved) for reference in getattr(action, side))
        for side in ("agents", "patients")
    }
    return action.model_copy(update=sides)


def _reference(reference: Reference, moved: Mapping[str, Mapping[int, int]]) -> Reference:
    if reference.to is None or reference.index is None:
        return reference
    index = moved[reference.to].get(reference.index)
    return reference.model_copy(update={"to": None if index is None else reference.to, "index": index})


def _kept(values: Iterable[J], threshold: float) -> tuple[J, ...]:
    return tuple(each for each in values if _is_kept(each, threshold))


def _is_kept(value: _Judged, threshold: float) -> bool:
    return value.confidence is None or value.confidence >= threshold
