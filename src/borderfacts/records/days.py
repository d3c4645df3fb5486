"""Days between two ISO 8601 dates, each as coarse as it is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from borderfacts.records.event import When


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days; a month or a year is all its days."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    @property
    def same_month(self) -> bool:
        """Whether all days lie in one month."""
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)

    @property
    def middle(self) -> date:
        """The day in the middle, the earlier of two."""
        return date.fromordinal((self.first.toordinal() + self.last.toordinal()) // 2)


def between(start: str | None, end: str | None) -> Days | None:
    """Return the days from one ISO 8601 date to another, each as coarse as it is; None where one has no year."""
    ends = [_ends(value) for value in (start or end, end or start) if value]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0].first > ends[1].last:
        return None
    return Days(ends[0].first, ends[1].last)


def days_of(when: When | None) -> Days | None:
    """Return the days of an event; None where none are reported, or no year."""
    return between(when.start, when.end) if when else None


def _ends(value: str) -> Days | None:
    numbers = value.split("-")
    if not all(number.isdigit() for number in numbers):
        return None  # --02-03
    year, *rest = map(int, numbers)
    try:
        if len(rest) == 2:
            return Days(date(year, *rest), date(year, *rest))
        first, last = (rest[0], rest[0]) if rest else (1, 12)
        return Days(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    except ValueError:
        return None
