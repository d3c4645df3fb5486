"""Ask whether a stretch of text meets any of many others, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Cover:
    """The stretches of text that some mentions cover.

    Examples:
        >>> Cover([(4, 9)]).meets(8, 12)
        True
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._furthest: list[int] = []
        for _, end in ordered:
            self._furthest.append(max(end, self._furthest[-1]) if self._furthest else end)

    def meets(self, start: int, end: int) -> bool:
        """Return whether any of them shares a character with the text from ``start`` to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start
