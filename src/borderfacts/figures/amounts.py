"""Find the amounts of goods told as taken over a period: ``4,900 kilograms of drugs in the first ten months``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from borderfacts.grammar.numbers import Number, NumberKind
from borderfacts.records import Quantity
from borderfacts.vocabulary import Bound, Dimension

MEASURE = "seizures"
_TAKEN = re.compile(
    r"\b(?:seiz|confiscat|intercept|interdict|impound|forfeit|destroyed|incinerated|hauls?\b|busts?\b)", re.IGNORECASE
)
_COUNTABLE = frozenset({Dimension.MASS, Dimension.VOLUME, Dimension.MONEY})


def numbers_of_amounts(quantities: Iterable[Quantity]) -> list[Number]:
    """Return the amounts of goods and money as numbers, in the order of the text."""
    return [_number(quantity) for quantity in quantities if quantity.dimension in _COUNTABLE]


def is_taken(clause: str) -> bool:
    """Tell whether a clause says that something was taken."""
    return _TAKEN.search(clause) is not None


def _number(quantity: Quantity) -> Number:
    low, high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
    start, end = quantity.span.start, quantity.span.end
    return Number(
        start=start,
        end=end,
        core_start=start,
        core_end=end,
        low=None if quantity.bound is Bound.AT_MOST else low,
        high=None if quantity.bound is Bound.AT_LEAST else high,
        approximate=quantity.approximate,
        bound=quantity.bound,
        strict=False,
        kind=NumberKind.DIGITS,
    )
