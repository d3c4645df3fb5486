"""The rules for dates given by their distance from another, for lengths of time, for sets and for vague times."""

from __future__ import annotations

from collections.abc import Iterable

from borderfacts.values.dates import nodes
from borderfacts.values.dates.lengths import Length, amount_of, length_of, timex_length
from borderfacts.values.dates.lexing import Reading
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.rules import MONTH_KINDS, WEEKEND, Rule, direction

_END = "(?= comma|dot|semicolon|stop|break|dash|colon|close)"
_RUNNING_AFTER = ("in", "over", "during", "for", "within", "of", "throughout")


def relative_rules() -> list[Rule]:
    """Return the rules for distances without a number (last week, the next day), sets and vague times."""
    return [
        (r"(?:the)? unit (?:before|after) deictic", _beyond_deictic),
        (r"deictic", _deictic),
        (r"(?:the)? unit hyphen (?:earlier|ago) (?:quarter|unit)?", _year_earlier),
        (r"(?:the)? edge of the unit (?! of|hyphen|year)", _of_the_story),
        (r"unit (?:apostrophe plural | hyphen) edge", _of_the_story),
        (r"""(?:every|per) (?:word|ordinal|second|NUMBER|unit_adj)?
             (?:unit|units|quarter|weekday|weekend|MONTH|season|part|holiday)""", _every),
        (r"(?:once|NUMBER times|inexact times) (?:a|per|every) unit", _times_a),
        (r"(?:the|that)? (?:this|last|next|previous|following|that|same) (?:early|late)? part", _part_toward),
        (r"""the (?:part|weekend|unit) (?:before|earlier|after)
             (?: that | (?= comma|dot|semicolon|stop|break|dash|colon|close|and|in|at))""",
         _one_before),
        (r"(?:the|that|this)? same unit (?! hyphen)", _unit_toward),
        (r"(?:the)? this? (?:last|this|next|current|coming|previous|following|that|same|past) unit (?! of|hyphen)",
         _unit_toward),
        (r"(?:the)? (?:last|final|ordinal|second) NUMBER? UNIT of", _portion),
        (r"(?:the)? (?:ordinal|second|last) weekday (?:of|in) every unit", _nth_of_every),
        (r"adverb_set", _adverb),
        (r"weekdays", _weekdays),
        (r"reference", _reference),
        (r"now (?! that | and then)", _reference),
        (r"current (?=word)", _current),
        (r"at (?:the)? moment moment? (?! of|that)", _moment),
        (r"(?<=[in for of]) (?:the)? near? future", _future),
        (r"(?<=in) the past (?! word|NUMBER|units|inexact|unit|name|weekday)", _past),
        (r"at (?:the|that) time (?! of|word)", _past),
    ]  # fmt: skip


def length_rules() -> list[Rule]:
    """Return the rules for lengths of time and for distances given by a length (two days later)."""
    return [
        (r"""(?:the|this|these)? (?:last|past|next|coming|previous|following|final) (?:NUMBER|a? inexact of?) unit_adj?
             UNIT (?! hyphen? old)""", read_length),
        (r"(?:the|these)? (?:past|coming) unit_adj? units", read_length),
        (r"(?:the)? (?:ordinal|second) NUMBER unit_adj? UNIT", read_length),
        (rf"""LENGTH (?: hyphen? old | (?:or so)? (?:ago | earlier | later) | hence
             | (?:before|after) (?:that|this|then) | from (?:now|then) | (?:before|after) {_END} | on {_END} )""",
         _distance),
        (r"(?<=in) LENGTH apostrophe? plural? time", _time_ahead),
        (r"""(?:NUMBER|inexact) (?:to|or|hyphen) NUMBER hyphen? (?:UNIT|second)
             (?: hyphen? old | ago | earlier | later)?""",
         _two_lengths),
        (r"(?:unit|units) hyphen unit_adj", _long),
        (r"long_adj", _long_adj),
        (r"LENGTH", read_length),
    ]  # fmt: skip


def _unit_shift(reading: Reading, at: int) -> str:
    return "W" if reading.value(at) == "2W" else reading.value(at)


