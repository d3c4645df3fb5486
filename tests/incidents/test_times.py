"""Calendar intervals."""

from datetime import date

import pytest

from borderfacts.incidents.times import Interval, interval_of


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2025-02-03", "2025-02-03", date(2025, 2, 3), date(2025, 2, 3)),
        ("2025-02-03", None, date(2025, 2, 3), date(2025, 2, 3)),
        ("2025-02-03", "2025-02-09", date(2025, 2, 3), date(2025, 2, 9)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", "2024", date(2023, 1, 1), date(2024, 12, 31)),
    ],
)
def test_the_days_of_an_interval(start, end, first, last):
    assert interval_of(start, end) == Interval(first, last)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (None, None),
        ("2025-02-30", None),
        ("--02-30", None),
        ("2025-13", None),
        ("2025-02-09", "2025-02-03"),
        ("x", None),
    ],
)
def test_what_the_calendar_does_not_have_is_no_interval(start, end):
    assert interval_of(start, end) is None


def test_days_without_a_year_compare_with_each_other():
    third, fifth = interval_of("--02-03", None), interval_of("--02-05", None)
    assert not third.overlaps(fifth)


def test_a_leap_day_without_a_year_is_a_day():
    assert interval_of("--02-29", None).length == 1


def test_a_day_within_its_month_overlaps_it():
    day, month = interval_of("2025-02-03", None), interval_of("2025-02", None)
    assert day.overlaps(month)
    assert (day.length, month.length) == (1, 28)
