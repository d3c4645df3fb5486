"""The data files of the codebooks: their shapes, read and checked once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from borderfacts.errors import LexiconError
from borderfacts.vocabulary import ActionType, AgencyKind, Cause, EventType, Fate, Role, SeizureKind

T = TypeVar("T", bound=BaseModel)


class Table(BaseModel):
    """One table of a data file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(RootModel[tuple[str, ...]]):
    """Words and phrases in lower case."""

    model_config = ConfigDict(frozen=True)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.root, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def within(self, text: str) -> str | None:
        """Return the first of the words that a text holds, whole, as the text has it; None where it has none."""
        found = self._pattern.search(text)
        return found.group() if found else None

    def are(self, text: str) -> bool:
        """Return whether a text is one of the words."""
        return text.strip().lower() in self.root


class CodebookCountries(Table):
    """The regions and names of a codebook, where they differ from the usual ones."""

    regions: dict[str, str]
    countries: dict[str, str]
    names: dict[str, str]


class CountryTable(Table):
    """The whole of ``countries.toml``."""

    unsd: dict[str, str]
    iom: CodebookCountries
    acled: CodebookCountries


class ActorWords(Table):
    """The whole of ``actors.toml``."""

    forces: Words
    force_kinds: frozenset[AgencyKind]
    killing: Words
    courts: Words
    nobody: Words


class RouteEntry(Table):
    """A migration route of IOM; the head of the table in ``iom.toml`` says what the keys mean."""

    name: str
    region: str | None = None
    at_sea: bool = False
    pairs: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    admin1: frozenset[str] = frozenset()
    to: str | None = None
    agencies: frozenset[str] = frozenset()


class SeaEntry(Table):
    """A sea that is a region of its own, or lies in one."""

    region: str
    grouping: str | None = None
    places: frozenset[str]
    pairs: frozenset[str] = frozenset()


class IomWords(Table):
    """The words of ``iom.toml``."""

    at_sea: Words
    bodies: Words
    girl: Words
    boy: Words
    in_detention: Words
    in_return: Words


class SourceWords(Table):
    """The words for sources, by what they are."""

    official: Words
    humanitarian: Words
    witness: Words


class FigureWords(Table):
    """The words of a figure that say whom it counts."""

    migrants: Words


class NoRegion(Table):
    """Places whose incidents get no region."""

    admin1: frozenset[str]


class IomTable(Table):
    """The whole of ``iom.toml``."""

    unknown_cause: str
    transport_cause: str
    transport: Words
    causes: dict[Cause, str]
    words: IomWords
    sources: SourceWords
    measures: dict[str, Literal["dead", "missing", "total"]]
    figures: FigureWords
    seas: tuple[SeaEntry, ...]
    no_region: NoRegion
    routes: tuple[RouteEntry, ...]


class MannerEntry(Table):
    """A sub-event type of an attack, by the words of its evidence."""

    sub_event: str
    words: Words


class InterCodes(Table):
    """ACLED's codes of kinds of actors."""

    state: int
    external: int
    civilians: int


class AcledTable(Table):
    """The whole of ``acled.toml``."""

    inter: InterCodes
    manners: tuple[MannerEntry, ...]
    armed: Words


class PloverAction(Table):
    """A kind of action as a PLOVER event; the head of ``plover.toml`` says what the keys mean."""

    event: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    fates: frozenset[Fate] = frozenset()
    recipient: bool = False
    barred: str | None = None
    barring: Words | None = None
    acting: Literal["agency", "justice", "court", "people", "stated"] = "agency"


class PloverSectors(Table):
    """PLOVER's sectors of actors."""

    agencies: dict[AgencyKind, str]
    people: dict[Role, str]


class PloverContexts(Table):
    """PLOVER's contexts, by what shows them."""

    migration: frozenset[EventType]
    trafficking: frozenset[ActionType]
    illegal_drugs: frozenset[SeizureKind]


class PloverTable(Table):
    """The whole of ``plover.toml``."""

    quad_codes: dict[str, int] = Field(min_length=16)
    actions: dict[ActionType, PloverAction]
    attack_modes: dict[str, Words]
    sectors: PloverSectors
    contexts: PloverContexts


@cache
def countries() -> CountryTable:
    """Return the groupings and names of countries."""
    return _read("countries.toml", CountryTable)


@cache
def actors() -> ActorWords:
    """Return the words for those who act or report."""
    return _read("actors.toml", ActorWords)


@cache
def iom() -> IomTable:
    """Return what the Missing Migrants Project's columns take."""
    return _read("iom.toml", IomTable)


@cache
def acled() -> AcledTable:
    """Return what ACLED's columns take."""
    return _read("acled.toml", AcledTable)


@cache
def plover() -> PloverTable:
    """Return PLOVER's categories."""
    return _read("plover.toml", PloverTable)


def _read(name: str, model: type[T]) -> T:
    content = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    try:
        return model.model_validate(tomllib.loads(content))
    except ValidationError as error:
        raise LexiconError(f"{name}: {error}") from error
