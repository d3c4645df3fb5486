"""Lay out a map: which part of the world it shows, its points, its routes, and where the names stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from borderfacts import lexicons
from borderfacts.records import Event, Place, wording
from borderfacts.records.flat_row import FINEST_FIRST
from borderfacts.report import outlines
from borderfacts.report.outlines import UNITS, Box
from borderfacts.vocabulary import PlaceKind

# Kinds of places that are no spot: their point is about their middle.
AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.COUNTY, PlaceKind.SECTOR, PlaceKind.WATER})

# How far around a point a map shows the land, in degrees, so that readers know where they are.
SURROUNDINGS = {PlaceKind.COUNTRY: 9.0, PlaceKind.ADMIN1: 5.0, PlaceKind.WATER: 4.0}
LEAST_SURROUNDINGS = 3.5

ASPECT = 16 / 10
# The size of the letters: so many stand beside each other across the map.
LETTERS_ACROSS = 62
# On a phone.
NARROW_LETTERS_ACROSS = 28
# The width of a letter, and the space that names keep, in sizes of a letter.
LETTER_WIDTH = 0.56
SPACED_LETTER_WIDTH = 0.64
LINE = 1.25
# Level lines across a map on which the names of countries may stand.
LEVELS = 25
# Lines finer than this part of the map's width cannot be told apart.
FINEST = 1 / 900
MOST_NAMES = 40
# The length of an arrow that only shows a direction, as a part of the map's width.
NEAR_ARROW = 0.16


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map.

    Attributes:
        name: with what it lies in.
        short: its own name.
        x: on the plane of the map.
        y: on the plane of the map.
        radius: of its circle, in sizes of a letter.
        is_area: whether it is only about the middle of an area.
        targets: the cards of the incidents there.
    """

    name: str
    short: str
    x: float
    y: float
    radius: float
    is_area: bool
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A route on the map: from the middle of a country to that of another, or the direction of it at a place."""

    name: str
    line: str
    head: str
    width: float
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map."""

    text: str
    x: float
    y: float
    anchor: str
    is_country: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """A map of incidents.

    Attributes:
        view: the part of the plane that it shows.
        letter: the size of a letter in units of the plane.
        points: the places, those with most incidents first.
        arrows: the routes.
        names: the names of places that found room.
        narrow_names: those that find room in the larger letters of a phone.
        is_near: whether countries' middles lie outside, so that an arrow only shows the direction of a route.
    """

    view: Box
    letter: float
    points: tuple[Point, ...]
    arrows: tuple[Arrow, ...]
    names: tuple[Name, ...]
    narrow_names: tuple[Name, ...]
    is_near: bool

    @property
    def land(self) -> list[str]:
        """The countries in view."""
        return outlines.in_view(self.view)

    @property
    def narrow_letter(self) -> float:
        """The size of a letter on a phone."""
        return self.view.width / NARROW_LETTERS_ACROSS

    @property
    def view_box(self) -> str:
        """The part of the plane for the attribute ``viewBox``."""
        return " ".join(
            f"{number:.0f}" for number in (self.view.left, self.view.top, self.view.width, self.view.height)
        )


def draw(events: Sequence[tuple[str, Event]]) -> Map | None:
    """Return the map of incidents, each with the identifier of its card; None where none can be placed."""
    places = _places(events)
    routes = _routes(events)
    spots = _first_spots(places)
    corners = [_at(outlines.project(lat, lon), kind) for _, _, lat, lon, kind in places]
    if not corners or not all(spots.keys() & targets for targets in routes.values()):
        corners += [_at(_middle(code), PlaceKind.COUNTRY) for ends in routes for code in ends]
    if not corners:
        return None
    view = _view(corners)
    courses = {ends: _course(ends, targets, spots, view) for ends, targets in routes.items()}
    letter = view.width / LETTERS_ACROSS
    points = [_point(place, targets) for place, targets in places.items()]
    points.sort(key=lambda point: (-len(point.targets), point.is_area, point.name))
    arrows = tuple(_arrow(ends, courses[ends], targets, letter) for ends, targets in routes.items())
    lying = outlines.stretches(view, LEVELS)
    names, narrow_names = (
        tuple(_names(points, view, lying, letter, view.width / across))
        for across in (LETTERS_ACROSS, NARROW_LETTERS_ACROSS)
    )
    is_near = any(courses[ends] != tuple(map(_middle, ends)) for ends in routes)
    return Map(view, letter, tuple(points), arrows, names, narrow_names, is_near)


