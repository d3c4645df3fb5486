"""Find which government a text means by a capital, a county or the region named last."""

from __future__ import annotations

import re
from bisect import bisect_left

from borderfacts import lexicons
from borderfacts.values.agencies.story import NamedPlace
from borderfacts.vocabulary import PlaceKind

# Stems of what governments do: before such a verb a country stands for its government.
_GOVERNS = (
    "clos", "shut", "deploy", "suspend", "deport", "expel", "ban", "impos", "reopen", "tighten", "repatriat", "announc",
    "reinforc", "introduc", "extend", "declar", "launch", "erect", "scrap", "halt", "build", "sign", "approv",
    "reinstat", "lift", "outlaw", "summon", "agree", "fenc", "unveil", "promis", "pledg", "open",
)  # fmt: skip
# They send troops, too; where they send a letter, their name stands for the country.
_SENDS = ("send", "sends", "sent", "sending")
_NEAR = 3  # words between a country and its verb: "Finland will soon again shut"
_NEXT_WORDS = re.compile(r"\s(?:[\w-]+\s){0,6}[\w-]+")
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


def governs(text: str, end: int) -> bool:
    """Return whether a verb for what governments do follows a name that ends at ``end``: ``Finland will shut``."""
    return any(word.startswith(_GOVERNS) for word in _words_behind(text, end)[: _NEAR + 1])


def sends_troops(text: str, end: int) -> bool:
    """Return whether a name that ends at ``end`` sends troops: ``Mexico will send 10,000 troops to the border``."""
    words = _words_behind(text, end)
    sent = next((i for i, word in enumerate(words[: _NEAR + 1]) if word in _SENDS), None)
    return sent is not None and not lexicons.local_forces().troops.isdisjoint(words[sent:])


def _words_behind(text: str, end: int) -> list[str]:
    match = _NEXT_WORDS.match(text, end)
    return match.group().lower().split() if match else []


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
