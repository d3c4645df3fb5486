"""Compare what a tool found with the marks of the corpora, alike for every tool.

A mention is found where spans overlap and the value is right. Quantities are right within 0.1 % in base units; a range
may be given as one quantity or as its two ends. Dates are right by their TIMEX3 value or by their first and last day;
a tool that gives only an instant is right where the instant lies in the stretch meant.
"""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.date_markup import cases as date_cases
from tests.markup import read_corpus

from borderfacts import lexicons, units
from borderfacts.values.quantities.expressions import find_quantities

TOLERANCE = 1e-3
_Reading = tuple[str, list[float]]  # what base unit, and how many
_Right = Callable[[Sequence[dict[str, Any]]], list[bool]]
_SCALE = re.compile(r"[FC]\b|[℉℃]|fahrenheit|celsius|centigrade", re.IGNORECASE)
_PINT_NAME = re.compile(r"\w+(?: (?:\*\*? |/ )?\(?\w+\)?){0,8}")
_LENGTH = re.compile("P(?:#Y)?(?:#M)?(?:#W)?(?:#D)?(?:T(?:#H)?(?:#M)?(?:#S)?)?".replace("#", r"(\d+(?:\.\d+)?)"))
# Sets as some tools write them: daily, weekly, monthly, yearly.
_SETS = {"XXXX-XX-XX": "P1D", "XXXX-WXX": "P1W", "XXXX-XX": "P1M", "XXXX": "P1Y"}


@dataclass(frozen=True)
class Gold:
    """A marked mention; ``right`` says whether what was found there is right."""

    start: int
    end: int
    right: _Right


@dataclass(frozen=True)
class Case:
    """A marked text; ``family`` is the phenomenon it stands under."""

    family: str
    text: str
    reference: str | None
    golds: tuple[Gold, ...]


@dataclass
class Score:
    """Counts that make an F1."""

    gold: int = 0
    found: int = 0
    gold_right: int = 0
    found_right: int = 0
    traps: int = 0
    alarms: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)

    @property
    def f1(self) -> float | None:
        """F1 of the values; None where nothing is marked."""
        if not self.gold:
            return None
        recall, precision = self.gold_right / self.gold, self.found_right / self.found if self.found else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def add(self, case: Case, found: list[dict[str, Any]]) -> None:
        """Count one text."""
        right_found: set[int] = set()
        missed = []
        for gold in case.golds:
            near = [n for n, each in enumerate(found) if each["start"] < gold.end and gold.start < each["end"]]
            hits = gold.right([found[n] for n in near])
            right_found.update(n for n, hit in zip(near, hits, strict=True) if hit)
            self.gold_right += any(hits)
            if not any(hits):
                missed.append(case.text[gold.start : gold.end])
        self.gold += len(case.golds)
        self.found += len(found)
        self.found_right += len(right_found)
        if not case.golds:
            self.traps += 1
            self.alarms += bool(found)
        wrong = [case.text[each["start"] : each["end"]] for n, each in enumerate(found) if n not in right_found]
        if missed or wrong:
            self.misses.append((case.text, f"missed {missed}, wrong {wrong}"))


# --- quantities


def quantity_cases() -> list[Case]:
    """Return the cases of the corpus of quantities, by file."""
    return [
        Case(
            case.heading.partition(":")[0],
            case.text,
            None,
            tuple(
                Gold(start, end, _quantity_right(label, case.text[start:end])) for start, end, label in case.mentions
            ),
        )
        for case in read_corpus("quantities")
    ]


def _quantity_right(label: str, written: str) -> _Right:
    amount, unit = label.split(" ", 1)
    values = [float(number) for number in amount.split("..")]
    kind, expected = _in_base_units(values, unit)
    no_scale = unit in ("degC", "degF", "degree") and not _SCALE.search(written)

    def right(found: Sequence[dict[str, Any]]) -> list[bool]:
        read: list[list[_Reading]] = []
        for each in found:
            if each["unit"] == "degrees":  # a tool that leaves the scale open is right where the text does
                read.append([(kind, expected)] if no_scale and values in each["readings"] else [])
            else:
                read.append([_named(reading, each["unit"]) for reading in each["readings"]])
        whole = [_any_same(readings, kind, expected) for readings in read]
        if any(whole):
            return whole
        if len(expected) == 2:
            lows, highs = ([_any_same(readings, kind, [end]) for readings in read] for end in expected)
            both = any(lows) and any(highs)
            return [both and (low or high) for low, high in zip(lows, highs, strict=True)]
        return [any(_holds(reading, kind, expected[0]) for reading in readings) for readings in read]

    return right


