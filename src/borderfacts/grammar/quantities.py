"""Find the measurements, amounts of money, percentages and ages of a text, with exact spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from borderfacts import units
from borderfacts.grammar import durations, money, temperature
from borderfacts.grammar.locales import Setting
from borderfacts.grammar.numbers import Hedge, is_label, read_hedges, read_range
from borderfacts.grammar.numerals import Numeral, and_fraction, read_numeral, starters
from borderfacts.grammar.tokens import MINUSES, Tokens
from borderfacts.grammar.unit_words import Unit, UnitMatch, read_unit
from borderfacts.records import Quantity, Span
from borderfacts.vocabulary import Bound, Dimension

Kind = Literal["unit", "money", "degrees", "age"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measurement in a text before its unit is settled.

    Attributes:
        first: its first token, sign and currency included.
        stop: the token after its last.
        core: the first token of its first number.
        values: its value, or its low and high value.
        kind: what sort of unit it has.
        unit: the pint name or ISO 4217 code; empty for degrees without a scale.
        entry: the unit, where it comes from the table of units.
        article: whether the number is only an article (``a year``).
        hyphen: whether number and unit are joined by a hyphen.
    """

    first: int
    stop: int
    core: int
    values: tuple[float, ...]
    kind: Kind
    unit: str
    entry: Unit | None = None
    article: bool = False
    hyphen: bool = False


def find_quantities(text: str, *, country: str | None = None) -> list[Quantity]:
    """Return the quantities of a text, in order, none overlapping another.

    Durations that only place something on the calendar (``two years ago``) and vague amounts (``for weeks``) are left out.

    Args:
        text: the text.
        country: where the story is set (ISO 3166-1 alpha-2); it settles ``$``, ``pesos`` and degrees without a scale.
            Without it the text itself is asked.
    """
    tokens = Tokens(text)
    setting = Setting(tokens, country)
    measures = list(_Reader(tokens, setting).read())
    scales = Counter(measure.unit for measure in measures if measure.unit in ("degC", "degF"))
    found = (_record(tokens, measure, setting, scales) for measure in measures)
    return [quantity for quantity in found if quantity]


