"""The component that marks what was found as spaCy's own tools read it: in ``doc.ents`` and ``doc.spans``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from spacy.tokens import SpanGroup
from spacy.util import filter_spans

from borderfacts import annotations as layers
from borderfacts.annotations import Layer
from borderfacts.vocabulary import Dimension, PlaceKind, TimexType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from borderfacts import records

SPANS = "borderfacts"

# The labels of OntoNotes, which spaCy's own models and displaCy's colours have.
_OF_PLACES = {PlaceKind.PORT_OF_ENTRY: "FAC"} | dict.fromkeys(
    (PlaceKind.SECTOR, PlaceKind.WATER, PlaceKind.LANDMARK, PlaceKind.OTHER), "LOC"
)
_OF_QUANTITIES = {Dimension.MONEY: "MONEY", Dimension.RATIO: "PERCENT", Dimension.COUNT: "CARDINAL"}


class EntityMarker:
    """Component: fills ``doc.ents`` and the span group ``borderfacts`` from the layers that are there."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc; entities that it has already stay, and of two that overlap the longer is marked."""
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=list(_spans(doc)))
        taken = {token.i for entity in doc.ents for token in entity}
        free = [entity for entity in _entities(doc) if taken.isdisjoint(range(entity.start, entity.end))]
        doc.ents = (*doc.ents, *filter_spans(free))
        return doc


def _entities(doc: Doc) -> Iterator[Span]:
    for place in layers.PLACES.read(doc):
        yield _marked(doc, place.span, _OF_PLACES.get(place.kind, "GPE"), place=place)
    for agency in layers.AGENCIES.read(doc):
        yield _marked(doc, agency.span, "ORG")
    for date in layers.DATES.read(doc):
        yield _marked(doc, date.span, "TIME" if date.type is TimexType.TIME else "DATE")
    for quantity in layers.QUANTITIES.read(doc):
        yield _marked(doc, quantity.span, _OF_QUANTITIES.get(quantity.dimension, "QUANTITY"))


def _spans(doc: Doc) -> Iterator[Span]:
    for place in layers.PLACES.read(doc):
        yield _marked(doc, place.span, "PLACE", place=place)
    of_text: dict[str, Layer[Any]] = {
        "AGENCY": layers.AGENCIES,
        "DATE": layers.DATES,
        "QUANTITY": layers.QUANTITIES,
        "STATISTIC": layers.STATISTICS,
        "FACT": layers.FACTS,
    }
    for label, layer in of_text.items():
        for record in layer.read(doc):
            yield _marked(doc, record.span, label)
    for event in layers.EVENTS.read(doc):
        for label, spans in _spans_of(event).items():
            for span in spans:
                yield _marked(doc, span, label, event=event)


def _spans_of(event: records.Event) -> dict[str, Iterable[records.Span]]:
    return {
        "EVIDENCE": event.evidence,
        "ACTION": [action.span for action in event.actions],
        "PEOPLE": [group.span for group in event.people],
        "WHEN": [event.when.span] if event.when else [],
        "SEIZURE": [seizure.span for seizure in event.seizures],
        "ATTRIBUTION": [attribution.span for attribution in event.attribution],
    }


def _marked(
    doc: Doc,
    span: records.Span,
    label: str,
    *,
    place: records.Place | None = None,
    event: records.Event | None = None,
) -> Span:
    """Return a span of whole tokens; it carries the GeoNames id of its place, or the id of its event."""
    known = str(place.geonames_id) if place and place.geonames_id is not None else ""
    marked = doc.char_span(
        span.start, span.end, label=label, kb_id=known, span_id=event.id if event else "", alignment_mode="expand"
    )
    return cast("Span", marked)  # there is one wherever a span lies in the text
