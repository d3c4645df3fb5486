import re
from importlib.resources import files

import pycountry
import pytest

from borderfacts import lexicons
from borderfacts.codebooks import countries, tables
from borderfacts.errors import LexiconError
from borderfacts.vocabulary import AgencyKind, Cause, Role

CODES = sorted({country.alpha_2 for country in pycountry.countries} | {"XK"})
READERS = {
    "countries.toml": tables.countries, "actors.toml": tables.actors, "iom.toml": tables.iom,
    "acled.toml": tables.acled, "plover.toml": tables.plover,
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_every_data_file_keeps_to_its_shape(name):
    assert READERS[name]() is READERS[name]()
    assert {path.name for path in files("borderfacts.codebooks").joinpath("data").iterdir()} == set(READERS)


def test_a_data_file_that_breaks_its_shape_is_named():
    with pytest.raises(LexiconError, match=r"^actors\.toml: "):
        tables._read("actors.toml", tables.InterCodes)


def test_a_country_stands_in_one_sub_region():
    codes = [code for region in tables.countries().unsd.values() for code in region.split()]
    assert len(codes) == len(set(codes))
    assert sorted({*codes, "AQ", "TW", "XK"}) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_country_has_its_names_and_codes(code):
    assert countries.iom_name(code)
    assert countries.acled_name(code) or code not in lexicons.nationalities()
    assert re.fullmatch("[A-Z]{3}", countries.alpha_3(code) or "")
    assert (countries.iso_numeric(code) is None) is (code == "XK")


@pytest.mark.parametrize("code", [code for code in CODES if code != "AQ"])
def test_every_country_has_its_regions(code):
    assert countries.iom_region(code)
    assert countries.acled_region(code)


@pytest.mark.parametrize(
    ("code", "unsd", "iom", "acled"),
    [
        ("US", "Northern America", "North America", "North America"),
        ("MX", "Central America", "Central America", "North America"),
        ("GR", "Southern Europe", "Europe", "Europe"),
        ("TR", "Western Asia", "Western Asia", "Middle East"),
        ("AF", "Southern Asia", "Southern Asia", "Caucasus and Central Asia"),
        ("ZW", "Eastern Africa", "Southern Africa", "Southern Africa"),
        ("MM", "South-eastern Asia", "South-eastern Asia", "Southeast Asia"),
        ("AU", "Australia and New Zealand", "Oceania", "Oceania"),
        ("XK", None, "Europe", "Europe"),
    ],
)
def test_regions(code, unsd, iom, acled):
    regions = (countries.unsd_grouping(code), countries.iom_region(code), countries.acled_region(code))
    assert regions == (unsd, iom, acled)


def test_routes_name_countries_that_there_are():
    routes = tables.iom().routes
    assert len({route.name for route in routes}) == len(routes)
    pairs = [pair for route in (*routes, *tables.iom().seas) for pair in route.pairs]
    assert [pair for pair in pairs if not set(pair.split()) <= set(CODES) or len(pair.split()) != 2] == []
    assert [code for route in routes for code in route.countries if code not in CODES] == []
    assert [code for route in routes for code in route.agencies if code not in lexicons.agencies()] == []
    divisions = [code for route in routes for code in route.admin1]
    assert [code for code in divisions if pycountry.subdivisions.get(code=code) is None] == []


def test_every_cause_has_a_category_or_is_unknown():
    assert set(Cause) - set(tables.iom().causes) == {Cause.SUFFOCATION, Cause.OTHER}


def test_every_category_of_plover_has_a_quad_code():
    table = tables.plover()
    named = {entry.event for entry in table.actions.values()}
    named |= {entry.barred for entry in table.actions.values() if entry.barred}
    assert named <= set(table.quad_codes)
    assert set(table.sectors.people) == set(Role)
    assert set(AgencyKind) - set(table.sectors.agencies) == {AgencyKind.OTHER}
