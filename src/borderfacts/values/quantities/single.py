"""Read one number with its own unit, currency or degrees."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from borderfacts import lexicons
from borderfacts.values.numerals import Numeral, read_numeral
from borderfacts.values.quantities import durations, money, temperature
from borderfacts.values.quantities.locales import Setting
from borderfacts.values.quantities.measures import Kind, Measure, core
from borderfacts.values.quantities.unit_words import UnitMatch, read_unit
from borderfacts.values.tokens import MINUSES, Tokens, hedges_after

_BETWEEN_NUMBER_AND_UNIT = lexicons.quantity_cues("between_number_and_unit")
# "a 10K run" is a distance.
_RACES = frozenset(("run", "race", "walk", "runs", "races", "course", "fun", "runners"))
# A dash before these is a minus, no bullet.
_SIGNED_UNITS = frozenset(("degC", "degF", "percent", "volt", "millivolt", "decibel"))
_QUOTED = 400  # tokens before an inch mark in which an open quotation is looked for
# "25m USD"; a word after such a letter is money only where it names nothing else ("he ran the 100m won by ...").
_SCALE_LETTERS = frozenset(("m", "b", "k"))
_SCALED_NAMES = frozenset(("dollars", "euros", "pounds"))
# What follows a distance at sea.
_BEARINGS = lexicons.quantity_cues("bearings")
_IN_METRES = lexicons.quantity_cues("measured_in_metres")
_PRIMES = frozenset(("'", "′", "’", "ʹ"))


class SingleReader:
    """Reads single measurements of one text."""

    def __init__(self, tokens: Tokens, setting: Setting) -> None:
        self.tokens = tokens
        self.setting = setting
        self._quotes: list[int] | None = None  # the quotation marks that are no inch marks

    def single(self, numeral: Numeral, sign: money.Money | None) -> Measure | None:
        """Read one number with its own unit."""
        if sign:
            return self._amount(numeral, sign)
        tokens = self.tokens
        numeral = self._toleranced(numeral)
        j = numeral.stop
        scaled = self._scaled_amount(numeral)
        if scaled:
            return scaled
        couple = tokens.at(j - 1) == "couple" and tokens.at(j) == "of"
        if couple or (tokens.at(j) in _BETWEEN_NUMBER_AND_UNIT and not tokens.apart(j)):
            j += 1
        elif numeral.glued and tokens.at(j - 1) == "k" and tokens.at(j) in _RACES:
            return Measure(numeral.first, j, core(numeral), (numeral.value / 1000,), "unit", "kilometer")
        elif tokens.at(j) == "m" and tokens.glued(j) and not tokens.glued(j + 1) and numeral.scale == 1:
            numeral, j = self._millions(numeral)
        infix = hedges_after().starting(tokens, j)
        chained = infix is not None and hedges_after().starting(tokens, infix[0]) is not None
        if infix and not chained and not tokens.apart(j) and tokens.at(infix[0]) not in (".", ","):
            return self._with_infix(numeral, infix)
        decimal = numeral.digits and ("." in tokens.words[numeral.stop - 1] or "." in tokens.words[core(numeral)])
        unit = read_unit(tokens, j, digits=numeral.digits, decimal=decimal)
        sort = money.money_after(tokens, j)
        if sort and (unit is None or sort.stop > unit.stop or self._is_money(sort, unit, numeral)):
            return self._amount(numeral, sort)
        if unit and self._is_unit(unit, numeral):
            return self._of_unit(numeral, unit)
        if numeral.digits and self._is_inch_mark(j):
            return Measure(numeral.first, j + 1, core(numeral), (numeral.value,), "unit", "inch")
        return self._degrees(numeral)

    def _with_infix(self, numeral: Numeral, infix: tuple[int, str]) -> Measure | None:
        """Read ``30+ km``, ``20-odd miles``, ``two or more years``."""
        measure = self.single(replace(numeral, stop=infix[0]), None)
        return replace(measure, infix=infix[1]) if measure and measure.kind != "degrees" else None

    def _is_inch_mark(self, j: int) -> bool:
        """Return whether a straight quotation mark glued to a number is for inches: no quotation is open there."""
        tokens = self.tokens
        if tokens.at(j) != '"' or not tokens.glued(j):
            return False
        if self._quotes is None:
            quotes = (k for k, word in enumerate(tokens.words) if word == '"')
            self._quotes = [k for k in quotes if not (tokens.glued(k) and (k - 1) in tokens.numeric)]
        return (bisect_left(self._quotes, j) - bisect_left(self._quotes, j - _QUOTED)) % 2 == 0

    def _millions(self, numeral: Numeral) -> tuple[Numeral, int]:
        """Read ``3m barrels``: a glued ``m`` before a unit in words is millions."""
        j = numeral.stop
        unit = read_unit(self.tokens, j + 1, digits=False)
        squared = self.tokens.at(j + 1) in ("sq", "square", "cubic", "cu")
        plural = unit is not None and self.tokens.words[unit.stop - 1].endswith("s")
        if unit is None or unit.unit.base in durations.UNITS or not (squared or plural):
            return numeral, j
        return replace(numeral, stop=j + 1, value=numeral.value * 1e6, scale=1e6), j + 1

    def _scaled_amount(self, numeral: Numeral) -> Measure | None:
        """Read ``25m USD`` and ``25 M€``: a letter before a currency is millions."""
        if numeral.scale != 1 or self.tokens.at(numeral.stop) not in _SCALE_LETTERS:
            return None
        scaled = read_numeral(self.tokens, core(numeral), money=True)
        if scaled is None or scaled.stop != numeral.stop + 1:
            return None
        sort = money.money_after(self.tokens, scaled.stop)
        word = self.tokens.words[sort.first] if sort else ""
        if sort is None or (word.islower() and word not in _SCALED_NAMES):
            return None
        return self._amount(replace(scaled, first=numeral.first), sort)

    def _toleranced(self, numeral: Numeral) -> Numeral:
        """Take the tolerance into the number: ``5.3 ± 0.2``."""
        j = numeral.stop
        if self.tokens.at(j) not in ("±", "∓") or (j + 1) not in self.tokens.numeric:
            return numeral
        tolerance = read_numeral(self.tokens, j + 1)
        return replace(numeral, stop=tolerance.stop) if tolerance else numeral

    def _is_money(self, sort: money.Money, unit: UnitMatch, numeral: Numeral) -> bool:
        if sort.stop < unit.stop or sort.name != "pound":
            return False
        return not money.is_weight(self.tokens, sort, self.setting, scaled=numeral.scale >= 1000)

    def _is_unit(self, unit: UnitMatch, numeral: Numeral) -> bool:
        """Refuse what only looks like a unit after a number."""
        tokens, written = self.tokens, self.tokens.words[unit.first]
        at = core(numeral)
        if durations.is_clock(tokens, at, unit.name) or self._is_thing(numeral, unit):
            return False
        if written == "m" and tokens.glued(unit.first) and self._is_million(numeral, unit.stop):
            return False
        if unit.unit.base == "stone" and (written.istitle() or self.is_year(numeral)):  # the 2016 Stone
            return False
        if numeral.stop < unit.first - 1 and unit.unit.symbol:  # "5 more m"
            return False
        if unit.name in ("degC", "degF") and len(written) == 1 and unit.unit.symbol:
            if temperature.is_filing(tokens, at, unit.first):
                return False
            after = tokens.words[unit.stop] if unit.stop < len(tokens) else ""
            return not (
                after == "." and tokens.glued(unit.stop + 1) and tokens.words[unit.stop + 1].isalpha()
            ) and after not in ("#", "$")
        if (
            unit.unit.symbol
            and len(written) == 1
            and written.isupper()
            and written not in ("L", "W", "V", "%", "M", "K", "B")
        ):
            return numeral.stop - at == 1
        if (
            unit.unit.base in ("hour", "minute", "day")
            and written[0].isupper()
            and written[1:].islower()
            and len(written) > 3
        ):
            return not (tokens.words[at - 1 : at] and tokens.words[at - 1] in ('"', "“", "‘", "'"))
        return True

    def _is_thing(self, numeral: Numeral, unit: UnitMatch) -> bool:
        """Return whether ``one foot`` is a foot: ``one foot in front of the other``."""
        if numeral.digits or numeral.value != 1 or unit.unit.base not in ("foot", "yard"):
            return False
        return self.tokens.at(unit.stop) in ("in", "on", "at", "over", "after", "out", "and", "is", "was")

    def _is_million(self, numeral: Numeral, stop: int) -> bool:
        """Return whether ``m`` glued to a number counts, or may count, millions: ``5m people``, ``2m Britons``."""
        tokens = self.tokens
        after = tokens.at(stop)
        if after == "of":
            return tokens.at(stop + 1) not in _IN_METRES and "within" not in self._right_before(numeral)
        if after in ("people", "children", "men", "women", "migrants", "refugees"):
            return True
        if (
            not after.isalpha()
            or not after.endswith("s")
            or len(after) < 4
            or tokens.at(numeral.first - 1) in ("a", "an", "the")
        ):
            return False
        return numeral.value < 100 and after not in (
            "across",
            "hurdles",
            "towards",
            "was",
            "waves",
            "seas",
            "swells",
            "walls",
            "tides",
            "upwards",
            "downwards",
            "sides",
            "lengths",
        )

    def _right_before(self, numeral: Numeral) -> list[str]:
        return self.tokens.lower[max(0, numeral.first - 3) : numeral.first]

    def _of_unit(self, numeral: Numeral, unit: UnitMatch) -> Measure:
        if unit.name == "nanometer" and self.tokens.at(unit.stop) in _BEARINGS:  # 180 nm off Tobruk
            unit = replace(unit, unit=replace(unit.unit, name="nautical_mile", base="nautical_mile"))
        value, stop = numeral.value * unit.unit.times, unit.stop
        below = temperature.read_below(self.tokens, stop, degrees=True) if unit.name in ("degC", "degF") else None
        if below:
            stop, value = below[0], -abs(value)
        hyphen = self.tokens.is_hyphen(numeral.stop)
        return Measure(numeral.first, stop, core(numeral), (value,), "unit", unit.name, unit.unit, hyphen=hyphen)

    def _amount(self, numeral: Numeral, sort: money.Money) -> Measure | None:
        """Read an amount of money, the currency before or after the number."""
        tokens = self.tokens
        ahead = sort.stop <= core(numeral)
        stop = max(numeral.stop, sort.stop)
        if len(sort.codes) > 1:
            sure = money.qualifier(tokens, stop, sort) or (money.adjective_before(tokens, sort) if ahead else None)
        else:
            sure = self._repeated_code(stop, sort)
        code = sure.codes[0] if sure else money.currency_of(tokens, sort, self.setting)
        if code is None:
            return None
        stop, sort = (max(stop, sure.stop), replace(sort, first=sure.first)) if sure else (stop, sort)
        value = numeral.value
        written = tokens.words[core(numeral)]
        if money.groups_by_point(code) and _is_grouped_by_point(written) and numeral.scale == 1:
            value = float(written.replace(".", ""))
        if sort.cents:
            value /= 100
        first = sort.first if ahead else numeral.first
        if ahead:
            first, value = self._minus_before(first, value)
        if not ahead and tokens.is_hyphen(numeral.stop) and tokens.at(first) == "a" and numeral.stop - first == 2:
            first += 1  # "a million-dollar home": the article belongs to the home
        return Measure(first, stop, core(numeral), (value,), "money", code, scale=numeral.scale)

    def _repeated_code(self, stop: int, sort: money.Money) -> money.Money | None:
        """Read ``US$5 USD``: the code given twice."""
        after = self.tokens.words[stop] if stop < len(self.tokens) else ""
        return replace(sort, stop=stop + 1) if after == sort.codes[0] and sort.stop <= stop - 1 else None

    def _minus_before(self, first: int, value: float) -> tuple[int, float]:
        tokens = self.tokens
        before = tokens.at(first - 1)
        if before in MINUSES and tokens.glued(first) and not tokens.glued(first - 1):
            return first - 1, -value
        if before in ("minus", "negative") and not tokens.apart(first):
            return first - 1, -value
        return first, value

    def _degrees(self, numeral: Numeral) -> Measure | None:
        """Read degrees without a scale and ``29 below``; the scale is decided when the whole text is read."""
        tokens = self.tokens
        k = numeral.stop + 1 if tokens.is_hyphen(numeral.stop) else numeral.stop
        hyphen = k > numeral.stop
        if tokens.at(k) in temperature.DEGREES and not tokens.apart(k):
            stop, value = k + 1, numeral.value
            if tokens.at(k) == "deg" and tokens.at(stop) == ".":
                stop += 1
            below = temperature.read_below(tokens, stop, degrees=True)
            if below:
                return self._below(numeral, below)
            return Measure(numeral.first, stop, core(numeral), (value,), "degrees", "", hyphen=hyphen)
        below = temperature.read_below(tokens, numeral.stop, degrees=False)
        if below and (below[1] or tokens.at(below[0] - 1) in ("zero", "0") or self._is_cold(numeral.first)):
            return self._below(numeral, below)
        return None

    def _is_cold(self, first: int) -> bool:
        it_was = self.tokens.at(first - 2) == "it" and self.tokens.at(first - 1) in ("was", "is")
        return it_was or temperature.has_weather(self.tokens, first)

    def _below(self, numeral: Numeral, below: tuple[int, str | None]) -> Measure:
        kind: Kind = "unit" if below[1] else "degrees"
        return Measure(numeral.first, below[0], core(numeral), (-abs(numeral.value),), kind, below[1] or "")

    def signed(self, numeral: Numeral) -> Numeral:
        """Take a minus before the number into it."""
        tokens, first = self.tokens, numeral.first
        before = tokens.at(first - 1)
        if first == 0 or tokens.apart(first) or numeral.value == 0:
            return numeral
        if before in MINUSES and tokens.glued(first) and tokens.at(first - 2) == "minus":  # minus-20-degree weather
            return replace(numeral, first=first - 2, value=-numeral.value)
        if before in ("minus", "negative"):
            return numeral if (first - 2) in tokens.numeric else replace(numeral, first=first - 1, value=-numeral.value)
        if before not in MINUSES or not tokens.glued(first) or not numeral.digits:
            return numeral
        if tokens.glued(first - 1) and tokens.at(first - 2) not in (
            "(",
            "[",
            "~",
            "≈",
            ">",
            "<",
            "≥",
            "≤",
            "'",
            '"',
            "“",
        ):
            return numeral
        if not self._takes_minus(numeral.stop):
            return numeral
        return replace(numeral, first=first - 1, value=-numeral.value)

    def _takes_minus(self, j: int) -> bool:
        """Return whether a dash before the number can be a minus for the unit after it."""
        tokens = self.tokens
        unit = read_unit(tokens, j)
        if tokens.apart(j - 2) and tokens.at(j - 2) in ("-", "–"):
            return tokens.at(j) in temperature.DEGREES or (unit is not None and unit.name in _SIGNED_UNITS)
        if unit:
            return unit.unit.base not in durations.UNITS and unit.unit.base not in ("mile", "acre", "pound", "gallon")
        return True

    def is_height(self, i: int) -> bool:
        """Return whether the number at token ``i`` may be feet: ``5'11"``."""
        return self.tokens.at(i + 1) in _PRIMES and self.tokens.glued(i + 1) and (i + 2) in self.tokens.numeric

    def height(self, numeral: Numeral) -> list[Measure]:
        """Read ``5'11"``: feet and inches."""
        tokens, j = self.tokens, numeral.stop
        if tokens.at(j) not in _PRIMES or not tokens.glued(j) or not numeral.digits or numeral.value > 99:
            return []
        inches = read_numeral(tokens, j + 1) if (j + 1) in tokens.numeric and not tokens.apart(j + 1) else None
        if inches is None or not inches.digits or not 0 <= inches.value < 12:
            return []
        stop = inches.stop
        if not tokens.glued(j + 1) and tokens.at(stop) not in ('"', "”", "″"):
            return []
        while tokens.glued(stop) and tokens.at(stop) in ('"', "”", "″", "''", "'", "’"):
            stop += 1
        value = numeral.value + inches.value / 12
        return [Measure(numeral.first, stop, numeral.first, (value,), "unit", "foot")]

    def is_year(self, numeral: Numeral) -> bool:
        """Return whether a number looks like a year."""
        written = self.tokens.words[core(numeral)]
        return (
            numeral.stop - numeral.first == 1
            and len(written) == 4
            and written.isdigit()
            and 1800 <= numeral.value <= 2099
        )


def _is_grouped_by_point(written: str) -> bool:
    head, point, tail = written.partition(".")
    return bool(point) and len(tail) == 3 and tail.isdigit() and 1 <= len(head) <= 3 and head != "0"
