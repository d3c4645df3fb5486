"""Calendar intervals of date expressions, to decide whether two may be the same time."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple

from borderfacts.records import DateMention

# Dates without a year are compared in a leap year of their own.
_NO_YEAR = 4


class Interval(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date

    def overlaps(self, other: Interval) -> bool:
        """Return whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


def interval_of(start: str | None, end: str | None) -> Interval | None:
    """Return the interval from one ISO date to another, each as coarse as a year or without the year."""
    if start is None:
        return None
    first, last = _bounds(start), _bounds(end or start)
    return Interval(first[0], last[1]) if first and last and first[0] <= last[1] else None


def interval_of_mention(mention: DateMention) -> Interval | None:
    """Return the interval of a date expression; None for a duration, a set or what cannot be placed."""
    return interval_of(mention.start, mention.end)


def _bounds(iso: str) -> tuple[date, date] | None:
    parts = iso.removeprefix("--").split("-")
    if iso.startswith("--"):
        parts = [str(_NO_YEAR), *parts]
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last)
        day = date(numbers[0], numbers[1], numbers[2])
    except (ValueError, IndexError):  # a value the calendar does not have, such as --02-30
        return None
    return day, day
