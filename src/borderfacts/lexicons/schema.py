"""The shape of each data file in ``lexicons/data``, as pydantic models; a file is a dict from table name to one of these."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from borderfacts.vocabulary import AgencyKind, PlaceKind


class Entry(BaseModel):
    """One table of a data file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AgencyEntry(Entry):
    """An agency: the table name is its short name.

    Attributes:
        full: its full name.
        country: ISO 3166-1 alpha-2; empty for an international body.
        kind: what it is.
        forms: every usual way to write it; a form without lower-case letters is matched as written, others in any case.
        generic: words that mean it only in a story of its country (``border agents``, ``the coastguard``).
    """

    full: str
    country: str = ""
    kind: AgencyKind
    forms: tuple[str, ...]
    generic: tuple[str, ...] = ()


class UnitEntry(Entry):
    """A unit: the table name is its pint name.

    Attributes:
        forms: how texts write it.
        definition: a pint definition, only where pint lacks the unit.
    """

    forms: tuple[str, ...]
    definition: str | None = None


class PlaceEntry(Entry):
    """A place that is not in the gazetteer file: a port of entry, a sector, a water, a landmark.

    Attributes:
        kind: what it is.
        country: ISO 3166-1 alpha-2; empty where it has none or lies on a border.
        admin1: ISO 3166-2 code; empty where there is none.
        lat: degrees north.
        lon: degrees east.
        forms: other ways to write it; the table name itself is always one.
    """

    kind: PlaceKind
    country: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    forms: tuple[str, ...] = ()


class NationEntry(Entry):
    """A country or territory: the table name is its ISO 3166-1 alpha-2 code.

    Attributes:
        name: the usual English name.
        names: other ways to name it.
        people: adjectives and nouns for its people, in singular and plural.
        not_: phrases that hold such a word and mean something else; ``not`` in the file.
    """

    name: str
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
