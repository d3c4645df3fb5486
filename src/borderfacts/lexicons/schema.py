"""The shape of each data file in ``lexicons/data``, as pydantic models; a file is a dict of tables of these."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from borderfacts.vocabulary import AgencyKind, Dimension, PartKind, PlaceKind, SeizureKind


class Entry(BaseModel):
    """One table of a data file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AgencyEntry(Entry):
    """An agency: the table name is its short name.

    Attributes:
        full: its full name.
        country: ISO 3166-1 alpha-2; empty for an international body.
        admin1: ISO 3166-2 code of the state or province it belongs to; empty for a national one.
        kind: what it is.
        forms: every usual way to write it; a form without lower-case letters is matched as written, others in any case.
        generic: words that mean it only in a story of its country (``border agents``, ``the coastguard``).
    """

    full: str
    country: str = ""
    admin1: str = ""
    kind: AgencyKind
    forms: tuple[str, ...]
    generic: tuple[str, ...] = ()


class ForceEntry(Entry):
    """A force or office that every country has: the table name follows the country's adjective in its name.

    Attributes:
        kind: what it is.
        forms: the words for it.
        alone: those of them that without a country mean the one of the story's country.
    """

    kind: AgencyKind
    forms: tuple[str, ...]
    alone: tuple[str, ...] = ()


class LocalForceWords(Entry):
    """The whole of ``local_forces.toml``.

    Attributes:
        unit_words: words of a force's name at which another's name ends.
        no_name: words that never begin the name of a force, whatever their capital.
        troops: words for whom a government sends.
        capitals: cities that stand for a government in the news, and their countries.
    """

    unit_words: frozenset[str]
    no_name: frozenset[str]
    troops: frozenset[str]
    capitals: dict[str, str]


class SeizureKindWords(Entry):
    """The words for one kind of thing that is seized.

    Attributes:
        mass: nouns without a count of their own.
        countable: nouns in the singular; their regular plurals are known too.
        vague: nouns that mean the kind only where nothing more exact is said.
    """

    mass: tuple[str, ...] = ()
    countable: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()


class SeizureContext(Entry):
    """The words around a thing seized.

    Attributes:
        containers: what it is counted in where no weight is reported.
        doses: pieces that are counted by themselves.
    """

    containers: frozenset[str]
    doses: frozenset[str]


