"""The words that borderfacts knows: TOML files in ``data``, checked against ``schema``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from borderfacts.errors import LexiconError
from borderfacts.lexicons.schema import (
    AgencyEntry,
    CurrencyEntry,
    DateWordsEntry,
    DivisionEntry,
    Entry,
    ForceEntry,
    LandmarkEntry,
    LanguageEntry,
    LocalForceWords,
    MeasureWords,
    NationEntry,
    NumberWords,
    PersonNounEntry,
    PlaceEntry,
    RegionEntry,
    SeizureWords,
    StanceEntry,
    UnitEntry,
    WordsEntry,
)
from borderfacts.vocabulary import Stance

E = TypeVar("E", bound=Entry)
M = TypeVar("M", bound=BaseModel)


def read_bytes(name: str) -> bytes:
    """Return the content of a data file."""
    return files(__name__).joinpath("data", name).read_bytes()


def _read(name: str, entry: type[E]) -> dict[str, E]:
    tables: dict[str, Any] = tomllib.loads(read_bytes(name).decode("utf-8"))
    try:
        return TypeAdapter(dict[str, entry]).validate_python(tables)  # type: ignore[valid-type]
    except ValidationError as error:
        raise LexiconError(f"{name}: {error}") from error


def _read_whole(name: str, model: type[M]) -> M:
    try:
        return model.model_validate(tomllib.loads(read_bytes(name).decode("utf-8")))
    except ValidationError as error:
        raise LexiconError(f"{name}: {error}") from error


@cache
def numbers() -> NumberWords:
    """Return the number words and hedges."""
    return _read_whole("numbers.toml", NumberWords)


@cache
def agencies() -> dict[str, AgencyEntry]:
    """Return the agencies by short name."""
    return _read("agencies.toml", AgencyEntry)


@cache
def forces() -> dict[str, ForceEntry]:
    """Return the forces and offices that every country has, by the name that follows the country's adjective."""
    return _read("forces.toml", ForceEntry)


@cache
def local_forces() -> LocalForceWords:
    """Return the words around the name of a local force."""
    return _read_whole("local_forces.toml", LocalForceWords)


@cache
def seizures() -> SeizureWords:
    """Return the words for things that are seized, and those around them."""
    return _read_whole("seizures.toml", SeizureWords)


@cache
def attributions() -> dict[Stance, StanceEntry]:
    """Return the reporting verbs and phrases by stance."""
    return {Stance(name): entry for name, entry in _read("attributions.toml", StanceEntry).items()}


@cache
def units() -> dict[str, UnitEntry]:
    """Return the units by pint name."""
    return _read("units.toml", UnitEntry)


@cache
def _quantity_cues() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = tomllib.loads(read_bytes("quantity_cues.toml").decode("utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


def quantity_cues(name: str) -> frozenset[str]:
    """Return one list of the words near a number that say what it measures."""
    return _quantity_cues()[name]


@cache
def _people_cues() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = tomllib.loads(read_bytes("people_cues.toml").decode("utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


def people_cues(name: str) -> frozenset[str]:
    """Return one list of the words around mentions of people."""
    return _people_cues()[name]


@cache
def currencies() -> dict[str, CurrencyEntry]:
    """Return the currencies by ISO 4217 code."""
    return _read("currencies.toml", CurrencyEntry)


@cache
def regions() -> dict[str, RegionEntry]:
    """Return the regions and cities that show where a story is set, by ISO 3166-1 alpha-2 code."""
    return _read("regions.toml", RegionEntry)


@cache
def divisions() -> dict[str, DivisionEntry]:
    """Return the first-order divisions that news texts name, by ISO 3166-2 code."""
    return _read("divisions.toml", DivisionEntry)


@cache
def place_context() -> dict[str, WordsEntry]:
    """Return the words around a name that show whether it is a place, by what they show."""
    return _read("place_context.toml", WordsEntry)


@cache
def places() -> dict[str, PlaceEntry]:
    """Return the hand-made part of the gazetteer by name."""
    return _read("places.toml", PlaceEntry)


@cache
def nationalities() -> dict[str, NationEntry]:
    """Return the countries and territories, with the words for their people, by ISO 3166-1 alpha-2 code."""
    return _read("nationalities.toml", NationEntry)


@cache
def demonyms() -> frozenset[str]:
    """Return the words for the people of all countries and territories, nouns and adjectives."""
    return frozenset(form for nation in nationalities().values() for form in nation.people)


@cache
def languages() -> dict[str, LanguageEntry]:
    """Return the languages that are distinguished, with their function words, by ISO 639-1 code."""
    return _read("languages.toml", LanguageEntry)


@cache
def people() -> dict[str, PersonNounEntry]:
    """Return the nouns that name people, by table."""
    return _read("people.toml", PersonNounEntry)


@cache
def date_words() -> dict[str, DateWordsEntry]:
    """Return the words of dates and times by kind."""
    return _read("dates.toml", DateWordsEntry)


@cache
def tense_words() -> dict[str, DateWordsEntry]:
    """Return the words that show whether a sentence looks back or ahead, by table."""
    return _read("tenses.toml", DateWordsEntry)


@cache
def measures() -> MeasureWords:
    """Return what figures count, the words beside them, and the budget years."""
    return _read_whole("measures.toml", MeasureWords)


@cache
def landmarks() -> dict[str, LandmarkEntry]:
    """Return the kinds of things with a standing measure."""
    return _read("landmarks.toml", LandmarkEntry)


@cache
def story_words(table: str) -> frozenset[str]:
    """Return the words of a table of ``story.toml``, by which a story holds together."""
    return frozenset(_story()[table])


@cache
def _story() -> dict[str, list[str]]:
    return tomllib.loads(read_bytes("story.toml").decode("utf-8"))
