"""Find which country and state a stretch of a story is set in, from the places and the countries it names."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from borderfacts.records import Place
from borderfacts.vocabulary import PlaceKind

# A dateline is over by then: SANTO DOMINGO, Dominican Republic, Wednesday 14 January 2026 -
DATELINE = 80
# The text just before a place that says the story is there, and not that someone comes from there or goes there.
_HERE = re.compile(
    r"\b(?:in|at|near|off|on|outside|inside|around|across|throughout|along|over)\s+(?:the\s+)?(?:(?!from\b|to\b)[\w-]+,?\s+){0,2}$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n")
_COUNTY = re.compile(
    r"\b((?:[A-Z][\w'’.-]{0,40}|de|la|del)(?: (?:[A-Z][\w'’.-]{0,40}|de|la|del)){0,2} (?:County|Parish))\b"
)
_OPENERS = re.compile(
    r"^(?:(?:The|In|At|A|On|And|But|From|When|Near|For|While|As|Other|Neighboring|Sheriff|Deputies)\s+)+"
)


class Sighting(NamedTuple):
    """A name that says where the story is, at an offset."""

    at: int
    country: str
    region: str
    here: bool


class Whereabouts:
    """The whereabouts of a story.

    Attributes:
        country: where the story as a whole is set, ISO 3166-1; empty where it is not reported.
        region: the state or province of its dateline, ISO 3166-2; empty where there is none.
    """

    def __init__(self, text: str, places: Sequence[Place], countries: Iterable[tuple[int, int, str]]) -> None:
        self._text = text
        sightings = [self._sighting(p.span.start, p.country, p.admin1 or "") for p in places if p.country]
        known = {s.at for s in sightings}
        sightings += [self._sighting(start, code, "") for start, _, code in countries if start not in known]
        self._sightings = sorted(sightings)
        self._stops = [0, *(m.end() for m in _STOP.finditer(text))]
        self._counties = [(m.start(), _OPENERS.sub("", m.group(1))) for m in _COUNTY.finditer(text)]
        self._states = {
            code: [(p.span.start, p.name) for p in places if p.kind is PlaceKind.ADMIN1 and p.country == code]
            for code in ("US", "CA")
        }
        self.country, self.region = self._home()

    def _sighting(self, at: int, country: str, region: str) -> Sighting:
        before = self._text[max(0, at - 40) : at]
        return Sighting(at, country, region, _HERE.search(before) is not None)

    def _home(self) -> tuple[str, str]:
        """Return country and region of the dateline, or else the country named most often."""
        head = self._text[:DATELINE]
        dash = max(head.find("—"), head.find(" – "), head.find(" - "), head.find("--"))
        opening = [s for s in self._sightings if s.at < dash]
        if opening:
            return opening[-1].country, next((s.region for s in opening if s.region), "")
        counts = Counter(s.country for s in self._sightings)
        if not counts:
            return "", ""
        country = max(counts, key=lambda code: counts[code])
        regions = Counter(s.region for s in self._sightings if s.country == country and s.region)
        return country, max(regions, key=lambda code: regions[code]) if regions else ""

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the offsets of the sentence around an offset."""
        i = bisect.bisect_right(self._stops, at)
        return self._stops[i - 1], self._stops[i] if i < len(self._stops) else len(self._text)

    def country_at(self, at: int) -> str:
        """Return the country that the words at an offset are set in; empty where it is not reported."""
        return self.local_country(at) or self.country

    def local_country(self, at: int) -> str:
        """Return the country that the sentence at an offset names as its own; empty where it names none."""
        found = self._sighting_at(at)
        return found.country if found else ""

    def region_at(self, at: int) -> str:
        """Return the state or province that the words at an offset are set in; empty where it is not reported."""
        found = self._sighting_at(at)
        if found and found.region:
            return found.region
        return self.region if not found or found.country == self.country else ""

    def _sighting_at(self, at: int) -> Sighting | None:
        start, end = self.sentence(at)
        low = bisect.bisect_left(self._sightings, (start,))
        middle = bisect.bisect_left(self._sightings, (at,))
        before = next((s for s in reversed(self._sightings[low:middle]) if s.here), None)
        if before:
            return before
        for sighting in self._sightings[middle:]:
            if sighting.at >= end:
                break
            if sighting.here:
                return sighting
        return None

    def county_at(self, at: int) -> str:
        """Return the county last named before an offset, or else the first named after it; empty where none is."""
        i = bisect.bisect_right(self._counties, (at, "\uffff"))
        if i:
            return self._counties[i - 1][1]
        return self._counties[i][1] if self._counties else ""

    def state_at(self, at: int, country: str = "US") -> str:
        """Return the name of the U.S. state or Canadian province last named before an offset; empty where none is."""
        i = bisect.bisect_right(self._states[country], (at, "\uffff"))
        return self._states[country][i - 1][1] if i else ""
