"""Make the country outlines of the report from the file ``countries-10m.json`` of the npm package ``world-atlas``.

    python scripts/build_outlines.py path/to/world-atlas/countries-10m.json

Both files are TopoJSON: arcs that neighbours share, so that a border simplified once stays the same line on both sides.
In what comes out a country is named by its ISO 3166-1 alpha-2 code, and its outline is as fine as ``TOLERANCE``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

from borderfacts.report.outlines import arcs_of

TARGET = Path(__file__).resolve().parent.parent / "src" / "borderfacts" / "report" / "data" / "outlines.json.gz"

# Degrees: a finer line adds to the size of every report and to the time that each movement of its map takes.
TOLERANCE = 0.02
HUNDREDTHS = 100

# Areas without an ISO code of their own go with the state of which ISO 3166-1 makes them a part; the rest is left out.
UNCODED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}

# An arc in degrees, and one in whole hundredths of a degree.
Line = list[tuple[float, float]]
Arc = list[tuple[int, int]]


def main(source: str) -> None:
    """Write the outlines of a TopoJSON file."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    fine = list(arcs_of(topology))
    arcs = [stepped(simplified(arc)) for arc in fine]
    outlines: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = code_of(geometry)
        if code is not None:
            outlines.setdefault(code, []).extend(polygons(geometry, fine, arcs))
    text = json.dumps(packed(outlines, arcs), separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode("ascii"), mtime=0))
    print(f"{TARGET.name}: {len(outlines)} outlines, {sum(map(len, arcs)):,} points, {TARGET.stat().st_size:,} bytes")


def code_of(geometry: dict[str, Any]) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country."""
    country = pycountry.countries.get(numeric=geometry["id"]) if "id" in geometry else None
    return str(country.alpha_2) if country else UNCODED.get(geometry["properties"]["name"])


def simplified(line: Line) -> Line:
    """Return a line without the points that lie within ``TOLERANCE`` of it (Douglas and Peucker, 1973)."""
    keep = {0, len(line) - 1}
    # A closed arc has no baseline: it is cut at the point farthest from its start, and then at that farthest from both.
    if line[0] == line[-1]:
        middle = max(range(len(line)), key=lambda i: distance(line[i], line[0], line[0]))
        keep |= {middle, max(range(len(line)), key=lambda i: distance(line[i], line[0], line[middle]))}
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


def distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far a point lies from a stretch of line, in degrees."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    dx, dy = px - ax - along * (bx - ax), py - ay - along * (by - ay)
    return float((dx * dx + dy * dy) ** 0.5)


def stepped(points: Line) -> Arc:
    """Return an arc in whole hundredths of a degree, without points that fall together."""
    whole = [(round(x * HUNDREDTHS), round(y * HUNDREDTHS)) for x, y in points]
    distinct = [point for i, point in enumerate(whole) if i == 0 or point != whole[i - 1]]
    return distinct if len(distinct) > 1 else [distinct[0], distinct[0]]


def polygons(geometry: dict[str, Any], fine: list[Line], arcs: list[Arc]) -> list[list[list[int]]]:
    """Return the polygons of a geometry, each a list of rings of arc numbers, without rings too small to be seen.

    A ring that has lost its area, or turned round, would be read as all of the globe but itself.
    """
    found = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    kept = [[ring for ring in polygon if area(ring, fine) * area(ring, arcs) > 0] for polygon in found]
    return [rings for rings, polygon in zip(kept, found, strict=True) if rings and rings[0] is polygon[0]]


def area(ring: list[int], arcs: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Return twice the area of a ring, below 0 where it runs clockwise; a negative number is an arc backwards."""
    points = [point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
    return sum(x * ahead_y - ahead_x * y for (x, y), (ahead_x, ahead_y) in pairwise([*points, points[0]]))


def packed(outlines: dict[str, list[list[list[int]]]], arcs: list[Arc]) -> dict[str, Any]:
    """Return the topology of outlines, with those arcs alone that they have."""
    rings = [ring for polygons in outlines.values() for polygon in polygons for ring in polygon]
    used = sorted({number if number >= 0 else ~number for ring in rings for number in ring})
    place = {number: new for new, number in enumerate(used)}

    def renumbered(number: int) -> int:
        return place[number] if number >= 0 else ~place[~number]

    countries = [
        {
            "type": "MultiPolygon",
            "id": code,
            "arcs": [[[renumbered(number) for number in ring] for ring in polygon] for polygon in outlines[code]],
        }
        for code in sorted(outlines)
    ]
    return {
        "type": "Topology",
        "transform": {"scale": [1 / HUNDREDTHS, 1 / HUNDREDTHS], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": [steps(arcs[number]) for number in used],
    }


def steps(arc: Arc) -> list[list[int]]:
    """Return an arc as its first point and the steps to the next ones."""
    return [[*arc[0]], *([x - before_x, y - before_y] for (before_x, before_y), (x, y) in pairwise(arc))]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
