"""The one pint registry, made on first use, with our units added; the only door to pint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from borderfacts import lexicons
from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.vocabulary import Dimension

if TYPE_CHECKING:
    import pint


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What a unit measures, and how its values become SI values: ``value * factor + offset``.

    Attributes:
        dimension: what it measures.
        si_unit: the SI unit of that dimension, by its pint name.
        factor: what to multiply by.
        offset: what to add afterwards.
    """

    dimension: Dimension
    si_unit: str
    factor: float
    offset: float = 0.0

    def si(self, value: float) -> float:
        """Return a value of the unit in ``si_unit``, to twelve significant digits."""
        return float(f"{value * self.factor + self.offset:.12g}")


# The SI unit that gives the dimension; the first whose dimensionality agrees.
_SI_UNITS = {
    "meter": Dimension.LENGTH,
    "kilogram": Dimension.MASS,
    "second": Dimension.DURATION,
    "meter ** 2": Dimension.AREA,
    "meter ** 3": Dimension.VOLUME,
    "meter / second": Dimension.SPEED,
    "kelvin": Dimension.TEMPERATURE,
    "watt": Dimension.POWER,
    "joule": Dimension.ENERGY,
    "pascal": Dimension.PRESSURE,
    "newton": Dimension.FORCE,
    "hertz": Dimension.FREQUENCY,
    "ampere": Dimension.ELECTRIC,
    "volt": Dimension.ELECTRIC,
    "ohm": Dimension.ELECTRIC,
    "coulomb": Dimension.ELECTRIC,
    "farad": Dimension.ELECTRIC,
    "siemens": Dimension.ELECTRIC,
}


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the pint registry with the units of ``units.toml`` that pint lacks."""
    import pint

    ureg: pint.UnitRegistry[Any] = pint.UnitRegistry(autoconvert_offset_to_baseunit=True, cache_folder=None)
    for name, unit in lexicons.units().items():
        if unit.definition:
            ureg.define(f"{name} = {unit.definition}")
    return ureg


def _signature(unit: Any) -> frozenset[tuple[str, float]]:
    """Return the dimensionality of a pint unit in a form that compares, since pint's exponents are floats."""
    return frozenset((name, round(float(exponent), 6)) for name, exponent in unit.dimensionality.items())


@cache
def _dimensions() -> dict[frozenset[tuple[str, float]], tuple[Dimension, str]]:
    ureg = registry()
    return {_signature(ureg.Unit(si_unit)): (dimension, si_unit) for si_unit, dimension in _SI_UNITS.items()}


@cache
def _given_dimensions() -> dict[str, Dimension]:
    """Return the dimensions that ``units.toml`` gives, also for units with a prefix."""
    return {
        prefix + name: unit.dimension
        for name, unit in lexicons.units().items()
        if unit.dimension
        for prefix in ("", *unit.prefixes)
    }


@cache
def facts(unit: str) -> UnitFacts | None:
    """Return what a pint unit measures and how it becomes SI; None where pint does not know the unit.

    Examples:
        >>> facts("mile")
        UnitFacts(dimension=<Dimension.LENGTH: 'length'>, si_unit='meter', factor=1609.344, offset=0.0)
    """
    import pint

    ureg = registry()
    given = _given_dimensions().get(unit)
    parsed = _parsed(unit)
    if parsed is None:
        return None
    try:
        dimension, si_unit = _dimensions().get(_signature(parsed), (Dimension.OTHER, ""))
        dimension = given or dimension
        si_unit = _OWN_SI_UNITS.get(dimension, si_unit) or str(ureg.Quantity(1.0, parsed).to_base_units().units)
        if unit == "decibel":  # logarithmic: it has no factor
            return UnitFacts(dimension, unit, 1.0)
        at_zero, at_one = (float(ureg.Quantity(value, parsed).to(si_unit).magnitude) for value in (0.0, 1.0))
    except (pint.PintError, ValueError, AttributeError):
        return None
    return UnitFacts(dimension, si_unit, float(f"{at_one - at_zero:.12g}"), float(f"{at_zero:.12g}"))


def _parsed(unit: str) -> Any:
    """Return the pint unit of a name; None where there is none."""
    try:
        return registry().Unit(unit)
    except Exception:  # pint's parser has no error of its own: odd names raise whatever Python does
        return None


# Where pint has no dimension of its own.
_OWN_SI_UNITS = {Dimension.RATIO: "dimensionless", Dimension.ANGLE: "radian", Dimension.DATA: "bit"}


def is_difference(unit: str) -> bool:
    """Return whether a unit is one of differences of temperatures, which have no place on a thermometer.

    Examples:
        >>> is_difference("delta_degF"), is_difference("degF")
        (True, False)
    """
    return unit.startswith("delta_")


def convert(value: float | tuple[float, float], unit: str, to: str) -> pint.Quantity[Any]:
    """Return ``value`` (a number or a low and a high one) of ``unit`` as a pint quantity in the unit ``to``."""
    import pint

    if not isinstance(to, str):
        raise ArgumentTypeError("unit", to, "a pint unit name such as 'degC' or 'km'")
    ureg = registry()
    target = _parsed(to)
    if target is None:
        raise ArgumentValueError("unit", to, f"a unit that {unit} converts to")
    magnitude: Any = value
    if isinstance(value, tuple):
        import numpy as np

        magnitude = np.array(value)
    try:
        return ureg.Quantity(magnitude, unit).to(target)
    except pint.DimensionalityError as error:
        raise ArgumentValueError("unit", to, f"a unit that {unit} converts to") from error
