"""Quantities: a corpus of marked sentences, and what the marks do not show (bounds, dimensions, SI values)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.markup import Marked, read_corpus

from borderfacts import lexicons, units
from borderfacts.records import Quantity
from borderfacts.values.quantities.expressions import find_quantities
from borderfacts.vocabulary import Bound, Dimension

CASES = read_corpus("quantities")


def only(text: str, country: str | None = None) -> Quantity:
    found = find_quantities(text, country=country)
    assert len(found) == 1
    return found[0]


def in_si(value: float | tuple[float, ...], unit: str) -> tuple[str, list[float]]:
    """Return values in a form that compares across names of one unit (``mile/hour``, ``mile_per_hour``)."""
    values = [value] if isinstance(value, float) else list(value)
    known = None if len(unit) == 3 and unit.isupper() else units.facts(unit)
    if known is None:
        return unit, values
    kind = "difference" if "delta" in unit else known.si_unit
    return kind, [known.si(number) for number in values]


def expected(label: str) -> tuple[str, list[float]]:
    value, unit = label.split(" ", 1)
    return in_si(tuple(float(number) for number in value.split("..")), unit)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_corpus(case: Marked) -> None:
    found = find_quantities(case.text)
    assert [q.span.text for q in found] == [case.text[start:end] for start, end, _ in case.mentions]
    assert [(q.span.start, q.span.end) for q in found] == [(start, end) for start, end, _ in case.mentions]
    for quantity, (_, _, label) in zip(found, case.mentions, strict=True):
        unit, values = in_si(quantity.value, quantity.unit)
        assert (unit, values) == (expected(label)[0], pytest.approx(expected(label)[1], rel=1e-3))


def test_a_third_of_the_corpus_are_traps() -> None:
    traps = [case for case in CASES if not case.mentions]
    assert len(CASES) >= 600
    assert 3 * len(traps) >= len(CASES)


@pytest.mark.parametrize(
    ("text", "bound", "approximate"),
    [
        ("It was 20 km long.", Bound.EXACT, False),
        ("It was at least 20 km long.", Bound.AT_LEAST, False),
        ("It was more than 20 km long.", Bound.AT_LEAST, False),
        ("It was up to 20 km long.", Bound.AT_MOST, False),
        ("It was less than 20 km long.", Bound.AT_MOST, False),
        ("It was 20 km or more.", Bound.AT_LEAST, False),
        ("It was about 20 km long.", Bound.EXACT, True),
        ("It was 20 km or so.", Bound.EXACT, True),
        ("It was nearly 20 km long.", Bound.EXACT, True),
        ("It was at least about 20 km long.", Bound.AT_LEAST, True),
    ],
)
def test_bounds(text: str, bound: Bound, approximate: bool) -> None:
    quantity = only(text)
    assert (quantity.bound, quantity.approximate) == (bound, approximate)


@pytest.mark.parametrize(
    ("text", "dimension", "si_value", "si_unit"),
    [
        ("It was 32 degrees Fahrenheit.", Dimension.TEMPERATURE, 273.15, "kelvin"),
        ("It rose 9 degrees Fahrenheit.", Dimension.TEMPERATURE, 5, "kelvin"),
        ("It was 2 miles long.", Dimension.LENGTH, 3218.688, "meter"),
        ("It was 2 hours long.", Dimension.DURATION, 7200, "second"),
        ("It weighed 2 pounds.", Dimension.MASS, 0.90718474, "kilogram"),
        ("It did 36 km/h.", Dimension.SPEED, 10, "meter / second"),
        ("It covers 2 hectares.", Dimension.AREA, 20000, "meter ** 2"),
        ("It holds 2 litres.", Dimension.VOLUME, 0.002, "meter ** 3"),
        ("It makes 2 megawatts.", Dimension.POWER, 2e6, "watt"),
        ("It took 2 kilowatt-hours.", Dimension.ENERGY, 7.2e6, "joule"),
        ("It was at 2 bar.", Dimension.PRESSURE, 2e5, "pascal"),
        ("It turned 180 degrees to the north.", Dimension.ANGLE, 3.14159265359, "radian"),
        ("It holds 2 gigabytes.", Dimension.DATA, 1.6e10, "bit"),
        ("It cost $5.", Dimension.MONEY, 5, "USD"),
        ("It fell 5 percent.", Dimension.RATIO, 0.05, "dimensionless"),
    ],
)
def test_dimension_and_si_value(text: str, dimension: Dimension, si_value: float, si_unit: str) -> None:
    quantity = only(text.replace("2 bar.", "2.0 bar."))
    assert (quantity.dimension, quantity.si_unit) == (dimension, si_unit)
    assert quantity.si_value == pytest.approx(si_value)


def test_an_age_has_its_own_dimension() -> None:
    assert only("A 42-year-old drove.").dimension is Dimension.AGE


@pytest.mark.parametrize(
    ("country", "unit"), [("CA", "CAD"), ("AU", "AUD"), ("NZ", "NZD"), ("US", "USD"), ("MX", "USD"), (None, "USD")]
)
def test_dollars_follow_the_country_given(country: str | None, unit: str) -> None:
    assert only("The fine was $500.", country).unit == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They paid hk$30.", "HKD"),
        ("They paid NT $500.", "TWD"),
        ("They paid nt$500.", "TWD"),
        ("They paid S $500.", "SGD"),
        ("They paid aud $20.", "AUD"),
        ("They paid the U S $20.", "USD"),
        ("A $400 fine was due.", "USD"),
        ("MEXICO'S $500 FINE IS DUE", "USD"),
        ("MEXICO’S $500 FINE IS DUE", "USD"),
    ],
)
def test_letters_before_a_dollar_sign_say_whose_dollars(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(("country", "unit"), [("US", "degF"), ("CA", "degC"), ("GR", "degC"), (None, "degF")])
def test_degrees_follow_the_country_given(country: str | None, unit: str) -> None:
    assert only("It was 40 degrees.", country).unit == unit


@pytest.mark.parametrize(("country", "unit"), [("MX", "MXN"), ("CO", "COP"), ("PH", "PHP"), ("DO", "DOP")])
def test_pesos_follow_the_country_given(country: str, unit: str) -> None:
    assert only("The fine was 500 pesos.", country).unit == unit


def test_a_place_in_the_sentence_outranks_the_dateline() -> None:
    text = "WINNIPEG — They took a bus to Grand Forks, N.D., paid a driver $400 and walked. The hotel cost $90."
    assert [q.unit for q in find_quantities(text)] == ["USD", "CAD"]


def test_a_scale_stated_once_decides_the_others() -> None:
    text = "LAREDO, Texas — It was 38 C outside. In the trailer it was 60 degrees."
    assert [q.unit for q in find_quantities(text)] == ["degC", "degC"]


def test_a_currency_that_nothing_decides_is_left_out() -> None:
    assert find_quantities("The fine was 500 kroner.") == []


@pytest.mark.parametrize("country", ["CZ", "SE", "DK", None])
def test_crowns_alone_are_of_no_currency_wherever_they_are_named(country: str | None) -> None:
    assert find_quantities("The fine was 500 crowns.", country=country) == []


# In capitals after a number these are rather a cup and kilograms.
UNITS_AS_WELL = {"CUP", "KGS"}


@pytest.mark.parametrize("code", sorted(set(lexicons.currencies()) - UNITS_AS_WELL))
def test_every_currency_code_is_read(code: str) -> None:
    assert only(f"The price was 500 {code} in all.").unit == code


UNIT_FORMS = [(name, form) for name, entry in lexicons.units().items() for form in entry.forms if " " not in form]


@pytest.mark.parametrize(("name", "form"), UNIT_FORMS, ids=[f"{form}-{name}" for name, form in UNIT_FORMS])
def test_every_form_of_a_unit_is_read(name: str, form: str) -> None:
    entry = lexicons.units()[name]
    quantity = only(f"It was 20.5 {form} in all.", "SE")
    assert quantity.unit == (entry.unit or name)
    assert quantity.value == pytest.approx(20.5 * entry.times)


@pytest.mark.parametrize("name", sorted(lexicons.units()))
def test_pint_knows_every_unit(name: str) -> None:
    entry = lexicons.units()[name]
    assert units.facts(entry.unit or name) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "5",
        "$",
        "five",
        "a",
        "°",
        "\x00\x01",
        "😀",
        "5\n\nkm",
        "1" * 5000,
        "5 " * 500,
        "$" * 500,
        "half " * 500,
        "5 " + "+ " * 5000,
        "5 " + "or so " * 5000,
        "5 to " * 5000,
    ],
)
def test_odd_text_gives_nothing(text: str) -> None:
    assert find_quantities(text) == []


def test_spans_hold_between_odd_characters() -> None:
    text = "😀 5 km\u202f\u2009— \x00 −3 °C"
    found = find_quantities(text)
    assert [q.span.text for q in found] == ["5 km", "−3 °C"]
    assert all(text[q.span.start : q.span.end] == q.span.text for q in found)


@pytest.mark.parametrize(
    "text",
    [
        "It was 5 km or more than 6 km.",
        "He had 20€ 30 times.",
        "500 kr 200 times.",
        "- old 20 kr 2,019 men",
        "0US$ 12.5",
    ],
)
def test_quantities_never_overlap(text: str) -> None:
    found = find_quantities(text)
    assert len(found) >= 1
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
