import pytest

from borderfacts.records import Agency, Count, Event, Quantity, Span, wording
from borderfacts.records.event import Action, Reference

SPAN = Span(start=0, end=1, text="x")


def quantity(value, unit, dimension, si_value, **more):
    return Quantity(value=value, unit=unit, dimension=dimension, si_value=si_value, si_unit="", span=SPAN, **more)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (quantity(-17.0, "degF", "temperature", 245.927777778), "-17 °F = -27.2 °C"),
        (quantity(20.0, "delta_degF", "temperature", 11.1111), "20 Δ°F = 11.1 Δ°C"),
        (quantity(5525.0, "mile", "length", 8891625.6), "5,525 mi = 8,892 km"),
        (quantity(24.0, "foot", "length", 7.3152), "24 ft = 7.3 m"),
        (quantity((5.0, 6.0), "foot", "length", (1.524, 1.8288)), "5 to 6 ft = 1.5 to 1.8 m"),
        (quantity(1340.0, "pound", "mass", 607.8), "1,340 lb = 608 kg"),
        (quantity(30.0, "mile_per_hour", "speed", 13.4), "30 mph = 48.3 km/h"),
        (quantity(30.0, "kilometer", "length", 30000.0, approximate=True), "about 30 km"),
        (quantity(2.5, "kilogram", "mass", 2.5, bound="at_least"), "at least 2.5 kg"),
        (quantity(3.0, "day", "duration", 259200.0), "3 days"),
        (quantity(1.0, "year", "age", None), "1 year"),
        (quantity(12.0, "percent", "ratio", 0.12), "12%"),
        (quantity(3100000.0, "USD", "money", 3100000.0), "USD 3,100,000"),
        (quantity(216.0, "count", "count", 216.0), "216"),
        (quantity(2.0, "no_such_unit", "other", None), "2 no such unit"),
    ],
)
def test_quantities(amount, words):
    assert wording.quantity(amount).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("least", "most", "approximate", "words"),
    [
        (9, 9, False, "9"),
        (30, 30, True, "about 30"),
        (3, 5, False, "3 to 5"),
        (21, None, False, "21 or more"),
        (None, 50, False, "up to 50"),
        (None, None, False, ""),
        (1200, 1200, False, "1,200"),
    ],
)
def test_counts(least, most, approximate, words):
    assert wording.count(Count(min=least, max=most, approximate=approximate, text="x")) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P84M", "84 months"),
        ("P1Y6M", "1 year, 6 months"),
        ("PT2H", "2 hours"),
        ("PXD", "some days"),
        ("P", "P"),
        ("x", "x"),
    ],
)
def test_durations(value, words):
    assert wording.duration(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-02-03", "2025-02-03", "3 February 2025"),
        ("2025-02-03", "2025-02-05", "3 to 5 February 2025"),
        ("2025-02-28", "2025-03-01", "28 February 2025 to 1 March 2025"),
        ("--02-03", None, "3 February"),
        ("2025-01", "2025-03", "January 2025 to March 2025"),
        ("2024", "2024", "2024"),
        (None, "2024", "until 2024"),
        (None, None, ""),
        ("2025-W06", None, "2025-W06"),
        ("2025-13-01", None, "2025-13-01"),
        ("soon", None, "soon"),
    ],
)
def test_days(start, end, words):
    assert wording.days(start, end) == words


@pytest.mark.parametrize(
    ("short", "name", "country", "words"),
    [
        ("RCMP", "Royal Canadian Mounted Police", "CA", "RCMP (Royal Canadian Mounted Police, CA)"),
        ("Italian prosecutors", "Italian prosecutors", "IT", "Italian prosecutors (IT)"),
        ("IOM", "International Organization for Migration", None, "IOM (International Organization for Migration)"),
        ("the mayor", "the mayor", None, "the mayor"),
    ],
)
def test_agencies(short, name, country, words):
    assert wording.agency(Agency(name=name, short=short, country=country, kind="police", span=SPAN)) == words


@pytest.mark.parametrize(
    ("agents", "patients", "words"),
    [
        ([0], [0], "7 migrants: die"),
        ([], [0], "die 7 migrants"),
        ([0], [0, 1], "7 migrants: die 7 migrants"),  # two groups of seven
        ([1, None], [None], "7 migrants, “x”: die"),
    ],
)
def test_who_acts_and_is_acted_on_is_named_once(agents, patients, words):
    def references(places):
        return [Reference(to=None if place is None else "people", index=place, span=SPAN) for place in places]

    action = Action(type="die", status="occurred", agents=references(agents), patients=references(patients), span=SPAN)
    group = {"role": "migrant", "count": {"min": 7, "max": 7, "text": "seven"}, "span": SPAN}
    event = Event(id="e", type="death", status="occurred", confidence=1.0, summary="", people=(group, group))
    assert wording.action(action, event) == words
