"""Place date expressions on the calendar: against the reference date, the tense, and the dates told before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from borderfacts.grammar import date_calendar as cal
from borderfacts.grammar import date_nodes as nodes
from borderfacts.grammar.date_calendar import Grain, Stretch
from borderfacts.grammar.date_rules import WEEKEND, valid_day
from borderfacts.grammar.timex import Tense
from borderfacts.vocabulary import TimexType

Tensed = Callable[[], tuple[Tense, str] | None]

# A date without tense lies ahead when it is this near ahead, and this far behind: `the Nov. 5 election` told in September.
_NEAR_AHEAD, _FAR_BEHIND = 60, 300
# A date of a narrative of another year lies at most so many days before the date that opened it, else it is the next year's.
_NARRATIVE_BACK = 45


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


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when an expression is placed.

    Attributes:
        reference: the reference date.
        told: the last date told before, of any grain.
        told_day: the last single day told before.
        frame: a date with its year that opened the narrative the expression stands in.
        years: the year of each day and month placed before.
        tense: tells the tense of the sentence on demand.
        since: the expression stands after a word that looks back (since) or ahead (until).
    """

    reference: date | None
    told: Stretch | None
    told_day: Stretch | None
    frame: Stretch | None
    years: dict[tuple[int, int], int]
    tense: Tensed
    since: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stretch, or a value that cannot be placed, and why."""

    stretch: Stretch | None
    value: str = ""
    partial: str | None = None
    cue: str = ""
    anchor: str = ""


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
            return _as_resolution(placed, TimexType.DURATION, f"P{node.amount}{node.unit}")
        case nodes.Fixed(clock=clock) if clock:
            return _timed(nodes.Timed(replace(node, clock=""), "", clock), context)
        case _:
            return _as_resolution(_place(node, context), TimexType.DATE)


def _plain(kind: TimexType, value: str) -> Resolution:
    return Resolution(kind, value, None, None, False, None, "", "")


def _as_resolution(placed: _Placed, kind: TimexType, value: str | None = None) -> Resolution:
    stretch = placed.stretch
    if stretch is None:
        partial = placed.partial
        return Resolution(kind, value or placed.value, partial, partial, False, None, placed.cue, placed.anchor)
    told = value or stretch.value
    return Resolution(
        kind, told, stretch.start, stretch.end, stretch.start is not None, stretch, placed.cue, placed.anchor
    )


def _timed(node: nodes.Timed, context: Context) -> Resolution:
    suffix = f"T{node.clock}" if node.clock else f"T{node.part}"
    if node.node is None:
        day = context.told_day
        placed = _Placed(day, "", cue="told before", anchor=day.value if day else "")
    else:
        placed = _place(node.node, context)
    stretch = placed.stretch
    if stretch is None:
        value = f"{placed.value}{suffix}" if placed.value[:4].isdigit() or placed.value[:4] == "XXXX" else suffix
        return Resolution(TimexType.TIME, value, placed.partial, placed.partial, False, None, placed.cue, placed.anchor)
    value = f"{stretch.first.isoformat()}{suffix}"
    return Resolution(TimexType.TIME, value, stretch.start, stretch.end, True, stretch, placed.cue, placed.anchor)


def _place(node: nodes.Node | None, context: Context) -> _Placed:
    match node:
        case nodes.Day():
            return _day(node, context)
        case nodes.MonthDay():
            return _month_day(node, context)
        case nodes.Weekday():
            return _weekday(node, context)
        case nodes.Month():
            return _month(node, context)
        case nodes.Year(year=year):
            return _Placed(cal.year(year)) if cal.in_calendar(year) else _Placed(None, f"{year:04}")
        case nodes.Season():
            return _season(node, context)
        case nodes.Part():
            return _part(node, context)
        case nodes.Holiday():
            return _holiday(node, context)
        case nodes.Fiscal():
            return _fiscal(node, context)
        case nodes.AprilYear(first=first):
            return _Placed(cal.april_year(first)) if cal.in_calendar(first) else _Placed(None, f"{first}")
        case nodes.Decade(first=first):
            return _Placed(cal.decade(first))
        case nodes.Century(number=number):
            return _Placed(cal.century(number)) if 2 <= number <= 98 else _Placed(None, f"{number - 1:02}")
        case nodes.Fixed(day=day):
            return _Placed(cal.day(day)) if cal.in_calendar(day.year) else _Placed(None, day.isoformat())
        case _:
            return _place_composed(node, context)


def _place_composed(node: nodes.Node | None, context: Context) -> _Placed:
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
            return _Placed(None, "XXXX")


# Which way to look


def _tense(context: Context) -> tuple[Tense | None, str]:
    told = context.tense()
    return told if told is not None else (None, "")


def _looks_ahead(context: Context, *, present: bool) -> tuple[bool, str]:
    """Return whether the sentence looks ahead, and the cue; the present counts as ahead only where it is a timetable's."""
    if context.since == "since":
        return False, "since"
    tense, cue = _tense(context)
    return tense is Tense.FUTURE or (present and tense is Tense.PRESENT), cue


