"""Distinguish durations (``for three days``) from stretches that only place something in time (``three days ago``)."""

from __future__ import annotations

from borderfacts import lexicons
from borderfacts.values.tokens import Tokens

UNITS = frozenset(("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "century", "millennium"))
_LONG = frozenset(("day", "week", "fortnight", "month", "year", "century", "millennium"))

# What turns the stretch before it into a point in time.
_OFFSETS = lexicons.quantity_cues("offsets")
# These say that the time was spent, whatever follows.
_SPENT = lexicons.quantity_cues("time_spent")
_STRETCHES = lexicons.quantity_cues("stretches")
_RANKED = lexicons.quantity_cues("ranked")


def is_date_use(tokens: Tokens, first: int, stop: int, unit: str) -> bool:
    """Return whether a stretch of time serves as a date or an offset, not as a measurement.

    Args:
        tokens: the text.
        first: its first token, hedges included.
        stop: the token after it.
        unit: its pint name.
    """
    before = tokens.at(first - 1)
    spent = before in _SPENT or (before in ("nearly", "about") and tokens.at(first - 2) in _SPENT)
    if _is_offset(tokens, stop, unit, spent):
        return True
    if before == "last" and tokens.at(stop) == "of" and not _is_period(tokens, stop + 1):  # "the last 18 months of it"
        return False
    if before in _STRETCHES and not _is_verb(tokens, first - 1):
        return not _follows_for(tokens, first - 1)
    if before in ("first", "final", "opening", "closing", "same") and tokens.at(stop) == "of":
        return unit in _LONG and _is_period(tokens, stop + 1)
    return before == "in" and unit in _LONG and _is_ranked(tokens, first - 1)


def _is_offset(tokens: Tokens, stop: int, unit: str, spent: bool) -> bool:
    after = tokens.at(stop)
    k = stop
    if after == "'":
        k = stop + 2 if tokens.at(stop + 1) == "s" else stop + 1
        after = tokens.at(k)
        if after == "time":
            return True
    if tokens.apart(k):
        return False
    if after in ("ago", "hence", "previously", "pregnant"):
        return True
    if unit not in _LONG:  # "two hours later" still says how long something took
        return False
    if after in _OFFSETS:
        return not spent or after in ("earlier", "later")
    if after == "from":
        return tokens.at(k + 1) in ("now", "today", "then", "tomorrow")
    if after in ("away", "ahead", "out", "back"):
        return not spent
    return after == "on" and tokens.at(k + 1) in (",", ".", ";")


def _is_verb(tokens: Tokens, at: int) -> bool:
    """Return whether ``last`` at a token is a verb: ``can last four days``."""
    if tokens.at(at) != "last":
        return False
    before = tokens.at(at - 1)
    return before.isalpha() and before not in _DETERMINERS


_DETERMINERS = frozenset(
    (
        "the",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "in",
        "over",
        "during",
        "for",
        "within",
        "of",
        "past",
        "and",
        "s",
    )
)


def _follows_for(tokens: Tokens, at: int) -> bool:
    """Return whether ``for (the)`` stands before ``last`` or ``past``: a state that lasted."""
    k = at - 1
    if tokens.at(k) in ("the", "these", "those", "his", "her", "their", "its"):
        k -= 1
    return tokens.at(k) in ("for", "spent", "lasted")


def _is_period(tokens: Tokens, k: int) -> bool:
    if tokens.at(k) in ("the", "this", "last", "next", "fiscal"):
        return tokens.at(k) == "fiscal" or tokens.at(k + 1) in (
            "year",
            "month",
            "quarter",
            "season",
            "decade",
            "century",
            "fiscal",
        )
    return k in tokens.numeric and len(tokens.words[k]) == 4


def _is_ranked(tokens: Tokens, at: int) -> bool:
    """Return whether an ordinal or a superlative stands before ``in``: the ``third such case in two weeks``."""
    for k in range(at - 1, max(at - 7, -1), -1):
        word = tokens.at(k)
        if word in (".", ";", ","):
            return False
        if word in _RANKED:
            return True
    return False


# What may stand before "a year" when it is a length of time.
_BEFORE_ONE = _SPENT | frozenset(
    [
        "within",
        "than",
        "least",
        "most",
        "nearly",
        "almost",
        "about",
        "around",
        "over",
        "under",
        "up",
        "to",
        "quite",
        "barely",
        "only",
        "just",
        "by",
        "another",
        "of",
        "some",
        "roughly",
        "approximately",
        "beyond",
        "got",
        "gets",
        "get",
        "given",
        "exceeding",
        "additional",
        "and",
        "or",
        "through",
        "least",
        "between",
        "every",
        "in",
        "after",
        "plus",
    ]
)
_CONFINED = lexicons.quantity_cues("confinement")


def is_one(tokens: Tokens, first: int, core: int, stop: int, unit: str) -> bool:
    """Return whether ``a year`` is a length of one year, not a rate (``twice a year``) or a date (``a year ago``).

    Args:
        tokens: the text.
        first: its first token, hedges included.
        core: the article.
        stop: the token after the unit.
        unit: its pint name.
    """
    before = tokens.at(core - 1)
    after = tokens.at(stop)
    if not before and not after:  # the whole text
        return True
    if unit in ("second", "minute"):
        return (
            tokens.at(core + 1) in ("full", "whole")
            or (first < core and not after.isalpha())
            or (unit == "minute" and before == "for" and after in ("before", "and", "or"))
        )
    if unit == "day" and before in ("after", "to", "of", "by", "and", "or"):
        return False
    if first < core or before in _BEFORE_ONE or (unit == "hour" and after in ("later", "earlier", "before", "after")):
        return True
    if (after == "'" and unit != "day") or (after == "in" and tokens.at(stop + 1) in _CONFINED):
        return True
    return after == "and" and tokens.at(stop + 1) in ("a",) and tokens.at(stop + 2) in ("half", "quarter")


def is_clock(tokens: Tokens, i: int, unit: str) -> bool:
    """Return whether ``0450 hrs`` or ``at 1400 hours`` is a clock time."""
    written = tokens.words[i]
    if unit != "hour" or len(written) != 4 or not written.isdigit() or int(written[:2]) > 24 or int(written[2:]) > 59:
        return False
    return written[0] == "0" or tokens.at(i - 1) in (
        "at", "by", "around", "about", "until", "till", "from", "between", "to", "before", "after", "approximately",
        "since", "and",
    )  # fmt: skip


def is_around_the_clock(tokens: Tokens, value: float, unit: str, stop: int) -> bool:
    """Return whether it is ``24 hours a day`` or ``seven days a week``."""
    if tokens.at(stop) not in ("a", "per", "-"):
        return False
    return (value, unit, tokens.at(stop + 1)) in (
        (24, "hour", "day"),
        (7, "day", "week"),
        (12, "month", "year"),
        (365, "day", "year"),
    )
