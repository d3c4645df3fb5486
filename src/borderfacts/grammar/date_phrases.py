"""Find the date expressions of a text one by one; ``date_joining`` puts together those that belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from borderfacts.grammar.date_clock_rules import clock_rules
from borderfacts.grammar.date_lexing import Reading, pattern
from borderfacts.grammar.date_nodes import Phrase
from borderfacts.grammar.date_relative_rules import length_rules, relative_rules
from borderfacts.grammar.date_rules import calendar_rules, year_rules

# Macros of the patterns, in capitals; see ``date_lexing.pattern``.
MACROS = {
    "MONTH": "(?:month|weak_month|month_abbr dot?)",
    "WEEKDAY": "(?:weekday|weekday_abbr dot?)",
    "NUMBER": "(?:number_word(?:hyphen? number_word){0,3}|day|integer|decimal|year|hhmm)",
    "UNIT": "(?:unit|units)",
    "ANDHALF": "(?:hyphen? and hyphen? a hyphen? half)",
    "LENGTH": """(?:
        NUMBER ANDHALF? hyphen? unit_adj{0,2} (?:UNIT|second) ANDHALF? (?: comma? and? NUMBER units)?
      | a unit_adj? unit ANDHALF?
      | a? inexact of? (?:number_word of?)? unit_adj? units
      | a? half hyphen? (?:a hyphen?)? unit
      | (?:quarter|NUMBER quarter) of a unit
      | number_word number_word? of units
      | units
    )""",
}

Builder = Callable[[Reading, int, int], Iterable[Phrase]]


@cache
def _rules() -> tuple[re.Pattern[str], tuple[Builder, ...]]:
    rules = [*calendar_rules(), *relative_rules(), *length_rules(), *clock_rules(), *year_rules()]
    sources = [f"({pattern(source, **MACROS)})" for source, _ in rules]
    return re.compile("|".join(sources)), tuple(builder for _, builder in rules)


def find_phrases(reading: Reading) -> list[Phrase]:
    """Return the date expressions of a text, in order, none overlapping another."""
    finder, builders = _rules()
    found: list[Phrase] = []
    place = 0
    while (match := finder.search(reading.shape, place)) is not None:
        phrases = list(builders[(match.lastindex or 1) - 1](reading, match.start(), match.end()))
        found += phrases
        place = max(phrases[-1].end if phrases else 0, match.start() + 1)
    return found
