"""What is known when a date is placed on the calendar, and which way to look for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from borderfacts.values.dates.calendar import Stretch
from borderfacts.values.dates.timex import Tense

Tensed = Callable[[], tuple[Tense, str] | None]

# A date without tense lies ahead when it is so near ahead and so far behind: `the Nov. 5 election` read in September.
_NEAR_AHEAD, _FAR_BEHIND = 60, 300


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when an expression is placed.

    Attributes:
        reference: the reference date.
        given: the last date given before, of any grain.
        given_day: the last single day given before.
        frame: a date with its year that opened the narrative the expression stands in.
        years: the year of each day and month placed before.
        tense: gives the tense of the sentence on demand.
        since: the expression stands after a word that looks back (since) or ahead (until).
    """

    reference: date | None
    given: Stretch | None
    given_day: Stretch | None
    frame: Stretch | None
    years: dict[tuple[int, int], int]
    tense: Tensed
    since: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch; or a value that cannot be placed, with the part of a date that is given; and why."""

    stretch: Stretch | None
    value: str = ""
    partial: str | None = None
    cue: str = ""
    anchor: str = ""


def tense_of(context: Context) -> tuple[Tense | None, str]:
    """Return the tense of the sentence and its cue."""
    found = context.tense()
    return found if found is not None else (None, "")


def looks_ahead(context: Context, *, present: bool) -> tuple[bool, str]:
    """Return whether the sentence looks ahead, and the cue; ``present``: the present tense counts as ahead."""
    if context.since == "since":
        return False, "since"
    tense, cue = tense_of(context)
    return tense is Tense.FUTURE or (present and tense is Tense.PRESENT), cue


def turn(context: Context, before: date, after: date) -> tuple[bool, str]:
    """Return whether the later of two dates is meant, and the cue."""
    reference = context.reference or before
    if context.since == "since":
        return False, "since"
    tense, cue = tense_of(context)
    behind, ahead = (reference - before).days, (after - reference).days
    if tense is Tense.FUTURE:
        return True, cue
    if tense is Tense.PRESENT or context.since == "until":
        return ahead < behind, cue or context.since
    if tense is None:
        return ahead <= _NEAR_AHEAD and behind >= _FAR_BEHIND, "near"
    return False, cue
