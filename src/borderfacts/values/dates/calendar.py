"""Reckon with days, weeks, months and years: stretches of the calendar, holidays, fiscal years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How coarsely a stretch of the calendar is stated."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FISCAL = "fiscal"
    DECADE = "decade"
    CENTURY = "century"
    SEASON = "season"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the calendar.

    Attributes:
        first: its first day.
        last: its last day.
        grain: how coarsely it is stated.
        value: its TIMEX3 value.
        start: the first day, as coarse as the text; None where it cannot be placed exactly (a season).
        end: the last day, likewise.
    """

    first: date
    last: date
    grain: Grain
    value: str
    start: str | None
    end: str | None


def day(when: date) -> Stretch:
    """Return one day."""
    iso = when.isoformat()
    return Stretch(when, when, Grain.DAY, iso, iso, iso)


def week(of: date) -> Stretch:
    """Return the week, Monday to Sunday, of a day."""
    first = of - timedelta(days=of.weekday())
    last = first + timedelta(days=6)
    year, number, _ = first.isocalendar()
    return Stretch(first, last, Grain.WEEK, f"{year:04}-W{number:02}", first.isoformat(), last.isoformat())


def weekend(of: date) -> Stretch:
    """Return the Saturday and Sunday of the week of a day."""
    monday = week(of)
    first = monday.first + timedelta(days=5)
    return Stretch(first, monday.last, Grain.WEEKEND, f"{monday.value}-WE", first.isoformat(), monday.last.isoformat())


def month(year: int, number: int) -> Stretch:
    """Return a month."""
    first = date(year, number, 1)
    value = f"{year:04}-{number:02}"
    return Stretch(first, last_of_month(year, number), Grain.MONTH, value, value, value)


def last_of_month(year: int, number: int) -> date:
    """Return the last day of a month."""
    return date(year, number, calendar.monthrange(year, number)[1])


def months(first: Stretch, last: Stretch, value: str) -> Stretch:
    """Return the stretch from one month to another."""
    return Stretch(first.first, last.last, Grain.SPAN, value, first.start, last.end)


def quarter(year: int, number: int) -> Stretch:
    """Return a quarter of a year."""
    whole = months(month(year, 3 * number - 2), month(year, 3 * number), f"{year:04}-Q{number}")
    return replace(whole, grain=Grain.QUARTER)


def half(year: int, number: int) -> Stretch:
    """Return a half of a year."""
    whole = months(month(year, 6 * number - 5), month(year, 6 * number), f"{year:04}-H{number}")
    return replace(whole, grain=Grain.HALF)


def year(number: int) -> Stretch:
    """Return a year."""
    value = f"{number:04}"
    return Stretch(date(number, 1, 1), date(number, 12, 31), Grain.YEAR, value, value, value)


def decade(first_year: int) -> Stretch:
    """Return ten years, named by their first."""
    first, last = year(first_year), year(first_year + 9)
    return Stretch(first.first, last.last, Grain.DECADE, f"{first_year // 10:03}", first.start, last.end)


def century(number: int) -> Stretch:
    """Return the hundred years of a century, which cannot be placed to the day."""
    first, last = year(100 * number - 99), year(100 * number)
    return Stretch(first.first, last.last, Grain.CENTURY, f"{number - 1:02}", None, None)


# Where a season lies for comparing it with other dates; a season has no exact first day, so it gets no start and end.
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def season(year: int, letters: str) -> Stretch:
    """Return a season; the winter of a year begins in it."""
    first, last = _SEASON_MONTHS[letters]
    last_year = year + (last < first)
    return Stretch(
        date(year, first, 1), last_of_month(last_year, last), Grain.SEASON, f"{year:04}-{letters}", None, None
    )


def middle_of_season(letters: str) -> int:
    """Return the month in the middle of a season."""
    return _SEASON_MONTHS[letters][0] % 12 + 1


