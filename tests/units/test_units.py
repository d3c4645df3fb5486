"""The one door to pint: what units measure, and conversion."""

from __future__ import annotations

import pytest

from borderfacts import units
from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.vocabulary import Dimension


@pytest.mark.parametrize(
    ("unit", "dimension", "si_unit", "value", "si_value"),
    [
        ("mile", Dimension.LENGTH, "meter", 1, 1609.344),
        ("degF", Dimension.TEMPERATURE, "kelvin", -40, 233.15),
        ("delta_degF", Dimension.TEMPERATURE, "kelvin", 9, 5),
        ("mile_per_hour", Dimension.SPEED, "meter / second", 1, 0.44704),
        ("horsepower", Dimension.POWER, "watt", 1, 745.699872),
        ("percentage_point", Dimension.RATIO, "dimensionless", 5, 0.05),
        ("gigabyte", Dimension.DATA, "bit", 1, 8e9),
        ("degree", Dimension.ANGLE, "radian", 180, 3.14159265),
        ("quintal", Dimension.MASS, "kilogram", 1, 100),
        ("becquerel", Dimension.OTHER, "hertz", 1, 1),
    ],
)
def test_facts(unit: str, dimension: Dimension, si_unit: str, value: float, si_value: float) -> None:
    known = units.facts(unit)
    assert known is not None
    assert (known.dimension, known.si_unit) == (dimension, si_unit)
    assert known.si(value) == pytest.approx(si_value)


@pytest.mark.parametrize("unit", ["USD", "wibble", "mile / wibble"])
def test_no_facts_of_what_is_no_unit(unit: str) -> None:
    assert units.facts(unit) is None


def test_convert_a_range() -> None:
    assert units.convert((0.0, 10.0), "mile", "km").magnitude == pytest.approx([0, 16.09344])


def test_convert_refuses_another_dimension() -> None:
    with pytest.raises(ArgumentValueError, match="unit"):
        units.convert(1.0, "mile", "kg")


@pytest.mark.parametrize("to", ["", "(", "5", "m-s", "km/", "{}", "m " * 3000])
def test_convert_refuses_a_name_that_pint_cannot_read(to: str) -> None:
    with pytest.raises(ArgumentValueError, match="unit"):
        units.convert(1.0, "mile", to)


def test_convert_refuses_what_is_no_name() -> None:
    with pytest.raises(ArgumentTypeError, match="unit"):
        units.convert(1.0, "mile", 5)  # type: ignore[arg-type]
