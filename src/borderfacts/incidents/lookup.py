"""The values of a text by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from borderfacts.reading.schema import Mention
from borderfacts.records import Span


class Placed(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """The words."""


V = TypeVar("V", bound=Placed)


class Lookup(Generic[V]):
    """Values of one kind, to be asked which of them a stretch of words covers or meets."""

    def __init__(self, values: Sequence[V]) -> None:
        self._values = sorted(values, key=lambda value: (value.span.start, -value.span.end))
        self._starts = [value.span.start for value in self._values]
        self._longest = max((value.span.end - value.span.start for value in self._values), default=0)

    def meeting(self, mention: Mention) -> list[V]:
        """Return the values that share a character with a mention, in the order of the text."""
        first = bisect_right(self._starts, mention.start - self._longest)
        last = bisect_left(self._starts, mention.end)
        return [v for v in self._values[first:last] if mention.start < v.span.end]

    def inside(self, mention: Mention) -> list[V]:
        """Return the values whose words all stand in a mention."""
        first, last = bisect_left(self._starts, mention.start), bisect_left(self._starts, mention.end)
        return [v for v in self._values[first:last] if v.span.end <= mention.end]

    def best(self, mention: Mention) -> V | None:
        """Return the value that shares most characters with a mention, of equals the shortest, then the first."""
        return min(
            self.meeting(mention),
            key=lambda v: (-_shared(v.span, mention), v.span.end - v.span.start, v.span.start),
            default=None,
        )


def _shared(span: Span, mention: Mention) -> int:
    return min(span.end, mention.end) - max(span.start, mention.start)
