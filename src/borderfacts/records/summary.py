"""One line about an event, for people."""

from __future__ import annotations

from borderfacts.records.event import Event
from borderfacts.records.mentions import Count
from borderfacts.records.people import PersonGroup
from borderfacts.vocabulary import Status


def summary(event: Event) -> str:
    """Return a line such as ``Crossing (attempted), 2025-02-03: 9 migrants (detained), US to CA; RCMP``."""
    line = event.type.value.capitalize()
    if event.status != Status.OCCURRED:
        line += f" ({event.status.value})"
    when, route = event.when, event.route
    if when is not None and when.start:
        line += f", {when.start}" if when.end in (None, when.start) else f", {when.start} to {when.end}"
    if event.places:
        line += ", " + ", ".join(place.name for place in event.places[:3])
    if event.people:
        line += ": " + "; ".join(_people(group) for group in event.people)
    if route is not None and route.origin and route.destination:
        line += f", {route.origin} to {route.destination}"
    if event.agencies:
        line += "; " + ", ".join(agency.short for agency in event.agencies)
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
