"""Answer with borderfacts: the grammars alone, or the whole pipeline."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

from lines import serve

import borderfacts
from borderfacts.records import DateMention, Quantity
from borderfacts.values.dates.expressions import find_dates
from borderfacts.values.quantities.expressions import find_quantities


def alone(task: str, text: str, reference: str | None) -> list[dict[str, Any]]:
    """Answer with the grammar of the task."""
    if task == "quantities":
        return _quantities(find_quantities(text))
    return _dates(find_dates(text, reference=date.fromisoformat(reference) if reference else None))


def whole(task: str, text: str, reference: str | None) -> list[dict[str, Any]]:
    """Answer with the whole pipeline."""
    extraction = borderfacts.extract(text, reference_date=reference)
    return _quantities(extraction.quantities) if task == "quantities" else _dates(extraction.dates)


def _quantities(found: Iterable[Quantity]) -> list[dict[str, Any]]:
    return [
        {
            "start": quantity.span.start,
            "end": quantity.span.end,
            "readings": [list(quantity.value) if isinstance(quantity.value, tuple) else [quantity.value]],
            "unit": quantity.unit,
        }
        for quantity in found
    ]


def _dates(found: Iterable[DateMention]) -> list[dict[str, Any]]:
    return [
        {
            "start": mention.span.start,
            "end": mention.span.end,
            "readings": [{"value": mention.value, "first": mention.start, "last": mention.end}],
        }
        for mention in found
    ]


if __name__ == "__main__":
    serve("borderfacts", whole if "pipeline" in sys.argv else alone)
