"""What a text mentions: counts, quantities, dates, places and agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from borderfacts import units
from borderfacts.records.base import Record, Span
from borderfacts.vocabulary import AgencyKind, Bound, Dimension, PlaceKind, TimexType

if TYPE_CHECKING:
    import pint


class Count(Record):
    """How many, as an interval: ``nine`` is 9 to 9, ``more than 20`` is 21 and up, ``up to 50`` is 50 and down.

    Both ends of a number that the text only hedges are that number: ``nearly 80`` is 80 to 80, and approximate.

    Attributes:
        min: the least number that fits the text; None where it is open.
        max: the largest number that fits the text; None where it is open.
        approximate: the text hedges (``about``, ``some``, ``nearly``) or rounds (``dozens``).
        text: the words that give the count.
    """

    min: int | None
    max: int | None
    approximate: bool = False
    text: str


class Quantity(Record):
    """A measurement, an amount of money, a percentage or an age.

    Attributes:
        value: the number, or ``[low, high]`` for a range.
        unit: a pint unit name (``degF``, ``mile``, ``kilogram``), an ISO 4217 code, ``percent`` or ``count``.
        dimension: what it measures.
        si_value: the value in ``si_unit``; for money the value itself.
        si_unit: the unit of ``si_value`` by its pint name, or the ISO 4217 code.
        approximate: the text hedges (``about``, ``nearly``).
        bound: ``exact``, or a limit (``at least``, ``up to``).
        span: where it stands in the text.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    value: float | tuple[float, float]
    unit: str
    dimension: Dimension
    si_value: float | tuple[float, float] | None
    si_unit: str | None
    approximate: bool = False
    bound: Bound = Bound.EXACT
    span: Span
    confidence: float | None = Field(default=None, ge=0, le=1)

    @classmethod
    def of_pieces(
        cls,
        value: float | tuple[float, float],
        span: Span,
        *,
        approximate: bool = False,
        bound: Bound = Bound.EXACT,
    ) -> Quantity:
        """Return a number of pieces as a quantity."""
        return cls(
            value=value,
            unit="count",
            dimension=Dimension.COUNT,
            si_value=value,
            si_unit="count",
            approximate=approximate,
            bound=bound,
            span=span,
        )

    def to(self, unit: str) -> pint.Quantity[Any]:
        """Return the quantity in another unit, as a pint quantity (of a numpy array for a range).

        Args:
            unit: any unit that pint knows, by name or symbol (``degC``, ``km``).

        Raises:
            ArgumentValueError: ``unit`` is no unit, or one of another dimension (money has no conversion).
        """
        return units.convert(self.value, self.unit, unit)


class DateMention(Record):
    """An expression of time: a date, a time of day, a duration or a set (TIMEX3).

    Attributes:
        start: the first day, ISO 8601 and as coarse as the text (``2025-02-03``, ``2025-01``, ``2024``, ``--02-03``
            without a year); None for a duration, a set, or what cannot be placed.
        end: the last day, in the same form.
        type: the TIMEX3 type.
        value: the TIMEX3 value (``2025-02-03TMO``, ``2025-W06``, ``P2W``, ``XXXX-WXX-5``).
        resolved: whether start and end stand for calendar dates.
        span: where it stands in the text.
    """

    start: str | None
    end: str | None
    type: TimexType
    value: str
    resolved: bool
    span: Span


class Place(Record):
    """A named place.

    Attributes:
        name: the usual full name (``Minnesota`` for ``Minn.``).
        kind: what it is.
        country: ISO 3166-1 alpha-2; None at sea or where the text leaves it open.
        admin1: ISO 3166-2 code of the first-order division, where there is one.
        lat: degrees north (WGS 84).
        lon: degrees east (WGS 84).
        geonames_id: the identifier in GeoNames.
        inherited: taken over from another sentence of the story.
        span: where it stands in the text.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    name: str
    kind: PlaceKind
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    inherited: bool = False
    span: Span
    confidence: float | None = Field(default=None, ge=0, le=1)


class Agency(Record):
    """An authority: a force, a ministry, a rescue service.

    Attributes:
        name: the full name.
        short: the common short name, or the full name where there is none.
        country: ISO 3166-1 alpha-2; None for international bodies or where the text leaves it open.
        kind: what it is.
        span: where it stands in the text.
        confidence: the calibrated chance, 0 to 1, that the value is right; None where nothing judged it.
    """

    name: str
    short: str
    country: str | None = None
    kind: AgencyKind
    span: Span
    confidence: float | None = Field(default=None, ge=0, le=1)
