"""GeoJSON (RFC 7946): one feature an event, at the most exact place that has coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from borderfacts.records import Extraction
from borderfacts.records.flat_row import flat_rows

SUFFIX = ".geojson"


def write(extractions: Iterable[Extraction], stream: BinaryIO) -> None:
    """Write a feature collection: the id of the event, its point, and its flat row as properties.

    The geometry is null where nothing locates the event; GIS tools read that as a row of the table without a shape.
    """
    stream.write(b'{"type": "FeatureCollection", "features": [')
    for number, row in enumerate(flat_rows(extractions)):
        stream.write(b",\n" if number else b"\n")
        stream.write(json.dumps(_feature(row), ensure_ascii=False).encode("utf-8"))
    stream.write(b"\n]}\n")


def _feature(row: dict[str, object]) -> dict[str, object]:
    point = None if row["lat"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": row}