# Days, weekdays, holidays


def _day(node: nodes.Day, context: Context) -> _Placed:
    partial = f"--{node.month:02}-{node.day:02}"
    if node.year is not None:
        found = valid_day(node.year, node.month, node.day)
        if found is None or not cal.in_calendar(node.year):
            return _Placed(None, f"{node.year:04}-{node.month:02}")
        return _Placed(cal.day(found), cue="year told", anchor=str(node.year))
    return _yearless(
        context, partial, lambda year: valid_day(year, node.month, node.day), (node.month, node.day), node.weekday
    )


def _yearless(
    context: Context,
    partial: str,
    in_year: Callable[[int], date | None],
    key: tuple[int, int],
    weekday: int | None = None,
) -> _Placed:
    framed = _in_frame(context, in_year)
    if framed is not None:
        return _Placed(cal.day(framed), cue="narrative", anchor=context.frame.value if context.frame else "")
    if context.reference is None:
        return _Placed(None, "XXXX" + partial[1:], partial)
    reference = context.reference
    if weekday is not None:
        named = [day for day in _candidates(in_year, reference.year, 6) if day.isoweekday() == weekday]
        if named:
            best = min(named, key=lambda day: (abs((day - reference).days), day))
            return _Placed(cal.day(best), cue="weekday", anchor=reference.isoformat())
    days = _candidates(in_year, reference.year, 8)
    before = [day for day in days if day <= reference]
    after = [day for day in days if day >= reference]
    ahead, cue = _turn(context, before[-1], after[0]) if before and after else (not before, "")
    known = context.years.get(key)
    if known is not None and not ahead and (same := in_year(known)) is not None:
        return _Placed(cal.day(same), cue="told before", anchor=str(known))
    return _Placed(cal.day(after[0] if ahead else before[-1]), cue=cue, anchor=reference.isoformat())


def _candidates(in_year: Callable[[int], date | None], year: int, around: int) -> list[date]:
    days = (in_year(number) for number in range(year - around, year + around + 1) if cal.in_calendar(number))
    return [day for day in days if day is not None]


def _turn(context: Context, before: date, after: date) -> tuple[bool, str]:
    """Return whether the later of two dates is meant, and the cue."""
    reference = context.reference or before
    if context.since == "since":
        return False, "since"
    tense, cue = _tense(context)
    behind, ahead = (reference - before).days, (after - reference).days
    if tense is Tense.FUTURE:
        return True, cue
    if tense is Tense.PRESENT or context.since == "until":
        return ahead < behind, cue or context.since
    if tense is None:
        return ahead <= _NEAR_AHEAD and behind >= _FAR_BEHIND, "near"
    return False, cue


def _in_frame(context: Context, in_year: Callable[[int], date | None]) -> date | None:
    """Return the day in the year of the narrative; None outside one, or where the narrative would outrun the reference."""
    frame = context.frame
    if frame is None:
        return None
    for year in range(frame.first.year - 1, frame.first.year + 2):
        day = in_year(year)
        if day is not None and (day - frame.first).days >= -_NARRATIVE_BACK:
            late = context.reference is not None and day > context.reference
            return None if late else day
    return None