class SeizureWords(Entry):
    """The whole of ``seizures.toml``."""

    kinds: dict[SeizureKind, SeizureKindWords]
    words: SeizureContext

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield every noun with its kind and number: ``("pistols", "firearm plural")``."""
        for kind, nouns in self.kinds.items():
            yield from ((noun, f"{kind} mass") for noun in nouns.mass)
            yield from ((noun, f"{kind} vague") for noun in nouns.vague)
            for noun in nouns.countable:
                yield noun, f"{kind} singular"
                yield _plural(noun), f"{kind} plural"


def _plural(noun: str) -> str:
    """Return the plural of a noun or noun phrase (``round of ammunition``)."""
    head, of, rest = noun.partition(" of ")
    if head.endswith("knife"):
        head = f"{head[:-2]}ves"
    elif head.endswith("y") and head[-2] not in "aeiou":
        head = f"{head[:-1]}ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        head += "" if head.endswith("s") else "es"
    elif head != "aircraft":
        head += "s"
    return head + of + rest


class StanceEntry(Entry):
    """The words of reporting of one stance: the table name is its label.

    Attributes:
        free: verb forms that report by themselves.
        verbs: verb forms that report only with what is reported; a second word (``puts at``) must stand in the clause.
        phrases: phrases before the source (``according to``).
    """

    free: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class UnitEntry(Entry):
    """A unit: the table name is its pint name, or a pint expression.

    Attributes:
        forms: how texts write it, in any case.
        symbols: how texts write it in symbols, matched as written.
        wary: symbols that are also common words or letters, taken only in surer surroundings.
        prefixed: symbols taken only with an SI prefix.
        prefixes: names of the SI prefixes that join its forms and symbols.
        one: whether ``a mile`` is one mile: ``free`` anywhere, ``hedged`` only after a hedge or preposition.
        parts: smaller units that may follow in one measurement.
        not_before: words after which it is something else.
        unit: another unit to give instead.
        times: how many of ``unit`` it is.
        definition: a pint definition, only where pint lacks the unit.
        dimension: only where pint's dimensionality does not give it.
    """

    forms: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    wary: tuple[str, ...] = ()
    prefixed: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    one: Literal["free", "hedged"] | None = None
    parts: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    unit: str | None = None
    times: float = 1
    definition: str | None = None
    dimension: Dimension | None = None


class CurrencyEntry(Entry):
    """A currency: the table name is its ISO 4217 code.

    Attributes:
        forms: names that mean it alone, in any case.
        symbols: currency signs that mean it alone, as written.
        shared: names that it shares with other currencies.
        shared_symbols: currency signs that it shares with other currencies.
        adjectives: words that make a shared name this currency.
        countries: where a shared name or sign means it, ISO 3166-1 alpha-2.
        default: whether a shared name or sign means it where the country is not known.
        minor: names of its hundredth.
        grouping: the character that groups thousands, where it is a point.
        wary: whether the code is also a word in capitals, so that it is not taken before a number.
    """

    forms: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    shared_symbols: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    default: bool = False
    minor: tuple[str, ...] = ()
    grouping: str = ","
    wary: bool = False


class RegionEntry(Entry):
    """The regions and cities that show a story is set in a country: the table name is its ISO 3166-1 alpha-2 code.

    Attributes:
        names: regions by full name.
        short: regions by abbreviation.
        cities: cities that need no addition in a dateline.
    """

    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


class PlaceEntry(Entry):
    """A place that is not in the gazetteer file: a port of entry, a sector, a water, a landmark.

    Attributes:
        name: its name, where the table name only keeps two namesakes apart; empty where the table name is the name.
        kind: what it is.
        country: ISO 3166-1 alpha-2; empty where it has none or lies on a border.
        admin1: ISO 3166-2 code; empty where there is none.
        lat: degrees north.
        lon: degrees east.
        forms: other ways to write it; the name itself is always one.
    """

    name: str = ""
    kind: PlaceKind
    country: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    forms: tuple[str, ...] = ()


class WordsEntry(Entry):
    """A list of words: the table name says what they do.

    Attributes:
        words: the words, in the case they are looked for.
    """

    words: tuple[str, ...]


class DivisionEntry(Entry):
    """A first-order division of a country: the table name is its ISO 3166-2 code.

    Attributes:
        name: the usual English name.
        forms: other ways to write it that stand alone.
        abbreviations: short forms that count only after a town and a comma.
    """

    name: str
    forms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


class NationEntry(Entry):
    """A country or territory: the table name is its ISO 3166-1 alpha-2 code.

    Attributes:
        name: the usual English name.
        lat: degrees north of about its middle.
        lon: degrees east of about its middle.
        names: other ways to name it.
        people: adjectives and nouns for its people, in singular and plural.
        not_: phrases that hold such a word and mean something else; ``not`` in the file.
    """

    name: str
    lat: float
    lon: float
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")


class LanguageEntry(Entry):
    """A language: the table name is its ISO 639-1 code.

    Attributes:
        words: its most frequent function words, in lower case.
    """

    words: frozenset[str]


class Hedges(BaseModel):
    """Phrases beside a number, by what they do to it: words apart, symbols apart.

    Attributes:
        approximate: the number is about right (``nearly 50``).
        more: it is more than the number (``over 50``).
        at_least: it is the number or more.
        less: it is less than the number.
        at_most: it is the number or less.
        neutral: nothing changes (``only 50``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    approximate: tuple[str, ...]
    more: tuple[str, ...]
    at_least: tuple[str, ...]
    less: tuple[str, ...]
    at_most: tuple[str, ...]
    neutral: tuple[str, ...]


class NumberLabels(BaseModel):
    """Words after which a number is a name: ``words`` with a capital (``Bridge 1``), ``sure`` in any case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    sure: tuple[str, ...]


class NumberWords(BaseModel):
    """The whole of ``numbers.toml``: values by word, and the hedges around a number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cardinals: dict[str, int]
    ordinals: dict[str, int]
    scales: dict[str, int]
    short_scales: dict[str, int]
    letter_scales: dict[str, int]
    money_scales: dict[str, int]
    fractions: dict[str, float]
    vague: dict[str, int]
    before: Hedges
    after: Hedges
    labels: NumberLabels


class PersonNounEntry(Entry):
    """A set of nouns that name people.

    Attributes:
        forms: singular and, after a slash, the plural where it is not formed with -s.
        kind: part of a group that the noun names.
        number: head count that the singular gives (``couple``); 0 for a group of unknown size.
    """

    forms: tuple[str, ...]
    kind: PartKind | None = None
    number: int | None = None


class DateWordsEntry(Entry):
    """The words of dates and times of one kind: the table name is the kind.

    Attributes:
        values: what each form stands for, in the notation that the file states for the kind.
        forms: the forms that stand for themselves.
    """

    values: dict[str, str] = {}
    forms: tuple[str, ...] = ()


class MeasureEntry(Entry):
    """What a figure counts; the table name is the plain word for it.

    Attributes:
        nouns: plurals that are such a count in themselves.
        verbs: what is done to the people counted, as written.
        standing: nouns that name a state and need no period.
    """

    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()


class FigureCues(Entry):
    """Words beside a figure, by what they say of it.

    Attributes:
        ending: words at which the phrase behind a number ends.
    """

    ending: tuple[str, ...]


class MeasureWords(BaseModel):
    """The whole of ``measures.toml``.

    Attributes:
        measures: what figures count, by plain word.
        counted: things that a figure may count once a period is reported, by plain word.
        cues: words beside a figure.
        fiscal: first month of the budget year, by ISO 3166-1 alpha-2 code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    measures: dict[str, MeasureEntry]
    counted: dict[str, tuple[str, ...]]
    cues: FigureCues
    fiscal: dict[str, int]


class LandmarkEntry(Entry):
    """A kind of thing with a standing measure.

    Attributes:
        nouns: words for it.
        attribute: what a bare measure gives of it.
        low: what it gives where it is small; empty where that would say nothing.
    """

    nouns: tuple[str, ...]
    attribute: str
    low: str = ""
