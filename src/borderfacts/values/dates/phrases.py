"""Find the date expressions of a text one by one; ``joining`` puts together those that belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from borderfacts.values.dates.clock_rules import clock_rules, hours_rules
from borderfacts.values.dates.lexing import Reading, pattern
from borderfacts.values.dates.nodes import Phrase
from borderfacts.values.dates.relative_rules import length_rules, relative_rules
from borderfacts.values.dates.rules import calendar_rules
from borderfacts.values.dates.year_rules import year_rules

# Macros of the patterns, in capitals; see ``lexing.pattern``.
MACROS = {
    "MONTH": "(?:month|weak_month|month_abbr dot?)",
    "WEEKDAY": "(?:weekday|weekday_abbr dot?)",
    "NUMBER": "(?:number_word(?:hyphen? number_word){0,3}|(?:day|integer|decimal|year|hhmm) fraction?|fraction)",
    "UNIT": "(?:unit|units)",
    "BELOW": "number_word (?:hyphen? number_word)?+",
    "SPELLED": """(?:
        thousands (?:and? BELOW)?+
      | number_word hyphen? oh hyphen? number_word
      | number_word number_word (?: (?:and|hyphen)? BELOW )?+
    )""",
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

# No expression begins with one of these, nor with one of the next before an ordinary word. Without this look most
# of the time goes into trying eighty rules at every word of a text.
_NEVER_FIRST = """[word name symbol break code dot comma hyphen dash slash apostrophe open close colon semicolon stop
    money percent of and or to through on from between before after for since until by during prep then so far time
    times old pronoun office suffix plural ampm oclock hrs zone car_make paper epithet ago hence earlier later]"""
_NEVER_FIRST_BEFORE_WORD = """[the a that this same last next past previous following coming these final ordinal early
    late mid integer hhmm number_word inexact once] [word name percent code]"""

Builder = Callable[[Reading, int, int], Iterable[Phrase]]


@cache
def _rules() -> tuple[re.Pattern[str], tuple[Builder, ...]]:
    rules = [*calendar_rules(), *relative_rules(), *hours_rules(), *length_rules(), *clock_rules(), *year_rules()]
    sources = [f"({pattern(source, **MACROS)})" for source, _ in rules]
    guard = pattern(f"(?! {_NEVER_FIRST} | {_NEVER_FIRST_BEFORE_WORD})")
    return re.compile(f"{guard}(?:{'|'.join(sources)})"), tuple(builder for _, builder in rules)


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
