"""What is no incident: figures of a period or area, and standing measurements."""

from __future__ import annotations

from borderfacts.records.base import Record, Span
from borderfacts.records.mentions import Count, Quantity


class Period(Record):
    """A stretch of time, both ends included.

    Attributes:
        start: its first day, ISO 8601.
        end: its last day, ISO 8601.
    """

    start: str
    end: str


class Statistic(Record):
    """A figure for a period or area.

    Attributes:
        measure: what is counted, in one or two plain words (``apprehensions``).
        count: the figure.
        period: the time it covers; None where none is reported.
        place: the area it covers, as named; None where none is reported.
        span: where it stands in the text.
    """

    measure: str
    count: Count
    period: Period | None = None
    place: str | None = None
    span: Span


class Fact(Record):
    """A standing measurement that is no incident.

    Attributes:
        subject: what is measured (``border between Canada and the United States``).
        attribute: what of it (``length``).
        quantity: the measurement.
        span: where it stands in the text.
    """

    subject: str
    attribute: str
    quantity: Quantity
    span: Span
