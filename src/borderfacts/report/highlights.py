"""Cut a story into segments: stretches of text over which the same marks lie, however marks nest or overlap."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel

from borderfacts.records import Extraction, Reference, Span, wording

# Where a paragraph ends: a blank line. A single line end may be that of a hard-wrapped text.
_BLANK_LINES = re.compile(r"(?:\r\n?|\n)(?:[ \t]{0,80}(?:\r\n?|\n))+")

# What stands for NUL, which no HTML can hold, so that offsets still hold.
UNSHOWN = "\ufffd"


class Layer(StrEnum):
    """What a mark in the story shows, in the order of the switches; the first lies under all others."""

    EVIDENCE = "evidence"
    ATTRIBUTIONS = "attributions"
    FIGURES = "figures"
    ACTIONS = "actions"
    PEOPLE = "people"
    PLACES = "places"
    DATES = "dates"
    QUANTITIES = "quantities"
    AGENCIES = "agencies"
    SEIZURES = "seizures"


TITLES = {
    Layer.EVIDENCE: "Evidence",
    Layer.ATTRIBUTIONS: "Attributions",
    Layer.FIGURES: "Figures and facts",
    Layer.ACTIONS: "Actions",
    Layer.PEOPLE: "People",
    Layer.PLACES: "Places",
    Layer.DATES: "Dates",
    Layer.QUANTITIES: "Quantities",
    Layer.AGENCIES: "Agencies",
    Layer.SEIZURES: "Seizures",
}


class Mark(NamedTuple):
    """A stretch of the story with a meaning; evidence has the number of its incident."""

    start: int
    end: int
    layer: Layer
    meaning: str
    incident: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same marks lie.

    Attributes:
        start: where it begins in the text.
        text: its words.
        marks: what lies over it, in the order of the layers.
        opens: whether a mark other than evidence begins here, so that the keyboard stops at it.
        is_gap: whether it is only the white space between two paragraphs.
        incidents: the numbers of the incidents of which evidence begins here.
    """

    start: int
    text: str
    marks: tuple[Mark, ...]
    opens: bool
    is_gap: bool
    incidents: tuple[int, ...]

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers that mark the segment."""
        return tuple(dict.fromkeys(mark.layer for mark in self.marks))

    @property
    def tip(self) -> str:
        """What the marks mean, a line each, with the title of the layer before a colon."""
        shown = (mark for mark in self.marks if mark.layer is not Layer.EVIDENCE)
        return "\n".join(dict.fromkeys(f"{TITLES[mark.layer]}: {mark.meaning}" for mark in shown))


def marks(extraction: Extraction) -> list[Mark]:
    """Return everything that is marked in a story, each stretch once for a layer and meaning, in order."""
    found = {*_mentions(extraction), *_of_events(extraction)}
    known = {(mark.layer, mark.start, mark.end) for mark in found}
    found |= {mark for mark in _of_settings(extraction) if (mark.layer, mark.start, mark.end) not in known}
    order = list(Layer)
    return sorted(found, key=lambda mark: (mark.start, mark.end, order.index(mark.layer), mark.incident, mark.meaning))


def _mark(layer: Layer, span: Span, meaning: str) -> Mark:
    return Mark(span.start, span.end, layer, meaning)


def _mentions(extraction: Extraction) -> Iterator[Mark]:
    for place in extraction.places:
        yield _mark(Layer.PLACES, place.span, wording.place(place))
    for date in extraction.dates:
        yield _mark(Layer.DATES, date.span, wording.date_mention(date))
    for quantity in extraction.quantities:
        yield _mark(Layer.QUANTITIES, quantity.span, wording.quantity(quantity))
    for agency in extraction.agencies:
        yield _mark(Layer.AGENCIES, agency.span, wording.agency(agency))
    for statistic in extraction.statistics:
        yield _mark(Layer.FIGURES, statistic.span, wording.statistic(statistic))
    for fact in extraction.facts:
        yield _mark(Layer.FIGURES, fact.span, wording.fact(fact))


def _of_events(extraction: Extraction) -> Iterator[Mark]:
    for number, event in enumerate(extraction.events, start=1):
        for span in event.evidence:
            yield Mark(span.start, span.end, Layer.EVIDENCE, f"incident {number}", number)
        for group in event.people:
            yield _mark(Layer.PEOPLE, group.span, wording.people(group))
            for part in group.parts:
                yield _mark(Layer.PEOPLE, part.span, wording.part(part))
        for action in event.actions:
            yield _mark(Layer.ACTIONS, action.span, f"{wording.label(action.type)} ({action.status.value})")
        for seizure in event.seizures:
            yield _mark(Layer.SEIZURES, seizure.span, wording.seizure(seizure))
        for attribution in event.attribution:
            yield _mark(Layer.ATTRIBUTIONS, attribution.span, wording.attribution(attribution))


def _of_settings(extraction: Extraction) -> Iterator[Mark]:
    """Yield what incidents say of time, place and measures, which most often is a mention of the text, too."""
    for event in extraction.events:
        if event.when:
            yield _mark(Layer.DATES, event.when.span, wording.iso(event.when))
        for place in event.places:
            yield _mark(Layer.PLACES, place.span, wording.place(place))
        for agency in event.agencies:
            yield _mark(Layer.AGENCIES, agency.span, wording.agency(agency))
        for quantity in event.quantities:
            yield _mark(Layer.QUANTITIES, quantity.span, wording.quantity(quantity))


def spans(value: object) -> Iterator[Span]:
    """Yield every span in a record, however deep, but those of references, which point at words of another entry."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Reference):
        return
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from spans(each)


def paragraphs(extraction: Extraction, also: Iterable[Span] = ()) -> list[list[Segment]]:
    """Return the paragraphs of a story, each a list of segments; their texts put together are the text of the story.

    A segment begins wherever any span of the records begins or ends, so that each of them can be pointed at.

    Args:
        extraction: the story.
        also: more spans to point at.
    """
    text = extraction.text
    if not text:
        return []
    gaps = [(match.start(), match.end()) for match in _BLANK_LINES.finditer(text)]
    edges = {edge for span in (*spans(extraction), *also) for edge in (span.start, span.end)}
    edges |= {edge for gap in gaps for edge in gap} | {0, len(text)}
    breaks = {end for _, end in gaps}
    found: list[list[Segment]] = [[]]
    for segment in _segments(text, sorted(edges), marks(extraction), gaps):
        if segment.start in breaks and not all(each.is_gap for each in found[-1]):
            found.append([])
        found[-1].append(segment)
    return found


def _segments(text: str, edges: list[int], found: list[Mark], gaps: list[tuple[int, int]]) -> Iterator[Segment]:
    order = list(Layer)
    gap_starts = [start for start, _ in gaps]
    coming = deque(found)
    active: list[Mark] = []
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        opened: list[Mark] = []
        while coming and coming[0].start <= start:
            mark = coming.popleft()
            if mark.end > start:
                active.append(mark)
                opened.append(mark)
        gap = bisect_right(gap_starts, start) - 1
        is_gap = gap >= 0 and start < gaps[gap][1]
        over = tuple(sorted(active, key=lambda mark: (order.index(mark.layer), mark.start, mark.meaning)))
        opens = not is_gap and any(mark.layer is not Layer.EVIDENCE for mark in opened)
        yield Segment(
            start, text[start:end], over, opens, is_gap, tuple(mark.incident for mark in opened if mark.incident)
        )
