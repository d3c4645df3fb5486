"""Keep what is known of a story while its agencies are read from left to right."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from borderfacts.values.agencies.whereabouts import Whereabouts
from borderfacts.vocabulary import AgencyKind, PlaceKind

# How many mentions back the agency meant by ``the agency`` is looked for.
MEMORY = 200
# Words that may stand between a country's adjective and its force: the Spanish maritime rescue service.
_BETWEEN = re.compile(
    r"(?:['’]s?)?\s(?:(?:federal|local|state|provincial|national|regional|central|special|elite|senior|top|so-called"
    r"|military|armed|naval|maritime|eastern|western|northern|southern|rebel|home)\s)?$"
)
# The country is the one named last: the country's coast guard.
_OWN = re.compile(r"\b(?:the|that|his|her|whose)\s(?:country|nation)['’]s\s(?:\w+\s)?$", re.IGNORECASE)
# The country is the one that the sentence or the one before it opens with: its coast guard.
_ITS = re.compile(r"\b[Ii]ts\s(?:own\s)?(?:\w+\s)?$")
_BRACKETED = re.compile(r"\s\((?:the\s)?['\"“]?(?P<acronym>[A-Z][A-Z&.-]{1,9})['\"”]?\)")
# Between a force and its country: police in Croatia.
_AFTER = re.compile(r"\s(?:of|in)\s(?:the\s)?")
_MOST_ACRONYMS = 50


def acronyms(text: str) -> list[re.Match[str]]:
    """Return where the acronyms stand that a text gives in brackets behind a name."""
    names = list(dict.fromkeys(match["acronym"] for match in _BRACKETED.finditer(text)))[:_MOST_ACRONYMS]
    if not names:
        return []
    return list(re.compile(rf"(?<![\w(])(?:{'|'.join(re.escape(name) for name in names)})(?!\w)").finditer(text))


@dataclass(frozen=True, slots=True)
class Found:
    """An agency at a place in the text, before it is a record."""

    start: int
    end: int
    short: str
    full: str
    country: str
    kind: AgencyKind


class NamedPlace(NamedTuple):
    """A named place in the text."""

    start: int
    end: int
    kind: PlaceKind
    country: str
    name: str


@dataclass(slots=True)
class AgencyStory:
    """What is known of a story while its agencies are read from left to right.

    Attributes:
        text: the story.
        where: where its sentences are set.
        nations: where a country's name or adjective starts, and its code, by where it ends.
        countries: where the countries' names end, in order.
        openings: where a country's name ends, and its code, by where it starts.
        places: the named places, by where they start.
        place_ends: the same, by where they end.
        place_list: the same, in order.
        names: where a known agency's name starts.
        agencies: the agencies found so far.
        acronyms: those among them that the text gives an acronym, by it.
    """

    text: str
    where: Whereabouts
    nations: dict[int, tuple[int, str]]
    countries: list[int]
    openings: dict[int, tuple[int, str]]
    places: dict[int, NamedPlace]
    place_ends: dict[int, NamedPlace]
    place_list: list[NamedPlace]
    names: frozenset[int]
    agencies: list[Found] = field(default_factory=list)
    acronyms: dict[str, Found] = field(default_factory=dict)

    def nation_before(self, at: int) -> tuple[int, str] | None:
        """Return where the country's adjective right before an offset starts, and its code."""
        if at == 0 or not self.text[at - 1].isspace():
            return None
        own = _OWN.search(self.text, max(0, at - 40), at)
        if own:
            start, _ = self.where.sentence(at)
            before = bisect.bisect_right(self.countries, own.start())
            end = self.countries[before - 1] if before else -1
            return (own.start(), self.nations[end][1]) if end >= start else None
        its = _ITS.search(self.text, max(0, at - 25), at)
        if its:
            return self._of_its(at)
        match = _BETWEEN.search(self.text, max(0, at - 24), at)
        while match:
            found = self.nations.get(match.start())
            if found:
                return found
            match = _BETWEEN.search(self.text, match.start() + 1, at)
        return None

    def _of_its(self, at: int) -> tuple[int, str] | None:
        """Return the country that ``its`` means, with where the force itself starts."""
        start, _ = self.where.sentence(at)
        if start in self.openings:
            return at, self.openings[start][1]
        before, _ = self.where.sentence(max(0, start - 2))
        return (at, self.openings[before][1]) if before in self.openings else None

    def place_before(self, at: int) -> NamedPlace | None:
        """Return the town or region named right before an offset."""
        place = self.place_ends.get(at - 1) if self.text[at - 1 : at] == " " else None
        return place if place and place.country and place.kind is not PlaceKind.COUNTRY else None

    def nation_after(self, at: int) -> tuple[int, str] | None:
        """Return where the country that follows (``police in Croatia``) ends, and its code."""
        match = _AFTER.match(self.text, at)
        return self.openings.get(match.end()) if match else None

    def place_after(self, at: int) -> NamedPlace | None:
        """Return the place that follows (``police in Uvalde``)."""
        match = _AFTER.match(self.text, at)
        return self.places.get(match.end()) if match else None

    def with_acronym(self, found: Found, *, is_new: bool) -> Found:
        """Return an agency with the acronym in brackets behind it, the short name of one that no list knows."""
        match = _BRACKETED.match(self.text, found.end)
        if match is None or not match["acronym"][:2].isupper():
            return found
        found = replace(found, end=match.end())
        if is_new and found.full.count(" ") > 1:
            found = replace(found, short=match["acronym"])
        self.acronyms.setdefault(match["acronym"], found)
        return found

    def last(self, *shorts: str, kinds: tuple[AgencyKind, ...] = (), word: str = "") -> Found | None:
        """Return the agency named last that is one of ``shorts`` or ``kinds`` and has ``word`` in its name."""
        for found in reversed(self.agencies[-MEMORY:]):
            if (found.short in shorts or found.kind in kinds or not (shorts or kinds)) and (
                not word or word in f"{found.full} {found.short}".lower()
            ):
                return found
        return None
