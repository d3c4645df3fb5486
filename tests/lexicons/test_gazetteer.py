from __future__ import annotations

import pytest

from borderfacts import lexicons
from borderfacts.lexicons.gazetteer import (
    abbreviations,
    admin1_name,
    candidates,
    fold,
    is_known,
)
from borderfacts.vocabulary import PlaceKind


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ciudad Juárez", "ciudad juarez"),
        ("St-Bernard-de-Lacolle", "saint bernard de lacolle"),
        ("Cox’s Bazar", "coxs bazar"),
        ("Białowieża", "bialowieza"),
        ("N'Djamena", "ndjamena"),
        ("Mt. Cristo Rey", "mount cristo rey"),
        ("", ""),
        ("—", ""),
    ],
)
def test_fold_drops_case_accents_punctuation_and_abbreviation(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [
        ("Emerson", "CA", "CA-MB"),
        ("Lukeville", "US", "US-AZ"),
        ("Knippa", "US", "US-TX"),
        ("Dajabon", "DO", "DO-05"),
        ("Nuevo Laredo", "MX", "MX-TAM"),
        ("Piedras Negras", "MX", "MX-COA"),
        ("Gravelines", "FR", "FR-HDF"),
        ("Cochise County", "US", "US-AZ"),
        ("Kiev", "UA", "UA-30"),
    ],
)
def test_first_candidate_is_the_place_on_the_border(name: str, country: str, admin1: str) -> None:
    first = candidates(fold(name))[0]
    assert (first.country, first.admin1) == (country, admin1)


def test_unknown_name_has_no_candidates() -> None:
    assert candidates("no such place at all") == ()
    assert not is_known("no such place at all")


def test_town_of_the_list_by_hand_takes_coordinates_and_identifier_from_geonames() -> None:
    juarez = candidates(fold("Juárez"))[0]
    assert juarez.name == "Ciudad Juárez"
    assert juarez.geonames_id == 4013708
    assert juarez.lat == pytest.approx(31.72, abs=0.05)


def test_namesakes_on_both_sides_of_a_border_are_both_there() -> None:
    naco = {place.admin1 for place in candidates(fold("Naco")) if place.by_hand}
    assert naco == {"US-AZ", "MX-SON"}


def test_border_rivers_and_bridges_have_no_country() -> None:
    river = candidates(fold("Rio Grande"))[0]
    bridge = candidates(fold("Rainbow Bridge"))[0]
    assert (river.kind, river.country) == (PlaceKind.WATER, None)
    assert (bridge.kind, bridge.country) == (PlaceKind.PORT_OF_ENTRY, None)


def test_every_place_by_hand_has_coordinates() -> None:
    without = [
        table
        for table, entry in lexicons.places().items()
        if not any(
            place.by_hand and place.lat is not None
            for place in candidates(fold(entry.name or table))
            if place.kind is entry.kind and (place.country or "") == entry.country
        )
    ]
    assert without == []


def test_every_country_is_known_by_its_name() -> None:
    missing = [
        code
        for code, nation in lexicons.nationalities().items()
        if not any(p.kind is PlaceKind.COUNTRY and p.country == code for p in candidates(fold(nation.name)))
    ]
    assert missing == []


def test_divisions_of_by_hand_places_lie_in_their_country() -> None:
    astray = [
        table
        for table, entry in lexicons.places().items()
        if entry.admin1 and not entry.admin1.startswith(f"{entry.country}-")
    ]
    assert astray == []


def test_coordinates_are_on_the_globe() -> None:
    astray = [
        table
        for table, entry in lexicons.places().items()
        if entry.lat is not None and not (-90 <= entry.lat <= 90 and -180 <= (entry.lon or 0) <= 180)
    ]
    assert astray == []


@pytest.mark.parametrize(
    ("short", "codes"),
    [
        ("Man.", ("CA-MB",)),
        ("N.D.", ("US-ND",)),
        ("AZ", ("US-AZ",)),
        ("B.C.", ("CA-BC", "MX-BCN")),
        ("WA", ("US-WA", "AU-WA")),
    ],
)
def test_short_forms_of_divisions(short: str, codes: tuple[str, ...]) -> None:
    assert abbreviations()[short] == codes


def test_division_names() -> None:
    assert admin1_name("US-MN") == "Minnesota"
    assert admin1_name("XX-YY") is None
