"""Find the stretches of time that a figure may be given for: since August, in fiscal year 2023, in the first months."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from borderfacts import lexicons
from borderfacts.figures.spans import Cover
from borderfacts.records import DateMention
from borderfacts.records.figures import Period
from borderfacts.text.letters import lowered

# How surely a figure beside it is one for that time and not for a happening in it.
DAY, WEEK, MONTH, YEAR, SPAN = 0, 1, 1, 2, 3
FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in the text.

    Attributes:
        start: where it starts in the text.
        end: where it ends in the text.
        period: the time; None where it cannot be placed.
        weight: how surely a figure beside it is one for that time (0: a day, 3: a span that adds up).
    """

    start: int
    end: int
    period: Period | None
    weight: int


_SMALL = {word: n for word, n in lexicons.numbers().cardinals.items() if 1 <= n <= 12}
_N = rf"(?:\d{{1,3}}|{'|'.join(_SMALL)}|few|several|couple\ of)"
# What figures are counted from, where no date is reported: since the closure, since the fence went up.
_TURN = (
    r"(?:closure|closing|change|new\ rules?|rules?|law|order|ban|deal|agreement|accord|pact|amendment|policy"
    r"|programme|program"
    r"|operation|wall|fence|barrier|takeover|election|inauguration|pandemic|war|invasion|coup|reopening|opening|treaty"
    r"|emergency|crackdown|summer|winter|autumn|spring|fall|restrictions?|lockdown|visa|suspension)"
)

