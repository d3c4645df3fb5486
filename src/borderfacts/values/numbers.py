"""Find number expressions in a text, with their hedges, bounds and ranges, and make counts of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from borderfacts import lexicons
from borderfacts.records import Count
from borderfacts.values.numerals import Numeral, read_numeral, starters
from borderfacts.values.tokens import Tokens, hedges_after, hedges_before
from borderfacts.vocabulary import Bound


class NumberKind(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression in a text.

    Attributes:
        start: where it starts, hedges included (``at least 20``).
        end: where it ends, hedges included (``20 or more``).
        core_start: where the numeral itself starts; for a range, its first number.
        core_end: where the numeral itself ends; for a range, its second number.
        low: the least it can be, as written (20 for ``more than 20``); None where it is open.
        high: the most it can be, as written; None where it is open.
        approximate: the text hedges (``about``) or rounds (``dozens``).
        bound: exact, or a limit.
        strict: a limit that does not include the number (``more than``, ``fewer than``).
        kind: how it is written.
        pronoun: it is the word ``one`` (or a bare ``half``) where it may stand for a person or thing.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    low: float | None
    high: float | None
    approximate: bool
    bound: Bound
    strict: bool = False
    kind: NumberKind = NumberKind.DIGITS
    pronoun: bool = False

    @property
    def is_ordinal(self) -> bool:
        """Whether it is an ordinal (``third``, ``21st``)."""
        return self.kind is NumberKind.ORDINAL


@dataclass(frozen=True, slots=True)
class Hedge:
    """What the words around a number do to it."""

    first: int
    stop: int
    approximate: bool = False
    bound: Bound = Bound.EXACT
    strict: bool = False


_EFFECTS = {
    "approximate": (True, Bound.EXACT, False),
    "more": (False, Bound.AT_LEAST, True),
    "at_least": (False, Bound.AT_LEAST, False),
    "less": (False, Bound.AT_MOST, True),
    "at_most": (False, Bound.AT_MOST, False),
    "neutral": (False, Bound.EXACT, False),
}


def read_hedges(tokens: Tokens, first: int, stop: int) -> Hedge:
    """Return the hedges around the tokens from ``first`` up to ``stop``."""
    hedge = Hedge(first, stop)
    pending = first
    for _ in range(4):
        found = hedges_before().ending(tokens, pending)
        if not found or tokens.apart(pending) or _closes_tag(tokens, found[0]):
            break
        pending = found[0]
        if found[1] != "neutral":
            hedge = apply_effect(replace(hedge, first=pending), found[1])
    after = hedges_after().starting(tokens, stop)
    if after and not tokens.apart(stop) and not _is_mere_sign(tokens, stop, after[0]):
        hedge = apply_effect(replace(hedge, stop=after[0]), after[1])
    return hedge


def _is_mere_sign(tokens: Tokens, stop: int, end: int) -> bool:
    """Return whether the word after a number belongs to what follows: a sum with ``plus``, ``tops`` as a verb."""
    word = tokens.at(stop)
    if tokens.at(end) == "than":  # "5 km or more than 6 km"
        return True
    if word in ("+", "plus", "odd", "ish", "max", "tops", "minimum"):
        return word == "plus" and not tokens.glued(stop) and (end in tokens.numeric or tokens.at(end) in starters())
    return False


def _closes_tag(tokens: Tokens, i: int) -> bool:
    """The sign after ``<p`` or ``"`` ends a tag and is no ``more than``."""
    return (
        tokens.words[i] == ">"
        and tokens.glued(i)
        and (tokens.words[i - 1][-1].isalnum() or tokens.words[i - 1] in "\"/'")
    )


def apply_effect(hedge: Hedge, effect: str) -> Hedge:
    """Return the hedge with the effect of one more phrase, by its list in ``numbers.toml``."""
    approximate, bound, strict = _EFFECTS[effect]
    if hedge.bound is not Bound.EXACT:
        bound, strict = hedge.bound, hedge.strict
    return replace(hedge, approximate=hedge.approximate or approximate, bound=bound, strict=strict)


