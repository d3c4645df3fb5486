"""The body of one of many stories as data: the script of the page shows it as the template shows a single story."""

from __future__ import annotations

from collections.abc import Sequence

from borderfacts.records import Extraction, Span
from borderfacts.report import highlights
from borderfacts.report.cards import Card, Value
from borderfacts.report.highlights import Layer
from borderfacts.report.tables import Table

Json = dict[str, object]


def body(extraction: Extraction, cards: Sequence[Card], tables: Sequence[Table]) -> Json:
    """Return text, marks, cards and tables of a story; what is empty is left out.

    The text comes first, so that what has its words again packs well. Offsets are those of the records.
    """
    order = list(Layer)
    parts: Json = {
        "text": None if extraction.text is None else extraction.text.replace("\0", highlights.UNSHOWN),
        "marks": [
            [mark.start, mark.end, order.index(mark.layer), mark.incident or mark.meaning]
            for mark in highlights.marks(extraction)
        ],
        "cards": [
            {
                "heading": card.heading,
                "summary": card.event.summary,
                "confidence": card.event.confidence,
                "fields": [[field.name, [_value(value) for value in field.values]] for field in card.fields],
            }
            for card in cards
        ],
        "tables": [
            [
                table.caption,
                table.heads,
                [[[row.words, _offsets(row.spans)], row.link or "", *row.cells] for row in table.rows],
            ]
            for table in tables
        ],
    }
    return {name: value for name, value in parts.items() if value not in (None, [])}


def _value(value: Value) -> list[object]:
    """Return the words and offsets of a value and, where it has one, a note, and whether it is inherited or a quote."""
    more: list[object] = [value.note, int(value.inherited), int(value.is_quote)]
    while more and not more[-1]:
        more.pop()
    return [value.text, _offsets(value.spans), *more]


def _offsets(spans: Sequence[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]
