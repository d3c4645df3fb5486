"""Put together the date expressions that are one: a clock time and its day, a month and its year, a range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from borderfacts.values.dates import nodes
from borderfacts.values.dates.lengths import Length, length_of
from borderfacts.values.dates.lexing import LETTERS, Reading, pattern
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.rules import WEEKEND

Join = Callable[[Reading, Phrase, Phrase, str], Phrase | None]

_YEARLESS = (nodes.Day, nodes.Month, nodes.Season, nodes.Part, nodes.Holiday)
_OF_OR_NOTHING = frozenset({"", LETTERS["of"]})
_COMMA = LETTERS["comma"]
_AND = frozenset({LETTERS["and"], LETTERS["or"], _COMMA, _COMMA + LETTERS["and"]})
_OWN = LETTERS["apostrophe"] + LETTERS["plural"]
_RANGE = frozenset(LETTERS[kind] for kind in ("to", "through", "hyphen"))
_TIME_OF = frozenset({"", _COMMA, LETTERS["on"], LETTERS["of"], LETTERS["from"]})

_SOFAR_BEFORE = re.compile(pattern("so far (?:in)? (?:the)? $"))
_SOFAR_AFTER = re.compile(pattern("so far"))
_LATE_BEFORE = re.compile(pattern("(?:early|late|mid|earlier|later) hyphen? (?:in|on)? (?:the)? $"))
_EDGE_BEFORE = re.compile(pattern("(?:the)? (?:edge | (?:last|final|ordinal) units) of (?:the)? $"))
_WEEK_OF = re.compile(pattern("the unit of $"))
_THE_UNIT = re.compile(pattern("(?:of)? the unit"))


def join_phrases(reading: Reading, phrases: list[Phrase]) -> list[Phrase]:
    """Return the expressions with those put together that are one, without those that were none by themselves."""
    for step in (_join_year, _join_time, _join_distance, _join_range):
        phrases = _pairs(reading, phrases, step)
        if step is _join_year:
            phrases = _widened(reading, phrases)
    kept = (phrase for phrase in phrases if phrase.mark not in ("weak", "needs of", "needs year"))
    return [_with_opener(reading, phrase) for phrase in kept]


def _widened(reading: Reading, phrases: list[Phrase]) -> list[Phrase]:
    """Take the words around each expression into it, as far as they are not another's."""
    wide = [_with_words_before(reading, _with_unit_after(reading, phrase)) for phrase in phrases]
    found: list[Phrase] = []
    for number, phrase in enumerate(wide):
        meets_next = number + 1 < len(wide) and phrase.end > wide[number + 1].start
        meets_last = number > 0 and phrase.start < found[-1].end
        found.append(phrases[number] if meets_next or meets_last else phrase)
    return found


def _with_opener(reading: Reading, phrase: Phrase) -> Phrase:
    """Take in the word that opens a range: ``from 3 to 5 October``."""
    opens = isinstance(phrase.node, nodes.Span) and reading.is_kind(phrase.start - 1, "from", "between")
    return replace(phrase, start=phrase.start - 1) if opens else phrase


def _pairs(reading: Reading, phrases: list[Phrase], join: Join) -> list[Phrase]:
    """Join each expression with the one before it, as long as they go together."""
    found: list[Phrase] = []
    for phrase in phrases:
        joined: Phrase | None = phrase
        while joined is not None and found and found[-1].end <= joined.start:
            gap = reading.shape[found[-1].end : joined.start] if joined.start - found[-1].end <= 3 else "far"
            made = join(reading, found[-1], joined, gap) if gap != "far" else None
            if made is None:
                break
            found.pop()
            joined = made
        if joined is not None:
            found.append(joined)
    return found


# A date inside a larger one