def _any_same(readings: list[_Reading], kind: str, values: list[float]) -> bool:
    return any(_same(reading, (kind, values)) for reading in readings)


def _same(reading: _Reading, expected: _Reading) -> bool:
    return (
        reading[0] == expected[0]
        and len(reading[1]) == len(expected[1])
        and all(isclose(*pair, rel_tol=TOLERANCE, abs_tol=1e-12) for pair in zip(reading[1], expected[1], strict=True))
    )


def _holds(reading: _Reading, kind: str, value: float) -> bool:
    """Return whether a range that was found has a marked reading as its low or high end."""
    return len(reading[1]) == 2 and any(_same((reading[0], [end]), (kind, [value])) for end in reading[1])


def _in_base_units(values: list[float], unit: str) -> _Reading:
    known = None if len(unit) == 3 and unit.isupper() else units.facts(unit)
    if known is None:
        return unit, values
    kind = "difference" if "delta" in unit else "points" if unit == "percentage_point" else known.si_unit
    return kind, [known.si(value) for value in values]


def _named(values: list[float], name: str) -> _Reading:
    unit, times = unit_of(name)
    return (unit, values) if unit.startswith("?") else _in_base_units([value * times for value in values], unit)


# Names that neither our tables nor pint have, or that pint takes for a product of two units.
_NAMES = {
    "percentage": "percent", "pound-mass": "pound", "degree angle": "degree", "minute of arc": "arcminute",
    "second of arc": "arcsecond", "degree fahrenheit": "degF", "degree celsius": "degC", "fahrenheit": "degF",
    "celsius": "degC", "millimeter of mercury": "mmHg", "square hectometer": "hectare", "picometer": "picometer",
}  # fmt: skip


@cache
def unit_of(name: str) -> tuple[str, float]:
    """Return the pint name or currency code of a unit as a tool names it, and what to multiply its values by."""
    if name in lexicons.currencies() or name in ("degC", "degF", "degree"):
        return name, 1.0
    if name.lower() in _NAMES:
        return _NAMES[name.lower()], 1.0
    for form in (name.lower(), f"{name.lower()}s"):
        found = find_quantities(f"It was 20.5 {form} in all.")
        if len(found) == 1 and found[0].span.text == f"20.5 {form}" and isinstance(found[0].value, float):
            return found[0].unit, found[0].value / 20.5
    if _PINT_NAME.fullmatch(name) and units.facts(name) is not None:
        return name, 1.0
    return f"? {name}", 1.0


# --- dates


def dated_cases() -> list[Case]:
    """Return the cases of the corpus of dates, by file."""
    found = []
    for case in date_cases():
        golds, at = [], 0
        for expected in case.expected:
            start = case.text.index(expected.text, at)
            at = start + len(expected.text)
            golds.append(Gold(start, at, _date_right(expected.value, expected.start, expected.end)))
        reference = case.reference.isoformat() if case.reference else None
        found.append(Case(case.phenomenon.partition(":")[0], case.text, reference, tuple(golds)))
    return found


def _date_right(value: str | None, first: str | None, last: str | None) -> _Right:
    stretch = _stretch(first, last)
    if value is None and first == last:
        value = first

    def fits(reading: dict[str, Any]) -> bool:
        given = reading.get("value")
        if value and given and (_plain(given) == _plain(value) or given == _SETS.get(value)):
            return True
        if stretch is None:
            return False
        if reading.get("instant"):
            return (
                isinstance(stretch[0], date) and stretch[0].isoformat() <= reading["instant"] <= stretch[1].isoformat()
            )
        return _stretch(reading.get("first"), reading.get("last")) == stretch

    return lambda found: [any(fits(reading) for reading in each["readings"]) for each in found]


def _plain(value: str) -> str:
    """Return a TIMEX3 value in one spelling: lengths in seconds and months."""
    value = re.sub(r"^P(\d+)DE$", r"P\g<1>0Y", value)
    length = _LENGTH.fullmatch(value)
    if not length or value in ("P", "PT"):
        return value
    years, months, weeks, days, hours, minutes, seconds = (float(part or 0) for part in length.groups())
    return f"{years * 12 + months:g} months {(weeks * 7 + days) * 86400 + hours * 3600 + minutes * 60 + seconds:g} s"


def _stretch(first: str | None, last: str | None) -> tuple[Any, Any] | None:
    """Return the first and the last day of a stretch, or what is stated of them."""
    if not first or not last:
        return None
    return _day(first, last=False), _day(last, last=True)


def _day(stated: str, *, last: bool) -> date | str:
    parts = stated.split("-")
    if not all(part.isdigit() for part in parts):
        return stated
    year, month, day = [*map(int, parts), None, None][:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))
