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


def count(number: Count | None) -> str:
    """Return a count: ``9``, ``about 30``, ``21 or more``, ``up to 50``, ``3 to 5``; nothing where none is reported."""
    if number is None:
        return ""
    hedge = "about " if number.approximate else ""
    if number.min is not None and number.max is not None:
        ends = f"{number.min:,}" if number.min == number.max else f"{number.min:,} to {number.max:,}"
        return hedge + ends
    if number.min is not None:
        return f"{hedge}{number.min:,} or more"
    return f"up to {hedge}{number.max:,}" if number.max is not None else ""


def quantity(amount: Quantity) -> str:
    """Return a quantity and, where its unit is not metric, what it is in a metric one: ``-17 °F = -27.2 °C``."""
    hedge = "about " if amount.approximate else ""
    line = f"{hedge}{_BOUNDS[amount.bound]}{_measured(amount.value, amount.unit, amount.dimension)}"
    metric = _metric(amount)
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


def _metric(amount: Quantity) -> str:
    steps = METRIC.get(amount.dimension)
    if not steps or amount.si_value is None or _is_metric(amount.unit):
        return ""
    size = max(abs(end) for end in _ends(amount.si_value))
    target = next(unit for floor, unit in steps if size >= floor)
    if units.is_difference(amount.unit):
        target = f"delta_{target}"
    low, *high = (units.convert(end, amount.unit, target).magnitude for end in _ends(amount.value))
    rounded = [_rounded(float(end), amount.dimension) for end in (low, *high)]
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


def day(value: str | None) -> str:
    """Return an ISO date in words: ``3 February 2025``, ``February 2025``, ``3 February``; as it came if it is none."""
    if not value:
        return ""
    year, *rest = value.removeprefix("--").split("-") if not value.startswith("--") else ("", *value[2:].split("-"))
    if not all(part.isdigit() for part in rest) or not (year.isdigit() or not year) or len(rest) > 2:
        return value
    if not rest:
        return year
    month = int(rest[0])
    if not 1 <= month <= len(MONTHS):
        return value
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


def when(value: When) -> str:
    """Return the time of an incident in words: ``3 February 2025, morning, 04:50``."""
    named = days(value.start, value.end)
    if named and not value.resolved and (value.start or "").startswith("--"):
        named += " (year not reported)"
    clock = {"happened": "", "found": "when it was found", "announced": "when it was announced"}[value.basis.value]
    return ", ".join(filter(None, [named, value.part.value if value.part else "", value.time or "", clock]))


def iso(value: When) -> str:
    """Return the time of an incident as the record holds it: ``2025-02-03 morning``."""
    ends = dict.fromkeys(filter(None, (value.start, value.end)))
    return " ".join(filter(None, ["/".join(ends), value.part.value if value.part else "", value.time or ""]))


def duration(value: str) -> str:
    """Return a TIMEX3 duration in words: ``84 months`` for ``P84M``; as it came if it is none."""
    found = _DURATION.fullmatch(value)
    numbers = [(number, unit) for unit, number in found.groupdict().items() if number] if found else []
    named = (f"{'some' if number == 'X' else number} {plural(unit, number == '1')}" for number, unit in numbers)
    return ", ".join(named) or value


def date_mention(mention: DateMention) -> str:
    """Return an expression of time as it was understood: its days, else a duration, else its TIMEX3 value."""
    if mention.type is TimexType.DURATION and not mention.start:
        return duration(mention.value)
    ends = dict.fromkeys(filter(None, (mention.start, mention.end)))
    # A day given with its part of the day has that in its value alone: 2025-02-03TMO.
    part = {"TMO": " morning", "TAF": " afternoon", "TEV": " evening", "TNI": " night"}.get(mention.value[-3:], "")
    clock = mention.value.partition("T")[2] if mention.value.partition("T")[2][:2].isdigit() else ""
    named = "/".join(ends) + part + (f" {clock}" if clock else "")
    return (named or mention.value) + ("" if mention.resolved or not ends else " (year not reported)")


def place(location: Place) -> str:
    """Return a place with what it lies in: ``Emerson, Manitoba, Canada``."""
    division = (
        gazetteer.admin1_name(location.admin1) if location.admin1 and location.kind is not PlaceKind.ADMIN1 else None
    )
    nation = country(location.country) if location.kind is not PlaceKind.COUNTRY else ""
    return ", ".join(dict.fromkeys(filter(None, [location.name, division or "", nation])))


