"""Find the dates, times, durations and sets that a story names."""

from __future__ import annotations

from spacy.tokens import Doc

from borderfacts.annotations import DATES, reference_date, text_of
from borderfacts.values.dates.expressions import TimeExpression, explain_dates


class DateFinder:
    """Component: writes the layer of dates; cue words near a date show whether it lies ahead."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of the Doc against its reference date."""
        DATES.write(doc, [expression.mention for expression in explain(doc)])
        return doc


def explain(doc: Doc) -> list[TimeExpression]:
    """Return the dates of a Doc, each with the cue and the anchor that placed it."""
    return explain_dates(text_of(doc), reference=reference_date(doc))