def land(maps: Iterable[Map]) -> dict[str, str]:
    """Return the outlines that some maps show together, by country."""
    shown = list(maps)
    if not shown:
        return {}
    return outlines.paths(_around(each.view for each in shown), FINEST * min(each.view.width for each in shown))


def countries(events: Iterable[tuple[str, Event]]) -> frozenset[str]:
    """Return the countries in which incidents happened or between which they moved."""
    found = {place.country for _, event in events for place in event.places}
    for _, event in events:
        if event.route is not None:
            found |= {event.route.origin, event.route.destination}
    return frozenset(code for code in found if code)


Spot = tuple[str, str, float, float, PlaceKind]
Ends = tuple[str, str]
Course = tuple[outlines.Point, outlines.Point]
Lying = Mapping[str, Sequence[outlines.Stretch]]


def _places(events: Sequence[tuple[str, Event]]) -> dict[Spot, tuple[str, ...]]:
    found: dict[Spot, dict[str, None]] = {}
    for target, event in events:
        for place in _finest(event.places):
            if place.lat is not None and place.lon is not None:
                spot = (wording.place(place), place.name, place.lat, place.lon, place.kind)
                found.setdefault(spot, {})[target] = None
    return {spot: tuple(targets) for spot, targets in found.items()}


def _finest(places: Sequence[Place]) -> list[Place]:
    """Return the places without the states and countries in which a finer one of them lies."""
    located = [place for place in places if place.lat is not None]
    return [
        place
        for place in located
        if place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
        or not any(
            FINEST_FIRST.index(other.kind) < FINEST_FIRST.index(place.kind) and other.country == place.country
            for other in located
        )
    ]


def _routes(events: Sequence[tuple[str, Event]]) -> dict[Ends, tuple[str, ...]]:
    found: dict[Ends, dict[str, None]] = {}
    for target, event in events:
        origin, destination = (event.route.origin, event.route.destination) if event.route else (None, None)
        if origin and destination and origin != destination and {origin, destination} <= set(lexicons.nationalities()):
            found.setdefault((origin, destination), {})[target] = None
    return {ends: tuple(targets) for ends, targets in found.items()}


def _middle(code: str) -> outlines.Point:
    nation = lexicons.nationalities()[code]
    return outlines.project(nation.lat, nation.lon)


def _first_spots(places: Mapping[Spot, tuple[str, ...]]) -> dict[str, outlines.Point]:
    """Return, for each incident with a place that is a spot, the first of them."""
    found: dict[str, outlines.Point] = {}
    for (_, _, lat, lon, kind), targets in places.items():
        if kind not in AREAS:
            for target in targets:
                found.setdefault(target, outlines.project(lat, lon))
    return found


def _course(ends: Ends, targets: Sequence[str], spots: Mapping[str, outlines.Point], view: Box) -> Course:
    """Return where an arrow begins and ends: the middles of the countries; near a spot where they are out of view."""
    start, end = map(_middle, ends)
    here = next((spots[target] for target in targets if target in spots), None)
    if here is None or (view.holds(start) and view.holds(end)):
        return start, end
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    x, y = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    half, aside = view.width * NEAR_ARROW / 2, view.width * NEAR_ARROW / 3
    middle = here[0] - y * aside, here[1] + x * aside
    return (middle[0] - x * half, middle[1] - y * half), (middle[0] + x * half, middle[1] + y * half)


def _at(point: outlines.Point, kind: PlaceKind) -> Box:
    x, y = point
    return Box(x, y, x, y).grown(SURROUNDINGS.get(kind, LEAST_SURROUNDINGS) * UNITS)


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _view(corners: Sequence[Box]) -> Box:
    """Return the view around boxes, in the shape of a map."""
    around = _around(corners)
    tight = around.grown(0.06 * max(around.width, around.height))
    width = max(tight.width, tight.height * ASPECT, 4 * LEAST_SURROUNDINGS * UNITS)
    height = width / ASPECT
    x, y = (tight.left + tight.right) / 2, (tight.top + tight.bottom) / 2
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _point(spot: Spot, targets: tuple[str, ...]) -> Point:
    name, short, lat, lon, kind = spot
    x, y = outlines.project(lat, lon)
    radius = 0.3 + 0.12 * math.sqrt(len(targets))
    return Point(name, short, x, y, round(radius, 2), kind in AREAS, targets)


