"""Read lengths of time: two and a half years, several days, an hour and 20 minutes."""

from __future__ import annotations

from typing import NamedTuple

from borderfacts.values.dates.lexing import Reading

_NUMBERS = ("day", "integer", "decimal", "year", "hhmm")


class Length(NamedTuple):
    """So many of one unit.

    Attributes:
        amount: how many; None where the text gives no number (several).
        unit: the TIMEX3 letter, with T before what is shorter than a day.
    """

    amount: float | None
    unit: str


# A broken amount is stated in the next smaller unit: an hour and a half is PT90M.
_SMALLER = {"TH": (60, "TM"), "TM": (60, "TS"), "D": (24, "TH"), "Y": (12, "M"), "DE": (10, "Y"), "CE": (100, "Y")}


def length_of(reading: Reading, start: int, end: int) -> tuple[Length, ...]:
    """Return the amounts and units stated between two words; none where no unit stands there."""
    found: list[Length] = []
    amount: float | None = None
    for index in range(start, end):
        if reading.is_kind(index, "unit", "units", "second") and not (
            reading.is_kind(index, "second") and amount is None
        ):
            found.append(Length(amount, reading.value(index)))
            amount = None
        elif reading.is_kind(index, "half"):
            if reading.is_kind(index - 1, "a") and amount is None and found:  # an hour and a half
                found[-1] = Length((found[-1].amount or 0) + 0.5, found[-1].unit)
            else:
                amount = (amount or 0) + 0.5 if _follows_and(reading, index, start) else 0.5
        elif reading.is_kind(index, "quarter"):
            amount = (amount or 1) * 0.25
        elif reading.is_kind(index, "number_word"):
            amount = _with_word(amount, float(reading.value(index)))
        elif reading.is_kind(index, *_NUMBERS):
            amount = float(reading.value(index).replace(",", ""))
        elif reading.is_kind(index, "fraction"):
            amount = (amount or 0) + _fraction(reading.words[index])
        elif reading.is_kind(index, "a") and amount is None and not found:
            amount = None if reading.is_kind(index + 1, "inexact", "half") else 1
        elif reading.is_kind(index, "inexact"):
            amount = None
    return tuple(found)


def _fraction(word: str) -> float:
    over, under = word.split("/")
    return int(over) / int(under) if int(under) else 0


def amount_of(reading: Reading, start: int, end: int) -> float | None:
    """Return the number stated between two words; None where they state none."""
    amount: float | None = None
    for index in range(start, end):
        if reading.is_kind(index, "number_word"):
            amount = _with_word(amount, float(reading.value(index)))
        elif reading.is_kind(index, *_NUMBERS):
            amount = float(reading.value(index).replace(",", ""))
    return amount


def _follows_and(reading: Reading, index: int, start: int) -> bool:
    return any(reading.is_kind(before, "and") for before in range(max(start, index - 5), index))


def _with_word(amount: float | None, value: float) -> float:
    if amount is None:
        return value
    return amount * value if value in (100.0, 12.0) and amount < value else amount + value


def timex_length(*lengths: Length) -> str:
    """Return the TIMEX3 value of a length.

    Examples:
        >>> timex_length(Length(2, "TH"), Length(20, "TM"))
        'PT2H20M'
    """
    days, hours = "", ""
    for amount, unit in (_whole(length) for length in lengths):
        number = "X" if amount is None else f"{amount:g}" if amount < 1e6 else str(int(amount))
        if unit == "2W":
            number, unit = ("X" if amount is None else f"{2 * amount:g}"), "W"
        if unit[0] == "T":
            hours += number + unit[1:]
        else:
            days += number + unit
    return f"P{days}" + (f"T{hours}" if hours else "")


def _whole(length: Length) -> Length:
    if length.amount is None or length.amount == int(length.amount) or length.unit not in _SMALLER:
        return length
    factor, unit = _SMALLER[length.unit]
    return Length(length.amount * factor, unit) if (length.amount * factor).is_integer() else length
