"""The words that borderfacts knows: TOML files in ``data``, checked against ``schema``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from borderfacts.errors import LexiconError
from borderfacts.lexicons.schema import AgencyEntry, Entry, NationEntry, PlaceEntry, UnitEntry

E = TypeVar("E", bound=Entry)


def read_bytes(name: str) -> bytes:
    """Return the content of a data file."""
    return files(__name__).joinpath("data", name).read_bytes()


def _read(name: str, entry: type[E]) -> dict[str, E]:
    tables: dict[str, Any] = tomllib.loads(read_bytes(name).decode("utf-8"))
    try:
        return TypeAdapter(dict[str, entry]).validate_python(tables)  # type: ignore[valid-type]
    except ValidationError as error:
        raise LexiconError(f"{name}: {error}") from error


@cache
def agencies() -> dict[str, AgencyEntry]:
    """Return the agencies by short name."""
    return _read("agencies.toml", AgencyEntry)


@cache
def units() -> dict[str, UnitEntry]:
    """Return the units by pint name."""
    return _read("units.toml", UnitEntry)


@cache
def places() -> dict[str, PlaceEntry]:
    """Return the hand-made part of the gazetteer by name."""
    return _read("places.toml", PlaceEntry)


@cache
def nationalities() -> dict[str, NationEntry]:
    """Return the countries and territories, with the words for their people, by ISO 3166-1 alpha-2 code."""
    return _read("nationalities.toml", NationEntry)
