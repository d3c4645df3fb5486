"""Find the dates, times, durations and sets that a text names, with their TIMEX3 values and calendar days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from borderfacts.records import DateMention, Span
from borderfacts.values.dates import nodes
from borderfacts.values.dates.calendar import in_calendar
from borderfacts.values.dates.eras import is_before_christ
from borderfacts.values.dates.joining import join_phrases, spread_years
from borderfacts.values.dates.lexing import Reading, read
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.phrases import find_phrases
from borderfacts.values.dates.rules import valid_day
from borderfacts.values.dates.story import Story
from borderfacts.values.dates.timex import clock_of, is_day, part_of

__all__ = ["TimeExpression", "clock_of", "explain_dates", "find_dates", "is_day", "part_of"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date mention and what placed it.

    Attributes:
        mention: the record.
        cue: the word or rule that turned it (``will``, ``last``, ``narrative``); empty where none was needed.
        anchor: the date that it was counted from; empty where none was needed.
    """

    mention: DateMention
    cue: str
    anchor: str


def find_dates(text: str, *, reference: date | None = None) -> list[DateMention]:
    """Return the time expressions of a text, in order.

    Args:
        text: the text.
        reference: the date of publication, against which relative and year-less dates are placed; one at the very
            beginning or end of the calendar (before the year 112, after 9888) places nothing.
    """
    return [expression.mention for expression in explain_dates(text, reference=reference)]


def explain_dates(text: str, *, reference: date | None = None) -> list[TimeExpression]:
    """Return the time expressions of a text with the cue and the anchor of each; arguments as ``find_dates``."""
    if reference is not None and not all(in_calendar(reference.year + years) for years in (-_LOOKED, _LOOKED)):
        reference = None
    reading = read(text)
    phrases = [phrase for phrase in find_phrases(reading) if not is_before_christ(reading, phrase)]
    phrases = _read_foreign(_order_figures(reading, phrases))
    phrases = join_phrases(reading, spread_years(reading, phrases))
    if not phrases:
        return []
    found: list[TimeExpression] = []
    for phrase, resolution in Story(reading, phrases, reference).resolve():
        span = Span.of(text, reading.starts[phrase.start], reading.ends[phrase.end - 1])
        mention = DateMention(
            start=resolution.start,
            end=resolution.end,
            type=resolution.type,
            value=resolution.value,
            resolved=resolution.resolved,
            span=span,
        )
        found.append(TimeExpression(mention, resolution.cue, resolution.anchor))
    return found


def _read_foreign(phrases: list[Phrase]) -> list[Phrase]:
    """Read full dates in other languages, as quoted papers and titles have them; drop what is no date."""
    found: list[Phrase] = []
    left = _MOST_FOREIGN
    for phrase in phrases:
        if not isinstance(phrase.node, nodes.Foreign):
            found.append(phrase)
        elif left and (day := foreign_date(phrase.node.text)) is not None:
            left -= 1
            found.append(replace(phrase, node=nodes.Fixed(day)))
    return found


@lru_cache(maxsize=4096)
def foreign_date(text: str) -> date | None:
    """Return the day of a full date in another language; None where it is none.

    Examples:
        >>> foreign_date("3 février 2025")
        datetime.date(2025, 2, 3)
    """
    words = re.findall(r"[^\W\d_]{3,}", text)
    if not any(word.lower()[:3] in _FOREIGN_MONTHS for word in words):
        return None  # dateparser takes a millisecond to find that out
    from dateparser import parse  # importing it takes a tenth of a second, and few texts need it

    parsed = parse(text, languages=list(_LANGUAGES), settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY"})
    return parsed.date() if parsed is not None and str(parsed.year) in text else None


# So many years before and after the reference date are looked through for a day.
_LOOKED = 10
# So many dates in other languages are read in a text: each takes dateparser milliseconds.
_MOST_FOREIGN = 100
# The languages of the countries that English news of borders quotes most, and how their months begin.
_LANGUAGES = ("fr", "es", "de", "it", "pt", "nl", "pl")
_FOREIGN_MONTHS = frozenset(
    (
        "jan", "fév", "fev", "mar", "avr", "mai", "jui", "aoû", "aou", "sep", "oct", "nov", "déc", "dec", "ene", "feb",
        "abr", "may", "jun", "jul", "ago", "dic", "mär", "apr", "aug", "okt", "dez", "gen", "mag", "giu", "lug", "set",
        "ott", "mei", "mrt", "maa", "sty", "lut", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru", "out",
    )
)  # fmt: skip


def _order_figures(reading: Reading, phrases: list[Phrase]) -> list[Phrase]:
    """Decide for the whole text whether figures such as 03/02/2025 name the day or the month first."""
    figures = [phrase.node for phrase in phrases if phrase.mark == "figures"]
    if not figures:
        return phrases
    days = [node for node in figures if isinstance(node, nodes.Day)]
    if any(node.month > 12 for node in days):
        day_first = True
    elif any(node.day > 12 for node in days):
        day_first = False
    else:
        day_first = _writes_day_first(reading, phrases)
    ordered = (_ordered(reading, phrase, day_first=day_first) for phrase in phrases)
    return [phrase for phrase in ordered if phrase is not None]


def _writes_day_first(reading: Reading, phrases: list[Phrase]) -> bool:
    """Whether the text writes the day before the month where it writes the month as a word."""
    for phrase in phrases:
        if isinstance(phrase.node, nodes.Day) and phrase.mark != "figures":
            return reading.find(phrase.start, phrase.start + 1, "day", "ordinal_day") is not None
    return False


def _ordered(reading: Reading, phrase: Phrase, *, day_first: bool) -> Phrase | None:
    node = phrase.node
    if phrase.mark != "figures" or not isinstance(node, nodes.Day):
        return phrase
    first, second = node.month, node.day
    dotted = "." in reading.words[phrase.start]  # 3.2.2025 is the day first wherever it is written
    month, day = (second, first) if day_first or dotted or first > 12 else (first, second)
    if node.year is None or valid_day(node.year, month, day) is None:
        return None
    return replace(phrase, node=nodes.Day(month, day, node.year), mark="")
