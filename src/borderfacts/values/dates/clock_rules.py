"""The rules for times of day: clock times, noon and midnight, morning and night."""

from __future__ import annotations

import re
from collections.abc import Iterable

from borderfacts.values.dates import nodes
from borderfacts.values.dates.lexing import Reading
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.relative_rules import read_length
from borderfacts.values.dates.rules import Rule

_AT = "(?: (?<=at) | (?<=at prep) )"  # at, at about
_HOUR = "(?:clock|day|decimal|number_word|hhmm|integer)"
_AFTER_HOUR = "(?= comma|dot|semicolon|colon|dash|stop|close|break|pronoun|on|in|and|weekday|to|that|deictic)"
_DOTTED = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")


def clock_rules() -> list[Rule]:
    """Return the rules for times of day."""
    return [
        (rf"{_HOUR} (?:hyphen|to|and|until) {_HOUR} ampm zone?", _two_hours),
        (rf"{_HOUR} oclock? (?:ampm|in the part|at part) (?:zone)?", _hour),
        (r"(?:clock|number_word|day) oclock zone?", _hour),
        (r"(?:hhmm|year|clock|decimal) (?:hrs|zone) zone?", _hour),
        (r"(?:half|quarter) (?:past|to) (?:number_word|day|noon) (?:ampm|in the part)?", _past_hour),
        (r"(?:day|number_word) (?:noon)", _noon),
        (r"clock", _plain_clock),
        (rf"{_AT} hhmm (?! word|name|units)", _plain_hhmm),
        (rf"(?:{_AT} | (?<=[from until between and to])) decimal (?! word|percent|units|unit|name)", _dotted),
        (r"decimal (?= (?:comma|and|to|hyphen) decimal)", _dotted_list),
        (r"decimal (?= word)", _dotted_list),
        (rf"(?<=at) (?:prep)? day {_AFTER_HOUR}", _bare_hour),
        (r"(?:the)? noon", _noon),
        (r"tonight", _tonight),
        (r"overnight (?! name)", _overnight),
        (r"(?:the)? small_hours", _small_hours),
        (r"(?<=[in since until by during prep before after from]) the (?:early|late)? hyphen? part", _part),
        (r"(?<=at) part (?! word)", _part),
        (r"(?<=[by until since before]) (?:early|late|mid) hyphen? part (?! word|name)", _part),
        (r"(?:the)? (?:early|late|mid)? hyphen? part (?! hyphen)", _weak_part),
        (r"dawn", _dawn),
    ]  # fmt: skip


def hours_rules() -> list[Rule]:
    """Return the rule for ``0445 hours``, which comes before that for lengths of time."""
    return [(rf"(?:{_AT} (?:year|hhmm) | hhmm) units (?! of)", _with_hours)]


def _clock(word: str) -> tuple[int, int] | None:
    """Return hour and minute of a clock time in figures; None where it is none."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.hH](\d\d))?(?::\d\d)?|(\d\d)(\d\d)", word)
    if found is None:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    return (hour, minute) if hour <= 24 and minute < 60 else None


def _text(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}"


def _in_half(hour: int, half: str) -> int | None:
    """Return the hour of 24 of an hour of 12; None where it is none."""
    if not 1 <= hour <= 12:
        return hour if half == "pm" and 13 <= hour <= 23 else None
    return hour % 12 + (12 if half == "pm" else 0)


def _half_of(reading: Reading, start: int, end: int) -> str | None:
    """Return am or pm where a word says it."""
    at = reading.find(start, end, "ampm")
    if at is not None:
        return "pm" if reading.words[at][0] in "pP" else "am"
    part = reading.find(start, end, "part")
    if part is not None:
        return "am" if reading.value(part) == "MO" else "pm"
    return None


def _hour_at(reading: Reading, at: int, half: str | None) -> str | None:
    number = reading.value(at) if reading.is_kind(at, "number_word") else reading.words[at]
    found = _clock(number)
    if found is None:
        return None
    hour, minute = found
    if half is None:
        return _text(hour, minute)
    of_day = _in_half(hour, half)
    return _text(of_day, minute) if of_day is not None else None


def _night_hour(clock: str, reading: Reading, start: int, end: int) -> str:
    """2 at night is 02:00, 10 at night 22:00."""
    part = reading.find(start, end, "part")
    if part is not None and reading.value(part) == "NI" and clock and 13 <= int(clock[:2]) <= 17:
        return _text(int(clock[:2]) - 12, int(clock[3:]))
    return clock


def _hour(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    half = _half_of(reading, start, end)
    if reading.is_kind(start, "decimal") and not _DOTTED.fullmatch(reading.words[start]):
        return
    clock = _hour_at(reading, start, half)
    if clock is not None:
        clock = _night_hour(clock, reading, start, end)
        known = half is not None or not reading.is_kind(start + 1, "oclock")
        yield Phrase(start, end, nodes.Timed(None, "", clock, half_day=known))


def _two_hours(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    half = _half_of(reading, start, end)
    first, second = _hour_at(reading, start, half), _hour_at(reading, start + 2, half)
    if second is None:
        return
    if first is not None:
        if half == "pm" and first > second:  # 11 to 2 p.m.
            first = _hour_at(reading, start, "am") or first
        yield Phrase(start, start + 1, nodes.Timed(None, "", first))
    yield Phrase(start + 2, end, nodes.Timed(None, "", second))


def _with_hours(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``at 2130 hours`` and ``0445 hours``."""
    at, has_hours = end - 2, reading.lower(end - 1) == "hours"
    clock = _hour_at(reading, at, None) if has_hours else None
    if clock is not None and (reading.words[at][0] == "0" or reading.is_kind(at - 1, "at", "prep")):
        yield Phrase(at, end, nodes.Timed(None, "", clock))
    else:
        yield from read_length(reading, at, end)


