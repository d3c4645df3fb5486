"""The words that borderfacts knows: TOML files in ``data``, checked against ``schema``, read once."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from borderfacts.errors import LexiconError
from borderfacts.lexicons.schema import (
    ActionEntry,
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
    StatusEntry,
    UnitEntry,
    WordsEntry,
)
from borderfacts.vocabulary import ActionType, Cause, Stance

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
    """Return one list of the words near a number that tell what it measures."""
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
    """Return the words around a name that tell whether it is a place, by what they tell."""
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
def languages() -> dict[str, LanguageEntry]:
    """Return the languages that are told apart, with their function words, by ISO 639-1 code."""
    return _read("languages.toml", LanguageEntry)


@cache
def people() -> dict[str, PersonNounEntry]:
    """Return the nouns that name people, by table."""
    return _read("people.toml", PersonNounEntry)


@cache
def status() -> dict[str, StatusEntry]:
    """Return the words that bear on how far an action came to pass, by table."""
    return _read("status.toml", StatusEntry)


@cache
def actions() -> dict[ActionType, ActionEntry]:
    """Return the rules of each action type.

    Raises:
        LexiconError: a table names no action type, or a type has no table.
    """
    tables = {name: entry for name, entry in _read("actions.toml", ActionEntry).items()}
    if set(tables) != set(ActionType):
        raise LexiconError(f"actions.toml: tables and action types differ: {sorted(set(tables) ^ set(ActionType))}")
    return {ActionType(name): entry for name, entry in tables.items()}


@cache
def classes() -> dict[str, frozenset[str]]:
    """Return the word classes that the rules of ``actions.toml`` refer to."""
    tables: dict[str, list[str]] = tomllib.loads(read_bytes("classes.toml").decode("utf-8"))
    return {name: frozenset(words) for name, words in tables.items()}


@cache
def date_words() -> dict[str, DateWordsEntry]:
    """Return the words of dates and times by kind."""
    return _read("dates.toml", DateWordsEntry)


@cache
def tense_words() -> dict[str, DateWordsEntry]:
    """Return the words that tell whether a sentence looks back or ahead, by table."""
    return _read("tenses.toml", DateWordsEntry)


@cache
def measures() -> MeasureWords:
    """Return what figures count, the words beside them, and the budget years."""
    return _read_whole("measures.toml", MeasureWords)


@cache
def irregular_verbs() -> dict[str, tuple[str, ...]]:
    """Return the forms of irregular verbs by lemma."""
    tables: dict[str, list[str]] = tomllib.loads(read_bytes("irregular_verbs.toml").decode("utf-8"))
    return {lemma: tuple(forms) for lemma, forms in tables.items()}


@cache
def causes() -> dict[Cause, tuple[str, ...]]:
    """Return the words that tell a cause of death, injury or distress, in the order in which they count."""
    tables: dict[str, list[str]] = tomllib.loads(read_bytes("causes.toml").decode("utf-8"))
    return {Cause(name): tuple(words) for name, words in tables.items()}


@cache
def landmarks() -> dict[str, LandmarkEntry]:
    """Return the kinds of things with a standing measure."""
    return _read("landmarks.toml", LandmarkEntry)


@cache
def neighbours() -> frozenset[tuple[str, str]]:
    """Return the pairs of countries between which people cross, each in both orders."""
    pairs = [pair.split() for pair in _neighbours()["pairs"] + _neighbours()["one_way"]]
    return frozenset(p for first, second in pairs for p in ((first, second), (second, first)))


@cache
def one_way() -> frozenset[tuple[str, str]]:
    """Return the pairs of countries between which people cross irregularly in one direction, the origin first."""
    return frozenset((first, second) for first, second in (pair.split() for pair in _neighbours()["one_way"]))


@cache
def embarking() -> frozenset[str]:
    """Return the countries from whose coasts boats set out rather than land."""
    return frozenset(_neighbours()["embarking"])


@cache
def _neighbours() -> dict[str, list[str]]:
    return tomllib.loads(read_bytes("neighbours.toml").decode("utf-8"))


@cache
def domain_starts() -> tuple[str, ...]:
    """Return the word starts that show a story to be about borders or migration, in lower case."""
    return tuple(_domain()["starts"])


@cache
def domain_nearby() -> tuple[str, ...]:
    """Return the word starts that leave open whether a text is about borders or migration, in lower case."""
    return tuple(_domain()["nearby"])


@cache
def elsewhere() -> dict[str, frozenset[str]]:
    """Return the words of films, books and sport, which borrow the words of our stories."""
    return {world: frozenset(words) for world, words in _domain()["elsewhere"].items()}


@cache
def _domain() -> dict[str, Any]:
    return tomllib.loads(read_bytes("domain.toml").decode("utf-8"))


@cache
def story_words(table: str) -> frozenset[str]:
    """Return the words of a table of ``story.toml``, by which a story holds together."""
    return frozenset(_story()[table])


@cache
def _story() -> dict[str, list[str]]:
    return tomllib.loads(read_bytes("story.toml").decode("utf-8"))


@cache
def grouping_weights() -> dict[str, float]:
    """Return how much each sign speaks for (or against) a sentence belonging to a happening told before."""
    weights: dict[str, float] = json.loads(read_bytes("grouping.json"))
    return weights


@cache
def confidence_weights() -> dict[str, float]:
    """Return the weights of the confidence estimate, made by ``scripts/calibrate_confidence.py``."""
    weights: dict[str, float] = json.loads(read_bytes("confidence.json"))
    return weights