def _arrow(ends: Ends, course: Course, targets: tuple[str, ...], letter: float) -> Arrow:
    """Return a route as a bent line with a head."""
    (from_x, from_y), (to_x, to_y) = course
    length = math.hypot(to_x - from_x, to_y - from_y) or 1.0
    along_x, along_y = (to_x - from_x) / length, (to_y - from_y) / length
    # Bent to one side, so that the way there and the way back lie apart.
    bend_x, bend_y = (from_x + to_x) / 2 - along_y * 0.16 * length, (from_y + to_y) / 2 + along_x * 0.16 * length
    into = math.atan2(to_y - bend_y, to_x - bend_x)
    width = letter * min(0.12 + 0.06 * math.sqrt(len(targets)), 0.5)
    size = letter * 0.7 + width
    tip = (to_x, to_y)
    wings = [(to_x - size * math.cos(into + turn), to_y - size * math.sin(into + turn)) for turn in (-0.42, 0.42)]
    neck = (to_x - 0.8 * size * math.cos(into), to_y - 0.8 * size * math.sin(into))
    name = f"{wording.country(ends[0])} → {wording.country(ends[1])}"
    line = f"M{from_x:.0f} {from_y:.0f}Q{bend_x:.0f} {bend_y:.0f} {neck[0]:.0f} {neck[1]:.0f}"
    head = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (tip, *wings)) + "z"
    return Arrow(name, line, head, round(width, 1), targets)


def _names(points: Sequence[Point], view: Box, lying: Lying, size: float, letter: float) -> Iterable[Name]:
    """Yield the names that find room beside their points, those of the foremost points first; then those of countries.

    Args:
        points: the places; their radius is in units of ``size``.
        view: what the map shows.
        lying: where countries lie on level lines across it.
        size: the unit of radii.
        letter: the size of a letter.
    """
    taken = [_disc(point, size) for point in points]
    for point in points[:MOST_NAMES]:
        gap = size * point.radius + letter * 0.35
        wide, high = letter * LETTER_WIDTH * len(point.short), letter * LINE
        for x, y, anchor, left in (
            (point.x + gap, point.y + letter * 0.35, "start", point.x + gap),
            (point.x - gap, point.y + letter * 0.35, "end", point.x - gap - wide),
            (point.x, point.y - gap - letter * 0.2, "middle", point.x - wide / 2),
            (point.x, point.y + gap + letter * 0.8, "middle", point.x - wide / 2),
        ):
            box = Box(left, y - high * 0.8, left + wide, y + high * 0.25)
            if box.left < view.left or box.right > view.right or box.top < view.top or box.bottom > view.bottom:
                continue
            if not any(box.meets(other) for other in taken):
                taken.append(box)
                yield Name(point.short, round(x), round(y), anchor)
                break
    yield from _country_names(view, lying, letter, taken)


def _country_names(view: Box, lying: Lying, letter: float, taken: list[Box]) -> Iterable[Name]:
    """Yield the names of countries that find room on their own land, the largest in view first."""
    for code in sorted(lying, key=lambda code: (-sum(right - left for _, left, right in lying[code]), code)):
        text = wording.country(code)
        wide = letter * SPACED_LETTER_WIDTH * len(text)
        for y, left, right in _roomy(lying[code], wide):
            middle = (left + right) / 2
            box = Box(middle - wide / 2, y - letter, middle + wide / 2, y + letter)
            if _is_land(box, lying[code], view) and not any(box.meets(other) for other in taken):
                taken.append(box)
                yield Name(text, round(middle), round(y + letter * 0.35), "middle", is_country=True)
                break


def _roomy(stretches: Sequence[outlines.Stretch], wide: float) -> list[outlines.Stretch]:
    """Return the stretches that are wide enough, the widest first, and of those as wide the one nearest the middle."""
    level = sum(y for y, _, _ in stretches) / len(stretches)
    fitting = [stretch for stretch in stretches if stretch[2] - stretch[1] > wide]
    return sorted(fitting, key=lambda stretch: (stretch[1] - stretch[2], abs(stretch[0] - level), stretch[0]))


def _is_land(box: Box, stretches: Sequence[outlines.Stretch], view: Box) -> bool:
    """Return whether the level lines through a box and beside it lie on a country's land."""
    apart = view.height / LEVELS
    levels = [y for y, left, right in stretches if left <= box.left and box.right <= right]
    return all(any(abs(y - level) < apart / 2 for level in levels) for y in (box.top - 0.1 * apart, box.bottom))


def _disc(point: Point, size: float) -> Box:
    return Box(point.x, point.y, point.x, point.y).grown(size * point.radius)