_FISCAL = re.compile(
    r"""
    \b(?:
        (?:fiscal|financial|budget)(?:\ year)?\ (?P<year>\d{4})(?:[-–/](?P<until>\d{2,4}))?
      | FY\ ?'?(?P<fy>\d{4}|\d{2})\b
      | (?P<lead>\d{4})(?:[-–/](?P<tail>\d{2,4}))?\ (?:fiscal|financial|budget)\ year
      | (?P<which>last|previous|past|prior|current|this|same|new)\ (?:fiscal|financial|budget)\ year
      | (?P<since>since\ )?(?:the\ )?(?P<open>(?:fiscal|financial|budget)\ year)
        (?P<began>\ (?:began|started|opened|to\ date|so\ far))?
        (?P<over>,?\ (?:(?:that|which)\ )?(?:just\ )?(?:ended|closed|past))?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(
    rf"""
    \b(?P<side>first|last|final|opening|closing)\ (?:(?P<n>{_N})\ )?(?P<unit>month|week|quarter|half|day)s?
    (?:\ (?:of|in)\ (?P<whole>this\ year|the\ year|the\ current\ year|last\ year
        |(?P<new>the\ new\ (?:one|(?:fiscal|financial|budget)\ year))|(?=\d)|(?=the\ )|(?=fiscal)|(?=FY)))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_MONTH = re.compile(
    r"\ (?:of|in)\ (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_THIS_YEAR = re.compile(
    r"""
    \b(?:(?:so\ far|thus\ far|to\ date)\ (?:in\ )?(?:this|the)\ year
      | this\ (?:calendar\ )?year(?:\ (?:so\ far|alone|to\ date))?
      | year[\ -]to[\ -]date
      | since\ (?:the\ )?(?:start|beginning|turn)\ of\ (?:the|this)\ (?:calendar\ )?year
      | since\ New\ Year(?:['’]s\ Day)?\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BACK = re.compile(
    rf"""
    \b(?:(?:in|over|during|for|of|within)\ )?(?:
        (?P<same>(?:the|that)\ same\ (?:period|months?|years?|time|span|stretch|interval|weeks?|quarter)
          | that\ (?:period|month|year|time|span|stretch|week|quarter) | the\ period)
      | (?P<other>(?:the\ )?same\ (?:\w{{1,8}}\ )?(?:period|months?|time|span|weeks?|quarter|point)
          \ (?:of|in)\ (?P<year>\d{{4}}))
      | (?P<earlier>(?:(?:the|that)\ same\ (?:period|months?|time|weeks?|quarter|point)\ )?(?:of\ |in\ )?
          (?:a\ year\ (?:earlier|before|ago)|the\ year\ before|the\ (?:previous|preceding|prior)\ year))
      | (?P<month>the\ month\ before|the\ (?:previous|preceding|prior)\ month|a\ month\ earlier)
      | the\ (?P<name>January|February|March|April|May|June|July|August|September|October|November|December)\ before
      | (?:over|in)\ the\ (?:(?P<n>{_N})\ )months\ (?:after\ that|that\ followed|afterwards)
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOOSE = re.compile(
    rf"""
    \b(?:
        (?:over|in|during|within|for|across)\ (?:the\ )?(?:past|last|previous|preceding|recent|following|next)\ 
          (?:{_N}\ |year\ and\ a\ half)?(?P<unit>days?|weeks?|months?|years?|decades?|quarter)
      | (?:over|in|during)\ recent\ (?:weeks|months|years|decades)
      | over\ the\ (?:{_N}\ )?(?P<over>days|weeks|months|years|decades)(?:\ (?:after|before)\ that)?
      | (?:over|in|during|within)\ (?:the\ )?(?:past|last|previous)\ {_N}\ (?P<hours>hours)
      | (?:in|over|within)\ (?:just\ |only\ |about\ |some\ |barely\ )?{_N}\ (?P<plain>years|months)
          (?!\ (?:in|of|time|ago|earlier|before|after))
      | (?:in|for|during|over)\ the\ week\ (?:to|ending|ended|up\ to|through)
          (?:\ on)?(?:\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?
      | (?P<feast>(?:over|at|during)\ (?:Easter|Christmas|New\ Year|Ramadan|Eid|Thanksgiving))
      | since\ (?:it|they|the\ [\w-]+)\ (?P<built>(?:was|were)
          \ (?:built|finished|opened|closed|erected|put\ up|completed|set\ up|created|founded|launched|signed))
      | since\ the\ (?:[\w-]+\ ){{0,3}}?(?P<turn>{_TURN})\b
      | (?P<season>this\ (?:winter|spring|summer|autumn|fall|season)
          |(?:over|during|throughout|the\ whole\ of|all\ of|in\ all\ of|the\ course\ of)\ (?:the\ |last\ |this\ )?
           (?:whole\ of\ (?:last\ )?)?(?:winter|spring|summer|autumn|season)
          |(?:over|during|in)\ the\ (?:festive|holiday|Christmas|Easter|rainy|dry|monsoon|fishing|harvest)
           \ (?:season|period|holidays?|rush))
      | last\ (?P<past>winter|spring|summer|autumn|season)
      | on\ an?\ (?:average|slow|busy|typical|normal|good|bad|quiet|ordinary|given)
          \ (?P<average>day|night|week|month|weekend)
      | (?:a|per|each|every)\ (?P<rate>day|week|month|year|night|weekend)
          (?!\ (?:ago|earlier|later|before|after|old|when|and))
      | (?:daily|weekly|monthly|annually|yearly|annual)
      | (?P<then>since\ then|ever\ since|in\ decades)
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all(?: of)?|the whole(?: of)?|whole of|throughout|the entirety of|the entire|the course of|the rest of"
    r"|full[- ]year|calendar year)\s*$",
    re.IGNORECASE,
)
_WHOLE_INSIDE = re.compile(r"(?:all|the whole|throughout|the entire)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\bsince (?:about |around |the (?:start|beginning|end|middle) of |early |late |mid[- ]?|last |at least )?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?P<word>from|between|starting|beginning)(?: in)?(?: about| around| late| early| mid-?)?\s*$", re.IGNORECASE
)
_TO = re.compile(
    r"""
    (?:,\s(?:when|the\s|which)[^,;.]{1,60})?,?\s?(?:(?P<to>to|through|until|till|up\ to|–|-|—)|(?P<and>and))\s*
    (?:the\ (?:end|middle|start|beginning|close)\ of\ |end-|mid-?|early\ |late\ |last\ )?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ALONE = re.compile(r"\s?(?:,\s)?alone\b", re.IGNORECASE)
_SINCE_INSIDE = re.compile(r"since\b", re.IGNORECASE)
_UP_TO = re.compile(
    r"\b(?:through|up to|up until|until|till)\s*(?:the (?:end|middle|start) of |late |early |mid-?)?$", re.IGNORECASE
)
_AS_OF = re.compile(
    r"\b(?:as of|as at|by the end of|by)\s*(?:the (?:end|start|middle) of |late |early |mid-?)?$", re.IGNORECASE
)
_LEAD = 30  # characters before a date in which the words above may stand


def find_stretches(
    text: str, dates: Iterable[DateMention], *, reference: date | None, fiscal_start: int | None
) -> tuple[list[Stretch], list[DateMention]]:
    """Return the stretches of time of a text, in order, and the dates that are single days and part of none.

    Args:
        text: the text.
        dates: its date expressions.
        reference: the day of publication, to which ``since August`` runs.
        fiscal_start: the first month of the budget year; None where it is not known, so that no such year is placed.
    """
    known = [mention for mention in dates if mention.start and mention.end]
    found = _fiscal_years(text, reference, fiscal_start)
    found += _apart(_parts(text, found, reference), found)
    found += _apart(_this_years(text, reference), found)
    from_dates, days = _from_dates(text, known, _cover(found), reference)
    found += from_dates
    found += _apart(_loose(text), found)
    cover = _cover(found)
    days = [day for day in days if not cover.meets(day.span.start, day.span.end)]
    return _backward(text, sorted(found, key=lambda stretch: (stretch.start, -stretch.end))), days


def _cover(stretches: Iterable[Stretch]) -> Cover:
    return Cover((stretch.start, stretch.end) for stretch in stretches)


def _apart(stretches: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    cover = _cover(others)
    return [stretch for stretch in stretches if not cover.meets(stretch.start, stretch.end)]


def _fiscal_years(text: str, reference: date | None, first: int | None) -> list[Stretch]:
    found: list[Stretch] = []
    for match in _FISCAL.finditer(text):
        year = _fiscal_year_of(match)
        if year is None and reference and first:
            current = reference.year + (first > 1 and reference.month >= first)
            year = current - ((match["which"] or "").lower() in ("last", "previous", "past", "prior"))
        period = _fiscal_period(year, first) if year and first else None
        if reference and period and (match["began"] or match["since"]):
            period = Period(start=period.start, end=reference.isoformat())
        elif match["over"]:
            period = None  # the text leaves open whether it is the last or the one before
        elif match["open"]:
            continue
        found.append(Stretch(match.start(), match.end(), period, SPAN))
    return found


def _fiscal_year_of(match: re.Match[str]) -> int | None:
    if match["fy"]:
        return int(match["fy"]) + (2000 if len(match["fy"]) == 2 else 0)
    lead, tail = match["year"] or match["lead"], match["until"] or match["tail"]
    if not lead:
        return None
    return int(lead) + 1 if tail else int(lead)


def _fiscal_period(year: int, first: int) -> Period | None:
    if not 1 < year < 9999:
        return None
    if first == 1:
        return Period(start=f"{year:04}", end=f"{year:04}")
    last_day = calendar.monthrange(year, first - 1)[1]
    return Period(start=f"{year - 1:04}-{first:02}-01", end=f"{year:04}-{first - 1:02}-{last_day:02}")


def _parts(text: str, fiscal: list[Stretch], reference: date | None) -> list[Stretch]:
    """Return the parts of a year: ``the first three months of 2017``."""
    found: list[Stretch] = []
    placed = [stretch for stretch in fiscal if stretch.period]
    for match in _PART.finditer(text):
        unit, is_first = match["unit"].lower(), match["side"].lower() in ("first", "opening")
        year = _YEAR.match(text, match.end()) if match["whole"] is not None else None
        whole = _whole(match, year, placed, reference)
        if unit in ("day", "week"):
            # "in the first two weeks of February": the days are not worked out.
            if match["n"] and (match["whole"] is not None or _OF_MONTH.match(text, match.end())):
                found.append(Stretch(match.start(), match.end(), None, SPAN))
            continue
        if match["whole"] is None and not (match["n"] and is_first):
            continue
        if unit == "month" and match["n"] is None and not whole:
            continue
        found.append(
            Stretch(match.start(), year.end() if year else match.end(), _part_of(match, whole) if whole else None, SPAN)
        )
    return found


def _whole(
    match: re.Match[str], year: re.Match[str] | None, placed: list[Stretch], reference: date | None
) -> tuple[int, int] | None:
    """Return the first month of the year that a part belongs to, as (year, month)."""
    if year:
        return int(year[0]), 1
    if match["new"]:
        at = bisect_right(placed, match.start(), key=attrgetter("end"))
        before = placed[at - 1].period if at else None
        return (int(before.end[:4]), int(before.end[5:7] or 12) + 1) if before else None
    words = (match["whole"] or "").lower()
    if words and reference:
        return reference.year - ("last" in words), 1
    if match["whole"] is not None:
        at = bisect_left(placed, match.end(), key=attrgetter("start"))
        behind = placed[at].period if at < len(placed) and placed[at].start <= match.end() + 5 else None
        return (int(behind.start[:4]), int(behind.start[5:7] or 1)) if behind else None
    return None


def _part_of(match: re.Match[str], whole: tuple[int, int]) -> Period:
    months = min(12, _small(match["n"] or "one") * {"month": 1, "quarter": 3, "half": 6}[lowered(match["unit"])])
    first = 0 if match["side"].lower() in ("first", "opening") else 12 - months
    return Period(start=_month(whole, first), end=_month(whole, first + months - 1))


def _small(written: str) -> int:
    return int(written) if written.isdigit() else _SMALL.get(lowered(written), 2)


def _month(whole: tuple[int, int], offset: int) -> str:
    year, month = whole
    at = year * 12 + month - 1 + offset
    return f"{at // 12:04}-{at % 12 + 1:02}"


def _this_years(text: str, reference: date | None) -> list[Stretch]:
    period = Period(start=f"{reference.year:04}-01-01", end=reference.isoformat()) if reference else None
    return [
        Stretch(match.start(), match.end(), period, YEAR if match[0].lower() == "this year" else SPAN)
        for match in _THIS_YEAR.finditer(text)
    ]


def _loose(text: str) -> list[Stretch]:
    """Return rates and stretches that no calendar places: ``a day``, ``over the past two years``."""
    found = []
    for match in _LOOSE.finditer(text):
        is_short = (match["unit"] or "").lower().startswith("day")
        is_rate = match["rate"] or match["average"]
        is_short = is_short or bool(match["over"] or match["then"] or match["hours"] or match["past"] or match["feast"])
        weight = SPAN if is_rate or match["turn"] or match["built"] else WEEK if is_short else YEAR
        found.append(Stretch(match.start(), match.end(), None, weight))
    return found


def _from_dates(
    text: str, dates: list[DateMention], taken: Cover, reference: date | None
) -> tuple[list[Stretch], list[DateMention]]:
    found: list[Stretch] = []
    days: list[DateMention] = []
    waiting = [mention for mention in reversed(dates) if not taken.meets(mention.span.start, mention.span.end)]
    while waiting:
        mention = waiting.pop()
        joined = _join(text, mention, waiting[-1], reference) if waiting else None
        if joined:
            waiting.pop()
            found.append(joined)
        elif single := _single(text, mention, reference):
            found.append(single)
        else:
            days.append(mention)
    return found, days


def _join(text: str, first: DateMention, second: DateMention, reference: date | None) -> Stretch | None:
    """Return the stretch from one date to another: ``from January to October``, ``January and February of 2024``."""
    between = text[first.span.end : min(second.span.start, first.span.end + 90)]
    link = _TO.fullmatch(between) if first.span.end + len(between) == second.span.start else None
    if not link:
        return None
    before = text[max(0, first.span.start - _LEAD) : first.span.start]
    lead = _FROM.search(before)
    if link["and"] and not (lead and lead["word"].lower() == "between") and not _are_months(first, second):
        return None
    start, end = _align(first, second, reference)
    period, weight = None, SPAN if lead and len(start) < 10 else MONTH
    if _is_full(start) and _is_full(end):
        period = Period(start=start, end=end)
        length = days_between(period)
        weight = SPAN if lead or link["to"] or _SINCE.search(before) else YEAR
        if length < FORTNIGHT:
            weight = WEEK if length > 4 else DAY
    where = first.span.start - len(before) + lead.start() if lead else first.span.start
    return Stretch(where, second.span.end, period, weight) if weight else None


def _are_months(first: DateMention, second: DateMention) -> bool:
    return len(first.start or "") == 7 == len(second.start or "") and first.start != second.start


def _align(first: DateMention, second: DateMention, reference: date | None) -> tuple[str, str]:
    """Return start and end; a year given for one of the two dates holds for the other."""
    start, end = first.start or "", second.end or ""
    if not (_is_full(start) and _is_full(end) and len(start) > 4 and len(end) > 4):
        return start, end
    if _YEAR.search(first.span.text):
        if start > end and not _YEAR.search(second.span.text):
            end = f"{int(start[:4]) + (end[4:] < start[4:]):04}{end[4:]}"
    elif start > end or _YEAR.search(second.span.text):
        start = f"{int(end[:4]) - (start[4:] > end[4:]):04}{start[4:]}"
    else:
        return _over(start, end, reference)
    return start, end


def _over(start: str, end: str, reference: date | None) -> tuple[str, str]:
    """Return a span of months a year earlier where it is not over: in November, October to December is last year's."""
    if reference and _first_day(end) > reference:
        return _move(start, -1), _move(end, -1)
    return start, end


def _single(text: str, mention: DateMention, reference: date | None) -> Stretch | None:
    start, end = mention.start or "", mention.end or ""
    before = text[max(0, mention.span.start - _LEAD) : mention.span.start]
    since = _SINCE.search(before)
    if since or _SINCE_INSIDE.match(mention.span.text):
        where = mention.span.start - len(before) + since.start() if since else mention.span.start
        return _running(where, mention, reference)
    if _AS_OF.search(before) and start == end and len(start) == 10:
        return Stretch(
            mention.span.start, mention.span.end, Period(start=start, end=end) if _is_full(start) else None, WEEK
        )
    if _UP_TO.search(before) and (len(start) < 10 or any(map(str.isdigit, mention.span.text))):
        return Stretch(mention.span.start, mention.span.end, None, SPAN)
    weight = _weight(start, end)
    if not weight:
        return None
    if _WHOLE.search(before) or _WHOLE_INSIDE.match(mention.span.text) or (start != end and weight == YEAR):
        weight = SPAN
    elif _ALONE.match(text, mention.span.end) or _AS_OF.search(before):
        weight = min(SPAN, weight + 1)
    if not (_is_full(start) and _is_full(end)):
        return Stretch(mention.span.start, mention.span.end, None, weight)
    if len(start) == 7 and start != end and not _YEAR.search(mention.span.text):
        start, end = _over(start, end, reference)
    period = Period(start=start, end=end)
    return Stretch(mention.span.start, mention.span.end, period, weight)


def _running(where: int, mention: DateMention, reference: date | None) -> Stretch:
    """Return the stretch from a date to the day of publication: ``since August``."""
    start = mention.start or ""
    if not _is_full(start) or reference is None or _first_day(start) > reference:
        return Stretch(where, mention.span.end, None, SPAN)
    period = Period(start=_first_day(start).isoformat(), end=reference.isoformat())
    return Stretch(where, mention.span.end, period, YEAR if days_between(period) < FORTNIGHT else SPAN)


def _weight(start: str, end: str) -> int:
    if start == end:
        return {4: YEAR, 7: MONTH, 5: MONTH, 3: YEAR}.get(len(start), DAY)
    if not _is_full(start) or not _is_full(end):
        return MONTH
    length = days_between(Period(start=start, end=end))
    return DAY if length < 5 else WEEK if length < 28 else YEAR


def _is_full(value: str) -> bool:
    return value[:4].isdigit() and value[0] != "0" and len(value) in (4, 7, 10)


def _first_day(value: str) -> date:
    return date.fromisoformat((value + "-01-01")[:10])


def _last_day(value: str) -> date:
    if len(value) == 10:
        return date.fromisoformat(value)
    year, month = int(value[:4]), int(value[5:7] or 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def days_between(period: Period) -> int:
    """Return the number of days of a period, both ends included."""
    return (_last_day(period.end) - _first_day(period.start)).days + 1


def _backward(text: str, found: list[Stretch]) -> list[Stretch]:
    """Add what points back to a stretch given before: ``in the same period``, ``the same month of 2022``."""
    merged: list[Stretch] = []
    i = 0
    for match in _BACK.finditer(text):
        while i < len(found) and found[i].end <= match.start():
            merged.append(found[i])
            i += 1
        inside = [stretch for stretch in found[i : i + 3] if stretch.start < match.end()]
        last = merged[-1] if merged else None
        period = _in_calendar(_shifted(match, last.period)) if last and last.period else None
        if any(stretch.weight > YEAR for stretch in inside) or (match["same"] and (inside or last is None)):
            continue
        if inside and period is None and not match["other"]:
            continue
        i += len(inside)
        merged.append(Stretch(match.start(), match.end(), period, max(YEAR, last.weight if last else YEAR)))
    return [*merged, *found[i:]]


def _in_calendar(period: Period | None) -> Period | None:
    """Return a period; None where moving it has led to a year before 1000 or behind 9999."""
    return period if period and _is_full(period.start) and _is_full(period.end) else None


def _shifted(match: re.Match[str], period: Period) -> Period | None:
    if match["same"]:
        return period
    if match["n"]:
        ended = _last_day(period.end)
        first = _month((ended.year, ended.month), 1)
        return Period(start=first, end=_month((ended.year, ended.month), _small(match["n"])))
    if match["name"]:
        named = list(calendar.month_name).index(match["name"].capitalize())
        begun = _first_day(period.start)
        month = f"{begun.year - (named >= begun.month):04}-{named:02}"
        return Period(start=month, end=month)
    if match["month"]:
        if len(period.start) != 7 or period.start != period.end:
            return None
        month = _month((int(period.start[:4]), int(period.start[5:7])), -1)
        return Period(start=month, end=month)
    by = int(match["year"]) - int(period.end[:4]) if match["year"] else -1
    return Period(start=_move(period.start, by), end=_move(period.end, by))


def _move(value: str, years: int) -> str:
    moved = f"{int(value[:4]) + years:04}{value[4:]}"
    return moved[:8] + "28" if moved.endswith("02-29") and not calendar.isleap(int(moved[:4])) else moved
