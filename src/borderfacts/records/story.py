"""What goes in: one story."""

from __future__ import annotations

from datetime import date

from borderfacts.records.base import Record


class Story(Record):
    """A story to read.

    Attributes:
        text: the story; offsets of all results refer to it.
        id: the user's own identifier; None lets one be made from the text.
        reference_date: the date of publication, against which relative and year-less dates are resolved.
        title: the headline, passed through.
        url: the address, passed through.
    """

    text: str
    id: str | None = None
    reference_date: date | None = None
    title: str | None = None
    url: str | None = None
