"""Find the places that a text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import PLACES, text_of
from borderfacts.lexicons.gazetteer import Candidate, fold
from borderfacts.records import Place, Span
from borderfacts.values.doc_phrases import phrases
from borderfacts.values.places.choice import choose, folded
from borderfacts.values.places.names import find_names
from borderfacts.values.places.tokens import Name, Tokens, words
from borderfacts.vocabulary import PlaceKind

# A word for its people speaks less for a country than its name, an agency more than a word for its people.
_NATIONALITY_HINT = 0.4
_AGENCY_HINT = 0.5
_ABBREVIATED = ("Co ", "Co.", "Ft ", "Ft.", "Mt ", "Mt.", "Cd ", "Cd.")
_COUNTY = re.compile(r"^Co\.?\s(?=[A-Z])")
_SMALL_HEADS = ("island", "islands", "border")


class PlaceFinder:
    """Component: writes the layer ``PLACES``."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the places of the Doc."""
        PLACES.write(doc, self._find(doc))
        return doc

    def _find(self, doc: Doc) -> Iterator[Place]:
        text = text_of(doc)
        names = find_names(Tokens(text))
        starts = [sentence.start_char for sentence in doc.sents]
        sentences = [bisect_right(starts, name.start) for name in names]
        places = choose(names, folded(text, names), sentences, _hints(doc))
        for name, place in zip(names, places, strict=True):
            if place is not None:
                yield _record(text, name, place)


def _hints(doc: Doc) -> Mapping[str, float]:
    """Return how much the nationalities and agencies of the text speak for each country, 0 to 1."""
    hints: Counter[str] = Counter()
    for hit in phrases(doc, "nationalities"):
        for code in hit.keys:
            hints[code] += _NATIONALITY_HINT  # type: ignore[assignment]
    for hit in phrases(doc, "agencies"):
        for short in hit.keys:
            hints[lexicons.agencies()[short].country] += _AGENCY_HINT  # type: ignore[assignment]
    return {code: min(weight, 1.0) for code, weight in hints.items()}


def _record(text: str, name: Name, place: Candidate) -> Place:
    stretch = text[name.start : name.end]
    is_listed = bool(place.name)
    is_part = name.kind is not None and is_listed and fold(place.name) != fold(name.name or stretch)
    is_region = place.kind is PlaceKind.OTHER and not place.country  # "West Africa" has no point on a map
    full = name.name or _full_name(stretch, place, is_part=is_part)
    return Place(
        name=_COUNTY.sub("County ", full),
        kind=name.kind if is_part and name.kind else place.kind,
        country=place.country,
        admin1=place.admin1,
        lat=None if is_region else place.lat,
        lon=None if is_region else place.lon,
        geonames_id=None if is_part else place.geonames_id,
        span=Span.of(text, name.start, name.end),
    )


def _full_name(stretch: str, place: Candidate, *, is_part: bool) -> str:
    """Return the usual name: that of the list for what is abbreviated, that of the text otherwise."""
    plain = " ".join(stretch.split())
    if not place.name or is_part:
        return _without_capitals(plain)
    bare, _, head = plain.rpartition(" ")
    if head in _SMALL_HEADS and fold(bare) == fold(place.name):
        return bare
    is_short = "." in plain or plain.isupper()
    if fold(plain) == fold(place.name):
        return place.name if plain.isupper() or plain.startswith(_ABBREVIATED) else plain
    if place.kind is PlaceKind.COUNTRY:
        return place.name if is_short or plain in ("America", "States") else plain
    if place.kind is PlaceKind.ADMIN1 and is_short:
        return place.name
    is_shortened = place.by_hand and f" {fold(plain)} " in f" {fold(place.name)} "
    return place.name if is_shortened or (is_short and place.by_hand) else _without_capitals(plain)


def _without_capitals(name: str) -> str:
    """Return a name given in capitals as it is usually written."""
    if not name.isupper() or len(name) < 4:
        return name
    return " ".join(
        word.lower()
        if i and word.lower() in words("inner")
        else "-".join(part.capitalize() for part in word.split("-"))
        for i, word in enumerate(name.split())
    )
