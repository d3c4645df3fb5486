"""Find the stretches of time that a figure may be given for: since August, in fiscal year 2023, over the first months."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from borderfacts import lexicons
from borderfacts.records import DateMention
from borderfacts.records.figures import Period

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
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(_SMALL)}|few|several|couple\ of)"

_FISCAL = re.compile(
    r"""
    \b(?:
        (?P<kind>fiscal|financial|budget)(?:\ year)?\ (?P<year>\d{4})(?:[-–/](?P<until>\d{2,4}))?
      | FY\ ?'?(?P<fy>\d{4}|\d{2})\b
      | (?P<lead>\d{4})(?:[-–/](?P<tail>\d{2,4}))?\ (?:fiscal|financial|budget)\ year
      | (?P<which>last|previous|past|prior|current|this|same|new)\ (?:fiscal|financial|budget)\ year
      | (?P<since>since\ )?(?:the\ )?(?P<open>(?:fiscal|financial|budget)\ year)(?P<began>\ (?:began|started|opened|to\ date|so\ far))?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(
    rf"""\b(?P<side>first|last|final|opening|closing)\ (?:{_N}\ )?(?P<unit>month|week|quarter|half|day)s?
         (?:\ (?:of|in)\ (?P<whole>this\ year|the\ year|the\ current\ year|last\ year|(?=\d)|(?=the\ )|(?=fiscal)|(?=FY)))?""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_THIS_YEAR = re.compile(
    r"""\b(?:(?:so\ far|thus\ far|to\ date)\ (?:in\ )?(?:this|the)\ year | this\ (?:calendar\ )?year(?:\ (?:so\ far|alone|to\ date))?
        | year[\ -]to[\ -]date | since\ (?:the\ )?(?:start|beginning|turn)\ of\ (?:the|this)\ (?:calendar\ )?year
        | since\ New\ Year(?:['’]s\ Day)?\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_BACK = re.compile(
    r"""\b(?:(?:in|over|during|for|of|within)\ )?(?:
        (?P<same>(?:the|that)\ same\ (?:period|months?|years?|time|span|stretch|interval|weeks?|quarter)
            |that\ (?:period|month|year|time|span|stretch|week|quarter)|the\ period)
      | (?P<other>(?:the\ )?same\ (?:\w{1,8}\ )?(?:period|months?|time|span|weeks?|quarter|point)\ (?:of|in)\ (?P<year>\d{4}))
      | (?P<earlier>(?:(?:the|that)\ same\ (?:period|months?|time|weeks?|quarter|point)\ )?(?:of\ |in\ )?(?:a\ year\ (?:earlier|before|ago)
            |the\ year\ before|the\ (?:previous|preceding|prior)\ year|twelve\ months\ earlier))
      | (?P<month>the\ month\ before|the\ (?:previous|preceding|prior)\ month|a\ month\ earlier)
      )\b(?!\ (?:said|told))""",
    re.VERBOSE | re.IGNORECASE,
)
_LOOSE = re.compile(
    rf"""\b(?:
        (?:over|in|during|within|for|across)\ (?:the\ )?(?:past|last|previous|preceding|recent|following|next)\ (?:{_N}\ |year\ and\ a\ half)?
            (?P<unit>days?|weeks?|months?|years?|decades?|quarter)
      | (?:over|in|during)\ recent\ (?P<recent>weeks|months|years|decades)
      | over\ the\ (?:{_N.replace("(?P<n>", "(?P<m>")}\ )?(?P<over>days|weeks|months|years|decades)(?:\ (?:after|before)\ that)?
      | (?:a|per|each|every)\ (?P<rate>day|week|month|year|night|weekend)(?!\ (?:ago|earlier|later|before|after|old|when|and))
      | (?P<often>daily|weekly|monthly|annually|yearly|annual)
      | (?P<then>since\ then|ever\ since|in\ decades|in\ total\ since)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all(?: of)?|the whole(?: of)?|whole of|throughout|the entirety of|the entire|the course of|the rest of|full[- ]year|calendar year)\s*$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\bsince (?:about |around |the (?:start|beginning|end|middle) of |early |late |mid[- ]?|last |at least )?$", re.IGNORECASE
)
_FROM = re.compile(r"\b(?P<word>from|between|starting|beginning)(?: in)?(?: about| around| late| early| mid-?)?\s*$", re.IGNORECASE)
_TO = re.compile(
    r"""[,]?\s*(?:(?P<to>to|through|until|till|up\ to|–|-|—)|(?P<and>and))\s*
        (?:the\ (?:end|middle|start|beginning|close)\ of\ |end-|mid-?|early\ |late\ |last\ )?$""",
    re.VERBOSE | re.IGNORECASE,
)
_ALONE = re.compile(r"\s*,?\s*alone\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:through|up to|up until|until|till)\s*(?:the (?:end|middle|start) of |late |early |mid-?)?$", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:as of|as at|by the end of|by)\s*(?:the (?:end|start|middle) of |late |early |mid-?)?$", re.IGNORECASE)


def find_stretches(
    text: str, dates: Iterable[DateMention], *, reference: date | None, fiscal_start: int
) -> tuple[list[Stretch], list[DateMention]]:
    """Return the stretches of time of a text, in order, and the dates that are single days and part of none.

    Args:
        text: the text.
        dates: its date expressions.
        reference: the day of publication, to which ``since August`` runs.
        fiscal_start: the first month of the budget year.
    """
    known = [mention for mention in dates if mention.start and mention.end]
    found = [*_fiscal_years(text, reference, fiscal_start)]
    found += [s for s in _parts(text, known, found, reference) if not _overlaps(s, found)]
    found += [s for s in _this_years(text, reference) if not _overlaps(s, found)]
    days: list[DateMention] = []
    found += _from_dates(text, known, found, reference, days)
    found += [s for s in _loose(text, reference) if not _overlaps(s, found)]
    found.sort(key=lambda stretch: (stretch.start, -stretch.end))
    return _backward(text, found), days


def _overlaps(item: Stretch, others: Iterable[Stretch]) -> bool:
    return any(item.start < other.end and other.start < item.end for other in others)


def _fiscal_years(text: str, reference: date | None, first: int) -> list[Stretch]:
    found: list[Stretch] = []
    for match in _FISCAL.finditer(text):
        year = _fiscal_year_told(match)
        current = reference.year + (1 if first > 1 and reference.month >= first else 0) if reference else None
        if year is None and current is not None:
            which = (match["which"] or "").lower()
            year = current - 1 if which in ("last", "previous", "past", "prior") else current
        period = _fiscal_period(year, first) if year else None
        if reference and (match["began"] or match["since"]) and period:
            period = Period(start=period.start, end=reference.isoformat())
        elif match["open"]:
            continue
        found.append(Stretch(match.start(), match.end(), period, SPAN))
    return found


def _fiscal_year_told(match: re.Match[str]) -> int | None:
    if match["fy"]:
        return int(match["fy"]) + (2000 if len(match["fy"]) == 2 else 0)
    lead, tail = match["year"] or match["lead"], match["until"] or match["tail"]
    if not lead:
        return None
    return int(lead) + 1 if tail else int(lead)


def _fiscal_period(year: int, first: int) -> Period:
    if first == 1:
        return Period(start=f"{year:04}", end=f"{year:04}")
    last_day = calendar.monthrange(year, first - 1)[1]
    return Period(start=f"{year - 1:04}-{first:02}-01", end=f"{year:04}-{first - 1:02}-{last_day:02}")


def _parts(text: str, dates: list[DateMention], fiscal: list[Stretch], reference: date | None) -> list[Stretch]:
    """Return the parts of a year: ``the first three months of 2017``."""
    found: list[Stretch] = []
    for match in _PART.finditer(text):
        end, whole = match.end(), _whole(text, match, fiscal, reference)
        year = _YEAR.match(text, end)
        if year and match["whole"] is not None:
            end = year.end()
        if match["unit"].lower() in ("day", "week") or (match["n"] is None and match["unit"].lower() == "month" and not whole):
            continue
        if match["whole"] is None and not (year or match["n"]):
            continue
        period = _part_of(match, whole) if whole else None
        if match["side"].lower() in ("last", "final") and match["whole"] is None:
            continue
        found.append(Stretch(match.start(), end, period, SPAN))
    return found


def _whole(text: str, match: re.Match[str], fiscal: list[Stretch], reference: date | None) -> tuple[int, int] | None:
    """Return the first month of the year that a part belongs to, as (year, month)."""
    year = _YEAR.match(text, match.end())
    if year and match["whole"] is not None:
        return int(year[0]), 1
    words = (match["whole"] or "").lower()
    if words and reference:
        return reference.year - (1 if "last" in words else 0), 1
    if match["whole"] is not None:
        for stretch in fiscal:
            if match.end() <= stretch.start <= match.end() + 5 and stretch.period:
                return int(stretch.period.start[:4]), int(stretch.period.start[5:7] or 1)
    return None


def _part_of(match: re.Match[str], whole: tuple[int, int]) -> Period:
    written = (match["n"] or "one").lower()
    n = int(written) if written.isdigit() else _SMALL.get(written, 2)
    months = min(12, n * {"month": 1, "quarter": 3, "half": 6}[match["unit"].lower()])
    first = 0 if match["side"].lower() in ("first", "opening") else 12 - months
    return Period(start=_month(whole, first), end=_month(whole, first + months - 1))


def _month(whole: tuple[int, int], offset: int) -> str:
    year, month = whole
    at = year * 12 + month - 1 + offset
    return f"{at // 12:04}-{at % 12 + 1:02}"


def _this_years(text: str, reference: date | None) -> list[Stretch]:
    period = Period(start=f"{reference.year:04}-01-01", end=reference.isoformat()) if reference else None
    return [
        Stretch(m.start(), m.end(), period, YEAR if m[0].lower() == "this year" else SPAN) for m in _THIS_YEAR.finditer(text)
    ]


def _loose(text: str, reference: date | None) -> list[Stretch]:
    """Return rates and stretches that no calendar places: ``a day``, ``over the past two years``."""
    found = []
    for match in _LOOSE.finditer(text):
        short = (match["unit"] or match["over"] or match["rate"] or "").lower().startswith("day")
        weight = SPAN if match["rate"] else YEAR
        if match["over"]:
            weight = WEEK
        elif match["then"]:
            weight = MONTH
        elif short and match["unit"]:
            weight = WEEK
        found.append(Stretch(match.start(), match.end(), None, weight))
    return found


def _from_dates(
    text: str, dates: list[DateMention], taken: list[Stretch], reference: date | None, days: list[DateMention]
) -> list[Stretch]:
    found: list[Stretch] = []
    i = 0
    while i < len(dates):
        mention = dates[i]
        if any(mention.span.start < s.end and s.start < mention.span.end for s in taken):
            i += 1
            continue
        following = dates[i + 1] if i + 1 < len(dates) else None
        joined = _join(text, mention, following, reference) if following else None
        if joined:
            found.append(joined)
            i += 2
            continue
        single = _single(text, mention, reference)
        if single:
            found.append(single)
        else:
            days.append(mention)
        i += 1
    return found


def _join(text: str, first: DateMention, second: DateMention, reference: date | None) -> Stretch | None:
    """Return the stretch from one date to another: ``from January to October``, ``January and February of 2024``."""
    between = text[first.span.end : second.span.start]
    link = _TO.fullmatch(between) if len(between) < 40 else None
    before = text[max(0, first.span.start - 30) : first.span.start]
    lead = _FROM.search(before)
    since = _SINCE.search(before)
    if not link or first.start is None or second.end is None:
        return None
    if link["and"] and not (lead and lead["word"].lower() == "between") and not _are_months(first, second):
        return None
    start, end = _align(text, first, second)
    if not _is_full(start) or not _is_full(end):
        weight = SPAN if len(start) < 10 and lead else MONTH
        period = None
    else:
        period = Period(start=start, end=end)
        weight = SPAN if lead or since or link["to"] else YEAR
        if days_between(period) < FORTNIGHT:
            weight = WEEK if days_between(period) > 4 else DAY
    where = first.span.start - len(before) + lead.start() if lead else first.span.start
    return Stretch(where, second.span.end, period, weight) if weight else None


def _are_months(first: DateMention, second: DateMention) -> bool:
    return len(first.start or "") == 7 == len(second.start or "") and first.start != second.start


def _align(text: str, first: DateMention, second: DateMention) -> tuple[str, str]:
    """Return start and end; a year told for one of the two dates holds for the other."""
    start, end = first.start or "", second.end or ""
    told_first, told_second = bool(_YEAR.search(first.span.text)), bool(_YEAR.search(second.span.text))
    if _is_full(start) and _is_full(end) and len(start) > 4 and len(end) > 4:
        if told_second and not told_first:
            start = end[:4] + start[4:] if start[4:] <= end[4:] else f"{int(end[:4]) - 1:04}{start[4:]}"
        elif start > end:
            start = f"{int(end[:4]) - (start[4:] > end[4:]):04}{start[4:]}" if not told_first else start
            end = end if not told_first else f"{int(start[:4]) + (end[4:] < start[4:]):04}{end[4:]}"
    return start, end


def _single(text: str, mention: DateMention, reference: date | None) -> Stretch | None:
    start, end = mention.start or "", mention.end or ""
    before = text[max(0, mention.span.start - 30) : mention.span.start]
    since = _SINCE.search(before)
    if since or re.match(r"since\b", mention.span.text, re.IGNORECASE):
        where = mention.span.start - len(before) + since.start() if since else mention.span.start
        if not _is_full(start) or reference is None:
            return Stretch(where, mention.span.end, None, SPAN)
        first = _first_day(start).isoformat()
        period = Period(start=first, end=reference.isoformat()) if first <= reference.isoformat() else None
        recent = period is not None and days_between(period) < FORTNIGHT
        return Stretch(where, mention.span.end, period, YEAR if recent else SPAN)
    if _UP_TO.search(before):
        return Stretch(mention.span.start, mention.span.end, None, SPAN)
    weight = _weight(start, end)
    if not weight:
        return None
    if _WHOLE.search(before) or _WHOLE.match(mention.span.text):
        weight = SPAN
    elif _ALONE.match(text, mention.span.end) or _AS_OF.search(before):
        weight = min(SPAN, weight + 1)
    return Stretch(mention.span.start, mention.span.end, Period(start=start, end=end) if _is_full(start) else None, weight)


def _weight(start: str, end: str) -> int:
    if start == end:
        return {4: YEAR, 7: MONTH, 5: MONTH, 3: YEAR}.get(len(start), DAY)
    if not _is_full(start) or not _is_full(end):
        return MONTH
    length = days_between(Period(start=start, end=end))
    return DAY if length < 5 else WEEK if length < 28 else YEAR


def _is_full(value: str) -> bool:
    return value[:4].isdigit() and len(value) in (4, 7, 10)


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
    """Add what points back to a stretch told before: ``in the same period``, ``the same month of 2022``."""
    for match in _BACK.finditer(text):
        inside = [s for s in found if match.start() < s.end and s.start < match.end()]
        if any(s.weight > YEAR for s in inside) or (inside and match["same"]):
            continue
        last = next((s for s in reversed(found) if s.end <= match.start()), None)
        if match["same"] and last is None:
            continue
        weight = max(YEAR, last.weight if last else YEAR)
        period = _shifted(match, last.period) if last and last.period else None
        if period is None and inside and not match["other"]:
            continue
        found = [s for s in found if s not in inside] + [Stretch(match.start(), match.end(), period, weight)]
        found.sort(key=lambda stretch: (stretch.start, -stretch.end))
    return found


def _shifted(match: re.Match[str], period: Period) -> Period | None:
    if match["same"]:
        return period
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
