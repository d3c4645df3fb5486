"""Read one of a unit without a number, and parts of one: ``a mile``, ``half an hour``, ``mile-long``."""

from __future__ import annotations

from dataclasses import replace

from borderfacts import lexicons
from borderfacts.values.numbers import Hedge, read_hedges
from borderfacts.values.numerals import Numeral
from borderfacts.values.quantities import durations, money
from borderfacts.values.quantities.measures import Measure
from borderfacts.values.quantities.ranges import RangeReader
from borderfacts.values.quantities.unit_words import UnitMatch, read_unit

ONE_WORDS = lexicons.quantity_cues("one_long")
_AFTER_ONE_THING = lexicons.quantity_cues("after_one_thing")


class OneReader:
    """Reads measurements of one, on top of the composites of the text."""

    def __init__(self, ranges: RangeReader) -> None:
        self.ranges = ranges
        self.tokens = ranges.tokens
        self.setting = ranges.singles.setting

    def one(self, i: int, *, end: int) -> Measure | None:
        """Read ``a mile``, ``an hour``, ``mile-long``: one of a unit."""
        tokens = self.tokens
        if tokens.at(i) not in ("a", "an", "another"):
            return self._one_long(i)
        if end == i and i > 0:  # "$24 a year", "eight minutes a mile"
            return None
        j = i + 1
        if tokens.at(j) in ("full", "whole", "good", "further", "single"):
            j += 1
        unit = read_unit(tokens, j, digits=False)
        if unit is None:
            return self._one_coin(i, j)
        one = unit.unit.entry.one
        if one is None and not unit.compound and not unit.name.startswith("square_") and "**" not in unit.name:
            return None
        if self._is_long_word(unit.stop):
            return Measure(j, unit.stop + 2, j, (unit.unit.times,), "unit", unit.name, unit.unit, hyphen=True)
        if tokens.words[unit.stop - 1].endswith("s") and unit.name != "gross":
            return None
        hedge = read_hedges(tokens, i, unit.stop)
        if unit.unit.base in durations.UNITS or unit.unit.base == "decade":
            if not durations.is_one(tokens, hedge.first, i, unit.stop, unit.unit.base):
                return None
        elif not self._is_one_thing(i, unit, hedge):
            return None
        measure = Measure(i, unit.stop, i, (unit.unit.times,), "unit", unit.name, unit.unit, article=True)
        if tokens.at(unit.stop) == "or" and tokens.at(unit.stop + 1) == "two":
            return replace(measure, stop=unit.stop + 2, values=(unit.unit.times, 2 * unit.unit.times))
        return self.ranges.aged(self.ranges.composite(self.ranges.with_fraction(measure)))

    def _is_one_thing(self, i: int, unit: UnitMatch, hedge: Hedge) -> bool:
        tokens, before, after = self.tokens, self.tokens.at(i - 1), self.tokens.at(unit.stop)
        if before in ("cents", "dollars", "times", "not") or tokens.words[i - 1 : i] == ["%"]:
            return False
        if tokens.is_hyphen(unit.stop) and tokens.at(unit.stop + 1) not in ("long", "wide", "deep", "high", "thick"):
            return False
        measured = after in ("deep", "long", "wide", "high", "thick", "tall", "of", "above", "below", "and")
        if unit.unit.entry.one == "free":
            return before not in ("per",) and (not after.isalpha() or after in _AFTER_ONE_THING or measured)
        if unit.unit.base == "ton":
            return hedge.first < i
        return hedge.first < i or measured

    def _one_coin(self, i: int, j: int) -> Measure | None:
        """Read ``about a dollar``."""
        tokens = self.tokens
        sort = money.money_after(tokens, j)
        if sort is None or sort.cents or sort.name in ("pound", "won") or tokens.words[sort.stop - 1].endswith("s"):
            return None
        if tokens.words[sort.first] == sort.codes[0] or tokens.at(sort.stop) in (
            "bill",
            "sign",
            "amount",
            "store",
            "coin",
            "figure",
            "note",
            "zone",
        ):
            return None
        if read_hedges(tokens, i, sort.stop).first == i and tokens.at(i - 1) not in (
            "for",
            "cost",
            "costs",
            "paid",
            "pay",
            "than",
        ):
            return None
        code = money.currency_of(tokens, sort, self.setting)
        return Measure(i, sort.stop, i, (1.0,), "money", code) if code else None

    def _one_long(self, i: int) -> Measure | None:
        """Read ``mile-long``, ``hour-long`` without an article right before it."""
        tokens = self.tokens
        if tokens.at(i) not in ONE_WORDS or not self._is_long_word(i + 1) or (tokens.glued(i) and i > 0):
            return None
        unit = read_unit(tokens, i, digits=False)
        if unit is None:
            return None
        return Measure(i, unit.stop + 2, i, (unit.unit.times,), "unit", unit.name, unit.unit, hyphen=True)

    def _is_long_word(self, j: int) -> bool:
        return self.tokens.is_hyphen(j) and self.tokens.at(j + 1) in ("long", "wide", "high", "deep")

    def part(self, numeral: Numeral) -> Measure | None:
        """Read ``half a mile``, ``a quarter of an hour``, ``three-quarters of an inch``, ``half-mile``."""
        tokens, j = self.tokens, numeral.stop
        if tokens.apart(j):
            return None
        k = j
        if tokens.at(k) == "of" and tokens.at(k + 1) in ("a", "an", "one"):
            k += 2
        elif tokens.at(k) in ("a", "an"):
            k += 1
        unit = read_unit(tokens, k, digits=False)
        if unit is None:
            return self._part_coin(numeral, k)
        if unit.unit.entry.one is None or (tokens.words[unit.stop - 1].endswith("s") and not numeral.digits):
            return None
        if (
            k == j
            and not tokens.is_hyphen(j)
            and tokens.at(unit.stop) in ("of",)
            and unit.unit.base in ("year", "month", "day")
        ):
            return None
        hyphen = tokens.is_hyphen(j)
        first = numeral.first + 1 if hyphen and tokens.at(numeral.first) in ("a", "an") else numeral.first
        return Measure(
            first,
            unit.stop,
            numeral.first,
            (numeral.value * unit.unit.times,),
            "unit",
            unit.name,
            unit.unit,
            hyphen=hyphen,
        )

    def _part_coin(self, numeral: Numeral, k: int) -> Measure | None:
        sort = money.money_after(self.tokens, k) if k > numeral.stop else None
        if sort is None or sort.cents or sort.name in ("pound", "won"):
            return None
        code = money.currency_of(self.tokens, sort, self.setting)
        return Measure(numeral.first, sort.stop, numeral.first, (numeral.value,), "money", code) if code else None
