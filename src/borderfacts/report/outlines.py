"""The outlines of countries on a flat map, cut to what a map shows."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
# How far a level line lies on a country: y, left, right.
Stretch = tuple[float, float, float]

# Units of the map's plane in a degree of longitude; the data are as fine.
UNITS = 100

# Mercator stretches the poles without end.
HIGHEST_LATITUDE = 80.0


class Box(NamedTuple):
    """A rectangle of the map's plane."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Return whether it shares any point with another box."""
        return not (
            self.right < other.left or other.right < self.left or self.bottom < other.top or other.bottom < self.top
        )

    def holds(self, point: Point) -> bool:
        """Return whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def grown(self, by: float) -> Box:
        """Return the box with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def project(lat: float, lon: float) -> Point:
    """Return where a point of the globe lies on the plane: Mercator's projection, y downwards.

    Example:
        >>> [round(along) for along in project(45, 10)]
        [1000, -5050]
    """
    bounded = math.radians(max(-HIGHEST_LATITUDE, min(HIGHEST_LATITUDE, lat)))
    return lon * UNITS, -math.degrees(math.log(math.tan(math.pi / 4 + bounded / 2))) * UNITS


def paths(view: Box, detail: float) -> dict[str, str]:
    """Return the SVG path of every country with a part in the view, by its ISO 3166-1 code.

    Args:
        view: what is to be seen; what lies outside is cut off, so that a report holds no more than it shows.
        detail: the size of what cannot be told apart, in units of the plane.
    """
    frame = view.grown(view.width * 0.05)
    drawn = {}
    for code, rings in _rings().items():
        told = [_path(_cut(ring, frame), detail) for ring, box in rings if box.meets(frame)]
        if any(told):
            drawn[code] = "".join(told)
    return drawn


def in_view(view: Box) -> list[str]:
    """Return the countries that may be seen in a view."""
    return [code for code, rings in _rings().items() if any(box.meets(view) for _, box in rings)]


def stretches(view: Box, lines: int) -> dict[str, list[Stretch]]:
    """Return where countries lie on level lines across a view: for each country (y, left, right) of its stretches.

    Args:
        view: what is to be seen.
        lines: how many lines, at even distances.
    """
    found: dict[str, list[Stretch]] = {}
    apart = view.height / lines
    for code, rings in _rings().items():
        crossings: dict[int, list[float]] = {}
        for ring, box in rings:
            if box.meets(view):
                _cross(ring, view.top, apart, lines, crossings)
        for level in sorted(crossings):
            y, xs = view.top + (level + 0.5) * apart, sorted(crossings[level])
            for left, right in zip(xs[::2], xs[1::2], strict=False):
                if right > view.left and left < view.right:
                    found.setdefault(code, []).append((y, max(left, view.left), min(right, view.right)))
    return found


def _cross(ring: list[Point], top: float, apart: float, lines: int, crossings: dict[int, list[float]]) -> None:
    """Add where the edges of a ring cross level lines, by the number of the line."""
    x_before, y_before = ring[-1]
    # The number of the first line at or below a corner, so that no corner counts twice.
    before = math.ceil((y_before - top) / apart - 0.5)
    for x, y in ring:
        here = math.ceil((y - top) / apart - 0.5)
        if here != before:
            for level in range(max(0, min(here, before)), min(lines, max(here, before))):
                level_y = top + (level + 0.5) * apart
                crossings.setdefault(level, []).append(x + (level_y - y) / (y_before - y) * (x_before - x))
        x_before, y_before, before = x, y, here


def countries() -> dict[str, list[list[Point]]]:
    """Return the outlines of countries by ISO 3166-1 code: rings of (longitude, latitude) in degrees.

    A ring across the line of 180 degrees goes on beyond it, and is there a second time on the other side of the map.
    """
    packed = files(__package__).joinpath("data", "outlines.json.gz").read_bytes()
    told: dict[str, list[list[int]]] = json.loads(gzip.decompress(packed))
    return {code: [_unpacked(ring) for ring in rings] for code, rings in told.items()}


def _unpacked(steps: Sequence[int]) -> list[Point]:
    lon = lat = 0
    points = []
    for right, up in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + right, lat + up
        points.append((lon / 100, lat / 100))
    return points


@cache
def _rings() -> dict[str, list[tuple[list[Point], Box]]]:
    return {code: [_on_plane(ring) for ring in rings] for code, rings in countries().items()}


def _on_plane(ring: Sequence[Point]) -> tuple[list[Point], Box]:
    points = [project(lat, lon) for lon, lat in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return points, Box(min(xs), min(ys), max(xs), max(ys))


def _cut(ring: list[Point], frame: Box) -> list[Point]:
    """Return the part of a ring within a frame (Sutherland and Hodgman, 1974)."""
    sides: Iterable[tuple[int, float, Callable[[float, float], bool]]] = (
        (0, frame.left, float.__ge__),
        (0, frame.right, float.__le__),
        (1, frame.top, float.__ge__),
        (1, frame.bottom, float.__le__),
    )
    for axis, limit, is_inside in sides:
        cut: list[Point] = []
        for here, ahead in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside, stays = is_inside(float(here[axis]), limit), is_inside(float(ahead[axis]), limit)
            if inside:
                cut.append(here)
            if inside != stays:
                share = (limit - here[axis]) / (ahead[axis] - here[axis])
                cut.append((here[0] + share * (ahead[0] - here[0]), here[1] + share * (ahead[1] - here[1])))
        ring = cut
    return ring


def _path(ring: list[Point], detail: float) -> str:
    """Return a ring as an SVG path of whole steps, without steps too small to be seen."""
    kept: list[tuple[int, int]] = []
    for x, y in ring:
        if not kept or abs(x - kept[-1][0]) >= detail or abs(y - kept[-1][1]) >= detail:
            kept.append((round(x), round(y)))
    if len(kept) < 3:
        return ""
    steps = [f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z"
