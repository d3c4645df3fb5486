"""Look up places by name: countries, first-order divisions, the hand-made places and the built gazetteer."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from borderfacts import lexicons
from borderfacts.vocabulary import PlaceKind

# Letters that decompose to no plain letter.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
    | {"’": "'", "‘": "'"}
)
_SPELLED_OUT = {
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "cd": "ciudad",
    "rd": "road",
    "ave": "avenue",
    "co": "county",
}
_WORD = re.compile(r"\w+")
_KINDS = {"n": PlaceKind.COUNTRY, "a": PlaceKind.ADMIN1, "c": PlaceKind.COUNTY, "t": PlaceKind.CITY}


class Candidate(NamedTuple):
    """A place that a name may stand for.

    Attributes:
        name: the usual name.
        kind: what it is.
        country: ISO 3166-1 alpha-2; None where it has none.
        admin1: ISO 3166-2 code; None where there is none.
        lat: degrees north; None where unknown.
        lon: degrees east; None where unknown.
        population: the inhabitants, 0 where unknown.
        geonames_id: the identifier in GeoNames; None where it has none.
        by_hand: it is one of the places that matter on borders, and no entry of the built file alone.
        is_alternate: the name asked for is not its main one.
        is_capital: it is the capital of its country.
    """

    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    geonames_id: int | None = None
    by_hand: bool = False
    is_alternate: bool = False
    is_capital: bool = False


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return a word of a name without case, accents and abbreviation, for comparing; empty for punctuation."""
    if word.isascii():
        plain = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace(".", "")
    return _SPELLED_OUT.get(plain, plain)


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Return a name as the gazetteer keys it.

    Examples:
        >>> fold("St-Bernard-de-Lacolle")
        'saint bernard de lacolle'
    """
    joined = re.sub(r"(?<=\w)['’.](?=\w)", "", name)
    return " ".join(filter(None, (fold_word(m.group()) for m in _WORD.finditer(joined))))


@lru_cache(maxsize=4096)
def candidates(key: str) -> tuple[Candidate, ...]:
    """Return the places that a folded name may stand for, the built ones last."""
    by_hand = _by_hand().get(key, ())
    built = tuple(_parse(key))
    return tuple(_with_details(place, built) for place in by_hand) + tuple(
        place for place in built if not any(_is_same(place, other) for other in by_hand)
    )


def is_known(key: str) -> bool:
    """Say whether a folded name stands for any place."""
    return key in _by_hand() or key in _rows()


@cache
def _rows() -> dict[str, str]:
    text = gzip.decompress(lexicons.read_bytes("places.csv.gz")).decode("utf-8")
    lines = text.split("\n")
    return dict(zip(lines[::2], lines[1::2], strict=False))


def _parse(key: str) -> Iterator[Candidate]:
    for row in _rows().get(key, "").split("\t") if key in _rows() else ():
        name, kind, country, admin1, lat, lon, population, geonames_id, flags = row.split("|")
        yield Candidate(
            name=name,
            kind=_KINDS[kind],
            country=country or None,
            admin1=f"{country}-{admin1}" if admin1 else None,
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            population=int(population or 0),
            geonames_id=int(geonames_id) if geonames_id else None,
            is_alternate="a" in flags,
            is_capital="c" in flags,
        )


@cache
def _by_hand() -> dict[str, tuple[Candidate, ...]]:
    found: dict[str, tuple[Candidate, ...]] = {}
    for form, place in _hand_made():
        key = fold(form)
        if place not in found.get(key, ()):
            found[key] = (*found.get(key, ()), place)
    return found


def _hand_made() -> Iterator[tuple[str, Candidate]]:
    for code, nation in lexicons.nationalities().items():
        country = Candidate(nation.name, PlaceKind.COUNTRY, code, None, nation.lat, nation.lon, by_hand=True)
        for form in (nation.name, *nation.names):
            yield form, country._replace(is_alternate=fold(form) != fold(nation.name))
    for code, region in lexicons.divisions().items():
        division = Candidate(region.name, PlaceKind.ADMIN1, code[:2], code, None, None, by_hand=True)
        for form in (region.name, *region.forms):
            yield form, division._replace(is_alternate=fold(form) != fold(region.name))
    for table, entry in lexicons.places().items():
        name = entry.name or table
        place = Candidate(
            name, entry.kind, entry.country or None, entry.admin1 or None, entry.lat, entry.lon, by_hand=True
        )
        for form in (name, *entry.forms):
            yield form, place._replace(is_alternate=fold(form) != fold(name))


def _is_same(built: Candidate, by_hand: Candidate) -> bool:
    if built.country != by_hand.country or built.kind is not by_hand.kind:
        return False
    if by_hand.kind is PlaceKind.COUNTRY:
        return True
    if by_hand.kind is PlaceKind.ADMIN1:
        return built.admin1 in (by_hand.admin1, None)
    if by_hand.admin1:
        return built.admin1 == by_hand.admin1
    return by_hand.lat is None or _is_near(built, by_hand)


def _is_near(one: Candidate, other: Candidate) -> bool:
    if None in (one.lat, one.lon, other.lat, other.lon):
        return False
    return abs((one.lat or 0) - (other.lat or 0)) < 0.5 and abs((one.lon or 0) - (other.lon or 0)) < 0.5


def _with_details(place: Candidate, built: tuple[Candidate, ...]) -> Candidate:
    own = fold(place.name)
    same = [row for row in (built if not place.is_alternate else tuple(_parse(own))) if _is_same(row, place)]
    if not same:
        return place
    best = max(same, key=lambda row: row.population)
    return place._replace(
        admin1=place.admin1 or best.admin1,
        lat=place.lat if place.lat is not None else best.lat,
        lon=place.lon if place.lon is not None else best.lon,
        population=best.population,
        geonames_id=best.geonames_id,
        is_capital=best.is_capital,
    )


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Return, for each short way to write a division after a town and a comma, the codes it may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for code, region in lexicons.divisions().items():
        for form in (*region.abbreviations, *(f for f in region.forms if "." in f)):
            found[form] = (*found.get(form, ()), code)
    return found


def admin1_name(code: str) -> str | None:
    """Return the usual name of a first-order division by its ISO 3166-2 code; None where news seldom names it."""
    region = lexicons.divisions().get(code)
    return region.name if region else None
