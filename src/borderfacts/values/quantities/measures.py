"""A measurement in a text before its unit is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from borderfacts import units
from borderfacts.values.numerals import Numeral
from borderfacts.values.quantities.unit_words import Unit

Kind = Literal["unit", "money", "degrees", "age"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measurement in a text before its unit is decided.

    Attributes:
        first: its first token, sign and currency included.
        stop: the token after its last.
        core: the first token of its first number.
        values: its value, or its low and high value.
        kind: what sort of unit it has.
        unit: the pint name or ISO 4217 code; empty for degrees without a scale.
        entry: the unit, where it comes from the table of units.
        article: whether the number is only an article (``a year``).
        hyphen: whether number and unit are joined by a hyphen.
        scale: what a scale word multiplied the number by.
        infix: what a hedge between number and unit does (``30-plus miles``); empty without one.
    """

    first: int
    stop: int
    core: int
    values: tuple[float, ...]
    kind: Kind
    unit: str
    entry: Unit | None = None
    article: bool = False
    hyphen: bool = False
    scale: float = 1
    infix: str = ""


def core(numeral: Numeral) -> int:
    """Return the first token of the digits or words of a numeral, its sign left out."""
    return numeral.first + 1 if numeral.value < 0 else numeral.first


def ratio(measure: Measure, numeral: Numeral) -> float:
    """Return how many of its unit one of the number is: 10 for ``2`` of ``2 decades``."""
    return measure.values[0] / numeral.value if numeral.value else 1.0


def factor(unit: str) -> float:
    """Return how many SI units one of a unit is."""
    known = units.facts(unit)
    return known.factor if known else 1.0
