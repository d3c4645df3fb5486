"""Find which dates lie before Christ: the calendar of the records has no place for them."""

from __future__ import annotations

import re

from borderfacts.values.dates.lexing import Reading, pattern
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.rules import number_at

# What stands between a date and the letters of the era: nothing after a year, decade or century; the year after a day
# or month (15 March 44 BC); the second of two years (from 1200 to 1100 BC).
_LETTERS = re.compile(pattern("(?:comma? (?:day|integer) | (?:to|hyphen|and|or|through) (?:day|year|integer))? name"))
_PROVINCE_FROM = 1858  # the first year in which BC may be British Columbia
_LAST_DAY = 31  # the last number that may be a day or a count after one: `On May 5, 20 B.C. officers`
_CENTURY = "CE"
_ENDS = ("dot", "stop", "comma", "semicolon", "colon", "close", "break", "dash", "the")


def is_before_christ(reading: Reading, phrase: Phrase) -> bool:
    """Return whether a date lies before Christ: ``1200 BC``, ``March 15, 44 B.C.``, both of ``1200 to 1100 BCE``."""
    match = _LETTERS.match(reading.shape, phrase.end)
    if match is None:
        return False
    letters = match.end() - 1
    if letters == phrase.end and not _may_have_era(reading, letters - 1):
        return False
    era = reading.value(letters)
    return era == "BCE" or (era == "BC" and not _may_be_province(reading, letters))


def _may_have_era(reading: Reading, last: int) -> bool:
    century = reading.is_kind(last, "unit") and reading.value(last) == _CENTURY
    return century or reading.is_kind(last, "year", "decade")


def _may_be_province(reading: Reading, letters: int) -> bool:
    """Whether BC may be British Columbia: after a day or a late year, before a verb or another name."""
    before, after = letters - 1, letters + 1
    if not reading.is_kind(before, "day", "year", "integer"):
        return False
    if _LAST_DAY < number_at(reading, before) < _PROVINCE_FROM:
        return False
    return after < len(reading.words) and not reading.is_kind(after, *_ENDS)
