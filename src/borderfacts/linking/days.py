"""When an event mention says that something was, as days that can be compared."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import NamedTuple

from borderfacts.records import When
from borderfacts.records.days import between

# A story without a date of its incident is taken to be of the days before it came out.
BEFORE_PUBLICATION = 10
# Up to this width a date counts as exact to the day: a night is of two days, a weekend of two.
EXACT_WIDTH = 2


class Days(NamedTuple):
    """A stretch of days, as proleptic ordinals, both ends included.

    Attributes:
        first: its first day.
        last: its last day.
        is_reported: whether the story states it.
        is_of_two: whether it goes from one exact day to another one.
    """

    first: int
    last: int
    is_reported: bool
    is_of_two: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is exact to the day."""
        return self.is_reported and self.last - self.first < EXACT_WIDTH


def ordinal(day: str) -> int | None:
    """Return the ordinal of an ISO 8601 date; None where it is none."""
    with suppress(ValueError):
        return date.fromisoformat(day[:10]).toordinal()
    return None


def days_of(when: When | None, published: int | None) -> Days | None:
    """Return the days of a time; without one those before publication; None where nothing states them."""
    if when is not None and when.start:
        first, last = _ends(when.start, published), _ends(when.end or when.start, published)
        if first and last and first[0] <= last[1]:
            return Days(first[0], last[1], True, is_of_two=first[0] == first[1] < last[0] == last[1])
    return Days(published - BEFORE_PUBLICATION, published, False) if published is not None else None


def _ends(stated: str, published: int | None) -> tuple[int, int] | None:
    """Return the first and the last day of a date, coarse or without a year."""
    if stated.startswith("--"):
        return _before(stated[2:], published) if published is not None else None
    found = between(stated, stated)
    return (found.first.toordinal(), found.last.toordinal()) if found is not None else None


def _before(stated: str, published: int) -> tuple[int, int] | None:
    """Return the days of a date without a year in the year that puts it last before publication."""
    year = date.fromordinal(published).year
    for each in (year, year - 1):
        ends = _ends(f"{each}-{stated}", published)
        if ends and ends[0] <= published:
            return ends
    return None
