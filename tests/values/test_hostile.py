"""Texts made to stall a pattern are read to their end; ``benchmarks/hostile.py`` shows how long that takes."""

from __future__ import annotations

import math
from datetime import date

import pytest
from tests.date_markup import cases
from tests.hostile import KINDS, hostile_text

from borderfacts.values.dates.expressions import find_dates
from borderfacts.values.numbers import find_numbers
from borderfacts.values.quantities.expressions import find_quantities

pytestmark = pytest.mark.thorough

LONG = 200_000  # characters; benchmarks/hostile.py reads a million
STEP = 20_000
WEDNESDAY = date(2025, 2, 5)
END = "\n\nThey left on 3 May 2019. Nine people walked 5 km."
# One a class of pattern: digits, signs, words that repeat, what never closes, what never ends.
LONGEST = (
    "digits",
    "unicode digits",
    "nested signs",
    "currency signs",
    "and a half",
    "from 5 to",
    "brackets",
    "hyphens",
    "commas",
    "quotes",
    "one word",
    "digits no break spaces",
    "nothing but spaces",
    "paragraph ends with spaces",
)
SIZES = [*((kind, STEP) for kind in KINDS), *((kind, LONG) for kind in LONGEST)]


@pytest.mark.parametrize(
    "reference", [date.min, date(111, 12, 31), date(112, 1, 1), date(9888, 12, 31), date(9889, 1, 1), date.max], ids=str
)
def test_dates_are_read_at_the_edges_of_the_calendar(reference: date) -> None:
    texts = [case.text for case in cases()]
    assert [text for text in texts if not all(each.span.text for each in find_dates(text, reference=reference))] == []


@pytest.mark.parametrize("text", ["It rained in October so far this year.", "In 2019 so far in March."])
def test_words_between_two_dates_belong_to_one(text: str) -> None:
    found = find_dates(text, reference=WEDNESDAY)
    assert len(found) == 2
    assert found[0].span.end <= found[1].span.start


@pytest.mark.parametrize(("kind", "size"), SIZES, ids=str)
def test_numbers_are_read_to_the_end(kind: str, size: int) -> None:
    text = hostile_text(kind, size) + END
    found = [text[number.core_start : number.core_end] for number in find_numbers(text)]
    assert found[-2:] == ["Nine", "5"]


@pytest.mark.parametrize(("kind", "size"), SIZES, ids=str)
def test_quantities_are_read_to_the_end(kind: str, size: int) -> None:
    found = find_quantities(hostile_text(kind, size) + END)
    assert found[-1].span.text == "5 km"


@pytest.mark.parametrize(("kind", "size"), SIZES, ids=str)
def test_dates_are_read_to_the_end(kind: str, size: int) -> None:
    found = find_dates(hostile_text(kind, size) + END, reference=WEDNESDAY)
    assert (found[-1].span.text, found[-1].value) == ("3 May 2019", "2019-05-03")


@pytest.mark.parametrize("digits", ["9" * 21, "9" * 310, "9" * 5000, "1" + ",000" * 130, "9" * 310 + ".5"])
@pytest.mark.parametrize(
    "phrase",
    [
        "{} minutes",
        "every {} minutes",
        "{} years ago",
        "the first {} days of May",
        "in {} and a half hours",
        "since {}",
    ],
)
def test_a_number_longer_than_any_time_is_none(phrase: str, digits: str) -> None:
    found = find_dates(f"It takes {phrase.format(digits)}.{END}", reference=WEDNESDAY)
    assert found[-1].value == "2019-05-03"
    assert [mention.span.text for mention in found if digits in mention.span.text] == []


@pytest.mark.parametrize(
    "text",
    [
        "1e999 km",
        "9" * 400 + " km",
        "10^999 km",
        "1/0 km",
        "0/0 hours",
        "inf km",
        "nan kg",
        "1e-999 kg",
        "1e99 degrees",
    ],
)
def test_a_measure_that_cannot_be_is_finite_or_none(text: str) -> None:
    found = find_quantities(f"It was {text}.{END}")
    values = [value for each in found for value in (each.value, each.si_value) if isinstance(value, float)]
    assert found[-1].span.text == "5 km"
    assert all(map(math.isfinite, values))