def _beyond_deictic(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    days = {"-1": -2, "1": 2}.get(reading.value(end - 1))
    forward = reading.is_kind(end - 2, "after")
    at = reading.find(start, end, "unit")
    if days is not None and (days > 0) == forward and at is not None and reading.value(at) == "D":
        yield Phrase(start, end, nodes.Shift(days, "D"))


def _deictic(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if not reading.is_kind(end, "name") or reading.value(start) != "0" or not reading.words[start][0].isupper():
        yield Phrase(start, end, nodes.Shift(int(reading.value(start)), "D"))


def _year_earlier(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``the year-earlier period`` and ``the year-ago quarter``."""
    at = start + reading.is_kind(start, "the")
    end += reading.lower(end) == "period"
    if reading.value(at) in ("Y", "M"):
        yield Phrase(start, end, nodes.Shift(-1, reading.value(at), from_given=True, alike=True))


# What the middle or the end may be named of without saying which: ``by the end of the year``.
_STORY_UNITS = ("W", "M", "Y", "DE")


def _of_the_story(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``the end of the year`` and ``year's end``: of the year that the story is about."""
    at = reading.find(start, end, "unit")
    if at is not None and reading.value(at) in _STORY_UNITS and reading.lower(end - 1) != "close":
        yield Phrase(start, end, nodes.Shift(0, reading.value(at), from_given=True, loose=True), mark="edge")


# Sets


def _every(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = end - 1
    while reading.is_kind(at, "dot"):
        at -= 1
    value = reading.value(at)
    if reading.is_kind(at, "unit", "units", "quarter"):
        count = _every_count(reading, start + 1, at)
        unit = "3M" if value == "Q" else value
        yield Phrase(
            start, end, nodes.Frequency(timex_length(Length(count * (3 if unit == "3M" else 1), unit.lstrip("3"))))
        )
        return
    if reading.is_kind(start, "per") or reading.lower(start) == "per":
        return
    yield Phrase(start, end, nodes.Frequency(_set_value(reading, at, value)))


def _every_count(reading: Reading, start: int, end: int) -> int:
    length = length_of(reading, start, end + 1) if end > start else ()
    if length and length[0].amount:
        return int(length[0].amount)
    if reading.is_kind(start, "second") or (end > start and reading.lower(start) == "other"):
        return 2
    return int(reading.value(start)) if end > start and reading.is_kind(start, "ordinal") else 1


def _set_value(reading: Reading, at: int, value: str) -> str:
    if reading.is_kind(at, "weekday", "weekend"):
        return f"XXXX-WXX-{value}"
    if reading.is_kind(at, *MONTH_KINDS):
        return f"XXXX-{int(value):02}"
    if reading.is_kind(at, "part"):
        return f"XXXX-XX-XXT{value}"
    return f"XXXX-{value}" if reading.is_kind(at, "season") or value[:1].isdigit() else "XXXX"


def _nth_of_every(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``the first Monday of each month``."""
    at = reading.find(start, end, "weekday")
    if at is not None:
        yield Phrase(start, end, nodes.Frequency(f"XXXX-WXX-{reading.value(at)}"))


def _times_a(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Frequency(timex_length(Length(1, reading.value(end - 1)))))


def _adverb(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.is_kind(end, "name", "paper") and reading.words[start][0].isupper():
        return  # the Daily Mail
    yield Phrase(start, end, nodes.Frequency(reading.value(start)))


def _weekdays(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    value = reading.value(start)
    yield Phrase(start, end, nodes.Frequency("XXXX-WXX" if value == "XD" else f"XXXX-WXX-{value}"))


# From the reference date, or from the date given before


def _part_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    toward, part = direction(reading, start, end), reading.value(end - 1)
    days = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(toward, 0)
    from_given = toward not in ("last", "this")
    yield Phrase(start, end, nodes.Timed(nodes.Shift(days, "D", from_given=from_given), part))


def _one_before(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    at = start + 1
    amount = 1 if reading.is_kind(at + 1, "after") else -1
    if reading.is_kind(at, "weekend"):
        yield Phrase(start, end, nodes.Weekday(WEEKEND, "previous" if amount < 0 else "following"))
    elif reading.is_kind(at, "part"):
        yield Phrase(start, end, nodes.Timed(nodes.Shift(amount, "D", from_given=True), reading.value(at)))
    elif reading.value(at)[0] != "T":
        yield Phrase(start, end, nodes.Shift(amount, _unit_shift(reading, at), from_given=True))


def _unit_toward(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    toward, unit = direction(reading, start, end), reading.value(end - 1)
    has_article = reading.is_kind(start, "the")
    running = has_article and toward in ("last", "next", "coming") and _runs(reading, start) and unit != "D"
    if toward == "past" or running or unit == "2W" or (unit[0] == "T" and toward in ("last", "next")):
        yield Phrase(start, end, nodes.Duration(timex_length(Length(1, unit))))
    elif unit[0] == "T" or (unit == "D" and toward in ("last", "this", "current", "coming")):
        return
    elif toward in ("previous", "following", "that", "same") or (toward == "next" and (has_article or unit == "D")):
        amount = {"previous": -1, "following": 1, "next": 1}.get(toward, 0)
        yield Phrase(start, end, nodes.Shift(amount, unit, from_given=True))
    else:
        yield Phrase(start, end, nodes.Shift({"last": -1, "next": 1, "coming": 1}.get(toward, 0), unit))


def _runs(reading: Reading, start: int) -> bool:
    return start > 0 and reading.lower(start - 1) in _RUNNING_AFTER


def _portion(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    from_end = reading.find(start, end, "last", "final") is not None
    first = reading.find(start, end, "ordinal", "second", "last", "final")
    if first is None or (reading.is_kind(first, "ordinal") and reading.value(first) != "1" and not from_end):
        return
    length = length_of(reading, first + 1, end - 1)
    if length and length[0].amount is None and reading.is_kind(end - 2, "units"):
        return  # the last days of May
    if length and (amount := length[0].amount or 1) == int(amount):
        yield Phrase(start, end, nodes.Portion(int(amount), length[0].unit, None, from_end=from_end), mark="needs of")


# Vague times


def _reference(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.lower(start) == "soon" and reading.lower(end) == "as":
        return  # as soon as
    yield Phrase(start, end, nodes.Vague(reading.value(start)))


def _current(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Vague("PRESENT_REF"))


def _moment(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if end - start == 2 and reading.lower(end - 1) == "moment":
        return  # at moment
    yield Phrase(start + 1, end, nodes.Vague("PRESENT_REF"))


def _future(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if not reading.is_kind(end, "word", "name"):
        yield Phrase(start, end, nodes.Vague("FUTURE_REF"))


def _past(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start + reading.is_kind(start, "at"), end, nodes.Vague("PAST_REF"))


# Lengths


def _distance(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    tail = end - 1
    if reading.is_kind(tail, "old"):
        return  # an age
    if reading.is_kind(tail, "that", "this", "then", "now"):
        tail -= 1
    length = length_of(reading, start, tail)
    if not length:
        return
    amount, unit = length[0].amount, length[0].unit
    if reading.is_kind(tail, "on") and (amount is None or unit[0] == "T"):
        return
    past = reading.is_kind(tail, "ago", "earlier", "before")
    from_given = not reading.is_kind(tail, "ago", "hence") and not reading.is_kind(end - 1, "now")
    running = reading.is_kind(start - 1, "the") and reading.is_kind(
        tail, "after", "before"
    )  # the three months after that
    if amount is None or unit[0] == "T" or running:
        yield _vague_distance(start, end, length, past=past, from_given=from_given)
        return
    weeks = 2 if unit == "2W" else 1
    unit = "W" if unit == "2W" else unit
    alike = past and from_given and unit == "Y" and reading.is_kind(tail, "earlier")
    yield Phrase(
        start, end, nodes.Shift((-amount if past else amount) * weeks, unit, from_given=from_given, alike=alike)
    )


def _time_ahead(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``in three weeks' time``."""
    length = length_of(reading, start, end - 1)
    if length and length[0].amount is not None and length[0].unit[0] != "T":
        weeks = 2 if length[0].unit == "2W" else 1
        yield Phrase(start, end, nodes.Shift(length[0].amount * weeks, length[0].unit.lstrip("2")))


def _vague_distance(start: int, end: int, length: tuple[Length, ...], *, past: bool, from_given: bool) -> Phrase:
    if from_given:
        return Phrase(start, end, nodes.Duration(timex_length(*length)))
    return Phrase(start, end, nodes.Vague("PAST_REF" if past else "FUTURE_REF"))


def _two_lengths(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read ``two or three days`` as two lengths: TIMEX3 has no value for both."""
    if reading.is_kind(end - 1, "old"):
        return
    last_unit = max(index for index in range(start, end) if reading.is_kind(index, "unit", "units", "second"))
    if reading.is_kind(end - 1, "ago"):
        yield Phrase(start, end, nodes.Vague("PAST_REF"))
        return
    between = reading.find(start + 1, last_unit, "to", "or", "hyphen")
    if between is None:
        return
    second = length_of(reading, between + 1, last_unit + 1)
    if not second:
        return
    amount = amount_of(reading, start, between)
    if amount is not None and second[0].amount is not None and amount >= second[0].amount:
        yield Phrase(between + 1, last_unit + 1, nodes.Duration(timex_length(*second)))
        return  # a man of 51 to 12 years
    yield Phrase(start, between, nodes.Duration(timex_length(Length(amount, second[0].unit))))
    yield Phrase(between + 1, last_unit + 1, nodes.Duration(timex_length(*second)))


def _long(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    if reading.lower(end - 1) == "long":
        amount = None if reading.is_kind(start, "units") else 1
        yield Phrase(start, end, nodes.Duration(timex_length(Length(amount, reading.value(start)))))


def _long_adj(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    yield Phrase(start, end, nodes.Duration(reading.value(start)))


def read_length(reading: Reading, start: int, end: int) -> Iterable[Phrase]:
    """Read a length of time: ``six hours``."""
    length = length_of(reading, start, end)
    if not length or not _is_length(reading, start, end):
        return
    value = timex_length(*length)
    if reading.is_kind(start, "a") and end - start == 2 and _is_rate(reading, start):
        yield Phrase(start, end, nodes.Frequency(value))
        return
    yield Phrase(start, end, nodes.Duration(value))


_ONE_DAY_AFTER = (
    "for",
    "in",
    "prep",
    "by",
    "during",
    "after",
    "of",
    "before",
    "last",
    "past",
    "next",
    "to",
    "and",
    "until",
)


def _is_length(reading: Reading, start: int, end: int) -> bool:
    if end - start == 1:  # for days; not: the days
        return reading.is_kind(start - 1, "for", "in") or reading.lower(start - 1) == "within"
    if reading.is_kind(end - 1, "second") and not reading.is_kind(end - 2, "hyphen"):
        return False
    if reading.lower(start) == "many" and reading.lower(start - 1) == "as":
        return False  # the second time in as many days
    if reading.is_kind(end, "old") or (reading.is_kind(end, "hyphen", "of") and reading.is_kind(end + 1, "old")):
        return False
    if reading.is_kind(start, "a") and reading.lower(start + 1) in ("long", "short", "other"):
        return False  # a long day
    one_day = end - start == 2 and reading.lower(start) == "one" and reading.value(end - 1) == "D"
    if one_day and not reading.is_kind(start - 1, *_ONE_DAY_AFTER):
        return False  # one day: some day
    return not (reading.is_kind(start, "a") and end - start == 2 and reading.is_kind(end, "hyphen"))


def _is_rate(reading: Reading, start: int) -> bool:
    """Whether ``a year`` follows an amount: ``$24 a year``, ``500 people a day``."""
    for index in range(start - 1, max(start - 5, -1), -1):
        if reading.is_kind(index, "code", "percent", "times", "number_word", "day", "integer", "decimal", "year"):
            return True
        if not reading.is_kind(index, "word", "units", "name"):
            return False
    return False
