"""Place date expressions on the calendar: against the reference date, the tense, and the dates given before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from borderfacts.values.dates import calendar as cal
from borderfacts.values.dates import nodes
from borderfacts.values.dates.calendar import Grain, Stretch
from borderfacts.values.dates.context import Context, Placed, looks_ahead
from borderfacts.values.dates.points import (
    place_day,
    place_fiscal,
    place_holiday,
    place_month,
    place_month_day,
    place_part,
    place_season,
    place_weekday,
)
from borderfacts.values.dates.rules import WEEKEND, valid_day
from borderfacts.vocabulary import TimexType


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where an expression lies.

    Attributes:
        type: the TIMEX3 type.
        value: the TIMEX3 value.
        start: the first day, as coarse as the text; None where there is none.
        end: the last day.
        resolved: whether start and end stand for calendar dates.
        stretch: the stretch of the calendar; None where it cannot be placed.
        cue: the word or rule that turned it.
        anchor: what it was counted from.
    """

    type: TimexType
    value: str
    start: str | None
    end: str | None
    resolved: bool
    stretch: Stretch | None
    cue: str
    anchor: str


def resolve(node: nodes.Node, context: Context) -> Resolution:
    """Return where an expression lies."""
    match node:
        case nodes.Duration(value=value):
            return _plain(TimexType.DURATION, value)
        case nodes.Frequency(value=value):
            return _plain(TimexType.SET, value)
        case nodes.Vague(value=value):
            return _plain(TimexType.DATE, value)
        case nodes.Timed():
            return _timed(node, context)
        case nodes.Portion():
            placed = _place(node, context)
            if node.amount == 1:  # the last day of May
                return _as_resolution(placed, TimexType.DATE)
            return _as_resolution(placed, TimexType.DURATION, f"P{node.amount}{node.unit}")
        case nodes.Fixed(clock=clock) if clock:
            return _timed(nodes.Timed(replace(node, clock=""), "", clock), context)
        case _:
            return _as_resolution(_place(node, context), TimexType.DATE)


def _plain(kind: TimexType, value: str) -> Resolution:
    return Resolution(kind, value, None, None, False, None, "", "")


def _as_resolution(placed: Placed, kind: TimexType, value: str | None = None) -> Resolution:
    stretch = placed.stretch
    if stretch is None:
        partial = placed.partial
        return Resolution(kind, value or placed.value, partial, partial, False, None, placed.cue, placed.anchor)
    value = value or stretch.value
    return Resolution(
        kind, value, stretch.start, stretch.end, stretch.start is not None, stretch, placed.cue, placed.anchor
    )


def _timed(node: nodes.Timed, context: Context) -> Resolution:
    suffix = f"T{node.clock}" if node.clock else f"T{node.part}"
    if node.node is None:
        day = context.given_day
        placed = Placed(day, "", cue="stated before", anchor=day.value if day else "")
    else:
        placed = _place(node.node, context)
    stretch = placed.stretch
    if stretch is None:
        value = f"{placed.value}{suffix}" if placed.value[:4].isdigit() or placed.value[:4] == "XXXX" else suffix
        return Resolution(TimexType.TIME, value, placed.partial, placed.partial, False, None, placed.cue, placed.anchor)
    value = f"{stretch.first.isoformat()}{suffix}"
    return Resolution(TimexType.TIME, value, stretch.start, stretch.end, True, stretch, placed.cue, placed.anchor)


def _place(node: nodes.Node | None, context: Context) -> Placed:
    match node:
        case nodes.Day():
            return place_day(node, context)
        case nodes.MonthDay():
            return place_month_day(node, context)
        case nodes.Weekday():
            return place_weekday(node, context)
        case nodes.Month():
            return place_month(node, context)
        case nodes.Year(year=year):
            return Placed(cal.year(year)) if cal.in_calendar(year) else Placed(None, f"{year:04}")
        case nodes.Season():
            return place_season(node, context)
        case nodes.Part():
            return place_part(node, context)
        case nodes.Holiday():
            return place_holiday(node, context)
        case nodes.Fiscal():
            return place_fiscal(node, context)
        case nodes.AprilYear(first=first):
            return Placed(cal.april_year(first)) if cal.in_calendar(first) else Placed(None, f"{first}")
        case nodes.Decade(first=first):
            return Placed(cal.decade(first))
        case nodes.Century(number=number):
            return Placed(cal.century(number)) if 2 <= number <= 98 else Placed(None, f"{number - 1:02}")
        case nodes.Fixed(day=day):
            return Placed(cal.day(day)) if cal.in_calendar(day.year) else Placed(None, day.isoformat())
        case _:
            return _place_composed(node, context)


