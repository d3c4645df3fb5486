"""Tell how a mention refers: to new people, to known ones, to a part or the remainder of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from borderfacts import lexicons
from borderfacts.mentions.people.reading import Numeral, Reading

_DEFINITE = lexicons.people_cues("definite")
_OTHERS = frozenset({"other", "others", "remaining", "rest"})
_MORE = frozenset({"more", "another", "further", "additional", "second", "third", "fourth"})
_OF_KNOWN = frozenset({"the", "these", "those", "his", "her", "their"})
_SHARES = frozenset({"some", "most", "many", "all", "none", "both", "one"})


def reference_of(reading: Reading, left: int, head: int, numeral: Numeral | None = None) -> str:
    """Return how the phrase from ``left`` to its head refers; words of its number say nothing of it.

    Example: ``the other four`` refers to a ``remainder``, ``six more`` to ``additional`` people.
    """
    words = reading.words[left:head]
    if any(first == "of" and second in _OF_KNOWN for first, second in pairwise(words)):
        return "partitive"
    outside = _without(words, left, numeral)
    if not _OTHERS.isdisjoint(outside):
        return "remainder" if words[0] in ("the", "all") else "additional"
    if not _MORE.isdisjoint(outside):
        return "additional"
    if reading.word(left) not in _DEFINITE:
        return "new"
    counted = left - 2 in reading.numerals or reading.word(left - 2) in _SHARES
    return "partitive" if reading.word(left - 1) == "of" and counted else "definite"


def _without(words: Sequence[str], left: int, numeral: Numeral | None) -> list[str]:
    if numeral is None:
        return list(words)
    return [word for i, word in enumerate(words, left) if not numeral.first <= i < numeral.stop]
