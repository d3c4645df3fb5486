"""The outlines of countries, as the map of a report draws them and as rings of points."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

# Longitude and latitude in degrees.
Point = tuple[float, float]


def packed() -> bytes:
    """Return the outlines as TopoJSON, packed with gzip; a country is named by its ISO 3166-1 code."""
    return files(__package__).joinpath("data", "outlines.json.gz").read_bytes()


def countries() -> dict[str, list[list[Point]]]:
    """Return the outlines of countries by ISO 3166-1 code: rings of (longitude, latitude) in degrees.

    A ring across the line of 180 degrees goes on beyond it, and is there a second time on the other side of the map.
    """
    topology: dict[str, Any] = json.loads(gzip.decompress(packed()))
    arcs = list(arcs_of(topology))
    return {
        country["id"]: [
            copy for polygon in country["arcs"] for ring in polygon for copy in _unrolled(_joined(ring, arcs))
        ]
        for country in topology["objects"]["countries"]["geometries"]
    }


def arcs_of(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the arcs of a TopoJSON file in degrees (the TopoJSON specification, "Arcs")."""
    (x_scale, y_scale), (x_shift, y_shift) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_scale + x_shift, y * y_scale + y_shift))
        yield points


def _joined(ring: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Return the points of a ring; a negative number is an arc backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _unrolled(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield a ring without the leap at the line of 180 degrees, once for each side of the map on which it shows."""
    turned = 0.0
    points = [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turned += 360 if lon - before < -180 else -360 if lon - before > 180 else 0
        points.append((lon + turned, lat))
    if turned:  # around the pole: down to it and back
        points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
    yield points
    for side in (-360, 360):
        if any(-180 < lon + side < 180 for lon, _ in points) and any(not -180 <= lon <= 180 for lon, _ in points):
            yield [(lon + side, lat) for lon, lat in points]
