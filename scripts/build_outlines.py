"""Make the country outlines of the report from the file ``countries-50m.json`` of the npm package ``world-atlas``.

    python scripts/build_outlines.py path/to/world-atlas/countries-50m.json

The file is TopoJSON: arcs that neighbours share, so a border simplified once stays the same line on both sides. What
comes out maps an ISO 3166-1 alpha-2 code to its rings, each a list of hundredths of a degree: longitude and latitude of
the first point, then the steps to the next ones. A ring across the line of 180 degrees goes on beyond it, and is there
a second time on the other side of the map.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

TARGET = Path(__file__).resolve().parent.parent / "src" / "borderfacts" / "report" / "data" / "outlines.json.gz"

# Degrees: finer lines cannot be told apart on a map of a few hundred kilometres.
TOLERANCE = 0.015
HUNDREDTHS = 100
SMALLEST_RING = 3

# Areas without an ISO code of their own go with the state of which ISO 3166-1 makes them a part; the rest is left out.
UNCODED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}

Point = tuple[float, float]


def main(source: str) -> None:
    """Write the outlines of a TopoJSON file."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [simplified(arc) for arc in decoded(topology)]
    outlines: dict[str, list[list[int]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = code_of(geometry)
        if code is not None:
            found = [stepped(copy) for ring in rings(geometry) for copy in unrolled(joined(ring, arcs))]
            outlines.setdefault(code, []).extend(ring for ring in found if ring)
    told = json.dumps({code: outlines[code] for code in sorted(outlines)}, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(told.encode("ascii"), mtime=0))
    print(f"{TARGET.name}: {len(outlines)} outlines, {TARGET.stat().st_size:,} bytes")


def code_of(geometry: dict[str, Any]) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country."""
    country = pycountry.countries.get(numeric=geometry["id"]) if "id" in geometry else None
    return str(country.alpha_2) if country else UNCODED.get(geometry["properties"]["name"])


def decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the arcs in degrees (the TopoJSON specification, "Arcs")."""
    (x_scale, y_scale), (x_shift, y_shift) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_scale + x_shift, y * y_scale + y_shift))
        yield points


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a geometry, each a list of arc numbers."""
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return the points of a ring; a negative number is an arc backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unrolled(ring: list[Point]) -> Iterator[list[Point]]:
    """Yield a ring without the leap at the line of 180 degrees, once for each side of the map on which it shows."""
    turned = 0.0
    points = ring[:1]
    for (before, _), (lon, lat) in pairwise(ring):
        turned += 360 if lon - before < -180 else -360 if lon - before > 180 else 0
        points.append((lon + turned, lat))
    if turned:  # around the pole: down to it and back
        points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
    yield points
    for side in (-360, 360):
        if any(-180 < lon + side < 180 for lon, _ in points) and any(not -180 <= lon <= 180 for lon, _ in points):
            yield [(lon + side, lat) for lon, lat in points]


def simplified(line: list[Point]) -> list[Point]:
    """Return a line without the points that lie within ``TOLERANCE`` of it (Douglas and Peucker, 1973)."""
    keep = {0, len(line) - 1}
    # A closed arc has no baseline: it is cut at the point farthest from its start.
    if line[0] == line[-1]:
        middle = max(range(len(line)), key=lambda i: distance(line[i], line[0], line[0]))
        keep.add(middle)
    ends = sorted(keep)
    stack = list(pairwise(ends))
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        farthest = max(range(first + 1, last), key=lambda i: distance(line[i], line[first], line[last]))
        if distance(line[farthest], line[first], line[last]) > TOLERANCE:
            keep.add(farthest)
            stack += [(first, farthest), (farthest, last)]
    return [line[i] for i in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from a stretch of line, in degrees."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    dx, dy = px - ax - along * (bx - ax), py - ay - along * (by - ay)
    return float((dx * dx + dy * dy) ** 0.5)


def stepped(points: list[Point]) -> list[int]:
    """Return a ring in steps of hundredths of a degree; nothing where too few points are left."""
    whole = [(round(x * HUNDREDTHS), round(y * HUNDREDTHS)) for x, y in points]
    distinct = [point for i, point in enumerate(whole) if i == 0 or point != whole[i - 1]]
    if len(set(distinct)) < SMALLEST_RING:
        return []
    steps = [*distinct[0]]
    for (x, y), (ahead_x, ahead_y) in pairwise(distinct):
        steps += [ahead_x - x, ahead_y - y]
    return steps


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