def _past_hour(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    hour = (
        _hour_at(reading, start + 2, _half_of(reading, start, end))
        if not reading.is_kind(start + 2, "noon")
        else "12:00"
    )
    if hour is None:
        return
    minutes = 60 * int(hour[:2]) + (30 if reading.is_kind(start, "half") else 15) * (
        -1 if reading.is_kind(start + 1, "to") else 1
    )
    known = _half_of(reading, start, end) is not None
    yield Phrase(start, end, nodes.Timed(None, "", _text(minutes // 60 % 24, minutes % 60), half_day=known))


def _noon(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = end - 1
    if end - start == 2 and not reading.is_kind(start, "the") and reading.lower(start) not in ("12", "twelve"):
        start = at
    yield Phrase(start, end, nodes.Timed(None, "", reading.value(at)))


def _plain_clock(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    word = reading.words[start]
    if word.count(":") > 1 and not reading.is_kind(start - 1, "at"):
        return  # the time of a race
    if reading.is_kind(start - 1, "name", "slash", "code", "in", "of", "for") or reading.is_kind(end, "slash"):
        return  # John 3:16, odds of 3:45
    if reading.is_kind(end, "hyphen") and not reading.is_kind(end + 1, "clock"):
        return
    found = _clock(word)
    if found is not None:
        yield Phrase(
            start, end, nodes.Timed(None, "", _text(*found), half_day=found[0] >= 13 or found[0] == 0 or word[0] == "0")
        )


def _plain_hhmm(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    found = _clock(reading.words[end - 1])
    if found is not None:
        yield Phrase(end - 1, end, nodes.Timed(None, "", _text(*found)))


def _dotted(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    found = _DOTTED.fullmatch(reading.words[end - 1])
    if found is None or reading.is_kind(end, "word", "percent", "units", "unit", "name"):
        return
    if reading.is_kind(start - 1, "at", "prep") or (
        len(reading.words[end - 1]) == 5 and reading.words[end - 1][0] == "0"
    ):
        yield Phrase(end - 1, end, nodes.Timed(None, "", _text(int(found[1]), int(found[2]))))


def _dotted_list(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``the 23.15, 01.40 and 03.05 sailings``: a zero before the hour, here or next in the list, means a clock."""
    found = _DOTTED.fullmatch(reading.words[start])
    if found is None or len(reading.words[start]) != 5:
        return
    listed = [
        index
        for index in range(max(0, start - 4), min(len(reading.words), start + 5))
        if reading.is_kind(index, "decimal")
    ]
    if any(
        _DOTTED.fullmatch(reading.words[index]) and reading.words[index][0] == "0" and len(reading.words[index]) == 5
        for index in listed
    ):
        yield Phrase(start, end, nodes.Timed(None, "", _text(int(found[1]), int(found[2]))))


def _bare_hour(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    hour = int(reading.words[end - 1])
    if 1 <= hour <= 12:
        yield Phrase(end - 1, end, nodes.Timed(None, "", _text(hour, 0), half_day=False), mark="bare hour")


# Parts of the day


def _tonight(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Timed(nodes.Shift(0, "D"), "NI"))


def _overnight(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Timed(None, "NI"))


def _small_hours(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = reading.find(start, end, "small_hours")
    if at is not None:
        yield Phrase(start, end, nodes.Timed(None, reading.value(at)))


def _part(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.is_kind(start - 1, "prep") and reading.lower(start - 1) in ("as", "than", "about", "versus"):
        return
    yield Phrase(
        start, end, nodes.Timed(None, reading.value(end - 1)), mark="" if reading.is_kind(start, "the") else "general"
    )


def _weak_part(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Timed(None, reading.value(end - 1)), mark="weak")


def _dawn(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    strong = reading.is_kind(
        start - 1, "at", "before", "after", "since", "until", "prep", "by"
    ) and not reading.is_kind(end, "of")
    yield Phrase(start, end, nodes.Timed(None, reading.value(start)), mark="" if strong else "weak")
