"""The one pint registry, made on first use, with our units added; the only door to pint."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from borderfacts import lexicons
from borderfacts.errors import ArgumentTypeError, ArgumentValueError

if TYPE_CHECKING:
    import pint


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the pint registry with the units of ``units.toml`` that pint lacks."""
    import pint

    ureg: pint.UnitRegistry[Any] = pint.UnitRegistry(autoconvert_offset_to_baseunit=True, cache_folder=None)
    for name, unit in lexicons.units().items():
        if unit.definition:
            ureg.define(f"{name} = {unit.definition}")
    return ureg


def convert(value: float | tuple[float, float], unit: str, to: str) -> pint.Quantity[Any]:
    """Return ``value`` (a number or a low and a high one) of ``unit`` as a pint quantity in the unit ``to``."""
    import pint

    if not isinstance(to, str):
        raise ArgumentTypeError("unit", to, "a pint unit name such as 'degC' or 'km'")
    ureg = registry()
    try:
        if isinstance(value, tuple):
            import numpy as np

            return ureg.Quantity(np.array(value), unit).to(to)
        return ureg.Quantity(value, unit).to(to)
    except (pint.UndefinedUnitError, pint.DimensionalityError) as error:
        raise ArgumentValueError("unit", to, f"a unit that {unit} converts to") from error