def _join_year(reading: Reading, first: Phrase, second: Phrase, gap: str) -> Phrase | None:
    if gap == _OWN:
        return _owned(first, second)
    inner, outer = first.node, second.node
    if isinstance(outer, nodes.Year) and isinstance(inner, _YEARLESS) and inner.year is None and not _toward(inner):
        if gap in _OF_OR_NOTHING or (gap == _COMMA and not isinstance(inner, nodes.Month)):
            return Phrase(
                first.start, second.end, replace(inner, year=outer.year), first.mark.replace("needs year", "")
            )
        return None
    sure = second.mark != "weak" or isinstance(outer, nodes.Year)
    if isinstance(inner, nodes.Portion) and inner.of is None and gap == "" and sure:
        return Phrase(first.start, second.end, replace(inner, of=outer))
    if isinstance(inner, nodes.Weekday) and not inner.direction and isinstance(outer, nodes.Month):
        if gap in (LETTERS["in"], LETTERS["of"]):
            return Phrase(first.start, second.end, outer)
        return None
    if isinstance(inner, nodes.Weekday) and inner.weekday == WEEKEND and gap == LETTERS["of"]:
        if isinstance(outer, nodes.Span):
            return Phrase(first.start, second.end, outer)  # the weekend of 19-20 July
        if isinstance(outer, nodes.Day):
            return Phrase(first.start, second.end, nodes.Within(inner, outer))
    within = gap in _OF_OR_NOTHING or (gap == LETTERS["in"] and _is_same(inner))
    if within and _fits(inner, outer) and second.mark != "weak":
        return Phrase(first.start, second.end, nodes.Within(inner, outer))
    return None


def _owned(first: Phrase, second: Phrase) -> Phrase | None:
    """Join ``last year's third quarter`` and ``1998's third quarter``."""
    outer, inner = first.node, second.node
    if isinstance(outer, nodes.Shift) and _fits(inner, outer):
        return Phrase(first.start, second.end, nodes.Within(inner, outer))
    if isinstance(outer, nodes.Year) and isinstance(inner, _YEARLESS) and inner.year is None and not _toward(inner):
        return Phrase(first.start, second.end, replace(inner, year=outer.year))
    return None


def _toward(node: nodes.Node) -> str:
    return str(getattr(node, "direction", ""))


def _is_same(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Shift) and node.from_given and node.amount == 0


def _fits(inner: nodes.Node, outer: nodes.Node) -> bool:
    """Whether one date lies in the other: a weekday in a week, a month in a year."""
    if isinstance(outer, nodes.Shift):
        if outer.unit == "W":
            return isinstance(inner, nodes.Weekday) and not inner.direction
        if outer.unit == "M":
            return isinstance(inner, nodes.MonthDay)
        yearless = isinstance(inner, _YEARLESS) and inner.year is None and not _toward(inner)
        return outer.unit == "Y" and (yearless or _is_same(inner))
    if isinstance(outer, nodes.Fiscal):
        return isinstance(inner, nodes.Part) and inner.year is None
    return isinstance(outer, nodes.Year) and _is_same(inner)


def _with_unit_after(reading: Reading, phrase: Phrase) -> Phrase:
    """Read ``the first half of the year``: the year that the story is about."""
    node = phrase.node
    if not isinstance(node, nodes.Part | nodes.Portion) or phrase.mark not in ("", "needs year", "needs of"):
        return phrase
    match = _THE_UNIT.match(reading.shape, phrase.end)
    if match is None:
        return phrase
    unit = reading.value(match.end() - 1)
    if isinstance(node, nodes.Portion) and node.of is None and unit in ("Y", "M"):
        return Phrase(phrase.start, match.end(), replace(node, of=nodes.Shift(0, unit)))
    if isinstance(node, nodes.Part) and node.year is None and unit == "Y":
        return Phrase(phrase.start, match.end(), node)
    return phrase


# Words before a date


def _with_words_before(reading: Reading, phrase: Phrase) -> Phrase:
    node = phrase.node
    if isinstance(node, nodes.Duration | nodes.Frequency | nodes.Vague) or phrase.mark in ("weak", "needs of"):
        return phrase
    before = reading.shape[max(0, phrase.start - 5) : phrase.start]
    offset = phrase.start - len(before)
    if match := _SOFAR_BEFORE.search(before):
        return replace(phrase, start=offset + match.start(), node=nodes.SoFar(node))
    if match := _SOFAR_AFTER.match(reading.shape, phrase.end):
        return replace(phrase, end=match.end(), node=nodes.SoFar(node))
    if isinstance(node, nodes.Day) and (match := _WEEK_OF.search(before)) and reading.value(phrase.start - 2) == "W":
        return Phrase(offset + match.start(), phrase.end, nodes.Within(nodes.Shift(0, "W"), node))
    if match := _EDGE_BEFORE.search(before):
        return replace(phrase, start=offset + match.start(), mark="edge")
    if match := _LATE_BEFORE.search(before):
        return _late(reading, phrase, offset + match.start())
    return phrase