def read_range(tokens: Tokens, low: Numeral, *, money: bool = False) -> Numeral | None:
    """Return the second number of a range that ``low`` starts (``10 to 15``, ``5-7``); None without one."""
    j = low.stop
    if tokens.apart(j):
        return None
    if tokens.at(j) == "-" and tokens.glued(j) and tokens.at(j + 1) in ("to", "or"):
        k = j + 3 if tokens.is_hyphen(j + 2) else j + 2
    elif tokens.at(j) in ("to", "or", "and") or (
        tokens.at(j) in ("-", "–", "—", "‐", "‑", "−", "~") and _is_range_dash(tokens, j)
    ):
        k = j + 1
        if tokens.at(j) == "to" and tokens.at(k) in ("about", "around", "nearly", "almost"):
            k += 1
    else:
        return None
    high = read_numeral(tokens, k, money=money)
    if high is None or high.open or high.ordinal or low.open or low.ordinal or low.part != high.part:
        return None
    word = tokens.at(j)
    if word == "and" and not _follows_between(tokens, low.first):
        return None
    if word == "or" and high.value * 1.0 > 20 * _shared(low, high):
        return None
    return high if _shared(low, high) < high.value else None


def _shared(low: Numeral, high: Numeral) -> float:
    """Return the low value with the scale that stands only after the high one: ``5 to 7 million``."""
    if low.scale == 1 and high.scale >= 100 and low.value < high.value / high.scale:
        return low.value * high.scale
    return low.value


def _is_range_dash(tokens: Tokens, j: int) -> bool:
    if tokens.at(j) in ("–", "—", "−", "-"):
        return tokens.glued(j) == tokens.glued(j + 1) and (tokens.glued(j) or tokens.at(j) in ("–", "-"))
    return tokens.glued(j) and tokens.glued(j + 1)


def _follows_between(tokens: Tokens, first: int) -> bool:
    """Return whether ``between`` stands before the number, hedges and a currency sign aside."""
    return any(tokens.at(k) in ("between", "betweeen") for k in range(first - 1, max(first - 4, -1), -1))


def is_label(tokens: Tokens, i: int) -> bool:
    """Return whether the number at token ``i`` is part of a name, a code, a date or a clock time, not an amount."""
    return _glued_before(tokens, i) or _glued_after(tokens, i) or _named(tokens, i)


def _glued_before(tokens: Tokens, i: int) -> bool:
    if not tokens.glued(i):
        return False
    before = tokens.at(i - 1)
    if before.isalpha() or before in ("_", "#", "@", ":", "/", "\\", "="):
        return before not in ("=",)
    if before == "." and tokens.glued(i - 1) and (tokens.at(i - 2).isalnum()):
        return True
    if before in "-‐‑–" and tokens.glued(i - 1):
        if _descends(tokens, i - 2):
            return True
        word = tokens.words[i - 2]
        if (i - 3) in tokens.numeric and (before == "–" or word.islower()):  # "5km-10km"
            return False
        if word.isalpha() and word.lower() not in lexicons.numbers().scales:
            return word.lower() not in ("to", "or", "plus", "minus", "of", "about", "over")
    return False


def _glued_after(tokens: Tokens, i: int) -> bool:
    j = i + 1
    if not tokens.glued(j):
        return False
    after = tokens.at(j)
    if after == ":" and (j + 1) in tokens.numeric and tokens.glued(j + 1):
        return True
    if after == "'" and tokens.at(j + 1) == "s" and tokens.glued(j + 1):
        return True
    if after == "h" and tokens.glued(j + 1) and (j + 1) in tokens.numeric:  # "12h30", but "2h30m" is a duration
        return not (tokens.glued(j + 2) and tokens.at(j + 2) in ("m", "min", "mins"))
    if after == "s" and not (tokens.glued(j + 1) and tokens.at(j + 1) in ("-", "/", "⁻")):
        return "." not in tokens.words[i]
    return _chained(tokens, i)