def fiscal_year(number: int) -> Stretch:
    """Return a fiscal year of the U.S. government: from October of the year before to September."""
    first, last = date(number - 1, 10, 1), date(number, 9, 30)
    return Stretch(first, last, Grain.FISCAL, f"FY{number:04}", first.isoformat(), last.isoformat())


def fiscal_year_of(when: date) -> int:
    """Return the number of the U.S. fiscal year that a day lies in."""
    return when.year + (when.month >= 10)


def april_year(number: int) -> Stretch:
    """Return a financial year named by two (2019-20): it begins in April, as in Canada, the UK and India."""
    first, last = date(number, 4, 1), date(number + 1, 3, 31)
    return Stretch(first, last, Grain.FISCAL, f"{number:04}/{number + 1:04}", first.isoformat(), last.isoformat())


def shift_months(base: date, amount: int) -> tuple[int, int] | None:
    """Return year and month so many months from a day; None outside the calendar."""
    index = 12 * base.year + base.month - 1 + amount
    return (index // 12, index % 12 + 1) if in_calendar(index // 12) else None


def in_calendar(number: int) -> bool:
    """Return whether there is such a year, with room for what begins or ends beside it."""
    return MINYEAR + 101 <= number <= MAXYEAR - 101


def shift_days(base: date, amount: int) -> date | None:
    """Return the day so many days away; None outside the calendar."""
    ordinal = base.toordinal() + amount
    return date.fromordinal(ordinal) if date(MINYEAR + 101, 1, 1).toordinal() <= ordinal <= _LAST_ORDINAL else None


_LAST_ORDINAL = date(MAXYEAR - 101, 12, 31).toordinal()

_RULE = re.compile(
    r"(?P<feast>easter|orthodox)(?P<days>[+-]\d+)"
    r"|(?P<month>\d\d)-(?P<weekday>[1-7])-(?P<nth>[1-5]|last)(?:-before-(?P<before>\d\d))?(?P<after>\+\d+)?"
    r"|(?P<fixed_month>\d\d)-(?P<fixed_day>\d\d)"
)


def holiday(rule: str, number: int) -> date | None:
    """Return the day of a holiday in a year, by its rule in ``dates.toml``; None where the rule names no day."""
    match = _RULE.fullmatch(rule)
    if match is None:
        return None
    if match["feast"]:
        return (easter(number) if match["feast"] == "easter" else orthodox_easter(number)) + timedelta(
            int(match["days"])
        )
    if match["fixed_month"]:
        return date(number, int(match["fixed_month"]), int(match["fixed_day"]))
    found = _nth(number, int(match["month"]), int(match["weekday"]), match["nth"], match["before"])
    return found + timedelta(int(match["after"] or 0))


def _nth(number: int, in_month: int, weekday: int, nth: str, before: str | None) -> date:
    if nth == "last":
        last = date(number, in_month, int(before) - 1) if before else last_of_month(number, in_month)
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(number, in_month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (int(nth) - 1))


def nth_weekday(number: int, in_month: int, weekday: int, nth: int) -> date | None:
    """Return the nth such weekday of a month, the last for -1; None where the month has fewer."""
    found = _nth(number, in_month, weekday, "last" if nth < 0 else str(nth), None)
    return found if found.month == in_month else None


def easter(number: int) -> date:
    """Return Easter Sunday of the Western churches (Gauss, Meeus and Butcher's reckoning)."""
    golden, (hundreds, rest) = number % 19, divmod(number, 100)
    leap, left = divmod(hundreds, 4)
    moon = (19 * golden + hundreds - leap - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    in_month, in_day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(number, in_month, in_day + 1)


def orthodox_easter(number: int) -> date:
    """Return Easter Sunday of the Orthodox churches, in the Gregorian calendar."""
    moon = (19 * (number % 19) + 15) % 30
    sunday = (2 * (number % 4) + 4 * (number % 7) - moon + 34) % 7
    in_month, in_day = divmod(moon + sunday + 114, 31)
    return date(number, in_month, in_day + 1) + timedelta(number // 100 - number // 400 - 2)