def _month_day(node: nodes.MonthDay, context: Context) -> _Placed:
    told = context.told if context.told and context.told.grain in (Grain.DAY, Grain.MONTH) else context.told_day
    if told is not None:
        day = valid_day(told.first.year, told.first.month, node.day)
        if day is not None:
            return _Placed(cal.day(day), cue="told before", anchor=told.value)
    if context.reference is None:
        return _Placed(None, f"XXXX-XX-{node.day:02}")
    reference = context.reference
    ahead, cue = _looks_ahead(context, present=False)
    for distance in range(0, 12):
        month = cal.shift_months(reference, distance if ahead else -distance)
        found = valid_day(*month, node.day) if month else None
        fits = found is not None and (found >= reference if ahead else found <= reference)
        if found is not None and fits and (node.weekday is None or found.isoweekday() == node.weekday):
            return _Placed(cal.day(found), cue=cue, anchor=reference.isoformat())
    return _Placed(None, f"XXXX-XX-{node.day:02}")


def _weekday(node: nodes.Weekday, context: Context) -> _Placed:
    unknown = _Placed(None, "XXXX-WXX-WE" if node.weekday == WEEKEND else f"XXXX-WXX-{node.weekday}")
    base = _weekday_base(node, context)
    if base is None:
        return unknown
    anchor, ahead, strict, cue = base
    weekday = node.weekday or 6  # a weekend is placed by its Saturday
    if ahead:
        distance = (weekday - anchor.isoweekday()) % 7
        distance = 7 if strict and distance == 0 else distance
        if node.weekday == WEEKEND and anchor.isoweekday() == 7 and not strict:
            distance = -1
    else:
        distance = -((anchor.isoweekday() - weekday) % 7)
        distance = -7 if strict and (distance == 0 or (node.weekday == WEEKEND and anchor.isoweekday() == 7)) else distance
        distance = -8 if strict and node.weekday == WEEKEND and anchor.isoweekday() == 7 else distance
    day = cal.shift_days(anchor, distance)
    if day is None:
        return unknown
    return _Placed(cal.weekend(day) if node.weekday == WEEKEND else cal.day(day), cue=cue, anchor=anchor.isoformat())


def _weekday_base(node: nodes.Weekday, context: Context) -> tuple[date, bool, bool, str] | None:
    """Return from which day to look for a weekday, whether ahead, whether beyond that day itself, and the cue."""
    toward = node.direction
    if toward in ("previous", "following", "that", "same"):
        told = context.told_day or context.told
        if told is None:
            return None
        if toward == "previous":
            return told.first, False, True, toward
        return told.last if toward == "following" else told.first, True, toward == "following", toward
    reference = context.reference
    if reference is None:
        return None
    if toward in ("last", "past"):
        return reference, False, True, toward
    if toward in ("next", "coming"):
        return reference, True, True, toward
    tense, cue = _tense(context)
    if toward == "this":
        return reference, tense is not Tense.PAST, False, cue or toward
    ahead, cue = _looks_ahead(context, present=True)
    return reference, ahead, False, cue


def _holiday(node: nodes.Holiday, context: Context) -> _Placed:
    if node.year is not None and cal.in_calendar(node.year):
        found = cal.holiday(node.rule, node.year)
        return _Placed(cal.day(found), cue="year told", anchor=str(node.year)) if found else _Placed(None, f"{node.year}")
    fixed = node.rule if len(node.rule) == 5 else ""
    partial = f"--{fixed}" if fixed else None
    if context.reference is None or not node.direction:
        key = (0, sum(map(ord, node.rule)))
        if context.reference is None and not fixed and context.frame is None:
            return _Placed(None, "XXXX")
        return _yearless(context, partial or "--", lambda year: cal.holiday(node.rule, year), key)
    days = _candidates(lambda year: cal.holiday(node.rule, year), context.reference.year, 2)
    if node.direction in ("next", "coming"):
        found = next(day for day in days if day > context.reference)
    elif node.direction == "this":
        found = next(day for day in days if day.year == context.reference.year)
    else:
        found = [day for day in days if day < context.reference][-1]
    return _Placed(cal.day(found), cue=node.direction, anchor=context.reference.isoformat())