def is_day(node: nodes.Node) -> bool:
    """Return whether an expression names one day."""
    match node:
        case nodes.Day() | nodes.Holiday() | nodes.MonthDay() | nodes.Fixed() | nodes.Nth():
            return True
        case nodes.Weekday(weekday=weekday):
            return weekday != WEEKEND
        case nodes.Shift(unit=unit):
            return unit == "D"
        case nodes.Within(inner=inner):
            return is_day(inner)
        case nodes.Around(unit=unit):
            return unit == "D"
        case _:
            return False


def _late(reading: Reading, phrase: Phrase, start: int) -> Phrase:
    word = reading.lower(start)
    if not is_day(phrase.node):
        return replace(phrase, start=start, mark=word)
    if word in ("early", "late"):
        return replace(phrase, start=start, node=nodes.Timed(phrase.node, "MO" if word == "early" else "NI"), mark=word)
    return phrase if word == "mid" else replace(phrase, start=start)


# Time of day and day


def _join_time(reading: Reading, first: Phrase, second: Phrase, gap: str) -> Phrase | None:
    time, day = first.node, second.node
    if isinstance(time, nodes.Timed) and time.node is None and gap in _TIME_OF:
        if isinstance(day, nodes.Timed) and day.node is not None and gap != LETTERS["of"]:
            return _clock_in_part(first, second)
        if isinstance(day, nodes.Span) and time.part == "NI" and gap in (LETTERS["of"], LETTERS["on"], LETTERS["from"]):
            return Phrase(first.start, second.end, replace(time, node=day))  # the night of 16 to 17 June
        if is_day(day) and not (first.mark == "weak" and gap == _COMMA):
            return Phrase(first.start, second.end, replace(time, node=day))
    if isinstance(day, nodes.Timed) and day.node is None:
        if is_day(time) and (gap == "" or (gap == _COMMA and day.clock and second.mark == "")):
            return Phrase(first.start, second.end, replace(day, node=time))
        if isinstance(time, nodes.Timed) and time.node is not None and gap == "":
            if time.part and day.clock:
                return Phrase(first.start, second.end, _clocked(day, time))
            if time.clock and day.part:  # 8 on Tuesday evening
                return Phrase(first.start, second.end, _clocked(time, replace(day, node=time.node)))
    return None


def _clock_in_part(first: Phrase, second: Phrase) -> Phrase | None:
    """Join ``11 p.m.`` and ``last night``."""
    clock, day = first.node, second.node
    if not isinstance(clock, nodes.Timed) or not isinstance(day, nodes.Timed) or not clock.clock:
        return None
    return Phrase(first.start, second.end, _clocked(clock, day))


def _clocked(clock: nodes.Timed, day: nodes.Timed) -> nodes.Timed:
    hour = int(clock.clock[:2])
    time = clock.clock
    if not clock.half_day and day.part in ("AF", "EV", "NI") and hour < 12:
        time = f"{hour + 12:02}{clock.clock[2:]}"
    return nodes.Timed(day.node, "", time)


# A distance from another date


def _join_distance(reading: Reading, first: Phrase, second: Phrase, gap: str) -> Phrase | None:
    node = second.node
    if isinstance(node, nodes.Around) or not (is_day(node) or isinstance(node, nodes.Month | nodes.Year)):
        return None  # a distance from a distance would nest without end
    if isinstance(first.node, nodes.Duration) and gap in _DISTANCE:
        length = length_of(reading, first.start, first.end)
        if len(length) == 1 and length[0].unit[0] != "T" and length[0].amount is not None:
            return Phrase(first.start, second.end, _around(node, length[0], _DISTANCE[gap]))
    if isinstance(first.node, nodes.Shift) and first.node.unit == "W" and isinstance(node, nodes.Weekday):
        shift = first.node
        if not shift.from_given and reading.is_kind(first.end - 1, "ago") and gap in ("", LETTERS["on"]):
            return Phrase(first.start, second.end, nodes.Around(node, shift.amount, "W"))
    return None


