"""Event to flat row: the only place that knows the columns of CSV, Parquet and DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from borderfacts.records.event import Event

COLUMNS: tuple[str, ...] = (
    "id", "document_id", "type", "status", "actions", "start", "end", "time", "part", "place", "admin1", "country",
    "lat", "lon", "from", "to", "people_min", "people_max", "children", "women", "men", "nationalities", "dead",
    "missing", "injured", "hospitalized", "rescued", "detained", "charged", "convicted", "returned", "released",
    "escaped", "agencies", "seizures", "temperature_c", "quantities", "attribution", "evidence", "confidence",
)  # fmt: skip


def flat_row(event: Event, *, document_id: str) -> dict[str, object]:
    """Return the flat row of an event: a scalar or None for each of ``COLUMNS``, lists joined by ``"; "``."""
    raise NotImplementedError
