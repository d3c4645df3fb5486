"""Countries by ISO 3166-1 alpha-2 code: their codes, and their names and regions in each codebook."""

from __future__ import annotations

from functools import cache

import pycountry

from borderfacts import lexicons
from borderfacts.codebooks import tables

# What ISO 3166 lacks.
_NO_ISO = {"XK": "XKX"}


@cache
def iso_numeric(code: str) -> int | None:
    """Return the ISO 3166-1 number; None for a code that ISO lacks."""
    country = pycountry.countries.get(alpha_2=code)
    return int(country.numeric) if country else None


@cache
def alpha_3(code: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code (XKX for Kosovo, as PLOVER's data have it)."""
    country = pycountry.countries.get(alpha_2=code)
    return country.alpha_3 if country else _NO_ISO.get(code)


@cache
def division(code: str) -> str | None:
    """Return the usual English name of a first-order division by its ISO 3166-2 code, or that of ISO."""
    usual = lexicons.divisions().get(code)
    found = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    return usual.name if usual else found.name if found else None


@cache
def _sub_regions() -> dict[str, str]:
    return {code: region for region, codes in tables.countries().unsd.items() for code in codes.split()}


def unsd_grouping(code: str) -> str | None:
    """Return the sub-region of the United Nations Statistics Division."""
    return _sub_regions().get(code)


def iom_region(code: str) -> str | None:
    """Return the region of the Missing Migrants Project."""
    return _region(code, tables.countries().iom)


def acled_region(code: str) -> str | None:
    """Return ACLED's region."""
    return _region(code, tables.countries().acled)


def iom_name(code: str) -> str | None:
    """Return the name that the United Nations use."""
    country = pycountry.countries.get(alpha_2=code)
    return tables.countries().iom.names.get(code) or (country.name if country else None)


def acled_name(code: str) -> str | None:
    """Return the name that ACLED uses."""
    usual = lexicons.nationalities().get(code)
    return tables.countries().acled.names.get(code) or (usual.name if usual else None)


def _region(code: str, table: tables.CodebookCountries) -> str | None:
    for region, codes in table.countries.items():
        if code in codes.split():
            return region
    sub_region = _sub_regions().get(code)
    return table.regions.get(sub_region, sub_region) if sub_region else None