def _nth(node: nodes.Nth, context: Context) -> _Placed:
    month = _place(node.month, context)
    if month.stretch is None:
        return month
    first = month.stretch.first
    found = cal.nth_weekday(first.year, first.month, node.weekday, node.nth)
    return _Placed(cal.day(found), cue=month.cue, anchor=month.anchor) if found else month


# Months, seasons, quarters, fiscal years


def _month(node: nodes.Month, context: Context) -> _Placed:
    partial = f"--{node.month:02}"
    if node.year is not None:
        if not cal.in_calendar(node.year):
            return _Placed(None, f"{node.year:04}-{node.month:02}")
        return _Placed(cal.month(node.year, node.month), cue="year told", anchor=str(node.year))
    if node.direction in ("previous", "following", "that", "same"):
        return _month_from_told(node, context)
    if not node.direction:
        framed = _in_frame(context, lambda year: date(year, node.month, 28))
        if framed is not None:
            return _Placed(cal.month(framed.year, framed.month), cue="narrative", anchor=framed.isoformat()[:7])
    reference = context.reference
    if reference is None:
        return _Placed(None, "XXXX" + partial[1:], partial)
    year, cue = _month_year(node, context, reference)
    return _Placed(cal.month(year, node.month), cue=cue, anchor=reference.isoformat())


def _month_year(node: nodes.Month, context: Context, reference: date) -> tuple[int, str]:
    past = reference.year - (node.month > reference.month)
    future = reference.year + (node.month < reference.month)
    match node.direction:
        case "last" | "past":
            return reference.year - (node.month >= reference.month), node.direction
        case "next" | "coming":
            return reference.year + (node.month <= reference.month), node.direction
        case "this":
            return reference.year, "this"
        case _:
            pass
    ahead, cue = _turn(context, date(past, node.month, 1), date(future, node.month, 28))
    return (future if ahead else past), cue


def _month_from_told(node: nodes.Month, context: Context) -> _Placed:
    told = context.told or context.told_day
    if told is None:
        return _Placed(None, f"XXXX-{node.month:02}", f"--{node.month:02}")
    year = told.first.year
    if node.direction == "following":
        year += node.month <= told.last.month
    elif node.direction == "previous":
        year -= node.month >= told.first.month
    return _Placed(cal.month(year, node.month), cue=node.direction, anchor=told.value)


def _season(node: nodes.Season, context: Context) -> _Placed:
    if node.year is not None:
        return _Placed(cal.season(node.year, node.season)) if cal.in_calendar(node.year) else _Placed(None, str(node.year))
    base = context.reference
    if node.direction in ("previous", "following", "that", "same"):
        base = context.told.first if context.told else None
    if base is None:
        return _Placed(None, f"XXXX-{node.season}")
    seasons = [cal.season(year, node.season) for year in range(base.year - 2, base.year + 3)]
    now = [season for season in seasons if season.first <= base <= season.last]
    before = [season for season in seasons if season.last < base]
    after = [season for season in seasons if season.first > base]
    if node.direction in ("last", "past", "previous"):
        found, cue = before[-1], node.direction
    elif node.direction in ("next", "coming", "following"):
        found, cue = after[0], node.direction
    else:
        ahead, cue = _looks_ahead(context, present=False)
        near = node.direction == "this" and not now and (after[0].first - base).days < (base - before[-1].last).days
        found = now[0] if now else after[0] if ahead or near else before[-1]
    return _Placed(found, cue=cue, anchor=base.isoformat())