def agency(authority: Agency) -> str:
    """Return an agency: ``RCMP (Royal Canadian Mounted Police, CA)``."""
    full = authority.name if authority.name != authority.short else None
    more = ", ".join(filter(None, [full, authority.country]))
    return f"{authority.short} ({more})" if more else authority.short


def route(journey: Route) -> str:
    """Return a route: ``United States → Canada``."""
    return f"{country(journey.origin) or 'not reported'} → {country(journey.destination) or 'not reported'}"


def group(persons: PersonGroup) -> str:
    """Return a group of people: ``9 migrants, largely children``."""
    number = count(persons.count)
    noun = _ROLE_NOUNS.get(persons.role, persons.role.value)
    one = persons.count is not None and persons.count.min == persons.count.max == 1
    # Of a single person a part only says who it is: "1 suspect, woman".
    details = [each.kind.value if one and each.count else part(each) for each in persons.parts]
    details += [f"from {country(code)}" for code in persons.nationalities]
    details += [f"aged {' and '.join(map(str, persons.ages))}"] if persons.ages else []
    return ", ".join([f"{number} {plural(noun, 1 if one else None)}".strip(), *details])


def fates(persons: PersonGroup) -> str:
    """Return what became of a group: ``rescued, hospitalized``."""
    return ", ".join(label(fate) for fate in persons.fates)


def people(persons: PersonGroup) -> str:
    """Return a group of people with what became of it: ``9 migrants, largely children: detained``."""
    became = fates(persons)
    return group(persons) + (f": {became}" if became else "")


def part(share: Part) -> str:
    """Return a part of a group: ``2 women``, ``largely children``."""
    exact = share.count.max if share.count and share.count.min == share.count.max else None
    noun = plural(share.kind.value, exact)
    return " ".join(filter(None, [share.qualifier or "", count(share.count), noun]))


def seizure(goods: Seizure) -> str:
    """Return something seized: ``cannabis, 1,340 lb = 608 kg, worth USD 3,100,000``."""
    worth = f"worth {quantity(goods.street_value)}" if goods.street_value else ""
    return ", ".join(filter(None, [label(goods.kind), quantity(goods.quantity) if goods.quantity else "", worth]))


def statistic(figure: Statistic) -> str:
    """Return a figure of a period or area."""
    period = days(figure.period.start, figure.period.end) if figure.period else ""
    return ", ".join(filter(None, [f"{count(figure.count)} {figure.measure}", figure.place or "", period]))


def fact(measurement: Fact) -> str:
    """Return a standing measurement."""
    return f"{measurement.attribute} of the {measurement.subject}: {quantity(measurement.quantity)}"


def attribution(statement: Attribution) -> str:
    """Return who says so: ``the agency (asserts)``."""
    return f"{squeezed(statement.source)} ({statement.stance.value})"


def action(act: Action, event: Event) -> str:
    """Return an action with who does it to whom: ``RCMP: intercept 9 migrants (attempted)``.

    Who both acts and is acted on, as those who die, is named once: ``2 men: die``.
    """
    acting = set(map(_who, act.agents))
    agents = _named(act.agents, event)
    patients = _named((each for each in act.patients if _who(each) not in acting), event)
    status = "" if act.status is event.status else f" ({act.status.value})"
    return f"{agents + ': ' if agents else ''}{label(act.type)}{' ' + patients if patients else ''}{status}"


def _who(reference: Reference) -> tuple[object, ...]:
    return (reference.to, reference.index) if reference.index is not None else (reference.span,)


def _named(references: Iterable[Reference], event: Event) -> str:
    return ", ".join(dict.fromkeys(_reference(each, event) for each in references))


def _reference(reference: Reference, event: Event) -> str:
    if reference.to == "agencies" and reference.index is not None:
        return event.agencies[reference.index].short
    if reference.to == "people" and reference.index is not None:
        return group(event.people[reference.index]).partition(",")[0]
    return f"“{squeezed(reference.span.text)}”"


def squeezed(words: str) -> str:
    """Return words with single spaces for any white space."""
    return " ".join(words.split())
