"""Read the running counts that an ordinal tells: ``the 14th such death this month``."""

from __future__ import annotations

import re

from borderfacts.figures.measures import singular_measure
from borderfacts.grammar.numbers import Number

LEAST = 10  # the second or third of a kind belongs to the story of the happening itself
_BEFORE = re.compile(
    r"\b(?:was|is|were|are|marks|marked|became|makes?\s(?:him|her|it)|made\s(?:him|her|it))\s(?:at\sleast\s)?"
    r"(?:the|its|his|her|their)\s$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s(?P<word>[\w-]{2,30})")
_FURTHEST = 4  # words between the ordinal and what it counts: "the 14th confirmed migrant death"


def running_measure(text: str, start: int, end: int, number: Number) -> tuple[str, int] | None:
    """Return what an ordinal in the sentence from ``start`` to ``end`` counts, and where its phrase ends.

    None where it tells no running count.
    """
    if (number.low or 0) < LEAST or not _BEFORE.search(text, max(start, number.start - 40), number.start):
        return None
    at = number.end
    for _ in range(_FURTHEST):
        match = _WORD.match(text, at, end)
        if match is None:
            return None
        name, at = singular_measure(match["word"]), match.end()
        if name:
            return name, at
    return None
