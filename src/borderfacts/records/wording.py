"""Say the values of records in words: what cards in notebooks and the report show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from borderfacts import lexicons, units
from borderfacts.lexicons import gazetteer
from borderfacts.vocabulary import Bound, Dimension, PlaceKind, Role, Status, TimexType

if TYPE_CHECKING:
    from borderfacts.records.event import Action, Attribution, Event, Reference, Route, Seizure, When
    from borderfacts.records.figures import Fact, Statistic
    from borderfacts.records.mentions import Agency, Count, DateMention, Place, Quantity
    from borderfacts.records.people import Part, PersonGroup

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# A number and its unit stay on one line.
NO_BREAK = "\N{NO-BREAK SPACE}"

# The metric unit that a reader thinks in, by the size of the value in SI units: the first whose floor is reached.
METRIC: dict[Dimension, tuple[tuple[float, str], ...]] = {
    Dimension.TEMPERATURE: ((0, "degC"),),
    Dimension.LENGTH: ((1000, "kilometer"), (1, "meter"), (0, "centimeter")),
    Dimension.MASS: ((10_000, "tonne"), (1, "kilogram"), (0, "gram")),
    Dimension.SPEED: ((0, "kilometer_per_hour"),),
    Dimension.AREA: ((1_000_000, "kilometer ** 2"), (10_000, "hectare"), (0, "meter ** 2")),
    Dimension.VOLUME: ((1, "meter ** 3"), (0, "liter")),
}

# ISO 8601 durations as TIMEX3 has them; X is a number that is not stated.
_DURATION = re.compile(
    r"P(?:(?P<year>[\d.]+|X)Y)?(?:(?P<month>[\d.]+|X)M)?(?:(?P<week>[\d.]+|X)W)?(?:(?P<day>[\d.]+|X)D)?"
    r"(?:T(?:(?P<hour>[\d.]+|X)H)?(?:(?P<minute>[\d.]+|X)M)?(?:(?P<second>[\d.]+|X)S)?)?"
)

_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "family": "families", "foot": "feet", "inch": "inches",
    "quantity": "quantities", "agency": "agencies",
}  # fmt: skip
_ROLE_NOUNS = {Role.OTHER: "person"}
_SYMBOLS = {"kph": "km/h"}
_BOUNDS = {Bound.EXACT: "", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most "}


def label(value: StrEnum) -> str:
    """Return a label as words: ``port of entry``."""
    return value.value.replace("_", " ")


def heading(event: Event) -> str:
    """Return type and status of an incident: ``Crossing, attempted``."""
    kind = label(event.type).capitalize()
    return kind if event.status is Status.OCCURRED else f"{kind}, {event.status.value}"


def country(code: str | None) -> str:
    """Return the name of a country by its ISO 3166-1 code; the code itself where no name is known."""
    if code is None:
        return ""
    nation = lexicons.nationalities().get(code)
    return nation.name if nation else code


def plural(noun: str, number: object) -> str:
    """Return a noun as it stands after a number."""
    if number in (1, 1.0):
        return noun
    return "people" if noun == "person" else _PLURALS.get(noun, f"{noun}s")


def count(told: Count | None) -> str:
    """Return a count: ``9``, ``about 30``, ``21 or more``, ``up to 50``, ``3 to 5``; nothing where none is reported."""
    if told is None:
        return ""
    hedge = "about " if told.approximate else ""
    if told.min is not None and told.max is not None:
        ends = f"{told.min:,}" if told.min == told.max else f"{told.min:,} to {told.max:,}"
        return hedge + ends
    if told.min is not None:
        return f"{hedge}{told.min:,} or more"
    return f"up to {hedge}{told.max:,}" if told.max is not None else ""


def quantity(told: Quantity) -> str:
    """Return a quantity and, where its unit is not metric, what it is in a metric one: ``-17 °F = -27.2 °C``."""
    hedge = "about " if told.approximate else ""
    line = f"{hedge}{_BOUNDS[told.bound]}{_measured(told.value, told.unit, told.dimension)}"
    metric = _metric(told)
    return f"{line} = {metric}" if metric else line


def _ends(value: float | tuple[float, float]) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,)


def _measured(value: float | tuple[float, float], unit: str, dimension: Dimension) -> str:
    number = " to ".join(_number(end) for end in _ends(value))
    if dimension is Dimension.COUNT or unit == "count":
        return number
    if unit == "percent":
        return f"{number}%"
    if dimension is Dimension.MONEY:
        return f"{unit}{NO_BREAK}{number}"
    if dimension in (Dimension.DURATION, Dimension.AGE):
        return f"{number}{NO_BREAK}{plural(unit.replace('_', ' '), value)}"
    return f"{number}{NO_BREAK}{_symbol(unit)}"


def _number(value: float) -> str:
    return f"{value:,.12g}" if abs(value) < 1e15 else f"{value:.6g}"


def _symbol(unit: str) -> str:
    known = units.facts(unit)
    if known is None:
        return unit.replace("_", " ")
    symbol = f"{units.registry().Unit(unit):~P}"
    return _SYMBOLS.get(symbol, symbol.replace("_", " "))


def _metric(told: Quantity) -> str:
    steps = METRIC.get(told.dimension)
    if not steps or told.si_value is None or _is_metric(told.unit):
        return ""
    size = max(abs(end) for end in _ends(told.si_value))
    target = next(unit for floor, unit in steps if size >= floor)
    low, *high = (units.convert(end, told.unit, target).magnitude for end in _ends(told.value))
    rounded = [_rounded(float(end), told.dimension) for end in (low, *high)]
    return f"{' to '.join(rounded)}{NO_BREAK}{_symbol(target)}"


def _is_metric(unit: str) -> bool:
    """Return whether a unit is a power of ten of an SI unit, or another that readers of metric units know."""
    known = units.facts(unit)
    if known is None or unit in ("degC", "kilometer_per_hour", "kelvin"):
        return True
    mantissa = f"{known.factor:.9e}".partition("e")[0]
    return known.offset == 0 and float(mantissa) == 1.0


def _rounded(value: float, dimension: Dimension) -> str:
    """Return a converted value with no more digits than a reader can use."""
    if dimension is Dimension.TEMPERATURE or abs(value) < 100:
        return f"{value:,.1f}".removesuffix(".0")
    return f"{value:,.0f}"


def day(told: str | None) -> str:
    """Return an ISO date in words: ``3 February 2025``, ``February 2025``, ``3 February``; as it came if it is none."""
    if not told:
        return ""
    year, *rest = told.removeprefix("--").split("-") if not told.startswith("--") else ("", *told[2:].split("-"))
    if not all(part.isdigit() for part in rest) or not (year.isdigit() or not year) or len(rest) > 2:
        return told
    if not rest:
        return year
    month = int(rest[0])
    if not 1 <= month <= len(MONTHS):
        return told
    return " ".join(filter(None, [str(int(rest[1])) if len(rest) == 2 else "", MONTHS[month - 1], year]))


def days(start: str | None, end: str | None) -> str:
    """Return a stretch of days in words: ``3 to 5 February 2025``, ``January 2025 to March 2025``."""
    first, last = day(start), day(end)
    if not last or first == last:
        return first
    first_day, _, first_month = first.partition(" ")
    if first_day.isdigit() and first_month and last.endswith(f" {first_month}"):
        return f"{first_day} to {last}"
    return f"{first} to {last}" if first else f"until {last}"


def when(told: When) -> str:
    """Return the time of an incident in words: ``3 February 2025, morning, 04:50``."""
    named = days(told.start, told.end)
    if named and not told.resolved and (told.start or "").startswith("--"):
        named += " (year not reported)"
    clock = {"happened": "", "found": "when it was found", "announced": "when it was announced"}[told.basis.value]
    return ", ".join(filter(None, [named, told.part.value if told.part else "", told.time or "", clock]))


def iso(told: When) -> str:
    """Return the time of an incident as the record holds it: ``2025-02-03 morning``."""
    ends = dict.fromkeys(filter(None, (told.start, told.end)))
    return " ".join(filter(None, ["/".join(ends), told.part.value if told.part else "", told.time or ""]))


def duration(value: str) -> str:
    """Return a TIMEX3 duration in words: ``84 months`` for ``P84M``; as it came if it is none."""
    found = _DURATION.fullmatch(value)
    told = [(number, unit) for unit, number in found.groupdict().items() if number] if found else []
    named = (f"{'some' if number == 'X' else number} {plural(unit, number == '1')}" for number, unit in told)
    return ", ".join(named) or value


def date_mention(told: DateMention) -> str:
    """Return an expression of time as it was understood: its days, else a duration, else its TIMEX3 value."""
    if told.type is TimexType.DURATION and not told.start:
        return duration(told.value)
    ends = dict.fromkeys(filter(None, (told.start, told.end)))
    # A day given with its part of the day has that in its value alone: 2025-02-03TMO.
    part = {"TMO": " morning", "TAF": " afternoon", "TEV": " evening", "TNI": " night"}.get(told.value[-3:], "")
    clock = told.value.partition("T")[2] if told.value.partition("T")[2][:2].isdigit() else ""
    named = "/".join(ends) + part + (f" {clock}" if clock else "")
    return (named or told.value) + ("" if told.resolved or not ends else " (year not reported)")


def place(told: Place) -> str:
    """Return a place with what it lies in: ``Emerson, Manitoba, Canada``."""
    division = gazetteer.admin1_name(told.admin1) if told.admin1 and told.kind is not PlaceKind.ADMIN1 else None
    nation = country(told.country) if told.kind is not PlaceKind.COUNTRY else ""
    return ", ".join(dict.fromkeys(filter(None, [told.name, division or "", nation])))


def agency(told: Agency) -> str:
    """Return an agency: ``RCMP Royal Canadian Mounted Police (CA)``."""
    named = told.name if told.short == told.name else f"{told.short} {told.name}"
    return f"{named} ({told.country})" if told.country else named


def route(told: Route) -> str:
    """Return a route: ``United States → Canada``."""
    return f"{country(told.origin) or 'not reported'} → {country(told.destination) or 'not reported'}"


def group(told: PersonGroup) -> str:
    """Return a group of people: ``9 migrants, largely children``."""
    number = count(told.count)
    noun = _ROLE_NOUNS.get(told.role, told.role.value)
    one = told.count is not None and told.count.min == told.count.max == 1
    # Of a single person a part only says who it is: "1 suspect, woman".
    details = [each.kind.value if one and each.count else part(each) for each in told.parts]
    details += [f"from {country(code)}" for code in told.nationalities]
    details += [f"aged {' and '.join(map(str, told.ages))}"] if told.ages else []
    return ", ".join([f"{number} {plural(noun, 1 if one else None)}".strip(), *details])


def fates(told: PersonGroup) -> str:
    """Return what became of a group: ``rescued, hospitalized``."""
    return ", ".join(label(fate) for fate in told.fates)


def people(told: PersonGroup) -> str:
    """Return a group of people with what became of it: ``9 migrants, largely children: detained``."""
    became = fates(told)
    return group(told) + (f": {became}" if became else "")


def part(told: Part) -> str:
    """Return a part of a group: ``2 women``, ``largely children``."""
    exact = told.count.max if told.count and told.count.min == told.count.max else None
    noun = plural(told.kind.value, exact)
    return " ".join(filter(None, [told.qualifier or "", count(told.count), noun]))


def seizure(told: Seizure) -> str:
    """Return something seized: ``cannabis, 1,340 lb = 608 kg, worth USD 3,100,000``."""
    worth = f"worth {quantity(told.street_value)}" if told.street_value else ""
    return ", ".join(filter(None, [label(told.kind), quantity(told.quantity) if told.quantity else "", worth]))


def statistic(told: Statistic) -> str:
    """Return a figure of a period or area."""
    period = days(told.period.start, told.period.end) if told.period else ""
    return ", ".join(filter(None, [f"{count(told.count)} {told.measure}", told.place or "", period]))


def fact(told: Fact) -> str:
    """Return a standing measurement."""
    return f"{told.attribute} of the {told.subject}: {quantity(told.quantity)}"


def attribution(told: Attribution) -> str:
    """Return who says so: ``the agency (asserts)``."""
    return f"{squeezed(told.source)} ({told.stance.value})"


def action(told: Action, event: Event) -> str:
    """Return an action with who does it to whom: ``RCMP: intercept 9 migrants (attempted)``."""
    agents, patients = _named(told.agents, event), _named(told.patients, event)
    status = "" if told.status is event.status else f" ({told.status.value})"
    return f"{agents + ': ' if agents else ''}{label(told.type)}{' ' + patients if patients else ''}{status}"


def _named(references: Iterable[Reference], event: Event) -> str:
    return ", ".join(dict.fromkeys(_reference(each, event) for each in references))


def _reference(told: Reference, event: Event) -> str:
    if told.to == "agencies" and told.index is not None:
        return event.agencies[told.index].short
    if told.to == "people" and told.index is not None:
        return group(event.people[told.index]).partition(",")[0]
    return f"“{squeezed(told.span.text)}”"


def squeezed(words: str) -> str:
    """Return words with single spaces for any white space."""
    return " ".join(words.split())
