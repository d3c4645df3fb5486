"""What is coded of an event: each field, what its cell takes, and the words of the text behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from borderfacts.records import Event, Span
from borderfacts.records.checks import Check
from borderfacts.records.flat_row import COLUMNS, temperatures
from borderfacts.vocabulary import ActionType, EventType, Fate, PartKind, PartOfDay, Status

# Whether the record is an incident of the story at all: the first line of each event.
INCIDENT = "incident"
YES, NO = "yes", "no"

Value = str | int | float

_DAY = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_DIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}", re.ASCII)


class Kind(NamedTuple):
    """What the cells of a field take.

    Attributes:
        takes: what it is, for messages.
        read: the value of a cell; a ValueError where it is none.
        joined: whether the cell may hold several values, with a semicolon between them.
    """

    takes: str
    read: Callable[[str], Value]
    joined: bool = False


def read_value(field: str, cell: str) -> Value | None:
    """Return the value of a cell as the flat row holds it; None for an empty one.

    Raises:
        ValueError: the cell holds no value of the field; the message says what it takes.
    """
    kind = KINDS[field]
    items = [item for item in (part.strip() for part in (cell.split(";") if kind.joined else [cell])) if item]
    try:
        values = [kind.read(item) for item in items]
    except ValueError as error:
        raise ValueError(f"{field} takes {kind.takes}") from error
    if kind.joined:
        return "; ".join(dict.fromkeys(str(value) for value in values)) or None
    return values[0] if values else None


def items_of(field: str, value: Value | None) -> frozenset[str]:
    """Return what a value holds: its parts where the field takes several, else the value itself; empty for None."""
    if value is None:
        return frozenset()
    return frozenset(str(value).split("; ")) if KINDS[field].joined else frozenset([str(value)])


def quote(event: Event, field: str) -> str:
    """Return the words of the text that a field of an event rests on."""
    spans = sorted({(span.start, span.text) for span in _spans(event, field)})
    return " … ".join(dict.fromkeys(" ".join(text.split()) for _, text in spans))


def _spans(event: Event, field: str) -> Iterator[Span]:
    match field:
        case "incident":
            yield from event.evidence
        case "type" | "status" | "actions":
            yield from (action.span for action in event.actions)
        case "start" | "end" | "time" | "part":
            yield from [event.when.span] if event.when else []
        case "place" | "admin1" | "country" | "lat" | "lon":
            yield from (place.span for place in event.places)
        case "people_min" | "people_max" | "nationalities":
            yield from (group.span for group in event.people)
        case "children" | "women" | "men":
            kind = {"children": PartKind.CHILD, "women": PartKind.WOMAN, "men": PartKind.MAN}[field]
            yield from (part.span for group in event.people for part in group.parts if part.kind is kind)
        case "agencies" | "seizures" | "attribution" | "quantities":
            yield from (each.span for each in getattr(event, field))
        case "temperature_c":
            yield from (each.span for each in temperatures(event.quantities))
        case "from" | "to":
            return  # a route has no words of its own
        case _:
            yield from (group.span for group in event.people if Fate(field) in group.fates)


# The field of the record that a coded field is of, where the two have other names.
_OF_RECORD = {
    **dict.fromkeys(("start", "end", "time", "part"), "when"),
    **dict.fromkeys(("place", "admin1", "country", "lat", "lon"), "places"),
    **dict.fromkeys(("from", "to"), "route"),
    **dict.fromkeys(("people_min", "people_max", "nationalities", "children", "women", "men", *Fate), "people"),
    "temperature_c": "quantities",
}


def sureness(unsure: Sequence[Check], field: str) -> str:
    """Return how sure the least sure value behind a field is, such as ``0.52``; nothing where all are sure."""
    of = _OF_RECORD.get(field, field)
    least = next((each for each in unsure if each.field == of), None)
    return f"{least.confidence:.2f}" if least is not None else ""


def _label(labels: type[StrEnum], *, joined: bool = False) -> Kind:
    return Kind(f"one of {', '.join(labels)}", lambda cell: labels(cell).value, joined)


def _answer(cell: str) -> str:
    return [YES, NO][[YES, NO].index(cell)]


def _whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise ValueError(cell)
    return int(cell)


def _within(least: float, most: float) -> Kind:
    def read(cell: str) -> float:
        number = float(cell)
        if not least <= number <= most:
            raise ValueError(cell)
        return number

    return Kind(f"a number from {least:g} to {most:g}", read)


def _day(cell: str) -> str:
    found = _DAY.fullmatch(cell)
    if found is None or (found["year"] == "-" and found["month"] is None):
        raise ValueError(cell)
    year = 2000 if found["year"] == "-" else int(found["year"])  # a leap year: --02-29 is a day
    date(year, int(found["month"] or 1), int(found["day"] or 1))
    return cell


def _clock(cell: str) -> str:
    time.fromisoformat(cell)
    if len(cell) != len("04:50"):
        raise ValueError(cell)
    return cell


@cache
def _countries() -> frozenset[str]:
    import pycountry

    return frozenset(country.alpha_2 for country in pycountry.countries)


def _country(cell: str) -> str:
    if cell not in _countries():
        raise ValueError(cell)
    return cell


def _division(cell: str) -> str:
    if not _DIVISION.fullmatch(cell):
        raise ValueError(cell)
    return cell


_COUNTRY = Kind("an ISO 3166-1 code of two letters such as CA", _country)
_DATE = Kind("an ISO 8601 date such as 2025-02-03, 2025-02, 2025 or --02-03", _day)
_NUMBER = Kind("a whole number", _whole)
_WORDS = Kind("words, with a semicolon between several", str, joined=True)

KINDS: dict[str, Kind] = {
    INCIDENT: Kind(f"{YES} or {NO}", _answer),
    "type": _label(EventType),
    "status": _label(Status),
    "actions": _label(ActionType, joined=True),
    "start": _DATE,
    "end": _DATE,
    "time": Kind("a clock time such as 04:50", _clock),
    "part": _label(PartOfDay),
    "place": Kind("the name of a place", str),
    "admin1": Kind("an ISO 3166-2 code such as CA-MB", _division),
    "country": _COUNTRY,
    "lat": _within(-90, 90),
    "lon": _within(-180, 180),
    "from": _COUNTRY,
    "to": _COUNTRY,
    "nationalities": _COUNTRY._replace(joined=True),
    "agencies": _WORDS,
    "seizures": _WORDS,
    "temperature_c": _within(-150, 150),
    "quantities": _WORDS,
    "attribution": _WORDS,
}
_NOT_CODED = ("id", "document_id", "evidence", "confidence")
KINDS |= {column: _NUMBER for column in COLUMNS if column not in KINDS and column not in _NOT_CODED}

# The order of the lines of an event.
FIELDS: tuple[str, ...] = (INCIDENT, *(column for column in COLUMNS if column not in _NOT_CODED))