class _Reader:
    """Reads the measurements of one text from left to right."""

    def __init__(self, tokens: Tokens, setting: Setting) -> None:
        self.tokens = tokens
        self.setting = setting
        self.end = 0  # the token after the last measurement
        self.age_at = -9  # the token after an age without a unit

    def read(self) -> Iterator[Measure]:
        tokens, words = self.tokens, starters()
        lower, numeric = tokens.lower, tokens.numeric
        i, size = 0, len(tokens)
        while i < size:
            if i in numeric or lower[i] in words or lower[i] in _ONE_WORDS:
                found, i = self._at(i)
                if found:
                    yield from found
                    self.end = i = max(i, found[-1].stop)
            else:
                i += 1

    def _at(self, i: int) -> tuple[list[Measure], int]:
        """Return what starts at token ``i`` and the token to go on from."""
        tokens = self.tokens
        sign = money.money_before(tokens, i) if i in tokens.numeric else None
        if sign is None and is_label(tokens, i) and not self._is_height(i):
            return [], i + 1
        numeral = read_numeral(tokens, i, money=sign is not None)
        if numeral is None or numeral.ordinal:
            one = self._one(i)
            return ([one] if one else []), (numeral.stop if numeral and not one else i + 1)
        if numeral.open:
            return [], numeral.stop
        if numeral.part:
            part = self._part(numeral)
            return ([part] if part else []), numeral.stop
        found = self._height(numeral) or self._measures(self._signed(numeral), sign)
        if not found:
            found = self._bare(numeral)
        return found, numeral.stop

    # --- numbers with a unit ------------------------------------------------------------------------------------

    def _measures(self, numeral: Numeral, sign: money.Money | None) -> list[Measure]:
        single = self._single(numeral, sign)
        if single:
            return self._extended(single, numeral)
        if self._is_year(numeral):
            return []
        return self._shared_range(numeral, sign) or self._shared_list(numeral)

    def _single(self, numeral: Numeral, sign: money.Money | None) -> Measure | None:
        """Read one number with its own unit."""
        if sign:
            return self._amount(numeral, sign)
        tokens, j = self.tokens, numeral.stop
        decimal = numeral.digits and ("." in tokens.words[numeral.stop - 1] or "." in tokens.words[_core(numeral)])
        unit = read_unit(tokens, j, digits=numeral.digits, decimal=decimal)
        sort = money.money_after(tokens, j)
        if sort and (unit is None or sort.stop > unit.stop or self._is_money(sort, unit, numeral)):
            return self._amount(numeral, sort)
        if unit and self._is_unit(unit, numeral):
            return self._of_unit(numeral, unit)
        return self._degrees(numeral)

    def _is_money(self, sort: money.Money, unit: UnitMatch, numeral: Numeral) -> bool:
        if sort.stop < unit.stop or sort.name != "pound":
            return False
        return not money.is_weight(self.tokens, sort, self.setting, scaled=numeral.scale >= 1000)

    def _is_unit(self, unit: UnitMatch, numeral: Numeral) -> bool:
        """Refuse what only looks like a unit after a number."""
        tokens, written = self.tokens, self.tokens.words[unit.first]
        core = _core(numeral)
        if durations.is_clock(tokens, core, unit.name):
            return False
        if unit.name in ("degC", "degF") and len(written) == 1 and unit.unit.symbol:
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
            return numeral.stop - core == 1
        if (
            unit.unit.base in ("hour", "minute", "day")
            and written[0].isupper()
            and written[1:].islower()
            and len(written) > 3
        ):
            return not (tokens.words[core - 1 : core] and tokens.words[core - 1] in ('"', "“", "‘", "'"))
        return True

    def _of_unit(self, numeral: Numeral, unit: UnitMatch) -> Measure:
        value, stop = numeral.value * unit.unit.times, unit.stop
        below = temperature.read_below(self.tokens, stop, degrees=True) if unit.name in ("degC", "degF") else None
        if below:
            stop, value = below[0], -abs(value)
        hyphen = self.tokens.is_hyphen(numeral.stop)
        return Measure(numeral.first, stop, _core(numeral), (value,), "unit", unit.name, unit.unit, hyphen=hyphen)

    def _amount(self, numeral: Numeral, sort: money.Money) -> Measure | None:
        """Read an amount of money, the currency before or after the number."""
        tokens = self.tokens
        ahead = sort.stop <= _core(numeral)
        stop = max(numeral.stop, sort.stop)
        sure = money.qualifier(tokens, stop, sort) if len(sort.codes) > 1 else self._repeated_code(stop, sort)
        code = sure.codes[0] if sure else money.settle(tokens, sort, self.setting)
        if code is None:
            return None
        stop = sure.stop if sure else stop
        value = numeral.value
        written = tokens.words[_core(numeral)]
        if money.groups_by_point(code) and _is_grouped_by_point(written) and numeral.scale == 1:
            value = float(written.replace(".", ""))
        if sort.cents:
            value /= 100
        first = sort.first if ahead else numeral.first
        if ahead:
            first, value = self._minus_before(first, value)
        return Measure(first, stop, _core(numeral), (value,), "money", code)

    def _repeated_code(self, stop: int, sort: money.Money) -> money.Money | None:
        """Read ``US$5 USD``: the code told twice."""
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
        """Read degrees without a scale and ``29 below``; the scale is settled when the whole text is read."""
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
            return Measure(numeral.first, stop, _core(numeral), (value,), "degrees", "", hyphen=hyphen)
        below = temperature.read_below(tokens, numeral.stop, degrees=False)
        if below and (below[1] or tokens.at(below[0] - 1) == "zero" or temperature.has_weather(tokens, numeral.first)):
            return self._below(numeral, below)
        return None

    def _below(self, numeral: Numeral, below: tuple[int, str | None]) -> Measure:
        kind: Kind = "unit" if below[1] else "degrees"
        return Measure(numeral.first, below[0], _core(numeral), (-abs(numeral.value),), kind, below[1] or "")

    def _bare(self, numeral: Numeral) -> list[Measure]:
        """Read numbers without a unit that are measurements all the same: ages and ``minus 40`` in the cold."""
        tokens, first = self.tokens, numeral.first
        signed = self._signed(numeral)
        if signed.value < 0 and tokens.at(signed.first) == "minus" and temperature.has_weather(tokens, first):
            return [Measure(signed.first, signed.stop, first, (signed.value,), "degrees", "")]
        if self._follows_age(first) and 0 < numeral.value < 125 and not numeral.part:
            second = read_range(tokens, numeral)
            last = second or numeral
            self.age_at = last.stop
            values = (numeral.value, second.value) if second else (numeral.value,)
            return [Measure(first, last.stop, first, values, "age", "year")]
        return []

    def _follows_age(self, first: int) -> bool:
        tokens = self.tokens
        before, earlier = tokens.at(first - 1), tokens.at(first - 2)
        if before in ("aged", "ages", "age") or (before == "of" and earlier in ("age", "ages")):
            return before != "age" or earlier in ("at", "of", "from", "under", "over", "by", ",", "old")
        if before == "between" and earlier in ("aged", "ages"):
            return True
        gap = tokens.lower[self.age_at : first]
        return self.age_at > 0 and gap in ([","], ["and"], [",", "and"], ["to"], ["or"])

    # --- signs --------------------------------------------------------------------------------------------------

    def _signed(self, numeral: Numeral) -> Numeral:
        """Take a minus before the number into it."""
        tokens, first = self.tokens, numeral.first
        before = tokens.at(first - 1)
        if first == 0 or tokens.apart(first) or numeral.value == 0:
            return numeral
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
        """Tell whether a dash before the number can be a minus for the unit after it."""
        tokens = self.tokens
        if tokens.apart(j - 2) and tokens.at(j - 2) in ("-", "–"):
            return tokens.at(j) in ("c", "f", "°", "degrees")
        unit = read_unit(tokens, j)
        if unit:
            return unit.unit.base not in durations.UNITS and unit.unit.base not in ("mile", "acre", "pound", "gallon")
        return True

    # --- several numbers, one unit ------------------------------------------------------------------------------

    def _extended(self, single: Measure, numeral: Numeral) -> list[Measure]:
        """Extend one measurement to a composite, or to a range with the unit on both sides."""
        tokens = self.tokens
        single = self._with_fraction(single)
        composite = self._composite(single)
        if composite.stop > single.stop:
            return [composite]
        second = self._second(single)
        if second is None:
            return [self._aged(single)]
        low, high = single.values[0], second.values[0]
        change = tokens.at(single.first - 1) == "from" and (high < low or self._is_change(single.first - 1))
        if change or low == high:
            return [single, second]
        values = (min(low, high), max(low, high)) if low < 0 else (low, high)
        if values[0] > values[1]:
            return [single, second]
        return [
            self._aged(
                replace(single, first=self._between(single.first), stop=second.stop, values=values, unit=second.unit)
            )
        ]

    def _second(self, single: Measure) -> Measure | None:
        """Read the second half of ``$5 to $10``, ``5 km to 10 km``, ``between 5 C and 10 C``."""
        tokens, j = self.tokens, single.stop
        word = tokens.at(j)
        if tokens.apart(j) or word not in ("to", "and", "or", "-", "–", "—", "−"):
            return None
        if word == "and" and not any(tokens.at(single.first - n) in ("between", "betweeen") for n in (1, 2, 3)):
            return None
        if word in ("-", "–", "—", "−") and tokens.glued(j) != tokens.glued(j + 1):
            return None
        found = self._next_single(j + 1)
        if found is None or found.kind != single.kind:
            return None
        low, high = single.values[0], found.values[0]
        if found.unit != single.unit and single.unit != "" and found.unit != "":
            return None
        if word == "or" and not low < high <= 10 * low:
            return None
        return found

    def _next_single(self, k: int) -> Measure | None:
        """Read one measurement that starts at token ``k``, its sign or currency included."""
        tokens = self.tokens
        minus = (
            k if tokens.at(k) in ("minus", "negative") or (tokens.at(k) in MINUSES and tokens.glued(k + 1)) else None
        )
        start = k if minus is None else k + 1
        for i in range(start, min(start + 4, len(tokens))):
            if tokens.apart(i):
                return None
            if i in tokens.numeric or (i == start and tokens.at(i) in starters()):
                sign = money.money_before(tokens, i) if i in tokens.numeric else None
                if (sign.first if sign else i) != start:
                    return None
                numeral = read_numeral(tokens, i, money=sign is not None)
                if numeral is None or numeral.ordinal or numeral.open or numeral.part:
                    return None
                if minus is not None:
                    numeral = replace(numeral, first=minus, value=-numeral.value)
                return self._single(numeral, sign)
        return None

    def _shared_range(self, numeral: Numeral, sign: money.Money | None) -> list[Measure]:
        """Read ``10 to 15 km``, ``$5-10 million``, ``from 208 to 193 pounds``: the unit stands once."""
        tokens, j = self.tokens, numeral.stop
        second = self._range_end(numeral)
        if second is None:
            return []
        last = self._single(second, sign=None)
        if last is None:
            return []
        low, high = numeral.value, second.value
        if second.scale > 1 and numeral.scale == 1 and abs(low) < abs(high) / second.scale:
            low *= second.scale
        factor = last.values[0] / high if high else 1.0
        low, high = low * factor if factor < 0 or low >= 0 else low * abs(factor), last.values[0]
        change = tokens.at(numeral.first - 1) == "from" and (high < low or self._is_change(numeral.first - 1))
        if low > high and low < 0 or factor < 0:
            low, high = min(low, high), max(low, high)
        if change or low > high:
            if tokens.at(j) in ("-", "–", "or") and not change:
                return [last] if tokens.at(j) == "or" else []
            first = replace(last, first=numeral.first, core=_core(numeral), stop=numeral.stop, values=(low,))
            return [first, last]
        if low == high:
            return []
        first_token = self._between(numeral.first)
        return [self._aged(replace(last, first=first_token, core=_core(numeral), values=(low, high)))]

    def _range_end(self, low: Numeral) -> Numeral | None:
        """Return the second number of a range, also a smaller one after ``to`` and one with a sign."""
        tokens, j = self.tokens, low.stop
        plain = read_range(tokens, low) if low.value >= 0 else None
        if plain:
            return plain
        word = tokens.at(j)
        if tokens.apart(j) or (word == "and" and not any(tokens.at(low.first - n) == "between" for n in (1, 2))):
            return None
        if word not in ("to", "and", "or", "-", "–", "—"):
            return None
        if word in ("-", "–", "—") and not (tokens.glued(j) and tokens.glued(j + 1)):
            return None
        k = j + 1
        if tokens.is_hyphen(j) and tokens.at(k) in ("to", "or") and tokens.is_hyphen(k + 1):
            k += 2
        if tokens.at(k) in ("minus", "negative") or (
            tokens.at(k) in MINUSES and tokens.glued(k + 1) and not tokens.glued(k)
        ):
            high = read_numeral(tokens, k + 1)
            return (
                replace(high, first=k, value=-high.value)
                if high and not (high.open or high.ordinal or high.part)
                else None
            )
        high = read_numeral(tokens, k)
        if high is None or high.open or high.ordinal or high.part or word == "or":
            return None
        return high

    def _shared_list(self, numeral: Numeral) -> list[Measure]:
        """Read ``5, 7 and 12 kg`` and ``3 by 5 feet``: several measurements with one unit."""
        tokens = self.tokens
        if tokens.at(numeral.first - 1)[:3] in _MONTHS:
            return []
        members, at = [numeral], numeral
        for _ in range(8):
            k, last = self._list_step(at.stop)
            if k is None:
                return []
            following = read_numeral(tokens, k)
            if following is None or following.open or following.ordinal or following.part or self._is_year(following):
                return []
            members.append(following)
            at = following
            unit = self._single(following, None)
            if unit:
                if not last and len(members) > 1:
                    return []
                return [
                    *(
                        replace(
                            unit, first=m.first, core=m.first, stop=m.stop, values=(m.value * _ratio(unit, following),)
                        )
                        for m in members[:-1]
                    ),
                    unit,
                ]
        return []

    def _list_step(self, j: int) -> tuple[int | None, bool]:
        """Return where the next number of a list starts, and whether the step can be the last one."""
        tokens, word = self.tokens, self.tokens.at(j)
        if tokens.apart(j) or tokens.apart(j + 1):
            return None, False
        if word == ",":
            if tokens.at(j + 1) in ("and", "or"):
                return j + 2, True
            return (None, False) if tokens.glued(j + 1) else (j + 1, False)
        if word in ("and", "or", "x", "×", "by"):
            return j + 1, True
        if tokens.is_hyphen(j) and word == "-" and tokens.at(j + 1) == "by" and tokens.is_hyphen(j + 2):
            return j + 3, True
        return None, False

    def _is_change(self, at: int) -> bool:
        """Tell whether a verb of change stands before ``from``: then the two ends are two readings."""
        near = self.tokens.lower[max(0, at - 7) : at]
        return any(word in _CHANGE_VERBS for word in near)

    def _between(self, first: int) -> int:
        return first - 1 if self.tokens.at(first - 1) in ("between", "from") and not self.tokens.apart(first) else first

    def _is_year(self, numeral: Numeral) -> bool:
        written = self.tokens.words[_core(numeral)]
        return (
            numeral.stop - numeral.first == 1
            and len(written) == 4
            and written.isdigit()
            and 1800 <= numeral.value <= 2099
        )

    # --- composites ---------------------------------------------------------------------------------------------

    def _with_fraction(self, measure: Measure) -> Measure:
        """Read ``an hour and a half``, ``a mile and a quarter``."""
        if measure.kind != "unit" or measure.entry is None or measure.entry.symbol or measure.hyphen:
            return measure
        stop, added = and_fraction(self.tokens, measure.stop, 0.0)
        if stop == measure.stop or self.tokens.at(stop) == "of":
            return measure
        return replace(measure, stop=stop, values=(measure.values[0] + added * measure.entry.times,))

    def _composite(self, measure: Measure) -> Measure:
        """Read ``7 feet 10 inches``, ``two hours and 20 minutes``, ``20 dollars and 43 cents``."""
        tokens, whole = self.tokens, measure
        parts = measure.entry.entry.parts if measure.entry and len(measure.values) == 1 else ()
        if measure.kind == "money":
            return self._with_cents(measure)
        unit = measure.unit
        for _ in range(3):
            j = whole.stop
            if not parts or tokens.apart(j):
                break
            k = j + 1 if tokens.at(j) in (",", "and") or tokens.is_hyphen(j) else j
            if tokens.at(j) == "," and tokens.at(k) == "and":
                k += 1
            numeral = read_numeral(tokens, k) if k in tokens.numeric or tokens.at(k) in starters() else None
            if numeral is None or numeral.ordinal or numeral.open or numeral.part or tokens.apart(k):
                break
            smaller = read_unit(tokens, numeral.stop, digits=numeral.digits, decimal=True)
            if smaller is None or smaller.unit.base not in parts:
                break
            ratio = _factor(smaller.name) / _factor(unit)
            if numeral.value * ratio >= 1 or smaller.unit.times != 1:
                break
            added = numeral.value * ratio * (1 if whole.values[0] >= 0 else -1)
            whole = replace(whole, stop=smaller.stop, values=(whole.values[0] + added,))
            parts = smaller.unit.entry.parts
        return whole

    def _with_cents(self, measure: Measure) -> Measure:
        tokens, j = self.tokens, measure.stop
        k = j + 1 if tokens.at(j) in ("and", ",") else j
        numeral = read_numeral(tokens, k) if k in tokens.numeric or tokens.at(k) in starters() else None
        if numeral is None or numeral.ordinal or numeral.open or numeral.part or not 0 < numeral.value < 100:
            return measure
        sort = money.money_after(tokens, numeral.stop)
        if sort is None or not sort.cents:
            return measure
        return replace(measure, stop=sort.stop, values=(measure.values[0] + numeral.value / 100,))

    def _is_height(self, i: int) -> bool:
        return self.tokens.at(i + 1) in _PRIMES and self.tokens.glued(i + 1) and (i + 2) in self.tokens.numeric

    def _height(self, numeral: Numeral) -> list[Measure]:
        """Read ``5'11"``: feet and inches."""
        tokens, j = self.tokens, numeral.stop
        if tokens.at(j) not in _PRIMES or not tokens.glued(j) or not numeral.digits or numeral.value > 99:
            return []
        inches = read_numeral(tokens, j + 1) if tokens.glued(j + 1) else None
        if inches is None or not inches.digits or not 0 <= inches.value < 12:
            return []
        stop = inches.stop
        while tokens.glued(stop) and tokens.at(stop) in ('"', "”", "″", "''", "'", "’"):
            stop += 1
        value = numeral.value + inches.value / 12
        return [Measure(numeral.first, stop, numeral.first, (value,), "unit", "foot")]

    # --- "a mile", "half an hour" -------------------------------------------------------------------------------

    def _one(self, i: int) -> Measure | None:
        """Read ``a mile``, ``an hour``, ``mile-long``: one of a unit."""
        tokens = self.tokens
        if tokens.at(i) not in ("a", "an", "another"):
            return self._one_long(i)
        if self.end == i and i > 0:  # "$24 a year", "eight minutes a mile"
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
            return Measure(i, unit.stop, i, (unit.unit.times,), "unit", unit.name, unit.unit, hyphen=True)
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
        return self._aged(self._composite(self._with_fraction(measure)))

    def _is_one_thing(self, i: int, unit: UnitMatch, hedge: Hedge) -> bool:
        tokens, before, after = self.tokens, self.tokens.at(i - 1), self.tokens.at(unit.stop)
        if before in ("cents", "dollars", "times", "not") or tokens.words[i - 1 : i] == ["%"]:
            return False
        if tokens.is_hyphen(unit.stop) and tokens.at(unit.stop + 1) not in ("long", "wide", "deep", "high", "thick"):
            return False
        measured = after in ("deep", "long", "wide", "high", "thick", "tall", "of", "above", "below", "and")
        if unit.unit.entry.one == "free":
            return before not in ("per",) and (not after.isalpha() or after in _AFTER_ONE_THING or measured)
        return (hedge.first < i or measured) and after not in ("notes",)

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
        code = money.settle(tokens, sort, self.setting)
        return Measure(i, sort.stop, i, (1.0,), "money", code) if code else None

    def _one_long(self, i: int) -> Measure | None:
        """Read ``mile-long``, ``hour-long`` without an article right before it."""
        tokens = self.tokens
        if tokens.at(i) not in _ONE_WORDS or not self._is_long_word(i + 1) or (tokens.glued(i) and i > 0):
            return None
        unit = read_unit(tokens, i, digits=False)
        return Measure(i, unit.stop, i, (unit.unit.times,), "unit", unit.name, unit.unit, hyphen=True) if unit else None

    def _is_long_word(self, j: int) -> bool:
        return self.tokens.is_hyphen(j) and self.tokens.at(j + 1) in ("long", "wide", "high", "deep")

    def _part(self, numeral: Numeral) -> Measure | None:
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
        return Measure(
            numeral.first,
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
        code = money.settle(self.tokens, sort, self.setting)
        return Measure(numeral.first, sort.stop, numeral.first, (numeral.value,), "money", code) if code else None

    def _aged(self, measure: Measure) -> Measure:
        """Make an age of ``42-year-old``, ``24 years old``, ``ten months of age``."""
        tokens, j = self.tokens, measure.stop
        if measure.unit not in ("year", "month", "week", "day"):
            return measure
        k = j + 1 if tokens.is_hyphen(j) else j
        if tokens.at(k) in ("old", "olds") and not tokens.apart(k):
            return replace(measure, kind="age", stop=k + 1)
        if tokens.at(j) == "of" and tokens.at(j + 1) == "age":
            return replace(measure, kind="age", stop=j + 2)
        return measure


_PRIMES = frozenset(("'", "′", "’", "ʹ"))
_ONE_WORDS = frozenset(
    "another mile kilometre kilometer metre meter foot hour day week month year minute decade".split()
)
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_CHANGE_VERBS = frozenset(
    "rose rise rises rising risen raised raise raises raising increased increase increases increasing fell fall falls falling fallen dropped "
    "drop drops dropping climbed grew grow grown growing jumped went gone cut cuts reduced reduce lowered slipped declined widened extended up "
    "down soared surged shrank shrunk doubled slowed accelerated expanded upped hiked".split()
)
_AFTER_ONE_THING = frozenset(
    "from away of off out inside outside north south east west upstream downstream down up to into in on at and or before after across "
    "along below above beyond behind deep high long wide tall thick apart inland offshore with when while for as that until than further "
    "farther short ahead past by beneath under over is was long back southeast southwest northeast northwest wide so".split()
)


def _core(numeral: Numeral) -> int:
    """Return the first token of the digits or words of a numeral, its sign left out."""
    return numeral.first + 1 if numeral.value < 0 else numeral.first


def _is_grouped_by_point(written: str) -> bool:
    head, point, tail = written.partition(".")
    return bool(point) and len(tail) == 3 and tail.isdigit() and 1 <= len(head) <= 3 and head != "0"


def _ratio(measure: Measure, numeral: Numeral) -> float:
    return measure.values[0] / numeral.value if numeral.value else 1.0


def _factor(unit: str) -> float:
    known = units.facts(unit)
    return known.factor if known else 1.0


# --- records --------------------------------------------------------------------------------------------------------


def _record(tokens: Tokens, measure: Measure, setting: Setting, scales: Counter[str]) -> Quantity | None:
    """Return the record of a measurement; None where it is no quantity after all."""
    hedge = read_hedges(tokens, measure.first, measure.stop)
    unit = measure.unit
    if measure.kind == "unit" and unit in durations.UNITS and _is_date(tokens, measure, hedge):
        return None
    if measure.kind == "degrees":
        angle = False
        if measure.values[0] >= 0:
            told = temperature.is_angle(
                tokens, measure.core, measure.stop, hyphen=measure.hyphen, value=measure.values[-1]
            )
            if told is None:
                return None
            angle = told
        unit = "degree" if angle else "degF" if setting.fahrenheit(scales) else "degC"
    if unit in ("degC", "degF") and temperature.is_difference(tokens, hedge.first, measure.stop):
        unit = f"delta_{unit}"
    return _made(tokens, measure, unit, hedge)


def _is_date(tokens: Tokens, measure: Measure, hedge: Hedge) -> bool:
    if durations.is_around_the_clock(tokens, measure.values[0], measure.unit, measure.stop):
        return True
    if measure.values == (1.0,) and tokens.at(measure.core) == "one" and measure.unit == "day":
        return not durations.is_one(tokens, hedge.first, measure.core, measure.stop, "day")
    return durations.is_date_use(tokens, hedge.first, measure.stop, measure.unit)


def _made(tokens: Tokens, measure: Measure, unit: str, hedge: Hedge) -> Quantity | None:
    values = tuple(_rounded(value) for value in measure.values)
    if measure.kind == "money":
        dimension, si_unit, to_si = Dimension.MONEY, unit, _same
    else:
        known = units.facts(unit)
        if known is None:
            return None
        dimension, si_unit, to_si = known.dimension, known.si_unit, known.si
    si_values = tuple(to_si(value) for value in values)
    return Quantity(
        value=values[0] if len(values) == 1 else (values[0], values[1]),
        unit=unit,
        dimension=Dimension.AGE if measure.kind == "age" else dimension,
        si_value=si_values[0] if len(si_values) == 1 else (si_values[0], si_values[1]),
        si_unit=si_unit,
        approximate=hedge.approximate,
        bound=hedge.bound if len(values) == 1 else Bound.EXACT,
        span=Span.of(tokens.text, tokens.starts[hedge.first], tokens.ends[hedge.stop - 1]),
    )


def _rounded(value: float) -> float:
    """Drop the noise of binary fractions."""
    return float(f"{value:.12g}")


def _same(value: float) -> float:
    return value