def _part(node: nodes.Part, context: Context) -> _Placed:
    make = cal.half if node.half else cal.quarter
    letter = "H" if node.half else "Q"
    if node.year is not None:
        return _Placed(make(node.year, node.number)) if cal.in_calendar(node.year) else _Placed(None, str(node.year))
    if context.reference is None:
        return _Placed(None, f"XXXX-{letter}{node.number}")
    reference = context.reference
    found = make(reference.year, node.number)
    ahead, cue = _looks_ahead(context, present=False)
    if not ahead and found.first > reference:
        found = make(reference.year - 1, node.number)
    elif ahead and found.last < reference:
        found = make(reference.year + 1, node.number)
    return _Placed(found, cue=cue, anchor=reference.isoformat())


def _fiscal(node: nodes.Fiscal, context: Context) -> _Placed:
    first, last = node.first, node.last
    if first is None or last is None:
        if context.reference is None:
            return _Placed(None, "FYXXXX")
        first = last = cal.fiscal_year_of(context.reference) + node.shift
    if not (cal.in_calendar(first) and cal.in_calendar(last)):
        return _Placed(None, f"FY{first:04}")
    begin, finish = cal.fiscal_year(first), cal.fiscal_year(last)
    if first == last:
        return _Placed(begin, cue="fiscal year", anchor="October to September")
    whole = replace(cal.months(begin, finish, f"{begin.value}/{finish.value}"), grain=Grain.SPAN)
    return _Placed(whole, cue="fiscal year", anchor="October to September")


# Distances


def _shift(node: nodes.Shift, context: Context) -> _Placed:
    unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(node.unit, "XXXX")
    base = _shift_base(node, context)
    if base is None or node.amount is None:
        return _Placed(None, unknown)
    stretch = shifted(base.last if node.amount > 0 else base.first, node.amount, node.unit)
    anchor = base.value
    if stretch is None:
        return _Placed(None, unknown)
    return _Placed(stretch, cue="told before" if node.told else "reference date", anchor=anchor)


def _shift_base(node: nodes.Shift, context: Context) -> Stretch | None:
    if not node.told:
        return cal.day(context.reference) if context.reference else None
    if node.unit == "D":
        return context.told_day
    return context.told or context.told_day


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


def _around(node: nodes.Around, context: Context) -> _Placed:
    placed = _place(node.node, context)
    if placed.stretch is None or node.amount is None:
        return _Placed(None, "XXXX-XX-XX")
    base = placed.stretch.last if node.amount > 0 else placed.stretch.first
    # A week before a day is a day.
    unit, amount = ("D", node.amount * 7) if node.unit == "W" else (node.unit, node.amount)
    return _Placed(shifted(base, amount, unit), "XXXX-XX-XX", cue="distance", anchor=placed.stretch.value)


def _within(node: nodes.Within, context: Context) -> _Placed:
    outer = _place(node.outer, context)
    if outer.stretch is None:
        return _place(node.inner, context)
    stretch, inner = outer.stretch, node.inner
    cue, anchor = outer.cue, stretch.value
    if isinstance(inner, nodes.Weekday):
        if inner.weekday == WEEKEND:
            return _Placed(cal.weekend(stretch.first), cue=cue, anchor=anchor)
        day = cal.shift_days(stretch.first, inner.weekday - 1)
        return _Placed(cal.day(day) if day else None, "XXXX-XX-XX", cue=cue, anchor=anchor)
    if isinstance(inner, nodes.MonthDay):
        day = valid_day(stretch.first.year, stretch.first.month, inner.day)
        return _Placed(cal.day(day) if day else None, "XXXX-XX-XX", cue=cue, anchor=anchor)
    if isinstance(inner, nodes.Part) and isinstance(node.outer, nodes.Fiscal):
        return _fiscal_part(inner, stretch)
    if isinstance(inner, nodes.Shift):
        return _same_in(inner, stretch, context)
    return replace(_place(_with_year(inner, stretch.first.year), context), cue=cue, anchor=anchor)


