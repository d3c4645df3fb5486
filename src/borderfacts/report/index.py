"""What of each incident the page needs at once: to choose, to count, to sort and to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from borderfacts import lexicons
from borderfacts.coding.fields import FIELDS, KINDS
from borderfacts.coding.sheet import COLUMNS as SHEET_COLUMNS
from borderfacts.coding.writing import codesheet_lines
from borderfacts.records import Event, Extraction, Place, wording
from borderfacts.records.flat_row import FINEST_FIRST, flat_row
from borderfacts.report.cards import COLUMNS
from borderfacts.report.highlights import TITLES, Layer
from borderfacts.report.totals import COUNTED
from borderfacts.vocabulary import EventType, Fate, PlaceKind

# Kinds of places that are no spot: their point is about their middle.
AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.COUNTY, PlaceKind.SECTOR, PlaceKind.WATER})

# Columns of the flat row that a page has elsewhere: evidence stands in the text.
_ELSEWHERE = frozenset({"id", "document_id", "evidence"})

Json = dict[str, object]


def index(extractions: Sequence[Extraction], titles: Sequence[str]) -> Json:
    """Return what the script of a page knows of all stories from the start.

    Args:
        extractions: the stories.
        titles: the title of each, as the page shows it.
    """
    return {
        "types": [[kind.value, wording.label(kind).capitalize()] for kind in EventType],
        "fates": {fate.value: wording.label(fate) for fate in Fate},
        "counted": sorted(COUNTED),
        "nations": {code: [each.name, each.lat, each.lon] for code, each in lexicons.nationalities().items()},
        "judged": COLUMNS,
        "layers": [[layer.value, TITLES[layer]] for layer in Layer],
        "sheet": {"columns": SHEET_COLUMNS, "fields": {field: KINDS[field].takes for field in FIELDS}},
        "stories": [
            [title, each.id, each.reference_date or "", each.url or ""]
            for title, each in zip(titles, extractions, strict=True)
        ],
        "incidents": [
            _incident(number, place, event, extraction.id)
            for number, extraction in enumerate(extractions)
            for place, event in enumerate(extraction.events, start=1)
        ],
    }


def _incident(story: int, number: int, event: Event, document_id: str) -> Json:
    flat = flat_row(event, document_id=document_id)
    row = {column: value for column, value in flat.items() if value is not None and column not in _ELSEWHERE}
    when = event.when
    return {
        "story": story,
        "number": number,
        "row": row,
        "heading": wording.heading(event),
        "when": wording.days(when.start, when.end) if when else "",
        "people": "; ".join(wording.group(group) for group in event.people),
        "words": _words(event),
        "spots": [[wording.place(each), each.lat, each.lon, int(each.kind in AREAS)] for each in finest(event.places)],
        "evidence": [[span.start, span.end] for span in event.evidence],
    }


def _words(event: Event) -> list[str]:
    """Return what the record says in words that its flat row does not have."""
    return [
        *map(wording.place, event.places),
        *map(wording.agency, event.agencies),
        *map(wording.seizure, event.seizures),
        *map(wording.quantity, event.quantities),
        *(wording.label(fate) for group in event.people for fate in group.fates),
        *([wording.route(event.route)] if event.route else []),
        *([wording.label(event.cause)] if event.cause else []),
    ]


def finest(places: Iterable[Place]) -> list[Place]:
    """Return the places that a map can show, without the states and countries in which a finer one of them lies."""
    located = [place for place in places if place.lat is not None and place.lon is not None]
    return [
        place
        for place in located
        if place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
        or not any(
            FINEST_FIRST.index(other.kind) < FINEST_FIRST.index(place.kind) and other.country == place.country
            for other in located
        )
    ]


def sheet(extraction: Extraction) -> list[Json]:
    """Return the coding sheet of each incident of a story: its quotes, and of each line quote, proposal and check.

    Lines without words and value are left out.
    """
    quotes: dict[str, dict[str, int]] = {event.id: {} for event in extraction.events}
    lines: dict[str, dict[str, list[object]]] = {event.id: {} for event in extraction.events}
    for _, _, event_id, field, quote, proposal, check, *_ in codesheet_lines(extraction, FIELDS):
        if quote or proposal:
            place = quotes[event_id].setdefault(quote, len(quotes[event_id]))
            lines[event_id][field] = [place, proposal, *([check] if check else [])]
    story = {"file": extraction.file or "", "document": extraction.id}
    return [{**story, "id": each, "quotes": list(quotes[each]), "lines": lines[each]} for each in lines]