_DISTANCE = {LETTERS["before"]: -1, LETTERS["after"]: 1, LETTERS["from"]: 1}


def _around(node: nodes.Node, length: Length, sign: int) -> nodes.Around:
    weeks = 2 if length.unit == "2W" else 1
    return nodes.Around(node, sign * weeks * (length.amount or 0), length.unit.lstrip("2"))


# Ranges

_ENDS = (
    nodes.Day, nodes.Month, nodes.Year, nodes.Weekday, nodes.Fixed, nodes.Season, nodes.Part, nodes.Within,
    nodes.Holiday, nodes.MonthDay, nodes.Fiscal,
)  # fmt: skip


def _join_range(reading: Reading, first: Phrase, second: Phrase, gap: str) -> Phrase | None:
    a, b = first.node, second.node
    night = a if isinstance(a, nodes.Timed) and a.part == "NI" and a.node is not None else None
    if (
        night is not None
        and isinstance(night.node, nodes.Weekday)
        and isinstance(b, nodes.Weekday)
        and gap == LETTERS["to"]
    ):
        if (b.weekday - night.node.weekday) % 7 == 1:  # the night of Friday to Saturday
            return Phrase(first.start, second.end, nodes.Timed(nodes.Span(night.node, b), "NI"))
        return None
    if not isinstance(a, _ENDS) or not isinstance(b, _ENDS) or "weak" in (first.mark, second.mark):
        return None
    a = _with_year_of(a, b)
    opener = reading.words[first.start - 1].lower() if first.start else ""
    ranged = (
        gap in _RANGE
        or (opener == "from" and gap == _COMMA + LETTERS["to"])
        or (opener == "between" and gap == LETTERS["and"])
        or (opener == "from" and gap in (LETTERS["until"], LETTERS["and"] + LETTERS["until"]))
    )
    if ranged and _may_range(a, b):
        return Phrase(first.start, second.end, nodes.Span(a, b))
    if gap == LETTERS["and"] and _follow_each_other(a, b):
        return Phrase(first.start, second.end, nodes.Span(a, b))
    return None


def _follow_each_other(a: nodes.Node, b: nodes.Node) -> bool:
    """Whether two dates make one stretch: ``January and February``, ``17 and 18 May``."""
    if isinstance(a, nodes.Month) and isinstance(b, nodes.Month):
        return b.month - a.month == 1 and a.year == b.year and not a.direction and not b.direction
    if isinstance(a, nodes.Day) and isinstance(b, nodes.Day):
        return b.month == a.month and b.day - a.day == 1 and a.year == b.year
    return False


def _may_range(a: nodes.Node, b: nodes.Node) -> bool:
    if isinstance(a, nodes.Weekday) != isinstance(b, nodes.Weekday):
        return False
    return not (isinstance(a, nodes.Year) and isinstance(b, nodes.Year) and b.year <= a.year)


def _with_year_of(a: nodes.Node, b: nodes.Node) -> nodes.Node:
    """Give the first of two dates the year given with the second: ``from May to July 2022``."""
    if isinstance(a, nodes.Month | nodes.Day) and isinstance(b, nodes.Month | nodes.Day) and a.year is None and b.year:
        return replace(a, year=b.year - (a.month > b.month))
    return a


def spread_years(reading: Reading, phrases: list[Phrase]) -> list[Phrase]:
    """Give dates of a list the year given with the last: ``on May 3, June 5 and July 8, 2020``."""
    found: list[Phrase] = []
    for phrase in reversed(phrases):
        if found and reading.shape[phrase.end : found[-1].start] in _AND and not _toward(phrase.node):
            phrase = replace(phrase, node=_with_year_of(phrase.node, found[-1].node))
        found.append(phrase)
    return found[::-1]