def _with_year(node: nodes.Node, year: int) -> nodes.Node:
    if isinstance(node, nodes.Day | nodes.Month | nodes.Season | nodes.Part | nodes.Holiday):
        return replace(node, year=year)
    return node


def _fiscal_part(node: nodes.Part, fiscal: Stretch) -> _Placed:
    length = 6 if node.half else 3
    first = cal.shift_months(fiscal.first, (node.number - 1) * length)
    last = cal.shift_months(fiscal.first, node.number * length - 1)
    if first is None or last is None:
        return _Placed(None, fiscal.value)
    begin, finish = cal.month(*first), cal.month(*last)
    value = f"{fiscal.value}-{'H' if node.half else 'Q'}{node.number}"
    return _Placed(cal.months(begin, finish, value), cue="fiscal year", anchor=fiscal.value)


def _same_in(node: nodes.Shift, outer: Stretch, context: Context) -> _Placed:
    """Place ``the same month of 2022``: the month told before, in another year."""
    told = context.told if node.unit != "D" else context.told_day
    if told is None:
        return _Placed(None, "XXXX")
    year, first = outer.first.year, told.first
    if node.unit == "M":
        return _Placed(cal.month(year, first.month), cue="same", anchor=told.value)
    day = valid_day(year, first.month, first.day)
    if day is None or node.unit not in ("D", "W"):
        return _Placed(outer, cue="same", anchor=told.value)
    return _Placed(cal.day(day) if node.unit == "D" else cal.week(day), cue="same", anchor=told.value)


# Parts and spans


def _portion(node: nodes.Portion, context: Context) -> _Placed:
    outer = _place(node.of, context)
    stretch = outer.stretch
    if stretch is None:
        return outer
    if node.unit == "D":
        edge = stretch.last if node.from_end else stretch.first
        other = cal.shift_days(edge, (1 - node.amount) if node.from_end else node.amount - 1)
        return _Placed(_span_of(cal.day(min(edge, other)), cal.day(max(edge, other))) if other else None, "XXXX")
    if node.unit == "M":
        edge = stretch.last if node.from_end else stretch.first
        other_month = cal.shift_months(edge, (1 - node.amount) if node.from_end else node.amount - 1)
        if other_month is None:
            return outer
        ends = sorted([(edge.year, edge.month), other_month])
        return _Placed(_span_of(cal.month(*ends[0]), cal.month(*ends[1])), cue="part", anchor=stretch.value)
    return outer


def _span_of(first: Stretch, last: Stretch) -> Stretch:
    if first.value == last.value:
        return first
    grain = Grain.DAY if first.first == last.last else Grain.SPAN
    return Stretch(first.first, last.last, grain, f"{first.value}/{last.value}", first.start, last.end)


def _so_far(node: nodes.SoFar, context: Context) -> _Placed:
    placed = _place(node.node, context)
    if placed.stretch is None or context.reference is None or placed.stretch.first > context.reference:
        return placed
    if placed.stretch.last < context.reference:
        return placed
    start, end = placed.stretch.first.isoformat(), context.reference.isoformat()
    return replace(placed, stretch=replace(placed.stretch, last=context.reference, start=start, end=end), cue="so far")


def _span(node: nodes.Span, context: Context) -> _Placed:
    first = _place(node.first, context)
    if first.stretch is None:
        last = _place(node.last, context)
        if first.partial and last.partial:
            return _Placed(None, f"{first.value}/{last.value}", None)
        return last if last.stretch else _Placed(None, f"{first.value}/{last.value}")
    last = _place(_after(node.last, first.stretch), replace(context, told=first.stretch, told_day=first.stretch))
    if last.stretch is None:
        return first
    begin = first.stretch
    if begin.first > last.stretch.last and _is_yearless(node.first):  # from November to February
        begin = _place(_with_year(node.first, last.stretch.first.year - 1), context).stretch or begin
        if begin.first > last.stretch.last:
            return first
    elif begin.first > last.stretch.last:
        return first
    return _Placed(_span_of(begin, last.stretch), cue=first.cue, anchor=first.anchor)


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
