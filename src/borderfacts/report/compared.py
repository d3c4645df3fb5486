"""Two readings of one story as one story of the page: what both say, and what only one of them does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from borderfacts.comparison import INCIDENT, DocumentDifference, entry, paired_events
from borderfacts.records import Event, Extraction, Span, wording
from borderfacts.report import cards
from borderfacts.report.cards import Card, Field, Value
from borderfacts.report.tables import Row, Table

ONLY_A, ONLY_B = "only A", "only B"
CAPTION = "Where A and B differ"
HEADS = ("Where", "What", "A", "B")

# How sure a reading is of its values is compared nowhere.
_UNCOMPARED = "Check this"

# What an entry of a list says, in words.
_MEANINGS: Mapping[str, Callable[[Any], str]] = {
    "statistics": wording.statistic,
    "facts": wording.fact,
    "quantities": wording.quantity,
    "dates": wording.date_mention,
    "places": wording.place,
    "agencies": wording.agency,
}


class Merged(NamedTuple):
    """A document of both sides.

    Attributes:
        extraction: the first reading, with the incidents that only the second has behind its own.
        cards: the incidents; a value that one side alone gives says so.
        tables: every difference, as the comparison counts it.
    """

    extraction: Extraction
    cards: list[Card]
    tables: list[Table]


def merged(a: Extraction | None, b: Extraction | None, difference: DocumentDifference) -> Merged:
    """Return two readings of a document as one.

    Args:
        a: the first reading; None where its side lacks the document.
        b: the second reading; the same.
        difference: where they differ.
    """
    one, other = a or Extraction(id=difference.id), b or Extraction(id=difference.id)
    base = b if b is not None and (a is None or a.error is not None) else one
    text = next((each.text for each in (base, one, other) if each.text is not None), None)
    pairs = paired_events(one, other)
    events = tuple(event for pair in pairs for event in (pair[0] or pair[1],) if event is not None)
    shown = [_card(number, *pair, text or "") for number, pair in enumerate(pairs, start=1)]
    rows = [
        *_of_document(difference),
        *_of_events(difference, one, other, text or ""),
        *_of_lists(difference, one, other, text or ""),
    ]
    return Merged(base.model_copy(update={"text": text, "events": events}), shown, [Table(CAPTION, HEADS, rows)])


def _card(number: int, a: Event | None, b: Event | None, text: str) -> Card:
    present = a or b
    assert present is not None
    card = cards.card(present, number)
    if a is None or b is None:
        fields = tuple(replace(each, values=tuple(_within(each.values, text))) for each in card.fields)
        return replace(card, heading=f"{card.heading} ({ONLY_A if b is None else ONLY_B})", fields=fields)
    both = zip(cards.fields(a), cards.fields(b), strict=True)
    fields = tuple(
        Field(name, values)
        for (name, one), (_, other) in both
        if name != _UNCOMPARED and (values := tuple(_within(_of_both(list(one), list(other)), text)))
    )
    return replace(card, fields=fields)


def _of_both(a: Sequence[Value], b: Sequence[Value]) -> Iterator[Value]:
    """Yield the values that both sides give, and those of one alone with a note; the same words are the same value."""
    shared = Counter(map(_said, a)) & Counter(map(_said, b))
    left = shared.copy()
    for value in a:
        yield value if left[_said(value)] > 0 else _noted(value, ONLY_A)
        left[_said(value)] -= 1
    for value in b:
        if shared[_said(value)] <= 0:
            yield _noted(value, ONLY_B)
        shared[_said(value)] -= 1


def _said(value: Value) -> tuple[str, str, bool]:
    return value.text, value.note, value.inherited


def _noted(value: Value, note: str) -> Value:
    return replace(value, note=f"{value.note}; {note}" if value.note else note)


def _within(values: Iterable[Value], text: str) -> Iterator[Value]:
    """Yield values with those spans that are the text: the two sides may have read texts that are not the same."""
    yield from (replace(value, spans=tuple(_places(value.spans, text))) for value in values)


def _places(spans: Sequence[Span], text: str) -> list[Span]:
    return [span for span in spans if text[span.start : span.end] == span.text]


def _of_document(difference: DocumentDifference) -> Iterator[Row]:
    if difference.only is not None:
        yield Row(
            "the story",
            ("document", "read" if difference.only == "a" else "", "read" if difference.only == "b" else ""),
        )
    if difference.error_a != difference.error_b:
        yield Row("the story", ("error", difference.error_a or "", difference.error_b or ""))


def _of_events(difference: DocumentDifference, a: Extraction, b: Extraction, text: str) -> Iterator[Row]:
    """Yield the incidents that one side alone has, and the columns of the flat row on which the two differ."""
    known_a, known_b = ({event.id: event for event in each.events} for each in (a, b))
    for each in difference.events:
        sides = [known_a.get(each.a or ""), known_b.get(each.b or "")]
        evidence = _places([span for event in sides if event for span in event.evidence], text)
        if not each.fields:
            yield Row(each.summary, (INCIDENT, "reported" if each.a else "", "reported" if each.b else ""), evidence)
        yield from (
            Row(each.summary, (field.field, _words(field.a), _words(field.b)), evidence) for field in each.fields
        )


def _of_lists(difference: DocumentDifference, a: Extraction, b: Extraction, text: str) -> Iterator[Row]:
    """Yield the entries of lists that one side alone has, by their words."""
    for each in difference.lists:
        side = a if each.b is None else b
        [value, *_] = [value for value in getattr(side, each.field) if entry(value) in (each.a, each.b)]
        said = _MEANINGS[each.field](value)
        yield Row(
            wording.squeezed(value.span.text),
            (each.field, said if each.b is None else "", said if each.a is None else ""),
            _places([value.span], text),
        )


def _words(value: object) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
