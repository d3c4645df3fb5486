"""Find the measurements, amounts of money, percentages and ages of a text, with exact spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from borderfacts import units
from borderfacts.records import Quantity, Span
from borderfacts.values.numbers import Hedge, apply_effect, is_label, read_hedges, read_range
from borderfacts.values.numerals import Numeral, read_numeral, starters
from borderfacts.values.quantities import durations, money, temperature
from borderfacts.values.quantities.locales import Setting
from borderfacts.values.quantities.measures import Measure
from borderfacts.values.quantities.ranges import RangeReader
from borderfacts.values.quantities.single import SingleReader
from borderfacts.values.quantities.without_number import ONE_WORDS, OneReader
from borderfacts.values.tokens import Tokens, tokens_of
from borderfacts.vocabulary import Bound, Dimension


def find_quantities(text: str, *, country: str | None = None) -> list[Quantity]:
    """Return the quantities of a text, in order, none overlapping another.

    Durations that only place something in time (``two years ago``) and vague amounts (``for weeks``) are left out.

    Args:
        text: the text.
        country: where the story is set (ISO 3166-1 alpha-2); it decides ``$``, ``pesos`` and degrees without a scale.
            Without it the text itself is asked.
    """
    tokens = tokens_of(text)
    setting = Setting(tokens, country)
    measures = list(_Reader(tokens, setting).read())
    scales = Counter(measure.unit for measure in measures if measure.unit in ("degC", "degF"))
    found: list[Quantity] = []
    for measure in measures:
        quantity = _record(tokens, measure, setting, scales, after=found[-1].span.end if found else 0)
        if quantity:
            found.append(quantity)
    return found


class _Reader:
    """Reads the measurements of one text from left to right."""

    def __init__(self, tokens: Tokens, setting: Setting) -> None:
        self.tokens = tokens
        self.singles = SingleReader(tokens, setting)
        self.ranges = RangeReader(self.singles)
        self.ones = OneReader(self.ranges)
        self.end = 0  # the token after the last measurement
        self.age_at = -9  # the token after an age without a unit

    def read(self) -> Iterator[Measure]:
        tokens, words = self.tokens, starters()
        lower, numeric = tokens.lower, tokens.numeric
        i, size = 0, len(tokens)
        while i < size:
            if i in numeric or lower[i] in words or lower[i] in ONE_WORDS:
                found, i = self._at(i)
                if found and found[0].first >= self.end:
                    yield from found
                    self.end = i = max(i, found[-1].stop)
            else:
                i += 1

    def _at(self, i: int) -> tuple[list[Measure], int]:
        """Return what starts at token ``i`` and the token to go on from."""
        tokens = self.tokens
        sign = money.money_before(tokens, i) if i in tokens.numeric else None
        if sign and sign.first < self.end:  # it belongs to the number before it
            sign = None
        if sign is None and is_label(tokens, i) and not self.singles.is_height(i):
            return [], i + 1
        numeral = read_numeral(tokens, i, money=sign is not None)
        if numeral is None or numeral.ordinal:
            one = self.ones.one(i, end=self.end)
            return ([one] if one else []), (numeral.stop if numeral and not one else i + 1)
        if numeral.open:
            return [], numeral.stop
        if numeral.part:
            part = self.ones.part(numeral)
            return ([part] if part else []), numeral.stop
        found = self.singles.height(numeral) or self._measures(self.singles.signed(numeral), sign)
        if not found:
            found = self._bare(numeral)
        return found, numeral.stop

    def _measures(self, numeral: Numeral, sign: money.Money | None) -> list[Measure]:
        single = self.singles.single(numeral, sign)
        if single:
            return self.ranges.extended(single, numeral)
        if self.singles.is_year(numeral):
            return []
        return self.ranges.shared_range(numeral, sign) or self.ranges.shared_list(numeral)

    def _bare(self, numeral: Numeral) -> list[Measure]:
        """Read numbers without a unit that are measurements all the same: ages and ``minus 40`` in the cold."""
        tokens, first = self.tokens, numeral.first
        signed = self.singles.signed(numeral)
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


def _record(tokens: Tokens, measure: Measure, setting: Setting, scales: Counter[str], *, after: int) -> Quantity | None:
    """Return the record of a measurement; None where it is no quantity after all.

    Args:
        tokens: the text.
        measure: the measurement.
        setting: where the text is set.
        scales: how often the text names each temperature scale.
        after: where the quantity before it ends; its hedge is not read twice.
    """
    hedge = read_hedges(tokens, measure.first, measure.stop)
    if tokens.starts[hedge.first] < after:
        hedge = replace(hedge, first=measure.first)
    if measure.infix:
        hedge = apply_effect(hedge, measure.infix)
    unit = measure.unit
    if measure.kind == "money" and money.is_price(tokens, measure.stop):
        return None
    if measure.kind == "unit" and unit in durations.UNITS and _is_date(tokens, measure, hedge):
        return None
    if measure.kind == "degrees":
        angle = False
        if measure.values[0] >= 0:
            found = temperature.is_angle(
                tokens, measure.core, measure.stop, hyphen=measure.hyphen, value=measure.values[-1]
            )
            if found is None:
                return None
            angle = found
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
