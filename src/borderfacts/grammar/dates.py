"""Find the dates, times, durations and sets that a text names, with their TIMEX3 values and calendar days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from borderfacts.grammar.timex import Tense
from borderfacts.records import DateMention


def find_dates(
    text: str, *, reference: date | None = None, tense_at: Callable[[int], Tense | None] | None = None
) -> list[DateMention]:
    """Return the time expressions of a text, in order."""
    return []