def _place_composed(node: nodes.Node | None, context: Context) -> Placed:
    match node:
        case nodes.Shift():
            return _shift(node, context)
        case nodes.Around():
            return _around(node, context)
        case nodes.Within():
            return _within(node, context)
        case nodes.Nth():
            return _nth(node, context)
        case nodes.Portion():
            return _portion(node, context)
        case nodes.SoFar():
            return _so_far(node, context)
        case nodes.Span():
            return _span(node, context)
        case _:
            return Placed(None, "XXXX")


def _nth(node: nodes.Nth, context: Context) -> Placed:
    month = _place(node.month, context)
    if month.stretch is None:
        return month
    first = month.stretch.first
    found = cal.nth_weekday(first.year, first.month, node.weekday, node.nth)
    return Placed(cal.day(found), cue=month.cue, anchor=month.anchor) if found else month


def _shift(node: nodes.Shift, context: Context) -> Placed:
    unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(node.unit, "XXXX")
    base = _shift_base(node, context)
    if base is None or node.amount is None:
        return Placed(None, unknown)
    if node.alike and node.unit == "Y" and base.grain in (Grain.QUARTER, Grain.MONTH):
        return Placed(_same_part(base, round(node.amount)), unknown, cue="stated before", anchor=base.value)
    stretch = shifted(base.last if node.amount > 0 else base.first, node.amount, node.unit)
    anchor = base.value
    if stretch is None:
        return Placed(None, unknown)
    return Placed(stretch, cue="stated before" if node.from_given else "reference date", anchor=anchor)


