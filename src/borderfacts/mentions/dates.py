"""Find the dates, times, durations and sets that a story names."""

from __future__ import annotations

from spacy.tokens import Doc

from borderfacts.annotations import DATES, reference_date
from borderfacts.grammar.dates import find_dates


class DateFinder:
    """Component: writes the layer of dates."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of the Doc against its reference date."""
        DATES.write(doc, find_dates(doc.text, reference=reference_date(doc)))
        return doc
