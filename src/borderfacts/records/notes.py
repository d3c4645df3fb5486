"""What the user should know of how a text was read, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from borderfacts.records.base import Record
from borderfacts.records.mentions import DateMention
from borderfacts.vocabulary import NoteCode

_UNPLACED = "XXXX"  # how a TIMEX3 value begins where the year is open
_HEAD = 250  # characters in which bylines and datelines stand
_DAY = len("2026-11-14")


class Note(Record):
    """Something that the user should know of how a text was read; the records are whole without it.

    Attributes:
        code: what it is.
        message: the same for people, with what to do about it.

    Examples:
        >>> note_of_unread("Nueve personas cruzaron la frontera.").code
        <NoteCode.NOT_ENGLISH: 'not english'>
    """

    code: NoteCode
    message: str


def note_of_unread(text: str) -> Note:
    """Return why a text was passed over."""
    if not text.strip():
        return Note(code=NoteCode.EMPTY, message="the text is empty, so there are no records; see whether it got lost")
    message = "the text does not look English, so it was not read; translate it, or leave it out"
    return Note(code=NoteCode.NOT_ENGLISH, message=message)


def note_of_gate() -> Note:
    """Return the note that the gate for archives passed over a text."""
    message = (
        "the gate passed over the text, which hardly speaks of borders or migration; without the gate its figures are "
        "read, and its incidents are left out all the same"
    )
    return Note(code=NoteCode.PASSED_OVER, message=message)


def note_of_other_matter() -> Note:
    """Return the note that incidents of a text are left out, since it is about something else."""
    message = "the text hardly speaks of borders or migration, so no incident is taken from it"
    return Note(code=NoteCode.OTHER_MATTER, message=message)


def notes_of_dates(reference_date: str | None, dates: Sequence[DateMention]) -> tuple[Note, ...]:
    """Return the note that a day in a text stays open for want of the day of publication; none where it does not.

    It names the day that stands in the head of the text, if one does: it is likely that of publication.
    """
    if reference_date is not None:
        return ()
    open_ones = (each.span.text for each in dates if not each.resolved and each.value.startswith(_UNPLACED))
    first = next(open_ones, None)
    if first is None:
        return ()
    message = f"{first!r} stays without a date; give the day of publication as the reference date"
    heads = (each.start for each in dates if each.span.start < _HEAD and each.resolved and each.start == each.end)
    if day := next((start for start in heads if start and len(start) == _DAY), None):
        message += f"; {day}, at the start of the text, may be that day"
    return (Note(code=NoteCode.NO_REFERENCE_DATE, message=message),)


def note_of_parts(count: int) -> Note:
    """Return the note that a long text was read in parts."""
    message = (
        f"the text is long and was read in {count} parts, each by itself, so an incident reported in two of them has "
        "two records; give one story at a time"
    )
    return Note(code=NoteCode.READ_IN_PARTS, message=message)
