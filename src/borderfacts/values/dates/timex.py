"""What a TIMEX3 value says: clock time, part of the day, whether it is a day; and the tense that turns a date."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from borderfacts.vocabulary import PartOfDay

if TYPE_CHECKING:
    from borderfacts.records import DateMention

_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_PART = re.compile(r"T(MO|MI|AF|EV|NI|DT)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|--\d\d-\d\d")
_PARTS = {
    "MO": PartOfDay.MORNING,
    "AF": PartOfDay.AFTERNOON,
    "EV": PartOfDay.EVENING,
    "NI": PartOfDay.NIGHT,
}


class Tense(StrEnum):
    """The time of the verb that governs a date."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


def clock_of(value: str) -> str | None:
    """Return the clock time of a TIMEX3 value.

    Examples:
        >>> clock_of("2025-02-03T04:50")
        '04:50'

    Midnight (``T24:00``) is a part of the day and no clock time: which day it belongs to is open.
    """
    match = _CLOCK.search(value)
    return f"{match[1]}:{match[2]}" if match and match[1] != "24" else None


def part_of(value: str) -> PartOfDay | None:
    """Return the part of the day of a TIMEX3 value: ``2025-02-03TMO`` is the morning, midnight the night."""
    if "T24:00" in value:
        return PartOfDay.NIGHT
    match = _PART.search(value)
    return _PARTS.get(match[1]) if match else None


def is_day(mention: DateMention) -> bool:
    """Return whether a mention names one calendar day, with or without its year."""
    return mention.start is not None and mention.start == mention.end and bool(_DAY.fullmatch(mention.start))
