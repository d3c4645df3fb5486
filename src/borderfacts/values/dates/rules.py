"""The rules for dates that name a place on the calendar: days, months, weekdays, holidays, seasons, quarters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from borderfacts.values.dates import nodes
from borderfacts.values.dates.lexing import Reading
from borderfacts.values.dates.nodes import Phrase

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
        (r"fraction MONTH year?", _two_days),
        (r"""(?:WEEKDAY comma?)? (?:the)? (?:day|ordinal_day) (?:(?:hyphen|to|and|or|through) (?:day|ordinal_day))?
             (?:of|hyphen)? MONTH (?:(?:comma|hyphen)? of? year)?""", _day_month),
        (r"(?:the)? (?:ordinal|second) of MONTH (?:comma? year)?", _day_month),
        (r"day dot? (?:word)? (?:word|name) dot? (?:word)? year", _foreign),
        (r"""(?:WEEKDAY comma?)? MONTH (?:the)? (?:day|ordinal_day)
             (?: (?: comma | and | or | comma and) (?:day|ordinal_day)
                (?! word|name|number_word|unit|units|percent|hyphen|MONTH|ampm|oclock|part|clock)
               | (?:hyphen | to | through) (?:day|ordinal_day) (?! unit|units|percent|hyphen|MONTH|ampm|oclock|clock)
             ){0,8} (?:comma? year (?!units))?""",
         _month_day),
        (r"(?:last|next) MONTH (?:day|ordinal_day) (?:comma? year (?!units))? (?! unit|units|percent|hyphen|clock)",
         _month_day_toward),
        (r"WEEKDAY comma? (?:the)? ordinal_day (?! word|name|unit)", _weekday_number),
        (r"""(?<=[on until by since from to before after and between]) the ordinal_day
             (?! hyphen? (?:word|name|unit|units|number_word|ordinal|time|times
              |part|quarter|season|weekday|weekend|second))""",
         _month_day_number),
        (r"MONTH (?:of|comma|hyphen|slash)? (?:year|short_year)", _month_year),
        (r"(?:the)? (?:ordinal|second|last|final) weekday (?:of|in) MONTH (?:comma? of? year)?", _nth_weekday),
        (r"(?:the)? this? (?:last|this|next|past|previous|following|that|coming) MONTH (?!day|ordinal_day)",
         _month_toward),
        (r"MONTH", _bare_month),
        (r"""(?:the)? this? (?:last|this|next|past|previous|following|that|same|coming) (?:weekday|weekend)
             (?! unit hyphen)""",
         _weekday_toward),
        (r"weekday parts", _weekday_parts),
        (r"NUMBER weekdays ago", _weekdays_ago),
        (r"(?:the)? weekday before last (?! UNIT|MONTH|weekday|weekend|part)", _weekday_before_last),
        (r"weekday (?:last|next) (?= comma|dot|semicolon|stop|break|dash|close)", _weekday_after),
        (r"WEEKDAY", _weekday),
        (r"the weekend", _weekend),
        (r"(?:the)? this? (?:last|this|next|past|previous|following|that|same|coming) (?:holiday)", _holiday),
        (r"holiday", _holiday),
        (r"""(?:the)? (?:early|late|mid)? hyphen? season (?:of|comma)? (?:year|short_year)
             (?:(?:hyphen|slash) day)?""", _season),
        (r"(?:the)? this? (?:last|this|next|past|previous|following|that|same|coming) season", _season),
        (r"""(?<=[in by since until during through after before from late early]) (?:the)? (?:early|late|mid)? hyphen?
             season (?! of (?! (?:the)? (?:last|this|next|that|same|previous)))""",
         _season),
        (r"(?:the)? (?:early|late|mid) hyphen? season", _season),
        (r"""(?:the)? (?:ordinal|second|last|final|this|next|previous|current|coming|past|that) hyphen? quarter
             (?! of (?:the|a) word)""", _quarter),
        (r"q day (?:of? year)?", _short_quarter),
        (r"""(?:the)? (?:ordinal|second|last) hyphen? half
             (?= of (?:the)? (?:year|last|this|next|unit|fiscal|month|previous))""", _half),
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
    if len(word) > 6:  # 3.2.20 is a version number; day-first or month-first is decided for the whole text
        yield Phrase(start, end, nodes.Day(first, second, full_year(year)), mark="figures")


def full_year(number: int) -> int:
    """Return in full a year given by two figures."""
    if number >= 100:
        return number
    return number + (2000 if number < _CENTURY_TURNS else 1900)


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return a day; None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def number_at(reading: Reading, index: int) -> int:
    """Return the number that a word stands for."""
    return int("".join(c for c in reading.value(index) if c.isdigit()) or _SECOND)


def _weekday_at(reading: Reading, start: int, end: int) -> int | None:
    index = reading.find(start, min(start + 1, end), "weekday", "weekday_abbr")
    return int(reading.value(index)) if index is not None else None


def year_at(reading: Reading, start: int, end: int) -> int | None:
    """Return the year given between two words, in full; None where none is reported."""
    index = reading.find(start, end, "year", "short_year")
    return full_year(number_at(reading, index)) if index is not None else None


def _days(reading: Reading, start: int, end: int) -> list[int]:
    return [index for index in range(start, end) if reading.is_kind(index, *_DAY_KINDS)]


def _exists(month: int, day: int) -> bool:
    return valid_day(2024, month, day) is not None


def day_number(reading: Reading, index: int) -> int:
    """Return the number of a day or of an ordinal."""
    return 2 if reading.is_kind(index, "second") else number_at(reading, index)


def _day_month(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, *MONTH_KINDS)
    if at is None:
        return
    days = _days(reading, start, at)
    numbers = [day_number(reading, index) for index in days]
    month, year, weekday = int(reading.value(at)), year_at(reading, at, end), _weekday_at(reading, start, end)
    if reading.is_kind(at, "month_abbr", "weak_month") and year is None and _looks_like_name(reading, start, at, end):
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


def _two_days(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``the night of 12/13 August``."""
    first, second = (int(figure) for figure in reading.words[start].split("/"))
    month, year = int(reading.value(start + 1)), year_at(reading, start + 1, end)
    if second == first + 1 and _exists(month, second):
        yield Phrase(start, end, nodes.Span(nodes.Day(month, first, year), nodes.Day(month, second, year)))


