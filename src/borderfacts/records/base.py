"""The base of all records, and the span that ties a value to the text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(Record):
    """A stretch of the text as given: ``text[start:end] == span.text``, in characters.

    Example:
        >>> Span.of("nine people", 0, 4)
        Span(start=0, end=4, text='nine')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of ``text`` from ``start`` to ``end``."""
        return cls(start=start, end=end, text=text[start:end])
