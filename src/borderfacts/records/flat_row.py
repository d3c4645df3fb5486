"""Event to flat row: the only place that knows the columns of CSV, Parquet and DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from borderfacts.records.head_count import added, counted, least, parts, with_fate
from borderfacts.units import is_difference
from borderfacts.vocabulary import Bound, Dimension, Fate, PartKind, PlaceKind

if TYPE_CHECKING:
    from borderfacts.records.event import Event, Seizure
    from borderfacts.records.extraction import Extraction
    from borderfacts.records.mentions import Place, Quantity
    from borderfacts.records.people import PersonGroup

# What each column holds where it holds something; whole numbers fit into 64 bits.
COLUMN_TYPES: Mapping[str, type[str] | type[int] | type[float]] = {
    **dict.fromkeys(("id", "document_id", "type", "status", "actions", "start", "end", "time", "part"), str),
    **dict.fromkeys(("place", "admin1", "country"), str),
    **dict.fromkeys(("lat", "lon"), float),
    **dict.fromkeys(("from", "to"), str),
    **dict.fromkeys(("people_min", "people_max", "children", "women", "men"), int),
    "nationalities": str,
    **dict.fromkeys(("dead", "missing", "injured", "hospitalized", "rescued", "detained", "charged"), int),
    **dict.fromkeys(("convicted", "returned", "released", "escaped"), int),
    **dict.fromkeys(("agencies", "seizures"), str),
    "temperature_c": float,
    **dict.fromkeys(("quantities", "attribution", "evidence"), str),
    "confidence": float,
}
COLUMNS: tuple[str, ...] = tuple(COLUMN_TYPES)

# What tells a table of flat rows from one of stories, also where someone took columns out of it.
_KEYS = frozenset({"id", "document_id", "type", "status"})
NO_STORIES = (
    "these are rows of incidents, as 'extract' and 'correct' write them, and neither texts nor records; give the "
    "records from which they were made: JSON, JSON Lines or a database"
)

# Of the places of an event, the one that says most exactly where it was.
FINEST_FIRST = (
    PlaceKind.CITY, PlaceKind.PORT_OF_ENTRY, PlaceKind.LANDMARK, PlaceKind.OTHER, PlaceKind.COUNTY, PlaceKind.SECTOR,
    PlaceKind.WATER, PlaceKind.ADMIN1, PlaceKind.COUNTRY,
)  # fmt: skip


def flat_row(event: Event, *, document_id: str) -> dict[str, object]:
    """Return the flat row of an event: a string, a number or None for each of ``COLUMNS``.

    Lists are joined by ``"; "``. None means that the text does not say.

    - ``place`` is the finest of the event's places, of several the surest; what it lacks of ``admin1``, ``country``,
      ``lat`` and ``lon`` comes from the next that has it.
    - ``people_min`` and ``people_max`` add up the groups of people, of all roles, without counting anyone twice, as
      ``head_count.counted`` says. ``people_min`` leaves out groups without a number; ``people_max`` is None where a
      group has none or is open above.
    - ``children``, ``women`` and ``men`` add up the least numbers of the parts, of the total where it reports them and
      else of the groups it stands for.
    - The columns of fates add up the least numbers of the groups with that fate (of the total alone where it has the
      fate); None where no such group has a number.
    - ``temperature_c`` is the first temperature, in degrees Celsius; the middle of a range.
    """
    places = finest_first(event.places)
    row: dict[str, object] = {
        "id": event.id,
        "document_id": document_id,
        "type": event.type.value,
        "status": event.status.value,
        "actions": _joined(action.type.value for action in event.actions),
        "start": event.when.start if event.when else None,
        "end": event.when.end if event.when else None,
        "time": event.when.time if event.when else None,
        "part": event.when.part.value if event.when and event.when.part else None,
        **_where(places),
        "from": event.route.origin if event.route else None,
        "to": event.route.destination if event.route else None,
        **_people(event.people),
        "nationalities": _joined(code for group in event.people for code in group.nationalities),
        "agencies": _joined(agency.short for agency in event.agencies),
        "seizures": _joined(_seizure(seizure) for seizure in event.seizures),
        "temperature_c": _temperature(event.quantities),
        "quantities": _joined(_quantity(quantity) for quantity in event.quantities),
        "attribution": _joined(attribution.source for attribution in event.attribution),
        "evidence": _joined(span.text for span in event.evidence),
        "confidence": event.confidence,
    }
    return {column: row[column] for column in COLUMNS}


def are_flat(columns: Iterable[str]) -> bool:
    """Return whether columns are those of flat rows, or some of them, and there is no text among them."""
    names = set(columns)
    return names >= _KEYS and "text" not in names


def finest_first(places: Iterable[Place]) -> list[Place]:
    """Return places with those first that say most exactly where it was; of equally fine ones the surest.

    The town that a report was sent from stands in the text first, and is seldom the surest.
    """
    return sorted(places, key=lambda place: (FINEST_FIRST.index(place.kind), -(place.confidence or 0.0)))


def flat_rows(extractions: Iterable[Extraction]) -> Iterator[dict[str, object]]:
    """Yield the flat row of each event of each extraction, in order."""
    for extraction in extractions:
        for event in extraction.events:
            yield flat_row(event, document_id=extraction.id)


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(values)) or None


def _where(places: Sequence[Place]) -> dict[str, object]:
    located = next((place for place in places if place.lat is not None and place.lon is not None), None)
    return {
        "place": places[0].name if places else None,
        "admin1": next((place.admin1 for place in places if place.admin1), None),
        "country": next((place.country for place in places if place.country), None),
        "lat": located.lat if located else None,
        "lon": located.lon if located else None,
    }


def _people(people: Sequence[PersonGroup]) -> dict[str, object]:
    everyone = counted(people)
    tops = [group.count.max if group.count else None for group in everyone]
    row: dict[str, object] = {
        "people_min": added(least(group) for group in everyone),
        "people_max": None if None in tops else added(tops),
        "children": parts(PartKind.CHILD, everyone) or parts(PartKind.CHILD, people),
        "women": parts(PartKind.WOMAN, everyone) or parts(PartKind.WOMAN, people),
        "men": parts(PartKind.MAN, everyone) or parts(PartKind.MAN, people),
    }
    for fate in Fate:
        if fate.value in COLUMNS:
            row[fate.value] = added(least(group) for group in with_fate(people, fate))
    return row


def _number(value: float | tuple[float, float]) -> str:
    ends = value if isinstance(value, tuple) else (value,)
    return " to ".join(f"{end:.15g}" for end in ends)


def _quantity(quantity: Quantity) -> str:
    limit = "" if quantity.bound is Bound.EXACT else f"{quantity.bound.value.replace('_', ' ')} "
    return f"{limit}{_number(quantity.value)} {quantity.unit}"


def _seizure(seizure: Seizure) -> str:
    return f"{seizure.kind.value} {_quantity(seizure.quantity)}" if seizure.quantity else seizure.kind.value


def temperatures(quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the temperatures among quantities, without differences of two, which stand on no thermometer."""
    return (each for each in quantities if each.dimension is Dimension.TEMPERATURE and not is_difference(each.unit))


def _temperature(quantities: Iterable[Quantity]) -> float | None:
    first = next(temperatures(quantities), None)
    if first is None:
        return None
    ends = first.value if isinstance(first.value, tuple) else (first.value,)
    return round(float(first.model_copy(update={"value": sum(ends) / len(ends)}).to("degC").magnitude), 2)
