"""The rules for dates that name a place on the calendar: days, months, years, seasons, quarters, holidays, fiscal years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from borderfacts.grammar import date_nodes as nodes
from borderfacts.grammar.date_lexing import Reading
from borderfacts.grammar.date_nodes import Phrase

Rule = tuple[str, Callable[[Reading, int, int], Iterable[Phrase]]]

MONTH_KINDS = ("month", "weak_month", "month_abbr")
DIRECTION_KINDS = ("last", "past", "previous", "this", "current", "next", "coming", "following", "that", "same")
_DAY_KINDS = ("day", "ordinal_day", "ordinal", "second")
_SECOND = "2"

# Two-digit years: '98 is 1998, '23 is 2023.
_CENTURY_TURNS = 40


def calendar_rules() -> list[Rule]:
    """Return the rules for days, months, weekdays, holidays, seasons and parts of the year."""
    return [
        (r"iso | numdate", _figures),
        (r"""(?:WEEKDAY comma? (?:the)?)? (?:day|ordinal_day) (?:(?:hyphen|to|and|or|through) (?:day|ordinal_day))? of? MONTH
             (?:comma? of? year)?""", _day_month),
        (r"(?:the)? (?:ordinal|second) of MONTH (?:comma? year)?", _day_month),
        (r"""(?:WEEKDAY comma?)? MONTH (?:the)? (?:day|ordinal_day)
             (?:(?: comma | and | or | hyphen | to | through | comma and) (?:day|ordinal_day)
                (?! word|name|number_word|unit|units|percent|hyphen|MONTH|ampm|oclock|part|clock))* (?:comma? year (?!units))?""",
         _month_day),
        (r"WEEKDAY comma? (?:the)? ordinal_day (?! word|name|unit)", _weekday_number),
        (r"""(?<=[on until by since from to before after and between]) the ordinal_day
             (?! hyphen? (?:word|name|unit|units|number_word|ordinal|time|times|part|quarter|season|weekday|weekend|second))""",
         _month_day_number),
        (r"MONTH (?:of|comma|hyphen|slash)? (?:year|short_year)", _month_year),
        (r"(?:the)? (?:ordinal|second|last|final) weekday (?:of|in) MONTH (?:comma? of? year)?", _nth_weekday),
        (r"(?:the)? this? (?:last|this|next|past|previous|following|that|coming) MONTH (?!day|ordinal_day)", _month_toward),
        (r"MONTH", _bare_month),
        (r"(?:the)? this? (?:last|this|next|past|previous|following|that|same|coming) (?:weekday|weekend) (?!unit hyphen)",
         _weekday_toward),
        (r"weekday parts", _weekday_parts),
        (r"weekday (?:last|next) (?= comma|dot|semicolon|stop|break|dash|close)", _weekday_after),
        (r"WEEKDAY", _weekday),
        (r"the weekend", _weekend),
        (r"(?:the)? this? (?:last|this|next|past|previous|following|that|same|coming) (?:holiday)", _holiday),
        (r"holiday", _holiday),
        (r"(?:the)? (?:early|late|mid)? hyphen? season (?:of|comma)? (?:year|short_year)", _season),
        (r"(?:the)? this? (?:last|this|next|past|previous|following|that|same|coming) season", _season),
        (r"(?<=[in by since until during through after before from late early]) (?:the)? (?:early|late|mid)? hyphen? season (?! of)",
         _season),
        (r"(?:the)? (?:early|late|mid) hyphen? season", _season),
        (r"(?:the)? (?:ordinal|second|last|final|this|next|previous|current|coming|past|that) hyphen? quarter (?!of (?:the|a) word)", _quarter),
        (r"q day (?:of? year)?", _short_quarter),
        (r"(?:the)? (?:ordinal|second|last) hyphen? half (?= of (?:the)? (?:year|last|this|next|unit|fiscal|month|previous))", _half),
    ]  # fmt: skip


def year_rules() -> list[Rule]:
    """Return the rules for years, fiscal years, decades and centuries."""
    return [
        (r"(?:the)? fiscal hyphen? (?:unit|units)? hyphen? year (?:(?:and|to|hyphen|slash|through) (?:year|day|integer))?", _fiscal),
        (r"(?:the)? fy hyphen? (?:year|day|integer) (?:(?:hyphen|slash) (?:year|day|integer))?", _fiscal),
        (r"(?:the)? (?:last|this|next|current|previous|past|coming) fiscal hyphen? unit", _fiscal_toward),
        (r"(?:the)? year (?:(?:hyphen|slash) (?:day|integer|year))? fiscal hyphen? unit", _fiscal),
        (r"(?:the)? (?:early|late|mid)? hyphen? decade", _decade),
        (r"the (?:early|late|mid)? hyphen? decade_word", _decade),
        (r"(?:the)? (?:early|late|mid)? hyphen? (?:ordinal_day|ordinal|number_word hyphen ordinal) hyphen? unit", _century),
        (r"year (?:hyphen|slash|to) (?:year|day|integer) (?! word s)", _years),
        (r"(?:the)? (?:early|late|mid) hyphen? year", _late_year),
        (r"the unit year", _year_told),
        (r"year", _year),
        (r"short_year", _short_year),
    ]  # fmt: skip


# Days


def _figures(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    word = reading.words[start]
    found = re.match(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ](\d\d:\d\d))?", word)
    if found:
        day = valid_day(int(found[1]), int(found[2]), int(found[3]))
        if day:
            yield Phrase(start, end, nodes.Fixed(day, found[4] or ""))
        return
    first, second, year = (int(figure) for figure in re.findall(r"\d+", word))
    if len(word) > 6:  # 3.2.20 is a version number; day-first or month-first is settled for the whole text
        yield Phrase(start, end, nodes.Day(first, second, full_year(year)), mark="figures")


def full_year(number: int) -> int:
    """Return a year told by two figures in full."""
    if number >= 100:
        return number
    return number + (2000 if number < _CENTURY_TURNS else 1900)


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return a day; None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(reading: Reading, index: int) -> int:
    return int("".join(c for c in reading.value(index) if c.isdigit()) or _SECOND)


def _weekday_told(reading: Reading, start: int, end: int) -> int | None:
    index = reading.find(start, min(start + 1, end), "weekday", "weekday_abbr")
    return int(reading.value(index)) if index is not None else None


def _year_at(reading: Reading, start: int, end: int) -> int | None:
    index = reading.find(start, end, "year", "short_year")
    return full_year(_number(reading, index)) if index is not None else None


def _days(reading: Reading, start: int, end: int) -> list[int]:
    return [index for index in range(start, end) if reading.is_kind(index, *_DAY_KINDS)]


def _exists(month: int, day: int) -> bool:
    return valid_day(2024, month, day) is not None


def _day_number(reading: Reading, index: int) -> int:
    return 2 if reading.is_kind(index, "second") else _number(reading, index)


def _day_month(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, *MONTH_KINDS)
    if at is None:
        return
    days = _days(reading, start, at)
    numbers = [_day_number(reading, index) for index in days]
    month, year, weekday = int(reading.value(at)), _year_at(reading, at, end), _weekday_told(reading, start, end)
    if reading.is_kind(at, "month_abbr", "weak_month") and year is None and _looks_like_name(reading, at, end):
        return
    if not all(_exists(month, number) for number in numbers):
        return
    made = [nodes.Day(month, number, year, weekday) for number in numbers]
    if len(made) == 1:
        yield Phrase(start, end, made[0])
    elif reading.is_kind(days[0] + 1, "and", "or"):
        yield Phrase(start, days[0] + 1, made[0])
        yield Phrase(days[1], end, made[1])
    else:
        yield Phrase(start, end, nodes.Span(made[0], made[1]))


def _looks_like_name(reading: Reading, at: int, end: int) -> bool:
    """Whether a month after a number is a person: ``of the 16 April Jones``."""
    return reading.is_kind(end, "name") and reading.is_kind(at, "weak_month") and not reading.is_kind(end - 1, "dot")


def _month_day(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, *MONTH_KINDS)
    if at is None:
        return
    days, year = _days(reading, at, end), _year_at(reading, at, end)
    month, weekday = int(reading.value(at)), _weekday_told(reading, start, end)
    made = [nodes.Day(month, _day_number(reading, index), year, weekday) for index in days]
    if not all(_exists(day.month, day.day) for day in made):
        return
    if len(made) == 2 and reading.is_kind(days[0] + 1, "hyphen", "to", "through"):
        yield Phrase(start, end, nodes.Span(made[0], made[1]))
        return
    for number, (index, day) in enumerate(zip(days, made, strict=True)):
        last = number == len(days) - 1
        yield Phrase(start if not number else index, end if last else index + 1, day)


def _weekday_number(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal_day")
    if at is not None:
        yield Phrase(start, end, nodes.MonthDay(_number(reading, at), _weekday_told(reading, start, end)))


def _month_day_number(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.MonthDay(_number(reading, end - 1)))


# Months


def _month_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Month(int(reading.value(start)), _year_at(reading, start, end)))


def _month_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, *MONTH_KINDS)
    if at is not None and not (reading.is_kind(end, "name") and reading.is_kind(at, "weak_month")):
        yield Phrase(start, end, nodes.Month(int(reading.value(at)), None, direction(reading, start, at)))


def direction(reading: Reading, start: int, end: int) -> str:
    """Return the word of direction nearest to the date: ``past`` for ``this past Friday``."""
    for index in range(end - 1, start - 1, -1):
        for kind in DIRECTION_KINDS:
            if reading.is_kind(index, kind):
                return kind
    return ""


# What a month that is also a name or a verb must stand after, or before, to be a month.
_MONTH_AFTER = (
    "in", "since", "until", "last", "this", "next", "early", "late", "mid", "every", "previous", "following", "between", "by", "during",
    "from", "to", "through", "before", "after", "of", "edge", "and", "or", "prep", "hyphen", "for", "on", "comma", "at",
)  # fmt: skip
_FIRM_AFTER = ("in", "since", "until", "last", "this", "next", "early", "late", "mid", "hyphen")


def _bare_month(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    weak = reading.is_kind(start, "weak_month")
    month = nodes.Month(int(reading.value(start)))
    abbreviated = reading.is_kind(start, "month_abbr")
    if abbreviated and not (reading.is_kind(end - 1, "dot") and reading.is_kind(start - 1, *_FIRM_AFTER, "of", "and", "to")):
        return
    if not weak or _is_month(reading, start):
        yield Phrase(start, start + 1, month) if not abbreviated else Phrase(start, end, month)


def _is_month(reading: Reading, at: int) -> bool:
    """Whether May, March, April, June or August is a month by its neighbours."""
    before, after = at - 1, at + 1
    if reading.is_kind(after, "name", "weak_month") and not reading.is_kind(before, *_FIRM_AFTER):
        return False  # April Jones
    if reading.is_kind(after, "office"):
        return False
    if reading.is_kind(before, *_FIRM_AFTER):
        return True
    if reading.is_kind(before, "and", "or", "comma", "to", "through", "from", "between"):
        return _beside_month(reading, at)
    if reading.is_kind(before, *_MONTH_AFTER):
        return not reading.is_kind(after, "apostrophe") or reading.is_kind(before, "of", "prep", "by", "during", "before", "after")
    if reading.is_kind(before, "the", "a") or reading.lower(before) in ("its", "their", "his", "her", "our"):
        return reading.is_kind(after, "word", "part", "weekend") or reading.is_kind(after, "holiday")
    return False


def _beside_month(reading: Reading, at: int) -> bool:
    """Whether another month, or a date, stands close by: ``April and May``, ``between March and July``."""
    near = range(max(0, at - 4), at + 5)
    return any(index != at and reading.is_kind(index, *MONTH_KINDS) for index in near) or reading.is_kind(at - 1, "from")


def _nth_weekday(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    weekday = reading.find(start, end, "weekday")
    at = reading.find(start, end, *MONTH_KINDS)
    if weekday is None or at is None:
        return
    count = reading.find(start, weekday, "ordinal", "second", "last", "final")
    nth = -1 if count is None or reading.is_kind(count, "last", "final") else _day_number(reading, count)
    month = nodes.Month(int(reading.value(at)), _year_at(reading, at, end))
    yield Phrase(start, end, nodes.Nth(nth, int(reading.value(weekday)), month))


# Weekdays, weekends, holidays

WEEKEND = 0  # the weekday number of Saturday and Sunday together


def _weekday_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "weekday", "weekend")
    if at is None or reading.is_kind(end, "paper"):
        return
    number = WEEKEND if reading.is_kind(at, "weekend") else int(reading.value(at))
    yield Phrase(start, end, nodes.Weekday(number, direction(reading, start, at)))


def _weekday_after(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Weekday(int(reading.value(start)), direction(reading, start, end)))


def _weekday(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    abbreviated = reading.is_kind(start, "weekday_abbr")
    if abbreviated and not (reading.is_kind(end - 1, "dot") and not reading.is_kind(end, "name", "break")):
        return
    if reading.is_kind(end, "paper", "apostrophe") and reading.is_kind(end, "paper"):
        return
    if reading.is_kind(start - 1, "epithet"):
        return
    if reading.is_kind(start - 1, "on") and reading.is_kind(start - 2, "paper"):
        return  # the Mail on Sunday
    yield Phrase(start, end, nodes.Weekday(int(reading.value(start))))


def _weekday_parts(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Frequency(f"XXXX-WXX-{reading.value(start)}T{reading.value(end - 1)}"))


def _weekend(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Weekday(WEEKEND))


# Holidays that also name a time of the year: the Christmas market is no date.
_LOOSE = ("Christmas", "Easter", "Thanksgiving", "Halloween", "Epiphany", "Pentecost", "Xmas")


def _holiday(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = end - 1
    written = reading.text[reading.starts[at] : reading.ends[at]]
    if written.capitalize() in _LOOSE and reading.is_kind(end, "word", "name", "apostrophe", "paper"):
        return
    rule = reading.value(at)
    fixed = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", rule)
    if fixed:
        yield Phrase(start, end, nodes.Fixed(date(int(fixed[1]), int(fixed[2]), int(fixed[3]))))
    else:
        yield Phrase(start, end, nodes.Holiday(rule, None, direction(reading, start, at)))


# Seasons, quarters, halves


def _season(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "season")
    if at is None or (reading.lower(at) == "fall" and reading.is_kind(end, "of", "from", "in", "to")):
        return
    yield Phrase(
        start, end, nodes.Season(reading.value(at), _year_at(reading, at, end), direction(reading, start, at)),
        mark=_mark(reading, start, end),
    )  # fmt: skip


def _mark(reading: Reading, start: int, end: int) -> str:
    for kind in ("early", "late", "mid"):
        if reading.find(start, end, kind) is not None:
            return kind
    return ""


def _quarter(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal", "second")
    if reading.lower(end - 1) != "quarter":
        return
    if at is None:
        toward = direction(reading, start, end)
        amount = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(toward, 0)
        yield Phrase(start, end, nodes.Shift(amount, "Q", told=toward == "that"))
    elif (number := _day_number(reading, at)) <= 4:
        yield Phrase(start, end, nodes.Part(number))


def _short_quarter(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    number = _number(reading, start + 1)
    if number <= 4 and reading.ends[start] == reading.starts[start + 1]:
        yield Phrase(start, end, nodes.Part(number, year=_year_at(reading, start, end)))


def _half(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal", "second")
    number = 2 if at is None else _day_number(reading, at)
    if number <= 2:
        yield Phrase(start, end, nodes.Part(number, half=True), mark="needs year")


# Years


def _numbers(reading: Reading, start: int, end: int) -> list[int]:
    return [_number(reading, index) for index in range(start, end) if reading.is_kind(index, "year", "day", "integer")]


def _second_year(first: int, second: int) -> int | None:
    """Return the later year of a pair: 20 after 2019 is 2020; None where it is not later."""
    last = second if second >= 1000 else first - first % 100 + second
    return last if first < last <= first + 100 else None


def _fiscal(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    numbers = _numbers(reading, start, end)
    first = full_year(numbers[0])
    if reading.find(start, end, "unit", "units", "fy") is None and reading.is_kind(end, "word") and first < 1950:
        return
    if len(numbers) == 1:
        yield Phrase(start, end, nodes.Fiscal(first, first))
        return
    last = _second_year(first, numbers[1])
    if last is None:
        return
    if last == first + 1 and reading.find(start, end, "hyphen", "slash") is not None:
        yield Phrase(start, end, nodes.AprilYear(first))
    else:
        yield Phrase(start, end, nodes.Fiscal(first, last))


def _fiscal_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.value(end - 1) != "Y":
        return
    toward = direction(reading, start, end)
    shift = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(toward, 0)
    yield Phrase(start, end, nodes.Fiscal(shift=shift))


def _decade(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    word = reading.words[end - 1]
    if reading.is_kind(end - 1, "decade_word"):
        first = 1900 + 10 * int(reading.value(end - 1))
    else:
        figures = int("".join(c for c in word if c.isdigit()))
        first = figures if figures >= 100 else full_year(figures)
    if reading.is_kind(end - 1, "decade") and word[0] in "'’" and start == end - 1:
        return
    yield Phrase(start, end, nodes.Decade(first), mark=_mark(reading, start, end))


def _century(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal_day", "ordinal")
    if at is None or reading.value(end - 1) != "CE":
        return
    tens = reading.find(start, at, "number_word")
    number = _number(reading, at) + (int(reading.value(tens)) if tens is not None else 0)
    yield Phrase(start, end, nodes.Century(number), mark=_mark(reading, start, end))


def _years(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    first, second = _numbers(reading, start, end)
    last = _second_year(first, second)
    if last is None or first < 1800 or (reading.is_kind(end, "word", "units", "percent") and not _year_before(reading, start)):
        if _is_year(reading, start):
            yield Phrase(start, start + 1, nodes.Year(first))
        return
    yield Phrase(start, end, nodes.Span(nodes.Year(first), nodes.Year(last)))


def _late_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Year(_number(reading, end - 1)), mark=_mark(reading, start, end))


def _year_told(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.value(start + 1) == "Y":
        yield Phrase(start, end, nodes.Year(_number(reading, end - 1)))


# Words that a year stands after.
_YEAR_AFTER = ("in", "since", "until", "during", "edge", "early", "late", "mid", "between", "from", "through", "before", "after")
_OLDEST_LOOSE = 1900  # a year after a word such as `of` or before a noun


def _year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    number = _number(reading, start)
    if number < 1000:
        return
    if _is_year(reading, start):
        yield Phrase(start, end, nodes.Year(number))
    elif number >= _OLDEST_LOOSE:
        yield Phrase(start, end, nodes.Year(number), mark="weak")


def _year_before(reading: Reading, at: int) -> bool:
    return reading.is_kind(at - 1, *_YEAR_AFTER, "of", "the")


def _is_year(reading: Reading, at: int) -> bool:
    """Whether a number from 1000 to 2199 is a year by its neighbours."""
    number, before, after = _number(reading, at), at - 1, at + 1
    noun = reading.is_kind(after, "word", "name", "car_make")
    plural = reading.is_kind(after, "units", "percent") or (
        reading.is_kind(after, "word") and reading.words[after].endswith(("s", "people", "men", "women", "children"))
    )
    if reading.is_kind(after, "units", "unit", "percent", "hrs", "ampm", "zone") or reading.is_kind(before, "code"):
        return False
    if plural and (number % 100 == 0 or not reading.is_kind(before, "in", "since", "the", "during", "until")):
        return False  # 2000 people
    if reading.is_kind(before, *_YEAR_AFTER, "by", "during") or reading.lower(before) == "circa":
        return number >= 1500 or not noun
    if number < _OLDEST_LOOSE or before < 0:
        return False
    if reading.is_kind(before, "of"):
        return not noun
    if reading.is_kind(before, "open"):
        return reading.is_kind(after, "close", "comma", "hyphen", "semicolon")
    if reading.is_kind(before, "the", "a") or reading.lower(before) in ("its", "their", "his", "her", "s"):
        return noun and not _car_after(reading, after)
    if reading.is_kind(before, "comma", "and", "or", "to", "hyphen", "through"):
        return _after_year(reading, at)
    return False


def _car_after(reading: Reading, at: int) -> bool:
    return any(reading.is_kind(index, "car_make") for index in range(at, at + 3))


def _after_year(reading: Reading, at: int) -> bool:
    """Whether the number goes on a list of years: ``in 2015, 2016 and 2017``."""
    for index in range(at - 2, max(at - 4, -1), -1):
        if reading.is_kind(index, "year"):
            return _is_year(reading, index)
    return False


def _short_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.is_kind(start - 1, "in", "since", "of", "until", "from", "early", "late", "and", "season"):
        yield Phrase(start, end, nodes.Year(full_year(_number(reading, start))))
