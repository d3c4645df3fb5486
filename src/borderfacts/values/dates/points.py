"""Place single dates on the calendar: days, weekdays, holidays, months, seasons, quarters, fiscal years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from borderfacts.values.dates import calendar as cal
from borderfacts.values.dates import nodes
from borderfacts.values.dates.calendar import Grain, Stretch
from borderfacts.values.dates.context import Context, Placed, looks_ahead, tense_of, turn
from borderfacts.values.dates.rules import WEEKEND, valid_day
from borderfacts.values.dates.timex import Tense

# A date of a narrative lies at most so many days before the day or month that opened it, else it is the next year's.
_NARRATIVE_BACK = 45


def place_day(node: nodes.Day, context: Context) -> Placed:
    """Place a day of a month."""
    partial = f"--{node.month:02}-{node.day:02}"
    if node.year is not None:
        found = valid_day(node.year, node.month, node.day)
        if found is None or not cal.in_calendar(node.year):
            return Placed(None, f"{node.year:04}-{node.month:02}")
        return Placed(cal.day(found), cue="year stated", anchor=str(node.year))
    if node.direction and context.reference is not None:
        return _day_toward(node, context.reference)
    return _yearless(
        context, partial, lambda year: valid_day(year, node.month, node.day), (node.month, node.day), node.weekday
    )


def _day_toward(node: nodes.Day, reference: date) -> Placed:
    days = _candidates(lambda year: valid_day(year, node.month, node.day), reference.year, 8)
    if node.direction == "next":
        found = next(day for day in days if day > reference)
    else:
        found = [day for day in days if day < reference][-1]
    return Placed(cal.day(found), cue=node.direction, anchor=reference.isoformat())


def _yearless(
    context: Context,
    partial: str | None,
    in_year: Callable[[int], date | None],
    key: tuple[int, int],
    weekday: int | None = None,
) -> Placed:
    framed = _in_frame(context, partial, in_year, cal.day)
    if framed is not None:
        return framed
    if context.reference is None:
        return _without_year(partial)
    reference = context.reference
    if weekday is not None:
        named = [day for day in _candidates(in_year, reference.year, 6) if day.isoweekday() == weekday]
        if named:
            best = min(named, key=lambda day: (abs((day - reference).days), day))
            return Placed(cal.day(best), cue="weekday", anchor=reference.isoformat())
    days = _candidates(in_year, reference.year, 8)
    before = [day for day in days if day <= reference]
    after = [day for day in days if day >= reference]
    ahead, cue = turn(context, before[-1], after[0]) if before and after else (not before, "")
    known = context.years.get(key)
    if known is not None and not ahead and (same := in_year(known)) is not None:
        return Placed(cal.day(same), cue="stated before", anchor=str(known))
    return Placed(cal.day(after[0] if ahead else before[-1]), cue=cue, anchor=reference.isoformat())


def _candidates(in_year: Callable[[int], date | None], year: int, around: int) -> list[date]:
    days = (in_year(number) for number in range(year - around, year + around + 1) if cal.in_calendar(number))
    return [day for day in days if day is not None]


def _in_frame(
    context: Context, partial: str | None, in_year: Callable[[int], date | None], stretch_of: Callable[[date], Stretch]
) -> Placed | None:
    """Return the date in the year of the narrative; None outside one, or where it would outrun the reference date."""
    frame = context.frame
    if frame is None:
        return None
    back = 0 if frame.grain is Grain.YEAR else _NARRATIVE_BACK
    days = map(in_year, range(frame.first.year - 1, frame.first.year + 2))
    found = next((day for day in days if day is not None and (day - frame.first).days >= -back), None)
    if found is None or (context.reference is not None and found > context.reference):
        return None
    if frame.grain is Grain.SEASON and frame.first.year < found.year <= frame.last.year:
        return _without_year(partial)  # the winter of 1941 may have begun in that year or ended in it
    return Placed(stretch_of(found), cue="narrative", anchor=frame.value)


def _without_year(partial: str | None) -> Placed:
    return Placed(None, f"XXXX{partial[1:] if partial else ''}", partial)


def place_month_day(node: nodes.MonthDay, context: Context) -> Placed:
    """Place a day given by its number: in the month given before, else by the reference date."""
    given = context.given if context.given and context.given.grain in (Grain.DAY, Grain.MONTH) else context.given_day
    if given is not None:
        day = valid_day(given.first.year, given.first.month, node.day)
        if day is not None:
            return Placed(cal.day(day), cue="stated before", anchor=given.value)
    if context.reference is None:
        return Placed(None, f"XXXX-XX-{node.day:02}")
    reference = context.reference
    ahead, cue = looks_ahead(context, present=False)
    for distance in range(12):
        month = cal.shift_months(reference, distance if ahead else -distance)
        found = valid_day(*month, node.day) if month else None
        fits = found is not None and (found >= reference if ahead else found <= reference)
        if found is not None and fits and (node.weekday is None or found.isoweekday() == node.weekday):
            return Placed(cal.day(found), cue=cue, anchor=reference.isoformat())
    return Placed(None, f"XXXX-XX-{node.day:02}")


def place_weekday(node: nodes.Weekday, context: Context) -> Placed:
    """Place a weekday or a weekend."""
    unknown = Placed(None, "XXXX-WXX-WE" if node.weekday == WEEKEND else f"XXXX-WXX-{node.weekday}")
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
        distance = (
            -7 if strict and (distance == 0 or (node.weekday == WEEKEND and anchor.isoweekday() == 7)) else distance
        )
        distance = -8 if strict and node.weekday == WEEKEND and anchor.isoweekday() == 7 else distance
    day = cal.shift_days(anchor, distance)
    if day is None:
        return unknown
    return Placed(cal.weekend(day) if node.weekday == WEEKEND else cal.day(day), cue=cue, anchor=anchor.isoformat())


def _weekday_base(node: nodes.Weekday, context: Context) -> tuple[date, bool, bool, str] | None:
    """Return from which day to look for a weekday, whether ahead, whether beyond that day itself, and the cue."""
    toward = node.direction
    if toward in ("previous", "following", "that", "same"):
        given = context.given_day or context.given
        if given is None:
            return None
        if toward == "previous":
            return given.first, False, True, toward
        return given.last if toward == "following" else given.first, True, toward == "following", toward
    reference = context.reference
    if reference is None:
        return None
    if toward in ("last", "past"):
        return reference, False, True, toward
    if toward in ("next", "coming"):
        return reference, True, True, toward
    tense, cue = tense_of(context)
    if toward == "this":
        return reference, tense is not Tense.PAST, False, cue or toward
    ahead, cue = looks_ahead(context, present=not node.owns)  # Friday's raid follows others: it has been
    return reference, ahead, False, cue


def place_holiday(node: nodes.Holiday, context: Context) -> Placed:
    """Place a holiday."""
    if node.year is not None and cal.in_calendar(node.year):
        found = cal.holiday(node.rule, node.year)
        return (
            Placed(cal.day(found), cue="year stated", anchor=str(node.year)) if found else Placed(None, f"{node.year}")
        )
    fixed = node.rule if len(node.rule) == 5 else ""
    partial = f"--{fixed}" if fixed else None
    if context.reference is None or not node.direction:
        key = (0, sum(map(ord, node.rule)))
        return _yearless(context, partial, lambda year: cal.holiday(node.rule, year), key)
    days = _candidates(lambda year: cal.holiday(node.rule, year), context.reference.year, 2)
    if node.direction in ("next", "coming"):
        found = next(day for day in days if day > context.reference)
    elif node.direction == "this":
        found = next(day for day in days if day.year == context.reference.year)
    else:
        found = [day for day in days if day < context.reference][-1]
    return Placed(cal.day(found), cue=node.direction, anchor=context.reference.isoformat())


def place_month(node: nodes.Month, context: Context) -> Placed:
    """Place a month."""
    partial = f"--{node.month:02}"
    if node.year is not None:
        if not cal.in_calendar(node.year):
            return Placed(None, f"{node.year:04}-{node.month:02}")
        return Placed(cal.month(node.year, node.month), cue="year stated", anchor=str(node.year))
    if node.direction in ("previous", "following", "that", "same"):
        return _month_from_given(node, context)
    if not node.direction:
        framed = _in_frame(
            context, partial, lambda year: date(year, node.month, 28), lambda day: cal.month(day.year, day.month)
        )
        if framed is not None:
            return framed
    reference = context.reference
    if reference is None:
        return _without_year(partial)
    year, cue = _month_year(node, context, reference)
    return Placed(cal.month(year, node.month), cue=cue, anchor=reference.isoformat())


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
    ahead, cue = turn(context, date(past, node.month, 1), date(future, node.month, 28))
    return (future if ahead else past), cue


def _month_from_given(node: nodes.Month, context: Context) -> Placed:
    given = context.given or context.given_day
    if given is None:
        return Placed(None, f"XXXX-{node.month:02}", f"--{node.month:02}")
    year = given.first.year
    if node.direction == "following":
        year += node.month <= given.last.month
    elif node.direction == "previous":
        year -= node.month >= given.first.month
    return Placed(cal.month(year, node.month), cue=node.direction, anchor=given.value)


def place_season(node: nodes.Season, context: Context) -> Placed:
    """Place a season."""
    if node.year is not None:
        return (
            Placed(cal.season(node.year, node.season)) if cal.in_calendar(node.year) else Placed(None, str(node.year))
        )
    framed = _season_in(context.frame, node.season, context.reference) if context.frame else None
    if framed is not None:
        return framed
    base = context.reference
    if node.direction in ("previous", "following", "that", "same"):
        base = context.given.first if context.given else None
    if base is None:
        return Placed(None, f"XXXX-{node.season}")
    seasons = [cal.season(year, node.season) for year in range(base.year - 2, base.year + 3)]
    now = [season for season in seasons if season.first <= base <= season.last]
    before = [season for season in seasons if season.last < base]
    after = [season for season in seasons if season.first > base]
    if node.direction in ("last", "past", "previous"):
        found, cue = before[-1], node.direction
    elif node.direction in ("next", "coming", "following"):
        found, cue = after[0], node.direction
    else:
        ahead, cue = looks_ahead(context, present=False)
        near = node.direction == "this" and not now and (after[0].first - base).days < (base - before[-1].last).days
        found = now[0] if now else after[0] if ahead or near else before[-1]
    return Placed(found, cue=cue, anchor=base.isoformat())


def _season_in(frame: Stretch, letters: str, reference: date | None) -> Placed | None:
    """Return the season of the year of a narrative; None where it would outrun the reference date.

    Beside a day or a month it may be the one before or the one after, so it has no year.
    """
    if frame.grain in (Grain.DAY, Grain.MONTH, Grain.SPAN):
        return Placed(None, f"XXXX-{letters}")
    season = cal.season(frame.first.year, letters)
    late = reference is not None and season.first > reference
    return None if late else Placed(season, cue="narrative", anchor=frame.value)


def place_part(node: nodes.Part, context: Context) -> Placed:
    """Place a quarter or a half of a year."""
    make = cal.half if node.half else cal.quarter
    letter = "H" if node.half else "Q"
    if node.year is not None:
        return Placed(make(node.year, node.number)) if cal.in_calendar(node.year) else Placed(None, str(node.year))
    if context.reference is None:
        return Placed(None, f"XXXX-{letter}{node.number}")
    reference = context.reference
    found = make(reference.year, node.number)
    ahead, cue = looks_ahead(context, present=False)
    if not ahead and found.first > reference:
        found = make(reference.year - 1, node.number)
    elif ahead and found.last < reference:
        found = make(reference.year + 1, node.number)
    return Placed(found, cue=cue, anchor=reference.isoformat())


def place_fiscal(node: nodes.Fiscal, context: Context) -> Placed:
    """Place fiscal years."""
    first, last = node.first, node.last
    if first is None or last is None:
        if context.reference is None:
            return Placed(None, "FYXXXX")
        first = last = cal.fiscal_year_of(context.reference) + node.shift
    if not (cal.in_calendar(first) and cal.in_calendar(last)):
        return Placed(None, f"FY{first:04}")
    begin, finish = cal.fiscal_year(first), cal.fiscal_year(last)
    if first == last:
        return Placed(begin, cue="fiscal year", anchor="October to September")
    whole = replace(cal.months(begin, finish, f"{begin.value}/{finish.value}"), grain=Grain.SPAN)
    return Placed(whole, cue="fiscal year", anchor="October to September")