def _chained(tokens: Tokens, i: int) -> bool:
    """Return whether the number starts a chain such as ``1-800-555``, ``12/25/2024``, ``9/11`` or ``7-6``."""
    j = i + 1
    if (
        tokens.at(j) not in ("-", "/", "–")
        or not tokens.glued(j)
        or (j + 1) not in tokens.numeric
        or not tokens.glued(j + 1)
    ):
        return False
    if tokens.at(j + 2) == tokens.at(j) and tokens.glued(j + 2) and (j + 3) in tokens.numeric and tokens.glued(j + 3):
        return True
    if _descends(tokens, i):
        return True
    if tokens.at(j) == "/":
        return tokens.words[j + 1] not in ("2", "3", "4", "5", "8", "10", "16")
    return False


def _descends(tokens: Tokens, i: int) -> bool:
    """Return whether two glued numbers fall (``7-6``, ``2019-20``): a score or a season, no range."""
    if i < 0 or i + 2 >= len(tokens) or tokens.at(i + 1) == "/":
        return False
    first, second = tokens.words[i], tokens.words[i + 2]
    if not (first.isdecimal() and second.isdecimal()) or len(first) > 9 or len(second) > 9 or tokens.at(i + 3) == "/":
        return False
    return int(second) < int(first)


def _named(tokens: Tokens, i: int) -> bool:
    if i not in tokens.numeric:
        return False
    written = tokens.words[i]
    if len(written) > 1 and written[0] == "0" and written[1].isdigit():
        return True
    capital, sure = _labels()
    before = tokens.at(i - 1)
    if before in _AREAS and _counts_behind_name(tokens, i):
        return False
    if before in sure or (before in capital and tokens.words[i - 1][0].isupper()):
        return not tokens.apart(i)
    return (
        before == "."
        and tokens.at(i - 2) in ("no", "nos", "fig", "sec", "art", "vol")
        and tokens.words[i - 2][0].isupper()
    )


# Last words of names behind which a number may count again: in the El Paso Sector 134 people died.
_AREAS = frozenset(("sector", "district", "area", "division", "station", "camp", "zone", "bridge", "checkpoint"))


def _counts_behind_name(tokens: Tokens, i: int) -> bool:
    """Return whether the number stands between a name of two words or more and a plural."""
    name, after = tokens.words[i - 2] if i > 1 else "", tokens.words[i + 1] if i + 1 < len(tokens) else ""
    plural = after.islower() and (
        after in ("people", "men", "women", "children") or (len(after) > 3 and after[-1] == "s")
    )
    return plural and name[:1].isupper() and name.isalpha() and name not in ("The", "In", "At", "From", "Near")


@cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that name what a number labels: written with a capital, and in any case."""
    table = lexicons.numbers().labels
    return frozenset(table.words), frozenset(table.sure)


def find_numbers(text: str) -> list[Number]:
    """Return the number expressions of a text, in order, none overlapping another.

    Numbers that are part of a code, a clock time or a label (``A20``, ``5:55``, ``Highway 75``), amounts of money and
    percentages are left out; years and days of a month are not.
    """
    return numbers_in(Tokens(text))


def numbers_in(tokens: Tokens) -> list[Number]:
    """Return what ``find_numbers`` finds, of a text that is in tokens already."""
    found: list[Number] = []
    words, numeric, lower = starters(), tokens.numeric, tokens.lower
    i, size = 0, len(tokens)
    while i < size:
        if i not in numeric and lower[i] not in words:
            i += 1
            continue
        number, i = _number_at(tokens, i)
        if number:
            found.append(number)
    return found


def _number_at(tokens: Tokens, i: int) -> tuple[Number | None, int]:
    """Return the number expression at token ``i``, if any, and the token to go on from."""
    if is_label(tokens, i):
        return None, _after_chain(tokens, i)
    numeral = read_numeral(tokens, i)
    if numeral is None or numeral.part or _is_money_or_share(tokens, numeral):
        return None, max(i + 1, numeral.stop if numeral else 0)
    if tokens.glued(numeral.stop) and tokens.at(numeral.stop).isalpha() and numeral.digits:
        return None, numeral.stop
    second = read_range(tokens, numeral)
    if second and _is_money_or_share(tokens, second):
        return None, second.stop
    number = _make(tokens, numeral, second)
    return number, (second or numeral).stop


def _after_chain(tokens: Tokens, i: int) -> int:
    j = i + 1
    while j + 1 < len(tokens) and tokens.at(j) in ("-", "/", ":", ".", "–") and tokens.glued(j) and tokens.glued(j + 1):
        j += 2
    return j


_MONEY_SIGNS = frozenset("$€£¥₹₽₺₩₦₱₴₪₫฿%‰")


def _is_money_or_share(tokens: Tokens, numeral: Numeral) -> bool:
    if tokens.at(numeral.first - 1) in _MONEY_SIGNS and tokens.at(numeral.first - 1) not in ("%", "‰"):
        return True
    j = numeral.stop
    after = tokens.at(j + 1) if tokens.is_hyphen(j) else tokens.at(j)
    return after in _MONEY_SIGNS or after in ("percent", "pct") or (after == "per" and tokens.at(j + 1) == "cent")


def _make(tokens: Tokens, numeral: Numeral, second: Numeral | None) -> Number:
    last = second or numeral
    first = numeral.first
    if second and tokens.at(first - 1) in ("between", "from"):
        first -= 1
    hedge = read_hedges(tokens, first, last.stop)
    low: float | None = _shared(numeral, second) if second else numeral.value
    high: float | None = second.value if second else numeral.value
    bound = hedge.bound
    if numeral.open:
        high, bound = None, Bound.AT_LEAST
    elif bound is Bound.AT_LEAST:
        high = None if not second else high
    elif bound is Bound.AT_MOST:
        low = None if not second else low
    kind = NumberKind.DIGITS if numeral.digits else NumberKind.WORDS
    if numeral.ordinal:
        kind = NumberKind.ORDINAL
    elif numeral.open:
        kind = NumberKind.VAGUE
    return Number(
        start=tokens.starts[hedge.first],
        end=tokens.ends[hedge.stop - 1],
        core_start=tokens.starts[numeral.first],
        core_end=tokens.ends[last.stop - 1],
        low=low,
        high=high,
        approximate=hedge.approximate or numeral.open,
        bound=bound,
        strict=hedge.strict and not second,
        kind=kind,
        pronoun=_is_pronoun(tokens, numeral),
    )


_AFTER_PRONOUN = lexicons.quantity_cues("after_a_pronoun")
_BEFORE_PRONOUN = lexicons.quantity_cues("before_a_pronoun")


def _is_pronoun(tokens: Tokens, numeral: Numeral) -> bool:
    if numeral.value != 1 or numeral.digits or numeral.stop - numeral.first != 1 or tokens.at(numeral.first) != "one":
        return False
    after = tokens.at(numeral.stop)
    return not after or after in _AFTER_PRONOUN or tokens.at(numeral.first - 1) in _BEFORE_PRONOUN


# No count of people or things is larger; what a text says beyond it is open, so that counts and their sums fit into the
# 64 bits of a column.
_LARGEST_COUNT = 10**15


def to_count(text: str, number: Number) -> Count:
    """Return the count that a number expression stands for, by the rules of the annotation guide.

    A number above a thousand million million gives that as the least, and is open above.

    Examples:
        >>> text = "more than 20 people"
        >>> to_count(text, find_numbers(text)[0])
        Count(min=21, max=None, approximate=False, text='more than 20')
    """
    low, high = number.low, number.high
    least = None if low is None else math.floor(low) + 1 if number.strict else math.ceil(low)
    most = None if high is None else math.ceil(high) - 1 if number.strict else math.floor(high)
    if least is not None and most is not None and least > most:
        least = most = round(low or 0)
    least = None if least is None else min(least, _LARGEST_COUNT)
    most = None if most is None or most > _LARGEST_COUNT else most
    return Count(min=least, max=most, approximate=number.approximate, text=text[number.start : number.end])
