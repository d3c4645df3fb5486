"""Put incidents in the order of time, as far as the text states it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from borderfacts.records import Event, wording

NO_YEAR = "Year not reported"
NO_DATE = "No date reported"


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident on the timeline.

    Attributes:
        target: the identifier of its card on the page.
        event: the record.
        day: the date as the record holds it, for machines; empty where there is none.
        when: the date in words.
        heading: type and status in words.
    """

    target: str
    event: Event
    day: str
    when: str
    heading: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """The incidents of one month or year, of dates without a year, or of none."""

    name: str
    entries: tuple[Entry, ...]


def timeline(events: Iterable[tuple[str, Event]]) -> list[Stretch]:
    """Return the incidents in the order of time: dates, then dates without a year, then those without a date.

    Args:
        events: the identifier of each incident's card, and the incident.
    """
    entries = sorted((_entry(target, event) for target, event in events), key=_order)
    return [Stretch(name, tuple(group)) for name, group in groupby(entries, key=_stretch)]


def _entry(target: str, event: Event) -> Entry:
    when = event.when
    start = (when.start or when.end or "") if when else ""
    return Entry(target, event, start, wording.when(when) if when else "", wording.heading(event))


def _order(entry: Entry) -> tuple[int, str, str, str]:
    when = entry.event.when
    kind = 2 if not entry.day else 1 if entry.day.startswith("--") else 0
    return kind, entry.day, (when.time if when else None) or "", (when.end if when else None) or ""


def _stretch(entry: Entry) -> str:
    if not entry.day:
        return NO_DATE
    if entry.day.startswith("--"):
        return NO_YEAR
    return wording.day(entry.day[:7])
