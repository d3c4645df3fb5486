"""Write the quantities of a Doc: measurements, amounts of money, percentages and ages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from borderfacts.annotations import QUANTITIES, text_of
from borderfacts.records import Quantity
from borderfacts.values.quantities.expressions import find_quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc


class QuantityFinder:
    """Finds quantities in the text of a Doc; it reads no other layer and no token attribute.

    Args:
        country: where the stories are set (ISO 3166-1 alpha-2), for ``$`` and degrees without a scale; None asks each
            text itself.
    """

    def __init__(self, country: str | None = None) -> None:
        self.country = country

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer of quantities."""
        QUANTITIES.write(doc, self._find(doc))
        return doc

    def _find(self, doc: Doc) -> Iterator[Quantity]:
        yield from find_quantities(text_of(doc), country=self.country)
