"""Tell which government a text means by a capital, a county or the region named last."""

from __future__ import annotations

import re
from bisect import bisect_left

from borderfacts import lexicons
from borderfacts.grammar.agency_story import NamedPlace
from borderfacts.vocabulary import PlaceKind

# Stems of what governments do: with a country as the subject they name its government.
GOVERNS = (
    "clos", "shut", "deploy", "suspend", "deport", "expel", "ban", "impos", "reopen", "tighten", "repatriat", "announc",
    "reinforc", "introduc", "extend", "declar", "launch", "erect", "scrap", "halt", "build", "sign", "approv",
    "reinstat", "lift", "outlaw", "summon", "agree", "fenc", "unveil", "promis", "pledg", "open",
)  # fmt: skip
# Where they send troops, too, though not where they send a letter.
SENDS = ("send", "sends", "sent", "sending")
_OWNER = re.compile(
    r"\b(?:the|that|its)\s(?P<what>islands?|archipelago|region|province|state|territory|city|town|county)['’]s?\s$",
    re.IGNORECASE,
)
_KINDS = {
    "city": (PlaceKind.CITY,),
    "town": (PlaceKind.CITY,),
    "county": (PlaceKind.COUNTY,),
    "province": (PlaceKind.ADMIN1,),
    "state": (PlaceKind.ADMIN1,),
    "region": (PlaceKind.ADMIN1,),
}
_RECALL = 50  # places looked back over for what "the islands" stands for


def of_owner(text: str, at: int, places: list[NamedPlace]) -> NamedPlace | None:
    """Return the region that owns the word at an offset: ``the islands' government``."""
    match = _OWNER.search(text, max(0, at - 25), at)
    if not match:
        return None
    what = match["what"].lower()
    last = bisect_left(places, match.start(), key=lambda place: place.start)
    for place in reversed(places[max(0, last - _RECALL) : last]):
        if place.kind in _KINDS.get(what, ()) or (what not in _KINDS and "Island" in place.name):
            return place
    return None


def local_government(place: NamedPlace) -> str | None:
    """Return the name of the government of a county, city, state or province that acts by itself."""
    if place.country not in ("US", "CA"):
        return None
    if place.kind is PlaceKind.COUNTY:
        return place.name
    if place.kind is PlaceKind.ADMIN1:
        return f"{'State' if place.country == 'US' else 'Province'} of {place.name}"
    return None


def capital_of(place: NamedPlace) -> str | None:
    """Return the country whose capital a place is, where its name stands for the government in the news."""
    code = lexicons.local_forces().capitals.get(place.name)
    return code if code == place.country else None
