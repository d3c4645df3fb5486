"""Answer with quantulum3."""

from __future__ import annotations

from typing import Any

from lines import serve
from quantulum3 import parser


def find(task: str, text: str, reference: str | None) -> list[dict[str, Any]]:
    """Return its quantities; it gives a range as its middle with an uncertainty, which is given as both."""
    found = []
    for quantity in parser.parse(text):
        if quantity.unit.entity.name == "dimensionless" and quantity.unit.name == "dimensionless":
            continue
        value, spread = float(quantity.value), quantity.uncertainty
        readings = [[value]]
        if spread:
            readings.append([value - spread, value + spread])
        start, end = quantity.span
        found.append({"start": start, "end": end, "readings": readings, "unit": quantity.unit.name})
    return found


if __name__ == "__main__":
    serve("quantulum3", find)