def _foreign(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Keep what may be a date in another language (3 février 2025) for the reader of such dates."""
    yield Phrase(start, end, nodes.Foreign(reading.text[reading.starts[start] : reading.ends[end - 1]]))


def _looks_like_name(reading: Reading, start: int, at: int, end: int) -> bool:
    """Whether a month after a number is a person: ``of the 16 April Jones``, but ``on 10 August German police``."""
    if reading.is_kind(start - 1, "on", "since", "until"):
        return False
    return reading.is_kind(end, "name") and reading.is_kind(at, "weak_month") and not reading.is_kind(end - 1, "dot")


def _month_day(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, *MONTH_KINDS)
    if at is None:
        return
    days, year = _days(reading, at, end), year_at(reading, at, end)
    month, weekday = int(reading.value(at)), _weekday_at(reading, start, end)
    made = [nodes.Day(month, day_number(reading, index), year, weekday) for index in days]
    if not all(_exists(day.month, day.day) for day in made):
        return
    if len(made) == 2 and reading.is_kind(days[0] + 1, "hyphen", "to", "through"):
        yield Phrase(start, end, nodes.Span(made[0], made[1]))
        return
    for number, (index, day) in enumerate(zip(days, made, strict=True)):
        last = number == len(days) - 1
        yield Phrase(start if not number else index, end if last else index + 1, day)


def _month_day_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``last Oct. 23``."""
    for phrase in _month_day(reading, start, end):
        if isinstance(phrase.node, nodes.Day):
            yield replace(phrase, node=replace(phrase.node, direction=direction(reading, start, end)))


def _weekday_number(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal_day")
    if at is not None:
        yield Phrase(start, end, nodes.MonthDay(number_at(reading, at), _weekday_at(reading, start, end)))


def _month_day_number(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.MonthDay(number_at(reading, end - 1)))


# Months


def _month_year(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Month(int(reading.value(start)), year_at(reading, start, end)))


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
    "in", "since", "until", "last", "this", "next", "early", "late", "mid", "every", "previous", "following",
    "between", "by", "during",
    "from", "to", "through", "before", "after", "of", "edge", "and", "or", "prep", "hyphen", "for", "on", "comma", "at",
)  # fmt: skip
_FIRM_AFTER = ("in", "since", "until", "last", "this", "next", "early", "late", "mid", "hyphen")


def _bare_month(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    weak = reading.is_kind(start, "weak_month")
    month = nodes.Month(int(reading.value(start)))
    abbreviated = reading.is_kind(start, "month_abbr")
    if abbreviated and not (
        reading.is_kind(end - 1, "dot") and reading.is_kind(start - 1, *_FIRM_AFTER, "of", "and", "to")
    ):
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
    if reading.is_kind(after, "to", "through", "hyphen") and reading.is_kind(after + 1, *MONTH_KINDS):
        return True
    if reading.is_kind(before, *_FIRM_AFTER):
        return True
    if reading.is_kind(before, "to") and reading.is_kind(before - 1, "units"):
        return True  # the 12 months to June
    if reading.is_kind(before, "and", "or", "comma", "to", "through", "from", "between"):
        return _beside_month(reading, at)
    if reading.is_kind(before, *_MONTH_AFTER):
        return not reading.is_kind(after, "apostrophe") or reading.is_kind(
            before, "of", "prep", "by", "during", "before", "after"
        )
    if reading.is_kind(before, "the", "a") or reading.lower(before) in ("its", "their", "his", "her", "our"):
        return reading.is_kind(after, "word", "part", "weekend") or reading.is_kind(after, "holiday")
    return False


def _beside_month(reading: Reading, at: int) -> bool:
    """Whether another month, or a date, stands close by: ``April and May``, ``between March and July``."""
    near = range(max(0, at - 4), at + 5)
    return any(index != at and reading.is_kind(index, *MONTH_KINDS) for index in near) or reading.is_kind(
        at - 1, "from"
    )


def _nth_weekday(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    weekday = reading.find(start, end, "weekday")
    at = reading.find(start, end, *MONTH_KINDS)
    if weekday is None or at is None:
        return
    count = reading.find(start, weekday, "ordinal", "second", "last", "final")
    nth = -1 if count is None or reading.is_kind(count, "last", "final") else day_number(reading, count)
    month = nodes.Month(int(reading.value(at)), year_at(reading, at, end))
    yield Phrase(start, end, nodes.Nth(nth, int(reading.value(weekday)), month))


# Weekdays, weekends, holidays

WEEKEND = 0  # the weekday number of Saturday and Sunday together


def _weekday_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "weekday", "weekend")
    if at is None or reading.is_kind(end, "paper"):
        return
    number = WEEKEND if reading.is_kind(at, "weekend") else int(reading.value(at))
    yield Phrase(start, end, nodes.Weekday(number, direction(reading, start, at)))


def _weekdays_ago(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``two Sundays ago``."""
    amount, weekday = reading.value(start), reading.value(end - 2)
    if end - start == 3 and amount.isdigit() and weekday.isdigit():
        yield Phrase(start, end, nodes.Around(nodes.Weekday(int(weekday), "last"), 1 - int(amount), "W"))


def _weekday_before_last(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    weekday = int(reading.value(end - 3))
    yield Phrase(start, end, nodes.Around(nodes.Weekday(weekday, "last"), -1, "W"))


def _weekday_after(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Weekday(int(reading.value(start)), direction(reading, start, end)))


def _weekday(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    abbreviated = reading.is_kind(start, "weekday_abbr")
    if abbreviated and not (reading.is_kind(end - 1, "dot") and not reading.is_kind(end, "name", "break")):
        return
    if reading.is_kind(end, "paper") or reading.is_kind(start - 1, "epithet"):
        return
    if reading.is_kind(end, "name") and (start == 0 or reading.is_kind(start - 1, "dot", "stop", "break")):
        return  # Sunday Okoro was charged
    if reading.is_kind(start - 1, "on") and reading.is_kind(start - 2, "paper"):
        return  # the Mail on Sunday
    owns = reading.is_kind(end, "apostrophe") and reading.is_kind(end + 1, "plural")
    yield Phrase(start, end, nodes.Weekday(int(reading.value(start)), owns=owns))


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
        start, end, nodes.Season(reading.value(at), year_at(reading, at, end), direction(reading, start, at)),
        mark=mark_of(reading, start, end),
    )  # fmt: skip


def mark_of(reading: Reading, start: int, end: int) -> str:
    """Return early, late or mid where one of them stands between two words."""
    for kind in ("early", "late", "mid"):
        if reading.find(start, end, kind) is not None:
            return kind
    return ""


def _quarter(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal", "second")
    if reading.lower(end - 1) != "quarter":
        return
    of_year = reading.is_kind(end, "of")
    if at is None and reading.find(start, end, "last", "final") is not None and of_year:
        yield Phrase(start, end, nodes.Part(4))
    elif at is None:
        toward = direction(reading, start, end)
        amount = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(toward, 0)
        yield Phrase(start, end, nodes.Shift(amount, "Q", from_given=toward == "that"))
    elif (number := day_number(reading, at)) <= 4:
        yield Phrase(start, end, nodes.Part(number))


def _short_quarter(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    number = number_at(reading, start + 1)
    if number <= 4 and reading.ends[start] == reading.starts[start + 1]:
        yield Phrase(start, end, nodes.Part(number, year=year_at(reading, start, end)))


def _half(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "ordinal", "second")
    number = 2 if at is None else day_number(reading, at)
    if number <= 2:
        yield Phrase(start, end, nodes.Part(number, half=True), mark="needs year")
