"""One line about an event, for people."""

from __future__ import annotations

from collections.abc import Sequence

from borderfacts.records import Agency, Count, PersonGroup, Place, Route, When
from borderfacts.vocabulary import EventType, Status


def summary(
    kind: EventType, status: Status, when: When | None, places: Sequence[Place], people: Sequence[PersonGroup],
    agencies: Sequence[Agency], route: Route | None,
) -> str:  # fmt: skip
    """Return a line such as ``Crossing (attempted), 2025-02-03: 9 migrants (detained), US to CA; RCMP``."""
    line = f"{kind.value.capitalize()} ({status.value})" if status != Status.OCCURRED else kind.value.capitalize()
    if when is not None and when.start:
        line += f", {when.start}" if when.end in (None, when.start) else f", {when.start} to {when.end}"
    if places:
        line += ", " + ", ".join(place.name for place in places[:3])
    parts = [_people(group) for group in people]
    if parts:
        line += ": " + "; ".join(parts)
    if route is not None and route.origin and route.destination:
        line += f", {route.origin} to {route.destination}"
    if agencies:
        line += "; " + ", ".join(agency.short for agency in agencies)
    return line


def _people(group: PersonGroup) -> str:
    number = _number(group.count)
    noun = group.role.value if number == "1" else group.role.value + "s"
    if group.role.value == "other":
        noun = "person" if number == "1" else "people"
    fates = f" ({', '.join(fate.value for fate in group.fates)})" if group.fates else ""
    return f"{number} {noun}{fates}".strip()


def _number(count: Count | None) -> str:
    if count is None:
        return ""
    if count.min == count.max:
        return str(count.min)
    if count.max is None:
        return f"at least {count.min}"
    return f"up to {count.max}" if count.min is None else f"{count.min} to {count.max}"
