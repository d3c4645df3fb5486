"""Name the area that a figure is given for, as its sentence does."""

from __future__ import annotations

import re
from bisect import bisect_left

from borderfacts.figures.spans import Cover
from borderfacts.records import Place
from borderfacts.vocabulary import PlaceKind

_AREA = re.compile(
    r"""
    \b(?:
        (?:(?:south|north)(?:ern|east|west|eastern|western)?|eastern|western|land|maritime|sea|external|common)
          (?:\s(?:land|sea))?\s(?:borders?|frontiers?|route|coast)
      | (?!The\b)[A-Z][\w’-]{1,30}(?:\s[A-Z][\w’-]{1,30}){0,3}(?:['’]s)?
          (?:\s(?:northern|southern|eastern|western|land))?
          \s(?:[Ss]ector|[Rr]oute|border|frontier)
    )\b
    """,
    re.VERBOSE,
)
_WORD = re.compile(
    r"\b(?:the|this|its|that)\s(?P<word>sector|city|town|province|state|country|county|nation)\b", re.IGNORECASE
)
_KINDS = {
    "sector": PlaceKind.SECTOR,
    "city": PlaceKind.CITY,
    "town": PlaceKind.CITY,
    "province": PlaceKind.ADMIN1,
    "state": PlaceKind.ADMIN1,
    "county": PlaceKind.COUNTY,
    "country": PlaceKind.COUNTRY,
    "nation": PlaceKind.COUNTRY,
}
_LEAD = re.compile(r"\b(?:in|into|to|at|on|along|across|from|of|off|for|near)\s(?:the\s)?$", re.IGNORECASE)
_KEEPER = re.compile(r"\b(?:sector|route|border|frontier)$", re.IGNORECASE)
_RECALL = 50  # places looked back over for what "the sector" stands for


class Areas:
    """The named areas of a story."""

    def __init__(self, text: str, places: tuple[Place, ...]) -> None:
        self.text, self.places = text, places
        self._starts = [place.span.start for place in places]

    def of_figure(self, at: int, end_of_figure: int, start: int, end: int) -> str | None:
        """Return the area of the figure at ``at`` in the sentence from ``start`` to ``end``.

        The first area behind the figure that a preposition leads in is taken, else the last one before it, else any;
        ``the sector`` stands for the sector named last.
        """
        named = self._named(start, end)
        led = [item for item in named if _LEAD.search(self.text[max(start, item[0] - 12) : item[0]])]
        behind = [item for item in led if item[0] >= end_of_figure]
        # "The Del Rio Sector, which takes in Eagle Pass, recorded": a sector or route keeps counts, a town less so.
        before = sorted((a for a in named if a[1] <= at), key=lambda a: (not _KEEPER.search(a[2]), -a[1]))
        for choice in (behind, before, led, named):
            if choice:
                return choice[0][2]
        word = _WORD.search(self.text, start, end)
        return self._recall(_KINDS[word["word"].lower()], start) if word else None

    def of_settlement(self, at: int) -> str | None:
        """Return the settlement that ``this town of 650`` stands for."""
        return self._recall(PlaceKind.CITY, at)

    def _named(self, start: int, end: int) -> list[tuple[int, int, str]]:
        areas = [(match.start(), match.end(), match[0]) for match in _AREA.finditer(self.text, start, end)]
        cover = Cover((a, b) for a, b, _ in areas)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = [place for place in self.places[first:last] if place.span.end <= end]
        free = [p for p in inside if not cover.meets(p.span.start, p.span.end) or p.kind is PlaceKind.SECTOR]
        areas = [area for area in areas if not any(p.span.start < area[1] and area[0] < p.span.end for p in free)]
        return sorted([*((p.span.start, p.span.end, p.name) for p in free), *areas])

    def _recall(self, kind: PlaceKind, before: int) -> str | None:
        """Return the sector or town named last; of other kinds one named more often than all others."""
        last = bisect_left(self._starts, before)
        names = [p.name for p in reversed(self.places[max(0, last - _RECALL) : last]) if p.kind is kind]
        if kind in (PlaceKind.SECTOR, PlaceKind.CITY):
            return names[0] if names else None
        most = max(names, key=names.count, default=None)
        return most if most and 2 * names.count(most) > len(names) else None