def _same_part(base: Stretch, years: int) -> Stretch | None:
    """Return the same quarter or month of another year: 12,000 in June, up from 9,000 a year earlier."""
    year = base.first.year + years
    if not cal.in_calendar(year):
        return None
    return (
        cal.month(year, base.first.month) if base.grain is Grain.MONTH else cal.quarter(year, base.first.month // 3 + 1)
    )


def _shift_base(node: nodes.Shift, context: Context) -> Stretch | None:
    if not node.from_given:
        return cal.day(context.reference) if context.reference else None
    if node.unit == "D":
        return context.given_day
    given = context.given or context.given_day
    ahead = node.loose and looks_ahead(context, present=False)[0]
    near = node.unit == "W" and (node.amount or 0) <= 0
    by_reference = given is None and (near or node.unit in ("M", "Q", "Y", "DE"))
    if context.reference is not None and (ahead or by_reference):
        return cal.day(context.reference)  # compared with a year earlier
    return given


def shifted(base: date, amount: float, unit: str) -> Stretch | None:
    """Return what lies so many units from a day, as coarse as the unit; None outside the calendar."""
    days = {"D": 1, "W": 7}.get(unit)
    if days is not None:
        day = cal.shift_days(base, round(amount * days)) if abs(amount) < 1e6 else None
        return None if day is None else cal.day(day) if unit == "D" else cal.week(day)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    found = cal.shift_months(base, round(amount * months)) if months and abs(amount) < 1e6 else None
    if found is None:
        return None
    year, month = found
    match unit:
        case "M":
            return cal.month(year, month)
        case "Q":
            return cal.quarter(year, (month + 2) // 3)
        case "Y":
            return cal.year(year)
        case "DE":
            return cal.decade(year - year % 10)
        case _:
            return cal.century((year + 99) // 100)


def _around(node: nodes.Around, context: Context) -> Placed:
    placed = _place(node.node, context)
    if placed.stretch is None or node.amount is None:
        return Placed(None, "XXXX-XX-XX")
    base = placed.stretch.last if node.amount > 0 else placed.stretch.first
    # A week before a day is a day.
    unit, amount = ("D", node.amount * 7) if node.unit == "W" else (node.unit, node.amount)
    return Placed(shifted(base, amount, unit), "XXXX-XX-XX", cue="distance", anchor=placed.stretch.value)


def _within(node: nodes.Within, context: Context) -> Placed:
    outer = _place(node.outer, context)
    if outer.stretch is None:
        return _place(node.inner, context)
    stretch, inner = outer.stretch, node.inner
    cue, anchor = outer.cue, stretch.value
    if isinstance(inner, nodes.Weekday):
        if inner.weekday == WEEKEND:
            return Placed(cal.weekend(stretch.first), cue=cue, anchor=anchor)
        day = cal.shift_days(stretch.first, inner.weekday - 1)
        return Placed(cal.day(day) if day else None, "XXXX-XX-XX", cue=cue, anchor=anchor)
    if isinstance(inner, nodes.MonthDay):
        day = valid_day(stretch.first.year, stretch.first.month, inner.day)
        return Placed(cal.day(day) if day else None, "XXXX-XX-XX", cue=cue, anchor=anchor)
    if isinstance(inner, nodes.Part) and isinstance(node.outer, nodes.Fiscal):
        return _fiscal_part(inner, stretch)
    if isinstance(inner, nodes.Shift) and stretch.grain is Grain.DAY:
        return Placed(cal.week(stretch.first), cue="week of", anchor=anchor)
    if isinstance(inner, nodes.Shift):
        return _same_in(inner, stretch, context)
    return replace(_place(_with_year(inner, stretch.first.year), context), cue=cue, anchor=anchor)


def _with_year(node: nodes.Node, year: int) -> nodes.Node:
    if isinstance(node, nodes.Day | nodes.Month | nodes.Season | nodes.Part | nodes.Holiday):
        return replace(node, year=year)
    return node


def _fiscal_part(node: nodes.Part, fiscal: Stretch) -> Placed:
    length = 6 if node.half else 3
    first = cal.shift_months(fiscal.first, (node.number - 1) * length)
    last = cal.shift_months(fiscal.first, node.number * length - 1)
    if first is None or last is None:
        return Placed(None, fiscal.value)
    begin, finish = cal.month(*first), cal.month(*last)
    value = f"{fiscal.value}-{'H' if node.half else 'Q'}{node.number}"
    return Placed(cal.months(begin, finish, value), cue="fiscal year", anchor=fiscal.value)


def _same_in(node: nodes.Shift, outer: Stretch, context: Context) -> Placed:
    """Place ``the same month of 2022``: the month given before, in another year."""
    given = context.given if node.unit != "D" else context.given_day
    if given is None:
        return Placed(None, "XXXX")
    year, first = outer.first.year, given.first
    if node.unit == "M":
        return Placed(cal.month(year, first.month), cue="same", anchor=given.value)
    day = valid_day(year, first.month, first.day)
    if day is None or node.unit not in ("D", "W"):
        return Placed(outer, cue="same", anchor=given.value)
    return Placed(cal.day(day) if node.unit == "D" else cal.week(day), cue="same", anchor=given.value)


def _portion(node: nodes.Portion, context: Context) -> Placed:
    outer = _place(node.of, context)
    stretch = outer.stretch
    if stretch is None:
        return outer
    if node.unit == "D":
        edge = stretch.last if node.from_end else stretch.first
        other = cal.shift_days(edge, (1 - node.amount) if node.from_end else node.amount - 1)
        return Placed(_span_of(cal.day(min(edge, other)), cal.day(max(edge, other))) if other else None, "XXXX")
    if node.unit == "M":
        edge = stretch.last if node.from_end else stretch.first
        other_month = cal.shift_months(edge, (1 - node.amount) if node.from_end else node.amount - 1)
        if other_month is None:
            return outer
        ends = sorted([(edge.year, edge.month), other_month])
        return Placed(_span_of(cal.month(*ends[0]), cal.month(*ends[1])), cue="part", anchor=stretch.value)
    return outer


def _span_of(first: Stretch, last: Stretch) -> Stretch:
    if first.value == last.value:
        return first
    grain = Grain.DAY if first.first == last.last else Grain.SPAN
    return Stretch(first.first, last.last, grain, f"{first.value}/{last.value}", first.start, last.end)


def _so_far(node: nodes.SoFar, context: Context) -> Placed:
    placed = _place(node.node, context)
    if placed.stretch is None or context.reference is None or placed.stretch.first > context.reference:
        return placed
    if placed.stretch.last < context.reference:
        return placed
    start, end = placed.stretch.first.isoformat(), context.reference.isoformat()
    return replace(placed, stretch=replace(placed.stretch, last=context.reference, start=start, end=end), cue="so far")


def _span(node: nodes.Span, context: Context) -> Placed:
    first = _place(node.first, context)
    if first.stretch is None:
        last = _place(node.last, context)
        if first.partial and last.partial:
            return Placed(None, f"{first.value}/{last.value}", None)
        return last if last.stretch else Placed(None, f"{first.value}/{last.value}")
    last = _place(_after(node.last, first.stretch), replace(context, given=first.stretch, given_day=first.stretch))
    if last.stretch is None:
        return first
    begin = first.stretch
    if begin.first > last.stretch.last and _is_yearless(node.first):  # from November to February
        begin = _place(_with_year(node.first, last.stretch.first.year - 1), context).stretch or begin
        if begin.first > last.stretch.last:
            return first
    elif begin.first > last.stretch.last:
        return first
    return Placed(_span_of(begin, last.stretch), cue=first.cue, anchor=first.anchor)


def _is_yearless(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Day | nodes.Month) and node.year is None


def _after(node: nodes.Node, first: Stretch) -> nodes.Node:
    """Place the second end of a range after the first."""
    if isinstance(node, nodes.Weekday) and not node.direction:
        return replace(node, direction="following")
    if isinstance(node, nodes.Day) and node.year is None:
        year = first.first.year + ((node.month, node.day) < (first.first.month, first.first.day))
        return replace(node, year=year)
    if isinstance(node, nodes.Month) and node.year is None and not node.direction:
        return replace(node, year=first.first.year + (node.month < first.first.month))
    return node
