"""Read measurements that share a unit or join to one: ranges, lists and composites."""

from __future__ import annotations

from dataclasses import replace

from borderfacts import lexicons
from borderfacts.values.numbers import read_range
from borderfacts.values.numerals import Numeral, and_fraction, read_numeral, starters
from borderfacts.values.quantities import money
from borderfacts.values.quantities.measures import Measure, core, factor, ratio
from borderfacts.values.quantities.single import SingleReader
from borderfacts.values.quantities.unit_words import read_unit
from borderfacts.values.tokens import MINUSES

_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
_CHANGE_VERBS = lexicons.quantity_cues("change_verbs")


class RangeReader:
    """Reads ranges, lists and composites of one text, on top of its single measurements."""

    def __init__(self, singles: SingleReader) -> None:
        self.singles = singles
        self.tokens = singles.tokens
        self._members: dict[int, tuple[Numeral | None, Measure | None]] = {}

    def extended(self, single: Measure, numeral: Numeral) -> list[Measure]:
        """Extend one measurement to a composite, or to a range with the unit on both sides."""
        tokens = self.tokens
        single = self._with_tolerance(self.with_fraction(single))
        composite = self.composite(single)
        if composite.stop > single.stop:
            return [composite]
        second = self._second(single)
        if second is None:
            return [self.aged(single)]
        low, high = single.values[0], second.values[0]
        if second.scale >= 1000 and single.scale == 1 and 0 < low < high / second.scale:
            low *= second.scale
        change = tokens.at(single.first - 1) == "from" and (high < low or self._is_change(single.first - 1))
        if change or low == high:
            return [single, second]
        values = (min(low, high), max(low, high)) if low < 0 else (low, high)
        if values[0] > values[1]:
            return [single, second]
        return [
            self.aged(
                replace(single, first=self.between(single.first), stop=second.stop, values=values, unit=second.unit)
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
        if word == "to" and tokens.at(single.first - 1) in _CHANGE_VERBS:  # "fell 25 cents to $10.50"
            return None
        found = self._next_single(j + 1) or self._next_amount(j + 1, single)
        if found is None or found.kind != single.kind:
            return None
        low, high = single.values[0], found.values[0]
        if found.unit != single.unit and single.unit != "" and found.unit != "":
            return None
        if word == "or" and not low < high <= 10 * low:
            return None
        return found

    def _next_amount(self, k: int, single: Measure) -> Measure | None:
        """Read the second number of ``$5-10 million`` and ``$5 to 10``, which has no currency of its own."""
        tokens = self.tokens
        if single.kind != "money" or single.core == single.first or k not in tokens.numeric:
            return None
        numeral = read_numeral(tokens, k, money=True)
        if numeral is None or numeral.ordinal or numeral.value <= single.values[0]:
            return None
        after = tokens.at(numeral.stop)
        dash = tokens.at(k - 1) not in ("to", "and", "or")
        if numeral.scale < 1000 and (read_unit(tokens, numeral.stop) or (after.isalpha() and not dash)):
            return None
        return replace(single, first=k, core=k, stop=numeral.stop, values=(numeral.value,), scale=numeral.scale)

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
                return self.singles.single(numeral, sign)
        return None

    def shared_range(self, numeral: Numeral, sign: money.Money | None) -> list[Measure]:
        """Read ``10 to 15 km``, ``$5-10 million``, ``from 208 to 193 pounds``: the unit stands once."""
        tokens, j = self.tokens, numeral.stop
        second = self._range_end(numeral)
        if second is None:
            return []
        last = self.singles.single(second, sign=None)
        if last is None:
            return []
        low, high = numeral.value, second.value
        if second.scale > 1 and numeral.scale == 1 and abs(low) < abs(high) / second.scale:
            low *= second.scale
        times = last.values[0] / high if high else 1.0
        low, high = low * times if times < 0 or low >= 0 else low * abs(times), last.values[0]
        change = tokens.at(numeral.first - 1) == "from" and (high < low or self._is_change(numeral.first - 1))
        if (low > high and low < 0) or times < 0:
            low, high = min(low, high), max(low, high)
        if change or low > high:
            if not change:
                return [self.aged(last)] if tokens.at(j) in ("or", "to") else []
            first = replace(last, first=numeral.first, core=core(numeral), stop=numeral.stop, values=(low,))
            return [first, last]
        if low == high:
            return []
        first_token = self.between(numeral.first)
        return [self.aged(replace(last, first=first_token, core=core(numeral), values=(low, high)))]

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

    def shared_list(self, numeral: Numeral) -> list[Measure]:
        """Read ``5, 7 and 12 kg`` and ``3 by 5 feet``: several measurements with one unit."""
        tokens = self.tokens
        if tokens.at(numeral.first - 1)[:3] in _MONTHS:
            return []
        members, at = [numeral], numeral
        for _ in range(8):
            k, last = self._list_step(at.stop)
            if k is None:
                return []
            following, unit = self._member(k)
            if following is None:
                return []
            members.append(following)
            at = following
            if unit:
                if not last or (
                    tokens.at(k - 2) == "of" and (unit.hyphen or numeral.value <= 1 or unit.values[0] <= numeral.value)
                ):
                    return []
                unit = self.aged(unit)
                return [*(self._alike(unit, member, following) for member in members[:-1]), unit]
        return []

    def _member(self, k: int) -> tuple[Numeral | None, Measure | None]:
        """Return the number of a list at token ``k``, None where it is none, and the measurement that it may be.

        What was read is kept, since each number of a long list without a unit looks for one ahead.
        """
        if k not in self._members:
            found = read_numeral(self.tokens, k)
            if found and (found.open or found.ordinal or found.part or self.singles.is_year(found)):
                found = None
            self._members[k] = (found, self.singles.single(found, None) if found else None)
        return self._members[k]

    @staticmethod
    def _alike(unit: Measure, member: Numeral, last: Numeral) -> Measure:
        """Return an earlier member of a list, in the unit of its last."""
        values = (member.value * ratio(unit, last),)
        return replace(unit, first=member.first, core=core(member), stop=member.stop, values=values)

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
        if word == "of" and tokens.at(j + 1) in ("its", "the", "their", "his", "her", "those"):
            return j + 2, True
        if tokens.is_hyphen(j) and word == "-" and tokens.at(j + 1) == "by" and tokens.is_hyphen(j + 2):
            return j + 3, True
        return None, False

    def _is_change(self, at: int) -> bool:
        """Return whether a verb of change stands before ``from``: then the two ends are two readings."""
        near = self.tokens.lower[max(0, at - 7) : at]
        return any(word in _CHANGE_VERBS for word in near)

    def between(self, first: int) -> int:
        """Take ``between`` or ``from`` before a range into it."""
        return first - 1 if self.tokens.at(first - 1) in ("between", "from") and not self.tokens.apart(first) else first

    def with_fraction(self, measure: Measure) -> Measure:
        """Read ``an hour and a half``, ``a mile and a quarter``."""
        if measure.kind != "unit" or measure.entry is None or measure.entry.symbol or measure.hyphen:
            return measure
        stop, added = and_fraction(self.tokens, measure.stop, 0.0)
        if stop == measure.stop:
            return measure
        return replace(measure, stop=stop, values=(measure.values[0] + added * measure.entry.times,))

    def _with_tolerance(self, measure: Measure) -> Measure:
        """Read ``25.3 °C ± 0.5 °C``: the tolerance belongs to the measurement."""
        if self.tokens.at(measure.stop) != "±":
            return measure
        tolerance = self._next_single(measure.stop + 1)
        return replace(measure, stop=tolerance.stop) if tolerance and tolerance.kind == measure.kind else measure

    def _with_bare_part(self, measure: Measure) -> Measure:
        """Read ``6-foot-2``, ``six foot three`` and ``1h 30m``: the smaller unit is left out or a bare letter."""
        tokens, j = self.tokens, measure.stop
        hyphen = tokens.is_hyphen(j)
        part = read_numeral(tokens, j + 1 if hyphen else j)
        if part is None or part.ordinal or part.open or part.part or part.value % 1 or tokens.apart(part.first):
            return measure
        after = tokens.at(part.stop)
        if measure.unit == "hour" and after == "m" and tokens.glued(part.stop) and part.value < 60:
            return replace(measure, stop=part.stop + 1, values=(measure.values[0] + part.value / 60,))
        if measure.unit != "foot" or part.value >= 12 or measure.values[0] % 1:
            return measure
        ends = not tokens.is_hyphen(part.stop) if hyphen else not after.isalpha() or after in ("and", "tall", "with")
        return replace(measure, stop=part.stop, values=(measure.values[0] + part.value / 12,)) if ends else measure

    def composite(self, measure: Measure) -> Measure:
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
            if tokens.at(j) == "." and tokens.glued(j) and (j + 1) in tokens.numeric:  # "6 ft. 2 in."
                j += 1
            k = j + 1 if tokens.at(j) in (",", "and") or tokens.is_hyphen(j) else j
            if tokens.at(j) == "," and tokens.at(k) == "and":
                k += 1
            numeral = read_numeral(tokens, k) if k in tokens.numeric or tokens.at(k) in starters() else None
            if numeral is None or numeral.ordinal or numeral.open or numeral.part or tokens.apart(k):
                break
            smaller = read_unit(tokens, numeral.stop, digits=numeral.digits, decimal=True)
            if smaller is None or smaller.unit.base not in parts:
                break
            share = factor(smaller.name) / factor(unit)
            if numeral.value * share >= 1 or smaller.unit.times != 1:
                break
            added = numeral.value * share * (1 if whole.values[0] >= 0 else -1)
            whole = replace(whole, stop=smaller.stop, values=(whole.values[0] + added,))
            parts = smaller.unit.entry.parts
        return whole if whole.stop > measure.stop or not parts else self._with_bare_part(whole)

    def _with_cents(self, measure: Measure) -> Measure:
        tokens, j = self.tokens, measure.stop
        k = j + 1 if tokens.at(j) in ("and", ",") else j
        numeral = read_numeral(tokens, k) if k in tokens.numeric or tokens.at(k) in starters() else None
        if numeral is None or numeral.ordinal or numeral.open or numeral.part or not 0 < numeral.value < 100:
            return measure
        sort = money.money_after(tokens, numeral.stop)
        is_other = sort is not None and not sort.name and sort.codes != (measure.unit,)
        if sort is None or not sort.cents or is_other or self._is_in_cents(measure):
            return measure
        return replace(measure, stop=sort.stop, values=(measure.values[0] + numeral.value / 100,))

    def _is_in_cents(self, measure: Measure) -> bool:
        """Return whether an amount is given in hundredths already."""
        sort = money.money_after(self.tokens, measure.stop - 1)
        return sort is not None and sort.cents

    def aged(self, measure: Measure) -> Measure:
        """Make an age of ``42-year-old``, ``24 years old``, ``ten months of age``."""
        tokens, j = self.tokens, measure.stop
        if measure.unit not in ("year", "month", "week", "day"):
            return measure
        if tokens.at(measure.first - 1) == "of" and tokens.at(measure.first - 2) in lexicons.quantity_cues("persons"):
            return replace(measure, kind="age")
        k = j + 1 if tokens.is_hyphen(j) else j
        if tokens.at(k) in ("old", "olds") and not tokens.apart(k):
            return replace(measure, kind="age", stop=k + 1)
        if tokens.at(j) == "of" and tokens.at(j + 1) == "age":
            return replace(measure, kind="age", stop=j + 2)
        return measure
